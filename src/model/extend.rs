//! A report type and those it extends become one: what a later file says of a row replaces what an earlier one
//! said, and new rows are put where they belong.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use crate::error::{Error, Result};
use crate::model::catalogue::{Declared, NoteItems, NoteRule, Section, Weight};
use crate::model::code::Code;
use crate::model::period::{Period, PeriodKey};
use crate::model::relation::{Operand, Relation};
use crate::model::rows::{self, Extends};
use crate::model::written::{At, RawIndicator, RawRelation, RawSection, RawTasks, Row, Stated, Written};

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
    /// The rows of the form that a later file took away.
    pub(super) removed: Vec<Row<RawIndicator>>,
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
        self.removed.extend(take(&mut self.form, (&file, form))?);
        let figures = std::mem::take(&mut file.raw.figures);
        if let Some(removed) = take(&mut self.figures, (&file, figures))?.first() {
            return Err(removed.at.fault("remove chỉ bỏ được dòng của form"));
        }
        let relations = std::mem::take(&mut file.raw.relations);
        for row in relations {
            let at = file.at(&row);
            let raw = row.into_inner().try_into().map_err(|error: toml::de::Error| at.toml(&error))?;
            self.relation(at, &raw)?;
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
                let place = place(&self.sections, &at, after.as_deref())?;
                self.sections.insert(place, Row { at, raw: Section { number, title } });
                Ok(())
            }
        }
    }

    fn relation(&mut self, at: At, raw: &RawRelation) -> Result<()> {
        match raw.stated() {
            Stated::Note(figure, items) => self.note(at, (figure, items)),
            Stated::Relation(relation, weight) => self.declare(at, (relation, weight)),
            Stated::Off(relation) => {
                let known = |known: &Declared| known.relation == relation && known.file != at.file;
                let Some(off) = self.declared.iter().position(known) else {
                    return Err(at.fault("off: mẫu được kế thừa không có quan hệ này"));
                };
                self.declared.remove(off);
            }
        }
        Ok(())
    }

    fn note(&mut self, At { file, line }: At, (figure, items): (Code, NoteItems)) {
        let note = NoteRule { figure, items, file, line };
        let same =
            |known: &&mut NoteRule| !Arc::ptr_eq(&known.file, &note.file) && known.figure == note.figure;
        match self.notes.iter_mut().find(same) {
            Some(known) => *known = note,
            None => self.notes.push(note),
        }
    }

    fn declare(&mut self, At { file, line }: At, (relation, weight): (Relation<Operand>, Weight)) {
        let new = Declared { relation, weight, file, line };
        // the files share no name, and the rows of one share it
        let same =
            |known: &&mut Declared| !Arc::ptr_eq(&known.file, &new.file) && known.relation == new.relation;
        match self.declared.iter_mut().find(same) {
            Some(known) => *known = new,
            None => self.declared.push(new),
        }
    }
}

/// Takes the rows of a file, one after the other; gives those that it takes away.
fn take(
    rows: &mut Vec<Row<RawIndicator>>,
    (file, written): (&Written, Vec<Spanned<RawIndicator>>),
) -> Result<Vec<Row<RawIndicator>>> {
    let extends = if rows.is_empty() { Extends::Nothing } else { Extends::Rows };
    let mut removed = Vec::new();
    rows.reserve(written.len());
    for row in written {
        removed.extend(rows::take(rows, Row { at: file.at(&row), raw: row.into_inner() }, extends)?);
    }
    Ok(removed)
}

fn replace<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}

/// Where a new section goes: after the one of that number, or at the end.
fn place(sections: &[Row<Section>], at: &At, after: Option<&str>) -> Result<usize, Error> {
    let Some(key) = after else { return Ok(sections.len()) };
    let found = sections.iter().rposition(|row| row.raw.number == key);
    found.map(|found| found + 1).ok_or_else(|| at.fault(format!("after: không có dòng “{key}”")))
}

#[cfg(test)]
mod tests {
    use crate::model::catalogue::{Catalogue, Home, NoteItems, Weight};
    use crate::model::code::Code;
    use crate::model::sample;
    use crate::model::written::Written;

