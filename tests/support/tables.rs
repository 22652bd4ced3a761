//! Markdown tables become a workbook: how the samples and the test fixtures are written.
//!
//! `## Nhiệm vụ` opens a sheet, lines before its table are the letterhead, the table's first row is the header;
//! `Đã thực hiện / Đúng hạn` is a column under a merged heading. A cell that reads as a Vietnamese number or a
//! day becomes one, shown the same way; a leading `'` keeps it text, and `<br>` breaks the line.

#![expect(clippy::expect_used, clippy::panic, reason = "a sample that cannot be read is a mistake in it")]

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

/// The workbook of some tables.
pub(crate) fn tables(text: &str) -> Vec<u8> {
    workbook(&read(text)).expect("tables become a workbook")
}

/// The workbook of some tables after changes: under a sheet's name, a table `Dòng | Cột | Giá trị mới`
/// replaces cells, where the row is the one with a cell of that text; any other table adds its rows.
///
/// `(tiêu đề)` as the row renames a column, `(xóa dòng)` as the value deletes the row; a line `(bỏ trang)` or
/// `(thêm trang)` under a sheet's name leaves the sheet out or adds it.
pub(crate) fn tables_with_changes(text: &str, changes: &str) -> Vec<u8> {
    let mut sheets = read(text);
    for change in read(changes) {
        let says = |words: &str| change.above.iter().any(|line| line == words);
        let at = sheets.iter().position(|sheet| sheet.name == change.name);
        match at.and_then(|at| sheets.get_mut(at)) {
            Some(_) if says("(bỏ trang)") => sheets.retain(|sheet| sheet.name != change.name),
            Some(sheet) => apply(sheet, change),
            None if says("(thêm trang)") => sheets.push(change),
            None => panic!("no sheet {}", change.name),
        }
    }
    workbook(&sheets).expect("tables become a workbook")
}

/// The header of a table of replacements.
const REPLACEMENTS: [&str; 3] = ["Dòng", "Cột", "Giá trị mới"];

#[derive(Default)]
struct Sheet {
    name: String,
    above: Vec<String>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

enum Cell {
    Blank,
    Number(f64, String),
    Day(ExcelDateTime),
    Formula(String, String),
    Text(String),
}

fn read(text: &str) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("## ") {
            sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() });
        } else if let Some(sheet) = sheets.last_mut() {
            add_line(sheet, line);
        }
    }
    sheets
}

fn add_line(sheet: &mut Sheet, line: &str) {
    if line.starts_with("|--") {
        return;
    }
    let Some(inside) = line.strip_prefix('|') else {
        if !line.is_empty() {
            sheet.above.push(line.to_owned());
        }
        return;
    };
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let cells: Vec<String> = inside.split('|').map(|cell| cell.trim().replace("<br>", "\n")).collect();
    if sheet.header.is_empty() {
        sheet.header = cells;
    } else {
        assert_eq!(cells.len(), sheet.header.len(), "{}: {line}", sheet.name);
        sheet.rows.push(cells);
    }
}

fn apply(sheet: &mut Sheet, change: Sheet) {
    if change.header != REPLACEMENTS {
        assert_eq!(change.header, sheet.header, "{}: another header", sheet.name);
        sheet.rows.extend(change.rows);
        return;
    }
    for row in &change.rows {
        let [key, column, value] = row.as_slice() else { panic!("three cells: {row:?}") };
        match (key.as_str(), value.as_str()) {
            ("(tiêu đề)", _) => *column_of(sheet, column) = value.clone(),
            (_, "(xóa dòng)") => {
                row_of(sheet, key).clear();
                sheet.rows.retain(|row| !row.is_empty());
            }
            _ => *cell_of(sheet, key, column) = value.clone(),
        }
    }
}

fn column_of<'a>(sheet: &'a mut Sheet, column: &str) -> &'a mut String {
    let found = sheet.header.iter_mut().find(|name| name.rsplit(" / ").next() == Some(column));
    found.unwrap_or_else(|| panic!("no column {column}"))
}

fn row_of<'a>(sheet: &'a mut Sheet, key: &str) -> &'a mut Vec<String> {
    let mut rows = sheet.rows.iter_mut().filter(|row| row.iter().any(|cell| cell == key));
    let row = rows.next().unwrap_or_else(|| panic!("no row {key}"));
    assert!(rows.next().is_none(), "two rows {key}");
    row
}

fn cell_of<'a>(sheet: &'a mut Sheet, key: &str, column: &str) -> &'a mut String {
    let at = sheet.header.iter().position(|name| name.rsplit(" / ").next() == Some(column));
    let row = row_of(sheet, key);
    at.and_then(|at| row.get_mut(at)).unwrap_or_else(|| panic!("no column {column}"))
}

/// What a cell's text is: `3.472`, `44,8`, `07/12/2023`, a formula and its result `=1+1 ⇒ 2`, words.
fn cell(text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Blank;
    }
    if let Some(words) = text.strip_prefix('\'') {
        return Cell::Text(words.to_owned());
    }
    if let Some((formula, result)) = text.split_once('⇒').filter(|_| text.starts_with('=')) {
        return Cell::Formula(formula.trim().to_owned(), result.trim().to_owned());
    }
    number(text).or_else(|| day(text)).unwrap_or_else(|| Cell::Text(text.to_owned()))
}

