//! The states of a row of the task table add up to its number of tasks.
//!
//! **What it does.** Adds done on time, done late, pending and overdue of each row and compares with the number of tasks.
//! **Why it matters.** A task that is in no state, or in two, makes the table worthless as a plan.
//! **Example.** 7 tasks, of which 5 on time, 1 late and 0 pending: one task is nowhere.
//! **Use instead.** Move the task to the state it is in, or correct the number of tasks.
//! **Limits.** A blank cell is not 0; a row with one is reported as not checked.
//! **Basis.** The table's own headings.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};
use crate::model::Relation;

rule!(SUM005 "row-total" Error "the four states of a row of the task table differ from its number of tasks", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "row"), |bound, failure| {
        matches!(bound.relation, Relation::Sum { .. }) && bound.basis == Basis::Row && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.sum("7", &["5", "1", "0", "0"], Basis::Row);
        let messages = bench.messages("SUM005");
        assert!(messages[0].contains("ghi 7") && messages[0].contains("được 6"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.sum("6", &["5", "1", "0", "0"], Basis::Row);
        assert_eq!(bench.messages("SUM005"), [""; 0]);
    }
}
