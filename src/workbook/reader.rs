//! What the readers of all sheets share: the catalogue, the findings, and what can only be judged at the end.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::grid::{Cell, CellValue};
use super::words::shown;
use crate::finding::{Finding, RuleCode, say};
use crate::model::{Catalogue, Given};
use crate::place::Place;

/// The state of reading one workbook.
pub(super) struct Reader<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) findings: Vec<Finding>,
    /// Rates between 0 and 1 that were typed without a percent sign: perhaps shares.
    pub(super) bare_rates: BTreeSet<Place>,
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

/// A cell that is being read, blank or not.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    pub(super) cell: Option<&'a Cell>,
    pub(super) place: Place,
}

impl<'a> Reader<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, findings: Vec::new(), bare_rates: BTreeSet::new(), days: Vec::new() }
    }

    /// Reports a fault of a cell; `way` and `facts` make the message.
    pub(super) fn report(&mut self, code: RuleCode, way: &str, spot: &Spot<'_>, facts: &[(&str, &str)]) {
        let finding = fault(code, way, spot, facts);
        self.findings.push(finding);
    }
}

/// The finding of a cell: `{value}` in its message is what the cell shows.
pub(super) fn fault(code: RuleCode, way: &str, spot: &Spot<'_>, facts: &[(&str, &str)]) -> Finding {
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
        match self.cell.map(|cell| &cell.value) {
            None => true,
            Some(CellValue::Text(text)) => text.trim().is_empty(),
            Some(_) => false,
        }
    }

    /// What the cell shows with its place, unless it is blank.
    pub(super) fn given(&self) -> Option<Given<String>> {
        (!self.is_blank()).then(|| Given { value: self.shown(), place: self.place.clone() })
    }
}
