//! The sheet `Nhiệm vụ`: the task table of section I.

use std::collections::BTreeMap;

use super::grid::Sheet;
use super::header::{Heading, Row, Table};
use super::reader::Reader;
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
            let figures = COLUMNS.into_iter().filter_map(|(column, heading)| {
                let figure = self.task_figure(&row, (column, heading), total, book)?;
                Some((column, figure))
            });
            let figures: BTreeMap<TaskColumn, Given<Figure>> = figures.collect();
            let label = row.text(LABEL);
            if total || !figures.is_empty() || !label.is_empty() {
                book.tasks.push(TaskRow { stt: row.text(STT), label, figures, total, place: row.place() });
            }
        }
    }

    /// The figure of a column; in the total row also the value of its indicator.
    fn task_figure(
        &mut self,
        row: &Row<'_>,
        (column, heading): (TaskColumn, Heading),
        total: bool,
        book: &mut Book,
    ) -> Option<Given<Figure>> {
        let spot = row.spot(heading);
        let value = self.value(Wanted { kind: Kind::Count, unit: "nhiệm vụ", allowed: &[] }, &spot);
        if let Some(code) = self.catalogue.task_total(column).filter(|_| total && spot.cell.is_some()) {
            let entry = Entry::read(value.clone(), &spot);
            book.entries.entry(code.clone()).or_insert(entry);
        }
        match value {
            Value::Figure(value) => Some(Given { value, place: spot.place }),
            _ => None,
        }
    }
}

impl Entry {
    /// A value as it stands in a cell, without anything beside it.
    pub(super) fn read(value: Value, spot: &super::reader::Spot<'_>) -> Self {
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
