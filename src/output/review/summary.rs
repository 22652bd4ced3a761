//! What came of many files, a line each: a table for people, and a sheet that a reviewer filters.

use std::fmt;
use std::io::Write;

use rust_xlsxwriter::{Color, Format, FormatAlign};
use unicode_normalization::char::is_combining_mark;

use super::Reviewed;
use crate::error::Result;
use crate::finding::{Review, Severity, say};
use crate::output::measure::lines;
use crate::output::sheet::{self, Look, SIZE, boxed, header, plain};
use crate::place::CellRef;

/// What came of many files, in the order in which they were added: verdict, errors, warnings, what is missing or
/// why a file could not be read.
///
/// Printed, it is a table with a line for each file and one for all. It keeps a line of each file, not its review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    rows: Vec<Row>,
    found: Found,
}

/// How many findings of each severity, and how many were accepted before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Found {
    severities: [usize; 3],
    accepted: usize,
}

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    file: String,
    verdict: Verdict,
    /// Errors and warnings; none of a file that could not be read.
    counts: Option<[usize; 2]>,
    remark: String,
}

/// What is said of a file, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Clear,
    Warned,
    Wrong,
    Unread,
}

const VERDICTS: [Verdict; 4] = [Verdict::Clear, Verdict::Warned, Verdict::Wrong, Verdict::Unread];

/// What findings of these codes miss: parts of the file that have a name of their own, and rows or cells that are
/// counted.
const NAMED: [&str; 2] = ["FORM101", "FORM102"];
const COUNTED: [&str; 3] = ["FORM006", "FORM002", "FORM003"];
/// How many parts are named; the most characters of a remark: the name of a damaged part may be as long as it likes.
const PARTS: usize = 3;
const LONG: usize = 300;

impl Summary {
    /// Adds what came of a file.
    pub fn add(&mut self, reviewed: &Reviewed) {
        if let Ok(review) = &reviewed.outcome {
            self.found.add(&Found::of(review));
        }
        self.rows.push(Row::of(reviewed));
    }

    /// How many files were added.
    pub(super) fn files(&self) -> usize {
        self.rows.len()
    }

    /// The line for all files.
    fn total(&self) -> String {
        let unread = match self.rows.iter().filter(|row| row.verdict == Verdict::Unread).count() {
            0 => String::new(),
            unread => format!("; {unread} tệp không kiểm tra được"),
        };
        format!("{} tệp: {}{unread}", self.rows.len(), self.found)
    }
}

impl Found {
    /// What was found in one file.
    pub(super) fn of(review: &Review) -> Self {
        let severities =
            [Severity::Error, Severity::Warning, Severity::Info].map(|severity| review.count(severity));
        Self { severities, accepted: review.accepted.len() }
    }

    fn add(&mut self, other: &Self) {
        self.severities.iter_mut().zip(other.severities).for_each(|(sum, more)| *sum += more);
        self.accepted += other.accepted;
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [errors, warnings, infos] = self.severities;
        let [error, warning, info] =
            [Severity::Error, Severity::Warning, Severity::Info].map(Severity::label);
        write!(f, "{errors} {error}, {warnings} {warning}, {infos} {info}")?;
        match self.accepted {
            0 => Ok(()),
            accepted => write!(f, " (và {accepted} phát hiện đã được chấp nhận)"),
        }
    }
}

impl Row {
    fn of(reviewed: &Reviewed) -> Self {
        let file = flat(&reviewed.file);
        match &reviewed.outcome {
            Ok(review) => {
                let counts = [Severity::Error, Severity::Warning].map(|severity| review.count(severity));
                let verdict = match counts {
                    [0, 0] => Verdict::Clear,
                    [0, _] => Verdict::Warned,
                    _ => Verdict::Wrong,
                };
                Self { file, verdict, counts: Some(counts), remark: missing(review) }
            }
            Err(error) => Self {
                file,
                verdict: Verdict::Unread,
                counts: None,
                remark: flat(&format!("{error}. {}", error.hint())),
            },
        }
    }

    /// Its cells after the number.
    fn cells(&self) -> [String; 5] {
        let [errors, warnings] = match self.counts {
            Some(counts) => counts.map(|count| count.to_string()),
            None => [String::new(), String::new()],
        };
        [self.file.clone(), self.verdict.label(), errors, warnings, self.remark.clone()]
    }
}

