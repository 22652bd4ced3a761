//! Finding a table on its sheet: the header row by its column names, wherever it stands.

use std::collections::BTreeSet;

use super::codes;
use super::grid::{Cell, Sheet};
use super::reader::{Reader, Spot};
use super::words::{heading_key, is_blank, plain, shown};
use crate::place::{CellRef, Place};

/// A column by its names, the official one first; a sub-column with its group's name before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading(pub(super) &'static [&'static str]);

/// A table whose header was found.
pub(super) struct Table<'a> {
    sheet: &'a Sheet,
    columns: Vec<Column>,
    first_row: u32,
    /// Those that hold data.
    rows: Vec<Cells<'a>>,
}

/// The cells of a row that hold something, by column.
type Cells<'a> = &'a [(CellRef, Cell)];

/// A column that was found, and every text that its heading may show.
struct Column {
    heading: Heading,
    at: u16,
    texts: Vec<String>,
}

/// A row of a table.
pub(super) struct Row<'a> {
    table: &'a Table<'a>,
    row: u32,
    cells: Cells<'a>,
}

/// How many rows with something in them are tried for a header.
const TRIED: usize = 40;

impl<'a> Table<'a> {
    /// The table of a sheet; what its header lacks is reported. `None` when no row looks like a header.
    pub(super) fn find(reader: &mut Reader<'_>, sheet: &'a Sheet, headings: &[Heading]) -> Option<Self> {
        let table = best(sheet, headings).filter(|table| table.columns.len() >= headings.len().min(2));
        let Some(mut table) = table else {
            let names: Vec<String> = headings.iter().map(|heading| format!("“{}”", heading.name())).collect();
            let spot = Spot { cell: None, place: Place::sheet(&sheet.name) };
            reader.report((codes::MISSING_COLUMN, "header"), &spot, &[("columns", &names.join(", "))]);
            return None;
        };
        let row = table.first_row.saturating_sub(1);
        let place =
            Place::cell(&sheet.name, sheet.row(row).first().map_or(CellRef::new(row, 0), |(at, _)| *at));
        for heading in headings.iter().filter(|heading| !table.has(**heading)) {
            let spot = Spot { cell: None, place: place.clone() };
            reader.report((codes::MISSING_COLUMN, "column"), &spot, &[("column", heading.name())]);
        }
        table.rows = table.data_rows();
        Some(table)
    }

    /// Whether the column is there.
    pub(super) fn has(&self, heading: Heading) -> bool {
        self.column(heading).is_some()
    }

    /// The rows below the header that hold something; repeated headers and column numbers are skipped.
    pub(super) fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        let rows = self.rows.iter().filter_map(|cells| Some((row_of(cells)?, *cells)));
        rows.map(|(row, cells)| Row { table: self, row, cells })
    }

    fn data_rows(&self) -> Vec<Cells<'a>> {
        let rows = rows_of(self.sheet).filter(|cells| row_of(cells) >= Some(self.first_row));
        rows.filter(|cells| self.is_data(cells)).collect()
    }

    fn is_data(&self, cells: Cells<'a>) -> bool {
        let cell = |column: &Column| cell_in(cells, column.at);
        let filled: Vec<(&Column, &Cell)> = self
            .columns
            .iter()
            .filter_map(|column| Some((column, cell(column).filter(|cell| !is_blank(cell))?)))
            .collect();
        // figures stand last in a row, and tell themselves from a heading at a glance
        let mut told = filled.iter().rev();
        let repeats = told.all(|(column, cell)| column.texts.contains(&heading_key(&shown(cell))));
        let numbers = filled.len() > 1 && filled.iter().all(|(_, cell)| is_column_number(&shown(cell)));
        let ordinals = filled.len() == self.columns.len() && are_ordinals(&filled);
        !filled.is_empty() && !repeats && !numbers && !ordinals
    }

    fn column(&self, heading: Heading) -> Option<&Column> {
        self.columns.iter().find(|column| column.heading == heading)
    }
}

impl Heading {
    /// The official name.
    pub(super) fn name(&self) -> &'static str {
        self.0.first().copied().unwrap_or_default()
    }

    /// The words of each of its names.
    fn keys(&self) -> Vec<String> {
        self.0.iter().map(|name| heading_key(name)).collect()
    }
}

