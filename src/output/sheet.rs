//! Writing a sheet: the pen that puts text, figures and formulas into cells, the page, the form's header.

use std::borrow::Cow;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

use crate::error::{Error, ErrorKind, Result};
use crate::output::columns::{form, tasks};
use crate::output::measure::lines;
pub(super) use crate::output::runs::Look;
use crate::output::runs::Runs;
use crate::place::CellRef;

/// The most UTF-16 units that a cell holds.
const CELL_LIMIT: usize = 32_767;
/// The most that a note is given: beyond it nobody reads, and the cell's limit is not far.
const NOTE_LIMIT: usize = 4_000;
/// Who says what a note says.
const AUTHOR: &str = "baocao";
const FONT: &str = "Times New Roman";
/// The size of text in tables, in points: the decree leaves it open, practice is 12 to 13.
pub(super) const SIZE: f64 = 12.0;
/// A row and a column of the default font, in pixels.
const ROW_PIXELS: u32 = 21;
const COLUMN_PIXELS: u32 = 72;
/// A line's height in Times New Roman, in sizes; the room above and below; the most a row may have, in points.
const LINE: f64 = 1.3;
const GAP: f64 = 2.0;
const TALLEST: f64 = 409.0;
const MM_PER_INCH: f64 = 25.4;

/// An empty workbook with its properties; the creation time is a constant, so that equal input gives equal bytes.
pub(super) fn workbook(title: &str) -> Result<Workbook> {
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(fault)?;
    let mut workbook = Workbook::new();
    // Formulas repeat themselves: packed this fast, a file is a sixth larger and written a sixth sooner.
    workbook.set_zip_compression_level(2);
    // Columns are measured in digits of the default font: ours, so that widths do not hang on what is installed.
    let default = Format::new().set_font_name(FONT).set_font_size(SIZE);
    workbook.set_default_format(&default, ROW_PIXELS, COLUMN_PIXELS).map_err(fault)?;
    workbook.set_properties(&DocProperties::new().set_title(clean(title)).set_creation_datetime(&created));
    Ok(workbook)
}

/// Writes the finished workbook.
pub(super) fn save<W: Write>(mut workbook: Workbook, mut output: W) -> Result<()> {
    // it writes the sheets on threads of its own, and panics where it gets none
    let saved = catch_unwind(AssertUnwindSafe(|| workbook.save_to_buffer()));
    let bytes = saved.map_err(|_| stopped())?.map_err(fault)?;
    output.write_all(&bytes).and_then(|()| output.flush()).map_err(|error| Error::io("ghi sổ tính", error))
}

/// Why the spreadsheet writer stopped: no thread is to be had, or a fault of its own.
fn stopped() -> Error {
    match thread::Builder::new().spawn(|| ()) {
        Err(error) => Error::io("ghi sổ tính", error),
        Ok(_) => Error::internal("bộ ghi bảng tính dừng giữa chừng"),
    }
}

/// Text in the sheet's font.
pub(super) fn plain() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// Text in a bordered cell.
pub(super) fn boxed() -> Format {
    plain().set_border(FormatBorder::Thin)
}

/// A header cell.
pub(super) fn header() -> Format {
    boxed().set_bold().set_align(FormatAlign::Center)
}

/// What stopped the spreadsheet writer: nothing that a report can hold should.
pub(super) fn fault(error: XlsxError) -> Error {
    Error::internal(format!("không ghi được sổ tính: {error}"))
}

/// Sheets for a workbook, to be written apart from it and pushed to it.
pub(super) fn blank<const N: usize>(workbook: &mut Workbook) -> [Worksheet; N] {
    let sheets = std::array::from_fn(|_| std::mem::take(workbook.add_worksheet()));
    workbook.worksheets_mut().clear();
    sheets
}

