//! The report prints what the workbook's cells say.
//!
//! **What it does.** Compares a figure of the report, or one typed into a free text of the workbook under an
//! indicator's name, with the indicator's cell.
//! **Why it matters.** A figure that was changed by hand in one place only is found by its other place.
//! **Example.** `3.472` in the cell, `3.742` in the report or in `Nội dung`.
//! **Use instead.** The indicator's code in braces, which prints the cell; correct the cell where it is the wrong one.
//! **Limits.** A coarser rounding in prose is legal.
//! **Basis.** The same indicator behind both figures.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};
use crate::model::Relation;

rule!(TIE002 "printed-twice-differs" Error "the report prints another figure than its workbook", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "differs"), |bound, failure| {
        matches!(bound.relation, Relation::Equal { .. }) && bound.basis == Basis::Same && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.equal(&["3.472", "3.742"], Basis::Same);
        let findings = bench.findings("TIE002");
        assert_eq!(findings[0].expected.as_deref(), Some("3.472"));
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.equal(&["3.472", "3.472"], Basis::Same);
        bench.equal(&["05", "5"], Basis::Same);
        assert_eq!(bench.messages("TIE002"), [""; 0]);
    }
}
