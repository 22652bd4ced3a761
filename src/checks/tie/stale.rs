//! A report says what its workbook says today.
//!
//! **What it does.** Names every marked figure of a draft that is still as it was printed, where the cell prints another
//! one today or none.
//! **Why it matters.** A workbook corrected after the report was written leaves the report behind.
//! **Example.** `3.472` printed from `Số liệu!D7`, which says `3.474` now.
//! **Use instead.** `baocao refresh`, which puts the workbook's figures into their places.
//! **Limits.** Only reports that this program wrote have marks.
//! **Basis.** The mark names the cell: nothing is inferred.

use super::{same_state, told};
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, TieState};

rule!(TIE007 "stale-figure" Error "a figure of a report is what its cell said before the workbook changed", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for tie in same_state(case, TieState::Stale) {
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
        bench.tie(TieState::Stale, ["1.555", "1.555", "1.556"]);
        let findings = bench.findings("TIE007");
        assert_eq!(
            (findings[0].expected.as_deref(), findings[0].found.as_deref()),
            (Some("1.556"), Some("1.555"))
        );
        let mut gone = Bench::new();
        gone.tie(TieState::Stale, ["1.555", "1.555", ""]);
        let findings = gone.findings("TIE007");
        assert_eq!((findings[0].expected.as_deref(), findings[0].repair.len()), (None, 0));
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.tie(TieState::Held, ["1.555", "1.556", "1.556"]);
        bench.tie(TieState::Changed, ["1.555", "1.557", "1.556"]);
        assert_eq!(bench.messages("TIE007"), [""; 0]);
    }
}
