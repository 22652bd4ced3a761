//! What is typed of last period is what that period's workbook says.
//!
//! **What it does.** Compares the cells of `Kỳ trước` with the workbook that was given as last period's.
//! **Why it matters.** A growth from another base than the one reported is wrong, however it is computed.
//! **Example.** `18` in `Kỳ trước`, where last period's workbook says 19.
//! **Use instead.** A blank cell, which is taken from that workbook.
//! **Limits.** A coarser rounding is legal. Never more than a warning: figures are put right after they were reported,
//! and then the typed one holds.
//! **Basis.** One indicator, one period, one figure.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};

rule!(TIE005 "previous-differs" Warning "a figure of last period is not what that period's workbook says", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "differs"), |bound, failure| {
        bound.basis == Basis::Previous && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.equal(&["19", "18"], Basis::Previous);
        let findings = bench.findings("TIE005");
        assert_eq!((findings[0].expected.as_deref(), findings[0].found.as_deref()), (Some("19"), Some("18")));
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.equal(&["19", "19"], Basis::Previous);
        bench.equal(&["44,79%", "44,8%"], Basis::Previous);
        assert_eq!(bench.messages("TIE005"), [""; 0]);
    }
}
