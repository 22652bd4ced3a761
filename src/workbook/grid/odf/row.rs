//! The tables of the content: rows and cells where they stand, repeats counted before anything is copied.

use quick_xml::events::BytesStart;
use unicode_normalization::UnicodeNormalization;

use super::cell::Facts;
use super::nodes::Nodes;
use super::styles::Styles;
use crate::error::{Error, Result};
use crate::package::{Node, at_most, count, index, raw, raws};
use crate::place::Place;
use crate::workbook::grid::lockstep::overlapping;
use crate::workbook::grid::sheet::{Region, in_grid};
use crate::workbook::grid::{Cell, Merges, Sheet};

/// The tables being walked.
pub(super) struct Rows<'a> {
    nodes: Nodes<'a>,
    styles: Styles,
    /// Cells with content so far, in all tables.
    cells: u64,
    /// Bytes of their text; a repeated text is kept once.
    text: u64,
    sheet: Sheet,
    merges: Vec<Region>,
    row: u64,
    /// Where each group of columns ends, and the style of its cells.
    columns: Vec<(u64, Option<String>)>,
}

/// A row being read.
struct Row {
    times: u64,
    style: Option<String>,
    column: u64,
    cells: Vec<(u64, u64, Cell)>,
    /// Merged regions that start here: the column, how far right, how far down.
    merges: Vec<(u64, u64, u64)>,
}

impl<'a> Rows<'a> {
    /// Starts inside the element that holds the tables.
    pub(super) fn new(nodes: Nodes<'a>, styles: Styles) -> Self {
        let sheet = blank(String::new());
        Self { nodes, styles, cells: 0, text: 0, sheet, merges: Vec::new(), row: 0, columns: Vec::new() }
    }

    /// Reads every table, then the rest of the part.
    pub(super) fn sheets(mut self) -> Result<Vec<Sheet>> {
        let inside = self.nodes.depth();
        let mut sheets = Vec::new();
        while let Some(node) = self.nodes.step()? {
            let Node::Open(element) = node else { continue };
            match element.name().as_ref() {
                "table:table" if self.nodes.depth() == inside + 1 => {
                    let sheet = self.table(&element)?;
                    sheets.extend(sheet);
                    at_most(("sheets", self.nodes.limits().sheets), count(sheets.len()), || {
                        "số trang tính".to_owned()
                    })?;
                }
                "table:table" | "table:table-row" | "table:table-cell" => {
                    return Err(self.nodes.fault("trang tính đặt sai chỗ"));
                }
                // what links keep of other files
                "table:dde-links" => self.nodes.skip()?,
                _ => {}
            }
        }
        Ok(sheets)
    }

    /// The table that is open, unless it is what the file keeps of another file.
    fn table(&mut self, element: &BytesStart<'_>) -> Result<Option<Sheet>> {
        let name = self.nodes.attribute(element, "table:name")?.unwrap_or_default();
        if name.starts_with('\'') && name.contains("'#") {
            self.nodes.skip()?;
            return Ok(None);
        }
        let hidden = raw(element, "table:style-name").is_some_and(|style| self.styles.hides(&style));
        (self.row, self.columns) = (0, Vec::new());
        self.sheet = Sheet { hidden, ..blank(name.nfc().collect()) };
        let outside = self.nodes.depth().saturating_sub(1);
        while self.nodes.depth() > outside {
            let Some(node) = self.nodes.step()? else { break };
            let Node::Open(element) = node else { continue };
            match element.name().as_ref() {
                "table:table-column" => self.columns(&element)?,
                "table:table-row" => self.row(&element)?,
                "table:shapes" => self.nodes.skip()?,
                "table:table" | "table:table-cell" | "table:covered-table-cell" => {
                    return Err(self.nodes.fault("ô đặt sai chỗ"));
                }
                // groups and heads of rows, and what holds no cells
                _ => {}
            }
        }
        let mut sheet = std::mem::replace(&mut self.sheet, blank(String::new()));
        let merges = Merges::new(std::mem::take(&mut self.merges))?;
        sheet.merges = merges.map_err(|at| overlapping(self.nodes.part(), &sheet.name, at))?;
        Ok(Some(sheet))
    }

