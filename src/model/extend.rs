//! A report type and those it extends become one: what a later file says of a row replaces what an earlier one
//! said, and new rows are put where they belong.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::model::code::Code;
use crate::model::period::{Period, PeriodKey};
use crate::model::written::{At, RawIndicator, RawRelation, RawSection, RawTasks, Row, Stated, Written};
use crate::model::{Declared, NoteRule, Section};

/// What a period's words are filled with.
const YEARS: [&str; 2] = ["năm", "năm sau"];
/// What a section's title and the report's titles are filled with.
pub(super) const PERIOD: [&str; 3] = ["kỳ", "kỳ sau", "trong kỳ"];
/// What the line under the form's title is filled with.
pub(super) const REFERENCE: [&str; 4] = ["số", "ký hiệu", "ngày", "cơ quan"];

/// A catalogue put together, its rows not yet checked.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) title: Option<Row<String>>,
    pub(super) version: Option<Row<String>>,
    pub(super) subject: Option<Row<String>>,
    pub(super) form_title: Option<Row<String>>,
    pub(super) form_heading: Option<Row<String>>,
    pub(super) form_reference: Option<Row<String>>,
    pub(super) same_units: Vec<Vec<String>>,
    pub(super) sections: Vec<Row<Section>>,
    pub(super) form: Vec<Row<RawIndicator>>,
    pub(super) figures: Vec<Row<RawIndicator>>,
    pub(super) declared: Vec<Declared>,
    pub(super) notes: Vec<NoteRule>,
    pub(super) periods: BTreeMap<PeriodKey, Period>,
    pub(super) tasks: Option<Row<RawTasks>>,
}

impl Whole {
    /// Takes a file that extends what has been taken so far.
    pub(super) fn extend(&mut self, mut file: Written) -> Result<()> {
        self.head(&mut file)?;
        let sections = std::mem::take(&mut file.raw.sections);
        for row in sections {
            let at = file.at(&row);
            self.section(at, row.into_inner())?;
        }
        let form = std::mem::take(&mut file.raw.form);
        for row in form {
            add(&mut self.form, Row { at: file.at(&row), raw: row.into_inner() })?;
        }
        let figures = std::mem::take(&mut file.raw.figures);
        for row in figures {
            add(&mut self.figures, Row { at: file.at(&row), raw: row.into_inner() })?;
        }
        let relations = std::mem::take(&mut file.raw.relations);
        for row in relations {
            let at = file.at(&row);
            let raw = row.into_inner().try_into().map_err(|error: toml::de::Error| at.toml(&error))?;
            self.relation(at, &raw);
        }
        Ok(())
    }

    fn head(&mut self, file: &mut Written) -> Result<()> {
        replace(&mut self.title, file.take(|raw| &mut raw.title));
        replace(&mut self.version, file.take(|raw| &mut raw.version));
        replace(&mut self.subject, file.take(|raw| &mut raw.subject));
        replace(&mut self.form_title, file.take(|raw| &mut raw.form_title));
        replace(&mut self.form_heading, file.take(|raw| &mut raw.form_heading));
        replace(&mut self.form_reference, file.take(|raw| &mut raw.form_reference));
        replace(&mut self.tasks, file.take(|raw| &mut raw.tasks));
        self.same_units.append(&mut file.raw.same_units);
        for (key, period) in std::mem::take(&mut file.raw.periods) {
            let at = file.at(&period);
            let period = period.into_inner();
            for text in [&period.title, &period.within, &period.next] {
                at.places(text, &YEARS)?;
            }
            self.periods.insert(key, period);
        }
        Ok(())
    }

    fn section(&mut self, at: At, raw: RawSection) -> Result<()> {
        let RawSection { number, title, after } = raw;
        at.places(&title, &PERIOD)?;
        let known = self.sections.iter_mut().find(|row| row.raw.number == number);
        match known {
            Some(known) if known.at.file == at.file => Err(at.fault(format!("mục “{number}” có hai lần"))),
            Some(known) => {
                known.raw.title = title;
                Ok(())
            }
            None => {
                let place = place(&self.sections, &at, after.as_deref(), |row, key| row.number == key)?;
                self.sections.insert(place, Row { at, raw: Section { number, title } });
                Ok(())
            }
        }
    }

