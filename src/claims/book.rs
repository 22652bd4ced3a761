//! The claims of a workbook: a figure a cell, the catalogue's relations between them, the table's sums.

use std::collections::HashMap;

use crate::claim::{Basis, Bound, Citation, Claim, ClaimId, Claims, Dated, Gap, Meaning, Passage, Unread};
use crate::claims::{Bindings, note, plain, stated_days};
use crate::model::{
    Before, Book, Catalogue, Declared, DocumentDate, DocumentRole, Entry, Given, Indicator, Info, Inline,
    Kind, Operand, Origin, Relation, TaskColumn, TaskRow, Value, Weight,
};
use crate::num::Figure;
use crate::place::Place;

/// Reads every claim of a book; gives the claim of each indicator.
pub(crate) fn read(book: &Book, catalogue: &Catalogue, claims: &mut Claims) -> Bindings {
    let mut bindings = Bindings::with_capacity(book.entries.len());
    for indicator in &catalogue.indicators {
        if let Some(entry) = book.entry(indicator.code.as_str()) {
            figures(indicator, entry, claims, &mut bindings);
            if entry.previous.is_some() {
                before(book, indicator, (claims, &mut bindings));
                filed(book, indicator, (claims, &bindings));
            }
        }
    }
    for side in catalogue.relations.iter().flat_map(|declared| declared.relation.members()) {
        if let Operand::Before(code) = side
            && let Some(indicator) = catalogue.indicator(code.as_str())
        {
            before(book, indicator, (claims, &mut bindings));
        }
    }
    lists(book, catalogue, claims, &mut bindings);
    unknown_rows(book, claims);
    for declared in &catalogue.relations {
        relation(book, declared, claims, &bindings);
    }
    tasks(book, catalogue, claims, &bindings);
    for text in &book.notes {
        note::read(text, book, catalogue, (claims, &bindings));
    }
    citations(book, claims);
    dates(book, catalogue, claims);
    passages(book, claims);
    bindings
}

/// The figure of this period.
fn figures(indicator: &Indicator, entry: &Entry, claims: &mut Claims, bindings: &mut Bindings) {
    let place = entry.place.clone().unwrap_or_else(|| Place::sheet(indicator.home.sheet()));
    match &entry.value {
        Value::Figure(figure) => {
            let mut claim = claim(indicator, *figure, place);
            // what stands in no cell was added up by the reader
            claim.typed = !matches!(entry.origin, Origin::Derived(_)) && entry.place.is_some();
            bindings.insert(Operand::Now(indicator.code.clone()), claims.add(claim));
        }
        Value::Text(_) if indicator.kind.is_numeric() => {
            claims.unread.push(Unread { reason: "chữ trong ô số" });
        }
        _ => {}
    }
}

/// The figure of last period, typed into its cell or taken from that period's workbook.
fn before(book: &Book, indicator: &Indicator, (claims, bindings): (&mut Claims, &mut Bindings)) {
    let side = Operand::Before(indicator.code.clone());
    if let Some(before) = book.before(indicator.code.as_str()).filter(|_| !bindings.contains_key(&side)) {
        bindings.insert(side, claims.add(past(indicator, &before)));
    }
}

/// The claim of a figure of last period; that of another workbook is not typed here.
pub(crate) fn past(indicator: &Indicator, before: &Before<'_>) -> Claim {
    let now = claim(indicator, before.figure, before.place.clone());
    let (label, excerpt) = match before.file {
        Some(file) => (format!(" (kỳ trước, theo {file})"), format!("{file}: {}", now.excerpt)),
        None => (" (kỳ trước)".to_owned(), now.excerpt),
    };
    Claim { code: None, label: now.label + &label, excerpt, typed: before.file.is_none(), ..now }
}

/// What is typed of last period is what that period's workbook says.
fn filed(book: &Book, indicator: &Indicator, (claims, bindings): (&mut Claims, &Bindings)) {
    let typed = bindings.get(&Operand::Before(indicator.code.clone()));
    if let (Some(typed), Some(filed)) = (typed, book.filed(indicator.code.as_str())) {
        let figures = vec![claims.add(past(indicator, &filed)), *typed];
        let relation = Relation::Equal { figures };
        claims.relations.push(Bound { relation, basis: Basis::Previous, weight: Weight::Should });
    }
}

/// A list is the number of its items, where a relation asks for it.
fn lists(book: &Book, catalogue: &Catalogue, claims: &mut Claims, bindings: &mut Bindings) {
    let members = catalogue.relations.iter().flat_map(|declared| declared.relation.members());
    for side in members {
        let Some(indicator) = catalogue.indicator(side.code().as_str()) else { continue };
        if indicator.kind != Kind::List {
            continue;
        }
        let Some(Entry { value: Value::Items(items), place: Some(place), .. }) =
            book.entry(side.code().as_str())
        else {
            continue;
        };
        let figure = Figure::count(u64::try_from(items.len()).unwrap_or(u64::MAX));
        let label = format!("{} (số mục)", indicator.label);
        let counted = plain(label.clone(), figure, (place.clone(), format!("{label}: {figure}")));
        bindings.insert(side.clone(), claims.add(Claim { typed: false, ..counted }));
    }
}

