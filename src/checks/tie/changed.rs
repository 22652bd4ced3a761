//! What was printed from a cell is what the cell says, whoever edited the report.
//!
//! **What it does.** Compares every marked figure of a draft with what its cell prints, and names those that were changed
//! in the draft.
//! **Why it matters.** A figure typed over by hand looks like any other; its cell and the form still have the old one.
//! **Example.** `1.556` in the sentence that printed `1.555` from `Số liệu!D7`.
//! **Use instead.** Correct the workbook and refresh the draft.
//! **Limits.** Only reports that this program wrote have marks. Another way of writing the same figure is no change.
//! **Basis.** The mark names the cell: nothing is inferred.

use super::{same_state, told};
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, TieState};

rule!(TIE006 "changed-by-hand" Error "a figure of a report that was edited is not the one that was printed, nor what its cell says", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for tie in same_state(case, TieState::Changed) {
        found.report(told(CODE, tie));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::TieState;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.tie(TieState::Changed, ["1.555", "1.556", "1.555"]);
        let findings = bench.findings("TIE006");
        assert_eq!(
            (findings[0].expected.as_deref(), findings[0].found.as_deref()),
            (Some("1.555"), Some("1.556"))
        );
        assert_eq!((findings[0].repair.len(), findings[0].related.len()), (1, 1));
        assert!(findings[0].message.contains("Số liệu!D7"), "{}", findings[0].message);
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.tie(TieState::Held, ["1.555", "1.555", "1.555"]);
        bench.tie(TieState::Stale, ["1.555", "1.555", "1.556"]);
        assert_eq!(bench.messages("TIE006"), [""; 0]);
    }
}
