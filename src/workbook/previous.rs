//! Last period's workbook: read as this one is, what could not be read of it told with its file.

use std::io::{Read, Seek};

use super::read::read_workbook;
use crate::error::Result;
use crate::finding::{Finding, Severity, Sourced, say};
use crate::model::{Book, Catalogue};
use crate::place::Place;

/// Reads the workbook of an earlier period, and gives the book that comes after it: a blank `Kỳ trước` is what
/// that workbook says, so that the report prints how each figure changed, and the rules hold the two together.
///
/// `file` is how findings name that workbook. What could not be read of it is a finding of this book; nothing is taken
/// from a workbook of another report type or body, or of no earlier period, which is a finding too (TIME007).
///
/// # Errors
/// As [`read_workbook`], of the earlier workbook.
pub fn read_previous<R: Read + Seek>(
    input: R,
    file: &str,
    mut book: Sourced<Book>,
    catalogue: &Catalogue,
) -> Result<Sourced<Book>> {
    let earlier = read_workbook(input, catalogue)?;
    book.value = book.value.after(earlier.value, file, catalogue);
    if book.value.earlier().is_some() {
        let errors = earlier.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        book.findings.extend(errors.map(|finding| elsewhere(finding, file)));
    }
    Ok(book)
}

/// A finding of another file: its place is none of this workbook's, and no repair is of its cells.
fn elsewhere(finding: Finding, file: &str) -> Finding {
    let facts = [("file", file), ("place", &finding.place.to_string()), ("message", &finding.message)];
    let message = say("PREVIOUS", "read", &facts);
    let there = (finding.place.clone(), format!("{file}: {}", finding.excerpt));
    let (related, repair) = (Vec::new(), Vec::new());
    Finding { place: Place::Workbook, message, related, repair, ..finding }.related(there.0, there.1)
}
