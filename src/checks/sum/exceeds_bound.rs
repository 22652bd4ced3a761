//! A figure keeps within the figure that bounds it.
//!
//! **What it does.** Compares two figures of which the first can be at most the second.
//! **Why it matters.** More tasks done than assigned, or more handled than recommended, is a slip of the pen.
//! **Example.** 41 tasks completed of 40 assigned.
//! **Use instead.** Correct the one that is wrong; the finding names both places.
//! **Limits.** Only bounds that the catalogue declares, and a table's column of the most points; equality is allowed.
//! **Basis.** The catalogue's `at-most` relations; the table's own headings.

use crate::checks::relations::{is_note, is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(SUM006 "exceeds-bound" Error "a figure is larger than the figure that bounds it", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "bound"), |bound, failure| {
        matches!(bound.relation, Relation::AtMost { .. }) && !is_note(bound) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.at_most("41", "40");
        assert_eq!(bench.messages("SUM006").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.at_most("40", "40");
        bench.at_most("0", "1");
        assert_eq!(bench.messages("SUM006"), [""; 0]);
    }
}
