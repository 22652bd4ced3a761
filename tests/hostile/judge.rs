//! What is done with one file: it is read as a program would, and everything that follows is done too.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;

use baocao::finding::Sourced;
use baocao::linked::{read_appendix, refresh_appendix};
use baocao::model::Book;
use baocao::{
    Case as Checked, Error, ErrorKind, Finding, Result, RuleSet, Templates, assemble, check, kind_of,
    read_draft, read_workbook, write_appendix, write_comments, write_docx,
};

use crate::MEMORY;
use crate::case::{Case, Outcome, Reader};

pub(crate) static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::builtin().unwrap());

/// What came of a case, and how many bytes of memory its reader took at most.
pub(crate) fn judged(case: &Case) -> (Outcome, usize) {
    LazyLock::force(&TEMPLATES);
    let bytes = (case.make)();
    outcome(case.reader, &bytes)
}

pub(crate) fn outcome(reader: Reader, bytes: &[u8]) -> (Outcome, usize) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let (read, peak) = match reader {
        Reader::Workbook => workbook(bytes),
        Reader::Draft => draft(bytes),
        Reader::Templates => (templates(bytes).map(|()| String::new()), MEMORY.peak_usage()),
    };
    let outcome = match read {
        Ok(says) => Outcome { error: String::new(), says },
        Err(error) => Outcome { error: word(&error), says: error.to_string() },
    };
    (outcome, peak.saturating_sub(before))
}

fn workbook(bytes: &[u8]) -> (Result<String>, usize) {
    let _ = kind_of(Cursor::new(bytes));
    let read = read_workbook(Cursor::new(bytes), TEMPLATES.catalogue());
    let peak = MEMORY.peak_usage();
    let told = read.and_then(|book| {
        let catalogue = TEMPLATES.catalogue();
        appendix(bytes, &book);
        let report = assemble(&book.value, catalogue, &TEMPLATES)?;
        let review = check(&Checked::report(catalogue, &book, &report), &RuleSet::default());
        write_docx(&report, &mut Vec::new())?;
        write_appendix(&book.value, catalogue, &review, &mut Vec::new())?;
        Ok(told(&book.findings))
    });
    (told, peak)
}

/// Whatever it is, it is read as an appendix too; what is written of it is one again.
fn appendix(bytes: &[u8], book: &Sourced<Book>) {
    let mut out = Vec::new();
    match refresh_appendix(Cursor::new(bytes), (book, TEMPLATES.catalogue()), &mut out) {
        Ok(_) => drop(read_appendix(Cursor::new(&out)).unwrap()),
        Err(error) => assert!(!matches!(error.kind(), ErrorKind::Internal { .. }), "{error}"),
    }
}

fn draft(bytes: &[u8]) -> (Result<String>, usize) {
    let _ = kind_of(Cursor::new(bytes));
    let read = read_draft(Cursor::new(bytes));
    let peak = MEMORY.peak_usage();
    let told = read.and_then(|read| {
        let review = check(&Checked::draft(TEMPLATES.catalogue(), &read), &RuleSet::default());
        let mut annotated = Vec::new();
        write_comments(Cursor::new(bytes), &review, None, Cursor::new(&mut annotated))?;
        // an annotated copy is a draft again, and says the same
        match read_draft(Cursor::new(&annotated)) {
            Ok(again) => {
                let same = again.value.parts.len() == read.value.parts.len();
                assert!(same, "the annotated copy has other parts");
            }
            // a stored part that repeats itself swells from its deflated copy
            Err(error) if word(&error) == "large ratio" => {}
            Err(error) => return Err(error),
        }
        Ok(told(&read.findings))
    });
    (told, peak)
}

/// The folder `thu`, whose files stand one after the other: name, length, content.
fn templates(mut bytes: &[u8]) -> Result<()> {
    let mut files = BTreeMap::new();
    while let Some((head, rest)) = bytes.split_first_chunk::<8>() {
        let (name, text) = (
            u32::from_le_bytes(head[..4].try_into().unwrap()),
            u32::from_le_bytes(head[4..].try_into().unwrap()),
        );
        let (name, rest) = rest.split_at(name as usize);
        let (text, rest) = rest.split_at(text as usize);
        files.insert(String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(text).into_owned());
        bytes = rest;
    }
    let templates = Templates::new("thu", |name| Ok((name == "thu").then(|| files.clone())))?;
    let catalogue = templates.catalogue();
    let sample = include_bytes!("../../examples/data/binh-lam-quy-3-2024.xlsx");
    let book = read_workbook(Cursor::new(sample), catalogue)?;
    let report = assemble(&book.value, catalogue, &templates)?;
    write_docx(&report, &mut Vec::new())
}

fn told(findings: &[Finding]) -> String {
    let one = |finding: &Finding| format!("{} {}", finding.code, finding.place);
    findings.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// The kind of an error, in a word; of a limit that was passed its name too.
pub(crate) fn word(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Empty => "empty".to_owned(),
        ErrorKind::Foreign { .. } => "foreign".to_owned(),
        ErrorKind::Encrypted => "encrypted".to_owned(),
        ErrorKind::Damaged { .. } => "damaged".to_owned(),
        ErrorKind::TooLarge { name, .. } => format!("large {name}"),
        ErrorKind::Template { .. } => "template".to_owned(),
        ErrorKind::Internal { .. } => "internal".to_owned(),
        _ => "another".to_owned(),
    }
}
