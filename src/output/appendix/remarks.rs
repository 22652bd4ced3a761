//! The review's findings as notes on the cells they accuse.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::finding::{Finding, Review};
use crate::num::fold;
use crate::output::appendix::{figures, form, tasks};
use crate::output::columns;
use crate::output::sheet::Pen;
use crate::place::{CellRef, Place};

/// Where the rows of a workbook's sheet stand in ours.
pub(super) struct Rows {
    /// For a row of the workbook, ours and the column in which both have the same cell.
    rows: BTreeMap<u32, (u32, u16)>,
    /// That column here.
    column: u16,
    last: u16,
    /// What concerns the sheet as a whole stands here.
    header: CellRef,
}

/// The rows of the form, held by their values; `first` is the row of the first one.
pub(super) fn of_form(lines: &[form::Line], first: u32) -> Rows {
    use columns::form::{LABEL, NOTE, VALUE};
    let places = (first..).zip(lines).map(|(row, line)| (row, Some(&line.line.place)));
    Rows::new(places, (VALUE, NOTE), CellRef::new(first.saturating_sub(form::HEADER), LABEL))
}

/// The rows of the task table, held by their first cells.
pub(super) fn of_tasks(lines: &[tasks::Line]) -> Rows {
    use columns::tasks::{LABEL, LAST, STT};
    let places = (tasks::FIRST..).zip(lines).map(|(row, line)| (row, line.row.map(|row| &row.place)));
    Rows::new(places, (STT, LAST), CellRef::new(0, LABEL))
}

/// The rows of the figures, held by their values.
pub(super) fn of_figures(lines: &[figures::Line]) -> Rows {
    use columns::figures::{LABEL, NOTE, VALUE};
    let places = (figures::FIRST..).zip(lines).map(|(row, (_, entry))| (row, entry.place.as_ref()));
    Rows::new(places, (VALUE, NOTE), CellRef::new(0, LABEL))
}

impl Rows {
    fn new<'a>(
        places: impl Iterator<Item = (u32, Option<&'a Place>)>,
        (column, last): (u16, u16),
        header: CellRef,
    ) -> Self {
        let mut rows = BTreeMap::new();
        for (row, place) in places {
            if let Some(Place::Cell { cell, .. }) = place {
                rows.entry(cell.row).or_insert((row, cell.column));
            }
        }
        Self { rows, column, last, header }
    }

    /// Hangs every finding on the sheet at the cell it is about.
    ///
    /// The workbook's rows may stand lower or higher than ours, so a cell is found by its row's own place.
    pub(super) fn write(&self, pen: &mut Pen, review: &Review) -> Result<()> {
        let name = fold(pen.name());
        let mut notes: BTreeMap<CellRef, String> = BTreeMap::new();
        for finding in &review.findings {
            let at = match &finding.place {
                Place::Cell { sheet, cell } if fold(sheet) == name => self.ours(*cell),
                Place::Sheet { sheet } if fold(sheet) == name => self.header,
                _ => continue,
            };
            let note = notes.entry(at).or_default();
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&remark(finding));
        }
        notes.iter().try_for_each(|(at, note)| pen.note(*at, note))
    }

    /// The cell here: as far from the column that both have as it was in the workbook.
    fn ours(&self, cell: CellRef) -> CellRef {
        let Some((row, theirs)) = self.rows.get(&cell.row) else { return self.header };
        let column = (self.column + cell.column).saturating_sub(*theirs).min(self.last);
        CellRef::new(*row, column)
    }
}

fn remark(finding: &Finding) -> String {
    format!("[{} {}] {}", finding.severity.label(), finding.code, finding.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_its_distance_from_the_value() {
        for (column, value, ours) in [(3, 3, 3), (4, 3, 4), (6, 5, 4), (0, 5, 0), (9, 3, 4), (2, 4, 1)] {
            let place = Place::cell("Phụ lục 1", CellRef::new(9, value));
            let rows = Rows::new([(20, Some(&place))].into_iter(), (3, 4), CellRef::new(0, 0));
            assert_eq!(rows.ours(CellRef::new(9, column)), CellRef::new(20, ours), "{column} {value}");
            assert_eq!(rows.ours(CellRef::new(8, column)), CellRef::new(0, 0));
        }
    }
}
