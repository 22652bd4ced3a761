//! Cells that cannot be believed, whatever column they stand in: each is reported once.

use super::codes;
use super::grid::{Cell, CellValue, Sheet};
use super::header::Table;
use super::reader::{Reader, Spot};
use crate::num::looks_old;
use crate::place::Place;

/// The longest text a spreadsheet's cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// What stands for a character that no XML document may hold.
const REPLACED: char = '\u{fffd}';

impl Reader<'_> {
    /// Reports errors, formulas without result and odd texts in a table's columns.
    pub(super) fn cells(&mut self, table: &Table<'_>) {
        for row in table.rows() {
            for (at, _) in row.cells().filter(|(_, cell)| is_odd(cell)) {
                self.cell(&row.at(at));
            }
        }
    }

    /// Reports every cell of a sheet that could not be read: it may have held anything.
    pub(super) fn unreadable(&mut self, sheet: &Sheet) {
        for (at, cell) in &sheet.cells {
            if let CellValue::Unreadable(reason) = &cell.value {
                let spot = Spot { cell: Some(cell), place: Place::cell(&sheet.name, *at) };
                self.report((codes::UNREADABLE_CELL, "cell"), &spot, &[("reason", reason)]);
            }
        }
    }

    /// Reports a cell that shows no value, or text that no document may hold.
    pub(super) fn cell(&mut self, spot: &Spot<'_>) {
        match spot.cell.map(|cell| &cell.value) {
            Some(CellValue::Error(_)) => self.report((codes::ERROR_CELL, "error"), spot, &[]),
            Some(CellValue::NotCalculated) => self.report((codes::NOT_CALCULATED, "formula"), spot, &[]),
            Some(CellValue::Text(text)) => self.text(text, spot),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, spot: &Spot<'_>) {
        let place = Spot { cell: None, place: spot.place.clone() };
        let length = text.encode_utf16().count();
        if length > LONGEST {
            self.report((codes::ODD_TEXT, "long"), &place, &[("length", &length.to_string())]);
        }
        if text.contains(REPLACED) {
            self.report((codes::ODD_TEXT, "characters"), &place, &[]);
        }
        if looks_old(text) {
            self.report((codes::ODD_TEXT, "font"), &place, &[]);
        }
    }
}

/// Whether a cell may have something to report. A text has at most as many units as bytes.
fn is_odd(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Error(_) | CellValue::NotCalculated => true,
        CellValue::Text(text) => text.len() > LONGEST || text.contains(REPLACED) || looks_old(text),
        _ => false,
    }
}
