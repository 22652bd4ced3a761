//! The Excel appendix (phụ lục): the official form, the figures behind it, and every relation between them computed.

mod cells;
mod figures;
mod form;
mod formula;
mod heading;
mod live;
mod names;
mod proof;
mod relations;
mod remarks;
mod share;
mod tasks;
mod value;
mod verdict;

use std::io::Write;
use std::panic::resume_unwind;
use std::sync::Mutex;
use std::thread;

use rust_xlsxwriter::Workbook;

use crate::error::Result;
use crate::finding::Review;
use crate::model::sheets;
use crate::model::{Book, Catalogue};
use crate::output::appendix::cells::{Cells, Rows};
use crate::output::appendix::heading::Heading;
use crate::output::appendix::live::Live;
use crate::output::appendix::value::Ink;
use crate::output::columns;
use crate::output::sheet;

/// Writes the appendix: the form as the workbook filled it in, on A4, ready to print; the sheets `Nhiệm vụ` and
/// `Số liệu` behind it; and the sheet `Kiểm tra`, where every relation between their cells is a live formula with
/// its verdict.
///
/// What a clerk typed stays a number; what the workbook computed, or left blank for us to compute, is a formula
/// that gives the value shown. Each indicator's cell has a name, `bc_ho_so.tiep_nhan` for `ho-so.tiep-nhan`. The
/// review's findings stand as notes at the cells they accuse; while an error is left, the first line calls the
/// form a draft. Equal input gives equal bytes.
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
    sheet::save(filled(book, catalogue, review)?, output)
}

/// The workbook with everything in it.
fn filled(book: &Book, catalogue: &Catalogue, review: &Review) -> Result<Workbook> {
    let heading = Heading::new(book, catalogue, review);
    let rows = Rows::of(book, catalogue, heading.rows() + form::HEADER);
    let cells = Cells::of(&rows, catalogue);
    let mut workbook = sheet::workbook(&heading.title)?;
    let [mut form, mut tasks, mut figures, mut proof] = sheet::blank(&mut workbook);
    let write_figures = || {
        let mut ink = Ink::new(live::formulas(&cells, book, catalogue));
        sheet::write(&mut form, sheets::FORM, |pen| {
            pen.widths(&columns::form::WIDTHS)?;
            heading.write(pen)?;
            form::write(pen, (&rows.form, rows.first), &mut ink)?;
            remarks::of_form(&rows.form, rows.first).write(pen, review)
        })?;
        sheet::write(&mut tasks, sheets::TASKS, |pen| {
            tasks::write(pen, &rows.tasks, &mut ink)?;
            remarks::of_tasks(&rows.tasks).write(pen, review)
        })?;
        let mut ink = ink.lined();
        sheet::write(&mut figures, sheets::FIGURES, |pen| {
            figures::write(pen, &rows.figures, &mut ink)?;
            remarks::of_figures(&rows.figures).write(pen, review)
        })
    };
    let write_proof = || {
        let checks = relations::checks(&cells, &rows.tasks, book, catalogue);
        let mut ink = Ink::new(Live::new()).lined();
        sheet::write(&mut proof, sheets::PROOF, |pen| proof::write(pen, &checks, &mut ink))?;
        names::define(&mut workbook, &cells, catalogue)
    };
    at_once(write_figures, write_proof)?;

    let tasks = Some(tasks).filter(|_| !rows.tasks.is_empty());
    let sheets = [Some(form), tasks, Some(figures), Some(proof)];
    sheets.into_iter().flatten().for_each(|sheet| workbook.push_worksheet(sheet));
    Ok(workbook)
}

/// Does both, at the same time; of two failures the first one's is told.
fn at_once(one: impl FnOnce() -> Result<()> + Send, other: impl FnOnce() -> Result<()>) -> Result<()> {
    let one = Mutex::new(Some(one));
    let begin = || {
        let begun = one.lock().ok().and_then(|mut one| one.take());
        begun.map_or(Ok(()), |one| one())
    };
    thread::scope(|scope| {
        let begun = thread::Builder::new().spawn_scoped(scope, begin);
        let other = other();
        // where no thread is to be had, one is done after the other
        let one =
            begun.map_or_else(|_| begin(), |one| one.join().unwrap_or_else(|panic| resume_unwind(panic)));
        one.and(other)
    })
}

#[cfg(test)]
mod proving;
#[cfg(test)]
mod tests;
