//! A rule: one thing that must hold, told apart by its code.

use std::collections::BTreeMap;

use crate::arithmetic::judge;
use crate::checks::coverage::{State, states};
use crate::checks::view::{Failure, Judgement, View};
use crate::claim::{Bound, Case};
use crate::finding::{Finding, RuleCode};

/// A rule of the registry.
pub(super) struct Rule {
    /// Its code, its name and how much it weighs.
    pub(super) code: RuleCode,
    /// Looks at a case and reports.
    pub(super) check: fn(&Case<'_>, &mut Found),
    /// The file it is written in, whose documentation and tests the registry looks for.
    #[cfg(test)]
    pub(super) file: &'static str,
}

/// Declares the rule of a file: `rule!(SUM001 "sum-of-parts" Error "…", check)`.
macro_rules! rule {
    ($id:ident $name:literal $severity:ident $summary:literal, $check:path) => {
        const CODE: crate::finding::RuleCode = crate::finding::RuleCode {
            id: stringify!($id),
            name: $name,
            severity: crate::finding::Severity::$severity,
            summary: $summary,
        };
        /// The rule of this file.
        pub(in crate::checks) const RULE: crate::checks::rule::Rule = crate::checks::rule::Rule {
            code: CODE,
            check: $check,
            #[cfg(test)]
            file: file!(),
        };
    };
}
pub(super) use rule;

/// What the rules have found so far, and the judged relations that they read.
pub(super) struct Found {
    judgements: Vec<Judgement>,
    failing: Vec<usize>,
    reported: Vec<Reported>,
    skipped: BTreeMap<&'static str, usize>,
}

/// A finding and what it came from, for the grouping.
pub(super) struct Reported {
    pub(super) finding: Finding,
    pub(super) cause: Cause,
}

/// What a finding came from; findings of one cause are shown as one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cause {
    /// A relation that does not hold, by its number among the claims' relations.
    Relation(usize),
    /// Something that several rules name alike, as a document's number.
    Key(String),
    /// Itself only.
    Own,
}

impl Found {
    /// Judges every relation of a case.
    pub(super) fn new(case: &Case<'_>) -> Self {
        let view = View::of(&case.claims);
        let judgements: Vec<Judgement> =
            case.claims.relations.iter().map(|bound| judge(&bound.relation, &view)).collect();
        let fails = |(index, judgement): (usize, &Judgement)| judgement.failure().map(|_| index);
        let failing = judgements.iter().enumerate().filter_map(fails).collect();
        Self { judgements, failing, reported: Vec::new(), skipped: BTreeMap::new() }
    }

    /// The relations that do not hold, with their numbers.
    pub(super) fn failures<'a>(
        &'a self,
        case: &'a Case<'_>,
    ) -> impl Iterator<Item = (usize, &'a Bound, &'a Failure)> {
        self.failing.iter().filter_map(|index| {
            Some((*index, case.claims.relations.get(*index)?, self.judgements.get(*index)?.failure()?))
        })
    }

    /// What became of each figure.
    pub(super) fn states(&self, case: &Case<'_>) -> Vec<State> {
        states(case, &self.judgements)
    }

    /// Reports a finding that stands for itself.
    pub(super) fn report(&mut self, finding: Finding) {
        self.report_from(finding, Cause::Own);
    }

    /// Reports a finding with what it came from.
    pub(super) fn report_from(&mut self, finding: Finding, cause: Cause) {
        self.reported.push(Reported { finding, cause });
    }

    /// Says that something could not be checked, and why; the coverage counts it.
    pub(super) fn skip(&mut self, why: &'static str) {
        *self.skipped.entry(why).or_default() += 1;
    }

    /// What was reported, and what could not be checked with how often.
    pub(super) fn into_parts(self) -> (Vec<Judgement>, Vec<Reported>, BTreeMap<&'static str, usize>) {
        (self.judgements, self.reported, self.skipped)
    }
}
