//! Tables: fixed columns, rows that stay whole, head rows that repeat.

use docx_rs as word;

use super::body::{Flow, Scribe};
use super::openings::{CellLook, opening};
use crate::document::{Frame, Row, Table, TableCell};
use crate::error::{Error, Result};

/// Space left and right of the text in a cell with borders, twips.
const PADDING: u32 = 85;

/// The opening of a row, and of one that repeats on each page, which docx-rs has no model for.
const ROW: &str = "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
const HEAD_ROW: &str = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";

impl Scribe<'_> {
    /// A table as wide as its container, in twips.
    pub(super) fn table(&mut self, table: &Table, width: u32, out: &mut String) -> Result<()> {
        let grid = Grid { columns: columns(&table.widths, width)?, frame: table.frame };
        out.push_str(&opening(&empty(&grid, width), "</w:tbl>")?);
        for (index, row) in table.rows.iter().enumerate() {
            out.push_str(if index < table.header_rows { HEAD_ROW } else { ROW });
            self.row(row, &grid, out)?;
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        Ok(())
    }

    fn row(&mut self, row: &Row, grid: &Grid, out: &mut String) -> Result<()> {
        let misfit = || misfit(row, &grid.columns);
        let mut left = grid.columns.as_slice();
        for cell in &row.cells {
            let (covered, rest) = left.split_at_checked(cell.columns).ok_or_else(misfit)?;
            self.cell(cell, (covered.iter().sum(), grid.frame), out)?;
            left = rest;
        }
        if row.cells.is_empty() || !left.is_empty() {
            return Err(misfit());
        }
        Ok(())
    }

    fn cell(&mut self, cell: &TableCell, (width, frame): (u32, Frame), out: &mut String) -> Result<()> {
        let look = CellLook { width: length(width), columns: cell.columns, merge: cell.merge, frame };
        out.push_str(self.openings.cell(look)?);
        let inside = match frame {
            Frame::Grid => width.saturating_sub(2 * PADDING),
            Frame::None => width,
        };
        self.flow(&Flow::of_cell(&cell.blocks, inside), out)?;
        out.push_str("</w:tc>");
        Ok(())
    }
}

/// What the rows of a table have in common.
struct Grid {
    /// The columns' widths in twips.
    columns: Vec<u32>,
    frame: Frame,
}

/// The table without its rows.
fn empty(grid: &Grid, width: u32) -> word::Table {
    let out = match grid.frame {
        Frame::Grid => word::Table::new(Vec::new()).set_borders(borders()).margins(margins(PADDING)),
        Frame::None => word::Table::without_borders(Vec::new()).margins(margins(0)),
    };
    out.set_grid(grid.columns.iter().copied().map(length).collect())
        .width(length(width), word::WidthType::Dxa)
        .layout(word::TableLayoutType::Fixed)
}

/// The columns' widths in twips; together they are exactly as wide as the table.
fn columns(widths: &[u16], width: u32) -> Result<Vec<u32>> {
    let whole: u64 = widths.iter().copied().map(u64::from).sum();
    if widths.contains(&0) || whole == 0 {
        return Err(Error::internal("bảng có cột rộng 0"));
    }
    let mut edges = vec![0];
    let mut covered = 0;
    for part in widths {
        covered += u64::from(*part);
        edges.push(u32::try_from(u64::from(width) * covered / whole).unwrap_or(width));
    }
    Ok(edges.iter().zip(edges.iter().skip(1)).map(|(left, right)| right - left).collect())
}

fn misfit(row: &Row, columns: &[u32]) -> Error {
    let covered: usize = row.cells.iter().map(|cell| cell.columns).sum();
    Error::internal(format!("hàng của bảng phủ {covered} cột, bảng có {}", columns.len()))
}

fn borders() -> word::TableBorders {
    use word::TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |position| word::TableBorder::new(position).size(4).color("auto");
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .into_iter()
        .fold(word::TableBorders::with_empty(), |borders, position| borders.set(line(position)))
}

fn margins(sides: u32) -> word::TableCellMargins {
    word::TableCellMargins::new().margin(0, length(sides), 0, length(sides))
}

fn length(twips: u32) -> usize {
    usize::try_from(twips).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_exactly() {
        for (widths, width) in [(vec![1, 1, 1], 100), (vec![7, 13, 5, 9], 9071), (vec![1; 17], 8999)] {
            let columns = columns(&widths, width).unwrap();
            assert_eq!((columns.len(), columns.iter().sum::<u32>()), (widths.len(), width));
        }
        assert!(columns(&[], 100).is_err());
        assert!(columns(&[1, 0], 100).is_err());
    }
}
