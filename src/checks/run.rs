//! The runner: which rules run, how much their findings weigh, in which order and groups they are shown.

use std::collections::{HashMap, HashSet};

use crate::checks::coverage;
use crate::checks::group;
use crate::checks::registry::RULES;
use crate::checks::rule::{Found, Reported};
use crate::claim::Case;
use crate::finding::{Finding, Review, Severity};

/// Which rules run and how much they weigh. The default runs all, each with its own severity.
///
/// Codes of readers (`FORM101`…) are taken too: what a reader found is selected like what a rule finds.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    without: HashSet<String>,
    severities: HashMap<String, Severity>,
}

impl RuleSet {
    /// The same without a rule, by its code.
    #[must_use]
    pub fn without(mut self, code: &str) -> Self {
        self.without.insert(code.to_owned());
        self
    }

    /// The same with another severity for all findings of a code.
    #[must_use]
    pub fn with_severity(mut self, code: &str, severity: Severity) -> Self {
        self.severities.insert(code.to_owned(), severity);
        self
    }

    fn runs(&self, code: &str) -> bool {
        !self.without.contains(code)
    }

    fn weigh(&self, finding: &mut Finding) {
        if let Some(severity) = self.severities.get(finding.code) {
            finding.severity = *severity;
        }
    }
}

/// Checks a case: everything that does not agree, by place and code, and how much was checked.
pub fn check(case: &Case<'_>, rules: &RuleSet) -> Review {
    let mut found = Found::new(case);
    for rule in RULES.iter().filter(|rule| rules.runs(rule.code.id)) {
        (rule.check)(case, &mut found);
    }
    let (judgements, mut reported, skipped) = found.into_parts();
    let groups = group::group(&case.claims, &judgements, &mut reported);
    let (coverage, untied) = coverage::cover(case, &judgements, &skipped);
    let mut findings: Vec<(Finding, Option<usize>)> =
        reported.into_iter().map(|Reported { finding, .. }| finding).zip(groups).collect();
    let read = case.read.iter().filter(|finding| rules.runs(finding.code));
    findings.extend(read.map(|finding| (finding.clone(), None)));
    for (finding, _) in &mut findings {
        rules.weigh(finding);
        finding.seal();
    }
    Review { findings: in_order(findings), coverage, untied, ..Review::default() }
}

/// By place, then code; findings of one group share the name of the first.
fn in_order(mut findings: Vec<(Finding, Option<usize>)>) -> Vec<Finding> {
    findings.sort_by(|(one, _), (other, _)| (&one.place, one.code).cmp(&(&other.place, other.code)));
    let mut names: HashMap<usize, String> = HashMap::new();
    let named = findings.into_iter().map(|(mut finding, group)| {
        if let Some(group) = group {
            let name = names.entry(group).or_insert_with(|| format!("G-{}", finding.fingerprint));
            finding.group = Some(name.clone());
        }
        finding
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;
    use crate::claim::{Basis, Meaning};

    fn bench() -> Bench {
        let mut bench = Bench::new();
        bench.sum("5", &["2", "2"], Basis::Row);
        bench.at_most("3", "2");
        bench.date(Meaning::To, "06/12/2023");
        bench.date(Meaning::AsOf, "06/9/2023");
        bench
    }

    fn codes(rules: &RuleSet) -> Vec<&'static str> {
        bench().review(rules).findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn findings_stand_in_the_order_of_their_places() {
        assert_eq!(codes(&RuleSet::default()), ["SUM005", "SUM006", "TIME002"]);
    }

    #[test]
    fn rules_are_left_out_and_weighed() {
        let rules = RuleSet::default().without("SUM005").with_severity("TIME002", Severity::Error);
        assert_eq!(codes(&rules), ["SUM006", "TIME002"]);
        let review = bench().review(&rules);
        assert_eq!((review.count(Severity::Error), review.count(Severity::Warning)), (2, 0));
        assert_eq!(review.coverage.wrong, 5, "what is not reported is still not tied");
    }

    #[test]
    fn two_runs_say_the_same() {
        assert_eq!(bench().review(&RuleSet::default()), bench().review(&RuleSet::default()));
    }

    #[test]
    fn every_finding_is_sealed() {
        let review = bench().review(&RuleSet::default());
        assert!(review.findings.iter().all(|finding| finding.fingerprint.len() == 16));
    }
}
