//! `catalogue.toml` becomes a [`Catalogue`]: what people write, checked line by line.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Error, Result};
use crate::model::catalogue::{
    Catalogue, Declared, FormRow, Home, Indicator, Kind, NoteItems, NoteRule, Section, TaskColumn, Weight,
};
use crate::model::code::Code;
use crate::model::lint;
use crate::model::memo::Memo;
use crate::model::period::{Period, PeriodKey};
use crate::model::relation::{Operand, Relation};

/// The schema number this library reads.
const SCHEMA: u32 = 1;

impl Catalogue {
    /// Reads and lints a catalogue file; `name` is its report type, `file` its name in messages.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line where the file is not a
    /// catalogue, names an unknown code, or states a relation that cannot hold or never be checked.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self> {
        let source = Source { file, lines: Lines::of(text) };
        let raw: Raw = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        if *raw.schema.get_ref() != SCHEMA {
            return Err(source.fault(&raw.schema, format!("cần schema = {SCHEMA}")));
        }
        let mut catalogue = raw.head(name);
        catalogue.periods = raw.periods.into_iter().collect();
        source.form(&mut catalogue, raw.form)?;
        source.figures(&mut catalogue, raw.figures)?;
        source.tasks(&mut catalogue, raw.tasks)?;
        source.relations(&mut catalogue, &raw.relations)?;
        lint::lint(&catalogue).map_err(|(line, reason)| Error::template(file, line, reason))?;
        Ok(catalogue)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Raw {
    schema: Spanned<u32>,
    title: String,
    version: String,
    subject: String,
    form_title: String,
    form_heading: String,
    form_reference: String,
    sections: Vec<RawSection>,
    form: Vec<Spanned<RawIndicator>>,
    figures: Vec<Spanned<RawIndicator>>,
    relations: Vec<Spanned<RawRelation>>,
    periods: BTreeMap<PeriodKey, Period>,
    #[serde(default)]
    tasks: Option<RawTasks>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawSection {
    number: String,
    title: String,
}

/// A row of `form` or `figures`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawIndicator {
    #[serde(default)]
    stt: String,
    label: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    note: String,
    code: Option<Code>,
    kind: Option<Kind>,
    #[serde(default)]
    allowed: BTreeMap<String, String>,
    remark: Option<Code>,
    choice: Option<u32>,
    decimals: Option<u32>,
    #[serde(default)]
    required: Required,
    #[serde(default = "yes")]
    word: bool,
    #[serde(default)]
    cumulative: bool,
    section: Option<String>,
    #[serde(default)]
    synonyms: Vec<String>,
}

/// `true`, `false` or the periods by name.
#[derive(Deserialize)]
#[serde(untagged)]
enum Required {
    Always(bool),
    In(Vec<PeriodKey>),
}

impl Default for Required {
    fn default() -> Self {
        Self::Always(false)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawTasks {
    count: Spanned<Code>,
    on_time: Spanned<Code>,
    late: Spanned<Code>,
    pending: Spanned<Code>,
    overdue: Spanned<Code>,
    #[serde(default)]
    rows: Vec<String>,
}

/// A relation by its kind; which keys it needs follows from that.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum RawRelation {
    Sum { total: Code, parts: Vec<Code>, weight: Option<Weight> },
    PartOf { whole: Code, parts: Vec<Code>, weight: Option<Weight> },
    Ratio { rate: Code, part: Code, whole: Code, weight: Option<Weight> },
    Complement { rates: Vec<Code>, weight: Option<Weight> },
    Equal { figures: Vec<Code>, weight: Option<Weight> },
    AtMost { smaller: Code, larger: Code, weight: Option<Weight> },
    Flow { incoming: Vec<Code>, outgoing: Vec<Code>, weight: Option<Weight> },
    Growth { change: Code, of: Code, weight: Option<Weight> },
    Note { figure: Code, items: NoteItems },
}

impl Raw {
    fn head(&self, name: &str) -> Catalogue {
        let section =
            |section: &RawSection| Section { number: section.number.clone(), title: section.title.clone() };
        Catalogue {
            name: name.to_owned(),
            title: self.title.clone(),
            version: self.version.clone(),
            subject: self.subject.clone(),
            form_title: self.form_title.clone(),
            form_heading: self.form_heading.clone(),
            form_reference: self.form_reference.clone(),
            indicators: Vec::with_capacity(self.form.len() + self.figures.len()),
            form: Vec::with_capacity(self.form.len()),
            sections: self.sections.iter().map(section).collect(),
            periods: Vec::new(),
            task_rows: Vec::new(),
            task_totals: Vec::new(),
            relations: Vec::with_capacity(self.relations.len()),
            notes: Vec::new(),
            index: HashMap::new(),
            named: Memo::default(),
        }
    }
}

/// The file a fault is in.
struct Source<'a> {
    file: &'a str,
    lines: Lines,
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

impl Source<'_> {
    fn line<T>(&self, at: &Spanned<T>) -> usize {
        self.lines.line(at.span().start)
    }

    fn fault<T>(&self, at: &Spanned<T>, reason: impl Into<String>) -> Error {
        Error::template(self.file, self.line(at), reason)
    }

