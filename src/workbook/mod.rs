//! The workbook reader: an .xlsx or .xlsm becomes a [`Book`](crate::Book) and its findings.

mod grid;
mod limits;
mod lockstep;
mod number;
mod outline;
mod package;
mod preflight;
mod sheet;
mod sniff;
mod strings;
mod styles;
mod value;

pub use limits::Limits;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod readable;
#[cfg(test)]
mod samples;
