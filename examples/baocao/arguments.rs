//! The arguments, as commands.

use std::ffi::{OsStr, OsString};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use baocao::Format;
use baocao::model::PeriodKey;
use lexopt::prelude::{Long, Short, Value};
use lexopt::{Parser, ValueExt as _};

pub(crate) enum Command {
    Help,
    Version,
    Convert(Convert),
    Check(Check),
    Blank(Blank),
    Form(Form),
    Refresh(Refresh),
    Trace(Trace),
}

/// `convert WORKBOOK|FOLDER... [-o DIR] [--draft] [--plain] [--previous WORKBOOK] [--templates DIR]
/// [--threads N] [--summary OUT.xlsx]`
pub(crate) struct Convert {
    pub(crate) workbooks: Vec<PathBuf>,
    pub(crate) folder: PathBuf,
    pub(crate) draft: bool,
    pub(crate) plain: bool,
    pub(crate) previous: Option<PathBuf>,
    pub(crate) templates: Option<PathBuf>,
    pub(crate) threads: Option<NonZeroUsize>,
    pub(crate) summary: Option<PathBuf>,
}

/// `check FILE|FOLDER... [--against WORKBOOK] [--previous WORKBOOK] [--format text|json|sarif] [--annotate OUT.docx]
/// [--baseline FILE] [--write-baseline FILE] [--templates DIR] [--threads N] [--summary OUT.xlsx]`
pub(crate) struct Check {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) against: Option<PathBuf>,
    pub(crate) previous: Option<PathBuf>,
    pub(crate) format: Format,
    pub(crate) annotate: Option<PathBuf>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) write_baseline: Option<PathBuf>,
    pub(crate) templates: Option<PathBuf>,
    pub(crate) threads: Option<NonZeroUsize>,
    pub(crate) summary: Option<PathBuf>,
}

/// `blank OUT.xlsx [--period …] [--templates DIR]`
pub(crate) struct Blank {
    pub(crate) output: PathBuf,
    pub(crate) period: PeriodKey,
    pub(crate) templates: Option<PathBuf>,
}

/// `form WORKBOOK [--templates DIR]`
pub(crate) struct Form {
    pub(crate) workbook: PathBuf,
    pub(crate) templates: Option<PathBuf>,
}

/// `refresh DRAFT|APPENDIX WORKBOOK -o OUT [--track] [--date DATE] [--previous WORKBOOK] [--templates DIR]`
pub(crate) struct Refresh {
    pub(crate) draft: PathBuf,
    pub(crate) workbook: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) track: bool,
    pub(crate) date: Option<String>,
    pub(crate) previous: Option<PathBuf>,
    pub(crate) templates: Option<PathBuf>,
}

/// `trace DRAFT [--against WORKBOOK] [--previous WORKBOOK] [--format text|json] [-o OUT.xlsx] [--templates DIR]`
pub(crate) struct Trace {
    pub(crate) draft: PathBuf,
    pub(crate) against: Option<PathBuf>,
    pub(crate) previous: Option<PathBuf>,
    pub(crate) json: bool,
    pub(crate) output: Option<PathBuf>,
    pub(crate) templates: Option<PathBuf>,
}

/// Every option of every command; each command takes its own and refuses the others.
#[derive(Default)]
struct Given {
    values: Vec<OsString>,
    output: Option<PathBuf>,
    draft: bool,
    plain: bool,
    track: bool,
    date: Option<String>,
    against: Option<PathBuf>,
    previous: Option<PathBuf>,
    format: Option<String>,
    annotate: Option<PathBuf>,
    baseline: Option<PathBuf>,
    write_baseline: Option<PathBuf>,
    period: Option<String>,
    templates: Option<PathBuf>,
    threads: Option<NonZeroUsize>,
    summary: Option<PathBuf>,
}

pub(crate) fn parse(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let command = match parser.next()? {
        Some(Short('h') | Long("help")) | None => return Ok(Command::Help),
        Some(Short('V') | Long("version")) => return Ok(Command::Version),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let mut given = Given::default();
    while let Some(argument) = parser.next()? {
        match (command.as_str(), argument) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            ("convert" | "refresh" | "trace", Short('o')) => given.output = Some(parser.value()?.into()),
            ("convert", Long("draft")) => given.draft = true,
            ("convert", Long("plain")) => given.plain = true,
            ("convert" | "check" | "refresh" | "trace", Long("previous")) => {
                given.previous = Some(parser.value()?.into())
            }
            ("check" | "trace", Long("against")) => given.against = Some(parser.value()?.into()),
            ("check", Long("annotate")) => given.annotate = Some(parser.value()?.into()),
            ("check", Long("baseline")) => given.baseline = Some(parser.value()?.into()),
            ("check", Long("write-baseline")) => given.write_baseline = Some(parser.value()?.into()),
            ("check" | "trace", Long("format")) => given.format = Some(parser.value()?.string()?),
            ("convert" | "check", Long("summary")) => given.summary = Some(parser.value()?.into()),
            ("convert" | "check", Long("threads")) => given.threads = Some(threads(&parser.value()?)?),
            ("refresh", Long("track")) => given.track = true,
            ("refresh", Long("date")) => given.date = Some(parser.value()?.string()?),
            ("blank", Long("period")) => given.period = Some(parser.value()?.string()?),
            (_, Long("templates")) => given.templates = Some(parser.value()?.into()),
            (_, Value(value)) => given.values.push(value),
            (_, other) => return Err(other.unexpected()),
        }
    }
    match command.as_str() {
        "convert" => given.convert(),
        "check" => given.check(),
        "blank" => given.blank(),
        "refresh" => given.refresh(),
        "trace" => given.trace(),
        "form" => Ok(Command::Form(Form {
            workbook: one(given.values, "form cần đúng một sổ tính")?,
            templates: given.templates,
        })),
        other => Err(format!("không có lệnh “{other}”").into()),
    }
}

