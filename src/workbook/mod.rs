//! The workbook reader: an .xlsx, .xlsm or .ods becomes a [`Book`](crate::model::Book) and its findings.
//!
//! First bytes become sparse sheets behind the guards (`grid`), then each sheet becomes its part of the book
//! (`sheets`, one file each); what they share stands here.

mod appendix;
mod codes;
mod dates;
mod grid;
mod header;
mod markup;
mod names;
mod offers;
mod previous;
mod proposed;
mod rates;
mod read;
mod reader;
mod scan;
mod sections;
mod sheets;
mod values;
mod words;

pub(crate) use appendix::Placed;
pub use appendix::{read_appendix, read_appendix_with};
pub(crate) use codes::{NOT_A_NUMBER, READER_CODES};
pub(crate) use grid::{Cell, CellValue, Sheet, Spot, Standing};
pub(crate) use names::Names;
pub(crate) use proposed::{ProposedForm, ProposedRow, other_form, read_proposed};
pub(crate) use read::read_tables;
pub use read::{read_workbook, read_workbook_with};
pub(crate) use words::{key, stt_key};

#[cfg(test)]
mod cases;
#[cfg(test)]
mod sketch;
