//! What people write in `catalogue.toml`, row by row with its line.
//!
//! A report type that extends another writes only what differs, so that nearly everything may be left out here;
//! what a report cannot do without is asked for when all is put together.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Error, Result};
use crate::model::catalogue::{Kind, NoteItems, Weight};
use crate::model::code::Code;
use crate::model::period::{Period, PeriodKey};
use crate::model::relation::{Operand, Relation};
use crate::model::writing::unknown_place;

/// The schema number this library reads.
const SCHEMA: u32 = 1;

/// A catalogue file as it is written.
pub(crate) struct Written {
    file: Arc<str>,
    lines: Lines,
    pub(super) raw: Raw,
}

/// Where something is written.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub(super) file: Arc<str>,
    pub(super) line: usize,
}

/// A row and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Row<T> {
    pub(super) at: At,
    pub(super) raw: T,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Raw {
    schema: Spanned<u32>,
    extends: Option<Spanned<String>>,
    pub(super) title: Option<Spanned<String>>,
    pub(super) version: Option<Spanned<String>>,
    pub(super) subject: Option<Spanned<String>>,
    pub(super) form_title: Option<Spanned<String>>,
    pub(super) form_heading: Option<Spanned<String>>,
    pub(super) form_reference: Option<Spanned<String>>,
    /// Units that are two names of one.
    #[serde(default)]
    pub(super) same_units: Vec<Vec<String>>,
    #[serde(default)]
    pub(super) sections: Vec<Spanned<RawSection>>,
    #[serde(default)]
    pub(super) form: Vec<Spanned<RawIndicator>>,
    #[serde(default)]
    pub(super) figures: Vec<Spanned<RawIndicator>>,
    #[serde(default)]
    pub(super) relations: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    pub(super) periods: BTreeMap<PeriodKey, Spanned<Period>>,
    pub(super) tasks: Option<Spanned<RawTasks>>,
}

#[derive(Deserialize, Debug, Clone)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) after: Option<String>,
}

/// A row of `form` or `figures`.
#[derive(Deserialize, Debug, Clone)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawIndicator {
    pub(super) stt: Option<String>,
    pub(super) label: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) note: Option<String>,
    pub(super) code: Option<Code>,
    pub(super) kind: Option<Kind>,
    pub(super) allowed: Option<BTreeMap<String, String>>,
    pub(super) remark: Option<Code>,
    pub(super) choice: Option<u32>,
    pub(super) decimals: Option<u32>,
    pub(super) required: Option<Required>,
    pub(super) word: Option<bool>,
    pub(super) cumulative: Option<bool>,
    pub(super) section: Option<String>,
    pub(super) synonyms: Option<Vec<String>>,
    /// The name of the row that this one follows; empty puts it first. A row of an extended catalogue moves.
    pub(super) after: Option<String>,
    /// The name that the row had in the extended catalogue, where neither code nor number says which it is.
    pub(super) was: Option<String>,
    /// Whether the row of the extended catalogue leaves the form.
    pub(super) remove: Option<bool>,
}

/// `true`, `false` or the periods by name.
#[derive(Deserialize, Debug, Clone)]
#[serde(untagged, expecting = "required cần true, false hoặc các kỳ: quy-1, 6-thang, quy-3, 9-thang, nam")]
pub(super) enum Required {
    Always(bool),
    In(Vec<PeriodKey>),
}

#[derive(Deserialize, Debug, Clone)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawTasks {
    pub(super) section: String,
    pub(super) unit: String,
    pub(super) total: String,
    pub(super) count: Code,
    pub(super) on_time: Code,
    pub(super) late: Code,
    pub(super) pending: Code,
    pub(super) overdue: Code,
    #[serde(default)]
    pub(super) rows: Vec<String>,
}

/// A relation by its kind; which keys it needs follows from that.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RawRelation {
    Sum { total: Code, parts: Vec<Code>, weight: Option<RawWeight> },
    PartOf { whole: Code, parts: Vec<Code>, weight: Option<RawWeight> },
    Ratio { rate: Code, part: Code, whole: Code, weight: Option<RawWeight> },
    Complement { rates: Vec<Code>, weight: Option<RawWeight> },
    Equal { figures: Vec<Code>, weight: Option<RawWeight> },
    AtMost { smaller: Code, larger: Code, weight: Option<RawWeight> },
    Flow { incoming: Vec<Code>, outgoing: Vec<Code>, weight: Option<RawWeight> },
    Growth { change: Code, of: Code, weight: Option<RawWeight> },
    Note { figure: Code, items: NoteItems },
}