/// Writes a sheet under its name; gives what writing it gives.
pub(super) fn write<T>(
    sheet: &mut Worksheet,
    name: &'static str,
    fill: impl FnOnce(&mut Pen) -> Result<T>,
) -> Result<T> {
    let mut pen = Pen::begin(sheet, name)?;
    let told = fill(&mut pen)?;
    pen.runs.end(pen.sheet).map_err(fault)?;
    Ok(told)
}

/// A sheet being written, cell by cell.
pub(super) struct Pen<'a> {
    sheet: &'a mut Worksheet,
    name: &'static str,
    runs: Runs,
}

impl<'a> Pen<'a> {
    /// Begins a sheet of this name, on A4 portrait as the decree sets it (PL I, I.1–I.2), pages numbered at the top.
    fn begin(sheet: &'a mut Worksheet, name: &'static str) -> Result<Self> {
        sheet.set_name(name).map_err(fault)?;
        let inches = |mm: f64| mm / MM_PER_INCH;
        sheet
            .set_paper_size(9)
            .set_portrait()
            .set_margins(inches(30.0), inches(15.0), inches(20.0), inches(20.0), inches(10.0), inches(10.0))
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_header(format!("&C&\"{FONT},Regular\"&13&P"))
            .set_default_note_author(AUTHOR)
            // Every formula gets its own result; an empty one would otherwise be cached as 0.
            .set_formula_result_default("");
        Ok(Self { sheet, name, runs: Runs::default() })
    }

    /// The sheet's name.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Turns the pages to landscape, where a table needs it.
    pub(super) fn landscape(&mut self) {
        self.sheet.set_landscape();
    }

