//! What a printed figure comes from, and what it prints today: the one place where figures of a workbook become
//! figures of a report.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::book::{Book, FormLine, TaskRow, Value};
use crate::model::catalogue::{Catalogue, Indicator, Kind, TaskColumn};
use crate::model::code::Code;
use crate::model::relation::{Operand, Relation};
use crate::num::{Figure, percent};
use crate::place::Place;

/// The decimals of a change in percent.
const DECIMALS: u32 = 1;

/// What a printed figure comes from (liên kết): the same in every workbook of a report type, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Link {
    /// An indicator, as text prints it.
    Figure {
        /// The indicator.
        code: Code,
    },
    /// An indicator, as its row of the form prints it.
    Form {
        /// The indicator.
        code: Code,
        /// The answer that the row stands for, where the indicator spans several rows.
        choice: Option<u32>,
    },
    /// A row of the form that the report type does not know, by its words.
    Row {
        /// Chỉ tiêu thống kê, as the row has it.
        label: String,
        /// Which of the rows with these words, from 0.
        nth: usize,
    },
    /// A cell of the task table, by the words of its task.
    Task {
        /// Nội dung.
        label: String,
        /// Which of the tasks with these words, from 0.
        nth: usize,
        /// The column.
        column: TaskColumn,
    },
    /// How much an indicator changed since last period.
    Change {
        /// The indicator.
        code: Code,
    },
    /// How many percent of last period's figure that is.
    Share {
        /// The indicator.
        code: Code,
    },
    /// The word that says which way it changed.
    Direction {
        /// The indicator.
        code: Code,
        /// Which way the word says.
        way: Way,
    },
}

/// Which way a figure changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// More than before (tăng).
    Up,
    /// Less than before (giảm).
    Down,
    /// As before (bằng).
    Same,
}

/// How much an indicator changed since last period.
pub(crate) struct Change<'a> {
    pub(crate) indicator: &'a Indicator,
    /// A decrease below zero.
    pub(crate) size: Figure,
    /// The indicator that states the change, where it is typed.
    pub(crate) stated: Option<&'a Code>,
    /// The change in percent of last period's figure.
    pub(crate) share: Option<Figure>,
}

