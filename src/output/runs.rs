//! Looks given to whole stretches of a column: the writer weighs every property of a look at each cell it is told it for.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::place::CellRef;

/// How a cell looks; cells of one look share it.
pub(super) type Look = Arc<Format>;

/// Cells of one look, one below the other.
struct Run {
    look: Look,
    first: u32,
    last: u32,
}

/// The run in which each column stands.
#[derive(Default)]
pub(super) struct Runs(BTreeMap<u16, Run>);

impl Runs {
    /// The format with which a cell must be written itself: none where it continues its column's run, whose cells
    /// get theirs together.
    pub(super) fn own<'f>(
        &mut self,
        sheet: &mut Worksheet,
        at: CellRef,
        look: &'f Look,
    ) -> Result<Option<&'f Format>, XlsxError> {
        if let Some(run) = self.0.get_mut(&at.column) {
            if Arc::ptr_eq(&run.look, look) && at.row == run.last + 1 {
                run.last = at.row;
                return Ok(None);
            }
            run.end(sheet, at.column)?;
        }
        self.0.insert(at.column, Run { look: Arc::clone(look), first: at.row, last: at.row });
        Ok(Some(look))
    }

    /// Gives the cells of every run their look.
    pub(super) fn end(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        std::mem::take(&mut self.0).into_iter().try_for_each(|(column, run)| run.end(sheet, column))
    }
}

impl Run {
    /// Gives the cells their look, the first one aside: it was written with it. Blank ones are there only now, and
    /// the writer counts a row among those of the sheet by single cells.
    fn end(&self, sheet: &mut Worksheet, column: u16) -> Result<(), XlsxError> {
        if self.last > self.first {
            sheet.set_cell_format(self.last, column, &self.look)?;
        }
        if self.last > self.first + 1 {
            sheet.set_range_format(self.first + 1, column, self.last - 1, column, &self.look)?;
        }
        Ok(())
    }
}
