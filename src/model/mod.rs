//! What is typed in: the catalogue of a report type, its periods, and the book of one report.

mod appendix;
mod book;
mod catalogue;
mod code;
mod derive;
mod extend;
mod info;
mod link;
mod lint;
mod load;
mod memo;
mod named;
mod period;
mod previous;
mod relation;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod sheets;
mod writing;
mod written;

pub use appendix::Appendix;
pub(crate) use appendix::{NamedCell, Said, Target};
pub use book::{
    Book, DocumentDate, DocumentRole, Entry, FormLine, FreeParagraph, Inline, Issued, Level, NoteText,
    Origin, TaskRow, Value,
};
pub use catalogue::{
    Catalogue, Declared, FormRow, Home, Indicator, Kind, NoteItems, NoteRule, Section, TaskColumn, Weight,
};
pub use code::{Code, NotACode};
pub(crate) use derive::fill;
pub use info::{Given, Info};
pub(crate) use link::{Change, Times, Today};
pub use link::{Link, Way};
pub(crate) use lint::fits;
pub(crate) use named::{cell_name, is_cell_name, named_by};
pub use period::{Period, PeriodKey};
pub use previous::Previous;
pub(crate) use previous::{Before, Misfit};
pub use relation::{Operand, Relation};
pub(crate) use writing::{capitalised, day, month, padded, phrase, reference, running, unknown_place};
pub(crate) use written::Written;
