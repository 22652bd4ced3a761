//! What came in is somewhere now.
//!
//! **What it does.** Compares what was carried over and received with what is resolved, pending or withdrawn.
//! **Why it matters.** Dossiers do not vanish: a flow that does not balance hides some of them.
//! **Example.** 12 carried over and 3.460 received are 3.472, but 3.470 resolved and 0 pending are 3.470.
//! **Use instead.** Name the withdrawn ones, or correct the stage that was miscounted.
//! **Limits.** Only flows that are declared whole; without the carried-over stock nothing is inferred.
//! **Basis.** The catalogue's `flow` relations.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(SUM003 "flow-balance" Error "what came in differs from what went out and what is left", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "flow"), |bound, failure| {
        matches!(bound.relation, Relation::Flow { .. }) && is_off(failure) && failure.expected.is_some()
    });
    // the first stage alone cannot mend it
    report(case, found, (CODE, "apart"), |bound, failure| {
        matches!(bound.relation, Relation::Flow { .. }) && is_off(failure) && failure.expected.is_none()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn flow(incoming: &[&str], outgoing: &[&str]) -> Bench {
        let mut bench = Bench::new();
        let (incoming, outgoing) = (bench.figures(incoming), bench.figures(outgoing));
        bench.must(Relation::Flow { incoming, outgoing });
        bench
    }

    #[test]
    fn fires() {
        let messages = flow(&["12", "3.460"], &["3.470", "0"]).messages("SUM003");
        assert!(messages[0].contains("3.472") && messages[0].contains("3.470"), "{messages:?}");
        let messages = flow(&["0", "3.742"], &["3.470", "2"]).messages("SUM003");
        assert!(messages[0].ends_with("không khớp đầu ra 3.470 + 2 = 3.472."), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        assert_eq!(flow(&["12", "3.460"], &["3.470", "0", "2"]).messages("SUM003"), [""; 0]);
    }
}
