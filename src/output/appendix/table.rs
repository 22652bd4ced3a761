//! The rows of the form: looks made once, each value written as what it is.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign};

use crate::error::Result;
use crate::model::{Book, Catalogue, FormLine, FormRow, Indicator, Kind, Value, day};
use crate::num::{Figure, Magnitude, Qualifier};
use crate::output::appendix::live;
use crate::output::sheet::{Pen, boxed, fault, form, header};
use crate::place::CellRef;

/// A spreadsheet keeps this many digits of a number; a longer one stays text.
const DIGITS: u32 = 15;

/// Writes the header and every row from `top` on; gives the first row of the values.
pub(super) fn write(pen: &mut Pen, book: &Book, catalogue: &Catalogue, top: u32) -> Result<u32> {
    pen.form_header(top, &header())?;
    let first = top + 2;
    let lines: Vec<Line> = book.form.iter().map(|line| Line::of(line, book, catalogue)).collect();
    let formulas = live::formulas(&lines, book, catalogue, first);
    let mut looks = Looks::new();
    for ((row, line), formula) in (first..).zip(&lines).zip(formulas) {
        line.write(pen, row, &mut looks)?;
        match (formula, line.number()) {
            (Some(formula), Some(value)) => {
                let at = CellRef::new(row, form::VALUE);
                pen.formula(at, (&formula, &value.normalize().to_string()), looks.number(line))?;
            }
            _ => line.write_value(pen, row, &mut looks)?,
        }
    }
    let last = (first..).zip(&lines).last().map_or(first, |(row, _)| row);
    pen.numbers_as_text(form::STT, (first, last))?;
    Ok(first)
}

/// A row of the form and what the catalogue knows of it.
pub(super) struct Line<'a> {
    line: &'a FormLine,
    /// The catalogue's row; none for a row it does not know.
    pub(super) row: Option<&'a FormRow>,
    /// The indicator whose value stands here.
    pub(super) indicator: Option<&'a Indicator>,
    value: &'a Value,
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

    /// The number that stands in the cell, where it is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Figure(figure) => self.plain(figure),
            _ => None,
        }
    }

    /// A figure's number, where the cell needs no words beside it: they stand in the unit column.
    fn plain(&self, figure: &Figure) -> Option<Decimal> {
        let bare = is_bare(figure) && (!figure.is_percent() || self.in_percent());
        bare.then(|| figure.value())
    }

    fn in_percent(&self) -> bool {
        self.line.unit.trim() == "%"
    }

    /// A row that only names what follows.
    fn is_group(&self) -> bool {
        match self.row {
            Some(row) => row.indicator.is_none(),
            None => !self.line.stt.is_empty() && self.line.unit.is_empty() && !self.line.value.is_filled(),
        }
    }

    fn write(&self, pen: &mut Pen, row: u32, looks: &mut Looks) -> Result<()> {
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

    fn write_value(&self, pen: &mut Pen, row: u32, looks: &mut Looks) -> Result<()> {
        let at = CellRef::new(row, form::VALUE);
        match self.value {
            Value::Figure(figure) => match self.plain(figure).or_else(|| share(figure)) {
                Some(value) => pen.number(at, value, looks.number(self)),
                None => pen.text(at, &figure.to_string(), &looks.centre),
            },
            Value::Date(date) => pen.text(at, &day(*date), &looks.centre),
            Value::Blank => pen.text(at, "", &looks.centre),
            Value::NotApplicable => pen.text(at, "-", &looks.centre),
            Value::Items(items) => pen.text(at, &items.join("\n"), &looks.centre),
            Value::Text(text) => pen.text(at, text, &looks.centre),
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

    /// How the number is shown.
    fn shape(&self) -> Shape {
        let Value::Figure(figure) = self.value else { return Shape::default() };
        let grouped = !figure.is_percent()
            && !self.in_percent()
            && self.indicator.is_none_or(|known| known.kind != Kind::Code);
        Shape {
            grouped: grouped && figure.width() == 0,
            decimals: figure.decimals(),
            width: figure.width(),
            percent: figure.is_percent() && !self.in_percent(),
        }
    }
}

/// Whether a spreadsheet holds the figure as it is: no word belongs to it, no digit is lost.
fn is_bare(figure: &Figure) -> bool {
    let digits = figure.value().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
    let exactly = figure.qualifier() == Qualifier::Exactly;
    exactly && figure.magnitude() == Magnitude::One && digits <= DIGITS
}

/// A percentage as the share that a percent format shows, for a row whose unit does not say `%`.
fn share(figure: &Figure) -> Option<Decimal> {
    let percent = figure.is_percent() && is_bare(figure);
    percent.then(|| figure.value().checked_mul(Decimal::new(1, 2))).flatten()
}

/// How a number is shown: `1,234`, `44.80`, `05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Shape {
    grouped: bool,
    decimals: u32,
    width: u32,
    percent: bool,
}

impl Shape {
    /// The number format's code.
    fn code(self) -> String {
        let zeros = |count: u32| "0".repeat(usize::try_from(count).unwrap_or(0));
        let mut code = if self.grouped { "#,##0".to_owned() } else { zeros(self.width.max(1)) };
        if self.decimals > 0 {
            code.push('.');
            code.push_str(&zeros(self.decimals));
        }
        if self.percent {
            code.push('%');
        }
        code
    }
}

/// The looks of the form's cells, each made once.
struct Looks {
    text: Format,
    centre: Format,
    group: Format,
    group_centre: Format,
    numbers: BTreeMap<Shape, Format>,
}

impl Looks {
    fn new() -> Self {
        let centre = boxed().set_align(FormatAlign::Center);
        Self {
            text: boxed(),
            group: boxed().set_bold(),
            group_centre: centre.clone().set_bold(),
            centre,
            numbers: BTreeMap::new(),
        }
    }

    fn number(&mut self, line: &Line) -> &Format {
        let shape = line.shape();
        let centre = &self.centre;
        self.numbers.entry(shape).or_insert_with(|| centre.clone().set_num_format(shape.code()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_with_its_own_decimals() {
        let shape = Shape::default();
        assert_eq!(Shape { grouped: true, ..shape }.code(), "#,##0");
        assert_eq!(Shape { grouped: true, decimals: 2, ..shape }.code(), "#,##0.00");
        assert_eq!(Shape { decimals: 1, ..shape }.code(), "0.0");
        assert_eq!(Shape { decimals: 1, percent: true, ..shape }.code(), "0.0%");
        assert_eq!(Shape { width: 2, ..shape }.code(), "00");
    }
}
