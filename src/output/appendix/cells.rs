//! Which cell of the appendix holds which figure of the workbook, and what is in it.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::{Book, Catalogue, Code, Indicator, Kind, Operand, TaskColumn, Value, sheets};
use crate::num::Figure;
use crate::output::appendix::value::Beside;
use crate::output::appendix::{figures, form, tasks};
use crate::output::columns;
use crate::place::CellRef;

/// The rows of the three sheets with figures.
pub(super) struct Rows<'a> {
    pub(super) form: Vec<form::Line<'a>>,
    /// The row of the form's first line.
    pub(super) first: u32,
    pub(super) tasks: Vec<tasks::Line<'a>>,
    pub(super) figures: Vec<figures::Line<'a>>,
}

/// A cell that holds a figure, or may.
#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    pub(super) sheet: &'static str,
    pub(super) at: CellRef,
    /// What it is, in the words of the form.
    pub(super) label: Cow<'a, str>,
    pub(super) held: Held,
    /// The digits after the point that are shown.
    pub(super) decimals: u32,
    /// Exact counts have no tolerance; others are rounded at their last printed digit.
    pub(super) exact: bool,
    /// What one counts: thousands in a row of `nghìn đồng`.
    pub(super) factor: Decimal,
    pub(super) form: Form,
    /// Whether the figure is a percentage.
    pub(super) percent: bool,
}

/// How a cell holds its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As the number shown.
    Plain,
    /// As the share that a percent format shows a hundredfold.
    Share,
    /// As the lines of a list, of which there are so many.
    List,
}

/// What is in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// A number, as shown.
    Number(Decimal),
    /// So many items of a list.
    Items(usize),
    /// `-`.
    Dash,
    /// Nothing, or words.
    Nothing,
}

/// Every such cell, by the indicator whose value it holds.
pub(super) struct Cells<'a> {
    now: HashMap<&'a Code, Cell<'a>>,
    before: HashMap<&'a Code, Cell<'a>>,
    /// The cells of the task table, row by row.
    pub(super) tasks: Vec<[Cell<'a>; 5]>,
}

impl<'a> Rows<'a> {
    /// The rows of a book; the form's first line stands at `first`.
    pub(super) fn of(book: &'a Book, catalogue: &'a Catalogue, first: u32) -> Self {
        Self {
            form: form::lines(book, catalogue),
            first,
            tasks: tasks::lines_of(book, catalogue),
            figures: figures::lines_of(book, catalogue),
        }
    }
}

impl<'a> Cells<'a> {
    /// The cells of these rows.
    pub(super) fn of(rows: &Rows<'a>, catalogue: &'a Catalogue) -> Self {
        let many = catalogue.indicators.len();
        let mut cells = Self { now: HashMap::with_capacity(many), before: HashMap::new(), tasks: Vec::new() };
        for (row, line) in (rows.first..).zip(&rows.form) {
            if let Some(indicator) = line.indicator {
                let at = (sheets::FORM, CellRef::new(row, columns::form::VALUE));
                cells.add(indicator, Cell::of(indicator, at, (line.value, line.beside())));
            }
        }
        for (row, (indicator, entry)) in (figures::FIRST..).zip(&rows.figures) {
            let beside = figures::beside(indicator);
            let at = (sheets::FIGURES, CellRef::new(row, columns::figures::VALUE));
            cells.add(indicator, Cell::of(indicator, at, (&entry.value, beside)));
            let at = (sheets::FIGURES, CellRef::new(row, columns::figures::BEFORE));
            let given = entry.previous.as_ref().map_or(&Value::Blank, |previous| &previous.value);
            let mut before = Cell::of(indicator, at, (given, beside));
            before.label.to_mut().push_str(" (kỳ trước)");
            cells.before.insert(&indicator.code, before);
        }
        cells.add_tasks(&rows.tasks, catalogue);
        cells
    }

    /// Of several rows that stand for one answer each, the one that is answered holds the value.
    fn add(&mut self, indicator: &'a Indicator, cell: Cell<'a>) {
        let is_number = |cell: &Cell| matches!(cell.held, Held::Number(_));
        let known = self.now.get(&indicator.code);
        if known.is_none_or(|known| !is_number(known) && is_number(&cell)) {
            self.now.insert(&indicator.code, cell);
        }
    }

