//! The catalogue (danh mục chỉ tiêu) of a report type: its indicators, form, sections and relations.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::code::Code;
use crate::model::info::Info;
use crate::model::memo::Memo;
use crate::model::period::{Period, PeriodKey};
use crate::model::relation::{Operand, Relation};
use crate::model::sheets;
use crate::num::{Figure, Magnitude};

/// Everything about a report type that is neither wording nor layout, read from its `catalogue.toml`.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The folder's name, as `bao-cao-cchc-xa`.
    pub name: String,
    /// The report's title for people.
    pub title: String,
    /// The catalogue's version.
    pub version: String,
    /// The indicators in the order of the file.
    pub indicators: Vec<Indicator>,
    /// The rows of the official form (`Phụ lục 1`) in print order.
    pub form: Vec<FormRow>,
    /// The trích yếu unless the workbook gives its own, with `{kỳ}` for the period.
    pub subject: String,
    /// The title of the form in print, with `{kỳ}` for the period.
    pub form_title: String,
    /// What stands above the form's title: `Phụ lục`.
    pub form_heading: String,
    /// The report that the form belongs to, with `{số}`, `{ký hiệu}`, `{ngày}` and `{cơ quan}`.
    pub form_reference: String,
    /// The sections of the report in print order.
    pub sections: Vec<Section>,
    /// The reporting periods this report knows.
    pub periods: Vec<(PeriodKey, Period)>,
    /// The rows that an empty task table starts with.
    pub task_rows: Vec<String>,
    /// The indicators that hold the task table's totals, by column.
    pub task_totals: Vec<(TaskColumn, Code)>,
    /// What must hold between indicators.
    pub relations: Vec<Declared>,
    /// How the items of a figure's note relate to it.
    pub notes: Vec<NoteRule>,
    /// Position of each indicator by its code.
    pub(crate) index: HashMap<Code, usize>,
    /// Units that are two names of one.
    pub(crate) same_units: Vec<Vec<String>>,
    /// The indicators by the words of their names; none where several have one name.
    pub(crate) named: Memo<HashMap<Vec<u64>, Option<Code>>>,
}

/// An indicator (chỉ tiêu): one quantity or fact of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its code.
    pub code: Code,
    /// Its official label.
    pub label: String,
    /// Its unit (đơn vị tính) as printed after a figure: `hồ sơ`, `%`.
    pub unit: String,
    /// What kind of value it has.
    pub kind: Kind,
    /// Which sheet holds it.
    pub home: Home,
    /// The section it belongs to, as `II.2.b`; a note on it stands at its first printing there.
    pub section: Option<String>,
    /// Other names officials use for it.
    pub synonyms: Vec<String>,
    /// Decimals of a computed figure.
    pub decimals: u32,
    /// Codes with their meanings, for [`Kind::Code`].
    pub allowed: Vec<(u32, String)>,
    /// The periods in which it must be filled in; empty where it may stay blank.
    pub required: Vec<PeriodKey>,
    /// Whether it runs on from the year's start, so that it cannot fall within a year.
    pub cumulative: bool,
}

/// What kind of value an indicator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// A whole number of things, exact.
    Count,
    /// An amount of money or another measured quantity, rounded at its last printed digit.
    Amount,
    /// A rate in percent, rounded at its last printed digit.
    Rate,
    /// One of the allowed codes (`Không = 0, Có = 1`).
    Code,
    /// A day.
    Date,
    /// Items, one a line.
    List,
    /// Words.
    Text,
}

/// Where an indicator's value is typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A row of the form, sheet `Phụ lục 1`.
    Form,
    /// A row of the sheet `Số liệu`.
    Figures,
    /// The total row of the sheet `Nhiệm vụ`.
    Tasks,
}

/// A row of the official form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The number printed in the row (STT), empty where the row has none.
    pub stt: String,
    /// The nearest number above, the row's own included.
    pub under: String,
    /// The label (Chỉ tiêu thống kê).
    pub label: String,
    /// The unit column's text, as `Không = 0` over `Có = 1`.
    pub unit: String,
    /// The note column's text as the superior office sends it.
    pub note: String,
    /// The indicator whose value stands here; none for a group row.
    pub indicator: Option<Code>,
    /// The indicator that a count in the row's note is: `2 nhiệm vụ chưa hoàn thành`.
    pub remark: Option<Code>,
    /// The code that this row stands for, where one indicator spans several rows.
    pub choice: Option<u32>,
    /// Whether the row is printed in the Word report's appendix.
    pub word: bool,
}

/// A section of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its number as the report prints it: `II.2.b`.
    pub number: String,
    /// Its title, with `{kỳ}`, `{kỳ sau}` and `{trong kỳ}` for the period's words.
    pub title: String,
}

