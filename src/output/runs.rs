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

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

    use super::*;

    /// Columns of cells, each with a look by its number or none.
    const COLUMNS: [&[usize]; 5] =
        [&[0], &[0, 0, 0, 0], &[0, 1, 0, 0, 1, 1, 1], &[1, 1], &[2, 2, 2, 2, 2, 2, 2, 2, 2]];

    fn written(write: impl FnOnce(&mut Worksheet, &[Look])) -> Vec<u8> {
        let looks: Vec<Look> =
            [Format::new().set_bold(), Format::new().set_italic(), Format::new().set_indent(1)]
                .map(Look::new)
                .into();
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1).unwrap();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        write(workbook.add_worksheet(), &looks);
        workbook.save_to_buffer().unwrap()
    }

    /// Every cell of the columns, row by row.
    fn cells() -> impl Iterator<Item = (CellRef, usize)> {
        (0..9_u16).flat_map(|row| {
            let looks = COLUMNS.into_iter().map(move |column| column.get(usize::from(row)));
            (0..)
                .zip(looks)
                .filter_map(move |(column, look)| Some((CellRef::new(row.into(), column), *look?)))
        })
    }

    #[test]
    fn cells_look_as_if_each_had_been_told() {
        // the third look's cells are blank, at the sheet's end too
        let each = written(|sheet, looks| {
            for (at, look) in cells() {
                match look {
                    2 => sheet.write_blank(at.row, at.column, &looks[look]).unwrap(),
                    _ => sheet.write_with_format(at.row, at.column, "a", &looks[look]).unwrap(),
                };
            }
        });
        let in_runs = written(|sheet, looks| {
            let mut runs = Runs::default();
            for (at, look) in cells() {
                let format = runs.own(sheet, at, &looks[look]).unwrap();
                match (format, look) {
                    (Some(format), 2) => sheet.write_blank(at.row, at.column, format).unwrap(),
                    (None, 2) => continue,
                    (Some(format), _) => sheet.write_with_format(at.row, at.column, "a", format).unwrap(),
                    (None, _) => sheet.write(at.row, at.column, "a").unwrap(),
                };
            }
            runs.end(sheet).unwrap();
        });
        assert!(each == in_runs);
    }
}
