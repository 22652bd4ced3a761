//! The sheet `Nhiệm vụ`: the task table with its row of totals.

use crate::error::Result;
use crate::output::blank::rule::{self, Rule};
use crate::output::blank::{Looks, Plan};
use crate::output::columns::tasks;
use crate::output::measure::lines;
use crate::output::sheet::{Pen, SIZE};
use crate::place::CellRef;

const FIRST: u32 = tasks::HEADER;
const FIGURES: std::ops::RangeInclusive<u16> = tasks::FIGURES..=tasks::LAST;
/// Open rows below the usual ones, so that one more task needs no new row outside the totals' range.
const SPARE: u32 = 2;

pub(super) fn write(pen: &mut Pen, plan: &Plan, looks: &Looks) -> Result<()> {
    pen.tasks_header(&looks.header)?;
    pen.freeze(CellRef::new(FIRST, 2))?;
    let rows = plan.catalogue.task_rows.iter().map(String::as_str);
    let total = FIRST + u32::try_from(plan.catalogue.task_rows.len()).unwrap_or(0) + SPARE;
    for (at, label) in (FIRST..total).zip(rows.chain(std::iter::repeat(""))) {
        let number = if label.is_empty() { String::new() } else { (at - FIRST + 1).to_string() };
        pen.text(CellRef::new(at, 0), &number, &looks.centre)?;
        pen.text(CellRef::new(at, 1), label, &looks.text)?;
        pen.height(at, lines(label, tasks::LINE), SIZE)?;
        for column in FIGURES {
            pen.text(CellRef::new(at, column), "", &looks.count)?;
        }
    }
    totals(pen, total, looks)?;
    let rules = vec![Some(Rule::Count); usize::try_from(total - FIRST).unwrap_or(0)];
    for column in FIGURES {
        rule::apply(pen, CellRef::new(FIRST, column), &rules)?;
    }
    pen.numbers_as_text(0, (FIRST, total))
}

/// The row of totals; it stays blank until something is filled in, since 0 would be a claim.
fn totals(pen: &mut Pen, at: u32, looks: &Looks) -> Result<()> {
    pen.text(CellRef::new(at, 0), "", &looks.centre_bold)?;
    pen.text(CellRef::new(at, 1), "Tổng cộng", &looks.bold)?;
    for column in FIGURES {
        let range = format!("{}:{}", CellRef::new(FIRST, column), CellRef::new(at - 1, column));
        let formula = format!("IF(COUNT({range})=0,\"\",SUM({range}))");
        pen.formula(CellRef::new(at, column), (&formula, ""), &looks.total)?;
    }
    Ok(())
}
