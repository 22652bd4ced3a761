//! The sheet `Nhiệm vụ`: the task table.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::finding::Severity;
use crate::model::{Book, Catalogue, Entry, Given, Kind, Origin, TaskColumn, TaskRow, Value};
use crate::num::Figure;
use crate::workbook::codes;
use crate::workbook::grid::{CellValue, Sheet};
use crate::workbook::header::{Heading, Row, Table};
use crate::workbook::reader::{Reader, Spot, fault};
use crate::workbook::values::Wanted;
use crate::workbook::words::key;

const STT: Heading = Heading(&["STT", "TT"]);
const LABEL: Heading = Heading(&["Nội dung", "Nội dung nhiệm vụ"]);
const COUNT: Heading = Heading(&["Số nhiệm vụ chính"]);
const ON_TIME: Heading = Heading(&["Đã thực hiện đúng hạn"]);
const LATE: Heading = Heading(&["Đã thực hiện quá hạn"]);
const PENDING: Heading = Heading(&["Đang/chưa thực hiện còn hạn"]);
const OVERDUE: Heading = Heading(&["Đang/chưa thực hiện quá hạn"]);

const COLUMNS: [(TaskColumn, Heading); 5] = [
    (TaskColumn::Count, COUNT),
    (TaskColumn::OnTime, ON_TIME),
    (TaskColumn::Late, LATE),
    (TaskColumn::Pending, PENDING),
    (TaskColumn::Overdue, OVERDUE),
];

/// What a total row is called.
const TOTALS: [&str; 4] = ["tổng cộng", "tổng", "cộng", "tổng số"];

impl Reader<'_> {
    /// Reads the sheet: its rows, and the figures of a total row as indicators.
    pub(in crate::workbook) fn tasks(&mut self, sheet: &Sheet, book: &mut Book) {
        let headings = [STT, LABEL, COUNT, ON_TIME, LATE, PENDING, OVERDUE];
        let Some(table) = Table::find(self, sheet, &headings) else { return };
        for row in table.rows() {
            let total =
                [STT, LABEL].iter().any(|heading| TOTALS.contains(&key(&row.text(*heading)).as_str()));
            row.cells().for_each(|(at, _)| self.task_cell(&row.at(at), total));
            let values = self.task_values(&row);
            let unread = values.iter().filter(|(_, value, _)| matches!(value, Value::Text(_)));
            let unread = unread.map(|(column, ..)| *column).collect();
            if total {
                self.keep_totals(&values, book);
            }
            let figures = values.into_iter().filter_map(|(column, value, spot)| match value {
                Value::Figure(value) => Some((column, Given { value, place: spot.place })),
                _ => None,
            });
            let figures: BTreeMap<TaskColumn, Given<Figure>> = figures.collect();
            let label = row.text(LABEL);
            if total || !figures.is_empty() || !label.is_empty() {
                book.tasks.push(TaskRow {
                    stt: row.text(STT),
                    label,
                    figures,
                    unread,
                    total,
                    place: row.place(),
                });
            }
        }
        add_columns(self.catalogue, book);
    }

    /// Reports a cell that shows no value; a total that is not calculated is added up here.
    fn task_cell(&mut self, spot: &Spot<'_>, total: bool) {
        match spot.cell.map(|cell| &cell.value) {
            Some(CellValue::NotCalculated) if total => {
                self.push(fault((codes::NOT_CALCULATED, "total"), spot, &[]).severity(Severity::Warning));
            }
            _ => self.cell(spot),
        }
    }

    fn task_values<'s>(&mut self, row: &Row<'s>) -> Vec<(TaskColumn, Value, Spot<'s>)> {
        let total = self.catalogue.task_total(TaskColumn::Count);
        let total = total.and_then(|code| self.catalogue.indicator(code.as_str()));
        let unit = total.map_or("", |total| total.unit.as_str());
        let wanted = Wanted { kind: Kind::Count, unit, allowed: &[] };
        let read = |(column, heading)| {
            let spot = row.spot(heading);
            (column, self.value(wanted, &spot), spot)
        };
        COLUMNS.into_iter().map(read).collect()
    }

    /// What a total row holds are the values of indicators; a blank cell there is none.
    fn keep_totals(&self, values: &[(TaskColumn, Value, Spot<'_>)], book: &mut Book) {
        for (column, value, spot) in values.iter().filter(|(_, value, _)| value.is_filled()) {
            if let Some(code) = self.catalogue.task_total(*column) {
                book.entries.entry(code.clone()).or_insert_with(|| Entry::read(value.clone(), spot));
            }
        }
    }
}

/// The totals that the sheet leaves blank or uncalculated, from the rows of their columns. A column with
/// a cell that was not understood has no total.
fn add_columns(catalogue: &Catalogue, book: &mut Book) {
    for (column, _) in COLUMNS {
        let Some(code) = catalogue.task_total(column) else { continue };
        let rows = || book.tasks.iter().filter(|row| !row.total);
        let figures = || rows().filter_map(|row| row.figures.get(&column));
        let given = book.entries.get(code).is_some_and(|entry| !is_uncalculated(entry));
        if given || rows().any(|row| row.unread.contains(&column)) || figures().next().is_none() {
            continue;
        }
        let total = figures().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.value.value()));
        let Some(total) = total else { continue };
        let place = book.entries.get(code).and_then(|entry| entry.place.clone());
        let value = Value::Figure(Figure::new(total));
        let (source, note) = (String::new(), String::new());
        let entry = Entry { value, origin: Origin::Formula, place, previous: None, source, note };
        book.entries.insert(code.clone(), entry);
    }
}

/// A formula that nobody has calculated yet shows nothing.
fn is_uncalculated(entry: &Entry) -> bool {
    entry.origin == Origin::Formula && entry.value == Value::Text(String::new())
}

impl Entry {
    /// A value as it stands in a cell, without anything beside it.
    pub(in crate::workbook) fn read(value: Value, spot: &Spot<'_>) -> Self {
        let formula = spot.cell.is_some_and(|cell| cell.formula);
        Self {
            value,
            origin: if formula { Origin::Formula } else { Origin::Typed },
            place: Some(spot.place.clone()),
            previous: None,
            source: String::new(),
            note: String::new(),
        }
    }
}
