//! What every figure of a report comes from, as a table.

use std::io::{Read, Seek, Write};

use rust_xlsxwriter::{DataValidation, FormatAlign};
use serde::Serialize;

use super::derived::{derivation, source};
use super::refresh::require_marks;
use crate::claim::TieState;
use crate::claims::held;
use crate::draft::read_draft;
use crate::error::{Error, Result};
use crate::finding::say;
use crate::model::{Book, Catalogue, Code, Link};
use crate::output::measure::lines;
use crate::output::sheet::{self, Look, SIZE, boxed, fault, header, plain};
use crate::place::{CellRef, Place};

/// The number of the shape that is written as JSON.
const SCHEMA: u32 = 1;

/// Every figure of a report with what it comes from, in the order of the report; deleted ones last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Trace {
    schema: u32,
    /// The report type that the report was written by.
    pub catalogue: String,
    /// Its version then.
    pub version: String,
    /// The figures.
    pub figures: Vec<Traced>,
}

/// A figure of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Traced {
    /// Where it stands; none for one that was deleted.
    pub place: Option<Place>,
    /// What it is.
    pub label: String,
    /// Its indicator, where it has one.
    pub code: Option<Code>,
    /// As the report has it today.
    pub found: String,
    /// As it was printed when the report was written.
    pub printed: String,
    /// As the workbook prints it today, where a workbook was given.
    pub today: Option<String>,
    /// The cells that it comes from, where a workbook was given; else its sheet and code.
    pub source: String,
    /// What it is computed from, in words; empty where it is only typed.
    pub derivation: String,
    /// What became of it.
    pub state: State,
}

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is what the workbook says; without a workbook, what was printed.
    Tied,
    /// A hand has changed it.
    Changed,
    /// The workbook has changed since it was printed.
    Stale,
    /// It was deleted from its sentence.
    Empty,
    /// It was deleted with its sentence.
    Deleted,
}

/// Tells of every figure of a report that `baocao` wrote what it comes from, whatever became of the words; held against
/// a workbook where one is given.
///
/// # Errors
/// As [`read_draft`]; [`ErrorKind::Untied`](crate::ErrorKind::Untied) where the draft has no marks, or marks of another
/// report type or of a later version.
pub fn trace<R: Read + Seek>(draft: R, catalogue: &Catalogue, book: Option<&Book>) -> Result<Trace> {
    let draft = read_draft(draft)?.value;
    require_marks(&draft.links, catalogue)?;
    let ties = held(&draft, book, catalogue);
    let told = |link: &Link, cells: &[Place]| {
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        let source = if cells.is_empty() { source(link, catalogue) } else { cells.join(", ") };
        (link.code().cloned(), source, derivation(link, catalogue, book))
    };
    let mut figures: Vec<Traced> = Vec::new();
    for tie in ties.ties {
        let (code, source, derivation) = told(&tie.link, &tie.cells);
        let state = match tie.state {
            TieState::Held => State::Tied,
            TieState::Changed => State::Changed,
            TieState::Stale => State::Stale,
            TieState::Empty => State::Empty,
        };
        let (label, found, printed, today) = (tie.label, tie.found, tie.printed, tie.today);
        let place = Some(tie.place);
        figures.push(Traced { place, label, code, found, printed, today, source, derivation, state });
    }
    for (link, label, printed) in ties.deleted {
        let (code, source, derivation) = told(&link, &[]);
        let (found, today, state) = (String::new(), None, State::Deleted);
        figures.push(Traced { place: None, label, code, found, printed, today, source, derivation, state });
    }
    let origin = draft.links.origin;
    let (catalogue, version) = origin.map(|origin| (origin.catalogue, origin.version)).unwrap_or_default();
    Ok(Trace { schema: SCHEMA, catalogue, version, figures })
}

impl State {
    /// As a reviewer reads it.
    pub fn label(self) -> String {
        let way = match self {
            Self::Tied => "tied",
            Self::Changed => "changed",
            Self::Stale => "stale",
            Self::Empty => "empty",
            Self::Deleted => "deleted",
        };
        say("TRACE", way, &[])
    }
}

