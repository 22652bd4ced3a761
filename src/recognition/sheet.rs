//! The task table and the indicator form of a draft as sheets, and the places of what was read put back into it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::document::Cells;
use crate::finding::{Finding, Sourced};
use crate::model::{Book, Catalogue, Entry, Origin, Value, sheets};
use crate::num::{CellText, fold, parse_cell};
use crate::place::{CellRef, Place};
use crate::workbook::{Cell, CellValue, Sheet, read_tables};

/// The rows in which a table's head stands.
pub(super) const HEAD: usize = 4;

/// What was recognised of a workbook.
pub(super) struct Recognised {
    pub(super) book: Book,
    pub(super) findings: Vec<Finding>,
    /// The tables that were read.
    pub(super) tables: HashSet<usize>,
}

/// A sheet made of tables, and where its rows come from.
struct Made {
    sheet: Sheet,
    places: BTreeMap<(u32, u16), Place>,
}

impl Recognised {
    /// Reads the tables that are the form or the tasks, if there are such.
    pub(super) fn read(tables: &BTreeMap<usize, Cells>, catalogue: &Catalogue) -> Option<Self> {
        let of = |is: fn(&Cells) -> bool| -> Vec<usize> {
            tables.iter().filter(|(_, cells)| is(cells)).map(|(number, _)| *number).collect()
        };
        let (form, tasks) = (of(is_form), of(is_tasks));
        if form.is_empty() && tasks.is_empty() {
            return None;
        }
        let mut made = vec![Made::of(sheets::FORM, &form, tables)];
        // of several task tables the first is the report's own
        made.extend(tasks.first().map(|first| Made::of(sheets::TASKS, &[*first], tables)));
        let all: Vec<&Sheet> =
            made.iter().map(|made| &made.sheet).filter(|sheet| !sheet.cells.is_empty()).collect();
        let Sourced { value: mut book, mut findings } = read_tables(&all, catalogue);
        let known = book.form.iter().filter(|line| line.row.is_some()).count();
        if !form.is_empty() && known * 2 < book.form.len() {
            return None; // another form, which the catalogue says nothing of
        }
        remarks(&mut book, catalogue, &made);
        relocate(&mut book, &mut findings, &made);
        let tables = form.into_iter().chain(tasks.first().copied()).collect();
        Some(Self { book, findings, tables })
    }
}

fn head(cells: &Cells) -> String {
    let rows = cells.iter().take_while(|((row, _), _)| *row < HEAD);
    rows.map(|(_, (text, _))| fold(text)).collect::<Vec<String>>().join(" | ")
}

pub(super) fn is_form(cells: &Cells) -> bool {
    let head = head(cells);
    head.contains("chỉ tiêu") && head.contains("số liệu") && head.contains("đơn vị tính")
}

fn is_tasks(cells: &Cells) -> bool {
    let head = head(cells);
    head.contains("số nhiệm vụ")
        && ["đúng hạn", "quá hạn", "còn hạn"].iter().all(|words| head.contains(words))
}

/// The texts of a row.
fn row_of(cells: &Cells, row: usize) -> Vec<String> {
    cells
        .range((row, 0)..(row + 1, 0))
        .map(|(_, (text, _))| fold(text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The rows of a head, which a table that goes on repeats.
fn repeated(cells: &Cells) -> Vec<Vec<String>> {
    (0..HEAD)
        .map(|row| row_of(cells, row))
        .take_while(|row| {
            !row.is_empty()
                && row
                    .iter()
                    .any(|text| ["số liệu", "chỉ tiêu", "đơn vị"].iter().any(|words| text.contains(words)))
        })
        .collect()
}

impl Made {
    fn of(name: &str, numbers: &[usize], tables: &BTreeMap<usize, Cells>) -> Self {
        let (mut cells, mut places) = (Vec::new(), BTreeMap::new());
        let mut start = 0;
        let head = numbers.first().and_then(|first| tables.get(first)).map(repeated).unwrap_or_default();
        for (row, column, text, place) in
            numbers.iter().filter_map(|number| tables.get(number)).flat_map(|table| {
                let first = start;
                start += table.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
                let mut rows: Vec<usize> = table.keys().map(|(row, _)| *row).collect();
                rows.dedup();
                rows.retain(|row| first == 0 || !head.contains(&row_of(table, *row)));
                let kept = table.iter().filter(move |((row, _), _)| rows.binary_search(row).is_ok());
                kept.map(move |((row, column), (text, place))| (first + row, *column, text, place))
            })
        {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u16::try_from(column)) else { continue };
            places.insert((row, column), place.clone());
            if !text.is_empty() {
                let value = CellValue::Text(Arc::from(text.as_str()));
                cells.push((CellRef::new(row, column), Cell { value, formula: false }));
            }
        }
        let sheet = Sheet { name: name.to_owned(), hidden: false, cells, merges: Default::default() };
        Self { sheet, places }
    }
}

/// Counts that stand in the form's notes: `2 nhiệm vụ chưa hoàn thành`.
fn remarks(book: &mut Book, catalogue: &Catalogue, made: &[Made]) {
    let mut found = Vec::new();
    for line in &book.form {
        let code = catalogue.form_row(line.row).and_then(|row| row.remark.clone());
        let (Some(code), Place::Cell { sheet, cell }) = (code, &line.place) else { continue };
        let Some(made) = made.iter().find(|made| made.sheet.name == *sheet) else { continue };
        let figure = line.note.find(|c: char| c.is_ascii_digit()).and_then(|at| {
            let words = line.note.get(at..)?;
            let stop = words.find([',', ';', '.', '(']).unwrap_or(words.len());
            match parse_cell(words.get(..stop)?) {
                CellText::Figure { figure, unit } if !unit.is_empty() => Some(figure),
                _ => None,
            }
        });
        let last = made.sheet.row(cell.row).last().map(|(at, _)| Place::cell(sheet, *at));
        found.extend(figure.zip(last).map(|(figure, place)| (code, figure, place)));
    }
    for (code, figure, place) in found {
        let (source, note) = (String::new(), String::new());
        let (value, origin) = (Value::Figure(figure), Origin::Typed);
        let entry = Entry { value, origin, place: Some(place), previous: None, source, note };
        book.entries.entry(code).or_insert(entry);
    }
}

/// Puts the places of cells back into the draft.
fn relocate(book: &mut Book, findings: &mut [Finding], made: &[Made]) {
    let moved = |place: &mut Place| {
        let Place::Cell { sheet, cell } = &*place else { return };
        let found = made.iter().find(|made| made.sheet.name == *sheet);
        // a blank cell's row at least is there
        let own = found.and_then(|made| {
            let at = (cell.row, cell.column);
            made.places
                .get(&at)
                .or_else(|| made.places.range((cell.row, 0)..=at).next_back().map(|(_, place)| place))
        });
        *place = own.cloned().unwrap_or(Place::Document);
    };
    book.form.iter_mut().for_each(|line| moved(&mut line.place));
    book.entries.values_mut().filter_map(|entry| entry.place.as_mut()).for_each(moved);
    for row in &mut book.tasks {
        moved(&mut row.place);
        row.figures.values_mut().for_each(|given| moved(&mut given.place));
    }
    for finding in findings {
        moved(&mut finding.place);
        finding.related.iter_mut().for_each(|related| moved(&mut related.place));
        finding.repair.iter_mut().for_each(|repair| moved(&mut repair.place));
    }
}
