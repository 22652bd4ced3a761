//! Tables as they grow: rows, spans, merges.

use quick_xml::events::BytesStart;

use super::scan::{Kind, Scan};
use super::spaces::{attribute, is_on, number};
use super::styles::has_line;
use crate::document::{Block, Frame, Merge, Row, Table, TableCell};
use crate::error::Result;
use crate::package::{FIXED, at_most, count};

/// How many tables may stand in one another; what walks a document calls itself for each.
const DEEPEST: u64 = 32;

/// How many columns a table may have; Word itself stops at 63.
const MOST_COLUMNS: usize = 1_024;

/// A table while it is read.
#[derive(Debug)]
pub(super) struct Building {
    table: Table,
    row: Row,
    /// Columns of the grid before the row's first cell and after its last.
    around: [usize; 2],
    is_head: bool,
    columns: usize,
    merge: Merge,
    /// The cell goes on from the one to its left (old files).
    joins_left: bool,
    /// Whether it leaves its lines to a style.
    styled: bool,
}

impl Building {
    fn new() -> Self {
        let table = Table { frame: Frame::None, widths: Vec::new(), header_rows: 0, rows: Vec::new() };
        Self {
            table,
            row: Row::default(),
            around: [0; 2],
            is_head: false,
            columns: 1,
            merge: Merge::Single,
            joins_left: false,
            styled: false,
        }
    }

    /// A table that leaves its lines to a style without any is one of data when it has a head, or is larger than
    /// a letterhead.
    fn frame(&self) -> Frame {
        let rows = &self.table.rows;
        let wide = rows.iter().any(|row| row.cells.len() > 2);
        match self.table.frame {
            Frame::None if self.styled && (self.table.header_rows > 0 || (wide && rows.len() > 2)) => {
                Frame::Grid
            }
            told => told,
        }
    }

    fn blank(columns: usize) -> Option<TableCell> {
        (columns > 0).then(|| TableCell { columns, merge: Merge::Single, blocks: Vec::new() })
    }
}

impl Scan<'_, '_> {
    pub(super) fn begin_table(&mut self) -> Result<()> {
        if !matches!(self.around(), Some(Kind::Body | Kind::Cell | Kind::TextBox | Kind::Item)) {
            return Err(self.walk.fault("bảng đặt sai chỗ"));
        }
        self.shared.budget.known()?;
        self.tables.push(Building::new());
        at_most((FIXED, DEEPEST), count(self.tables.len()), || "số tầng bảng lồng nhau".to_owned())?;
        self.enter(Kind::Table);
        Ok(())
    }

    pub(super) fn begin_row(&mut self) -> Result<()> {
        match (self.around(), self.tables.last_mut()) {
            (Some(Kind::Table), Some(building)) => {
                self.shared.budget.cell()?;
                (building.around, building.is_head) = ([0; 2], false);
                self.enter(Kind::Row);
                Ok(())
            }
            _ => Err(self.walk.fault("dòng của bảng đặt sai chỗ")),
        }
    }

    pub(super) fn begin_cell(&mut self) -> Result<()> {
        match (self.around(), self.tables.last_mut()) {
            (Some(Kind::Row), Some(building)) => {
                self.shared.budget.cell()?;
                (building.columns, building.merge, building.joins_left) = (1, Merge::Single, false);
                if building.row.cells.is_empty() {
                    building.row.cells.extend(Building::blank(building.around[0]));
                }
                self.flows.push(Vec::new());
                self.enter(Kind::Cell);
                Ok(())
            }
            _ => Err(self.walk.fault("ô của bảng đặt sai chỗ")),
        }
    }

    pub(super) fn table_property(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "tblBorders" => {
                if let Some(building) = self.tables.last_mut() {
                    building.styled = false;
                }
                self.enter(Kind::Borders);
            }
            "tblStyle" => {
                let style = attribute(element, "val").unwrap_or_default();
                if let Some(building) = self.tables.last_mut() {
                    building.styled = true;
                }
                if self.shared.styles.has_lines(&style) {
                    self.draw_lines();
                }
                self.skip();
            }
            _ => self.skip(),
        }
    }

    pub(super) fn border(&mut self, element: &BytesStart<'_>) {
        if has_line(element) {
            self.draw_lines();
        }
        self.skip();
    }

    fn draw_lines(&mut self) {
        if let Some(building) = self.tables.last_mut() {
            building.table.frame = Frame::Grid;
        }
    }

    pub(super) fn grid_column(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        if name == "gridCol"
            && let Some(building) = self.tables.last_mut()
        {
            let width: u32 = number(element, "w").unwrap_or(0);
            building.table.widths.push(u16::try_from(width).unwrap_or(u16::MAX).max(1));
            let columns = count(building.table.widths.len());
            at_most((FIXED, count(MOST_COLUMNS)), columns, || "số cột của một bảng".to_owned())?;
        }
        self.skip();
        Ok(())
    }

    pub(super) fn row_property(&mut self, name: &str, element: &BytesStart<'_>) {
        if let Some(building) = self.tables.last_mut() {
            let columns = || number(element, "val").unwrap_or(0).min(MOST_COLUMNS);
            match name {
                "gridBefore" => building.around[0] = columns(),
                "gridAfter" => building.around[1] = columns(),
                "tblHeader" => building.is_head = is_on(element),
                _ => {}
            }
        }
        self.skip();
    }

    pub(super) fn cell_property(&mut self, name: &str, element: &BytesStart<'_>) {
        if name == "tcBorders" {
            return self.enter(Kind::Borders);
        }
        if let Some(building) = self.tables.last_mut() {
            let restarts = || attribute(element, "val").as_deref() == Some("restart");
            match name {
                "gridSpan" => {
                    building.columns = number(element, "val").unwrap_or(1).clamp(1, MOST_COLUMNS);
                }
                "vMerge" => building.merge = if restarts() { Merge::First } else { Merge::Below },
                "hMerge" => building.joins_left = !restarts(),
                _ => {}
            }
        }
        self.skip();
    }

    pub(super) fn end_cell(&mut self) {
        let mut blocks = self.flows.pop().unwrap_or_default();
        // a list grows by four at least, and most cells have one paragraph
        blocks.shrink_to_fit();
        let Some(building) = self.tables.last_mut() else { return };
        let (columns, merge) = (building.columns, building.merge);
        match building.row.cells.last_mut().filter(|_| building.joins_left) {
            Some(left) => {
                left.columns = left.columns.saturating_add(columns).min(MOST_COLUMNS);
                left.blocks.extend(blocks);
            }
            None => building.row.cells.push(TableCell { columns, merge, blocks }),
        }
    }

    pub(super) fn end_row(&mut self) {
        let Some(building) = self.tables.last_mut() else { return };
        let mut row = std::mem::take(&mut building.row);
        row.cells.extend(Building::blank(building.around[1]));
        row.cells.shrink_to_fit();
        // the head ends at the first row that is none of it
        let in_head = building.is_head && building.table.header_rows == building.table.rows.len();
        building.table.header_rows += usize::from(in_head);
        building.table.rows.push(row);
    }

    pub(super) fn end_table(&mut self) {
        let Some(mut building) = self.tables.pop() else { return };
        building.table.frame = building.frame();
        // in a text box and in a note only the paragraphs count
        if self.boxes == 0
            && self.item.is_none()
            && let Some(flow) = self.flows.last_mut()
        {
            flow.push(Block::Table(building.table));
        }
    }
}
