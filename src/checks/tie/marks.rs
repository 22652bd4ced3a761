//! What a draft's marks say is understood.
//!
//! **What it does.** Says when the register of a draft's marks is damaged, of a later version or of another report type,
//! or names what the report type does not have.
//! **Why it matters.** Its figures are then held to the workbook by their words alone, which is less.
//! **Example.** A draft of `bao-cao-kiem-soat-tthc` held against a workbook of `bao-cao-cchc-xa`.
//! **Use instead.** The workbook and the report type that the draft was written from.
//! **Limits.** Asked only where a draft is held against a workbook.
//! **Basis.** Missing input never passes silently.

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, TieFault};
use crate::finding::{Finding, say};
use crate::place::Place;

rule!(TIE010 "marks-not-read" Warning "the marks of a draft's figures cannot be understood, or not all of them", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for fault in &case.claims.ties.faults {
        let (way, what) = match fault {
            TieFault::Broken => ("broken", String::new()),
            TieFault::Newer(schema) => ("newer", schema.to_string()),
            TieFault::Other(catalogue) => ("other", catalogue.clone()),
            TieFault::Unknown(codes) => ("unknown", codes.join(", ")),
            TieFault::Unlisted(count) => ("unlisted", count.to_string()),
        };
        let facts = [("what", what.as_str()), ("own", case.catalogue.name.as_str())];
        found.report(Finding::new(CODE, Place::Document, say(CODE.id, way, &facts)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        for (fault, said) in [
            (TieFault::Broken, "hỏng"),
            (TieFault::Newer(7), "7"),
            (TieFault::Other("mau-khac".to_owned()), "mau-khac"),
            (TieFault::Unknown(vec!["a".to_owned(), "b".to_owned()]), "a, b"),
            (TieFault::Unlisted(3), "3"),
        ] {
            let mut bench = Bench::new();
            bench.claims.ties.faults.push(fault);
            let messages = bench.messages("TIE010");
            assert!(messages[0].contains(said) && !messages[0].contains("TIE010"), "{messages:?}");
        }
    }

    #[test]
    fn stays_silent() {
        assert_eq!(Bench::new().messages("TIE010"), [""; 0]);
    }
}
