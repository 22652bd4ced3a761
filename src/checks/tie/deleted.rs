//! What a report leaves out of its workbook is known.
//!
//! **What it does.** Counts the figures that were deleted from a draft together with their marks, and names some.
//! **Why it matters.** What is not reported any more was decided by somebody; a reviewer may want to know.
//! **Example.** The sentence with `1.555`, gone.
//! **Use instead.** Nothing: it may well be meant.
//! **Limits.** Never more than a note; a draft that has no mark left is not asked.
//! **Basis.** The register of the marks names what was printed.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::place::Place;

rule!(TIE009 "figure-deleted" Info "figures of a report were deleted with their sentences", check);

/// So many of the figures are named.
const NAMED: usize = 6;

fn check(case: &Case<'_>, found: &mut Found) {
    let deleted = &case.claims.ties.deleted;
    if deleted.is_empty() {
        return;
    }
    let mut named: Vec<String> =
        deleted.iter().take(NAMED).map(|(_, label, figure)| format!("“{label}” {figure}")).collect();
    if deleted.len() > NAMED {
        named.push("…".to_owned());
    }
    let facts = [("count", deleted.len().to_string()), ("named", named.join(", "))];
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, fact)| (*name, fact.as_str())).collect();
    found.report(Finding::new(CODE, Place::Document, say(CODE.id, "deleted", &facts)));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::Link;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        for number in 0..8 {
            let link = Link::Row { label: String::new(), nth: number };
            bench.claims.ties.deleted.push((link, format!("Chỉ tiêu {number}"), number.to_string()));
        }
        let messages = bench.messages("TIE009");
        assert!(
            messages[0].starts_with("8 số liệu") && messages[0].contains("“Chỉ tiêu 5” 5, …"),
            "{messages:?}"
        );
    }

    #[test]
    fn stays_silent() {
        assert_eq!(Bench::new().messages("TIE009"), [""; 0]);
    }
}
