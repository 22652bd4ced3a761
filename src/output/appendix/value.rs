//! A value in its cell: a number as a number where a spreadsheet holds it, in the look its figure was printed in.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign};

use crate::error::Result;
use crate::model::{Kind, Value, day};
use crate::num::Figure;
use crate::output::appendix::live::Live;
use crate::output::measure::width;
use crate::output::sheet::{Look, Pen, boxed, header, plain};
use crate::place::CellRef;

/// Words up to this width, in hundredths of an em, stand in the middle of their cell.
const SHORT: u32 = 1_000;

/// What stands beside a value: the unit of its row and the kind of its indicator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'a> {
    pub(super) unit: &'a str,
    pub(super) kind: Option<Kind>,
}

impl Beside<'_> {
    /// A figure's number, where the cell needs no words beside it: they stand in the unit column.
    pub(super) fn number(self, figure: &Figure) -> Option<Decimal> {
        let bare = figure.is_bare() && (!figure.is_percent() || self.in_percent());
        bare.then(|| figure.value())
    }

    /// Whether a figure's cell holds a share, which a percent format shows a hundredfold: the row's unit does
    /// not say `%`.
    pub(super) fn is_share(self, figure: &Figure) -> bool {
        figure.is_percent() && figure.is_bare() && !self.in_percent()
    }

    fn in_percent(self) -> bool {
        self.unit.trim() == "%"
    }

    /// How the number is shown.
    pub(super) fn shape(self, figure: &Figure) -> Shape {
        let counted = !figure.is_percent() && !self.in_percent() && self.kind != Some(Kind::Code);
        Shape {
            grouped: counted && figure.width() == 0,
            decimals: figure.decimals(),
            width: figure.width(),
            percent: figure.is_percent() && !self.in_percent(),
            either_way: false,
        }
    }
}

/// What values are written with: the looks, and the cells that are computed.
pub(super) struct Ink {
    pub(super) looks: Looks,
    live: Live,
    /// The shape that the columns' own look shows, where they have one.
    usual: Option<Shape>,
}

impl Ink {
    /// Looks not made yet, and these formulas.
    pub(super) fn new(live: Live) -> Self {
        Self { looks: Looks::of(boxed()), live, usual: None }
    }

    /// The same for tables told apart by grid lines, whose columns look like counts unless a cell says otherwise.
    pub(super) fn lined(self) -> Self {
        Self { looks: Looks::of(plain()), usual: Some(Shape::grouped(0)), ..self }
    }

    /// Writes a value as what it is.
    pub(super) fn write(
        &mut self,
        pen: &mut Pen,
        at: CellRef,
        (value, beside): (&Value, Beside),
    ) -> Result<()> {
        let text = &self.looks.text;
        let centre = self.centre();
        match value {
            Value::Figure(figure) => self.figure(pen, at, (figure, beside)),
            Value::Date(date) => pen.text(at, &day(*date), centre),
            Value::Blank => pen.text(at, "", centre),
            Value::NotApplicable => pen.text(at, "-", centre),
            Value::Items(items) => pen.text(at, &items.join("\n"), text),
            Value::Text(words) if width(words) > SHORT => pen.text(at, words, text),
            Value::Text(words) => pen.text(at, words, centre),
        }
    }

    fn centre(&self) -> Option<&Look> {
        self.usual.is_none().then_some(&self.looks.centre)
    }

    /// The look of a number, unless its column has it.
    pub(super) fn look(&mut self, shape: Shape) -> Option<&Look> {
        if self.usual == Some(shape) { None } else { Some(self.looks.number(shape)) }
    }

    /// Writes a figure: computed where it follows from others, else as a number where it is one.
    pub(super) fn figure(
        &mut self,
        pen: &mut Pen,
        at: CellRef,
        (figure, beside): (&Figure, Beside),
    ) -> Result<()> {
        let shape = beside.shape(figure);
        let look = (self.usual != Some(shape)).then(|| self.looks.number(shape));
        if let Some(formula) = self.live.get(&(pen.name(), at)) {
            return formula.write(pen, at, look);
        }
        let share = || figure.value().checked_mul(Decimal::new(1, 2)).filter(|_| beside.is_share(figure));
        match beside.number(figure).or_else(share) {
            Some(number) => pen.number(at, number, look),
            None => pen.text(at, &figure.to_string(), self.centre()),
        }
    }
}

/// How a number is shown: `1,234`, `44.80`, `05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Shape {
    grouped: bool,
    decimals: u32,
    width: u32,
    percent: bool,
    either_way: bool,
}

impl Shape {
    /// A number with a mark between thousands.
    pub(super) fn grouped(decimals: u32) -> Self {
        Self { grouped: true, decimals, ..Self::default() }
    }

    /// How far a number may be off to either side.
    pub(super) fn either_way(decimals: u32) -> Self {
        Self { decimals, either_way: true, ..Self::default() }
    }

    /// The number format's code.
    fn code(self) -> String {
        let zeros = |count: u32| "0".repeat(usize::try_from(count).unwrap_or(0));
        let mut code = if self.either_way { "\"±\"".to_owned() } else { String::new() };
        code.push_str(&if self.grouped { "#,##0".to_owned() } else { zeros(self.width.max(1)) });
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

/// The looks of the cells, each made once.
pub(super) struct Looks {
    pub(super) header: Look,
    pub(super) text: Look,
    pub(super) centre: Look,
    pub(super) group: Look,
    pub(super) group_centre: Look,
    numbers: BTreeMap<Shape, Look>,
}

impl Looks {
    fn of(text: Format) -> Self {
        let centre = text.clone().set_align(FormatAlign::Center);
        Self {
            header: header().into(),
            group: text.clone().set_bold().into(),
            text: text.into(),
            group_centre: centre.clone().set_bold().into(),
            centre: centre.into(),
            numbers: BTreeMap::new(),
        }
    }

    /// A count.
    pub(super) fn count(&mut self) -> &Look {
        self.number(Shape::grouped(0))
    }

    /// A number of this shape.
    pub(super) fn number(&mut self, shape: Shape) -> &Look {
        let centre = &self.centre;
        self.numbers.entry(shape).or_insert_with(|| Format::clone(centre).set_num_format(shape.code()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_with_its_own_decimals() {
        let shape = Shape::default();
        assert_eq!(Shape::grouped(0).code(), "#,##0");
        assert_eq!(Shape::grouped(2).code(), "#,##0.00");
        assert_eq!(Shape { decimals: 1, ..shape }.code(), "0.0");
        assert_eq!(Shape { decimals: 1, percent: true, ..shape }.code(), "0.0%");
        assert_eq!(Shape { width: 2, ..shape }.code(), "00");
        assert_eq!(Shape::either_way(2).code(), "\"±\"0.00");
    }
}
