//! Blank cells that a relation gives: printed, counted as derived, and live formulas in the appendix.

use rust_decimal::Decimal;

use crate::model::book::{Book, Entry, Origin, Value};
use crate::model::catalogue::{Catalogue, FormRow, Kind};
use crate::model::code::Code;
use crate::model::relation::{Operand, Relation};
use crate::num::{self, Figure};

/// Fills every blank indicator that an `equal`, `sum` or `ratio` relation gives from filled ones.
///
/// A sum gives its total and a ratio its rate; no part is ever guessed from a total. Passes are repeated
/// until nothing is added, so a filled total can feed the next relation.
pub(crate) fn fill(book: &mut Book, catalogue: &Catalogue) {
    for _ in 0..catalogue.relations.len() {
        let mut added = false;
        for (number, declared) in catalogue.relations.iter().enumerate() {
            for (code, value) in given(book, catalogue, &declared.relation) {
                set(book, &code, value, Origin::Derived(number));
                added = true;
            }
        }
        if !added {
            break;
        }
    }
    for line in &mut book.form {
        let Some(row) = catalogue.form_row(line.row) else { continue };
        let entry = row.indicator.as_ref().and_then(|code| book.entries.get(code));
        if let Some(Entry { value, origin: Origin::Derived(_), .. }) = entry
            && is_answer(row, value)
        {
            line.value = value.clone();
        }
    }
}

/// Whether a value belongs in a row: one that stands for a single answer takes no other.
fn is_answer(row: &FormRow, value: &Value) -> bool {
    match (row.choice, value) {
        (Some(choice), Value::Figure(figure)) => figure.value() == choice.into(),
        _ => true,
    }
}

/// The blank members that this relation gives.
fn given(book: &Book, catalogue: &Catalogue, relation: &Relation<Operand>) -> Vec<(Code, Value)> {
    let one =
        |code: &Code, figure: Option<Figure>| figure.map(|figure| (code.clone(), Value::Figure(figure)));
    match relation {
        Relation::Sum { total: Operand::Now(total), parts } if is_blank(book, total) => {
            one(total, total_of(book, parts)).into_iter().collect()
        }
        Relation::Ratio { rate: Operand::Now(rate), part, whole } if is_blank(book, rate) => {
            one(rate, rate_of(book, catalogue, rate, (part, whole))).into_iter().collect()
        }
        Relation::Equal { figures } => twins(book, catalogue, figures),
        _ => Vec::new(),
    }
}

fn is_blank(book: &Book, code: &Code) -> bool {
    book.entry(code.as_str()).is_none_or(|entry| !entry.value.is_filled())
}

fn figure(book: &Book, side: &Operand) -> Option<Figure> {
    match side {
        Operand::Now(code) => book.figure(code.as_str()),
        Operand::Before(code) => Some(book.before(code.as_str())?.figure),
    }
}

fn total_of(book: &Book, parts: &[Operand]) -> Option<Figure> {
    let applicable = parts.iter().filter(|part| !is_not_applicable(book, part));
    let mut total = None;
    for part in applicable {
        let figure = figure(book, part)?.value();
        total = Some(total.unwrap_or(Decimal::ZERO).checked_add(figure)?);
    }
    total.map(Figure::new)
}

fn is_not_applicable(book: &Book, side: &Operand) -> bool {
    let entry = book.entry(side.code().as_str());
    matches!(entry, Some(Entry { value: Value::NotApplicable, .. }))
}

fn rate_of(
    book: &Book,
    catalogue: &Catalogue,
    rate: &Code,
    (part, whole): (&Operand, &Operand),
) -> Option<Figure> {
    let decimals = catalogue.indicator(rate.as_str())?.decimals;
    let (part, whole) = (figure(book, part)?, figure(book, whole)?);
    num::percent(part.value(), whole.value(), decimals).map(Figure::percent)
}

/// Every blank twin of a filled one whose unit is of the same magnitude; what does not apply at one place
/// applies at none.
fn twins(book: &Book, catalogue: &Catalogue, figures: &[Operand]) -> Vec<(Code, Value)> {
    let source = figures.iter().find_map(|side| Some((side, Value::Figure(figure(book, side)?))));
    let nothing = || Some((figures.iter().find(|side| is_not_applicable(book, side))?, Value::NotApplicable));
    let Some((source, found)) = source.or_else(nothing) else { return Vec::new() };
    let measure = |code: &Code| {
        catalogue.indicator(code.as_str()).map(|known| (known.magnitude(), known.kind == Kind::Rate))
    };
    let is_numeric =
        |code: &Code| catalogue.indicator(code.as_str()).is_some_and(|known| known.kind.is_numeric());
    let blanks = figures.iter().filter_map(|side| match side {
        // a list is never made from the number of its items
        Operand::Now(code) if is_blank(book, code) && is_numeric(code) => Some(code),
        _ => None,
    });
    blanks
        .filter(|code| measure(code) == measure(source.code()))
        .map(|code| (code.clone(), found.clone()))
        .collect()
}

