//! Every relation between cells of the appendix as a row of the sheet `Kiểm tra`: its words, its sides, its verdict.

use rust_decimal::Decimal;

use crate::claims;
use crate::finding::say;
use crate::model::{Book, Catalogue, Relation, TaskColumn};
use crate::output::appendix::cells::{Cell, Cells, Form, Held};
use crate::output::appendix::formula::{self, Formula, Term, in_one_unit, listed, most_decimals};
use crate::output::appendix::share::Share;
use crate::output::appendix::tasks;
use crate::output::appendix::verdict::Test;

/// The places to which a quotient is computed; to fewer where rounded amounts leave it open anyway.
const PLACES: u32 = 10;
const FEWER: u32 = 9;
/// Places beyond those of the figures to which a difference is told: what a clerk types with more digits shows.
const MORE: u32 = 4;
/// With so many rounded figures the sum of their halves lies beyond what rounding plausibly explains.
const MANY: usize = 6;

/// A row of the sheet before it has its place there.
pub(super) struct Check {
    /// What it says.
    pub(super) words: String,
    pub(super) left: Formula,
    pub(super) right: Formula,
    pub(super) allowed: Allowed,
    pub(super) test: Test,
    /// The places to which the difference is computed.
    pub(super) places: u32,
    /// The digits after the point that the left side shows, and those of the right side and the difference.
    pub(super) decimals: [u32; 2],
}

/// How far apart the sides may be.
#[derive(Debug, Clone)]
pub(super) enum Allowed {
    /// So far, either way.
    Even(Formula),
    /// As far as a rate with this half unit lies from the least and the greatest one that its amounts may have.
    Span { half: Decimal, span: [Formula; 2] },
}

/// Every relation of the book between cells: the task table's, then the catalogue's in its order.
pub(super) fn checks(cells: &Cells, rows: &[tasks::Line], book: &Book, catalogue: &Catalogue) -> Vec<Check> {
    let mut checks = task_table(cells, rows);
    for declared in &catalogue.relations {
        let relation = &declared.relation;
        let sides = relation.bind(|side| cells.side(side).ok_or(()));
        let Ok(sides) = sides else { continue };
        let filled = sides.members().any(|cell| matches!(cell.held, Held::Number(_) | Held::Items(_)));
        if filled && claims::is_held(book, relation) {
            of(&sides, &mut checks);
        }
    }
    checks
}

/// The task table: each column adds up to its total row, each row crosses.
fn task_table(cells: &Cells, rows: &[tasks::Line]) -> Vec<Check> {
    let mut checks = Vec::new();
    let last = rows.iter().position(|row| row.total).unwrap_or(0);
    for (column, name) in TaskColumn::ALL.into_iter().enumerate() {
        let rows = cells.tasks.iter().take(last);
        let parts: Vec<Term> = rows.filter_map(|row| row.get(column)).map(term).collect();
        let total = cells.tasks.get(last).and_then(|row| row.get(column)).map(term);
        if let Some(total) = total.filter(|total| !parts.is_empty() && total.amount().is_some()) {
            let words = say("APPENDIX", "column", &[("column", name.label())]);
            let sides = (formula::one(&total), formula::column(&parts));
            checks.push(Check::within(words, sides, (formula::halves(&[]), &[])));
        }
    }
    for (row, line) in cells.tasks.iter().zip(rows) {
        let [total, parts @ ..] = row;
        if row.iter().any(|cell| matches!(cell.held, Held::Number(_))) {
            let words = say("APPENDIX", "row", &[("row", line.label)]);
            let sides = (formula::one(&term(total)), formula::every(&parts.each_ref().map(term)));
            checks.push(Check::within(words, sides, (formula::halves(&[]), &[])));
        }
    }
    checks
}