    /// Sets the columns' widths, in characters.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<()> {
        for (column, width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, *width).map_err(fault)?;
        }
        Ok(())
    }

    /// Begins a table in a row: its columns with their widths, repeated on every page.
    pub(super) fn table(&mut self, row: u32, columns: &[(&str, f64)], look: &Look) -> Result<()> {
        for (column, (name, width)) in (0..).zip(columns) {
            self.sheet.set_column_width(column, *width).map_err(fault)?;
            self.text(CellRef::new(row, column), name, look)?;
        }
        self.repeat(row, row)
    }

    /// Gives a column the look of every cell in it that is written without one of its own.
    ///
    /// A long table is told apart by grid lines then, which print too: no cell needs a border.
    pub(super) fn usual(&mut self, column: u16, look: &Format) -> Result<()> {
        self.sheet.set_print_gridlines(true);
        self.sheet.set_column_format(column, look).map(drop).map_err(fault)
    }

    /// Makes a row high enough for so many lines of text of this size.
    ///
    /// Merged cells never grow by themselves, and not every program fits rows when it opens a file.
    pub(super) fn height(&mut self, row: u32, lines: u16, size: f64) -> Result<()> {
        let points = f64::from(lines.max(1)) * size * LINE + GAP;
        self.sheet.set_row_height(row, points.min(TALLEST)).map(drop).map_err(fault)
    }

    /// Makes a row of the form high enough for what stands in its cells.
    pub(super) fn form_height(&mut self, row: u32, texts: [&str; 3]) -> Result<()> {
        // What a line of the label, the unit and the note holds at their widths.
        let columns = texts.into_iter().zip([1_570, 610, 720]);
        let most = columns.map(|(text, line)| lines(text, line)).max().unwrap_or(1);
        self.height(row, most, SIZE)
    }

    /// Writes text, which is never read as a formula or a number; empty text leaves the cell blank. Without a look
    /// the cell has that of its column; so it is with numbers and formulas.
    pub(super) fn text<'f>(
        &mut self,
        at: CellRef,
        text: &str,
        look: impl Into<Option<&'f Look>>,
    ) -> Result<()> {
        match self.own(at, look)? {
            Some(look) if text.is_empty() => self.sheet.write_blank(at.row, at.column, look),
            Some(look) => self.sheet.write_string_with_format(at.row, at.column, fitting(text)?, look),
            None if text.is_empty() => return Ok(()),
            None => self.sheet.write_string(at.row, at.column, fitting(text)?),
        }
        .map(drop)
        .map_err(fault)
    }

    /// Writes the same text over several cells merged into one.
    pub(super) fn merged(&mut self, corners: (CellRef, CellRef), text: &str, look: &Format) -> Result<()> {
        let (from, to) = corners;
        let text = fitting(text)?;
        self.sheet.merge_range(from.row, from.column, to.row, to.column, &text, look).map(drop).map_err(fault)
    }

    /// Writes a number.
    pub(super) fn number<'f>(
        &mut self,
        at: CellRef,
        value: Decimal,
        look: impl Into<Option<&'f Look>>,
    ) -> Result<()> {
        let value: f64 = value
            .to_string()
            .parse()
            .map_err(|error| Error::internal(format!("số {value} không ghi được: {error}")))?;
        match self.own(at, look)? {
            Some(look) => self.sheet.write_number_with_format(at.row, at.column, value, look),
            None => self.sheet.write_number(at.row, at.column, value),
        }
        .map(drop)
        .map_err(fault)
    }

    /// Writes a formula with the value it gives, for readers that do not compute.
    pub(super) fn formula<'f>(
        &mut self,
        at: CellRef,
        (formula, result): (&str, &str),
        look: impl Into<Option<&'f Look>>,
    ) -> Result<()> {
        let formula = Formula::new(formula).set_result(result);
        match self.own(at, look)? {
            Some(look) => self.sheet.write_formula_with_format(at.row, at.column, formula, look),
            None => self.sheet.write_formula(at.row, at.column, formula),
        }
        .map(drop)
        .map_err(fault)
    }

    /// The format to write a cell with: none where it looks as its column, or as the run it continues.
    fn own<'f>(&mut self, at: CellRef, look: impl Into<Option<&'f Look>>) -> Result<Option<&'f Format>> {
        let look = look.into();
        look.map_or(Ok(None), |look| self.runs.own(self.sheet, at, look)).map_err(fault)
    }

    /// Hangs a note on a cell, as large as its text needs.
    pub(super) fn note(&mut self, at: CellRef, text: &str) -> Result<()> {
        let short: String = clean(text).chars().take(NOTE_LIMIT).collect();
        let height = u32::try_from(short.lines().map(|line| line.chars().count() / 40 + 1).sum::<usize>());
        let note = Note::new(short)
            .add_author_prefix(false)
            .set_width(280)
            .set_height(18 * height.unwrap_or(20).clamp(2, 20) + 10);
        self.sheet.insert_note(at.row, at.column, &note).map(drop).map_err(fault)
    }

    /// Shows the cells that hold this text in a look of their own.
    pub(super) fn colour(&mut self, corners: (CellRef, CellRef), text: &str, look: &Format) -> Result<()> {
        let (from, to) = corners;
        let rule =
            ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(text)).set_format(look);
        self.sheet
            .add_conditional_format(from.row, from.column, to.row, to.column, &rule)
            .map(drop)
            .map_err(fault)
    }

    /// Puts a filter on a table, its header row first.
    pub(super) fn filter(&mut self, (from, to): (CellRef, CellRef)) -> Result<()> {
        self.sheet.autofilter(from.row, from.column, to.row, to.column).map(drop).map_err(fault)
    }

    /// Lets the rows of a column take only what the validation allows.
    pub(super) fn validate(&mut self, column: u16, rows: (u32, u32), what: &DataValidation) -> Result<()> {
        self.sheet.add_data_validation(rows.0, column, rows.1, column, what).map(drop).map_err(fault)
    }

    /// Prints these rows on every page.
    pub(super) fn repeat(&mut self, first: u32, last: u32) -> Result<()> {
        self.sheet.set_repeat_rows(first, last).map(drop).map_err(fault)
    }

    /// Keeps everything above and left of the cell in sight.
    pub(super) fn freeze(&mut self, at: CellRef) -> Result<()> {
        self.sheet.set_freeze_panes(at.row, at.column).map(drop).map_err(fault)
    }

    /// Leaves numbers typed as text in a column unmarked: `1.1` and `05` are meant so.
    pub(super) fn numbers_as_text(&mut self, column: u16, rows: (u32, u32)) -> Result<()> {
        let mark = rust_xlsxwriter::IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(rows.0, column, rows.1, column, mark).map(drop).map_err(fault)
    }

    /// Writes the form's two header rows and has them repeated on every page.
    pub(super) fn form_header(&mut self, row: u32, look: &Look) -> Result<()> {
        let tall = |column| (CellRef::new(row, column), CellRef::new(row + 1, column));
        self.merged(tall(form::STT), "STT", look)?;
        self.merged(tall(form::LABEL), "Chỉ tiêu thống kê", look)?;
        let wide = (CellRef::new(row, form::UNIT), CellRef::new(row, form::VALUE));
        self.merged(wide, "Kết quả thống kê", look)?;
        self.text(CellRef::new(row + 1, form::UNIT), "Đơn vị tính", look)?;
        self.text(CellRef::new(row + 1, form::VALUE), "Số liệu", look)?;
        self.merged(tall(form::NOTE), "Ghi chú", look)?;
        self.repeat(row, row + 1)
    }

    /// Writes the task table's two header rows and has them repeated on every page.
    pub(super) fn tasks_header(&mut self, look: &Look) -> Result<()> {
        self.widths(&tasks::WIDTHS)?;
        let tall = |column| (CellRef::new(0, column), CellRef::new(1, column));
        for (column, name) in [(0, "STT"), (1, "Nội dung"), (2, "Số nhiệm vụ chính")] {
            self.merged(tall(column), name, look)?;
        }
        for (column, name, parts) in
            [(3, "Đã thực hiện", ["Đúng hạn", "Quá hạn"]), (5, "Đang/chưa thực hiện", ["Còn hạn", "Quá hạn"])]
        {
            self.merged((CellRef::new(0, column), CellRef::new(0, column + 1)), name, look)?;
            for (at, part) in (column..).zip(parts) {
                self.text(CellRef::new(1, at), part, look)?;
            }
        }
        self.repeat(0, 1)
    }
}