impl Verdict {
    /// As a reviewer reads it.
    fn label(self) -> String {
        let way = match self {
            Self::Clear => "clear",
            Self::Warned => "warned",
            Self::Wrong => "wrong",
            Self::Unread => "unread",
        };
        say("SUMMARY", way, &[])
    }

    /// How it looks on the sheet.
    fn look(self) -> Format {
        let (ink, paper) = match self {
            Self::Clear => (0x0000_6100, 0x00C6_EFCE),
            Self::Warned => (0x009C_5700, 0x00FF_EB9C),
            Self::Wrong | Self::Unread => (0x009C_0006, 0x00FF_C7CE),
        };
        Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper))
    }
}

/// What a file lacks: its parts by name, its rows and cells by their number; empty where nothing is missing.
fn missing(review: &Review) -> String {
    let of = |code: &'static str| review.findings.iter().filter(move |finding| finding.code == code);
    let mut missing = Vec::new();
    for code in NAMED {
        let mut names: Vec<String> = of(code).map(|finding| flat(&finding.place.to_string())).collect();
        names.dedup();
        let more = names.len().saturating_sub(PARTS);
        names.truncate(PARTS);
        if more > 0 {
            names.push("…".to_owned());
        }
        if !names.is_empty() {
            missing.push(say("SUMMARY", code, &[("what", &names.join(", "))]));
        }
    }
    for code in COUNTED {
        match of(code).count() {
            0 => {}
            count => missing.push(say("SUMMARY", code, &[("count", &count.to_string())])),
        }
    }
    missing.join("; ")
}

/// A text on one line that does not move a terminal's cursor and fits a cell, whatever a file is called.
fn flat(text: &str) -> String {
    let short = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONG + 1);
    let mut flat: String = short.collect();
    if flat.chars().nth(LONG).is_some() {
        flat.pop();
        flat.push('…');
    }
    flat
}

/// The columns: names, widths, what a line holds in hundredths of an em.
const COLUMNS: [(&str, f64, u32); 6] = [
    ("STT", 5.5, 250),
    ("Tệp", 48.0, 2_250),
    ("Kết luận", 19.0, 870),
    ("Lỗi", 7.0, 300),
    ("Cảnh báo", 10.0, 430),
    ("Thiếu gì, hoặc vì sao không đọc được", 62.0, 2_920),
];
const VERDICT: u16 = 2;
const LAST: u16 = 5;
/// The row of the columns' names; above it stand the title and the line for all files.
const HEADER: u32 = 2;

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = COLUMNS.map(|(name, ..)| name.to_owned());
        let [_, file, verdict, errors, warnings, remark] = names;
        let mut table = vec![[file, verdict, errors, warnings, remark]];
        table.extend(self.rows.iter().map(Row::cells));
        let wide = |cell: usize| {
            let cells = table.iter().filter_map(|row| row.get(cell));
            cells.map(|cell| columns(cell)).max().unwrap_or_default()
        };
        let wide = [wide(0), wide(1), wide(2), wide(3)];
        for [file, verdict, errors, warnings, remark] in &table {
            let [own, verdicts, most, more] = wide;
            let pad = |cell: &str, wide: usize| " ".repeat(wide.saturating_sub(columns(cell)));
            let left = format!("{file}{}  {verdict}{}", pad(file, own), pad(verdict, verdicts));
            let right = format!("{}{errors}  {}{warnings}", pad(errors, most), pad(warnings, more));
            writeln!(f, "{}", format!("{left}  {right}  {remark}").trim_end())?;
        }
        writeln!(f, "{}", self.total())
    }
}

/// How many columns of a terminal a text takes.
fn columns(text: &str) -> usize {
    text.chars().filter(|c| !is_combining_mark(*c)).count()
}

