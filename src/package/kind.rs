//! What a package is, by its bytes and not by its name: a workbook or a drafted report.

use std::io::{Read, Seek};

use super::archive::Package;
use super::limits::Limits;
use super::sniff::Expected;
use crate::error::Result;

/// What a file that can be checked is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// An indicator workbook (sổ tính), or a package that its reader will name and refuse.
    Workbook,
    /// A drafted report (dự thảo báo cáo), a Word document.
    Draft,
}

const TYPES: &str = "[Content_Types].xml";

/// The content types of a Word document's main part, in small letters.
const MAIN: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
];

/// Tells a draft from a workbook; the reader of either starts at the beginning again.
///
/// # Errors
/// The file is empty, encrypted, damaged, no package at all, or passes one of the default [`Limits`].
pub fn kind_of<R: Read + Seek>(input: R) -> Result<Kind> {
    kind_of_with(input, &Limits::default())
}

/// [`kind_of`] within limits of your own.
///
/// # Errors
/// As [`kind_of`].
pub fn kind_of_with<R: Read + Seek>(input: R, limits: &Limits) -> Result<Kind> {
    let mut package = Package::open(input, Expected::Either, limits)?;
    if !package.has(TYPES) {
        return Ok(Kind::Workbook);
    }
    let types = String::from_utf8_lossy(&package.part(TYPES)?).to_lowercase();
    Ok(if MAIN.iter().any(|main| types.contains(main)) { Kind::Draft } else { Kind::Workbook })
}
