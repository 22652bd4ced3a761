//! The sheet `Nhiệm vụ`: the task table, its total row last.

use crate::error::Result;
use crate::model::{Book, Catalogue, Kind, TaskColumn, TaskRow, Value};
use crate::num::Figure;
use crate::output::appendix::value::{Beside, Ink};
use crate::output::columns::tasks;
use crate::output::measure::lines;
use crate::output::sheet::{Pen, SIZE};
use crate::place::CellRef;

/// The row of the first task.
pub(super) const FIRST: u32 = tasks::HEADER;
/// Stands for words that were no figure; the review says which.
const UNREAD: &str = "?";

/// A row of the table.
pub(super) struct Line<'a> {
    /// The workbook's row; none for totals that only we added up.
    pub(super) row: Option<&'a TaskRow>,
    pub(super) label: &'a str,
    pub(super) figures: [Option<Figure>; 5],
    pub(super) total: bool,
}

/// Every row of the table, totals last; none where the workbook has no task.
pub(super) fn lines_of<'a>(book: &'a Book, catalogue: &Catalogue) -> Vec<Line<'a>> {
    let of = |row: &'a TaskRow| {
        let figures = TaskColumn::ALL.map(|column| row.figures.get(&column).map(|given| given.value));
        Line { row: Some(row), label: &row.label, figures, total: row.total }
    };
    let mut lines: Vec<Line> = book.tasks.iter().filter(|row| !row.total).map(of).collect();
    let tasks = lines.len();
    lines.extend(book.tasks.iter().filter(|row| row.total).map(of));
    let added = TaskColumn::ALL.map(|column| {
        let entry = book.entry(catalogue.task_total(column)?.as_str())?;
        match entry.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        }
    });
    match lines.get_mut(tasks) {
        Some(total) => total.figures = added,
        None if added.iter().any(Option::is_some) => {
            lines.push(Line { row: None, label: "Tổng cộng", figures: added, total: true });
        }
        None => {}
    }
    lines
}

/// What stands beside a figure of the table.
pub(super) const BESIDE: Beside<'static> = Beside { unit: "nhiệm vụ", kind: Some(Kind::Count) };

/// Writes the header and every row.
pub(super) fn write(pen: &mut Pen, rows: &[Line], ink: &mut Ink) -> Result<()> {
    pen.tasks_header(&ink.looks.header)?;
    pen.freeze(CellRef::new(FIRST, tasks::FIGURES))?;
    for (row, line) in (FIRST..).zip(rows) {
        let looks = &ink.looks;
        let (label, centre) =
            if line.total { (&looks.group, &looks.group_centre) } else { (&looks.text, &looks.centre) };
        pen.text(CellRef::new(row, tasks::STT), line.row.map_or("", |row| &row.stt), centre)?;
        pen.text(CellRef::new(row, tasks::LABEL), line.label, label)?;
        pen.height(row, lines(line.label, tasks::LINE), SIZE)?;
        for ((column, figure), name) in (tasks::FIGURES..).zip(&line.figures).zip(TaskColumn::ALL) {
            let at = CellRef::new(row, column);
            let unread = line.row.is_some_and(|row| row.unread.contains(&name));
            match figure {
                Some(figure) => ink.figure(pen, at, (figure, BESIDE))?,
                None => pen.text(at, if unread { UNREAD } else { "" }, &ink.looks.centre)?,
            }
        }
    }
    let last = (FIRST..).zip(rows).last().map_or(FIRST, |(row, _)| row);
    pen.numbers_as_text(tasks::STT, (FIRST, last))
}
