//! What each named cell of an appendix says today: what is put into it, and what has to be left to the author.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::element::Content;
use crate::claim::{NamedState, NamedTie};
use crate::claims::{ties, today};
use crate::finding::say;
use crate::model::{Book, Catalogue, Code, Value, day};
use crate::num::{CellText, Figure, parse_cell};
use crate::output::linked::{Left, Replaced};
use crate::place::Place;
use crate::workbook::{Placed, Spot};

/// What an appendix's names ask for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// In the order of their cells.
    pub(super) replaced: Vec<(Replaced, Content)>,
    pub(super) left: Vec<Left>,
}

/// Today's figures of every named cell.
pub(super) fn plan(placed: &Placed, book: &Book, catalogue: &Catalogue) -> Plan {
    let named = ties(&placed.appendix, book, catalogue);
    let shared: HashSet<&Place> = named.shared.iter().map(|(place, _)| place).collect();
    let choices = catalogue.form.iter().filter(|row| row.choice.is_some());
    let choices = choices.filter_map(|row| row.indicator.as_ref()).collect();
    let planner = Planner { placed, book, catalogue, shared, choices };
    let mut plan = Plan::default();
    for tie in named.ties.iter().filter(|tie| tie.state != NamedState::Held) {
        match planner.asked(tie) {
            Ok(content) => plan.replaced.push((replaced(tie), content)),
            // what the workbook does not say is not missed
            Err(_) if tie.today.is_empty() && tie.found.is_empty() => {}
            Err(why) => plan.left.push(left(why, tie)),
        }
    }
    plan.replaced.sort_by(|(one, _), (other, _)| one.place.cmp(&other.place));
    plan
}

struct Planner<'a> {
    placed: &'a Placed,
    book: &'a Book,
    catalogue: &'a Catalogue,
    /// The cells of several names.
    shared: HashSet<&'a Place>,
    /// The questions whose answers have rows of their own.
    choices: HashSet<&'a Code>,
}

impl Planner<'_> {
    /// What is put into the cell, or why nothing is.
    fn asked(&self, tie: &NamedTie) -> Result<Content, &'static str> {
        match tie.state {
            NamedState::Gone | NamedState::Other => return Err("gone"),
            NamedState::Missing => return Err("missing"),
            _ if self.shared.contains(&tie.place) => return Err("shared"),
            _ => {}
        }
        let spot = self.placed.spots.get(&tie.place).ok_or("place")?;
        let (value, _) = today(&tie.side, self.book);
        if value.is_filled() && self.is_choice(tie) {
            return Err("choice");
        }
        let (style, is_formula) = match spot {
            Spot::Cell(cell) => (cell.style, cell.formula.is_some()),
            Spot::Room { style, .. } => (*style, false),
        };
        let in_percent = self.placed.is_hundredfold(style);
        if matches!(value, Value::Figure(figure) if in_percent && !figure.is_percent()) {
            return Err("look");
        }
        match content(value, in_percent) {
            Content::Number(number) => Ok(Content::Number(number)),
            _ if is_formula => Err("formula"),
            other => Ok(other),
        }
    }

    /// Whether an answer has a row of its own in the form, and the cell's row may be another one's: it is that of the
    /// answer which stands there.
    fn is_choice(&self, tie: &NamedTie) -> bool {
        let code = tie.side.code();
        let is_answer = || match parse_cell(&tie.found) {
            CellText::Figure { figure, .. } => {
                self.catalogue.indicator(code.as_str()).is_some_and(|indicator| indicator.allows(&figure))
            }
            CellText::Blank | CellText::NotApplicable => true,
            CellText::Text(_) => false,
        };
        self.choices.contains(code) && is_answer()
    }
}

/// A value as a cell holds it, a percentage as the share that a percent format shows.
fn content(value: &Value, hundredfold: bool) -> Content {
    let share = |figure: &Figure| match hundredfold {
        true => figure.value().checked_mul(Decimal::new(1, 2)),
        false => Some(figure.value()),
    };
    match value {
        Value::Blank => Content::Blank,
        Value::NotApplicable => Content::Text("-".to_owned()),
        Value::Figure(figure) => match share(figure).filter(|_| figure.is_bare()) {
            Some(number) => Content::Number(number.normalize()),
            None => Content::Text(figure.to_string()),
        },
        Value::Date(date) => Content::Text(day(*date)),
        Value::Items(items) => Content::Text(items.join("\n")),
        Value::Text(words) => Content::Text(words.clone()),
    }
}

fn replaced(tie: &NamedTie) -> Replaced {
    let told = |text: &String| if text.is_empty() { say("NAMED", "blank", &[]) } else { text.clone() };
    Replaced {
        label: tie.label.clone(),
        old: told(&tie.found),
        new: told(&tie.today),
        cells: tie.cell.iter().cloned().collect(),
        place: tie.place.clone(),
    }
}

/// Something that is left to the author, and why.
pub(super) fn left(why: &str, tie: &NamedTie) -> Left {
    let cell = tie.cell.as_ref().map_or_else(|| say("NAMED", "computed", &[]), ToString::to_string);
    let blank = say("NAMED", "blank", &[]);
    let today = if tie.today.is_empty() { &blank } else { &tie.today };
    let facts = [
        ("label", tie.label.as_str()),
        ("name", &tie.name),
        ("today", today),
        ("cell", &cell),
        ("shown", &tie.found),
    ];
    Left { place: tie.place.clone(), message: say("NAMED", why, &facts) }
}