impl Given {
    fn convert(self) -> Result<Command, lexopt::Error> {
        if self.values.is_empty() {
            return Err("convert cần ít nhất một sổ tính".into());
        }
        let workbooks = self.values.into_iter().map(PathBuf::from).collect();
        let folder = self.output.unwrap_or_else(|| PathBuf::from("."));
        let Self { draft, plain, previous, templates, threads, summary, .. } = self;
        Ok(Command::Convert(Convert {
            workbooks,
            folder,
            draft,
            plain,
            previous,
            templates,
            threads,
            summary,
        }))
    }

    fn check(self) -> Result<Command, lexopt::Error> {
        if self.values.is_empty() {
            return Err("check cần ít nhất một tệp".into());
        }
        let format = match self.format.as_deref() {
            None | Some("text") => Format::Text,
            Some("json") => Format::Json,
            Some("sarif") => Format::Sarif,
            Some(other) => return Err(format!("không có định dạng “{other}”: text, json hoặc sarif").into()),
        };
        for (option, given, wanted) in [
            ("--against", &self.against, "dự thảo (.docx) hoặc phụ lục (.xlsx)"),
            ("--annotate", &self.annotate, "dự thảo (.docx)"),
        ] {
            if given.is_some() && self.values.len() > 1 {
                return Err(format!("{option} cần đúng một {wanted}").into());
            }
        }
        if self.previous.is_some() && self.values.len() > 1 {
            return Err("--previous cần đúng một sổ tính".into());
        }
        Ok(Command::Check(Check {
            files: self.values.into_iter().map(PathBuf::from).collect(),
            against: self.against,
            previous: self.previous,
            format,
            annotate: self.annotate,
            baseline: self.baseline,
            write_baseline: self.write_baseline,
            templates: self.templates,
            threads: self.threads,
            summary: self.summary,
        }))
    }

    fn refresh(self) -> Result<Command, lexopt::Error> {
        let Ok([draft, workbook]) = <[OsString; 2]>::try_from(self.values) else {
            return Err("refresh cần đúng một dự thảo (.docx) hoặc phụ lục (.xlsx), và một sổ tính".into());
        };
        let output = self.output.ok_or("refresh cần tệp ra: -o OUT.docx hoặc -o OUT.xlsx")?;
        let (draft, workbook) = (draft.into(), workbook.into());
        let Self { track, date, previous, templates, .. } = self;
        if let Some(date) = date.as_deref().filter(|date| !track || !is_date(date)) {
            let what = if track {
                "ngày cần có dạng 2024-12-07 hoặc 2024-12-07T08:00:00Z"
            } else {
                "--date cần --track"
            };
            return Err(format!("{what}: {date}").into());
        }
        // Word wants a time too
        let date = date.map(|date| if date.len() == 10 { date + "T00:00:00Z" } else { date });
        Ok(Command::Refresh(Refresh { draft, workbook, output, track, date, previous, templates }))
    }

    fn trace(self) -> Result<Command, lexopt::Error> {
        let draft = one(self.values, "trace cần đúng một dự thảo (.docx)")?;
        let json = match self.format.as_deref() {
            None | Some("text") => false,
            Some("json") => true,
            Some(other) => return Err(format!("không có định dạng “{other}”: text hoặc json").into()),
        };
        let Self { against, previous, output, templates, .. } = self;
        if previous.is_some() && against.is_none() {
            return Err("--previous cần --against".into());
        }
        Ok(Command::Trace(Trace { draft, against, previous, json, output, templates }))
    }

    fn blank(self) -> Result<Command, lexopt::Error> {
        let output = one(self.values, "blank cần đúng một tệp ra")?;
        let period = match self.period.as_deref() {
            None => PeriodKey::Year,
            Some(name) => PeriodKey::parse(name).ok_or_else(|| format!("không có kỳ báo cáo “{name}”"))?,
        };
        Ok(Command::Blank(Blank { output, period, templates: self.templates }))
    }
}

fn threads(text: &OsStr) -> Result<NonZeroUsize, lexopt::Error> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("--threads cần một số từ 1 trở lên: {}", text.display()).into())
}

/// Whether a text is a day, or a day and a time of UTC.
fn is_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.as_str(), "0000-00-00" | "0000-00-00T00:00:00Z")
}

fn one(values: Vec<OsString>, otherwise: &str) -> Result<PathBuf, lexopt::Error> {
    match <[OsString; 1]>::try_from(values) {
        Ok([only]) => Ok(only.into()),
        Err(_) => Err(otherwise.into()),
    }
}
