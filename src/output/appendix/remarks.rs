//! The review's findings as notes on the form's cells.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::finding::{Finding, Review};
use crate::model::FormLine;
use crate::model::sheets;
use crate::num::fold;
use crate::output::sheet::{Pen, form};
use crate::place::{CellRef, Place};

/// Hangs every finding on the form at the cell it is about; `first` is the row of the first line.
///
/// The workbook's form may stand lower or higher than ours, so a cell is found by its line. What concerns the
/// sheet as a whole stands at the header.
pub(super) fn write(pen: &mut Pen, lines: &[FormLine], review: &Review, first: u32) -> Result<()> {
    let mut rows = BTreeMap::new();
    for (row, line) in (first..).zip(lines) {
        if let Place::Cell { cell, .. } = &line.place {
            rows.entry(cell.row).or_insert((row, cell.column));
        }
    }
    let header = CellRef::new(first.saturating_sub(2), form::LABEL);
    let mut notes: BTreeMap<CellRef, String> = BTreeMap::new();
    for finding in &review.findings {
        let at = match &finding.place {
            Place::Cell { sheet, cell } if is_form(sheet) => {
                rows.get(&cell.row).map_or(header, |row| moved(*cell, *row))
            }
            Place::Sheet { sheet } if is_form(sheet) => header,
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

fn is_form(sheet: &str) -> bool {
    fold(sheet) == fold(sheets::FORM)
}

/// The cell in our form: as far from the value's column as it was in the workbook's.
fn moved(cell: CellRef, (row, value): (u32, u16)) -> CellRef {
    let column = (form::VALUE + cell.column).saturating_sub(value).min(form::NOTE);
    CellRef::new(row, column)
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
            assert_eq!(
                moved(CellRef::new(9, column), (20, value)),
                CellRef::new(20, ours),
                "{column} {value}"
            );
        }
    }
}