/// The rows of a relation: one, or one for each pair that it holds between.
fn of(relation: &Relation<&Cell>, checks: &mut Vec<Check>) {
    match relation {
        Relation::Sum { total, parts } => {
            let words = told("sum", &[("total", &[*total]), ("parts", parts)]);
            let all = in_unit(relation.members());
            if let [total, parts @ ..] = all.as_slice() {
                let sides = (formula::one(total), formula::total(parts, (parts, 1)));
                let check = Check::within(words, sides, (formula::allowed(&all), &all));
                checks.push(Check { test: likely(&all), ..check });
            }
        }
        Relation::Flow { incoming, outgoing } => {
            let words = told("flow", &[("incoming", incoming), ("outgoing", outgoing)]);
            let all = in_unit(relation.members());
            let (came, went) = all.split_at_checked(incoming.len()).unwrap_or_default();
            // where something came in, nothing need have gone out
            let sides = (formula::total(came, (came, 1)), formula::total(went, (&all, 2)));
            checks.push(Check::within(words, sides, (formula::allowed(&all), &all)));
        }
        Relation::Complement { rates } => {
            let words = told("complement", &[("rates", rates)]);
            let rates = in_unit(rates);
            let sides = (formula::total_of_rates(&rates), Formula::constant(Decimal::ONE_HUNDRED));
            let allowed = formula::allowed(&rates);
            checks.push(Check { test: likely(&rates), ..Check::within(words, sides, (allowed, &rates)) });
        }
        Relation::Ratio { rate, part, whole } => {
            let words = told("ratio", &[("rate", &[*rate]), ("part", &[*part]), ("whole", &[*whole])]);
            if let [part, whole] = in_unit([part, whole]).as_slice() {
                checks.push(rounding(words, &term(rate), &Share { part, less: None, whole }));
            }
        }
        Relation::Growth { change, now, before } => checks.extend(growth(change, now, before)),
        Relation::AtMost { smaller, larger } => {
            checks.extend(pair("at-most", (smaller, larger), Test::AtMost))
        }
        Relation::PartOf { whole, parts } => {
            let bounded = |part: &&Cell| {
                let check = pair("at-most", (part, whole), Test::AtMost)?;
                Some(if parts.len() > 1 { check.among(part, (whole, parts)) } else { check })
            };
            checks.extend(parts.iter().filter_map(bounded));
        }
        Relation::Equal { figures } => {
            for (index, one) in figures.iter().enumerate() {
                let others = figures.iter().skip(index + 1);
                checks.extend(others.filter_map(|other| pair("equal", (one, other), Test::Within)));
            }
        }
        // no form states them: they stand in prose
        Relation::Multiple { .. } | Relation::Product { .. } => {}
    }
}

/// Two figures, each in one cell.
fn pair(way: &str, (one, other): (&Cell, &Cell), test: Test) -> Option<Check> {
    let words = told(way, &[("one", &[one]), ("other", &[other])]);
    let terms = in_unit([&one, &other]);
    let [left, right] = terms.as_slice() else { return None };
    let (sides, allowed) = ((formula::one(left), formula::one(right)), formula::halves(&terms));
    Some(Check { test, ..Check::within(words, sides, (allowed, &terms)) })
}

/// A change since last period: the difference itself, or what it is of last period's figure in percent.
fn growth(change: &Cell, now: &Cell, before: &Cell) -> Option<Check> {
    let relative = change.percent && !now.percent;
    let way = if relative { "growth-percent" } else { "growth" };
    let words = told(way, &[("change", &[change]), ("now", &[now]), ("before", &[before])]);
    let in_percent = in_unit([&now, &before]);
    let [part, whole] = in_percent.as_slice() else { return None };
    let share = Share { part, less: Some(whole), whole };
    if relative {
        return Some(rounding(words, &term(change), &share));
    }
    let terms = in_unit([&change, &now, &before]);
    let [printed, to, from] = terms.as_slice() else { return None };
    let sides = (formula::one(printed), formula::minus(to, from));
    // Many write "tăng 0,10%" for percentage points, so between two rates both readings are tried.
    let test = if change.percent { share.or_relative(printed) } else { Test::Within };
    Some(Check { test, ..Check::within(words, sides, (formula::halves(&terms), &terms)) })
}

