//! The sheet `Kiểm tra` against the checks themselves: every relation stands there, and says what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::relations::Check;
use super::verdict::{FAILS, OPEN};
use super::*;
use crate::assembly::Templates;
use crate::checks::{RuleSet, check};
use crate::claim::{Basis, Case};
use crate::finding::Sourced;
use crate::model::{Entry, FormLine, Given, Kind, Origin, Value, sample};
use crate::num::Figure;
use crate::place::{CellRef, Place};
use crate::workbook::read_workbook;

const WORKBOOK: &[u8] = include_bytes!("../../../examples/data/tinh-chau-2023.xlsx");
const FIRST: u32 = 6;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::builtin().unwrap());

/// The rules that report relations between cells.
const RULES: [&str; 11] = [
    "PCT001", "PCT002", "PCT003", "PCT004", "SUM001", "SUM002", "SUM003", "SUM004", "SUM005", "SUM006",
    "TIE001",
];

fn sample() -> Book {
    read_workbook(Cursor::new(WORKBOOK), TEMPLATES.catalogue()).unwrap().value
}

/// The workbook's cell behind each of ours, as a formula on another sheet names it.
fn sources(book: &Book, rows: &Rows, cells: &Cells) -> BTreeMap<String, Place> {
    let mut sources = BTreeMap::new();
    // what holds `-` takes no part in a relation
    for (code, entry) in book.entries.iter().filter(|(_, entry)| entry.value != Value::NotApplicable) {
        let name = |cell: &cells::Cell| format!("'{}'!{}", cell.sheet, cell.at);
        if let (Some(cell), Some(place)) = (cells.now(code), &entry.place) {
            sources.insert(name(cell), place.clone());
        }
        if let (Some(cell), Some(previous)) = (cells.before(code), &entry.previous) {
            sources.insert(name(cell), previous.place.clone());
        }
    }
    for (row, line) in cells.tasks.iter().zip(&rows.tasks) {
        for (cell, column) in row.iter().zip(crate::model::TaskColumn::ALL) {
            if let Some(given) = line.row.and_then(|row| row.figures.get(&column)) {
                sources.insert(format!("'{}'!{}", cell.sheet, cell.at), given.place.clone());
            }
        }
    }
    sources
}

/// The cells that a formula names, ranges cell by cell.
fn named(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (before, after) in text.split("'!").zip(text.split("'!").skip(1)) {
        let sheet = before.rsplit('\'').next().unwrap();
        let address = after.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == ':'));
        let address = address.into_iter().next().unwrap();
        let (from, to) = address.split_once(':').unwrap_or((address, address));
        let split = |at: &str| (at.as_bytes()[0], at.split_at(1).1.parse::<u32>().unwrap());
        let ((left, top), (right, bottom)) = (split(from), split(to));
        for column in left..=right {
            found.extend((top..=bottom).map(|row| format!("'{sheet}'!{}{row}", char::from(column))));
        }
    }
    found
}

/// The rows of the sheet for a book: the workbook's cells each names, and its verdict.
fn rows_of(book: &Book, catalogue: &Catalogue) -> Vec<(BTreeSet<Place>, &'static str, String)> {
    let rows = Rows::of(book, catalogue, FIRST);
    let cells = Cells::of(&rows, catalogue);
    let sources = sources(book, &rows, &cells);
    let row = |check: &Check| {
        let names = named(&format!("{},{}", check.left.text, check.right.text));
        let places = names.iter().filter_map(|name| sources.get(name).cloned()).collect();
        (places, check.verdict(), check.words.clone())
    };
    relations::checks(&cells, &rows.tasks, book, catalogue).iter().map(row).collect()
}

/// The cells of every relation that the checks find failing.
fn failing(book: Book, catalogue: &Catalogue) -> Vec<BTreeSet<Place>> {
    let book = Sourced { value: book, findings: Vec::new() };
    let review = check(&Case::workbook(catalogue, &book), &RuleSet::default());
    let relations = review.findings.into_iter().filter(|finding| RULES.contains(&finding.code));
    let cells = relations.map(|finding| {
        let related = finding.related.into_iter().map(|related| related.place);
        related.chain([finding.place]).collect()
    });
    cells.collect()
}