/// The text, where a cell holds it.
fn fitting(text: &str) -> Result<Cow<'_, str>> {
    let text = clean(text);
    // a text has no more units than bytes
    let units = if text.len() > CELL_LIMIT { text.encode_utf16().count() } else { text.len() };
    if units <= CELL_LIMIT {
        return Ok(text);
    }
    let kind = ErrorKind::TooLarge {
        name: crate::package::FIXED,
        what: "số ký tự của một ô".to_owned(),
        value: u64::try_from(units).unwrap_or(u64::MAX),
        limit: u64::try_from(CELL_LIMIT).unwrap_or(u64::MAX),
    };
    Err(Error::new(kind))
}

/// The text without control characters, which a cell cannot show.
///
/// The writer takes a text between `<r>` and `</r>` for markup of its own; a space at the end prevents that.
fn clean(text: &str) -> Cow<'_, str> {
    let control = |c: char| c.is_control() && c != '\n' && c != '\t';
    // the bytes with which a control character begins
    let may = text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7f | 0xc2));
    let mut kept = Cow::Borrowed(text);
    if may && text.contains(control) {
        kept = Cow::Owned(text.chars().filter(|c| !control(*c)).collect());
    }
    if kept.starts_with("<r>") && kept.ends_with("</r>") {
        kept.to_mut().push(' ');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_looks_like_markup_stays_text() {
        assert_eq!(clean("\u{2}<r>1</r>"), "<r>1</r> ");
        assert_eq!(clean("một\u{1}\nhai"), "một\nhai");
        assert!(matches!(clean("=1+1"), Cow::Borrowed("=1+1")));
    }

    #[test]
    fn a_text_no_cell_can_hold_says_so() {
        let error = fitting(&"á".repeat(40_000)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TooLarge { value: 40_000, limit: 32_767, .. }), "{error}");
    }
}
