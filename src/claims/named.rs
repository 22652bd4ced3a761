//! The named cells of an appendix, each held against what the workbook says of its indicator: exactly, and by the name,
//! wherever the cell stands.

use std::collections::{BTreeMap, HashSet};

use crate::claim::{NamedState, NamedTie, NamedTies};
use crate::finding::say;
use crate::model::{
    Appendix, Book, Catalogue, Code, Entry, Home, Indicator, NamedCell, Operand, Said, Target, Value,
    cell_name, day,
};
use crate::num::{CellText, Figure, nfc, parse_cell};
use crate::place::Place;

/// Holds an appendix against a workbook.
pub(crate) fn ties(appendix: &Appendix, book: &Book, catalogue: &Catalogue) -> NamedTies {
    let mut ties = NamedTies::default();
    let mut met: HashSet<&Operand> = HashSet::new();
    let mut by_cell: BTreeMap<&Place, Vec<&NamedCell>> = BTreeMap::new();
    for cell in &appendix.cells {
        if let Target::Cell(place, _) = &cell.target {
            by_cell.entry(place).or_default().push(cell);
        }
        let known = cell.side.as_ref().and_then(|side| Some((side, indicator(side, catalogue)?)));
        match known {
            Some((side, indicator)) => {
                met.insert(side);
                ties.ties.push(tie(cell, (side, indicator), book));
            }
            None => ties.unknown.push(cell.name.clone()),
        }
    }
    for side in expected(book, catalogue).into_iter().filter(|side| !met.contains(side)) {
        let Some(indicator) = indicator(&side, catalogue) else { continue };
        let tie = Seen { side: &side, indicator, book }.tie(cell_name(&side), Place::Workbook);
        ties.ties.push(NamedTie { state: NamedState::Missing, ..tie });
    }
    let several = by_cell.into_iter().filter(|(_, cells)| cells.len() > 1);
    let names = |cells: Vec<&NamedCell>| cells.iter().map(|cell| cell.name.clone()).collect();
    ties.shared = several.map(|(place, cells)| (place.clone(), names(cells))).collect();
    ties
}

/// What a workbook says of an indicator, in this period or the last, and its cell.
pub(crate) fn today<'b>(side: &Operand, book: &'b Book) -> (&'b Value, Option<&'b Place>) {
    let entry = book.entry(side.code().as_str());
    match (side, entry) {
        (Operand::Now(_), Some(Entry { value, place, .. })) => (value, place.as_ref()),
        (Operand::Before(_), Some(Entry { previous: Some(given), .. })) => (&given.value, Some(&given.place)),
        _ => (&Value::Blank, None),
    }
}

fn indicator<'c>(side: &Operand, catalogue: &'c Catalogue) -> Option<&'c Indicator> {
    catalogue.indicator(side.code().as_str())
}

/// Every value that an appendix of this workbook has a named cell for.
fn expected(book: &Book, catalogue: &Catalogue) -> Vec<Operand> {
    let rows: HashSet<&Code> =
        book.form.iter().filter_map(|line| catalogue.form.get(line.row?)?.indicator.as_ref()).collect();
    let mut expected = Vec::new();
    for (code, entry) in &book.entries {
        let Some(indicator) = catalogue.indicator(code.as_str()) else { continue };
        let has_row = indicator.home != Home::Form || rows.contains(code);
        if entry.value.is_filled() && has_row {
            expected.push(Operand::Now(code.clone()));
        }
        let before = entry.previous.as_ref().map(|given| &given.value);
        if indicator.home == Home::Figures
            && matches!(before, Some(Value::Figure(figure)) if figure.is_bare())
        {
            expected.push(Operand::Before(code.clone()));
        }
    }
    expected
}

/// An indicator that is looked at, in this period or the last.
struct Seen<'a> {
    side: &'a Operand,
    indicator: &'a Indicator,
    book: &'a Book,
}

impl Seen<'_> {
    /// What is known of it before its cell is read.
    fn tie(&self, name: String, place: Place) -> NamedTie {
        let (value, cell) = today(self.side, self.book);
        let label = self.indicator.label.as_str();
        let label = match self.side {
            Operand::Now(_) => label.to_owned(),
            Operand::Before(_) => say("NAMED", "before", &[("label", label)]),
        };
        NamedTie {
            side: self.side.clone(),
            label,
            name,
            found: String::new(),
            today: printed(value),
            cell: cell.cloned(),
            place,
            state: NamedState::Held,
        }
    }
}

fn tie(cell: &NamedCell, (side, indicator): (&Operand, &Indicator), book: &Book) -> NamedTie {
    let seen = Seen { side, indicator, book };
    let name = cell.name.clone();
    match &cell.target {
        Target::Cell(place, said) => {
            let (value, _) = today(side, book);
            let (found, state) = held(said, value);
            NamedTie { found, state, ..seen.tie(name, place.clone()) }
        }
        Target::Gone => NamedTie { state: NamedState::Gone, ..seen.tie(name, Place::Workbook) },
        Target::Other(found) => {
            let found = found.clone();
            NamedTie { found, state: NamedState::Other, ..seen.tie(name, Place::Workbook) }
        }
    }
}

