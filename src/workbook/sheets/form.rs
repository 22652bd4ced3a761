//! The sheet `Phụ lục 1`: the official form, its rows found by STT and label.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Book, Code, Entry, FormLine, FormRow, Indicator, Value};
use crate::num::{CellText, Figure, parse_cell};
use crate::place::Place;
use crate::workbook::codes;
use crate::workbook::grid::{CellValue, Sheet};
use crate::workbook::header::{Heading, Row, Table};
use crate::workbook::reader::{Reader, Spot};
use crate::workbook::values::Wanted;
use crate::workbook::words::{key, stt_key};

const STT: Heading = Heading(&["STT", "TT"]);
const LABEL: Heading = Heading(&["Chỉ tiêu thống kê", "Chỉ tiêu"]);
const UNIT: Heading = Heading(&["Đơn vị tính", "ĐVT"]);
const VALUE: Heading = Heading(&["Số liệu"]);
const NOTE: Heading = Heading(&["Ghi chú"]);

/// Which rows of the form have been found, and the STT above the one that is read.
struct Progress<'c> {
    form: &'c [FormRow],
    /// Its rows by STT and label, put in order for the first row that does not simply follow.
    rows: OnceCell<BTreeMap<(String, String), Vec<usize>>>,
    /// Where each catalogue row was found.
    found: BTreeMap<usize, Place>,
    last: usize,
    under: String,
}

/// What a row of the sheet is in the form.
enum Match {
    Row(usize),
    /// The row has been read already, there.
    Again(Place),
    Unknown,
}

impl<'c> Reader<'c> {
    /// Reads the sheet.
    pub(in crate::workbook) fn form(&mut self, sheet: &Sheet, book: &mut Book) {
        let Some(table) = Table::find(self, sheet, &[STT, LABEL, UNIT, VALUE, NOTE]) else { return };
        self.cells(&table);
        if !table.has(LABEL) || !table.has(VALUE) {
            return; // the missing column has been reported; every row would only repeat it
        }
        let mut progress = Progress::new(&self.catalogue.form);
        book.form.reserve(self.catalogue.form.len());
        for row in table.rows().filter(|row| !row.is_blank(LABEL) || !row.is_blank(VALUE)) {
            let found = self.form_row(&row, &mut progress);
            let value = self.form_value(&row, found, book);
            book.form.push(FormLine {
                stt: row.text(STT),
                label: row.text(LABEL),
                unit: row.text(UNIT),
                value,
                note: row.text(NOTE),
                row: found,
                place: row.spot(VALUE).place,
            });
        }
    }

    /// The catalogue's row; a row that the form does not have, or has once only, is reported.
    fn form_row(&mut self, row: &Row<'_>, progress: &mut Progress<'_>) -> Option<usize> {
        let (label, stt) = (row.spot(LABEL), row.merged(STT));
        let stt = stt.cell.map(crate::workbook::words::plain).unwrap_or_default();
        match progress.next(&stt, &label.shown()) {
            Match::Row(index) => {
                progress.found.insert(index, label.place);
                return Some(index);
            }
            Match::Again(first) => {
                self.report((codes::DUPLICATE_ROW, "row"), &label, &[("first", &first.to_string())]);
            }
            Match::Unknown => self.unknown_row(&label, progress),
        }
        None
    }

    fn unknown_row(&mut self, label: &Spot<'_>, progress: &Progress<'_>) {
        let under = progress.under.as_str();
        let elsewhere =
            if self.lists(codes::UNKNOWN_ROW) { progress.elsewhere(&label.shown()) } else { None };
        match elsewhere {
            _ if under.is_empty() => self.report((codes::UNKNOWN_ROW, "no-stt"), label, &[]),
            Some(stt) => {
                self.report((codes::UNKNOWN_ROW, "elsewhere"), label, &[("under", under), ("stt", stt)]);
            }
            None => self.report((codes::UNKNOWN_ROW, "unknown"), label, &[("under", under)]),
        }
    }

    fn form_value(&mut self, row: &Row<'_>, found: Option<usize>, book: &mut Book) -> Value {
        let spot = row.spot(VALUE);
        let catalogue = self.catalogue;
        let known = catalogue.form_row(found);
        let Some(indicator) = known.and_then(|row| catalogue.indicator(row.indicator.as_ref()?.as_str()))
        else {
            return loose(&spot);
        };
        let value = self.value(Wanted::from(indicator), &spot);
        let entry = Entry { note: row.text(NOTE), ..Entry::read(value.clone(), &spot) };
        match known.and_then(|row| row.choice) {
            Some(own) => self.choice((indicator, own), entry, (&spot, book)),
            None => drop(book.entries.insert(indicator.code.clone(), entry)),
        }
        value
    }

