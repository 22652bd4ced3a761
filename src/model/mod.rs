//! What is typed in: the catalogue of a report type, its periods, and the book of one report.

mod code;

pub use code::{Code, NotACode};