/// Both say the same: each row that fails is part of a failing relation, each failing relation has such a row.
fn agree(book: Book, catalogue: &Catalogue, what: &str) -> usize {
    let rows = rows_of(&book, catalogue);
    let failing = failing(book, catalogue);
    let fails: Vec<_> = rows.iter().filter(|(_, verdict, _)| *verdict == FAILS).collect();
    for (cells, _, words) in &fails {
        assert!(failing.iter().any(|relation| cells.is_subset(relation)), "{what}: no finding for {words}");
    }
    for relation in &failing {
        let told = fails.iter().any(|(cells, ..)| !cells.is_empty() && cells.is_subset(relation));
        assert!(told, "{what}: no row fails for {relation:?}");
    }
    fails.len()
}

/// The book with another figure in a cell, wherever it keeps it.
fn changed(book: &Book, place: &Place, figure: Figure) -> Book {
    let mut book = book.clone();
    for entry in book.entries.values_mut().filter(|entry| entry.place.as_ref() == Some(place)) {
        entry.value = Value::Figure(figure);
    }
    for line in book.form.iter_mut().filter(|line| line.place == *place) {
        line.value = Value::Figure(figure);
    }
    let previous = book.entries.values_mut().filter_map(|entry| entry.previous.as_mut());
    for given in previous.filter(|given| given.place == *place) {
        given.value = Value::Figure(figure);
    }
    let tasks = book.tasks.iter_mut().flat_map(|row| row.figures.values_mut());
    for given in tasks.filter(|given| given.place == *place) {
        given.value = figure;
    }
    book
}

/// Every figure of the book with its cell.
fn figures_of(book: &Book) -> Vec<(Place, Figure)> {
    let now = book.entries.values().filter_map(|entry| match &entry.value {
        Value::Figure(figure) => Some((entry.place.clone()?, *figure)),
        _ => None,
    });
    let previous = book.entries.values().filter_map(|entry| match entry.previous.as_ref()? {
        Given { value: Value::Figure(figure), place } => Some((place.clone(), *figure)),
        _ => None,
    });
    let tasks = book.tasks.iter().flat_map(|row| row.figures.values());
    let tasks = tasks.map(|given| (given.place.clone(), given.value));
    let all: BTreeMap<Place, Figure> = now.chain(previous).chain(tasks).collect();
    all.into_iter().collect()
}

fn restyled(figure: Figure, value: Decimal) -> Figure {
    if figure.is_percent() { Figure::percent(value) } else { Figure::new(value) }
}

#[test]
fn every_relation_of_the_case_has_its_rows() {
    let book = Sourced { value: sample(), findings: Vec::new() };
    let case = Case::workbook(TEMPLATES.catalogue(), &book);
    let rows = rows_of(&book.value, TEMPLATES.catalogue());
    let mut relations = 0;
    for bound in &case.claims.relations {
        if matches!(bound.basis, Basis::Note { .. }) {
            continue; // its items stand in words, not in cells
        }
        let members = bound.relation.members().map(|id| case.claims.claim(*id).unwrap().place.clone());
        let members: BTreeSet<Place> = members.collect();
        let parts = rows.iter().filter(|(cells, ..)| !cells.is_empty() && cells.is_subset(&members));
        let told: BTreeSet<Place> = parts.flat_map(|(cells, ..)| cells.iter().cloned()).collect();
        assert_eq!(told, members, "{:?}", bound.relation);
        relations += 1;
    }
    assert!(relations > 160, "{relations}");
    assert!(rows.len() >= relations && rows.iter().all(|(_, verdict, _)| *verdict == verdict::HOLDS));
}

