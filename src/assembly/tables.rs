//! The tables of a report: the tasks of section I and the official form of the appendix.

use crate::assembly::print::Printer;
use crate::document::{Block, Frame, Mark, Merge, Paragraph, Role, Row, Run, Table, TableCell};
use crate::model::{Code, FormLine, Link, TaskColumn, TaskRow, Times, Value, day};
use crate::num::Figure;
use crate::place::Place;

/// The task table with its two-row head and its total; none where no task is given.
pub(crate) fn tasks(printer: &Printer<'_>) -> Option<Block> {
    let rows = &printer.book.tasks;
    if rows.is_empty() {
        return None;
    }
    let mut all = vec![
        Row {
            cells: vec![
                head("STT", Merge::First),
                head("Nội dung", Merge::First),
                head("Số nhiệm vụ chính", Merge::First),
                across(2, "Đã thực hiện"),
                across(2, "Đang/chưa thực hiện"),
            ],
        },
        Row {
            cells: vec![
                head("", Merge::Below),
                head("", Merge::Below),
                head("", Merge::Below),
                head("Đúng hạn", Merge::Single),
                head("Quá hạn", Merge::Single),
                head("Còn hạn", Merge::Single),
                head("Quá hạn", Merge::Single),
            ],
        },
    ];
    let mut times = Times::default();
    all.extend(rows.iter().filter(|row| !row.total).map(|row| task_row(row, times.nth(&row.label))));
    all.push(total_row(printer));
    Some(Block::Table(Table {
        frame: Frame::Grid,
        widths: printer.columns.tasks.to_vec(),
        header_rows: 2,
        rows: all,
    }))
}

fn task_row(row: &TaskRow, nth: usize) -> Row {
    let mut cells = vec![
        TableCell::text(Role::TableNumber, row.stt.clone()),
        TableCell::text(Role::TableText, row.label.clone()),
    ];
    for column in TaskColumn::ALL {
        let link = || Link::Task { label: row.label.clone(), nth, column };
        let run = row.figures.get(&column).map(|given| from_cell(given.value, &given.place, link()));
        cells.push(cell(Role::TableNumber, run.into_iter().collect()));
    }
    Row { cells }
}

fn total_row(printer: &Printer<'_>) -> Row {
    let mut label = TableCell::text(Role::TableTotal, printer.phrases.total.clone());
    label.columns = 2;
    let mut cells = vec![label];
    for column in TaskColumn::ALL {
        let code = printer.catalogue.task_total(column);
        let run = code.and_then(|code| {
            let link = Link::Figure { code: code.clone() };
            let figure = printer.today.figure(&link)?;
            let text = link.text(figure);
            Some(Run { mark: Some(Mark::Figure { code: code.clone(), figure, link }), ..Run::plain(text) })
        });
        cells.push(cell(Role::TableTotal, run.into_iter().collect()));
    }
    Row { cells }
}

/// The official form; rows that the catalogue keeps out of Word are left to the Excel appendix.
pub(crate) fn form(printer: &Printer<'_>) -> Block {
    let mut rows = vec![
        Row {
            cells: vec![
                head("STT", Merge::First),
                head("Chỉ tiêu thống kê", Merge::First),
                across(2, "Kết quả thống kê"),
                head("Ghi chú", Merge::First),
            ],
        },
        Row {
            cells: vec![
                head("", Merge::Below),
                head("", Merge::Below),
                head("Đơn vị tính", Merge::Single),
                head("Số liệu", Merge::Single),
                head("", Merge::Below),
            ],
        },
    ];
    let mut times = Times::default();
    for line in &printer.book.form {
        let nth = if indicator(printer, line).is_none() { times.nth(&line.label) } else { 0 };
        if in_word(printer, line) {
            rows.push(form_row(printer, line, nth));
        }
    }
    Block::Table(Table { frame: Frame::Grid, widths: printer.columns.form.to_vec(), header_rows: 2, rows })
}

fn in_word(printer: &Printer<'_>, line: &FormLine) -> bool {
    printer.catalogue.form_row(line.row).is_none_or(|row| row.word)
}

/// The indicator whose row of the form a line is.
fn indicator<'a>(printer: &Printer<'a>, line: &FormLine) -> Option<(&'a Code, Option<u32>)> {
    let row = printer.catalogue.form_row(line.row)?;
    Some((row.indicator.as_ref()?, row.choice))
}

fn form_row(printer: &Printer<'_>, line: &FormLine, nth: usize) -> Row {
    let known = printer.catalogue.form_row(line.row);
    let is_group = known.is_some_and(|row| row.indicator.is_none());
    let label = if is_group { Role::TableGroup } else { Role::TableText };
    Row {
        cells: vec![
            TableCell::text(Role::TableNumber, line.stt.clone()),
            TableCell::text(label, line.label.clone()),
            TableCell::text(Role::TableNumber, line.unit.clone()),
            cell(Role::TableNumber, vec![value(printer, line, nth)]),
            TableCell::text(Role::TableText, line.note.clone()),
        ],
    }
}

/// A form's value as the form prints it.
fn value(printer: &Printer<'_>, line: &FormLine, nth: usize) -> Run {
    match &line.value {
        Value::Figure(_) => {
            let Some(figure) = line.printed() else { return Run::default() };
            match indicator(printer, line) {
                Some((code, choice)) => {
                    let link = Link::Form { code: code.clone(), choice };
                    let text = link.text(figure);
                    Run { mark: Some(Mark::Figure { code: code.clone(), figure, link }), ..Run::plain(text) }
                }
                None => from_cell(figure, &line.place, Link::Row { label: line.label.clone(), nth }),
            }
        }
        Value::NotApplicable => Run::plain("-"),
        Value::Text(text) => Run::words(text.clone(), &line.place),
        Value::Items(items) => Run::plain(items.join("\n")),
        Value::Date(date) => Run::plain(day(*date)),
        Value::Blank => Run::default(),
    }
}

/// A figure that belongs to a cell and to no indicator.
fn from_cell(figure: Figure, place: &Place, link: Link) -> Run {
    let text = link.text(figure);
    Run { mark: Some(Mark::Cell { place: place.clone(), figure, link }), ..Run::plain(text) }
}

fn head(text: &str, merge: Merge) -> TableCell {
    TableCell { merge, ..TableCell::text(Role::TableHead, text) }
}

fn across(columns: usize, text: &str) -> TableCell {
    TableCell { columns, ..TableCell::text(Role::TableHead, text) }
}

fn cell(role: Role, runs: Vec<Run>) -> TableCell {
    let block = Block::Paragraph(Paragraph { role, section: None, label: None, runs });
    TableCell { columns: 1, merge: Merge::Single, blocks: vec![block] }
}
