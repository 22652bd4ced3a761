//! The sheet `Số liệu`: the figures and facts behind the narrative, a row each.

use crate::error::Result;
use crate::model::{Home, Indicator, Operand, Relation};
use crate::output::blank::rule::{self, Change, Rule};
use crate::output::blank::{Looks, Plan, State};
use crate::output::columns::figures::{BEFORE, CODE, COLUMNS, NOTE, SOURCE, VALUE};
use crate::output::measure::lines;
use crate::output::sheet::{Pen, SIZE};
use crate::place::CellRef;

const WIDTHS: [f64; 7] = [26.5, 42.0, 14.0, 14.0, 10.5, 16.0, 19.0];

pub(super) fn write(pen: &mut Pen, plan: &Plan, looks: &mut Looks) -> Result<()> {
    pen.landscape();
    let columns: Vec<(&str, f64)> = COLUMNS.into_iter().zip(WIDTHS).collect();
    pen.table(0, &columns, &looks.header)?;
    pen.freeze(CellRef::new(1, 2))?;
    let rows = plan.catalogue.indicators.iter().filter(|indicator| indicator.home == Home::Figures);
    let mut rules = Vec::new();
    for (at, indicator) in (1..).zip(rows) {
        for (column, text) in (CODE..).zip([indicator.code.as_str(), &indicator.label, &indicator.unit]) {
            pen.text(CellRef::new(at, column), text, &looks.text)?;
        }
        let most = [
            lines(&indicator.label, 2_060),
            lines(&indicator.unit, 680),
            lines(indicator.code.as_str(), 1_280),
        ];
        pen.height(at, most.into_iter().max().unwrap_or(1), SIZE)?;
        value(pen, CellRef::new(at, VALUE), (indicator, plan), looks)?;
        let before = if has_before(plan, indicator) {
            looks.value(State::Optional, indicator.kind)
        } else {
            &looks.text
        };
        pen.text(CellRef::new(at, BEFORE), "", before)?;
        for column in SOURCE..=NOTE {
            pen.text(CellRef::new(at, column), "", &looks.words)?;
        }
        rules.push(rule_of(plan, indicator));
    }
    rule::apply(pen, CellRef::new(1, VALUE), &rules)
}

/// Opens a value cell; one that follows from others says so.
pub(super) fn value(
    pen: &mut Pen,
    at: CellRef,
    (indicator, plan): (&Indicator, &Plan),
    looks: &mut Looks,
) -> Result<()> {
    pen.text(at, "", looks.value(plan.state(indicator), indicator.kind))?;
    plan.hints.get(indicator.code.as_str()).map_or(Ok(()), |hint| pen.note(at, hint))
}

/// What an indicator's cell takes.
pub(super) fn rule_of(plan: &Plan, indicator: &Indicator) -> Option<Rule> {
    let changes = plan.catalogue.relations.iter().any(|declared| match &declared.relation {
        Relation::Growth { change, .. } => *change.code() == indicator.code,
        _ => false,
    });
    Rule::of(indicator, if changes { Change::Yes } else { Change::No })
}

/// Whether a relation asks for last period's value.
fn has_before(plan: &Plan, indicator: &Indicator) -> bool {
    let before = |side: &Operand| matches!(side, Operand::Before(code) if *code == indicator.code);
    plan.catalogue.relations.iter().any(|declared| declared.relation.members().any(before))
}