/// Changes every so many figures of the sample, each in four ways; how many rows failed.
fn change_all(stride: usize) -> usize {
    let (book, catalogue) = (sample(), TEMPLATES.catalogue());
    let mut fails = 0;
    for (place, figure) in figures_of(&book).into_iter().step_by(stride) {
        let unit = Decimal::new(1, figure.decimals());
        let ten = figure.value() * Decimal::TEN;
        for value in [figure.value() + unit, ten + unit, figure.value() - unit, Decimal::ZERO] {
            let figure = restyled(figure, value.max(Decimal::ZERO));
            fails += agree(changed(&book, &place, figure), catalogue, &format!("{place} {value}"));
        }
    }
    fails
}

#[test]
fn a_changed_figure_fails_here_where_it_fails_in_the_checks() {
    assert!(change_all(13) > 90);
}

#[test]
#[ignore = "half a minute"]
fn any_changed_figure_fails_here_where_it_fails_in_the_checks() {
    assert!(change_all(1) > 1_000);
}

#[test]
fn a_figure_that_is_taken_away_leaves_its_relations_open() {
    let book = sample();
    let all = rows_of(&book, TEMPLATES.catalogue());
    for (code, entry) in &book.entries {
        let Some(place) = entry.place.as_ref().filter(|_| matches!(entry.value, Value::Figure(_))) else {
            continue;
        };
        let mut without = book.clone();
        without.entries.get_mut(code).unwrap().value = Value::Blank;
        without
            .form
            .iter_mut()
            .filter(|line| line.place == *place)
            .for_each(|line| line.value = Value::Blank);
        let rows = rows_of(&without, TEMPLATES.catalogue());
        for (cells, verdict, words) in all.iter().filter(|(cells, ..)| cells.contains(place)) {
            let now = rows.iter().find(|(.., other)| other == words);
            let open = now.is_none_or(|(_, verdict, _)| *verdict == OPEN);
            assert!(open, "{code}: {words} {verdict} of {cells:?} is {now:?}");
        }
    }
}

/// A relation of every kind, with rates of amounts, of shares, of several magnitudes and of many parts.
const KINDS: &str = r#"
sections = []
form = [
  { label = "Tổng", unit = "hồ sơ", code = "pl.tong" },
  { label = "Tỷ lệ", unit = "", code = "pl.ty-le", kind = "rate" },
]
figures = [
  { code = "tong", label = "Tổng", unit = "hồ sơ" },
  { code = "a", label = "A", unit = "hồ sơ" },
  { code = "b", label = "B", unit = "hồ sơ" },
  { code = "c", label = "C", unit = "hồ sơ" },
  { code = "ten", label = "Tên", kind = "list" },
  { code = "ty-le", label = "Tỷ lệ", unit = "%", kind = "rate" },
  { code = "tang", label = "Tăng", unit = "hồ sơ" },
  { code = "tang-ty-le", label = "Tăng", unit = "%", kind = "rate" },
  { code = "tang-diem", label = "Tăng điểm", unit = "%", kind = "rate" },
  { code = "thu", label = "Thu", unit = "triệu đồng", kind = "amount" },
  { code = "thu-nghin", label = "Thu", unit = "nghìn đồng", kind = "amount" },
  { code = "du-toan", label = "Dự toán", unit = "triệu đồng", kind = "amount" },
  { code = "dat", label = "Đạt", unit = "%", kind = "rate" },
  { code = "r1", label = "R1", unit = "%", kind = "rate" },
  { code = "r2", label = "R2", unit = "%", kind = "rate" },
  { code = "r3", label = "R3", unit = "%", kind = "rate" },
  { code = "r4", label = "R4", unit = "%", kind = "rate" },
  { code = "r5", label = "R5", unit = "%", kind = "rate" },
  { code = "r6", label = "R6", unit = "%", kind = "rate" },
  { code = "r7", label = "R7", unit = "%", kind = "rate" },
]
relations = [
  { kind = "equal", figures = ["tong", "pl.tong"] },
  { kind = "equal", figures = ["c", "ten"] },
  { kind = "equal", figures = ["ty-le", "pl.ty-le"] },
  { kind = "equal", figures = ["thu", "thu-nghin"] },
  { kind = "sum", total = "tong", parts = ["a", "b"] },
  { kind = "part-of", whole = "tong", parts = ["a", "b", "c"] },
  { kind = "at-most", smaller = "c", larger = "a" },
  { kind = "at-most", smaller = "r1", larger = "r2" },
  { kind = "flow", incoming = ["a", "c"], outgoing = ["b", "tang"] },
  { kind = "ratio", rate = "ty-le", part = "a", whole = "tong" },
  { kind = "ratio", rate = "dat", part = "thu", whole = "du-toan" },
  { kind = "growth", change = "tang", of = "tong" },
  { kind = "growth", change = "tang-ty-le", of = "tong" },
  { kind = "growth", change = "tang-diem", of = "ty-le" },
  { kind = "complement", rates = ["r1", "r2", "r3", "r4", "r5", "r6"] },
  { kind = "sum", total = "r7", parts = ["r1", "r2", "r3", "r4", "r5", "r6"] },
]
"#;