fn set(book: &mut Book, code: &Code, value: Value, origin: Origin) {
    let entry = book.entries.entry(code.clone()).or_insert_with(|| Entry {
        value: Value::Blank,
        origin: Origin::Typed,
        place: None,
        previous: None,
        source: String::new(),
        note: String::new(),
    });
    entry.value = value;
    entry.origin = origin;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::book::FormLine;
    use crate::model::sample;
    use crate::place::Place;

    const CATALOGUE: &str = r#"
sections = []
form = [
  { label = "Tổng", unit = "hồ sơ", code = "pl.tong" },
  { label = "Hai cấp", code = "pl.cap", kind = "code", choice = 1, allowed = { "1" = "hai", "2" = "ba" } },
  { label = "Ba cấp", code = "pl.cap", kind = "code", choice = 2, allowed = { "1" = "hai", "2" = "ba" } },
]
figures = [
  { code = "tong", label = "Tổng", unit = "hồ sơ" },
  { code = "a", label = "A", unit = "hồ sơ" },
  { code = "b", label = "B", unit = "hồ sơ" },
  { code = "ty-le", label = "Tỷ lệ", unit = "%" },
  { code = "cap", label = "Cấp", kind = "code", allowed = { "1" = "hai", "2" = "ba" } },
]
relations = [
  { kind = "equal", figures = ["tong", "pl.tong"] },
  { kind = "equal", figures = ["cap", "pl.cap"] },
  { kind = "ratio", rate = "ty-le", part = "a", whole = "tong" },
  { kind = "sum", total = "tong", parts = ["a", "b"] },
]
"#;

    fn typed(figure: u64) -> Entry {
        Entry {
            value: Value::Figure(Figure::count(figure)),
            origin: Origin::Typed,
            place: None,
            previous: None,
            source: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn blanks_are_filled_through_a_chain_of_relations() {
        let catalogue = sample::catalogue(CATALOGUE);
        let mut book = Book::default();
        book.entries.insert(Code::new("a").unwrap(), typed(1555));
        book.entries.insert(Code::new("b").unwrap(), typed(1917));
        fill(&mut book, &catalogue);
        let printed = |code: &str| book.figure(code).map(|figure| figure.to_string());
        assert_eq!(printed("tong").as_deref(), Some("3.472"));
        assert_eq!(printed("pl.tong").as_deref(), Some("3.472"));
        assert_eq!(printed("ty-le").as_deref(), Some("44,8%"));
    }

    #[test]
    fn what_does_not_apply_gives_no_total_and_its_twin_applies_neither() {
        let catalogue = sample::catalogue(CATALOGUE);
        let mut book = Book::default();
        for code in ["a", "b"] {
            book.entries.insert(Code::new(code).unwrap(), Entry { value: Value::NotApplicable, ..typed(0) });
        }
        fill(&mut book, &catalogue);
        assert_eq!(book.entry("tong"), None);
        book.entries.insert(Code::new("tong").unwrap(), Entry { value: Value::NotApplicable, ..typed(0) });
        fill(&mut book, &catalogue);
        assert_eq!(book.entry("pl.tong").map(|entry| &entry.value), Some(&Value::NotApplicable));
    }

    #[test]
    fn a_row_that_stands_for_one_answer_takes_no_other() {
        let catalogue = sample::catalogue(CATALOGUE);
        let mut book = Book::default();
        book.entries.insert(Code::new("cap").unwrap(), typed(2));
        book.form = [1, 2].map(blank_line).into();
        fill(&mut book, &catalogue);
        let values: Vec<&Value> = book.form.iter().map(|line| &line.value).collect();
        assert_eq!(values, [&Value::Blank, &Value::Figure(Figure::count(2))]);
    }

    fn blank_line(row: usize) -> FormLine {
        FormLine {
            stt: String::new(),
            label: String::new(),
            unit: String::new(),
            value: Value::Blank,
            note: String::new(),
            row: Some(row),
            place: Place::Workbook,
        }
    }

    #[test]
    fn a_part_is_never_guessed() {
        let catalogue = sample::catalogue(CATALOGUE);
        let mut book = Book::default();
        book.entries.insert(Code::new("a").unwrap(), typed(5));
        book.entries.insert(Code::new("tong").unwrap(), typed(9));
        fill(&mut book, &catalogue);
        assert_eq!(book.figure("b"), None);
    }
}