fn claim(indicator: &Indicator, figure: Figure, place: Place) -> Claim {
    let unit = if matches!(indicator.kind, Kind::Rate | Kind::Code) { "" } else { indicator.unit.as_str() };
    Claim {
        code: Some(indicator.code.clone()),
        label: indicator.label.clone(),
        figure: figure.with_magnitude(indicator.magnitude()),
        exact: indicator.kind.is_exact(),
        place,
        excerpt: [&indicator.label, ": ", &figure.to_string(), " ", unit].concat().trim_end().to_owned(),
        typed: true,
        change: false,
    }
}

/// Rows of the form that the catalogue does not know still print a figure.
fn unknown_rows(book: &Book, claims: &mut Claims) {
    for line in book.form.iter().filter(|line| line.row.is_none()) {
        if let Value::Figure(figure) = line.value {
            let excerpt = format!("{}: {figure}", line.label);
            claims.add(plain(line.label.clone(), figure, (line.place.clone(), excerpt)));
        }
    }
}

/// Binds a declared relation, or says what is missing.
fn relation(book: &Book, declared: &Declared, claims: &mut Claims, bindings: &Bindings) {
    let applicable = without_not_applicable(book, &declared.relation);
    let missing = applicable.members().filter(|side| !bindings.contains_key(*side)).count();
    let members = applicable.members().count();
    if missing == 0 && members > 1 && !is_from_outside(book, &applicable) {
        let bound = applicable.bind(|side| bindings.get(side).copied().ok_or(()));
        if let Ok(relation) = bound {
            let basis = Basis::Catalogue { line: declared.line };
            claims.relations.push(Bound { relation, basis, weight: declared.weight });
        }
    } else if missing < members {
        claims.gaps.push(Gap { kind: declared.relation.kind() });
    }
}

/// Whether a declared relation is held against this book's figures, once all of them are there.
pub(crate) fn is_held(book: &Book, relation: &Relation<Operand>) -> bool {
    !is_from_outside(book, &without_not_applicable(book, relation))
}

/// A part that does not apply adds nothing.
fn without_not_applicable(book: &Book, relation: &Relation<Operand>) -> Relation<Operand> {
    let applies = |side: &Operand| {
        !book.entry(side.code().as_str()).is_some_and(|entry| entry.value == Value::NotApplicable)
    };
    let keep = |sides: &[Operand]| sides.iter().filter(|side| applies(side)).cloned().collect();
    match relation {
        Relation::Sum { total, parts } => Relation::Sum { total: total.clone(), parts: keep(parts) },
        Relation::PartOf { whole, parts } => Relation::PartOf { whole: whole.clone(), parts: keep(parts) },
        Relation::Complement { rates } => Relation::Complement { rates: keep(rates) },
        Relation::Flow { incoming, outgoing } => {
            Relation::Flow { incoming: keep(incoming), outgoing: keep(outgoing) }
        }
        other => other.clone(),
    }
}

/// A rate taken from an outside system is printed with it and not recomputed.
fn is_from_outside(book: &Book, relation: &Relation<Operand>) -> bool {
    let source = |rate: &Operand| {
        book.entry(rate.code().as_str()).map(|entry| entry.source.trim()).filter(|source| !source.is_empty())
    };
    match relation {
        Relation::Ratio { rate, .. } => source(rate).is_some(),
        // rates of one source are of one whole; one of another source need not be
        Relation::Complement { rates } => {
            let first = rates.first().and_then(source);
            rates.iter().any(|rate| source(rate) != first)
        }
        _ => false,
    }
}

/// The task table: each row crosses, each column adds up to its total row.
fn tasks(book: &Book, catalogue: &Catalogue, claims: &mut Claims, bindings: &Bindings) {
    let mut columns: HashMap<TaskColumn, Vec<ClaimId>> = HashMap::new();
    for row in book.tasks.iter().filter(|row| !row.total) {
        let cells = task_row(row, claims);
        for (column, id) in &cells {
            columns.entry(*column).or_default().push(*id);
        }
        crossing(&cells, claims);
        claims.unread.extend(row.unread.iter().map(|_| Unread { reason: "chữ trong ô số" }));
    }
    let total = |column: TaskColumn| {
        Some((column, *bindings.get(&Operand::Now(catalogue.task_total(column)?.clone()))?))
    };
    let totals: Vec<(TaskColumn, ClaimId)> = TaskColumn::ALL.into_iter().filter_map(total).collect();
    for (column, total) in &totals {
        if book.tasks.iter().any(|row| !row.total && row.unread.contains(column)) {
            claims.gaps.push(Gap { kind: "sum" });
        } else if let Some(parts) = columns.remove(column) {
            let relation = Relation::Sum { total: *total, parts };
            claims.relations.push(Bound { relation, basis: Basis::Column, weight: Weight::Must });
        }
    }
    crossing(&totals, claims);
}

