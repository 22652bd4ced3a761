//! The sheet `Nhiệm vụ`: the task table of section I.

use std::collections::BTreeMap;

use super::grid::Sheet;
use super::header::{Heading, Row, Table};
use super::reader::{Reader, Spot};
use super::values::Wanted;
use super::words::key;
use crate::model::{Book, Entry, Given, Kind, Origin, TaskColumn, TaskRow, Value};
use crate::num::Figure;

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
    pub(super) fn tasks(&mut self, sheet: &Sheet, book: &mut Book) {
        let headings = [STT, LABEL, COUNT, ON_TIME, LATE, PENDING, OVERDUE];
        let Some(table) = Table::find(self, sheet, &headings) else { return };
        self.cells(&table);
        for row in table.rows() {
            let total =
                [STT, LABEL].iter().any(|heading| TOTALS.contains(&key(&row.text(*heading)).as_str()));
            let values = self.task_values(&row);
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
                book.tasks.push(TaskRow { stt: row.text(STT), label, figures, total, place: row.place() });
            }
        }
    }

    fn task_values<'s>(&mut self, row: &Row<'s>) -> Vec<(TaskColumn, Value, Spot<'s>)> {
        let wanted = Wanted { kind: Kind::Count, unit: "nhiệm vụ", allowed: &[] };
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

impl Entry {
    /// A value as it stands in a cell, without anything beside it.
    pub(super) fn read(value: Value, spot: &Spot<'_>) -> Self {
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
