//! Tables: fixed columns, rows that stay whole, head rows that repeat.

use docx_rs as word;

use super::body::{Piece, Scribe};
use crate::document::{Frame, Merge, Row, Table, TableCell};
use crate::error::{Error, Result};

/// Space left and right of the text in a cell with borders, twips.
const PADDING: u32 = 85;

impl Scribe<'_> {
    /// A table as wide as its container, in twips.
    pub(super) fn table(&mut self, table: &Table, width: u32) -> Result<word::Table> {
        let columns = columns(&table.widths, width)?;
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            self.header_rows.push(index < table.header_rows);
            rows.push(self.row(row, &columns, table.frame)?);
        }
        let out = match table.frame {
            Frame::Grid => word::Table::new(rows).set_borders(grid()).margins(margins(PADDING)),
            Frame::None => word::Table::without_borders(rows).margins(margins(0)),
        };
        Ok(out
            .set_grid(columns.iter().copied().map(length).collect())
            .width(length(width), word::WidthType::Dxa)
            .layout(word::TableLayoutType::Fixed))
    }

    fn row(&mut self, row: &Row, columns: &[u32], frame: Frame) -> Result<word::TableRow> {
        let mut left = columns;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let (covered, rest) = left.split_at_checked(cell.columns).ok_or_else(|| misfit(row, columns))?;
            cells.push(self.cell(cell, covered.iter().sum(), frame)?);
            left = rest;
        }
        if cells.is_empty() || !left.is_empty() {
            return Err(misfit(row, columns));
        }
        Ok(word::TableRow::new(cells).cant_split())
    }

    fn cell(&mut self, cell: &TableCell, width: u32, frame: Frame) -> Result<word::TableCell> {
        let mut out = word::TableCell::new().width(length(width), word::WidthType::Dxa);
        if cell.columns > 1 {
            out = out.grid_span(cell.columns);
        }
        out = match cell.merge {
            Merge::Single => out,
            Merge::First => out.vertical_merge(word::VMergeType::Restart),
            Merge::Below => out.vertical_merge(word::VMergeType::Continue),
        };
        let inside = match frame {
            Frame::Grid => width.saturating_sub(2 * PADDING),
            Frame::None => width,
        };
        if frame == Frame::Grid {
            out = out.vertical_align(word::VAlignType::Center);
        }
        out.children = self.blocks(&cell.blocks, inside)?.into_iter().map(content).collect();
        Ok(out)
    }
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

fn content(piece: Piece) -> word::TableCellContent {
    match piece {
        Piece::Paragraph(paragraph) => word::TableCellContent::Paragraph(paragraph),
        Piece::Table(table) => word::TableCellContent::Table(table),
    }
}

fn grid() -> word::TableBorders {
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
