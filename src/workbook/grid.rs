//! Sheets as sparse grids: what each cell shows, and nothing of what it means.

use std::io::{Read, Seek};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::limits::Limits;
use crate::error::Result;
use crate::place::CellRef;

pub(crate) type Region = (CellRef, CellRef);

#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) cells: Vec<(CellRef, Cell)>,
    pub(crate) merges: Vec<Region>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) value: CellValue,
    pub(crate) formula: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellValue {
    Text(Arc<str>),
    Number { value: Decimal, percent: bool },
    Date(NaiveDate),
    Bool(bool),
    Error(String),
    NotCalculated,
    Unreadable(String),
}

pub(crate) fn read_sheets<R: Read + Seek>(_input: R, _limits: &Limits) -> Result<Vec<Sheet>> {
    Ok(Vec::new())
}

impl Sheet {
    pub(crate) fn row(&self, row: u32) -> &[(CellRef, Cell)] {
        let from = self.cells.partition_point(|(at, _)| at.row < row);
        let rest = self.cells.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|(at, _)| at.row == row)).unwrap_or_default()
    }
    pub(crate) fn at(&self, at: CellRef) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&at, |(here, _)| *here).ok()?;
        self.cells.get(found).map(|(_, cell)| cell)
    }
    pub(crate) fn anchor(&self, at: CellRef) -> CellRef {
        let started = self.merges.partition_point(|(first, _)| *first <= at);
        let covers = |(first, last): &&Region| {
            first.column <= at.column && at.row <= last.row && at.column <= last.column
        };
        let before = self.merges.get(..started).unwrap_or_default();
        before.iter().rev().find(covers).map_or(at, |(first, _)| *first)
    }
}