    fn add_tasks(&mut self, lines: &[tasks::Line<'a>], catalogue: &'a Catalogue) {
        for (row, line) in (tasks::FIRST..).zip(lines) {
            let mut column = columns::tasks::FIGURES;
            let cells = line.figures.map(|figure| {
                let cell = Cell::of_task(line.label, CellRef::new(row, column), figure);
                column += 1;
                cell
            });
            if line.total {
                for (column, cell) in TaskColumn::ALL.into_iter().zip(&cells) {
                    let code = catalogue.task_total(column);
                    if let Some(indicator) = code.and_then(|code| catalogue.indicator(code.as_str())) {
                        let label = Cow::Borrowed(indicator.label.as_str());
                        self.add(indicator, Cell { label, ..cell.clone() });
                    }
                }
            }
            self.tasks.push(cells);
        }
    }

    /// The cell of an indicator's value.
    pub(super) fn now(&self, code: &Code) -> Option<&Cell<'a>> {
        self.now.get(code)
    }

    /// The cell of an indicator's value of last period.
    pub(super) fn before(&self, code: &Code) -> Option<&Cell<'a>> {
        self.before.get(code)
    }

    /// The cell of a side of a declared relation.
    pub(super) fn side(&self, side: &Operand) -> Option<&Cell<'a>> {
        match side {
            Operand::Now(code) => self.now(code),
            Operand::Before(code) => self.before(code),
        }
    }
}

impl<'a> Cell<'a> {
    fn of(
        indicator: &'a Indicator,
        (sheet, at): (&'static str, CellRef),
        (value, beside): (&Value, Beside),
    ) -> Self {
        let mut cell = Self {
            sheet,
            at,
            label: Cow::Borrowed(&indicator.label),
            held: Held::Nothing,
            decimals: if indicator.kind.is_exact() { 0 } else { indicator.decimals },
            exact: indicator.kind.is_exact() || indicator.kind == Kind::List,
            factor: Decimal::ONE,
            form: if indicator.kind == Kind::List { Form::List } else { Form::Plain },
            percent: indicator.kind == Kind::Rate,
        };
        if indicator.kind.is_numeric() && indicator.kind != Kind::Rate {
            cell.factor = indicator.magnitude().factor();
            cell.exact &= cell.factor == Decimal::ONE;
        }
        match value {
            Value::Figure(figure) => cell.hold(figure, beside),
            Value::Items(items) => cell.held = Held::Items(items.len()),
            Value::NotApplicable => cell.held = Held::Dash,
            _ => {}
        }
        cell
    }

    fn of_task(label: &'a str, at: CellRef, figure: Option<Figure>) -> Self {
        let mut cell = Self {
            sheet: sheets::TASKS,
            at,
            label: Cow::Borrowed(label),
            held: Held::Nothing,
            decimals: 0,
            exact: true,
            factor: Decimal::ONE,
            form: Form::Plain,
            percent: false,
        };
        if let Some(figure) = &figure {
            cell.hold(figure, tasks::BESIDE);
        }
        cell
    }

    /// Takes a figure, where a spreadsheet holds it as a number.
    fn hold(&mut self, figure: &Figure, beside: Beside) {
        if beside.is_share(figure) {
            self.form = Form::Share;
        }
        if self.form == Form::Share || beside.number(figure).is_some() {
            self.held = Held::Number(figure.value());
            self.decimals = figure.decimals();
            self.percent = figure.is_percent();
        }
    }

    /// `='Số liệu'!$D$9`.
    pub(super) fn fixed(&self) -> String {
        let address = self.at.to_string();
        let digits = address.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let (column, row) = address.split_at(digits);
        ["='", self.sheet, "'!$", column, "$", row].concat()
    }

    /// The number in it, as it stands there.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.held {
            Held::Number(number) if self.form == Form::Plain => Some(number),
            _ => None,
        }
    }
}
