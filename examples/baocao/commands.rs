//! The commands: each reads, checks and writes through the library and says what came of it.

use std::fs::File;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use baocao::document::Document;
use baocao::finding::{Review, Sourced};
use baocao::model::Book;
use baocao::{
    Case, Error, FormChanges, Format, Outputs, Result, RuleSet, Templates, assemble, check as check_case,
    read_workbook, write_blank,
};

use crate::arguments::{Blank, Form};
use crate::report_type::{named_by, report_type};

pub(crate) const CLEAN: u8 = 0;
pub(crate) const FINDINGS: u8 = 1;
pub(crate) const FAILED: u8 = 2;

pub(crate) fn blank(arguments: &Blank) -> Result<u8> {
    let templates = report_type(arguments.templates.as_deref(), || Ok(None))?;
    let catalogue = templates.catalogue();
    if catalogue.period(arguments.period).is_none() {
        let known: Vec<&str> = catalogue.periods.iter().map(|(period, _)| period.key()).collect();
        let (asked, known) = (arguments.period.key(), known.join(", "));
        eprintln!("lỗi: mẫu báo cáo “{}” không có kỳ {asked}; có: {known}", catalogue.name);
        return Ok(FAILED);
    }
    let mut outputs = Outputs::new();
    outputs.add(&arguments.output, |output| write_blank(catalogue, arguments.period, output))?;
    outputs.commit()?;
    say(&format!("Đã ghi {}\n", arguments.output.display()));
    Ok(CLEAN)
}

/// What an edited form asks of its report type: the words and the rows of a variant, as one `catalogue.toml`.
pub(crate) fn form(arguments: &Form) -> Result<u8> {
    let templates = report_type(arguments.templates.as_deref(), || named_by([&arguments.workbook]))?;
    say(&FormChanges::read(open(&arguments.workbook)?, templates.catalogue())?.to_string());
    Ok(CLEAN)
}

/// A workbook that is given beside the one that is checked.
#[derive(Clone)]
pub(crate) struct Beside {
    /// The file's name, as findings name it.
    pub(crate) name: String,
    pub(crate) book: Sourced<Book>,
}

impl Beside {
    /// The same workbook after that of last period.
    pub(crate) fn after(self, earlier: Self, templates: &Templates) -> Self {
        let book = self.book.after(earlier.book, &earlier.name, templates.catalogue());
        Self { book, ..self }
    }
}

/// Why a file that is given beside the checked ones cannot be used; the error itself names no file.
pub(crate) type Refused = (PathBuf, Error);

pub(crate) fn beside(path: &Path, templates: &Templates) -> std::result::Result<Beside, Refused> {
    let book = open(path).and_then(|file| read_workbook(file, templates.catalogue()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    book.map(|book| Beside { name, book }).map_err(|error| (path.to_owned(), error))
}

/// Says which file cannot be used, and why.
pub(crate) fn refused((path, error): Refused) -> u8 {
    eprintln!("lỗi: {}: {error}. {}", path.display(), error.hint());
    FAILED
}

/// A workbook, after that of last period where there is one, the report it gives, and what the checks say of both.
pub(crate) fn checked(
    workbook: BufReader<File>,
    earlier: Option<Beside>,
    templates: &Templates,
) -> Result<(Sourced<Book>, Document, Review)> {
    let catalogue = templates.catalogue();
    let mut book = read_workbook(workbook, catalogue)?;
    if let Some(Beside { name, book: earlier }) = earlier {
        book = book.after(earlier, &name, catalogue);
    }
    let document = assemble(&book.value, catalogue, templates)?;
    let review = check_case(&Case::report(catalogue, &book, &document), &RuleSet::default());
    Ok((book, document, review))
}

pub(crate) fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(|error| Error::opening(path, error))?;
    if path.is_dir() {
        return Err(Error::opening(path, io::ErrorKind::IsADirectory.into()));
    }
    Ok(BufReader::new(file))
}

pub(crate) fn terminal(is_terminal: bool) -> Format {
    if is_terminal { Format::Colour } else { Format::Text }
}

/// Says something on stdout. A reader who has seen enough closes it, which is no fault.
pub(crate) fn say(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
