//! The blank workbook (sổ tính trống) a clerk fills in: every sheet, its drop-downs, what each cell takes.

mod derived;
mod figures;
mod form;
mod guide;
mod info;
mod rule;
mod tasks;
mod texts;

use std::collections::BTreeMap;
use std::io::Write;

use rust_xlsxwriter::{Color, FormatAlign};

use crate::error::Result;
use crate::model::{Catalogue, Indicator, Kind, PeriodKey, sheets};
use crate::output::sheet::{self, Look, boxed, header, plain};

/// Writes an empty workbook of this report for a period: every sheet with its columns, rows and drop-downs.
///
/// Cells that must be filled in stand out, cells that follow from others are grey and say from which. Equal
/// input gives equal bytes.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) when writing to `output` fails,
/// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) when a text of the catalogue is longer than a cell can hold.
pub fn write_blank<W: Write>(catalogue: &Catalogue, period: PeriodKey, output: W) -> Result<()> {
    let mut workbook = sheet::workbook(&catalogue.title)?;
    let plan = Plan::new(catalogue, period);
    let mut looks = Looks::new();
    let sections =
        sheet::write(workbook.add_worksheet(), sheets::GUIDE, |pen| guide::write(pen, &plan, &looks))?;
    sheet::write(workbook.add_worksheet(), sheets::INFO, |pen| info::write(pen, &plan, &looks))?;
    if catalogue.uses(sheets::TASKS) {
        sheet::write(workbook.add_worksheet(), sheets::TASKS, |pen| tasks::write(pen, &plan, &looks))?;
    }
    if catalogue.uses(sheets::FORM) {
        sheet::write(workbook.add_worksheet(), sheets::FORM, |pen| form::write(pen, &plan, &mut looks))?;
    }
    sheet::write(workbook.add_worksheet(), sheets::FIGURES, |pen| figures::write(pen, &plan, &mut looks))?;
    for open in texts::sheets(&sections) {
        sheet::write(workbook.add_worksheet(), open.name, |pen| open.write(pen, &looks))?;
    }
    sheet::save(workbook, output)
}

/// What is offered, and for which period.
pub(super) struct Plan<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) period: PeriodKey,
    /// For each indicator that follows from others, how.
    hints: BTreeMap<&'a str, String>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, period: PeriodKey) -> Self {
        Self { catalogue, period, hints: derived::hints(catalogue, period) }
    }

    pub(super) fn state(&self, indicator: &Indicator) -> State {
        if self.hints.contains_key(indicator.code.as_str()) {
            State::Derived
        } else if indicator.required.contains(&self.period) {
            State::Required
        } else {
            State::Optional
        }
    }
}

/// Whether a cell must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Required,
    Optional,
    Derived,
}

impl State {
    const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::Derived];

    /// The state that a cell of this fill has.
    pub(super) fn of(fill: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.fill() == fill)
    }

    fn fill(self) -> u32 {
        match self {
            Self::Required => 0x00FF_E699,
            Self::Optional => 0x00FF_F9E5,
            Self::Derived => 0x00E2_E2E2,
        }
    }

    fn color(self) -> Color {
        Color::RGB(self.fill())
    }
}

/// The looks of the cells, each made once.
struct Looks {
    title: Look,
    plain: Look,
    header: Look,
    text: Look,
    bold: Look,
    centre: Look,
    centre_bold: Look,
    /// A cell for words: what is typed stays as it is, `-` and `+` in front included, and dates too.
    words: Look,
    count: Look,
    total: Look,
    year: Look,
    values: BTreeMap<(State, &'static str), Look>,
}

impl Looks {
    fn new() -> Self {
        let centre = boxed().set_align(FormatAlign::Center);
        let optional = State::Optional.color();
        let total = centre.clone().set_bold().set_num_format("#,##0");
        let year = boxed().set_num_format("0").set_align(FormatAlign::Left);
        Self {
            title: plain().set_bold().set_font_size(14).into(),
            plain: plain().into(),
            header: header().set_background_color(Color::RGB(0x00DD_EBF7)).into(),
            text: boxed().into(),
            bold: boxed().set_bold().into(),
            centre_bold: centre.clone().set_bold().into(),
            count: centre.clone().set_num_format("#,##0").set_background_color(optional).into(),
            total: total.set_background_color(State::Derived.color()).into(),
            year: year.set_background_color(optional).into(),
            words: boxed().set_num_format("@").set_background_color(optional).into(),
            centre: centre.into(),
            values: BTreeMap::new(),
        }
    }

    /// A cell that takes a value of this kind.
    fn value(&mut self, state: State, kind: Kind) -> &Look {
        let (code, align) = match kind {
            Kind::Count => ("#,##0", FormatAlign::Center),
            Kind::Amount | Kind::Rate | Kind::Code => ("General", FormatAlign::Center),
            _ => ("@", FormatAlign::Left),
        };
        let made =
            || boxed().set_num_format(code).set_align(align).set_background_color(state.color()).into();
        self.values.entry((state, code)).or_insert_with(made)
    }
}

#[cfg(test)]
mod tests;
