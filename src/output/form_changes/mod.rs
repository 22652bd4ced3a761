//! A catalogue from the clerk's side: a blank workbook whose form was edited, read as changes of the catalogue.

mod align;
mod codes;
mod fields;
mod names;
mod steps;
mod toml;

use std::collections::HashMap;
use std::fmt;
use std::io::{Read, Seek};

use crate::error::Result;
use crate::model::{Catalogue, Code, Declared, Indicator, PeriodKey, fits, sheets};
use crate::output::blank::Plan;
use crate::output::form_changes::align::align;
use crate::output::form_changes::steps::{Steps, steps};
use crate::output::form_changes::toml::{Entry, quoted};
use crate::package::Limits;
use crate::workbook::{ProposedForm, other_form, read_proposed};

/// What an edited form asks of its catalogue.
///
/// Shown, it is a whole `catalogue.toml` of a variant: first the changes in words, as comments, then the rows that
/// [`Templates`](crate::Templates) loads.
#[derive(Debug)]
pub struct FormChanges {
    /// The report type that the variant extends.
    report: String,
    steps: Steps,
    /// The relations that cannot hold any more, and why.
    off: Vec<(String, Entry)>,
}

impl FormChanges {
    /// Reads the form of a workbook that [`write_blank`](crate::write_blank) wrote and someone edited, and holds
    /// it against the catalogue.
    ///
    /// Rows are found by code where the sheet has a column `Mã`, by number and label, and by the rows around them.
    ///
    /// # Errors
    /// As [`read_workbook`](crate::read_workbook), and [`ErrorKind::OtherForm`](crate::ErrorKind::OtherForm) where
    /// the workbook has no form, is for another report type, or its rows are not those of this one.
    pub fn read<R: Read + Seek>(workbook: R, catalogue: &Catalogue) -> Result<Self> {
        Self::read_with(workbook, catalogue, &Limits::default())
    }

    /// [`FormChanges::read`] within limits of your own.
    ///
    /// # Errors
    /// As [`FormChanges::read`].
    pub fn read_with<R: Read + Seek>(workbook: R, catalogue: &Catalogue, limits: &Limits) -> Result<Self> {
        if !catalogue.uses(sheets::FORM) {
            return Err(other_form(format!("mẫu báo cáo “{}” không có biểu thống kê", catalogue.name)));
        }
        let form = read_proposed(workbook, catalogue, limits)?;
        if let Some(report) = form.report.as_ref().filter(|report| **report != catalogue.name) {
            let reason = format!("sổ tính dành cho mẫu báo cáo “{report}”, không phải “{}”", catalogue.name);
            return Err(other_form(reason));
        }
        let aligned = align(&catalogue.form, &form.rows);
        let (known, ours, theirs) = (aligned.known, catalogue.form.len(), form.rows.len());
        if known * 2 < ours.min(theirs) || known == 0 {
            return Err(other_form(format!(
                "biểu trong sổ tính không phải biểu của mẫu “{}”: chỉ nhận ra {known} dòng, trong khi mẫu có {ours} dòng, sổ tính có {theirs} dòng",
                catalogue.name
            )));
        }
        let period = form.period.filter(|period| catalogue.period(*period).is_some());
        let first = catalogue.periods.first().map_or(PeriodKey::Year, |(period, _)| *period);
        let plan = Plan::new(catalogue, period.unwrap_or(first));
        let mut form = form;
        if period.is_none() {
            form.rows.iter_mut().for_each(|row| row.colour = None);
        }
        let mut steps = steps(&plan, &form.rows, &aligned.base);
        remark(&mut steps, &form, period);
        let off = off(catalogue, &steps);
        Ok(Self { report: catalogue.name.clone(), steps, off })
    }

    /// Whether the form is the catalogue's own.
    pub fn is_empty(&self) -> bool {
        self.steps.words.is_empty()
    }
}

/// What could not be read of the form.
fn remark(steps: &mut Steps, form: &ProposedForm, period: Option<PeriodKey>) {
    let unnamed = form.unnamed.iter().map(|place| format!("{place}: dòng không có tên chỉ tiêu, đã bỏ qua"));
    steps.remarks.extend(unnamed);
    if !form.has_looks {
        let why = "sổ tính .ods: màu ô và danh sách chọn không được đọc, nên không xét ô bắt buộc ghi";
        steps.remarks.push(why.to_owned());
    }
    if period.is_none() {
        let why = "sổ tính không ghi kỳ báo cáo của mẫu này, nên không xét ô nào bắt buộc ghi";
        steps.remarks.push(why.to_owned());
    }
}