    fn columns(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let times = self.nodes.times(raw(element, "table:number-columns-repeated").as_deref())?;
        let style = self.nodes.name(element, "table:default-cell-style-name")?;
        let before = self.columns.last().map_or(0, |(end, _)| *end);
        let end = before.saturating_add(times);
        if in_grid(0, before).is_some() {
            self.columns.push((end, style));
        }
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let mut row = Row {
            times: self.nodes.times(raw(element, "table:number-rows-repeated").as_deref())?,
            style: self.nodes.name(element, "table:default-cell-style-name")?,
            column: 0,
            cells: Vec::new(),
            merges: Vec::new(),
        };
        let outside = self.nodes.depth().saturating_sub(1);
        while self.nodes.depth() > outside {
            let Some(node) = self.nodes.step()? else { break };
            let Node::Open(element) = node else { continue };
            match element.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => self.cell(&element, &mut row)?,
                _ => return Err(self.nodes.fault("dòng có thẻ lạ")),
            }
        }
        self.lay(&row)
    }

    fn cell(&mut self, element: &BytesStart<'_>, row: &mut Row) -> Result<()> {
        let [times, right, down] = raws(
            element,
            ["table:number-columns-repeated", "table:number-columns-spanned", "table:number-rows-spanned"],
        )
        .map(|written| self.nodes.times(written.as_deref()));
        let (times, right, down, column) = (times?, right?, down?, row.column);
        row.column = column.saturating_add(times);
        let facts = Facts::read(&mut self.nodes, element).map_err(|error| self.placed(error, column))?;
        self.text = self.text.saturating_add(facts.text_bytes());
        at_most(("shared_text_bytes", self.nodes.text_limit()), self.text, || {
            "chữ trong các ô (byte)".to_owned()
        })?;
        if right > 1 || down > 1 {
            self.require_inside(row.column, row.times)?;
            row.merges.extend((column..row.column).map(|column| (column, right, down)));
        }
        self.fill(&facts, (column, times), row)
    }

    /// Puts a cell into its columns: those of one style at a time, where the cell has none of its own.
    fn fill(&mut self, facts: &Facts<'_>, place: (u64, u64), row: &mut Row) -> Result<()> {
        let (mut column, mut times) = place;
        while times > 0 {
            let nth = self.columns.partition_point(|(end, _)| *end <= column);
            let group = self.columns.get(nth);
            let own = facts.style().or(row.style.as_deref());
            let (style, alike) = match group {
                Some((end, of_column)) if own.is_none() && facts.is_number() => {
                    (of_column.as_deref(), times.min(*end - column))
                }
                _ => (own, times),
            };
            let Some(cell) = facts.cell(self.styles.shows(style)) else { return Ok(()) };
            self.require_inside(column.saturating_add(times), row.times)?;
            self.cells = self.cells.saturating_add(alike.saturating_mul(row.times));
            at_most(("cells", self.nodes.limits().cells), self.cells, || "số ô có nội dung".to_owned())?;
            row.cells.push((column, alike, cell));
            (column, times) = (column + alike, times - alike);
        }
        Ok(())
    }

    /// Refuses what stands outside of every sheet; `end` is the column after the last.
    fn require_inside(&self, end: u64, rows: u64) -> Result<()> {
        let last = in_grid(self.row.saturating_add(rows).saturating_sub(1), end.saturating_sub(1));
        last.map(|_| ()).ok_or_else(|| self.nodes.fault("có ô ngoài trang tính"))
    }

    /// Lays the row as often as it stands there; what is laid was counted.
    fn lay(&mut self, row: &Row) -> Result<()> {
        let end = self.row.saturating_add(row.times);
        // a blank row may be repeated without end
        if !row.cells.is_empty() || !row.merges.is_empty() {
            let merges = count(row.merges.len()).saturating_mul(row.times);
            let merges = merges.saturating_add(count(self.merges.len()));
            at_most(("merges", self.nodes.limits().merges), merges, || {
                "số vùng ô gộp của một trang tính".to_owned()
            })?;
            let cells = row.cells.iter().map(|(_, times, _)| times).sum::<u64>().saturating_mul(row.times);
            self.sheet.cells.reserve(index(cells));
            for number in self.row..end {
                for (column, times, cell) in &row.cells {
                    let places =
                        (*column..column.saturating_add(*times)).filter_map(|at| in_grid(number, at));
                    self.sheet.cells.extend(places.map(|at| (at, cell.clone())));
                }
                for merge in &row.merges {
                    let region = self.region(number, *merge)?;
                    self.merges.push(region);
                }
            }
        }
        self.row = end;
        Ok(())
    }

    fn region(&self, row: u64, (column, right, down): (u64, u64, u64)) -> Result<Region> {
        let far = |from: u64, length: u64| from.saturating_add(length).saturating_sub(1);
        let corners = in_grid(row, column).zip(in_grid(far(row, down), far(column, right)));
        corners.ok_or_else(|| self.nodes.fault("vùng ô gộp vượt ra ngoài trang tính"))
    }

    fn placed(&self, error: Error, column: u64) -> Error {
        match in_grid(self.row, column) {
            Some(at) => error.at(Place::cell(&self.sheet.name, at)),
            None => error,
        }
    }
}

fn blank(name: String) -> Sheet {
    Sheet { name, hidden: false, cells: Vec::new(), merges: Merges::default() }
}