    /// The row of one answer: it holds the answer's own code, or `-`.
    fn choice(&mut self, row: (&Indicator, u32), mut entry: Entry, (spot, book): (&Spot<'_>, &mut Book)) {
        let (indicator, own) = row;
        if matches!(entry.value, Value::Figure(figure) if figure.amount() != Some(own.into())) {
            self.report((codes::WRONG_CHOICE, "choice"), spot, &[("own", &own.to_string())]);
            entry.value = Value::Text(spot.shown());
        }
        let code = &indicator.code;
        let Some(first) = book.entries.get_mut(code) else {
            book.entries.insert(code.clone(), entry);
            return;
        };
        match (&first.value, &entry.value) {
            (Value::Figure(_), Value::Figure(_)) => self.second_answer(code, first, spot),
            (Value::Figure(_), _) => {}
            (_, Value::Figure(_)) => *first = entry,
            // one blank row among dashes leaves the answer open
            (Value::NotApplicable, Value::Blank | Value::Text(_)) | (Value::Blank, Value::Text(_)) => {
                *first = entry
            }
            _ => {}
        }
    }

    fn second_answer(&mut self, code: &Code, first: &Entry, spot: &Spot<'_>) {
        let place = first.place.as_ref().map(ToString::to_string).unwrap_or_default();
        self.report((codes::DUPLICATE_ROW, "answer"), spot, &[("first", &place), ("code", code.as_str())]);
    }
}

impl<'c> Progress<'c> {
    fn new(form: &'c [FormRow]) -> Self {
        Self { form, rows: OnceCell::new(), found: BTreeMap::new(), last: 0, under: String::new() }
    }

    fn rows(&self) -> &BTreeMap<(String, String), Vec<usize>> {
        self.rows.get_or_init(|| {
            let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for (index, row) in self.form.iter().enumerate() {
                rows.entry((stt_key(&row.under), row_key(&row.label))).or_default().push(index);
            }
            rows
        })
    }

    /// The row below the last one found, where the label is its own to the letter. No other row of its STT and
    /// label stands between the two.
    fn following(&self, label: &str) -> Option<usize> {
        let index = if self.found.is_empty() { 0 } else { self.last + 1 };
        let row =
            self.form.get(index).filter(|row| row.label == label && stt_key(&row.under) == self.under)?;
        (!row.label.is_empty() && !self.found.contains_key(&index)).then_some(index)
    }

    /// What the next row is. Of rows that share STT and label, the next below the last one found is meant.
    fn next(&mut self, stt: &str, label: &str) -> Match {
        if !stt_key(stt).is_empty() {
            self.under = stt_key(stt);
        }
        let found = self.following(label).map_or_else(|| self.named(label), Match::Row);
        if let Match::Row(index) = found {
            self.last = index;
        }
        found
    }

    /// The row of the form with this label under the STT.
    fn named(&self, label: &str) -> Match {
        let same = self.rows().get(&(self.under.clone(), row_key(label))).map_or(&[][..], Vec::as_slice);
        let free = |index: &&usize| !self.found.contains_key(*index);
        let next =
            same.iter().filter(free).find(|index| **index >= self.last).or_else(|| same.iter().find(free));
        match (next, same.last()) {
            (Some(index), _) => Match::Row(*index),
            (None, Some(last)) => {
                self.found.get(last).map_or(Match::Unknown, |place| Match::Again(place.clone()))
            }
            (None, None) => Match::Unknown,
        }
    }

    /// The STT under which the form has this label, where there is only one.
    fn elsewhere(&self, label: &str) -> Option<&'c str> {
        let label = row_key(label);
        let same = self.rows().iter().filter(|((_, known), _)| *known == label && !label.is_empty());
        let rows = same.flat_map(|(_, rows)| rows).filter_map(|row| self.form.get(*row));
        let places: BTreeSet<&str> = rows.map(|row| row.under.as_str()).collect();
        places.first().copied().filter(|_| places.len() == 1)
    }
}

/// The words of a row's label. The body above a commune may be of any kind: each office writes its own into
/// the one form.
fn row_key(label: &str) -> String {
    let words = key(label);
    let kinds = ["huyện", "thị xã", "quận"];
    if !kinds.iter().any(|kind| words.contains(kind)) {
        return words;
    }
    let mut words = format!(" {words} ");
    for kind in kinds {
        words = words.replace(&format!(" {kind} "), " thành phố ");
    }
    words.trim().to_owned()
}

/// What stands in a row that has no indicator; it is printed as it is.
fn loose(spot: &Spot<'_>) -> Value {
    let Some(cell) = spot.cell.filter(|_| !spot.is_blank()) else { return Value::Blank };
    let text = spot.shown();
    match (&cell.value, parse_cell(&text)) {
        (CellValue::Number { value, percent: true }, _) => Value::Figure(Figure::percent(*value)),
        (CellValue::Number { value, percent: false }, _) => Value::Figure(Figure::new(*value)),
        (CellValue::Date(date), _) => Value::Date(*date),
        (_, CellText::NotApplicable) => Value::NotApplicable,
        (_, CellText::Figure { figure, unit: "" }) => Value::Figure(figure),
        _ => Value::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_above_may_be_of_any_kind() {
        let row = row_key("Thực hiện nhiệm vụ UBND thành phố, Chủ tịch UBND TP giao");
        assert_eq!(row_key("Thực hiện nhiệm vụ UBND huyện, Chủ tịch UBND huyện giao"), row);
        assert_eq!(row_key("Thực hiện nhiệm vụ UBND thị xã, Chủ tịch UBND thị xã giao"), row);
        assert_ne!(row_key("Thực hiện nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao"), row);
    }
}