/// A rate of exact counts is their quotient's rounding; one of rounded amounts lies among those they may have.
fn rounding(words: String, rate: &Term, share: &Share) -> Check {
    let exact = share.is_exact();
    let places = if exact { PLACES } else { FEWER };
    let half = Decimal::try_new(5, rate.decimals + 1).unwrap_or_default();
    let (allowed, test) = if exact {
        (Allowed::Even(Formula::constant(half)), Test::Rounding(rate.decimals))
    } else {
        (Allowed::Span { half: rate.half(), span: share.span() }, Test::Within)
    };
    let (left, right) = (formula::one(rate), share.guarded(places));
    Check { words, left, right, allowed, test, places, decimals: [rate.decimals, rate.decimals + 2] }
}

/// Whether the sides are closer than rounding hardly explains, where many figures are rounded at one place.
fn likely(terms: &[Term]) -> Test {
    let alike = |term: &Term| !term.exact && terms.iter().all(|other| other.half() == term.half());
    match terms.first().filter(|first| terms.len() >= MANY && alike(first)) {
        Some(first) => {
            let there = terms.iter().filter(|term| term.number().is_some()).count();
            let text = format!("COUNT({})", listed(terms));
            let rounded = Formula { text, value: Some(Decimal::from(there)) };
            Test::Likely { unit: (first.half() * Decimal::TWO).normalize(), rounded }
        }
        None => Test::Within,
    }
}

impl Check {
    /// The same for a part beside others: the relation is open while one of them is missing.
    fn among(self, part: &&Cell, (whole, parts): (&Cell, &[&Cell])) -> Self {
        let terms = in_unit(parts.iter().chain([part, &whole]));
        match terms.as_slice() {
            [parts @ .., part, _] => Self { left: formula::among(part, parts), ..self },
            _ => self,
        }
    }

    /// Two sides that differ by no more than is allowed, from these terms.
    fn within(
        words: String,
        (left, right): (Formula, Formula),
        (allowed, terms): (Formula, &[Term]),
    ) -> Self {
        let decimals = most_decimals(terms);
        let allowed = Allowed::Even(allowed);
        Self {
            words,
            left,
            right,
            allowed,
            test: Test::Within,
            places: decimals + MORE,
            decimals: [decimals; 2],
        }
    }
}

/// The words of a relation, from its sides by their names.
fn told(way: &str, sides: &[(&str, &[&Cell])]) -> String {
    let cells = || sides.iter().flat_map(|(_, cells)| cells.iter());
    let sheet = cells().next().map(|first| first.sheet);
    let one_sheet = cells().all(|cell| Some(cell.sheet) == sheet);
    let named = |cells: &[&Cell]| {
        let mut words = String::with_capacity(64 * cells.len());
        for (index, cell) in cells.iter().enumerate() {
            let list = if cell.form == Form::List { " (số mục)" } else { "" };
            words.extend([if index > 0 { " + “" } else { "“" }, &cell.label, "”", list]);
            if !one_sheet {
                words.extend([" (", cell.sheet, ")"]);
            }
        }
        words
    };
    let facts: Vec<(&str, String)> = sides.iter().map(|(key, cells)| (*key, named(cells))).collect();
    let facts: Vec<(&str, &str)> = facts.iter().map(|(key, words)| (*key, words.as_str())).collect();
    say("APPENDIX", way, &facts)
}

/// A cell as another sheet refers to it.
fn term(cell: &Cell) -> Term {
    Term::new(cell, "")
}

/// Cells as terms in one unit.
fn in_unit<'c>(cells: impl IntoIterator<Item = &'c &'c Cell<'c>>) -> Vec<Term> {
    let mut terms: Vec<Term> = cells.into_iter().map(|cell| term(cell)).collect();
    in_one_unit(&mut terms);
    terms
}
