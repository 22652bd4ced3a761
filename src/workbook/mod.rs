//! The workbook reader: an .xlsx or .xlsm becomes a [`Book`](crate::model::Book) and its findings.
//!
//! First bytes become sheets (`package`, `preflight`, `lockstep`, `grid`), then sheets become the book
//! (`read` and one file for each sheet).

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
mod lockstep;
mod markup;
mod number;
mod outline;
mod package;
mod preflight;
mod rates;
mod read;
mod reader;
mod scan;
mod sections;
mod sheet;
mod sniff;
mod strings;
mod styles;
mod tasks;
mod value;
mod values;
mod words;

pub(crate) use codes::READER_CODES;
pub use limits::Limits;
pub use read::{read_workbook, read_workbook_with};

#[cfg(test)]
mod cases;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod readable;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod sketch;
