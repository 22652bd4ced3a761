//! The review: every finding of a case, and how many of its figures were tied to something.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::finding::Finding;
use crate::finding::rule_code::Severity;

/// What a check says of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Review {
    /// The findings by place, then code.
    pub findings: Vec<Finding>,
    /// How many figures were checked against something.
    pub coverage: Coverage,
    /// The labels of the figures that stand in no relation, for a list on demand.
    #[serde(skip)]
    pub untied: Vec<String>,
    /// The findings that a reviewer has accepted; none of them is among `findings`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
}

/// A finding that a reviewer has accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// The reviewer's reason; may be empty.
    pub reason: String,
}

/// How many figures were checked; the four counts add up to `figures`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "kebab-case")]
pub struct Coverage {
    /// All figures.
    pub figures: usize,
    /// In at least one relation, and every relation they stand in holds.
    pub tied: usize,
    /// In a relation that does not hold.
    pub wrong: usize,
    /// Read, but in no relation that could be checked.
    pub no_relation: usize,
    /// Not understood.
    pub unread: usize,
    /// Why figures were not checked, with how many.
    pub reasons: BTreeMap<String, usize>,
}

impl Review {
    /// The worst severity, if anything was found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).min()
    }

    /// How many findings weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether a report may be written from it: no error.
    pub fn is_clear(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}