/// What a book says of every link.
pub(crate) struct Today<'a> {
    pub(crate) book: &'a Book,
    pub(crate) catalogue: &'a Catalogue,
    tasks: HashMap<(&'a str, usize), &'a TaskRow>,
    rows: HashMap<(&'a str, usize), &'a FormLine>,
    form: HashMap<(&'a Code, Option<u32>), &'a FormLine>,
}

impl Way {
    /// Which way a change goes.
    pub fn of(change: Decimal) -> Self {
        match change {
            zero if zero.is_zero() => Self::Same,
            less if less.is_sign_negative() => Self::Down,
            _ => Self::Up,
        }
    }
}

impl Link {
    /// A figure as it is printed here: a change without its minus, which a word says.
    pub(crate) fn text(&self, figure: Figure) -> String {
        match self {
            Self::Change { .. } => Figure::new(figure.value().abs()).to_string(),
            Self::Share { .. } => Figure::percent(figure.value().abs()).to_string(),
            _ => figure.to_string(),
        }
    }

    /// The indicator, where there is one.
    pub fn code(&self) -> Option<&Code> {
        match self {
            Self::Figure { code }
            | Self::Form { code, .. }
            | Self::Change { code }
            | Self::Share { code }
            | Self::Direction { code, .. } => Some(code),
            Self::Row { .. } | Self::Task { .. } => None,
        }
    }

    /// Whether it prints what was computed from this period's figure and last period's.
    pub fn is_change(&self) -> bool {
        matches!(self, Self::Change { .. } | Self::Share { .. } | Self::Direction { .. })
    }
}

impl FormLine {
    /// The figure as the form prints it: a rate without its sign where the unit column has it.
    pub(crate) fn printed(&self) -> Option<Figure> {
        let Value::Figure(figure) = self.value else { return None };
        Some(match figure.is_percent() && self.unit.contains('%') {
            true => Figure::new(figure.value()).with_qualifier(figure.qualifier()),
            false => figure,
        })
    }
}

impl<'a> Today<'a> {
    pub(crate) fn new(book: &'a Book, catalogue: &'a Catalogue) -> Self {
        let tasks = book.tasks.iter().filter(|row| !row.total);
        let known = |line: &&FormLine| catalogue.form_row(line.row).and_then(|row| row.indicator.as_ref());
        let mut form = HashMap::new();
        for line in &book.form {
            let Some(row) = catalogue.form_row(line.row) else { continue };
            if let Some(code) = &row.indicator {
                form.entry((code, row.choice)).or_insert(line);
            }
        }
        Self {
            book,
            catalogue,
            tasks: numbered(tasks.map(|row| (row.label.as_str(), row))),
            rows: numbered(
                book.form.iter().filter(|line| known(line).is_none()).map(|line| (line.label.as_str(), line)),
            ),
            form,
        }
    }

    /// The figure as it is printed today; none where the workbook does not give it.
    pub(crate) fn figure(&self, link: &Link) -> Option<Figure> {
        match link {
            Link::Figure { code } => {
                let indicator = self.catalogue.indicator(code.as_str())?;
                Some(indicator.printed(self.book.figure(code.as_str())?))
            }
            Link::Form { code, choice } => self.form.get(&(code, *choice))?.printed(),
            Link::Row { label, nth } => self.rows.get(&(label.as_str(), *nth))?.printed(),
            Link::Task { label, nth, column } => {
                Some(self.tasks.get(&(label.as_str(), *nth))?.figures.get(column)?.value)
            }
            Link::Change { code } => {
                Some(self.change(code.as_str())?.size).filter(|size| !size.value().is_zero())
            }
            Link::Share { code } => {
                let change = self.change(code.as_str())?;
                change.share.filter(|_| !change.size.value().is_zero())
            }
            Link::Direction { code, .. } => Some(self.change(code.as_str())?.size),
        }
    }

    /// What is printed today.
    pub(crate) fn text(&self, link: &Link) -> Option<String> {
        self.figure(link).map(|figure| link.text(figure))
    }

    /// The cells behind a link: that of its figure, and for a change last period's where it is in the same workbook.
    pub(crate) fn places(&self, link: &Link) -> Vec<Place> {
        let own = match link {
            Link::Form { code, choice } => self.form.get(&(code, *choice)).map(|line| line.place.clone()),
            Link::Row { label, nth } => self.rows.get(&(label.as_str(), *nth)).map(|line| line.place.clone()),
            Link::Task { label, nth, column } => self
                .tasks
                .get(&(label.as_str(), *nth))
                .and_then(|row| Some(row.figures.get(column)?.place.clone())),
            _ => None,
        };
        let code = link.code().map(Code::as_str);
        let own = own.or_else(|| self.book.entry(code?)?.place.clone());
        let before = code.filter(|_| link.is_change()).and_then(|code| self.book.before(code));
        let before = before.filter(|before| before.file.is_none()).map(|before| before.place);
        own.into_iter().chain(before).collect()
    }

    /// How much an indicator changed: what is typed of it, or else this period's figure less last period's.
    pub(crate) fn change(&self, code: &str) -> Option<Change<'a>> {
        let (base, typed) = self.growth(code);
        let indicator = self.catalogue.indicator(base)?;
        let now = self.book.figure(base).map(|figure| figure.value());
        let before = self.book.before(base).map(|before| before.figure.value());
        let apart = now.zip(before).and_then(|(now, before)| now.checked_sub(before));
        let typed = typed.and_then(|code| Some((code, self.book.figure(code.as_str())?)));
        let (size, stated) = match typed {
            Some((code, figure)) => (figure, Some(code)),
            None => (Figure::new(apart?), None),
        };
        let share = apart.zip(before).filter(|_| indicator.kind != Kind::Rate).and_then(share);
        Some(Change { indicator, size, stated, share })
    }

    /// The indicator that changes, and the one that says how much it does, where the report type has one.
    fn growth<'c>(&self, code: &'c str) -> (&'c str, Option<&'a Code>)
    where
        'a: 'c,
    {
        let stated = self.catalogue.relations.iter().find_map(|declared| match &declared.relation {
            Relation::Growth { change: Operand::Now(change), now: Operand::Now(now), .. }
                if [change.as_str(), now.as_str()].contains(&code) =>
            {
                Some((now.as_str(), Some(change)))
            }
            _ => None,
        });
        stated.unwrap_or((code, None))
    }
}

/// The change in percent; none of nothing, and none that would print as 0%.
fn share((apart, before): (Decimal, Decimal)) -> Option<Figure> {
    let share = percent(apart, before, DECIMALS)?;
    (before > Decimal::ZERO && !share.is_zero()).then(|| Figure::percent(share))
}

/// How often words have been met: two rows may have the same.
#[derive(Default)]
pub(crate) struct Times<'a>(HashMap<&'a str, usize>);

impl<'a> Times<'a> {
    /// How many things before this one have its words.
    pub(crate) fn nth(&mut self, words: &'a str) -> usize {
        let times = self.0.entry(words).or_default();
        *times += 1;
        *times - 1
    }
}

/// Things by their words and by which of those with the same words they are.
fn numbered<'a, T>(things: impl Iterator<Item = (&'a str, T)>) -> HashMap<(&'a str, usize), T> {
    let mut times = Times::default();
    things.map(|(words, thing)| ((words, times.nth(words)), thing)).collect()
}
