//! Formulas with the value each gives, from the cells they refer to.
//!
//! Only functions that Excel and LibreOffice share are used. What lacks a number is an empty text, so that a blank
//! or a `-` is never taken for 0.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::error::Result;
use crate::output::appendix::cells::{Cell, Form, Held};
use crate::output::sheet::{Look, Pen};
use crate::place::CellRef;

/// A formula, or a constant, with its value; none where a cell that it needs holds no number.
#[derive(Debug, Clone)]
pub(super) struct Formula {
    /// Empty for a constant.
    pub(super) text: String,
    pub(super) value: Option<Decimal>,
}

impl Formula {
    /// A number that no cell changes.
    pub(super) fn constant(value: Decimal) -> Self {
        Self { text: String::new(), value: Some(value) }
    }

    /// Writes it with its value, for readers that do not compute.
    pub(super) fn write(&self, pen: &mut Pen, at: CellRef, look: Option<&Look>) -> Result<()> {
        match self.value {
            Some(value) if self.text.is_empty() => pen.number(at, value, look),
            value => {
                let value = value.map(|value| plain(value).to_string()).unwrap_or_default();
                pen.formula(at, (&self.text, &value), look)
            }
        }
    }

    /// Rounded as a spreadsheet does, against the noise of binary fractions.
    pub(super) fn rounded(self, places: u32) -> Self {
        Self {
            text: format!("ROUND({},{places})", self.text),
            value: self.value.map(|value| round(value, places)),
        }
    }

    /// Only where the condition holds, which it does where there is a value.
    pub(super) fn guarded(self, condition: &str) -> Self {
        Self { text: format!("IF({condition},{},\"\")", self.text), ..self }
    }
}

/// A cell as a formula refers to it.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) name: String,
    sheet: &'static str,
    at: CellRef,
    held: Held,
    form: Form,
    pub(super) decimals: u32,
    pub(super) exact: bool,
    pub(super) factor: Decimal,
}

impl Term {
    /// A cell, as formulas on a sheet refer to it.
    pub(super) fn new(cell: &Cell, from: &str) -> Self {
        let away = cell.sheet != from;
        Self {
            name: if away { format!("'{}'!{}", cell.sheet, cell.at) } else { cell.at.to_string() },
            sheet: cell.sheet,
            at: cell.at,
            held: cell.held,
            form: cell.form,
            decimals: cell.decimals,
            exact: cell.exact,
            factor: cell.factor,
        }
    }

    /// How far off the true value may be: half a unit of the last printed place, nothing for a count.
    pub(super) fn half(&self) -> Decimal {
        let half = Decimal::try_new(5, self.decimals + 1).unwrap_or_default();
        if self.exact { Decimal::ZERO } else { (half * self.factor).normalize() }
    }

    /// The figure in the unit that the terms share.
    pub(super) fn amount(&self) -> Option<Decimal> {
        match self.held {
            Held::Number(number) => number.checked_mul(self.factor),
            Held::Items(count) => Some(Decimal::from(count)),
            Held::Dash | Held::Nothing => None,
        }
    }

    /// The same where the cell holds a number, which a list does not.
    pub(super) fn number(&self) -> Option<Decimal> {
        self.amount().filter(|_| self.form != Form::List)
    }

    /// The cell's figure as it is shown, in the unit that the terms share.
    pub(super) fn shown(&self) -> String {
        let cell = &self.name;
        if self.form == Form::List {
            return format!("LEN({cell})-LEN(SUBSTITUTE({cell},CHAR(10),\"\"))+1");
        }
        let number = self.scaled(self.hundredfold(cell));
        // a thousandfold figure is rounded three places earlier
        let zeros = self.factor.normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
        let places = i64::from(self.decimals) - i64::from(zeros);
        if self.exact { number } else { format!("ROUND({number},{places})") }
    }

    fn hundredfold(&self, cell: &str) -> String {
        if self.form == Form::Share { format!("100*{cell}") } else { cell.to_owned() }
    }

    fn scaled(&self, number: String) -> String {
        if self.factor == Decimal::ONE { number } else { format!("{}*{number}", self.factor) }
    }

    /// Whether the cell holds a figure, as a condition.
    fn is_filled(&self) -> String {
        match self.form {
            Form::List => format!("AND({0}<>\"\",{0}<>\"-\")", self.name),
            Form::Plain | Form::Share => format!("ISNUMBER({})", self.name),
        }
    }
}

/// Tells the terms in one unit: beside thousands, millions are a thousand each.
pub(super) fn in_one_unit(terms: &mut [Term]) {
    let least = terms.iter().map(|term| term.factor).min().unwrap_or(Decimal::ONE);
    for term in terms {
        term.factor = (term.factor / least).normalize();
    }
}

/// The figure of one cell.
pub(super) fn one(term: &Term) -> Formula {
    Formula { text: term.shown(), value: term.amount() }.guarded(&term.is_filled())
}

/// The sum of cells, each of them a number or `-`, which adds nothing.
pub(super) fn sum(terms: &[Term]) -> Formula {
    let numbers = terms.iter().filter(|term| term.held != Held::Dash).map(Term::number);
    let value = numbers.collect::<Option<Vec<_>>>().and_then(|numbers| add(&numbers));
    let plain = terms.iter().all(|term| term.form == Form::Plain && term.factor == Decimal::ONE);
    let text = if plain {
        format!("SUM({})", listed(terms))
    } else {
        // a text by itself cannot be multiplied, its sum is 0
        let addends = terms.iter().map(|term| term.scaled(term.hundredfold(&format!("SUM({})", term.name))));
        addends.collect::<Vec<_>>().join("+")
    };
    let sum = Formula { text, value };
    let places = most_decimals(terms);
    if plain && places == 0 { sum } else { sum.rounded(places) }
}

