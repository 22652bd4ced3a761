//! A column of the task table adds up to its total row.
//!
//! **What it does.** Adds each column of the task table and compares with the total row.
//! **Why it matters.** Two wrong totals can cancel within the total row; only the columns show them.
//! **Example.** On time `5 + 13 + 3 + 3 + 3 + 4 + 6` is 37, the total row says 38.
//! **Use instead.** Let the total row be computed: leave it out of the sheet, and it is filled in.
//! **Limits.** A table without a total row has nothing to compare; rows of headings are not data.
//! **Basis.** The table's own headings.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};
use crate::model::Relation;

rule!(SUM004 "column-total" Error "a total row differs from the sum of its column", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "column"), |bound, failure| {
        matches!(bound.relation, Relation::Sum { .. }) && bound.basis == Basis::Column && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.sum("38", &["5", "13", "3", "3", "3", "4", "6"], Basis::Column);
        let messages = bench.messages("SUM004");
        assert!(messages[0].contains("ghi 38") && messages[0].contains("được 37"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.sum("37", &["5", "13", "3", "3", "3", "4", "6"], Basis::Column);
        assert_eq!(bench.messages("SUM004"), [""; 0]);
    }
}
