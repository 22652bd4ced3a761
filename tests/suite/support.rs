//! What the tests share: the samples, the way through the library, findings as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use baocao::document::Document;
use baocao::finding::{Finding, Review, Severity, Sourced};
use baocao::model::Book;
use baocao::{Case, RuleSet, Templates, assemble, check, read_workbook, write_appendix, write_docx};

use crate::tables::tables_with_changes;

/// The tables of the clean sample.
pub(crate) const CLEAN: &str = include_str!("../../examples/data/tinh-chau-2023.md");

/// The changes that make it the sample as drafted.
pub(crate) const DRAFTED: &str = include_str!("../../examples/data/tinh-chau-2023-nhu-du-thao.md");

/// The clean sample's workbook.
pub(crate) const WORKBOOK: &[u8] = include_bytes!("../../examples/data/tinh-chau-2023.xlsx");

/// The workbook of the sample as drafted.
pub(crate) fn drafted() -> Vec<u8> {
    tables_with_changes(CLEAN, DRAFTED)
}

/// The built-in report type.
pub(crate) static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::builtin().unwrap());

/// A report type of the folder `templates`.
pub(crate) fn report_type(name: &str) -> Templates {
    Templates::new(name, |name| Ok(Some(files(name)))).unwrap()
}

/// The files of a report type of the folder `templates`.
pub(crate) fn files(name: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
    };
    paths.map(named).collect()
}

/// A workbook, its report and what the checks say.
pub(crate) struct Checked {
    pub(crate) book: Sourced<Book>,
    pub(crate) report: Document,
    pub(crate) review: Review,
}

impl Checked {
    /// Reads, assembles and checks.
    pub(crate) fn new(workbook: &[u8]) -> Self {
        Self::of(workbook, &TEMPLATES)
    }

    /// Reads, assembles and checks after last period's workbook, `ky-truoc.xlsx`.
    pub(crate) fn after(workbook: &[u8], before: &[u8], templates: &Templates) -> Self {
        let catalogue = templates.catalogue();
        let read = |workbook| read_workbook(Cursor::new(workbook), catalogue).unwrap();
        Self::of_book(read(workbook).after(read(before), "ky-truoc.xlsx", catalogue), templates)
    }

    /// Reads, assembles and checks by this report type.
    pub(crate) fn of(workbook: &[u8], templates: &Templates) -> Self {
        Self::of_book(read_workbook(Cursor::new(workbook), templates.catalogue()).unwrap(), templates)
    }

    fn of_book(book: Sourced<Book>, templates: &Templates) -> Self {
        let catalogue = templates.catalogue();
        let report = assemble(&book.value, catalogue, templates).unwrap();
        let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
        Self { book, report, review }
    }

    /// The clean sample.
    pub(crate) fn clean() -> &'static Self {
        static CHECKED: LazyLock<Checked> = LazyLock::new(|| Checked::new(WORKBOOK));
        &CHECKED
    }

    /// The sample as drafted.
    pub(crate) fn drafted() -> &'static Self {
        static CHECKED: LazyLock<Checked> = LazyLock::new(|| Checked::new(&drafted()));
        &CHECKED
    }

    pub(crate) fn docx(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_docx(&self.report, &mut bytes).unwrap();
        bytes
    }

    pub(crate) fn appendix(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_appendix(&self.book.value, TEMPLATES.catalogue(), &self.review, &mut bytes).unwrap();
        bytes
    }
}

/// Whether a finding asks for a change.
pub(crate) fn weighs(finding: &Finding) -> bool {
    finding.severity <= Severity::Warning
}

/// A finding with everything it says, its fingerprint and group aside.
pub(crate) fn told(finding: &Finding) -> String {
    let Finding { severity, code, name, place, message, .. } = finding;
    let mut out = format!("{} {code} {name} · {place}\n  {message}\n", severity.label());
    if finding.expected.is_some() || finding.found.is_some() {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        let _ = writeln!(out, "  found {} expected {}", side(&finding.found), side(&finding.expected));
    }
    for related in &finding.related {
        let _ = writeln!(out, "  with {}: {}", related.place, related.excerpt);
    }
    for repair in &finding.repair {
        let _ = writeln!(out, "  repair {}: {} → {}", repair.place, repair.from, repair.to);
    }
    out
}
