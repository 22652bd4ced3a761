//! A finding: one thing in the content that does not agree, with both sides and their places.

use serde::Serialize;

use crate::finding::rule_code::{RuleCode, Severity, Verdict};
use crate::num::Fnv;
use crate::place::Place;

/// One thing that does not agree, in the shape that every output prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// The rule's code, as `SUM001`.
    pub code: &'static str,
    /// The rule's name, as `sum-of-parts`.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What the rule concluded.
    pub verdict: Verdict,
    /// Whole Vietnamese sentences: both sides with their figures.
    pub message: String,
    /// The printed words around the figure.
    pub excerpt: String,
    /// Where it stands.
    pub place: Place,
    /// What was expected, as it would be printed.
    pub expected: Option<String>,
    /// What was found, as printed.
    pub found: Option<String>,
    /// The other places that take part.
    pub related: Vec<Related>,
    /// Shared by the findings of one cause.
    pub group: Option<String>,
    /// Repairs that make everything hold, best first; never applied.
    pub repair: Vec<Repair>,
    /// Stays the same when the figure moves, changes when the figure does.
    pub fingerprint: String,
}

/// Another place that takes part in a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Where it stands.
    pub place: Place,
    /// What is printed there.
    pub excerpt: String,
}

/// A change of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The place to change.
    pub place: Place,
    /// What is printed there now.
    pub from: String,
    /// What would make it hold.
    pub to: String,
}

/// A value that was read, and what was found wrong in reading it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// What was wrong in the content; the value holds all that could be understood.
    pub findings: Vec<Finding>,
}

impl Finding {
    /// A finding of a rule at a place, with the rule's own severity.
    pub(crate) fn new(code: RuleCode, place: Place, message: String) -> Self {
        Self {
            code: code.id,
            name: code.name,
            severity: code.severity,
            verdict: Verdict::Wrong,
            message,
            excerpt: String::new(),
            place,
            expected: None,
            found: None,
            related: Vec::new(),
            group: None,
            repair: Vec::new(),
            fingerprint: String::new(),
        }
    }

    /// The printed words around the figure.
    #[must_use]
    pub(crate) fn excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = excerpt.into();
        self
    }

    /// Both sides as printed.
    #[must_use]
    pub(crate) fn sides(mut self, expected: impl Into<String>, found: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self.found = Some(found.into());
        self
    }

    /// What was found, where nothing particular was expected.
    #[must_use]
    pub(crate) fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// Another severity than the rule's own.
    #[must_use]
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Another verdict than wrong.
    #[must_use]
    pub(crate) fn verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        self
    }

    /// One more place that takes part.
    #[must_use]
    pub(crate) fn related(mut self, place: Place, excerpt: impl Into<String>) -> Self {
        self.related.push(Related { place, excerpt: excerpt.into() });
        self
    }

    /// A repair.
    #[must_use]
    pub(crate) fn repair(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.repair.push(Repair { place: self.place.clone(), from: from.into(), to: to.into() });
        self
    }

    /// Seals the finding: the fingerprint of its code, words and figures, positions left out.
    pub(crate) fn seal(&mut self) {
        let mut hash = Fnv::default();
        for text in [
            self.code,
            &self.excerpt,
            self.expected.as_deref().unwrap_or(""),
            self.found.as_deref().unwrap_or(""),
        ] {
            hash.text(text);
        }
        // Where nothing is printed, as where a sheet is missing, only the message tells one from the other.
        if self.excerpt.is_empty() {
            hash.text(&self.message);
        }
        let mut others: Vec<&str> = self.related.iter().map(|related| related.excerpt.as_str()).collect();
        others.sort_unstable();
        others.into_iter().for_each(|text| hash.text(text));
        self.fingerprint = format!("{:016x}", hash.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::CellRef;

    const CODE: RuleCode =
        RuleCode { id: "SUM001", name: "sum-of-parts", severity: Severity::Error, summary: "" };

    #[test]
    fn a_fingerprint_survives_a_move_and_not_a_change() {
        let at = |row, found: &str| {
            let place = Place::cell("Số liệu", CellRef::new(row, 3));
            let mut finding = Finding::new(CODE, place, "…".to_owned()).sides("37", found);
            finding.seal();
            finding.fingerprint
        };
        assert_eq!(at(1, "38"), at(9, "38"));
        assert_ne!(at(1, "38"), at(1, "39"));
    }

    #[test]
    fn two_things_that_are_not_there_are_told_apart() {
        let missing = |sheet: &str| {
            let mut finding = Finding::new(CODE, Place::Workbook, format!("Thiếu trang tính “{sheet}”."));
            finding.seal();
            finding.fingerprint
        };
        assert_ne!(missing("Số liệu"), missing("Thông tin"));
    }
}