/// How much a relation accuses; `off` says that one of the extended catalogue no longer holds.
#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawWeight {
    Must,
    Should,
    Off,
}

/// What a row of `relations` states.
pub(super) enum Stated {
    Relation(Relation<Operand>, Weight),
    Off(Relation<Operand>),
    Note(Code, NoteItems),
}

impl Written {
    /// Reads a catalogue file; `file` is its name in messages.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line where it is not one.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self> {
        let raw: Raw = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        let written = Self { file: file.into(), lines: Lines::of(text), raw };
        if *written.raw.schema.get_ref() != SCHEMA {
            return Err(written.at(&written.raw.schema).fault(format!("cần schema = {SCHEMA}")));
        }
        Ok(written)
    }

    /// The report type that this one extends, and the line that says so.
    pub(crate) fn extends(&self) -> Option<(&str, usize)> {
        let extends = self.raw.extends.as_ref()?;
        Some((extends.get_ref(), self.at(extends).line))
    }

    /// The file as a whole.
    pub(super) fn start(&self) -> At {
        At { file: Arc::clone(&self.file), line: 1 }
    }

    /// What the file says of one thing, taken out of it.
    pub(super) fn take<T>(
        &mut self,
        pick: impl FnOnce(&mut Raw) -> &mut Option<Spanned<T>>,
    ) -> Option<Row<T>> {
        let spanned = pick(&mut self.raw).take()?;
        Some(Row { at: self.at(&spanned), raw: spanned.into_inner() })
    }

    pub(super) fn at<T>(&self, spanned: &Spanned<T>) -> At {
        At { file: Arc::clone(&self.file), line: self.lines.line(spanned.span().start) }
    }
}

impl At {
    pub(super) fn fault(&self, reason: impl Into<String>) -> Error {
        Error::template(&self.file, self.line, reason)
    }

    /// What the reader of a row says of it.
    pub(super) fn toml(&self, error: &toml::de::Error) -> Error {
        self.fault(Error::toml_reason(error.message()))
    }

    /// Refuses a text with a place that nothing fills.
    pub(super) fn places(&self, text: &str, known: &[&str]) -> Result<()> {
        unknown_place(text, known).map_or(Ok(()), |reason| Err(self.fault(reason)))
    }
}

impl Required {
    pub(super) fn periods(self) -> Vec<PeriodKey> {
        match self {
            Self::Always(true) => PeriodKey::ALL.to_vec(),
            Self::Always(false) => Vec::new(),
            Self::In(periods) => periods,
        }
    }
}

impl RawRelation {
    pub(super) fn stated(&self) -> Stated {
        let now = |code: &Code| Operand::Now(code.clone());
        let all = |codes: &[Code]| codes.iter().map(now).collect();
        let (relation, weight) = match self {
            Self::Sum { total, parts, weight } => {
                (Relation::Sum { total: now(total), parts: all(parts) }, weight)
            }
            Self::PartOf { whole, parts, weight } => {
                (Relation::PartOf { whole: now(whole), parts: all(parts) }, weight)
            }
            Self::Ratio { rate, part, whole, weight } => {
                (Relation::Ratio { rate: now(rate), part: now(part), whole: now(whole) }, weight)
            }
            Self::Complement { rates, weight } => (Relation::Complement { rates: all(rates) }, weight),
            Self::Equal { figures, weight } => (Relation::Equal { figures: all(figures) }, weight),
            Self::AtMost { smaller, larger, weight } => {
                (Relation::AtMost { smaller: now(smaller), larger: now(larger) }, weight)
            }
            Self::Flow { incoming, outgoing, weight } => {
                (Relation::Flow { incoming: all(incoming), outgoing: all(outgoing) }, weight)
            }
            Self::Growth { change, of, weight } => {
                let before = Operand::Before(of.clone());
                (Relation::Growth { change: now(change), now: now(of), before }, weight)
            }
            Self::Note { figure, items } => return Stated::Note(figure.clone(), *items),
        };
        match weight {
            None | Some(RawWeight::Must) => Stated::Relation(relation, Weight::Must),
            Some(RawWeight::Should) => Stated::Relation(relation, Weight::Should),
            Some(RawWeight::Off) => Stated::Off(relation),
        }
    }
}

/// Where the lines of a text end; every row of a catalogue asks for its line.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(position, _)| position).collect())
    }

    /// The line of a byte position, from 1.
    fn line(&self, position: usize) -> usize {
        self.0.partition_point(|end| *end < position) + 1
    }
}
