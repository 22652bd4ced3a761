//! The form has the rows and units that it had last period.
//!
//! **What it does.** Compares the rows of `Phụ lục 1` with those of the workbook that was given as last period's: units
//! that changed, labels that changed at the same place, rows that came or went.
//! **Why it matters.** Figures of two periods that count different things, or in different units, are not comparable.
//! **Example.** `Triệu đồng` last period, `Nghìn đồng` now.
//! **Use instead.** The form that the superior office sends; a change of it is named in the note.
//! **Limits.** Letter case and spaces aside; a label that the reader knows as the same row is the same. The figures of a
//! row whose unit changed are not compared. A hundred changes are named, the others counted.
//! **Basis.** The form's rows as both workbooks print them.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::FormLine;
use crate::num::fold;
use crate::place::Place;

rule!(FORM007 "form-row-changed" Warning "a row of the form is not what it was last period", check);

/// What tells a row from the others: its place in the catalogue's form, or its words.
type Key = (Option<usize>, String);

/// A row that only one of two forms has, and the row above it that both have.
type Lone<'f> = (&'f FormLine, Option<Key>);

/// So many changes are named.
const NAMED: usize = 100;

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.source() else { return };
    let Some(earlier) = book.earlier() else { return };
    let (now, before, file) = (&book.form, &earlier.book.form, earlier.file.as_str());
    let Some(first) = now.first().filter(|_| !before.is_empty()) else { return };
    let sheet = match &first.place {
        Place::Cell { sheet, .. } => Place::sheet(sheet),
        _ => Place::Workbook,
    };
    let mut changes = units(now, before, file);
    changes.extend(rows(now, before, (file, &sheet)));
    let left = changes.len().saturating_sub(NAMED);
    changes.into_iter().take(NAMED).for_each(|finding| found.report(finding));
    if left > 0 {
        let message = say(CODE.id, "more", &[("count", &left.to_string()), ("file", file)]);
        found.report(Finding::new(CODE, sheet, message));
    }
}

/// The rows whose unit changed.
fn units(now: &[FormLine], before: &[FormLine], file: &str) -> Vec<Finding> {
    let known: HashMap<Key, &FormLine> = before.iter().map(|line| (key(line), line)).collect();
    let changed = now.iter().filter_map(|line| {
        let other = known.get(&key(line)).filter(|other| fold(&other.unit) != fold(&line.unit))?;
        Some(differs("unit", (line, &line.unit), (other, &other.unit), file))
    });
    changed.collect()
}

/// The rows that only one form has; two at the same place are one whose label changed.
fn rows(now: &[FormLine], before: &[FormLine], (file, sheet): (&str, &Place)) -> Vec<Finding> {
    let mut gone: BTreeMap<Option<Key>, VecDeque<&FormLine>> = BTreeMap::new();
    for (line, above) in lone(before, now) {
        gone.entry(above).or_default().push_back(line);
    }
    let mut found = Vec::new();
    for (line, above) in lone(now, before) {
        found.push(match gone.get_mut(&above).and_then(VecDeque::pop_front) {
            Some(other) => differs("label", (line, &line.label), (other, &other.label), file),
            None => only("new", line, (file, line.place.clone())),
        });
    }
    let gone = gone.into_values().flatten();
    found.extend(gone.map(|line| {
        let finding = only("gone", line, (file, sheet.clone()));
        finding.related(line.place.clone(), format!("{file}: {}", line.label))
    }));
    found
}

fn key(line: &FormLine) -> Key {
    let words = if line.row.is_none() { fold(&line.label) } else { String::new() };
    (line.row, words)
}

/// The rows of one form that the other does not have.
fn lone<'f>(one: &'f [FormLine], other: &[FormLine]) -> Vec<Lone<'f>> {
    let known: HashSet<Key> = other.iter().map(key).collect();
    let mut above = None;
    let mut lone = Vec::new();
    for line in one.iter().filter(|line| !line.label.is_empty()) {
        match key(line) {
            own if known.contains(&own) => above = Some(own),
            _ => lone.push((line, above.clone())),
        }
    }
    lone
}

fn differs(
    way: &str,
    (line, own): (&FormLine, &str),
    (other, before): (&FormLine, &str),
    file: &str,
) -> Finding {
    let shown = |text: &str| text.replace('\n', "; ");
    let (own, before, there) = (shown(own), shown(before), other.place.to_string());
    let facts = [
        ("label", line.label.as_str()),
        ("own", &own),
        ("before", &before),
        ("file", file),
        ("place", &there),
    ];
    let finding = Finding::new(CODE, line.place.clone(), say(CODE.id, way, &facts)).excerpt(&line.label);
    finding.found(own).related(other.place.clone(), format!("{file}: {before}"))
}

fn only(way: &str, line: &FormLine, (file, place): (&str, Place)) -> Finding {
    let facts = [("label", line.label.as_str()), ("file", file), ("place", &line.place.to_string())];
    Finding::new(CODE, place, say(CODE.id, way, &facts)).excerpt(&line.label)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{Bench, earlier, form_line};
    use crate::model::{FormLine, PeriodKey};

    /// A row of the catalogue, or one that it does not know.
    fn line(row: Option<usize>, label: &str, unit: &str) -> FormLine {
        let place = crate::place::Place::cell("Phụ lục 1", crate::place::CellRef::new(4, 3));
        FormLine { row, label: label.to_owned(), unit: unit.to_owned(), ..form_line(0, "", place) }
    }

    fn messages(now: Vec<FormLine>, before: Vec<FormLine>) -> Vec<String> {
        let mut bench = Bench::new();
        bench.period(PeriodKey::Year, 2024);
        bench.book.form = now;
        let mut bench = earlier(bench, (PeriodKey::Year, 2023), &[]);
        bench.book.previous.as_mut().unwrap().book.form = before;
        bench.messages("FORM007")
    }

    #[test]
    fn fires() {
        let one = |unit: &str| vec![line(Some(0), "Thu", unit)];
        assert!(messages(one("Nghìn đồng"), one("Triệu đồng"))[0].contains("“Triệu đồng”"));
        let rows =
            |label: &str| vec![line(Some(0), "Thu", ""), line(None, label, ""), line(Some(1), "Chi", "")];
        let renamed = messages(rows("Thu khác"), rows("Thu hộ"));
        assert_eq!(renamed.len(), 1, "{renamed:?}");
        assert!(renamed[0].contains("“Thu khác”") && renamed[0].contains("“Thu hộ”"), "{renamed:?}");
        let two = || vec![line(Some(0), "Thu", ""), line(Some(1), "Chi", "")];
        assert!(messages(rows("Thu khác"), two())[0].contains("chưa có"));
        assert!(messages(two(), rows("Thu khác"))[0].contains("không còn"));
    }

    #[test]
    fn many_changes_are_named_and_the_others_counted() {
        let rows = |word: &str| (0..120).map(|at| line(None, &format!("{word} {at}"), "")).collect();
        let found = messages(rows("Dòng"), rows("Hàng"));
        assert_eq!(found.len(), 101);
        assert!(found.iter().any(|message| message.contains("20 dòng")), "{found:?}");
    }

    #[test]
    fn stays_silent() {
        let rows = |unit: &str| vec![line(Some(0), "Thu", unit), line(None, "Khác", unit)];
        assert_eq!(messages(rows("Triệu  đồng"), rows("triệu đồng")), [""; 0]);
        assert_eq!(messages(rows("triệu đồng"), Vec::new()), [""; 0]);
    }
}
