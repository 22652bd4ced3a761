//! The names of an appendix are those of its report type.
//!
//! **What it does.** Counts the names of an Excel appendix that look like an indicator's and name none, and names some.
//! **Why it matters.** Their figures are compared with nothing; the appendix may be of another report type.
//! **Example.** `bc_hs.tiep_nhan`, where the report type has `ho-so.tiep-nhan`.
//! **Use instead.** The workbook and the report type that the appendix was written from.
//! **Limits.** Names that do not begin as ours are anybody's own and are not looked at.
//! **Basis.** Missing input never passes silently.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::place::Place;

rule!(TIE014 "unknown-name" Warning "names in an Excel appendix name no indicator of the report type", check);

/// So many of the names are told.
const NAMED: usize = 6;

fn check(case: &Case<'_>, found: &mut Found) {
    let unknown = &case.claims.named.unknown;
    if unknown.is_empty() {
        return;
    }
    let mut named: Vec<&str> = unknown.iter().take(NAMED).map(String::as_str).collect();
    if unknown.len() > NAMED {
        named.push("…");
    }
    let (count, named) = (unknown.len().to_string(), named.join(", "));
    let facts = [("own", case.catalogue.name.as_str()), ("count", &count), ("named", &named)];
    found.report(Finding::new(CODE, Place::Workbook, say(CODE.id, "unknown", &facts)).excerpt(named.clone()));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.claims.named.unknown = (0..8).map(|number| format!("bc_{number}")).collect();
        let messages = bench.messages("TIE014");
        assert!(messages[0].contains("của 8 tên ô") && messages[0].contains("bc_5, …"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        assert_eq!(Bench::new().messages("TIE014"), [""; 0]);
    }
}