/// A Vietnamese number and the number format that shows it.
fn number(text: &str) -> Option<Cell> {
    let (whole, decimals) = text.split_once(',').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.strip_prefix('-').unwrap_or(whole).split('.').collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    if !grouped || !groups.iter().copied().chain(decimals).all(digits) {
        return None;
    }
    let value = format!("{}.{}", whole.replace('.', ""), decimals.unwrap_or("0")).parse().ok()?;
    let mut shown = if groups.len() > 1 { "#,##0" } else { "0" }.to_owned();
    if let Some(decimals) = decimals {
        shown = format!("{shown}.{}", "0".repeat(decimals.len()));
    }
    Some(Cell::Number(value, shown))
}

fn day(text: &str) -> Option<Cell> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if parts.next().is_some() { None } else { date.ok().map(Cell::Day) }
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2023, 12, 7)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        write(workbook.add_worksheet(), sheet)?;
    }
    workbook.save_to_buffer()
}

fn write(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    if sheet.header.len() > 5 {
        page.set_landscape();
    }
    let mut row = 0;
    for line in &sheet.above {
        page.write_with_format(row, 0, line, &text().set_bold().unset_text_wrap())?;
        row += 1;
    }
    if sheet.header.is_empty() {
        return Ok(());
    }
    let header = row;
    row += write_header(page, &sheet.header, header)?;
    page.set_freeze_panes(row, 0)?.set_repeat_rows(header, row - 1)?;
    for cells in &sheet.rows {
        page.set_row_height(row, height(&sheet.header, cells))?;
        for (column, shown) in (0..).zip(cells) {
            write_cell(page, (row, column), cell(shown))?;
        }
        row += 1;
    }
    Ok(())
}

/// One row, or two where columns stand under a merged heading; how many.
fn write_header(page: &mut Worksheet, header: &[String], row: u32) -> Result<u32, XlsxError> {
    let look =
        bordered().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xDDEBF7));
    let two = header.iter().any(|name| name.contains(" / "));
    for (column, name) in (0..).zip(header) {
        page.set_column_width(column, f64::from(width(name)))?;
        match name.split_once(" / ") {
            Some((_, below)) => {
                page.write_with_format(row + 1, column, below, &look)?;
            }
            None if two => {
                page.merge_range(row, column, row + 1, column, name, &look)?;
            }
            None => {
                page.write_with_format(row, column, name, &look)?;
            }
        }
    }
    for (first, last, heading) in headings(header) {
        page.merge_range(row, first, row, last, heading, &look)?;
    }
    Ok(if two { 2 } else { 1 })
}

/// The merged headings with their first and last column.
fn headings(header: &[String]) -> Vec<(u16, u16, &str)> {
    let mut found: Vec<(u16, u16, &str)> = Vec::new();
    for (column, name) in (0_u16..).zip(header) {
        let Some((heading, _)) = name.split_once(" / ") else { continue };
        match found.last_mut() {
            Some((_, last, known)) if *known == heading && *last + 1 == column => *last = column,
            _ => found.push((column, column, heading)),
        }
    }
    found
}

fn write_cell(page: &mut Worksheet, (row, column): (u32, u16), cell: Cell) -> Result<(), XlsxError> {
    let centred = bordered().set_align(FormatAlign::Center);
    match cell {
        Cell::Blank => page.write_blank(row, column, &bordered())?,
        Cell::Number(value, shown) => {
            page.write_with_format(row, column, value, &centred.set_num_format(shown))?
        }
        Cell::Day(date) => {
            page.write_with_format(row, column, &date, &centred.set_num_format("dd/mm/yyyy"))?
        }
        Cell::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result);
            page.write_formula_with_format(row, column, formula, &centred)?
        }
        Cell::Text(words) if words == "-" => page.write_with_format(row, column, words, &centred)?,
        Cell::Text(words) => page.write_with_format(row, column, words, &bordered())?,
    };
    Ok(())
}

fn text() -> Format {
    Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(12)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

fn bordered() -> Format {
    text().set_border(FormatBorder::Thin)
}

/// The height that shows every wrapped line; not every program fits rows by itself.
fn height(header: &[String], cells: &[String]) -> f64 {
    let wrapped = |text: &str, width: u32| {
        let rows = text.lines().map(|line| u32::try_from(line.chars().count()).unwrap_or(0).div_ceil(width));
        rows.map(|rows| rows.max(1)).sum::<u32>()
    };
    let lines = header.iter().zip(cells).map(|(name, text)| wrapped(text, width(name)));
    16.0 * f64::from(lines.max().unwrap_or(1).max(1)) + 3.0
}

/// A column's width in characters.
fn width(name: &str) -> u32 {
    match name.rsplit(" / ").next().unwrap_or(name) {
        "STT" => 7,
        "Mục" => 22,
        "Mã" | "Giải thích cho" => 32,
        "Chỉ tiêu" | "Chỉ tiêu thống kê" | "Trích yếu" => 56,
        "Đoạn văn" | "Nội dung" => 80,
        "Đơn vị tính" | "Số liệu" | "Ghi chú" | "Nguồn" | "Cơ quan ban hành" | "Số, ký hiệu" => {
            22
        }
        _ => 14,
    }
}
