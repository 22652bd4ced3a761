//! Sheets as sparse grids: what each cell shows, and nothing of what it means.

mod ahead;
mod hundredfold;
mod lockstep;
mod merges;
mod number;
mod odf;
mod outline;
mod sheet;
mod spots;
mod strings;
mod styles;
mod value;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod readable;
#[cfg(test)]
mod samples;

use std::io::{Read, Seek};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::error::Result;
use crate::package::{Expected, Limits, Package, is_open_spreadsheet};
use crate::place::CellRef;
pub(crate) use hundredfold::hundredfold;
pub(crate) use merges::Merges;
pub(crate) use number::kept;
pub(crate) use outline::Outline;
pub(crate) use sheet::{Region, address};
pub(crate) use spots::{Spot, Standing, spots};

/// A worksheet (trang tính): its cells that hold something.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    /// By row, then column; no address twice; blank cells absent.
    pub(crate) cells: Vec<(CellRef, Cell)>,
    /// Merged regions (vùng ô gộp).
    pub(crate) merges: Merges,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) value: CellValue,
    /// Whether a formula put it there.
    pub(crate) formula: bool,
}

/// A value as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellValue {
    /// Text in NFC, lines apart by `\n`; U+FFFD stands for what XML forbids. Cells of one shared string
    /// share it.
    Text(Arc<str>),
    /// A figure with the decimals that the cell shows.
    Number {
        /// As shown: 0.448 in a percent format is 44.8.
        value: Decimal,
        /// Whether a percent sign is shown.
        percent: bool,
    },
    /// A day.
    Date(NaiveDate),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error of the spreadsheet, as `#REF!`.
    Error(String),
    /// A formula that was never calculated.
    NotCalculated,
    /// Something is there and could not be read; says why in Vietnamese.
    Unreadable(String),
}

/// Reads all worksheets of an .xlsx, .xlsm or .ods, in the order of their tabs.
pub(crate) fn read_sheets<R: Read + Seek>(input: R, limits: &Limits) -> Result<Vec<Sheet>> {
    let mut package = Package::open(input, Expected::Workbook, limits)?;
    if is_open_spreadsheet(&mut package)? {
        return odf::read(&mut package, limits);
    }
    let outline = Outline::read(&mut package, limits)?;
    lockstep::read(&mut package, &outline, limits)
}

impl Sheet {
    /// The rows that hold something.
    pub(crate) fn rows(&self) -> impl Iterator<Item = u32> {
        let rows = self.cells.chunk_by(|(one, _), (next, _)| one.row == next.row);
        rows.filter_map(|row| Some(row.first()?.0.row))
    }

    /// The cells of a row, by column.
    pub(crate) fn row(&self, row: u32) -> &[(CellRef, Cell)] {
        let from = self.cells.partition_point(|(at, _)| at.row < row);
        let rest = self.cells.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|(at, _)| at.row == row)).unwrap_or_default()
    }

    /// What stands at an address.
    pub(crate) fn at(&self, at: CellRef) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&at, |(here, _)| *here).ok()?;
        self.cells.get(found).map(|(_, cell)| cell)
    }

    /// The cell that speaks for an address: the first of its merged region, else itself.
    pub(crate) fn anchor(&self, at: CellRef) -> CellRef {
        self.merges.anchor(at)
    }
}
