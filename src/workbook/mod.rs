//! The workbook reader: an .xlsx or .xlsm becomes a [`Book`](crate::model::Book) and its findings.

mod codes;
mod content;
mod dates;
mod documents;
mod figures;
mod form;
mod grid;
mod header;
mod info;
mod limits;
mod markup;
mod rates;
mod read;
mod reader;
mod scan;
mod sections;
mod tasks;
mod values;
mod words;

pub(crate) use codes::READER_CODES;
pub use limits::Limits;
pub use read::{read_workbook, read_workbook_with};

#[cfg(test)]
mod sketch;
#[cfg(test)]
mod cases;
