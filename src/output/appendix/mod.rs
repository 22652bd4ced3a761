//! The Excel appendix (phụ lục): the official form with live formulas, findings as cell notes.

mod heading;
mod live;
mod remarks;
mod table;

use std::io::Write;

use crate::error::Result;
use crate::finding::Review;
use crate::model::sheets;
use crate::model::{Book, Catalogue};
use crate::output::sheet::{self, Pen, form};

/// Writes the appendix: the form as the workbook filled it in, on A4, ready to print.
///
/// A total or a rate that follows from other cells of the form is a formula which gives the value shown. The
/// review's findings on the form's cells stand there as notes; while an error is left, the first line calls the
/// sheet a draft. Equal input gives equal bytes.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) when writing to `output` fails,
/// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) when a text is longer than a cell can hold.
pub fn write_appendix<W: Write>(
    book: &Book,
    catalogue: &Catalogue,
    review: &Review,
    output: W,
) -> Result<()> {
    let heading = heading::Heading::new(book, catalogue, review);
    let mut workbook = sheet::workbook(&heading.title)?;
    let mut pen = Pen::begin(&mut workbook, sheets::FORM)?;
    pen.widths(&form::WIDTHS)?;
    let top = heading.write(&mut pen)?;
    let first = table::write(&mut pen, book, catalogue, top)?;
    remarks::write(&mut pen, &book.form, review, first)?;
    sheet::save(workbook, output)
}

#[cfg(test)]
mod tests;