impl<'a> Row<'a> {
    /// The cell of a column.
    pub(super) fn spot(&self, heading: Heading) -> Spot<'a> {
        match self.table.column(heading) {
            Some(column) => self.at(CellRef::new(self.row, column.at)),
            None => self.nothing(),
        }
    }

    /// The cell of a column, or the one that is merged over it.
    pub(super) fn merged(&self, heading: Heading) -> Spot<'a> {
        match self.table.column(heading) {
            Some(column) => self.at(self.table.sheet.anchor(CellRef::new(self.row, column.at))),
            None => self.nothing(),
        }
    }

    /// What the cell of a column shows; digits stay plain.
    pub(super) fn text(&self, heading: Heading) -> String {
        self.named(heading).map_or_else(String::new, plain)
    }

    /// Whether the cell of a column shows nothing.
    pub(super) fn is_blank(&self, heading: Heading) -> bool {
        self.named(heading).is_none_or(is_blank)
    }

    /// The cells of the row in a column that was found, those that hold something.
    pub(super) fn cells(&self) -> impl Iterator<Item = (CellRef, &'a Cell)> {
        let addresses = self.table.columns.iter().map(|column| CellRef::new(self.row, column.at));
        addresses.filter_map(|at| Some((at, self.cell(at)?)))
    }

    /// The place of the row's first cell.
    pub(super) fn place(&self) -> Place {
        let first = self.table.columns.iter().map(|column| column.at).min().unwrap_or(0);
        Place::cell(&self.table.sheet.name, CellRef::new(self.row, first))
    }

    /// A cell with its place.
    pub(super) fn at(&self, at: CellRef) -> Spot<'a> {
        Spot { cell: self.cell(at), place: Place::cell(&self.table.sheet.name, at) }
    }

    fn named(&self, heading: Heading) -> Option<&'a Cell> {
        self.cell(CellRef::new(self.row, self.table.column(heading)?.at))
    }

    fn cell(&self, at: CellRef) -> Option<&'a Cell> {
        if at.row == self.row { cell_in(self.cells, at.column) } else { self.table.sheet.at(at) }
    }

    /// The cell of a column that is missing: blank, and told by its row.
    fn nothing(&self) -> Spot<'a> {
        Spot { cell: None, place: self.place() }
    }
}

/// The rows of a sheet that hold something.
fn rows_of(sheet: &Sheet) -> impl Iterator<Item = Cells<'_>> {
    sheet.cells.chunk_by(|(one, _), (next, _)| one.row == next.row)
}

fn row_of(cells: Cells) -> Option<u32> {
    cells.first().map(|(at, _)| at.row)
}

fn cell_in<'a>(cells: Cells<'a>, column: u16) -> Option<&'a Cell> {
    let found = cells.binary_search_by_key(&column, |(at, _)| at.column).ok()?;
    cells.get(found).map(|(_, cell)| cell)
}

/// `A B 1 2 3`, as other forms number their columns: in three or more columns, and growing.
fn are_ordinals(cells: &[(&Column, &Cell)]) -> bool {
    let ordinal = |text: &str| match (text.as_bytes(), text.parse::<u32>()) {
        ([letter @ b'A'..=b'E'], _) => Some(u32::from(letter - b'A')),
        (_, Ok(number @ 1..=30)) => Some(number + 10),
        _ => None,
    };
    let mut ordered: Vec<_> = cells.iter().collect();
    ordered.sort_by_key(|(column, _)| column.at);
    // the first text that is no ordinal ends it: most rows show their first cell only
    let ordinals: Option<Vec<u32>> = ordered.into_iter().map(|(_, cell)| ordinal(&shown(cell))).collect();
    ordinals.is_some_and(|ordinals| ordinals.len() > 2 && ordinals.is_sorted_by(|one, next| one < next))
}

/// `(1)`, as forms number their columns.
fn is_column_number(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|text| {
        !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// The reading of one or two rows as a header that names the most columns; the first and lowest of equals.
fn best<'a>(sheet: &'a Sheet, headings: &[Heading]) -> Option<Table<'a>> {
    let named: Vec<(Heading, Vec<String>)> =
        headings.iter().map(|heading| (*heading, heading.keys())).collect();
    let mut best: Option<Table<'a>> = None;
    for (row, height) in sheet.rows().take(TRIED).flat_map(|row| [(row, 1), (row, 2)]) {
        let columns = assign(&texts(sheet, row, height), &named);
        if best.as_ref().is_none_or(|best| columns.len() > best.columns.len()) {
            let whole = columns.len() == headings.len();
            best = Some(Table { sheet, columns, first_row: row + height, rows: Vec::new() });
            if whole {
                break;
            }
        }
    }
    best
}