/// What a cell prints, and what that is to the workbook's value.
fn held(said: &Said, value: &Value) -> (String, NamedState) {
    let state = |is_same| if is_same { NamedState::Held } else { NamedState::Differs };
    match (said, value) {
        (Said::Error(error), _) => (error.clone(), NamedState::Error),
        (Said::NotCalculated, _) => (say("NAMED", "not-calculated", &[]), NamedState::NotCalculated),
        (Said::Blank, _) => (String::new(), state(!value.is_filled())),
        (Said::Date(date), Value::Date(today)) => (day(*date), state(date == today)),
        (Said::Date(date), _) => (day(*date), NamedState::Differs),
        (Said::Figure { shown, kept }, Value::Figure(today)) => {
            // where the unit column says `%`, the cell need not
            let found = if today.is_percent() { Figure::percent(shown.value()) } else { *shown };
            let is_percent = shown.is_percent() && !today.is_percent();
            let is_same = today.is_bare() && !is_percent && [shown.value(), *kept].contains(&today.value());
            (found.to_string(), state(is_same))
        }
        (Said::Figure { shown, .. }, _) => (shown.to_string(), NamedState::Differs),
        (Said::Text(text), Value::Figure(today)) => (text.clone(), words(text, today)),
        (Said::Text(text), Value::NotApplicable) => {
            (text.clone(), state(parse_cell(text) == CellText::NotApplicable))
        }
        (Said::Text(text), _) => (text.clone(), state(lines(text) == lines(&printed(value)))),
    }
}

/// What words are to a figure: its own, where no number can stand for it.
fn words(text: &str, today: &Figure) -> NamedState {
    let own = text == today.to_string();
    match parse_cell(text) {
        _ if own && !today.is_bare() => NamedState::Held,
        CellText::Figure { figure, .. }
            if figure.amount() == today.amount() && figure.qualifier() == today.qualifier() =>
        {
            NamedState::SameInWords
        }
        _ => NamedState::Words,
    }
}

/// A value as an appendix prints it, a list one item a line.
fn printed(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::NotApplicable => "-".to_owned(),
        Value::Figure(figure) => figure.to_string(),
        Value::Date(date) => day(*date),
        Value::Items(items) => items.join("\n"),
        Value::Text(words) => words.clone(),
    }
}

/// The lines of a text, without what does not print.
fn lines(text: &str) -> Vec<String> {
    let composed = nfc(text);
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    composed.lines().map(line).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::parse;
    use chrono::NaiveDate;

    fn figure(text: &str) -> Figure {
        parse(text).unwrap()
    }

    fn said(text: &str) -> Said {
        Said::Figure { shown: figure(text), kept: figure(text).value() }
    }

    #[test]
    fn a_cell_is_held_to_the_figure_it_prints_or_keeps() {
        let whole =
            |text: &str, kept: &str| Said::Figure { shown: figure(text), kept: kept.parse().unwrap() };
        for (said, today, state) in [
            (said("1.555"), "1.555", NamedState::Held),
            (said("1.556"), "1.555", NamedState::Differs),
            (said("44,8"), "44,8%", NamedState::Held),
            (said("44,8%"), "44,8%", NamedState::Held),
            (whole("44,9", "44.85"), "44,85%", NamedState::Held),
            (whole("44,9", "44.9"), "44,85%", NamedState::Differs),
            (Said::Text("hơn 20".to_owned()), "hơn 20", NamedState::Held),
            (Said::Text("hơn 20".to_owned()), "21", NamedState::Words),
            (Said::Text("1.555".to_owned()), "1.555", NamedState::SameInWords),
            (Said::Text("1555".to_owned()), "1.555", NamedState::SameInWords),
            (said("20"), "hơn 20", NamedState::Differs),
            (said("20%"), "20", NamedState::Differs),
            (Said::Blank, "0", NamedState::Differs),
            (Said::Error("#REF!".to_owned()), "0", NamedState::Error),
        ] {
            assert_eq!(held(&said, &Value::Figure(figure(today))).1, state, "{said:?} {today}");
        }
    }

    #[test]
    fn blank_dash_words_and_days_are_compared_as_they_print() {
        let text = |text: &str| Said::Text(text.to_owned());
        let date = NaiveDate::from_ymd_opt(2023, 9, 6).unwrap();
        let items = Value::Items(vec!["Bộ phận Một cửa".to_owned(), "Văn phòng".to_owned()]);
        for (said, value, state) in [
            (Said::Blank, Value::Blank, NamedState::Held),
            (said("0"), Value::Blank, NamedState::Differs),
            (text("–"), Value::NotApplicable, NamedState::Held),
            (said("0"), Value::NotApplicable, NamedState::Differs),
            (text("06/9/2023"), Value::Date(date), NamedState::Held),
            (Said::Date(date), Value::Date(date), NamedState::Held),
            (text("07/9/2023"), Value::Date(date), NamedState::Differs),
            (text("Bộ phận Một cửa \nVăn phòng"), items.clone(), NamedState::Held),
            (text("Bộ phận Một cửa"), items, NamedState::Differs),
            (text("Tốt"), Value::Text("Tốt".to_owned()), NamedState::Held),
        ] {
            assert_eq!(held(&said, &value).1, state, "{said:?} {value:?}");
        }
    }
}