/// A relation that the catalogue states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The relation.
    pub relation: Relation<Operand>,
    /// How much it accuses.
    pub weight: Weight,
    /// The catalogue file it stands in: a report type may extend another.
    pub file: Arc<str>,
    /// The line it stands on.
    pub line: usize,
}

/// How the items of a figure's note relate to the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRule {
    /// The figure that the note explains.
    pub figure: Code,
    /// What its items are to it.
    pub items: NoteItems,
    /// The catalogue file it stands in: a report type may extend another.
    pub file: Arc<str>,
    /// The line it stands on.
    pub line: usize,
}

/// What the items of a note are to the figure it explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteItems {
    /// Their figures add up to it.
    Sum,
    /// Their number is the figure.
    List,
    /// They single out a part: at most the figure.
    Part,
}

/// How much a relation that fails accuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// It must hold: an error.
    Must,
    /// It should hold: a warning.
    Should,
}

/// A column of the task table (sheet `Nhiệm vụ`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskColumn {
    /// Số nhiệm vụ chính.
    Count,
    /// Đã thực hiện, đúng hạn.
    OnTime,
    /// Đã thực hiện, quá hạn.
    Late,
    /// Đang/chưa thực hiện, còn hạn.
    Pending,
    /// Đang/chưa thực hiện, quá hạn.
    Overdue,
}

impl TaskColumn {
    /// The columns in print order.
    pub const ALL: [Self; 5] = [Self::Count, Self::OnTime, Self::Late, Self::Pending, Self::Overdue];

    /// The column's name in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Pending => "pending",
            Self::Overdue => "overdue",
        }
    }

    /// The column's heading, whole.
    pub fn label(self) -> &'static str {
        match self {
            Self::Count => "Số nhiệm vụ chính",
            Self::OnTime => "Đã thực hiện đúng hạn",
            Self::Late => "Đã thực hiện quá hạn",
            Self::Pending => "Đang/chưa thực hiện, còn hạn",
            Self::Overdue => "Đang/chưa thực hiện, quá hạn",
        }
    }
}

impl Catalogue {
    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators.get(*self.index.get(code)?)
    }

    /// The form's row that a line of the workbook was recognised as.
    pub(crate) fn form_row(&self, row: Option<usize>) -> Option<&FormRow> {
        self.form.get(row?)
    }

    /// The section of a number.
    pub fn section(&self, number: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.number == number)
    }

    /// The words of a period.
    pub fn period(&self, key: PeriodKey) -> Option<&Period> {
        self.periods.iter().find(|(known, _)| *known == key).map(|(_, period)| period)
    }

    /// One of the period's phrases with the report's year, once both are known.
    pub(crate) fn period_phrase(&self, info: &Info, pick: fn(&Period) -> &String) -> Option<String> {
        let period = self.period(info.period.as_ref()?.value)?;
        Some(Period::phrase(pick(period), info.year.as_ref()?.value))
    }

    /// Whether a sheet belongs to this report type: not each has a task table or a form.
    pub(crate) fn uses(&self, sheet: &str) -> bool {
        match sheet {
            sheets::TASKS => !self.task_totals.is_empty(),
            sheets::FORM => !self.form.is_empty(),
            _ => true,
        }
    }

    /// The indicator that holds a column's total.
    pub fn task_total(&self, column: TaskColumn) -> Option<&Code> {
        self.task_totals.iter().find(|(known, _)| *known == column).map(|(_, code)| code)
    }
}

impl Home {
    /// The name of the sheet.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Form => sheets::FORM,
            Self::Figures => sheets::FIGURES,
            Self::Tasks => sheets::TASKS,
        }
    }
}

impl Indicator {
    /// The magnitude that the unit carries: `triệu đồng` counts in millions.
    pub fn magnitude(&self) -> Magnitude {
        match self.unit.split_whitespace().next() {
            Some("nghìn" | "ngàn") => Magnitude::Thousand,
            Some("triệu" | "trđ") => Magnitude::Million,
            Some("tỷ" | "tỉ") => Magnitude::Billion,
            _ => Magnitude::One,
        }
    }

    /// A figure of this indicator as it is printed: a rate with its sign.
    pub(crate) fn printed(&self, figure: Figure) -> Figure {
        if self.kind == Kind::Rate { Figure::percent(figure.value()) } else { figure }
    }

    /// Whether a figure is one of the allowed codes.
    pub(crate) fn allows(&self, figure: &Figure) -> bool {
        self.allowed.iter().any(|(code, _)| figure.amount() == Some((*code).into()))
    }
}

impl Kind {
    /// Whether its values are figures that arithmetic holds between.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Count | Self::Amount | Self::Rate | Self::Code)
    }

    /// Whether a printed value is exact rather than rounded at its last digit.
    pub fn is_exact(self) -> bool {
        matches!(self, Self::Count | Self::Code)
    }
}
