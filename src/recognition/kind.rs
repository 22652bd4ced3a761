//! What a file is, by its bytes and not by its name: a workbook, an appendix or a drafted report.

use std::io::{Read, Seek};

use crate::error::Result;
use crate::package::{Expected, Limits, Package, Walk, main_part};
use crate::workbook::Names;

/// What a file that can be checked is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// An indicator workbook (sổ tính), or a package that its reader will name and refuse.
    Workbook,
    /// An Excel appendix (phụ lục), which names the cells of its indicators.
    Appendix,
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

/// Tells drafts, appendices and workbooks apart; the reader of each starts at the beginning again.
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
    if MAIN.iter().any(|main| types.contains(main)) {
        return Ok(Kind::Draft);
    }
    // what is wrong with a workbook, its reader says
    Ok(if is_appendix(&mut package).unwrap_or(false) { Kind::Appendix } else { Kind::Workbook })
}

fn is_appendix<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<bool> {
    let main = main_part(package)?;
    let content = package.xml(&main)?;
    Ok(Names::read(&mut Walk::new(&main, &content, package.limits())?)?.are_of_appendix())
}