/// The sum of cells, where `least` of all the relation's are numbers.
pub(super) fn total(terms: &[Term], (all, least): (&[Term], usize)) -> Formula {
    let mut sum = sum(terms);
    sum.value = sum.value.filter(|_| all.iter().filter_map(Term::number).count() >= least);
    let enough = format!("COUNT({})>={least}", listed(all));
    sum.guarded(&format!("AND({enough},{})", all_there(terms)))
}

/// The sum of the rates of one whole: where all are 0 there was none.
pub(super) fn total_of_rates(terms: &[Term]) -> Formula {
    let total = total(terms, (terms, 2));
    let something = total.value.filter(|value| !value.is_zero());
    Formula { value: something, ..total }.guarded(&format!("{}<>0", sum(terms).text))
}

/// That every cell holds a number or `-`.
fn all_there(terms: &[Term]) -> String {
    let dashes: String = terms.iter().map(|term| format!("+({}=\"-\")", term.name)).collect();
    format!("COUNT({}){dashes}={}", listed(terms), terms.len())
}

/// The figure of one of these cells, where none of the others is missing either.
pub(super) fn among(one: &Term, terms: &[Term]) -> Formula {
    let there = terms.iter().all(|term| term.held == Held::Dash || term.number().is_some());
    let figure = Formula { text: one.shown(), value: one.amount().filter(|_| there) };
    figure.guarded(&format!("AND({},{})", one.is_filled(), all_there(terms)))
}

/// The sum of cells of which none may be missing.
pub(super) fn every(terms: &[Term]) -> Formula {
    let mut sum = sum(terms);
    sum.value = sum.value.filter(|_| terms.iter().all(|term| term.number().is_some()));
    sum.guarded(&format!("COUNT({})={}", listed(terms), terms.len()))
}

/// A column of the task table: a blank or `-` adds nothing, words leave the sum open.
pub(super) fn column(terms: &[Term]) -> Formula {
    let cells = listed(terms);
    let numbers: Vec<Decimal> = terms.iter().filter_map(Term::number).collect();
    let value = if numbers.is_empty() { None } else { add(&numbers) };
    let there = format!("COUNT({cells})>0,COUNTA({cells})=COUNT({cells})+COUNTIF({cells},\"-\")");
    Formula { text: format!("SUM({cells})"), value }.guarded(&format!("AND({there})"))
}

/// The difference of two cells.
pub(super) fn minus(now: &Term, before: &Term) -> Formula {
    let value = now.number().zip(before.number()).and_then(|(now, before)| now.checked_sub(before));
    let difference = Formula { text: format!("{}-{}", now.shown(), before.shown()), value };
    let places = now.decimals.max(before.decimals);
    difference.rounded(places).guarded(&format!("COUNT({},{})=2", now.name, before.name))
}

/// The cells' names, as a range where they stand in a line.
pub(super) fn listed(terms: &[Term]) -> String {
    let in_line = |down: u32, right: u16| {
        terms.iter().zip(terms.iter().skip(1)).all(|(one, next)| {
            one.sheet == next.sheet && CellRef::new(one.at.row + down, one.at.column + right) == next.at
        })
    };
    match terms {
        [first, .., last] if in_line(1, 0) || in_line(0, 1) => format!("{}:{}", first.name, last.at),
        _ => terms.iter().map(|term| term.name.as_str()).collect::<Vec<_>>().join(","),
    }
}

/// How far two figures may be apart: half a unit for each that is rounded.
pub(super) fn halves(terms: &[Term]) -> Formula {
    Formula::constant(terms.iter().map(Term::half).fold(Decimal::ZERO, Decimal::saturating_add))
}

/// How far sums may be apart: half a unit for every rounded figure that is there.
pub(super) fn allowed(terms: &[Term]) -> Formula {
    let rounded: Vec<&Term> = terms.iter().filter(|term| !term.exact).collect();
    let Some(first) = rounded.first() else { return Formula::constant(Decimal::ZERO) };
    let text = if rounded.iter().all(|term| term.half() == first.half()) {
        let names: Vec<&str> = rounded.iter().map(|term| term.name.as_str()).collect();
        format!("{}*COUNT({})", first.half(), names.join(","))
    } else {
        let halves = rounded.iter().map(|term| format!("{}*COUNT({})", term.half(), term.name));
        halves.collect::<Vec<_>>().join("+")
    };
    let there = rounded.iter().filter(|term| term.number().is_some()).map(|term| term.half());
    let value = there.fold(Decimal::ZERO, Decimal::saturating_add);
    Formula { text, value: Some(value) }.rounded(most_decimals(terms) + 1)
}

/// The most digits after the point that a term shows.
pub(super) fn most_decimals(terms: &[Term]) -> u32 {
    terms.iter().map(|term| term.decimals).max().unwrap_or(0)
}

/// The value rounded as a spreadsheet does: half away from zero.
pub(super) fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

fn add(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
}

/// Without zeros at the end, and without a minus before 0.
fn plain(value: Decimal) -> Decimal {
    if value.is_zero() { Decimal::ZERO } else { value.normalize() }
}
