//! The names by which `after` and `was` find a row: its code, its number, or the number above it and its label.

use std::collections::HashMap;

use crate::model::{Code, FormRow};

/// A row of a form, as far as it is named.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) code: Option<Code>,
    pub(super) choice: Option<u32>,
    pub(super) stt: String,
    pub(super) label: String,
    /// The nearest number above, the row's own included, without its point.
    pub(super) under: String,
}

/// The rows of one form, and which names mean one row only.
pub(super) struct Names {
    pub(super) rows: Vec<Named>,
    numbers: HashMap<String, usize>,
    labels: HashMap<(String, String), usize>,
}

impl Named {
    pub(super) fn of(row: &FormRow) -> Self {
        Self {
            code: row.indicator.clone(),
            choice: row.choice,
            stt: row.stt.clone(),
            label: row.label.clone(),
            under: String::new(),
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        Some(self.stt.trim_end_matches('.')).filter(|number| !number.is_empty())
    }
}

impl Names {
    /// Takes the rows of a form in its order.
    pub(super) fn new(mut rows: Vec<Named>) -> Self {
        let (mut numbers, mut labels) = (HashMap::new(), HashMap::new());
        let mut under = String::new();
        for row in &mut rows {
            if let Some(number) = row.number().map(str::to_owned) {
                *numbers.entry(number.clone()).or_insert(0) += 1;
                under = number;
            }
            row.under.clone_from(&under);
            *labels.entry((under.clone(), row.label.clone())).or_insert(0) += 1;
        }
        Self { rows, numbers, labels }
    }

    /// The name of a row; none where nothing tells it from another.
    pub(super) fn of(&self, row: usize) -> Option<String> {
        let row = self.rows.get(row)?;
        match (&row.code, row.choice) {
            (Some(code), Some(choice)) => Some(format!("{code}={choice}")),
            (Some(code), None) => Some(code.to_string()),
            (None, _) => self.number(row).map(str::to_owned).or_else(|| self.label(row)),
        }
    }

    /// The number of a row that no other has.
    pub(super) fn number<'n>(&self, row: &'n Named) -> Option<&'n str> {
        row.number().filter(|number| self.numbers.get(*number) == Some(&1))
    }

    fn label(&self, row: &Named) -> Option<String> {
        let one = self.labels.get(&(row.under.clone(), row.label.clone())) == Some(&1);
        one.then(|| format!("{}/{}", row.under, row.label))
    }
}
