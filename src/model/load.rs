//! Catalogue files become a [`Catalogue`]: what people write, checked line by line.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::{Error, Result};
use crate::model::catalogue::{Catalogue, FormRow, Home, Indicator, Kind, TaskColumn};
use crate::model::code::Code;
use crate::model::extend::{PERIOD, REFERENCE, Whole};
use crate::model::lint;
use crate::model::memo::Memo;
use crate::model::written::{At, RawIndicator, RawTasks, Required, Row, Written};

impl Catalogue {
    /// Reads and lints a catalogue file that extends no other; `name` is its report type, `file` its name in
    /// messages.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line where the file is not a catalogue,
    /// names an unknown code, or states a relation that cannot hold or never be checked.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self> {
        Self::of(name, vec![Written::parse(file, text)?])
    }

    /// Puts a report type together from its file and, before it, those that it extends, and lints it.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line where a file names an unknown code,
    /// leaves out what a report needs, or states a relation that cannot hold or never be checked.
    pub(crate) fn of(name: &str, files: Vec<Written>) -> Result<Self> {
        let own = files.last().map(Written::start);
        let own = own.ok_or_else(|| Error::internal("a report type without a catalogue"))?;
        let mut whole = Whole::default();
        files.into_iter().try_for_each(|file| whole.extend(file))?;
        let mut catalogue = Self::begin(name, &mut whole, &own)?;
        let remarks = catalogue.add_form(whole.form)?;
        whole.figures.into_iter().try_for_each(|row| catalogue.add_indicator(row, Home::Figures))?;
        whole.tasks.map_or(Ok(()), |tasks| catalogue.add_tasks(tasks))?;
        let removed = catalogue.add_removed(whole.removed)?;
        let unknown = remarks.into_iter().find(|(_, code)| catalogue.indicator(code.as_str()).is_none());
        if let Some((at, code)) = unknown {
            return Err(at.fault(lint::unknown(&code)));
        }
        catalogue.relations = whole.declared;
        lint::removed(&catalogue.relations, &removed)?;
        catalogue.notes = whole.notes;
        lint::lint(&catalogue)?;
        Ok(catalogue)
    }

    /// What the report is called, its sections and its periods.
    fn begin(name: &str, whole: &mut Whole, own: &At) -> Result<Self> {
        let missing = |key: &str| own.fault(format!("thiếu “{key}”"));
        let text = |given: &mut Option<Row<String>>, (key, places): (&str, &[&str])| {
            let Row { at, raw } = given.take().ok_or_else(|| missing(key))?;
            at.places(&raw, places)?;
            Ok(raw)
        };
        let has_form = !whole.form.is_empty();
        let of_form = |given: &mut Option<Row<String>>, key: (&str, &[&str])| match given {
            None if !has_form => Ok(String::new()),
            given => text(given, key),
        };
        if whole.periods.is_empty() {
            return Err(missing("periods"));
        }
        Ok(Self {
            name: name.to_owned(),
            title: text(&mut whole.title, ("title", &[]))?,
            version: text(&mut whole.version, ("version", &[]))?,
            subject: text(&mut whole.subject, ("subject", &PERIOD))?,
            form_title: of_form(&mut whole.form_title, ("form-title", &PERIOD))?,
            form_heading: of_form(&mut whole.form_heading, ("form-heading", &[]))?,
            form_reference: of_form(&mut whole.form_reference, ("form-reference", &REFERENCE))?,
            indicators: Vec::with_capacity(whole.form.len() + whole.figures.len()),
            form: Vec::with_capacity(whole.form.len()),
            sections: whole.sections.drain(..).map(|row| row.raw).collect(),
            periods: std::mem::take(&mut whole.periods).into_iter().collect(),
            task_rows: Vec::new(),
            task_totals: Vec::new(),
            relations: Vec::new(),
            notes: Vec::new(),
            index: HashMap::new(),
            named: Memo::default(),
            same_units: std::mem::take(&mut whole.same_units),
        })
    }

    /// Takes the rows of the form and gives the indicators that notes of its rows count.
    fn add_form(&mut self, rows: Vec<Row<RawIndicator>>) -> Result<Vec<(At, Code)>> {
        let mut under = String::new();
        let mut remarks = Vec::new();
        for row in rows {
            let raw = &row.raw;
            let stt = raw.stt.clone().unwrap_or_default();
            if !stt.is_empty() {
                under = stt.trim_end_matches('.').to_owned();
            }
            self.form.push(FormRow {
                stt,
                under: under.clone(),
                label: label(&row)?,
                unit: raw.unit.clone().unwrap_or_default(),
                note: raw.note.clone().unwrap_or_default(),
                indicator: raw.code.clone(),
                remark: raw.remark.clone(),
                choice: raw.choice,
                word: raw.word.unwrap_or(true),
            });
            remarks.extend(raw.remark.clone().map(|remark| (row.at.clone(), remark)));
            let known = raw.code.as_ref().is_some_and(|code| self.index.contains_key(code));
            if raw.code.is_some() && !(known && raw.choice.is_some()) {
                self.add_indicator(row, Home::Form)?;
            }
        }
        Ok(remarks)
    }

    /// Keeps the indicators of rows that a variant took away, and gives their codes: the narrative may name them,
    /// nobody can fill them in.
    fn add_removed(&mut self, rows: Vec<Row<RawIndicator>>) -> Result<HashSet<Code>> {
        let mut removed = HashSet::new();
        for mut row in rows {
            let Some(code) = row.raw.code.clone().filter(|code| !self.index.contains_key(code)) else {
                continue;
            };
            row.raw.required = None;
            self.add_indicator(row, Home::Form)?;
            removed.insert(code);
        }
        Ok(removed)
    }

    fn add_indicator(&mut self, row: Row<RawIndicator>, home: Home) -> Result<()> {
        let label = label(&row)?;
        let Row { at, raw } = row;
        let code = raw.code.ok_or_else(|| at.fault(format!("“{label}” cần có code")))?;
        let unit = raw.unit.unwrap_or_default();
        let kind = raw.kind.unwrap_or(if unit == "%" { Kind::Rate } else { Kind::Count });
        let allowed = answers(raw.allowed.unwrap_or_default(), &code, &at)?;
        if kind == Kind::Code && allowed.is_empty() {
            return Err(at.fault(format!("{code} có kind = \"code\" nên cần bảng allowed")));
        }
        self.is_section(raw.section.as_deref(), &code, &at)?;
        let indicator = Indicator {
            code,
            label,
            unit,
            kind,
            home,
            section: raw.section,
            synonyms: raw.synonyms.unwrap_or_default(),
            decimals: raw.decimals.unwrap_or(if kind == Kind::Rate { 1 } else { 0 }),
            allowed,
            required: raw.required.map(Required::periods).unwrap_or_default(),
            cumulative: raw.cumulative.unwrap_or(false),
        };
        self.insert(indicator, &at)
    }

    fn add_tasks(&mut self, tasks: Row<RawTasks>) -> Result<()> {
        let Row { at, raw } = tasks;
        self.task_rows = raw.rows;
        let columns = [raw.count, raw.on_time, raw.late, raw.pending, raw.overdue];
        for (column, code) in TaskColumn::ALL.into_iter().zip(columns) {
            self.is_section(Some(&raw.section), &code, &at)?;
            let indicator = Indicator {
                code: code.clone(),
                label: format!("{} – {}", raw.total, column.label()),
                unit: raw.unit.clone(),
                kind: Kind::Count,
                home: Home::Tasks,
                section: Some(raw.section.clone()),
                synonyms: Vec::new(),
                decimals: 0,
                allowed: Vec::new(),
                required: Vec::new(),
                cumulative: false,
            };
            self.insert(indicator, &at)?;
            self.task_totals.push((column, code));
        }
        Ok(())
    }

    /// Refuses a section that the report does not have.
    fn is_section(&self, section: Option<&str>, code: &Code, at: &At) -> Result<()> {
        match section.filter(|section| self.section(section).is_none()) {
            Some(section) => Err(at.fault(format!("{code}: không có mục “{section}” trong sections"))),
            None => Ok(()),
        }
    }

    fn insert(&mut self, indicator: Indicator, at: &At) -> Result<()> {
        let code = indicator.code.clone();
        if self.index.insert(code.clone(), self.indicators.len()).is_some() {
            return Err(at.fault(format!("mã “{code}” có hai lần")));
        }
        self.indicators.push(indicator);
        Ok(())
    }
}

fn label(row: &Row<RawIndicator>) -> Result<String> {
    row.raw.label.clone().ok_or_else(|| match &row.raw.code {
        Some(code) => row.at.fault(format!("“{code}” cần có label")),
        None => row.at.fault("dòng này cần có label"),
    })
}

/// The answers that a coded question takes.
fn answers(allowed: BTreeMap<String, String>, code: &Code, at: &At) -> Result<Vec<(u32, String)>> {
    let answer = |(key, meaning): (String, String)| match key.parse() {
        Ok(value) => Ok((value, meaning)),
        Err(_) => Err(at.fault(format!("mã trả lời “{key}” của {code} không phải số"))),
    };
    allowed.into_iter().map(answer).collect()
}
