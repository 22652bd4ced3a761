//! A figure that is so many times another's.
//!
//! **What it does.** Multiplies the other period's figure by how many times it is said to be, at the decimals that are
//! printed.
//! **Why it matters.** "gấp 3 lần" is what a reader remembers of a paragraph.
//! **Example.** 4.386 against 1.827 is "gấp 2,4 lần", not "gấp 2,8 lần".
//! **Use instead.** The quotient of the two figures.
//! **Limits.** Drafts only: no cell of a workbook says it. `gấp đôi` and words that are no figure are not read.
//! **Basis.** The words of the text.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(PCT006 "multiple-of-figure" Error "a multiple differs from the quotient of its figures", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "times"), |bound, failure| {
        matches!(bound.relation, Relation::Multiple { .. }) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn multiple(times: &str, now: &str, before: &str) -> Bench {
        let mut bench = Bench::new();
        let (times, now, before) = (bench.figure(times), bench.figure(now), bench.figure(before));
        bench.must(Relation::Multiple { times, now, before });
        bench
    }

    #[test]
    fn fires() {
        let findings = multiple("2,8", "4.386", "1.827").findings("PCT006");
        assert_eq!(findings[0].expected.as_deref(), Some("2,4"));
        assert_eq!(multiple("3", "100", "50").messages("PCT006").len(), 1);
    }

    #[test]
    fn stays_silent() {
        for (times, now, before) in
            [("2,4", "4.386", "1.827"), ("2", "100", "50"), ("3", "145", "50"), ("2", "5", "0")]
        {
            assert_eq!(multiple(times, now, before).messages("PCT006"), [""; 0], "{times}: {before} → {now}");
        }
    }
}