    const BASE: &str = r#"
sections = [{ number = "I", title = "Một" }, { number = "II", title = "Hai" }]
figures = [
  { code = "a", label = "A", unit = "người", section = "I" },
  { code = "b", label = "B", unit = "người" },
  { code = "c", label = "C", unit = "người" },
]
relations = [
  { kind = "sum", total = "a", parts = ["b", "c"], weight = "should" },
  { kind = "note", figure = "a", items = "list" },
  { kind = "at-most", smaller = "x", larger = "a" },
]
form = [
  { stt = "1.", label = "Một" },
  { label = "Trong đó" },
  { label = "X", unit = "người", code = "x" },
  { stt = "2.", label = "Hai" },
  { label = "Trong đó" },
]
"#;

    fn extended(variant: &str) -> crate::Result<Catalogue> {
        let files = [("goc.toml", sample::written(BASE)), ("rieng.toml", variant.to_owned())];
        let files = files.map(|(file, text)| Written::parse(file, &text).unwrap());
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
        assert_eq!(codes, ["x", "a", "d", "b", "c"]);
        let a = catalogue.indicator("a").unwrap();
        assert_eq!((a.label.as_str(), a.unit.as_str(), a.section.as_deref()), ("A khác", "người", Some("I")));
        assert_eq!((catalogue.relations.len(), catalogue.relations[0].weight), (3, Weight::Must));
        assert_eq!((catalogue.notes.len(), catalogue.notes[0].items), (1, NoteItems::Sum));
    }

    #[test]
    fn a_variant_moves_renames_and_takes_out_rows_of_the_form() {
        let catalogue = extended(
            r#"schema = 1
form = [
  { was = "2/Trong đó", label = "Trong đó, phần hai" },
  { was = "2", stt = "3." },
  { was = "1", code = "mot", unit = "người" },
  { code = "x", remove = true },
  { stt = "2.", label = "Chen", after = "1/Trong đó" },
  { label = "Đầu", after = "" },
]
figures = [{ code = "c", after = "a" }]
relations = [{ kind = "at-most", smaller = "x", larger = "a", weight = "off" }]
"#,
        )
        .unwrap();
        let form: Vec<String> =
            catalogue.form.iter().map(|row| format!("{} {}", row.stt, row.label)).collect();
        let expected = [" Đầu", "1. Một", " Trong đó", "2. Chen", "3. Hai", " Trong đó, phần hai"];
        assert_eq!(form, expected);
        assert_eq!(catalogue.form[1].indicator.as_ref().map(Code::as_str), Some("mot"));
        // the narrative may still name the row that left; nobody is asked for it
        assert_eq!(catalogue.indicator("x").map(|known| known.required.len()), Some(0));
        assert_eq!(catalogue.relations.len(), 1);
        let figures = catalogue.indicators.iter().filter(|known| known.home == Home::Figures);
        assert_eq!(figures.map(|known| known.code.as_str()).collect::<Vec<_>>(), ["a", "c", "b"]);
    }

    #[test]
    fn a_wrong_variant_is_told_its_own_line() {
        for (rows, said) in [
            (
                r#"figures = [{ code = "d", label = "D", after = "x" }]"#,
                "rieng.toml:2: after: không có dòng “x”",
            ),
            (
                r#"figures = [{ code = "b", remove = true }]"#,
                "rieng.toml:2: remove chỉ bỏ được dòng của form",
            ),
            (
                r#"form = [{ stt = "9", remove = true }]"#,
                "rieng.toml:2: remove: mẫu được kế thừa không có dòng này",
            ),
            (r#"form = [{ was = "9", label = "Z" }]"#, "rieng.toml:2: was: không có dòng “9”"),
            (
                r#"form = [{ code = "x", remove = true }]"#,
                "goc.toml:20: at-most: “x” không còn dòng trong biểu: ghi lại quan hệ này với weight = \"off\"",
            ),
            (
                r#"relations = [{ kind = "at-most", smaller = "b", larger = "x", weight = "off" }]"#,
                "rieng.toml:2: off: mẫu được kế thừa không có quan hệ này",
            ),
            (
                r#"figures = [{ code = "b", unit = "hồ sơ" }]"#,
                "goc.toml:18: sum: “b” tính bằng “hồ sơ”, còn “a” tính bằng “người”: cần cùng một đơn vị tính",
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