    fn form(&self, catalogue: &mut Catalogue, rows: Vec<Spanned<RawIndicator>>) -> Result<()> {
        let mut under = String::new();
        for spanned in rows {
            let row = spanned.get_ref();
            if !row.stt.is_empty() {
                under = row.stt.trim_end_matches('.').to_owned();
            }
            catalogue.form.push(FormRow {
                stt: row.stt.clone(),
                under: under.clone(),
                label: row.label.clone(),
                unit: row.unit.clone(),
                note: row.note.clone(),
                indicator: row.code.clone(),
                remark: row.remark.clone(),
                choice: row.choice,
                word: row.word,
            });
            let known = row.code.as_ref().is_some_and(|code| catalogue.index.contains_key(code));
            if row.code.is_some() && !(known && row.choice.is_some()) {
                self.indicator(catalogue, spanned, Home::Form)?;
            }
        }
        Ok(())
    }

    fn figures(&self, catalogue: &mut Catalogue, rows: Vec<Spanned<RawIndicator>>) -> Result<()> {
        rows.into_iter().try_for_each(|row| self.indicator(catalogue, row, Home::Figures))
    }

    fn indicator(&self, catalogue: &mut Catalogue, row: Spanned<RawIndicator>, home: Home) -> Result<()> {
        let line = self.line(&row);
        let fault = |reason: String| Error::template(self.file, line, reason);
        let raw = row.into_inner();
        let code = raw.code.ok_or_else(|| fault(format!("“{}” cần có code", raw.label)))?;
        let kind = raw.kind.unwrap_or(if raw.unit == "%" { Kind::Rate } else { Kind::Count });
        let allowed = raw
            .allowed
            .into_iter()
            .map(|(key, meaning)| match key.parse() {
                Ok(value) => Ok((value, meaning)),
                Err(_) => Err(fault(format!("mã trả lời “{key}” của {code} không phải số"))),
            })
            .collect::<Result<Vec<(u32, String)>>>()?;
        if kind == Kind::Code && allowed.is_empty() {
            return Err(fault(format!("{code} có kind = \"code\" nên cần bảng allowed")));
        }
        if let Some(section) = raw.section.as_deref()
            && catalogue.section(section).is_none()
        {
            return Err(fault(format!("{code}: không có mục “{section}” trong sections")));
        }
        let required = match raw.required {
            Required::Always(true) => PeriodKey::ALL.to_vec(),
            Required::Always(false) => Vec::new(),
            Required::In(periods) => periods,
        };
        let decimals = raw.decimals.unwrap_or(if kind == Kind::Rate { 1 } else { 0 });
        insert(
            catalogue,
            Indicator {
                code,
                label: raw.label,
                unit: raw.unit,
                kind,
                home,
                section: raw.section,
                synonyms: raw.synonyms,
                decimals,
                allowed,
                required,
                cumulative: raw.cumulative,
            },
        )
        .map_err(fault)
    }

    fn tasks(&self, catalogue: &mut Catalogue, tasks: Option<RawTasks>) -> Result<()> {
        let Some(tasks) = tasks else { return Ok(()) };
        catalogue.task_rows = tasks.rows;
        let columns = [tasks.count, tasks.on_time, tasks.late, tasks.pending, tasks.overdue];
        for (column, code) in TaskColumn::ALL.into_iter().zip(columns) {
            insert(
                catalogue,
                Indicator {
                    code: code.get_ref().clone(),
                    label: format!("Tổng cộng – {}", column.label()),
                    unit: "nhiệm vụ".to_owned(),
                    kind: Kind::Count,
                    home: Home::Tasks,
                    section: Some("I".to_owned()),
                    synonyms: Vec::new(),
                    decimals: 0,
                    allowed: Vec::new(),
                    required: Vec::new(),
                    cumulative: false,
                },
            )
            .map_err(|reason| self.fault(&code, reason))?;
            catalogue.task_totals.push((column, code.into_inner()));
        }
        Ok(())
    }

    fn relations(&self, catalogue: &mut Catalogue, rows: &[Spanned<RawRelation>]) -> Result<()> {
        for row in rows {
            let line = self.line(row);
            let (relation, weight) = match row.get_ref().clone_relation() {
                Stated::Relation(relation, weight) => (relation, weight),
                Stated::Note(figure, items) => {
                    catalogue.notes.push(NoteRule { figure, items, line });
                    continue;
                }
            };
            let weight = weight.unwrap_or(Weight::Must);
            catalogue.relations.push(Declared { relation, weight, line });
        }
        Ok(())
    }
}

/// What a row of `relations` states.
enum Stated {
    Relation(Relation<Operand>, Option<Weight>),
    Note(Code, NoteItems),
}

impl RawRelation {
    fn clone_relation(&self) -> Stated {
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
        Stated::Relation(relation, *weight)
    }
}

fn insert(catalogue: &mut Catalogue, indicator: Indicator) -> Result<(), String> {
    let code = indicator.code.clone();
    if catalogue.index.insert(code.clone(), catalogue.indicators.len()).is_some() {
        return Err(format!("mã “{code}” có hai lần"));
    }
    catalogue.indicators.push(indicator);
    Ok(())
}

fn yes() -> bool {
    true
}
