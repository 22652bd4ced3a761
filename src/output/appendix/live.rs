//! Figures that the workbook computed, or left blank for us to compute, become formulas.
//!
//! What a clerk typed stays as typed: a formula in its place would agree with its parts whatever they are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{Book, Catalogue, Code, Operand, Origin, Relation, TaskColumn, Weight, sheets};
use crate::output::appendix::cells::{Cell, Cells, Held};
use crate::output::appendix::formula::{self, Formula, Term, in_one_unit};
use crate::output::appendix::share::Share;
use crate::output::derivation::Derivation;
use crate::place::CellRef;

/// The formulas by the sheet and the cell they stand in.
pub(super) type Live = BTreeMap<(&'static str, CellRef), Formula>;

/// The formula of each cell that has one: only where it gives exactly the value shown.
pub(super) fn formulas(cells: &Cells, book: &Book, catalogue: &Catalogue) -> Live {
    let mut derivation = Derivation::new();
    let mut live = totals(cells, book, catalogue, &mut derivation);
    for reading in readings(book, catalogue) {
        let Some((target, formula)) = reading.formula(cells) else { continue };
        if derivation.accept(reading.target, reading.way.sources()) {
            live.insert((target.sheet, target.at), formula);
        }
    }
    live
}

/// The totals of the task table from its rows.
fn totals<'a>(
    cells: &Cells,
    book: &Book,
    catalogue: &'a Catalogue,
    derivation: &mut Derivation<&'a Code>,
) -> Live {
    let mut live = Live::new();
    for (column, name) in TaskColumn::ALL.into_iter().enumerate() {
        let Some(code) = catalogue.task_total(name).filter(|code| is_computed(book, code)) else { continue };
        let Some(total) = cells.now(code) else { continue };
        let rows =
            cells.tasks.iter().filter_map(|row| row.get(column)).filter(|cell| cell.at.row < total.at.row);
        let terms: Vec<Term> = rows.map(|cell| Term::new(cell, total.sheet)).collect();
        let formula = formula::column(&terms);
        if total.sheet == sheets::TASKS && formula.value == total.number() && total.number().is_some() {
            derivation.accept(code, Vec::new());
            live.insert((total.sheet, total.at), formula);
        }
    }
    live
}

/// Whether nobody typed it.
fn is_computed(book: &Book, code: &Code) -> bool {
    book.entry(code.as_str()).is_some_and(|entry| entry.origin != Origin::Typed && entry.source.is_empty())
}

/// One way to compute an indicator.
struct Reading<'a> {
    target: &'a Code,
    way: Way<'a>,
}

enum Way<'a> {
    Sum(Vec<&'a Code>),
    Percent(&'a Code, &'a Code),
    Rest(Vec<&'a Code>),
    Same(&'a Code),
}

/// Every way to compute an indicator that is computed, those that filled a blank cell first.
fn readings<'a>(book: &'a Book, catalogue: &'a Catalogue) -> Vec<Reading<'a>> {
    let filled = book.entries.iter().filter_map(|(code, entry)| match entry.origin {
        Origin::Derived(relation) => Some((code, relation)),
        Origin::Typed | Origin::Formula => None,
    });
    let first = filled.flat_map(|(code, relation)| {
        let declared = catalogue.relations.get(relation);
        let all = declared.map(|declared| ways(&declared.relation)).unwrap_or_default();
        all.into_iter().filter(move |reading| reading.target == code)
    });
    let must = catalogue.relations.iter().filter(|declared| declared.weight == Weight::Must);
    let all = first.chain(must.flat_map(|declared| ways(&declared.relation)));
    all.filter(|reading| is_computed(book, reading.target)).collect()
}

/// The ways to read a relation as a formula, from figures of this period.
fn ways(relation: &Relation<Operand>) -> Vec<Reading<'_>> {
    if relation.members().any(|side| matches!(side, Operand::Before(_))) {
        return Vec::new();
    }
    match relation {
        Relation::Sum { total, parts } => {
            vec![Reading { target: total.code(), way: Way::Sum(parts.iter().map(Operand::code).collect()) }]
        }
        Relation::Ratio { rate, part, whole } => {
            vec![Reading { target: rate.code(), way: Way::Percent(part.code(), whole.code()) }]
        }
        Relation::Complement { rates } => rates.iter().rev().map(|rate| rest(rate.code(), rates)).collect(),
        Relation::Equal { figures } => same(figures),
        _ => Vec::new(),
    }
}

/// A rate as what the others leave of 100%.
fn rest<'a>(rate: &'a Code, rates: &'a [Operand]) -> Reading<'a> {
    let others = rates.iter().map(Operand::code).filter(|other| *other != rate);
    Reading { target: rate, way: Way::Rest(others.collect()) }
}

/// Each figure as each other one: the later from the earlier first, then the reverse.
fn same(figures: &[Operand]) -> Vec<Reading<'_>> {
    let codes: Vec<&Code> = figures.iter().map(Operand::code).collect();
    let pairs = |later: usize| codes.iter().take(later).map(move |earlier| (later, *earlier));
    let forward: Vec<(&Code, &Code)> = (0..codes.len())
        .flat_map(pairs)
        .filter_map(|(later, earlier)| Some((*codes.get(later)?, earlier)))
        .collect();
    let backward = forward.iter().map(|(later, earlier)| (*earlier, *later));
    forward
        .iter()
        .copied()
        .chain(backward)
        .map(|(target, source)| Reading { target, way: Way::Same(source) })
        .collect()
}

impl<'a> Reading<'a> {
    /// The cell and its formula, where all are numbers in cells and it gives the value shown.
    fn formula<'c>(&self, cells: &'c Cells) -> Option<(&'c Cell<'c>, Formula)> {
        let target = cells.now(self.target)?;
        let number = target.number()?;
        let term = |code: &Code| {
            let cell = cells.now(code).filter(|cell| matches!(cell.held, Held::Number(_)))?;
            Some(Term::new(cell, target.sheet))
        };
        let mut terms = self.way.sources().into_iter().map(term).collect::<Option<Vec<Term>>>()?;
        in_one_unit(&mut terms);
        let formula = self.way.formula(&terms, number.scale())?;
        (formula.value == Some(number)).then_some((target, formula))
    }
}

impl<'a> Way<'a> {
    fn sources(&self) -> Vec<&'a Code> {
        match self {
            Self::Sum(codes) | Self::Rest(codes) => codes.clone(),
            Self::Percent(part, whole) => vec![*part, *whole],
            Self::Same(code) => vec![*code],
        }
    }

    /// The formula for a figure of so many decimals.
    fn formula(&self, terms: &[Term], decimals: u32) -> Option<Formula> {
        Some(match (self, terms) {
            (Self::Percent(..), [part, whole]) => Share { part, less: None, whole }.percent(decimals),
            (Self::Same(_), [cell]) => Formula { text: cell.shown(), value: cell.amount() },
            (Self::Sum(_), [_, ..]) => added(terms),
            (Self::Rest(_), [_, ..]) => {
                let sum = added(terms);
                let value = sum.value.and_then(|sum| Decimal::ONE_HUNDRED.checked_sub(sum));
                Formula { text: format!("100-{}", sum.text), value }.rounded(decimals)
            }
            _ => return None,
        })
    }
}

fn added(terms: &[Term]) -> Formula {
    match terms {
        [one] => Formula { text: one.shown(), value: one.amount() },
        several => formula::sum(several),
    }
}
