//! A coded answer is one of its codes.
//!
//! **What it does.** Compares the answer of every coded indicator with the codes that the form allows.
//! **Why it matters.** The superior office counts the codes; another number is counted as nothing.
//! **Example.** `3` where the form has `Chưa = 0`, `Đang làm = 1`, `Hoàn thành = 2`.
//! **Use instead.** One of the codes that the finding lists, or `-` where it does not apply.
//! **Limits.** Text in a coded cell is the reader's finding.
//! **Basis.** The unit column of the form.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::{Indicator, Kind};

rule!(FORM001 "not-an-allowed-code" Error "a coded answer is none of the allowed codes", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for claim in &case.claims.figures {
        let Some(indicator) = claim.code.as_ref().and_then(|code| case.catalogue.indicator(code.as_str()))
        else {
            continue;
        };
        // what the report prints of a cell is the cell's fault, not another one
        let printed_again = !claim.typed;
        if printed_again || indicator.kind != Kind::Code || indicator.allows(&claim.figure) {
            continue;
        }
        let (printed, allowed) = (claim.figure.to_string(), codes(indicator));
        let facts = [("label", claim.label.as_str()), ("found", &printed), ("allowed", &allowed)];
        let finding = Finding::new(CODE, claim.place.clone(), say(CODE.id, "code", &facts));
        found.report(finding.excerpt(&claim.excerpt).sides(allowed, printed));
    }
}

/// `0 (Chưa), 1 (Hoàn thành)`.
fn codes(indicator: &Indicator) -> String {
    let code = |(code, meaning): &(u32, String)| match meaning.as_str() {
        "" => code.to_string(),
        meaning => format!("{code} ({meaning})"),
    };
    indicator.allowed.iter().map(code).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::Kind;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.coded("hop-truc-tuyen", Kind::Code, "3");
        assert!(bench.messages("FORM001")[0].contains("0, 1, 2"));
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.coded("hop-truc-tuyen", Kind::Code, "2");
        bench.coded("ho-so", Kind::Count, "3");
        let printed = bench.coded("in-lai", Kind::Code, "3");
        bench.claims.figures[printed.0].typed = false;
        assert_eq!(bench.messages("FORM001"), [""; 0]);
    }
}