/// A book of that catalogue: each code with its number, blank above, `-` below.
fn book_of(catalogue: &Catalogue, numbers: &[(i64, u32)]) -> Book {
    let mut book = Book::default();
    for (row, (indicator, number)) in (0..).zip(catalogue.indicators.iter().zip(numbers)) {
        let place = Place::cell(indicator.home.sheet(), CellRef::new(row, 3));
        let exact = indicator.kind.is_exact();
        let decimals = if exact { 0 } else { number.1 };
        let value = match (indicator.kind, number.0) {
            (_, 5_000..) => Value::Blank,
            (_, ..-2_000) => Value::NotApplicable,
            (Kind::List, count) => {
                Value::Items(vec!["x".to_owned(); usize::try_from(count.rem_euclid(9) + 1).unwrap()])
            }
            (Kind::Rate, number) => Value::Figure(Figure::percent(Decimal::new(number, decimals))),
            (_, number) => Value::Figure(Figure::new(Decimal::new(number.abs(), decimals))),
        };
        let previous = Given {
            value: Value::Figure(Figure::count(number.0.unsigned_abs() / 2)),
            place: Place::cell(indicator.home.sheet(), CellRef::new(row, 4)),
        };
        let entry = Entry {
            value: value.clone(),
            origin: Origin::Typed,
            place: Some(place.clone()),
            previous: Some(previous).filter(|_| ["tong", "ty-le"].contains(&indicator.code.as_str())),
            source: String::new(),
            note: String::new(),
        };
        book.entries.insert(indicator.code.clone(), entry);
        if let Some(index) =
            catalogue.form.iter().position(|row| row.indicator.as_ref() == Some(&indicator.code))
        {
            let (label, unit) = (indicator.label.clone(), indicator.unit.clone());
            let (stt, note, row) = (String::new(), String::new(), Some(index));
            book.form.push(FormLine { stt, label, unit, value, note, row, place });
        }
    }
    book
}

/// Numbers that nearly agree: small, with few decimals, some of them equal to what the relations ask for.
fn numbers() -> impl Strategy<Value = Vec<(i64, u32)>> {
    let number =
        prop_oneof![8 => 0_i64..12, 4 => 0_i64..400, 2 => 490_i64..510, 1 => Just(9_000), 1 => Just(-9_000)];
    prop::collection::vec((number, 0_u32..3), 22)
}

proptest! {
    #[test]
    fn relations_of_every_kind_say_what_the_checks_say(numbers in numbers(), exact in any::<bool>()) {
        let catalogue = sample::catalogue(KINDS);
        let mut numbers = numbers;
        if exact {
            // rates that add to about a hundred at one place, as the complement asks
            for (index, number) in numbers.iter_mut().rev().take(7).enumerate() {
                *number = (if index == 0 { 1_000 } else { 166 + number.0.rem_euclid(4) }, 1);
            }
        }
        agree(book_of(&catalogue, &numbers), &catalogue, &format!("{numbers:?}"));
    }
}