/// Gives each heading the first column that shows it.
fn assign(texts: &[(u16, Vec<String>)], headings: &[(Heading, Vec<String>)]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (heading, keys) in headings {
        let free = |at: u16| columns.iter().all(|column| column.at != at);
        // a group's name alone is the last of three and names no column
        let meant = |texts: &[String]| texts.iter().take(2).any(|text| keys.contains(text));
        if let Some((at, texts)) = texts.iter().find(|(at, texts)| free(*at) && meant(texts)) {
            columns.push(Column { heading: *heading, at: *at, texts: texts.clone() });
        }
    }
    columns
}

/// What the headings of each column may be, read from one row or from a row of groups over one of names.
fn texts(sheet: &Sheet, row: u32, height: u32) -> Vec<(u16, Vec<String>)> {
    let key_at = |at: CellRef| sheet.at(at).map(|cell| heading_key(&plain(cell))).unwrap_or_default();
    if height == 1 {
        return sheet.row(row).iter().map(|(at, _)| (at.column, vec![key_at(*at)])).collect();
    }
    let both = sheet.row(row).iter().chain(sheet.row(row + 1));
    let columns: BTreeSet<u16> = both.map(|(at, _)| at.column).collect();
    let mut group = String::new();
    let mut found = Vec::new();
    for column in columns {
        let top = key_at(sheet.anchor(CellRef::new(row, column)));
        let below = sheet.anchor(CellRef::new(row + 1, column));
        let name = if below.row == row + 1 { key_at(below) } else { String::new() };
        // a group's name that is not merged stands over the first of its columns only
        if !top.is_empty() || name.is_empty() {
            group = top;
        }
        found.push((
            column,
            match name.is_empty() {
                true => vec![group.clone()],
                false => vec![format!("{group} {name}"), name, group.clone()],
            },
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::sketch::{sheet, with_catalogue};

    const NAME: Heading = Heading(&["Tên"]);
    const LATE: Heading = Heading(&["Đã làm quá hạn"]);
    const OVERDUE: Heading = Heading(&["Chưa làm quá hạn"]);

    fn found(rows: &[&[&str]]) -> (usize, Vec<String>) {
        let sheet = sheet("A", rows);
        with_catalogue(|catalogue| {
            let mut reader = Reader::new(catalogue);
            let table = Table::find(&mut reader, &sheet, &[NAME, LATE, OVERDUE]);
            let rows = table.iter().flat_map(|table| {
                table.rows().map(|row| format!("{}{}{}", row.text(NAME), row.text(LATE), row.text(OVERDUE)))
            });
            (reader.findings().len(), rows.collect())
        })
    }

    #[test]
    fn a_missing_column_is_blank_in_its_row() {
        let sheet = sheet("A", &[&["Tên", "Đã làm quá hạn"], &["a", "1"]]);
        with_catalogue(|catalogue| {
            let table = Table::find(&mut Reader::new(catalogue), &sheet, &[NAME, LATE, OVERDUE]).unwrap();
            let row = table.rows().next().unwrap();
            for spot in [row.spot(OVERDUE), row.merged(OVERDUE)] {
                assert_eq!((spot.is_blank(), spot.place.to_string().as_str()), (true, "A!A2"));
            }
        });
    }

    #[test]
    fn headers_are_found_wherever_they_stand() {
        let groups: &[&str] = &["Tên", "Đã làm", "", "Chưa làm", ""];
        let names: &[&str] = &["", "Đúng hạn", "Quá hạn", "Còn hạn", "Quá hạn"];
        let data: &[&str] = &["a", "1", "2", "3", "4"];
        let one: &[&str] = &["Tên", "Đã làm quá hạn", "Chưa làm, quá hạn"];
        for (rows, faults, read) in [
            (vec![groups, names, data], 0, vec!["a24"]),
            (vec![&["UBND XÃ"], &[], groups, names, data, groups, names, data], 0, vec!["a24", "a24"]),
            (vec![one, data], 0, vec!["a12"]),
            (vec![one, &["(1)", "(2)", "(3)"], data, &[" "]], 0, vec!["a12"]),
            (vec![one, &["#1", "#2", "#3"], data], 0, vec!["a12"]),
            (vec![one, &["A", "#1", "#2"], data], 0, vec!["a12"]),
            (vec![one, &["#1", "", "#3"], data], 0, vec!["13", "a12"]),
            (vec![&["TÊN (họ và tên)", "Đã làm quá hạn"], data], 1, vec!["a1"]),
            (vec![&["Tên"], data], 1, vec![]),
            (vec![], 1, vec![]),
        ] {
            assert_eq!(found(&rows), (faults, read.into_iter().map(str::to_owned).collect()), "{rows:?}");
        }
    }
}
