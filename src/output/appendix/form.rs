//! The sheet `Phụ lục 1`: the rows of the official form, below its heading.

use rust_xlsxwriter::DataValidation;

use crate::error::Result;
use crate::model::{Book, Catalogue, FormLine, FormRow, Indicator, Kind, Value};
use crate::output::appendix::value::{Beside, Ink, Looks};
use crate::output::columns::form;
use crate::output::sheet::{Pen, fault};
use crate::place::CellRef;

/// The rows of the form's own header.
pub(super) const HEADER: u32 = 2;

/// A row of the form and what the catalogue knows of it.
pub(super) struct Line<'a> {
    pub(super) line: &'a FormLine,
    /// The catalogue's row; none for a row it does not know.
    row: Option<&'a FormRow>,
    /// The indicator whose value stands here.
    pub(super) indicator: Option<&'a Indicator>,
    pub(super) value: &'a Value,
}

/// Every row of the form.
pub(super) fn lines<'a>(book: &'a Book, catalogue: &'a Catalogue) -> Vec<Line<'a>> {
    book.form.iter().map(|line| Line::of(line, book, catalogue)).collect()
}

/// Writes the header and every row; `first` is the row of the first line.
pub(super) fn write(pen: &mut Pen, (lines, first): (&[Line], u32), ink: &mut Ink) -> Result<()> {
    pen.form_header(first - HEADER, &ink.looks.header)?;
    pen.freeze(CellRef::new(first, 0))?;
    for (row, line) in (first..).zip(lines) {
        line.write(pen, row, &ink.looks)?;
        ink.write(pen, CellRef::new(row, form::VALUE), (line.value, line.beside()))?;
    }
    let last = (first..).zip(lines).last().map_or(first, |(row, _)| row);
    pen.numbers_as_text(form::STT, (first, last))
}

impl<'a> Line<'a> {
    fn of(line: &'a FormLine, book: &'a Book, catalogue: &'a Catalogue) -> Self {
        let row = catalogue.form_row(line.row);
        let code = row.and_then(|row| row.indicator.as_ref());
        let indicator = code.and_then(|code| catalogue.indicator(code.as_str()));
        // A blank cell may have been filled from a relation; a row that stands for one answer has only its own.
        let filled = row
            .filter(|row| row.choice.is_none() && !line.value.is_filled())
            .and(code.and_then(|code| book.entry(code.as_str())));
        let value = filled.map_or(&line.value, |entry| &entry.value);
        Self { line, row, indicator, value }
    }

    /// What stands beside the value.
    pub(super) fn beside(&self) -> Beside<'a> {
        Beside { unit: &self.line.unit, kind: self.indicator.map(|indicator| indicator.kind) }
    }

    /// A row that only names what follows.
    fn is_group(&self) -> bool {
        match self.row {
            Some(row) => row.indicator.is_none(),
            None => !self.line.stt.is_empty() && self.line.unit.is_empty() && !self.line.value.is_filled(),
        }
    }

    fn write(&self, pen: &mut Pen, row: u32, looks: &Looks) -> Result<()> {
        let (label, centre) = match self.is_group() {
            true => (&looks.group, &looks.group_centre),
            false => (&looks.text, &looks.centre),
        };
        pen.text(CellRef::new(row, form::STT), &self.line.stt, centre)?;
        pen.text(CellRef::new(row, form::LABEL), &self.line.label, label)?;
        pen.text(CellRef::new(row, form::UNIT), &self.line.unit, &looks.centre)?;
        pen.text(CellRef::new(row, form::NOTE), &self.line.note, &looks.text)?;
        pen.form_height(row, [&self.line.label, &self.line.unit, &self.line.note])?;
        match self.indicator {
            Some(indicator) if indicator.kind == Kind::Code => {
                pen.validate(form::VALUE, (row, row), &self.answers(indicator)?)
            }
            _ => Ok(()),
        }
    }

    /// The drop-down of a coded cell: its answers, and `-` where the question does not apply.
    fn answers(&self, indicator: &Indicator) -> Result<DataValidation> {
        let choice = self.row.and_then(|row| row.choice);
        let codes = indicator.allowed.iter().map(|(code, _)| *code);
        let own = codes.filter(|code| choice.is_none_or(|choice| choice == *code));
        let list: Vec<String> = own.map(|code| code.to_string()).chain(["-".to_owned()]).collect();
        DataValidation::new().allow_list_strings(&list).map_err(fault)
    }
}
