//! The flow of reading: sheets by their names, then each sheet, then what only the whole book can judge.

use std::io::{Read, Seek};

use super::codes;
use super::grid::{Sheet, read_sheets};
use super::markup::Names;
use super::reader::{Reader, Spot};
use crate::error::Result;
use crate::finding::Sourced;
use crate::model::{Book, Catalogue, fill, sheets};
use crate::num::fold;
use crate::package::{Limits, at_most, count};
use crate::place::Place;

/// The sheets of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Info,
    Tasks,
    Form,
    Figures,
    Documents,
    Content,
    Notes,
}

const SHEETS: [(Known, &str); 7] = [
    (Known::Info, sheets::INFO),
    (Known::Tasks, sheets::TASKS),
    (Known::Form, sheets::FORM),
    (Known::Figures, sheets::FIGURES),
    (Known::Documents, sheets::DOCUMENTS),
    (Known::Content, sheets::CONTENT),
    (Known::Notes, sheets::NOTES),
];

/// The sheets without which there is no report.
const REQUIRED: [Known; 3] = [Known::Info, Known::Form, Known::Figures];

/// Reads an indicator workbook (.xlsx, .xlsm, .ods) into a [`Book`].
///
/// Everything wrong in the content is a [`Finding`](crate::Finding) with its sheet and cell; the
/// book holds all that could be understood.
///
/// # Errors
/// The file is empty, encrypted, damaged, of another kind, or passes one of the default [`Limits`].
pub fn read_workbook<R: Read + Seek>(input: R, catalogue: &Catalogue) -> Result<Sourced<Book>> {
    read_workbook_with(input, catalogue, &Limits::default())
}

/// [`read_workbook`] within limits of your own.
///
/// # Errors
/// As [`read_workbook`].
pub fn read_workbook_with<R: Read + Seek>(
    input: R,
    catalogue: &Catalogue,
    limits: &Limits,
) -> Result<Sourced<Book>> {
    Ok(book_of(&known_sheets(input, limits)?, catalogue))
}

/// The sheets of a workbook; those that are read row by row have no more rows than the limit.
pub(super) fn known_sheets<R: Read + Seek>(input: R, limits: &Limits) -> Result<Vec<Sheet>> {
    let sheets = read_sheets(input, limits)?;
    let is_known = |sheet: &&Sheet| SHEETS.iter().any(|(_, name)| fold(name) == fold(&sheet.name));
    for sheet in sheets.iter().filter(is_known) {
        let rows = count(sheet.rows().count());
        at_most(("rows", limits.rows), rows, || format!("số dòng của trang tính “{}”", sheet.name))
            .map_err(|error| error.at(Place::sheet(&sheet.name)))?;
    }
    Ok(sheets)
}

/// The book that the sheets make.
pub(crate) fn book_of(sheets: &[Sheet], catalogue: &Catalogue) -> Sourced<Book> {
    let mut reader = Reader::new(catalogue);
    let found = reader.sheets(sheets);
    let mut book = Book::default();
    for (known, sheet) in &found {
        reader.unreadable(sheet);
        match known {
            Known::Info => book.info = reader.info(sheet),
            Known::Tasks => reader.tasks(sheet, &mut book),
            Known::Form => reader.form(sheet, &mut book),
            Known::Figures => reader.figures(sheet, &mut book),
            Known::Documents => reader.documents(sheet, &mut book),
            // free text names documents, notes and figures of every other sheet
            Known::Content | Known::Notes => {}
        }
    }
    reader.free_text(&found, &mut book);
    reader.shares(&mut book);
    reader.swapped_days(&book);
    fill(&mut book, catalogue);
    Sourced { value: book, findings: reader.into_findings() }
}

/// The task table and the form of a draft, read as their sheets are; what is blank there stays blank.
pub(crate) fn read_tables(sheets: &[&Sheet], catalogue: &Catalogue) -> Sourced<Book> {
    let mut reader = Reader::new(catalogue);
    let mut book = Book::default();
    for sheet in sheets {
        match sheet.name.as_str() {
            sheets::FORM => reader.form(sheet, &mut book),
            _ => reader.tasks(sheet, &mut book),
        }
    }
    Sourced { value: book, findings: reader.into_findings() }
}

impl Reader<'_> {
    /// The known sheets that hold something. Unknown, repeated and missing ones are reported.
    fn sheets<'s>(&mut self, sheets: &'s [Sheet]) -> Vec<(Known, &'s Sheet)> {
        let mut found: Vec<(Known, &Sheet)> = Vec::new();
        let catalogue = self.catalogue;
        let ours = || SHEETS.into_iter().filter(|(_, name)| catalogue.uses(name));
        for sheet in sheets {
            let spot = Spot { cell: None, place: Place::sheet(&sheet.name) };
            let name = fold(&sheet.name);
            let known = ours().find(|(_, known)| fold(known) == name);
            match known {
                None if name == fold(sheets::GUIDE) => {}
                None => {
                    let way = if sheet.hidden { "hidden" } else { "unknown" };
                    self.report((codes::UNKNOWN_SHEET, way), &spot, &[("sheet", &sheet.name)]);
                }
                Some((known, _)) if found.iter().any(|(other, _)| *other == known) => {
                    self.report((codes::MISSING_SHEET, "twice"), &spot, &[("sheet", &sheet.name)]);
                }
                Some((known, _)) => found.push((known, sheet)),
            }
        }
        for (known, name) in ours() {
            if REQUIRED.contains(&known) && !found.iter().any(|(other, _)| *other == known) {
                let spot = Spot { cell: None, place: Place::sheet(name) };
                self.report((codes::MISSING_SHEET, "missing"), &spot, &[("sheet", name)]);
            }
        }
        found.retain(|(known, sheet)| REQUIRED.contains(known) || !sheet.cells.is_empty());
        found
    }

    /// Reads notes and paragraphs, once every code that they may name is known.
    fn free_text(&mut self, found: &[(Known, &Sheet)], book: &mut Book) {
        let sheet = |wanted: Known| found.iter().find(|(known, _)| *known == wanted).map(|(_, sheet)| *sheet);
        let table = sheet(Known::Notes).and_then(|sheet| self.note_table(sheet));
        let raw = table.as_ref().map(|table| self.raw_notes(table)).unwrap_or_default();
        let names = Names {
            documents: book.documents.iter().map(|document| document.code.clone()).collect(),
            notes: raw.iter().map(|note| note.code().clone()).collect(),
        };
        book.notes = self.notes(raw, &names);
        if let Some(sheet) = sheet(Known::Content) {
            book.paragraphs = self.paragraphs(sheet, &names);
        }
    }
}
