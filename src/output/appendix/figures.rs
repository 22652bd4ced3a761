//! The sheet `Số liệu`: the figures and facts behind the narrative, as the workbook has them.

use crate::error::Result;
use crate::model::{Book, Catalogue, Entry, Home, Indicator, Value};
use crate::output::appendix::value::{Beside, Ink};
use crate::output::columns::figures;
use crate::output::measure::lines;
use crate::output::sheet::{Pen, SIZE};
use crate::place::{CellRef, Place};

/// The row of the first indicator.
pub(super) const FIRST: u32 = 1;
/// The columns' widths: words among the values need more room than in a workbook that is being filled in.
const WIDTHS: [f64; 7] = [27.5, 40.0, 12.5, 21.0, 9.5, 16.5, 15.0];
/// What a line holds in them, in hundredths of an em.
const LINES: [u32; 7] = [1_200, 1_820, 560, 940, 400, 730, 660];

/// An indicator and what the book says of it.
pub(super) type Line<'a> = (&'a Indicator, &'a Entry);

/// Every indicator of the sheet in the workbook's order; what was only computed comes last.
pub(super) fn lines_of<'a>(book: &'a Book, catalogue: &'a Catalogue) -> Vec<Line<'a>> {
    let known = catalogue.indicators.iter().filter(|indicator| indicator.home == Home::Figures);
    let mut lines: Vec<Line> =
        known.filter_map(|indicator| Some((indicator, book.entry(indicator.code.as_str())?))).collect();
    lines.sort_by_key(|(_, entry)| match &entry.place {
        Some(Place::Cell { cell, .. }) => cell.row,
        _ => u32::MAX,
    });
    lines
}

/// What stands beside an indicator's values.
pub(super) fn beside<'a>(indicator: &'a Indicator) -> Beside<'a> {
    Beside { unit: &indicator.unit, kind: Some(indicator.kind) }
}

/// Writes the header and a row for each indicator.
pub(super) fn write(pen: &mut Pen, lines: &[Line], ink: &mut Ink) -> Result<()> {
    pen.landscape();
    for column in [figures::CODE, figures::LABEL, figures::SOURCE, figures::NOTE] {
        pen.usual(column, &ink.looks.text)?;
    }
    for column in [figures::UNIT, figures::VALUE, figures::BEFORE] {
        pen.usual(column, ink.looks.count())?;
    }
    let columns: Vec<(&str, f64)> = figures::COLUMNS.into_iter().zip(WIDTHS).collect();
    pen.table(0, &columns, &ink.looks.header)?;
    pen.freeze(CellRef::new(FIRST, figures::UNIT))?;
    for (row, (indicator, entry)) in (FIRST..).zip(lines) {
        let texts = [
            (figures::CODE, indicator.code.as_str()),
            (figures::LABEL, &indicator.label),
            (figures::UNIT, &indicator.unit),
            (figures::SOURCE, &entry.source),
            (figures::NOTE, &entry.note),
        ];
        for (column, text) in texts {
            pen.text(CellRef::new(row, column), text, None)?;
        }
        ink.write(pen, CellRef::new(row, figures::VALUE), (&entry.value, beside(indicator)))?;
        if let Some(previous) = &entry.previous {
            ink.write(pen, CellRef::new(row, figures::BEFORE), (&previous.value, beside(indicator)))?;
        }
        pen.height(row, most_lines(indicator, entry), SIZE)?;
    }
    Ok(())
}

/// How many lines the fullest cell of a row takes.
fn most_lines(indicator: &Indicator, entry: &Entry) -> u16 {
    let [code, label, unit, value, _, source, note] = LINES;
    let words = match &entry.value {
        Value::Text(text) => lines(text, value),
        Value::Items(items) => items.iter().map(|item| lines(item, value)).fold(0, u16::saturating_add),
        _ => 1,
    };
    [
        lines(indicator.code.as_str(), code),
        lines(&indicator.label, label),
        lines(&indicator.unit, unit),
        lines(&entry.source, source),
        lines(&entry.note, note),
    ]
    .into_iter()
    .fold(words, u16::max)
}
