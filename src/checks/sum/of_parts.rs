//! The parts of a total add up to it.
//!
//! **What it does.** Adds the parts of every total that the catalogue declares and compares with the total.
//! **Why it matters.** A total that does not add is the first thing a reader checks, and no one can say which
//! of the figures is the wrong one.
//! **Example.** `3.472 hồ sơ`, of these `1.913` in person, `1.555` online and `2` withdrawn: that is 3.470.
//! **Use instead.** Correct the total or the part; a repair is proposed where one change is enough.
//! **Limits.** Only declared sums; overlapping parts are [`part_exceeds_whole`](super::part_exceeds_whole).
//! Rounded parts are intervals, and a sum that rounding could hardly explain is a warning.
//! **Basis.** XBRL Calculations 1.1; the catalogue's `sum` relations.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};
use crate::model::Relation;

rule!(SUM001 "sum-of-parts" Error "a total differs from the sum of its parts", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "total"), |bound, failure| {
        matches!(bound.relation, Relation::Sum { .. })
            && matches!(bound.basis, Basis::Catalogue { .. } | Basis::Same | Basis::Stated)
            && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    use crate::checks::run::RuleSet;
    use crate::finding::{Severity, Verdict};
    use crate::model::Weight;

    const DECLARED: Basis = Basis::Catalogue { line: 1 };

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.sum("3.472", &["1.913", "1.555", "2"], DECLARED);
        let findings = bench.findings("SUM001");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.expected.as_deref(), finding.found.as_deref()), (Some("3.470"), Some("3.472")));
        assert_eq!(finding.related.len(), 3);
        assert!(finding.message.contains("1.913 + 1.555 + 2"), "{}", finding.message);
        assert_eq!(finding.repair.len(), 3);
    }

    #[test]
    fn stays_silent() {
        for (total, parts) in
            [("3.470", vec!["1.913", "1.555", "2"]), ("100,1", vec!["33,3", "33,3", "33,3"])]
        {
            let mut bench = Bench::new();
            bench.sum(total, &parts, DECLARED);
            assert_eq!(bench.messages("SUM001"), [""; 0]);
        }
    }

    #[test]
    fn rounding_that_hardly_explains_it_is_unlikely() {
        let mut bench = Bench::new();
        bench.sum("105,5", &["10,0"; 10], DECLARED);
        let mut bench_far = Bench::new();
        bench_far.sum("100,5", &["10,0"; 10], DECLARED);
        let findings = bench_far.findings("SUM001");
        assert_eq!(findings.first().map(|found| found.verdict), Some(Verdict::Unlikely));
        assert_eq!(findings.first().map(|found| found.severity), Some(Severity::Warning));
        assert_eq!(bench.findings("SUM001").first().map(|found| found.verdict), Some(Verdict::Wrong));
    }

    #[test]
    fn what_only_should_hold_is_a_warning() {
        let mut bench = Bench::new();
        bench.sum("5", &["2", "2"], DECLARED);
        bench.claims.relations.iter_mut().for_each(|bound| bound.weight = Weight::Should);
        assert_eq!(bench.review(&RuleSet::default()).worst(), Some(Severity::Warning));
    }
}