impl Traced {
    /// The figure's row: where it stands, as it is, what it is, where it comes from, how, what became of it.
    fn row(&self) -> [String; 6] {
        let place = self.place.as_ref().map_or_else(String::new, ToString::to_string);
        let state = match (&self.today, self.state) {
            (Some(today), State::Changed | State::Stale) => format!("{}: {today}", self.state.label()),
            _ => self.state.label(),
        };
        let found = if self.found.is_empty() { &self.printed } else { &self.found };
        [place, found.clone(), self.label.clone(), self.source.clone(), self.derivation.clone(), state]
    }
}

impl std::fmt::Display for Trace {
    /// A row for each figure, its columns apart by tabs, below their names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = COLUMNS.iter().skip(1).take(6).map(|(name, ..)| *name).collect();
        writeln!(f, "{}", names.join("\t"))?;
        for figure in &self.figures {
            let cells = figure.row().map(|cell| cell.replace(['\t', '\n'], " "));
            writeln!(f, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}

/// The columns of the sheet: names, widths, what a line holds in hundredths of an em.
const COLUMNS: [(&str, f64, u32); 8] = [
    ("STT", 5.5, 250),
    ("Vị trí", 21.0, 960),
    ("Số trong báo cáo", 11.0, 480),
    ("Chỉ tiêu", 34.0, 1_580),
    ("Nguồn", 24.0, 1_100),
    ("Cách tính", 38.0, 1_780),
    ("Đối chiếu", 15.0, 680),
    ("Đã soát", 9.5, 400),
];
/// The column that a reviewer ticks, and what with.
const TICK: u16 = 7;
const TICKS: [&str; 2] = ["✓", "✗"];
/// The row of the columns' names; the title stands above.
const HEADER: u32 = 1;

impl Trace {
    /// Writes the table as a workbook in which a reviewer ticks each figure.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where `output` cannot be written,
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) where a text is longer than a cell can hold.
    pub fn write_sheet<W: Write>(&self, output: W) -> Result<()> {
        let title = say("TRACE", "title", &[]);
        let mut workbook = sheet::workbook(&title)?;
        let [mut worksheet] = sheet::blank(&mut workbook);
        sheet::write(&mut worksheet, "Nguồn số liệu", |pen| {
            pen.landscape();
            let across = (CellRef::new(0, 0), CellRef::new(0, TICK));
            pen.merged(across, &title, &plain().set_bold().set_align(FormatAlign::Center))?;
            let (text, centre) = (Look::new(boxed()), Look::new(boxed().set_align(FormatAlign::Center)));
            let columns = COLUMNS.map(|(name, width, _)| (name, width));
            pen.table(HEADER, &columns, &Look::new(header()))?;
            pen.height(HEADER, 2, SIZE)?;
            pen.freeze(CellRef::new(HEADER + 1, 3))?;
            for (row, (number, figure)) in (HEADER + 1..).zip((1_u32..).zip(&self.figures)) {
                pen.number(CellRef::new(row, 0), number.into(), &centre)?;
                let cells = figure.row();
                let mut most = 1;
                for ((column, cell), (_, _, line)) in (1..).zip(&cells).zip(COLUMNS.iter().skip(1)) {
                    let look = if [2, 6].contains(&column) { &centre } else { &text };
                    pen.text(CellRef::new(row, column), cell, look)?;
                    most = most.max(lines(cell, *line));
                }
                pen.text(CellRef::new(row, TICK), "", &centre)?;
                pen.height(row, most, SIZE)?;
            }
            let last = (HEADER + 1..).zip(&self.figures).last().map_or(HEADER + 1, |(row, _)| row);
            let ticks = DataValidation::new().allow_list_strings(&TICKS).map_err(fault)?;
            pen.validate(TICK, (HEADER + 1, last), &ticks)?;
            pen.numbers_as_text(2, (HEADER + 1, last))?;
            pen.filter((CellRef::new(HEADER, 0), CellRef::new(last, TICK)))
        })?;
        workbook.push_worksheet(worksheet);
        sheet::save(workbook, output)
    }

    /// Writes the table as JSON, schema 1.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where `output` cannot be written.
    pub fn write_json<W: Write>(&self, mut output: W) -> Result<()> {
        let json = serde_json::to_string_pretty(self).map_err(|error| Error::internal(error.to_string()))?;
        writeln!(output, "{json}").map_err(|error| Error::io("ghi JSON", error))
    }
}
