//! The items of a note fit the figure that it explains.
//!
//! **What it does.** Adds the figures of a note's items, counts its items, or compares each with the figure,
//! as the catalogue or the column `Giải thích cho` says.
//! **Why it matters.** A note is the evidence of its figure; readers count it.
//! **Example.** A figure of 15 people whose note lists 9 and 6 holds; ten posts for 11 people does not.
//! **Use instead.** Correct the item that was forgotten, or the figure.
//! **Limits.** Only items with a figure in brackets or before a unit; prose in a note is not added.
//! **Basis.** The workbook's `Giải thích cho`; the catalogue's notes.

use crate::checks::relations::{is_note, is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(NOTE001 "note-items" Error "the items of a note do not fit the figure it explains", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "sum"), |bound, failure| {
        is_note(bound) && matches!(bound.relation, Relation::Sum { .. }) && is_off(failure)
    });
    report(case, found, (CODE, "part"), |bound, failure| {
        let most = matches!(bound.relation, Relation::PartOf { .. } | Relation::AtMost { .. });
        is_note(bound) && most && is_off(failure)
    });
    report(case, found, (CODE, "list"), |bound, failure| {
        is_note(bound) && matches!(bound.relation, Relation::Equal { .. }) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;
    use crate::claim::Basis;
    use crate::model::Code;

    fn note() -> Basis {
        Basis::Note { code: Code::new("ghi-chu-3").unwrap() }
    }

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.sum("11", &["1"; 10], note());
        bench.equal(&["3", "2"], note());
        let (whole, part) = (bench.figure("5"), bench.figure("6"));
        bench.bind(Relation::PartOf { whole, parts: vec![part] }, note());
        assert_eq!(bench.messages("NOTE001").len(), 3);
    }

    #[test]
    fn a_list_is_told_by_its_length() {
        let mut bench = Bench::new();
        bench.equal(&["3", "2"], note());
        let messages = bench.messages("NOTE001");
        assert!(messages[0].contains("ghi 3") && messages[0].contains("liệt kê 2 mục"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.sum("15", &["9", "6"], note());
        bench.equal(&["2", "02"], note());
        assert_eq!(bench.messages("NOTE001"), [""; 0]);
    }
}