fn task_row(row: &TaskRow, claims: &mut Claims) -> Vec<(TaskColumn, ClaimId)> {
    let claim = |(column, given): (&TaskColumn, &Given<Figure>)| {
        let label = format!("{} – {}", row.label, column.label());
        let excerpt = format!("{}: {}", row.label, given.value);
        (*column, claims.add(plain(label, given.value, (given.place.clone(), excerpt))))
    };
    row.figures.iter().map(claim).collect()
}

/// Tasks = on time + late + pending + overdue, where all five are there.
fn crossing(cells: &[(TaskColumn, ClaimId)], claims: &mut Claims) {
    if let [(TaskColumn::Count, total), parts @ ..] = cells
        && parts.len() + 1 == TaskColumn::ALL.len()
    {
        let parts = parts.iter().map(|(_, id)| *id).collect();
        let relation = Relation::Sum { total: *total, parts };
        claims.relations.push(Bound { relation, basis: Basis::Row, weight: Weight::Must });
    }
}

fn citations(book: &Book, claims: &mut Claims) {
    for document in &book.documents {
        claims.citations.push(Citation {
            code: Some(document.code.clone()),
            kind: document.kind.clone(),
            number: document.number.value.clone(),
            date: document.date.as_ref().map(|date| date.value),
            issuer: document.issuer.clone(),
            subject: document.subject.clone(),
            listed_in: document.section.clone().filter(|_| document.role == DocumentRole::Item),
            place: document.number.place.clone(),
            date_place: document.date.as_ref().map_or(&document.place, |date| &date.place).clone(),
            unread: false,
            excerpt: document.number.value.clone(),
        });
    }
    claims.citations.extend(own(&book.info));
}

/// The report itself stands in its body's series, once it has a number and a date.
fn own(info: &Info) -> Option<Citation> {
    let (number, symbol, issued) = (info.number.as_ref()?, info.symbol.as_ref()?, info.issued.as_ref()?);
    Some(Citation {
        code: None,
        kind: "Báo cáo".to_owned(),
        number: format!("{}/{}", number.value, symbol.value),
        date: Some(DocumentDate::Day(issued.value)),
        issuer: String::new(),
        subject: info.subject.as_ref().map(|subject| subject.value.clone()).unwrap_or_default(),
        listed_in: None,
        place: number.place.clone(),
        date_place: issued.place.clone(),
        unread: false,
        excerpt: format!("{}/{}", number.value, symbol.value),
    })
}

fn dates(book: &Book, catalogue: &Catalogue, claims: &mut Claims) {
    stated_days(&book.info, claims);
    for indicator in catalogue.indicators.iter().filter(|indicator| indicator.kind == Kind::Date) {
        if let Some(Entry { value: Value::Date(date), place: Some(place), .. }) =
            book.entry(indicator.code.as_str())
        {
            let (meaning, label) = (Meaning::AsOf, indicator.label.clone());
            claims.dates.push(Dated { meaning, label, date: *date, place: place.clone() });
        }
    }
}

/// Every text that names are looked for in.
fn passages(book: &Book, claims: &mut Claims) {
    let info = &book.info;
    let given = [&info.superior_body, &info.issuing_body, &info.place_name, &info.subject, &info.authority];
    let lists = info.addressees.iter().chain(&info.recipients);
    let plain = |given: &Given<String>| Passage { text: given.value.clone(), place: given.place.clone() };
    claims.texts.extend(given.into_iter().flatten().chain(lists).map(plain));
    for document in &book.documents {
        let text = format!("{} {}", document.issuer, document.subject);
        claims.texts.push(Passage { text, place: document.place.clone() });
    }
    for entry in book.entries.values() {
        let text = match &entry.value {
            Value::Text(text) => text.clone(),
            Value::Items(items) => items.join("; "),
            _ => continue,
        };
        claims.texts.extend(entry.place.clone().map(|place| Passage { text, place }));
    }
    let paragraphs = book.paragraphs.iter().map(|paragraph| (&paragraph.text, &paragraph.place));
    let notes = book.notes.iter().map(|note| (&note.text, &note.place));
    let passage = |(text, place): (&Vec<Inline>, &Place)| Passage { text: words(text), place: place.clone() };
    claims.texts.extend(paragraphs.chain(notes).map(passage));
}

/// The typed words; what a placeholder prints is not typed.
pub(crate) fn words(text: &[Inline]) -> String {
    let typed = text.iter().map(|piece| match piece {
        Inline::Text(words) => words.as_str(),
        _ => "…",
    });
    typed.collect()
}
