//! The book of one report: what the workbook says, typed, each value with its place.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::model::catalogue::TaskColumn;
use crate::model::code::Code;
use crate::model::info::{Given, Info};
use crate::model::previous::Previous;
use crate::model::writing;
use crate::num::Figure;
use crate::place::Place;

/// What one workbook says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// The sheet `Thông tin`.
    pub info: Info,
    /// The sheet `Nhiệm vụ`.
    pub tasks: Vec<TaskRow>,
    /// The sheet `Phụ lục 1`, every row as it stands.
    pub form: Vec<FormLine>,
    /// Every indicator that has a row, from the form, the figures and the task totals.
    pub entries: BTreeMap<Code, Entry>,
    /// The sheet `Văn bản`.
    pub documents: Vec<Issued>,
    /// The sheet `Nội dung`.
    pub paragraphs: Vec<FreeParagraph>,
    /// The sheet `Chú thích`.
    pub notes: Vec<NoteText>,
    /// The workbook of an earlier period, where one was given.
    pub previous: Option<Box<Previous>>,
}

/// A value of an indicator. Blank, not applicable and 0 are three different things.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Not filled in.
    Blank,
    /// `-`: does not apply here.
    NotApplicable,
    /// A figure.
    Figure(Figure),
    /// A day.
    Date(NaiveDate),
    /// The items of a list.
    Items(Vec<String>),
    /// Words.
    Text(String),
}

/// What the workbook says of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its value.
    pub value: Value,
    /// How the value came about.
    pub origin: Origin,
    /// The cell of the value; a total row that is not in the sheet has none.
    pub place: Option<Place>,
    /// Kỳ trước, last period's value; none where the cell is blank.
    pub previous: Option<Given<Value>>,
    /// Nguồn: the outside system a figure was taken from.
    pub source: String,
    /// Ghi chú.
    pub note: String,
}

/// How a value came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Typed in.
    Typed,
    /// The cached result of the workbook's own formula.
    Formula,
    /// Filled from a relation, an index into [`Catalogue::relations`](crate::model::Catalogue).
    Derived(usize),
}

/// A row of the task table.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskRow {
    /// STT as printed.
    pub stt: String,
    /// Nội dung.
    pub label: String,
    /// The figures by column; a blank cell is absent.
    pub figures: BTreeMap<TaskColumn, Given<Figure>>,
    /// The columns whose cell holds something that is no figure.
    pub unread: Vec<TaskColumn>,
    /// Whether it is the total row (Tổng cộng).
    pub total: bool,
    /// The row's first cell.
    pub place: Place,
}

/// A row of the form as the workbook has it.
#[derive(Debug, Clone, PartialEq)]
pub struct FormLine {
    /// STT as printed.
    pub stt: String,
    /// Chỉ tiêu thống kê.
    pub label: String,
    /// Đơn vị tính.
    pub unit: String,
    /// Số liệu.
    pub value: Value,
    /// Ghi chú.
    pub note: String,
    /// The catalogue's row, an index into [`Catalogue::form`](crate::model::Catalogue); none for an unknown row.
    pub row: Option<usize>,
    /// The cell of the value.
    pub place: Place,
}

/// A document issued, relied on or cited (sheet `Văn bản`).
#[derive(Debug, Clone, PartialEq)]
pub struct Issued {
    /// Its code.
    pub code: Code,
    /// The section whose list it belongs to.
    pub section: Option<String>,
    /// What it does in the report.
    pub role: DocumentRole,
    /// Loại, as `Kế hoạch`.
    pub kind: String,
    /// Số, ký hiệu, as printed.
    pub number: Given<String>,
    /// Ngày.
    pub date: Option<Given<DocumentDate>>,
    /// Cơ quan ban hành; blank is our own.
    pub issuer: String,
    /// Trích yếu.
    pub subject: String,
    /// The row's code cell.
    pub place: Place,
}

/// What a document does in the report (Vai trò).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentRole {
    /// An item of its section's list.
    Item,
    /// A basis of the report (căn cứ).
    Basis,
    /// Only cited (viện dẫn).
    Cited,
}

/// The date of a document: a day, or only month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentDate {
    /// A day.
    Day(NaiveDate),
    /// Month and year.
    Month {
        /// The year.
        year: i32,
        /// The month, from 1.
        month: u32,
    },
}

/// A row of the sheet `Nội dung`: one paragraph, or where a section's block goes.
#[derive(Debug, Clone, PartialEq)]
pub struct FreeParagraph {
    /// The section's number.
    pub section: String,
    /// What the row is.
    pub level: Level,
    /// Its text.
    pub text: Vec<Inline>,
    /// The cell.
    pub place: Place,
}

/// What a row of `Nội dung` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A paragraph.
    Paragraph,
    /// An item, typed with a leading `-`.
    Item,
    /// A sub-item, typed with a leading `+`.
    SubItem,
    /// A run-in title, typed with a leading `*`.
    RunIn,
    /// `{số liệu}`: the section's figures go here.
    Figures,
    /// `{văn bản}`: the section's documents go here.
    Documents,
}

/// A piece of a free paragraph or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words, as they are.
    Text(String),
    /// `{mã}`: the figure.
    Figure(Code),
    /// `{vb:mã}`: the citation.
    Citation(Code),
    /// `[^mã]`: a footnote.
    Note(Code),
}

/// A footnote (sheet `Chú thích`).
#[derive(Debug, Clone, PartialEq)]
pub struct NoteText {
    /// Its code.
    pub code: Code,
    /// Its text.
    pub text: Vec<Inline>,
    /// The indicator that its items add up to (Giải thích cho).
    pub explains: Option<Code>,
    /// The cell of the text.
    pub place: Place,
}

impl Book {
    /// What the workbook says of an indicator.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries.get(code)
    }

    /// An indicator's figure, if it has one.
    pub fn figure(&self, code: &str) -> Option<Figure> {
        match self.entry(code)?.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The document of a code.
    pub fn document(&self, code: &str) -> Option<&Issued> {
        self.documents.iter().find(|document| document.code.as_str() == code)
    }

    /// The note of a code.
    pub fn note(&self, code: &str) -> Option<&NoteText> {
        self.notes.iter().find(|note| note.code.as_str() == code)
    }
}

impl DocumentDate {
    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Month { year, .. } => year,
        }
    }
}

impl std::fmt::Display for DocumentDate {
    /// `06/9/2023`, or `9/2023` where the day is not known.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(date) => f.write_str(&writing::day(*date)),
            Self::Month { year, month } => write!(f, "{}/{year}", writing::month(*month)),
        }
    }
}

impl Value {
    /// Whether something is filled in; `-` counts.
    pub fn is_filled(&self) -> bool {
        !matches!(self, Self::Blank)
    }
}