/// The relations that name a row which is no more, or compare what can no longer be compared.
fn off(catalogue: &Catalogue, steps: &Steps) -> Vec<(String, Entry)> {
    let changed: HashMap<&Code, &Indicator> =
        steps.changed.iter().map(|known| (&known.code, known)).collect();
    if changed.is_empty() && steps.removed.is_empty() {
        return Vec::new();
    }
    let mut then = catalogue.clone();
    for known in &mut then.indicators {
        if let Some(new) = changed.get(&known.code) {
            known.clone_from(new);
        }
    }
    let broken = |declared: &Declared| {
        let mut members = declared.relation.members().map(|side| side.code());
        if let Some(gone) = members.find(|code| steps.removed.contains(*code)) {
            return Some(format!("“{gone}” không còn dòng trong biểu"));
        }
        let affected = declared.relation.members().any(|side| changed.contains_key(side.code()));
        let error = affected.then(|| fits(&then, declared).err()).flatten()?;
        Some(error.to_string())
    };
    let off = catalogue.relations.iter().filter_map(|declared| Some((broken(declared)?, declared)));
    off.map(|(why, declared)| {
        let place = format!("{}:{}: {}: ", declared.file, declared.line, declared.relation.kind());
        let why = why.strip_prefix(&place).unwrap_or(&why);
        (format!("{place}{why}"), Entry::off(&declared.relation))
    })
    .collect()
}

impl fmt::Display for FormChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, steps, off } = self;
        if self.is_empty() {
            writeln!(f, "# Biểu trong sổ tính đúng như biểu của mẫu “{report}”: không có gì thay đổi.")?;
        } else {
            writeln!(f, "# Thay đổi của biểu so với mẫu “{report}”: {}.", count(&steps.words))?;
        }
        comments(f, "", &steps.words)?;
        let reasons: Vec<String> = off.iter().map(|(why, _)| format!("! {why}")).collect();
        comments(
            f,
            "Quan hệ thôi kiểm tra (nếu chỉ đổi tên đơn vị tính thì dùng same-units thay cho off):",
            &reasons,
        )?;
        let remarks: Vec<String> = steps.remarks.iter().map(|remark| format!("? {remark}")).collect();
        comments(f, "Cần xem lại:", &remarks)?;
        writeln!(f, "schema = 1\nextends = {}", quoted(report))?;
        let standing = steps.standing.iter().map(|(_, entry)| entry);
        rows(f, "form", standing.chain(&steps.placed))?;
        rows(f, "relations", off.iter().map(|(_, entry)| entry))
    }
}

/// How many rows are added, changed, moved and taken out.
fn count(words: &[String]) -> String {
    let kinds = [('+', "thêm"), ('~', "sửa"), ('>', "chuyển chỗ"), ('-', "bỏ")];
    let counted = kinds.into_iter().filter_map(|(sign, name)| {
        let count = words.iter().filter(|line| line.starts_with(sign)).count();
        (count > 0).then(|| format!("{name} {count} dòng"))
    });
    counted.collect::<Vec<_>>().join(", ")
}

fn comments(f: &mut fmt::Formatter<'_>, title: &str, lines: &[String]) -> fmt::Result {
    if !title.is_empty() && !lines.is_empty() {
        writeln!(f, "# {title}")?;
    }
    lines.iter().try_for_each(|line| writeln!(f, "#  {}", line.replace(char::is_control, " ")))
}

fn rows<'e>(f: &mut fmt::Formatter<'_>, name: &str, entries: impl Iterator<Item = &'e Entry>) -> fmt::Result {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return Ok(());
    }
    writeln!(f, "{name} = [")?;
    entries.try_for_each(|entry| writeln!(f, "  {entry},"))?;
    writeln!(f, "]")
}

/// A text in one line, in quotation marks.
fn shown(text: &str) -> String {
    let words = text.split(|c: char| c == '\n' || c.is_control()).map(str::trim);
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" / ");
    format!("“{line}”")
}

/// A row as it is called: by its number, or by the number above it.
fn title(stt: &str, under: &str, label: &str) -> String {
    match (stt.trim(), under) {
        ("", "") => format!("dòng {}", shown(label)),
        ("", under) => format!("dòng {} (mục {under})", shown(label)),
        (stt, _) => format!("dòng {stt} {}", shown(label)),
    }
}
