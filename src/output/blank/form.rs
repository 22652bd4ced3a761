//! The sheet `Phụ lục 1`: every row of the official form, its value cells open.

use crate::error::Result;
use crate::model::{FormRow, Indicator};
use crate::output::blank::rule::{self, Rule};
use crate::output::blank::{Looks, Plan, figures};
use crate::output::columns::form;
use crate::output::sheet::Pen;
use crate::place::CellRef;

/// The first row below the header.
const FIRST: u32 = 2;

pub(super) fn write(pen: &mut Pen, plan: &Plan, looks: &mut Looks) -> Result<()> {
    pen.widths(&form::WIDTHS)?;
    pen.form_header(0, &looks.header)?;
    pen.freeze(CellRef::new(FIRST, 0))?;
    let mut rules = Vec::with_capacity(plan.catalogue.form.len());
    for (at, row) in (FIRST..).zip(&plan.catalogue.form) {
        let code = row.indicator.as_ref();
        let indicator = code.and_then(|code| plan.catalogue.indicator(code.as_str()));
        labels(pen, at, row, looks)?;
        let cell = CellRef::new(at, form::VALUE);
        match indicator {
            Some(indicator) => figures::value(pen, cell, (indicator, plan), looks)?,
            None => pen.text(cell, "", &looks.text)?,
        }
        rules.push(indicator.and_then(|indicator| rule_of(plan, row, indicator)));
    }
    let last = FIRST + u32::try_from(rules.len()).unwrap_or(0);
    pen.numbers_as_text(form::STT, (FIRST, last))?;
    rule::apply(pen, CellRef::new(FIRST, form::VALUE), &rules)
}

fn labels(pen: &mut Pen, at: u32, row: &FormRow, looks: &Looks) -> Result<()> {
    let (label, centre) = match row.indicator {
        None => (&looks.bold, &looks.centre_bold),
        Some(_) => (&looks.text, &looks.centre),
    };
    pen.text(CellRef::new(at, form::STT), &row.stt, centre)?;
    pen.text(CellRef::new(at, form::LABEL), &row.label, label)?;
    pen.text(CellRef::new(at, form::UNIT), &row.unit, &looks.centre)?;
    pen.text(CellRef::new(at, form::NOTE), &row.note, &looks.text)?;
    pen.form_height(at, [&row.label, &row.unit, &row.note])
}

/// A row that stands for one answer takes that answer only.
fn rule_of(plan: &Plan, row: &FormRow, indicator: &Indicator) -> Option<Rule> {
    match row.choice {
        Some(choice) => Some(Rule::Answer(vec![choice])),
        None => figures::rule_of(plan, indicator),
    }
}