    fn relation(&mut self, at: At, raw: &RawRelation) {
        let At { file, line } = at;
        match raw.stated() {
            Stated::Note(figure, items) => {
                let note = NoteRule { figure, items, file, line };
                match self
                    .notes
                    .iter_mut()
                    .find(|known| known.figure == note.figure && known.file != note.file)
                {
                    Some(known) => *known = note,
                    None => self.notes.push(note),
                }
            }
            Stated::Relation(relation, weight) => {
                let new = Declared { relation, weight, file, line };
                let same = |known: &&mut Declared| known.relation == new.relation && known.file != new.file;
                match self.declared.iter_mut().find(same) {
                    Some(known) => *known = new,
                    None => self.declared.push(new),
                }
            }
        }
    }
}

fn replace<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}

/// Amends the row of an extended catalogue that this one is about, or puts a new row in its place.
fn add(rows: &mut Vec<Row<RawIndicator>>, row: Row<RawIndicator>) -> Result<()> {
    let known = rows.iter_mut().find(|known| known.at.file != row.at.file && same(&known.raw, &row.raw));
    if let Some(known) = known {
        if row.raw.after.is_some() {
            return Err(row.at.fault("dòng này đã có ở mẫu được kế thừa: bỏ after"));
        }
        known.at = row.at;
        known.raw.amend(row.raw);
        return Ok(());
    }
    let after = row.raw.after.as_deref();
    let place = place(rows, &row.at, after, |known, key| {
        known.code.as_ref().map(Code::as_str) == Some(key)
            || known.number() == Some(key.trim_end_matches('.'))
    })?;
    rows.insert(place, row);
    Ok(())
}

/// Whether two rows are one: of one code (and answer), or two groups of one number.
fn same(one: &RawIndicator, other: &RawIndicator) -> bool {
    match (&one.code, &other.code) {
        (Some(code), Some(other_code)) => code == other_code && one.choice == other.choice,
        (None, None) => one.number().is_some() && one.number() == other.number(),
        _ => false,
    }
}

/// Where a new row goes: after the last row of that name, or at the end.
fn place<T>(
    rows: &[Row<T>],
    at: &At,
    after: Option<&str>,
    is: impl Fn(&T, &str) -> bool,
) -> Result<usize, Error> {
    let Some(key) = after else { return Ok(rows.len()) };
    let found = rows.iter().rposition(|row| is(&row.raw, key));
    found.map(|found| found + 1).ok_or_else(|| at.fault(format!("after: không có dòng “{key}”")))
}

impl RawIndicator {
    /// The printed number without its point.
    fn number(&self) -> Option<&str> {
        self.stt.as_deref().map(|stt| stt.trim_end_matches('.')).filter(|stt| !stt.is_empty())
    }

