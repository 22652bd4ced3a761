//! Totals and rates that follow from other cells of the form become formulas.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Book, Catalogue, Code, Operand, Origin, Relation, Weight};
use crate::num;
use crate::output::appendix::table::Line;
use crate::output::derivation::Derivation;
use crate::output::sheet::form;
use crate::place::CellRef;

/// The formula of each line that has one; `first` is the row of the first line.
///
/// A formula stands only where it gives exactly the value shown: a figure that does not agree stays as typed.
pub(super) fn formulas(
    lines: &[Line],
    book: &Book,
    catalogue: &Catalogue,
    first: u32,
) -> Vec<Option<String>> {
    let cells = Cells::new(lines, first);
    let mut derivation = Derivation::new();
    let mut formulas = vec![None; lines.len()];
    for reading in readings(book, catalogue) {
        let Some((target, sources, formula)) = cells.formula(&reading) else { continue };
        if sourced(book, reading.target) || !derivation.accept(target, sources) {
            continue;
        }
        if let Some(slot) = formulas.get_mut(target) {
            *slot = Some(formula);
        }
    }
    formulas
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

/// Every way to compute an indicator, those that filled a blank cell first.
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
    first.chain(must.flat_map(|declared| ways(&declared.relation))).collect()
}

/// The ways to read a relation as a formula. Only figures of this period have cells here.
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

/// Whether a figure was taken from an outside system, which no formula of ours repeats.
fn sourced(book: &Book, code: &Code) -> bool {
    book.entry(code.as_str()).is_some_and(|entry| !entry.source.is_empty())
}

/// The lines by the indicator whose value they hold.
struct Cells<'a> {
    lines: &'a [Line<'a>],
    places: BTreeMap<&'a Code, usize>,
    first: u32,
}

/// A number of the form and its cell.
struct Cell {
    line: usize,
    value: Decimal,
    name: CellRef,
}

impl<'a> Cells<'a> {
    fn new(lines: &'a [Line<'a>], first: u32) -> Self {
        let mut places = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            if let (Some(indicator), Some(None)) = (line.indicator, line.row.map(|row| row.choice)) {
                places.entry(&indicator.code).or_insert(index);
            }
        }
        Self { lines, places, first }
    }

    fn cell(&self, code: &Code) -> Option<Cell> {
        let line = *self.places.get(code)?;
        let value = self.lines.get(line)?.number()?;
        let row = self.first.checked_add(u32::try_from(line).ok()?)?;
        Some(Cell { line, value, name: CellRef::new(row, form::VALUE) })
    }

    /// The line, the lines it is computed from and the formula, where all are numbers here and it gives the
    /// value shown.
    fn formula(&self, reading: &Reading) -> Option<(usize, Vec<usize>, String)> {
        let target = self.cell(reading.target)?;
        let codes = match &reading.way {
            Way::Sum(codes) | Way::Rest(codes) => codes.clone(),
            Way::Percent(part, whole) => vec![*part, *whole],
            Way::Same(code) => vec![*code],
        };
        let sources = codes.into_iter().map(|code| self.cell(code)).collect::<Option<Vec<Cell>>>()?;
        let (value, text) = reading.way.compute(&sources, target.value.scale())?;
        let lines = sources.iter().map(|cell| cell.line).collect();
        (value == target.value).then_some((target.line, lines, text))
    }
}

impl Way<'_> {
    /// The value at so many decimals, and the formula that gives it.
    fn compute(&self, cells: &[Cell], decimals: u32) -> Option<(Decimal, String)> {
        let sum = || cells.iter().try_fold(Decimal::ZERO, |sum, cell| sum.checked_add(cell.value));
        let (value, text) = match (self, cells) {
            (Self::Percent(..), [part, whole]) => {
                let value = num::percent(part.value, whole.value, decimals)?;
                return Some((value, format!("ROUND(100*{}/{},{decimals})", part.name, whole.name)));
            }
            (Self::Same(_), [cell]) => (cell.value, cell.name.to_string()),
            (Self::Sum(_), [_, ..]) => (sum()?, added(cells)),
            (Self::Rest(_), [_, ..]) => {
                let value = Decimal::ONE_HUNDRED.checked_sub(sum()?)?;
                (value, format!("100-{}", joined(cells, "-")))
            }
            _ => return None,
        };
        if value.normalize().scale() == 0 && cells.iter().all(|cell| cell.value.normalize().scale() == 0) {
            return Some((value, text));
        }
        // Binary fractions do not add up exactly: what is shown is rounded.
        let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        Some((rounded, format!("ROUND({text},{decimals})")))
    }
}

/// A sum, as a range where the cells stand one below the other.
fn added(cells: &[Cell]) -> String {
    let adjacent =
        cells.iter().zip(cells.iter().skip(1)).all(|(one, next)| one.name.row + 1 == next.name.row);
    match (cells.first(), cells.last()) {
        (Some(first), Some(last)) if adjacent && cells.len() > 1 => {
            format!("SUM({}:{})", first.name, last.name)
        }
        _ => joined(cells, "+"),
    }
}

fn joined(cells: &[Cell], sign: &str) -> String {
    let names: Vec<String> = cells.iter().map(|cell| cell.name.to_string()).collect();
    names.join(sign)
}
