//! The commands: each reads, checks and writes through the library and says what came of it.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use baocao::document::Document;
use baocao::finding::{Review, Sourced};
use baocao::model::Book;
use baocao::{
    Case, Error, FormChanges, Format, Outputs, Result, Reviewed, RuleSet, Templates, assemble,
    check as check_case, read_workbook, refuse_overwriting, write_appendix, write_blank, write_docx,
    write_review,
};

use crate::arguments::{Blank, Convert, Form};
use crate::report_type::{named_by, report_type};

pub(crate) const CLEAN: u8 = 0;
pub(crate) const FINDINGS: u8 = 1;
pub(crate) const FAILED: u8 = 2;

pub(crate) fn convert(arguments: &Convert) -> Result<u8> {
    let templates = report_type(arguments.templates.as_deref(), || named_by([&arguments.workbook]))?;
    let catalogue = templates.catalogue();
    let earlier = match arguments.previous.as_deref().map(|path| beside(path, &templates)).transpose() {
        Ok(earlier) => earlier,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let (book, document, review) = checked(open(&arguments.workbook)?, earlier, &templates)?;
    let clear = review.is_clear();
    if clear || arguments.draft {
        let document = if arguments.draft { document.commented(&book.value, &review) } else { document };
        let document = if arguments.plain { document.untied() } else { document };
        let [report, appendix] = targets(arguments);
        for target in [&report, &appendix] {
            let mut inputs = std::iter::once(&arguments.workbook).chain(&arguments.previous);
            inputs.try_for_each(|input| refuse_overwriting(input, target))?;
        }
        // What is wrong with a folder that cannot be made, writing into it says.
        let _ = fs::create_dir_all(&arguments.folder);
        let mut outputs = Outputs::new();
        outputs.add(&report, |output| write_docx(&document, output))?;
        outputs.add(&appendix, |output| write_appendix(&book.value, catalogue, &review, output))?;
        outputs.commit()?;
        say(&format!("Đã ghi {}\nĐã ghi {}\n", report.display(), appendix.display()));
    }
    let written = clear || arguments.draft;
    report(&arguments.workbook, review)?;
    if !written {
        eprintln!("Chưa ghi tệp nào: hãy sửa các lỗi trên, hoặc dùng --draft để ghi bản nháp có ghi chú.");
    }
    Ok(if clear { CLEAN } else { FINDINGS })
}

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

/// Findings go to stderr, so that stdout names the files that were written.
fn report(workbook: &Path, review: Review) -> Result<()> {
    let reviewed = [Reviewed::new(workbook.display().to_string(), Ok(review))];
    write_review(&reviewed, terminal(io::stderr().is_terminal()), io::stderr().lock())
}

pub(crate) fn terminal(is_terminal: bool) -> Format {
    if is_terminal { Format::Colour } else { Format::Text }
}

/// `DIR/<stem>.docx` and `DIR/<stem>-phu-luc.xlsx`.
fn targets(arguments: &Convert) -> [PathBuf; 2] {
    let stem = arguments.workbook.file_stem().unwrap_or_default().to_os_string();
    let named = |suffix: &str| {
        let mut name = stem.clone();
        name.push(suffix);
        arguments.folder.join(name)
    };
    [named(".docx"), named("-phu-luc.xlsx")]
}

/// Says something on stdout. A reader who has seen enough closes it, which is no fault.
pub(crate) fn say(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