    /// Takes what another row says of the same thing.
    fn amend(&mut self, other: Self) {
        replace(&mut self.stt, other.stt);
        replace(&mut self.label, other.label);
        replace(&mut self.unit, other.unit);
        replace(&mut self.note, other.note);
        replace(&mut self.kind, other.kind);
        replace(&mut self.allowed, other.allowed);
        replace(&mut self.remark, other.remark);
        replace(&mut self.decimals, other.decimals);
        replace(&mut self.required, other.required);
        replace(&mut self.word, other.word);
        replace(&mut self.cumulative, other.cumulative);
        replace(&mut self.section, other.section);
        replace(&mut self.synonyms, other.synonyms);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::catalogue::{Catalogue, NoteItems, Weight};
    use crate::model::written::Written;

    const BASE: &str = r#"
schema = 1
title = "Báo cáo"
version = "1"
subject = "Kết quả {kỳ}"
sections = [{ number = "I", title = "Một" }, { number = "II", title = "Hai" }]
figures = [
  { code = "a", label = "A", unit = "người", section = "I" },
  { code = "b", label = "B", unit = "người" },
  { code = "c", label = "C", unit = "người" },
]
relations = [
  { kind = "sum", total = "a", parts = ["b", "c"], weight = "should" },
  { kind = "note", figure = "a", items = "list" },
]
[periods]
nam = { title = "năm {năm}", within = "trong năm", next = "năm {năm sau}", closing = "15/12–14/12" }
"#;

    fn extended(variant: &str) -> crate::Result<Catalogue> {
        let files = [("goc.toml", BASE), ("rieng.toml", variant)];
        let files = files.map(|(file, text)| Written::parse(file, text).unwrap());
        Catalogue::of("rieng", files.into())
    }

    #[test]
    fn what_a_variant_says_replaces_and_what_it_does_not_say_stays() {
        let catalogue = extended(
            r#"schema = 1
extends = "goc"
title = "Báo cáo riêng"
sections = [{ number = "I", title = "Một khác" }, { number = "I.1", title = "Con", after = "I" }]
figures = [
  { code = "a", label = "A khác" },
  { code = "d", label = "D", unit = "người", after = "a" },
]
relations = [
  { kind = "sum", total = "a", parts = ["b", "c"] },
  { kind = "note", figure = "a", items = "sum" },
  { kind = "at-most", smaller = "d", larger = "a" },
]
"#,
        )
        .unwrap();
        assert_eq!([catalogue.title.as_str(), &catalogue.version], ["Báo cáo riêng", "1"]);
        let sections: Vec<&str> = catalogue.sections.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(sections, ["Một khác", "Con", "Hai"]);
        let codes: Vec<&str> = catalogue.indicators.iter().map(|known| known.code.as_str()).collect();
        assert_eq!(codes, ["a", "d", "b", "c"]);
        let a = catalogue.indicator("a").unwrap();
        assert_eq!((a.label.as_str(), a.unit.as_str(), a.section.as_deref()), ("A khác", "người", Some("I")));
        assert_eq!((catalogue.relations.len(), catalogue.relations[0].weight), (2, Weight::Must));
        assert_eq!((catalogue.notes.len(), catalogue.notes[0].items), (1, NoteItems::Sum));
    }

    #[test]
    fn a_wrong_variant_is_told_its_own_line() {
        for (rows, said) in [
            (
                r#"figures = [{ code = "d", label = "D", after = "x" }]"#,
                "rieng.toml:2: after: không có dòng “x”",
            ),
            (
                r#"figures = [{ code = "b", label = "B", after = "a" }]"#,
                "rieng.toml:2: dòng này đã có ở mẫu được kế thừa: bỏ after",
            ),
            (
                r#"figures = [{ code = "b", unit = "hồ sơ" }]"#,
                "goc.toml:13: sum: “b” tính bằng “hồ sơ”, còn “a” tính bằng “người”: cần cùng một đơn vị tính",
            ),
            (r#"figures = [{ code = "d" }]"#, "rieng.toml:2: “d” cần có label"),
            (
                r#"figures = [{ code = "b", section = "IV" }]"#,
                "rieng.toml:2: b: không có mục “IV” trong sections",
            ),
            (
                r#"figures = [{ code = "d", label = "D" }, { code = "d", label = "D" }]"#,
                "rieng.toml:2: mã “d” có hai lần",
            ),
            (
                r#"sections = [{ number = "III", title = "Ba" }, { number = "III", title = "Ba" }]"#,
                "rieng.toml:2: mục “III” có hai lần",
            ),
            (
                r#"relations = [{ kind = "at-most", smaller = "a", larger = "c" }]"#,
                "rieng.toml:2: at-most: “c” là thành phần của chính nó, trực tiếp hoặc qua các quan hệ khác",
            ),
        ] {
            let error = extended(&format!("schema = 1\n{rows}\n")).unwrap_err();
            assert_eq!(error.to_string(), said);
        }
    }
}