impl Summary {
    /// Writes the table as a workbook that can be filtered by verdict.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where `output` cannot be written.
    pub fn write_sheet<W: Write>(&self, output: W) -> Result<()> {
        let title = say("SUMMARY", "title", &[]);
        let mut workbook = sheet::workbook(&title)?;
        let [mut worksheet] = sheet::blank(&mut workbook);
        sheet::write(&mut worksheet, "Tổng hợp", |pen| {
            pen.landscape();
            let across = |row| (CellRef::new(row, 0), CellRef::new(row, LAST));
            pen.merged(across(0), &title, &plain().set_bold().set_align(FormatAlign::Center))?;
            pen.merged(across(1), &self.total(), &plain().set_italic().set_align(FormatAlign::Center))?;
            pen.table(HEADER, &COLUMNS.map(|(name, width, _)| (name, width)), &Look::new(header()))?;
            pen.freeze(CellRef::new(HEADER + 1, VERDICT))?;
            let looks = [boxed(), boxed().set_align(FormatAlign::Center)].map(Look::new);
            for (at, row) in (0..).zip(&self.rows) {
                row.write(pen, at, &looks)?;
            }
            let end = (HEADER..).zip(&self.rows).last().map_or(HEADER, |(row, _)| row + 1);
            if end > HEADER {
                let verdicts = (CellRef::new(HEADER + 1, VERDICT), CellRef::new(end, VERDICT));
                VERDICTS.iter().try_for_each(|one| pen.colour(verdicts, &one.label(), &one.look()))?;
                pen.numbers_as_text(1, (HEADER + 1, end))?;
            }
            pen.filter((CellRef::new(HEADER, 0), CellRef::new(end, LAST)))
        })?;
        workbook.push_worksheet(worksheet);
        sheet::save(workbook, output)
    }
}

impl Row {
    /// Writes the row of the file at this place among all; counts are numbers, so that they can be summed.
    fn write(&self, pen: &mut sheet::Pen, at: u32, [text, centre]: &[Look; 2]) -> Result<()> {
        let row = HEADER + 1 + at;
        let [file, verdict, errors, warnings, remark] = self.cells();
        pen.number(CellRef::new(row, 0), (at + 1).into(), centre)?;
        pen.text(CellRef::new(row, 1), &file, text)?;
        pen.text(CellRef::new(row, VERDICT), &verdict, centre)?;
        for (column, said, count) in [
            (3, errors, self.counts.map(|[errors, _]| errors)),
            (4, warnings, self.counts.map(|[_, warnings]| warnings)),
        ] {
            match count {
                Some(count) => pen.number(CellRef::new(row, column), count.into(), centre)?,
                None => pen.text(CellRef::new(row, column), &said, centre)?,
            }
        }
        pen.text(CellRef::new(row, LAST), &remark, text)?;
        let cells = [(&file, 1), (&remark, usize::from(LAST))];
        let line =
            |(cell, column): (&String, usize)| COLUMNS.get(column).map_or(1, |(.., line)| lines(cell, *line));
        pen.height(row, cells.map(line).into_iter().max().unwrap_or(1), SIZE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};
    use crate::finding::{Finding, RuleCode};
    use crate::place::Place;

    fn finding(id: &'static str, severity: Severity, place: Place) -> Finding {
        let code = RuleCode { id, name: "", severity, summary: "" };
        Finding::new(code, place, "Câu.".to_owned())
    }

    fn summary() -> Summary {
        let sheet = |name: &str| Place::Sheet { sheet: name.to_owned() };
        let lacking = vec![
            finding("FORM101", Severity::Error, sheet("Số liệu")),
            finding("FORM006", Severity::Error, sheet("Thông tin")),
            finding("FORM002", Severity::Warning, Place::cell("Phụ lục 1", CellRef::new(4, 3))),
            finding("FORM002", Severity::Warning, Place::cell("Phụ lục 1", CellRef::new(5, 3))),
        ];
        let warned = vec![finding("PCT001", Severity::Warning, Place::Document)];
        let part = format!("{}\n\u{1b}[2J", "dài".repeat(400));
        let damaged = Error::new(ErrorKind::Damaged { part, reason: "sai".to_owned() });
        let of = |findings| Ok(Review { findings, ..Review::default() });
        let mut summary = Summary::default();
        for (file, outcome) in [
            ("xã A/quý 3.xlsx", of(lacking)),
            ("b\u{1b}[2J.docx", of(warned)),
            ("c.xlsx", Ok(Review::default())),
            ("rỗng.docx", Err(Error::new(ErrorKind::Empty))),
            ("d.xlsx", Err(damaged)),
        ] {
            summary.add(&Reviewed::new(file, outcome));
        }
        summary
    }

    #[test]
    fn a_line_for_each_file_and_one_for_all() {
        insta::assert_snapshot!(summary().to_string());
    }

    #[test]
    fn names_and_reasons_fit_a_cell_and_move_no_cursor() {
        let summary = summary();
        let damaged = summary.rows.last().unwrap();
        assert_eq!(damaged.remark.chars().count(), LONG + 1);
        assert!(!summary.to_string().contains('\u{1b}'));
        summary.write_sheet(std::io::sink()).unwrap();
        Summary::default().write_sheet(std::io::sink()).unwrap();
    }
}
