//! What the readers of all sheets share: the catalogue, the findings, and what can only be judged at the end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::codes;
use super::grid::Cell;
use super::sections::SectionNames;
use super::words::{is_blank, shown};
use crate::finding::{Finding, RuleCode, say};
use crate::model::{Catalogue, Given};
use crate::place::Place;

/// The state of reading one workbook.
pub(super) struct Reader<'a> {
    pub(super) catalogue: &'a Catalogue,
    findings: Vec<Finding>,
    /// How often each code was found, listed or not.
    counts: BTreeMap<&'static str, usize>,
    /// Rates between 0 and 1 that were typed without a percent sign: perhaps shares.
    pub(super) bare_rates: BTreeSet<Place>,
    pub(super) sections: SectionNames,
    /// Every day that was read, for columns that mix two ways of typing them.
    pub(super) days: Vec<ReadDay>,
}

/// A day and how it was typed.
pub(super) struct ReadDay {
    pub(super) place: Place,
    pub(super) date: NaiveDate,
    /// A date cell, which the spreadsheet may have understood month first; otherwise text.
    pub(super) is_cell: bool,
}

/// A code and the way it fails, a key of the wording.
pub(super) type Fails<'a> = (RuleCode, &'a str);

/// A cell that is being read, blank or not.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    pub(super) cell: Option<&'a Cell>,
    pub(super) place: Place,
}

impl<'a> Reader<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            findings: Vec::new(),
            counts: BTreeMap::new(),
            bare_rates: BTreeSet::new(),
            sections: SectionNames::new(&catalogue.sections),
            days: Vec::new(),
        }
    }

    /// Reports a fault of a cell; the way it fails and the facts make the message.
    pub(super) fn report(&mut self, fails: Fails<'_>, spot: &Spot<'_>, facts: &[(&str, &str)]) {
        match self.lists(fails.0) {
            true => self.push(fault(fails, spot, facts)),
            false => *self.counts.entry(fails.0.id).or_default() += 1,
        }
    }

    /// Keeps a finding, unless its code was found too often already.
    pub(super) fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= LISTED {
            self.findings.push(finding);
        }
    }

    /// Whether another finding of a code would be listed, so that its details are worth looking for.
    pub(super) fn lists(&self, code: RuleCode) -> bool {
        self.counts.get(code.id).is_none_or(|count| *count < LISTED)
    }

    /// Every finding; one more says how many of a code are not listed.
    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        let workbook = Spot { cell: None, place: Place::Workbook };
        for (code, count) in self.counts.iter().filter(|(_, count)| **count > LISTED) {
            let left = (count - LISTED).to_string();
            self.findings.push(fault(
                (codes::NOT_LISTED, "left"),
                &workbook,
                &[("code", code), ("count", &left)],
            ));
        }
        self.findings.iter_mut().for_each(Finding::seal);
        self.findings
    }

    /// The findings so far.
    #[cfg(test)]
    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// How many findings of one code are listed; a column filled with one fault would fill the memory.
const LISTED: usize = 1_000;

/// The finding of a cell: `{value}` in its message is what the cell shows.
pub(super) fn fault((code, way): Fails<'_>, spot: &Spot<'_>, facts: &[(&str, &str)]) -> Finding {
    let shown = spot.shown();
    let facts: Vec<(&str, &str)> =
        [("value", shown.as_str())].into_iter().chain(facts.iter().copied()).collect();
    let finding = Finding::new(code, spot.place.clone(), say(code.id, way, &facts));
    if shown.is_empty() { finding } else { finding.excerpt(shown.clone()).found(shown) }
}

impl Spot<'_> {
    /// What the cell shows, trimmed.
    pub(super) fn shown(&self) -> String {
        self.cell.map_or_else(String::new, shown)
    }

    /// Whether nothing stands there.
    pub(super) fn is_blank(&self) -> bool {
        self.cell.is_none_or(is_blank)
    }

    /// What the cell shows with its place, unless it is blank.
    pub(super) fn given(&self) -> Option<Given<String>> {
        (!self.is_blank()).then(|| Given { value: self.shown(), place: self.place.clone() })
    }
}
