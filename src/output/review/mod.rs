//! Reviews as text for people, JSON for programs and SARIF for the tools of reviewers; many files in a table.

mod json;
mod sarif;
mod summary;
mod text;
mod uri;

pub use summary::Summary;

use std::borrow::Borrow;
use std::io::Write;

use crate::error::{Error, Result};
use crate::finding::Review;

/// How reviews are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Lines for a terminal or a log, without colour.
    Text,
    /// The same with terminal colours.
    Colour,
    /// JSON, schema 1: an object, or an array when several files were reviewed.
    Json,
    /// SARIF 2.1.0: one log with one run, whatever the number of files.
    Sarif,
}

/// What came of one file: its review, or why it could not be read.
#[derive(Debug)]
pub struct Reviewed {
    /// The file as the user named it.
    pub file: String,
    /// The review, or the error.
    pub outcome: Result<Review>,
    /// The workbook that a draft was checked against, as the user named it: what is found in a cell stands there.
    pub against: Option<String>,
}

impl Reviewed {
    /// What came of a file on its own.
    pub fn new(file: impl Into<String>, outcome: Result<Review>) -> Self {
        Self { file: file.into(), outcome, against: None }
    }
}

/// Writes the reviews of one or several files; text ends in a [`Summary`] of several.
///
/// Text and JSON are written as the reviews come: an iterator that makes them keeps one of many files in memory. SARIF
/// is written at the end.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) when the writer fails.
pub fn write_review<I, W>(reviewed: I, format: Format, output: W) -> Result<()>
where
    I: IntoIterator<Item: Borrow<Reviewed>>,
    W: Write,
{
    let reviewed = reviewed.into_iter();
    let written = match format {
        Format::Text => text::write(reviewed, &text::PLAIN, output),
        Format::Colour => text::write(reviewed, &text::COLOURED, output),
        Format::Json => json::write(reviewed, output),
        Format::Sarif => sarif::write(reviewed, output),
    };
    written.map_err(|error| Error::io("ghi kết quả kiểm tra", error))
}
