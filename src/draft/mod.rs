//! The draft reader: a .docx of any program becomes a [`Document`](crate::document::Document) and its findings.
//!
//! `read` takes the parts in their order; `scan` walks one part with text (its words in `content` and `ending`, its
//! tables in `tables`, properties in `properties`); a `paragraph` becomes `runs`; `roles` tell what each paragraph
//! is in a report. `marks` finds the marks around figures that are tied to a workbook. `styles`, `numbering` and `fonts` are what Word adds to the text.

mod budget;
mod codes;
mod content;
mod ending;
mod fonts;
mod headings;
mod look;
mod marks;
mod notes;
mod numbering;
mod paragraph;
mod properties;
mod read;
mod report;
mod roles;
mod runs;
mod scan;
mod shared;
mod signs;
mod spaces;
mod styles;
mod tables;

pub(crate) use codes::DRAFT_CODES;
pub(crate) use paragraph::{Bytes, Piece, Source, SourceRun};
pub(crate) use read::{Reading, read_sources};
pub use read::{read_draft, read_draft_with};
pub(crate) use runs::segments;
pub(crate) use spaces::{Space, Spaces, WORD, attribute};

#[cfg(test)]
mod hostile;
