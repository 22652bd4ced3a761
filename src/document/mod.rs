//! A report as blocks: paragraphs, runs, marks, tables, footnotes, and how the decree lays them out.

mod blocks;
mod layout;
mod role;
mod walk;

pub use blocks::{
    Block, Comment, Document, Frame, Mark, Merge, Note, NoteKind, Paragraph, Part, Row, Rule, Run, Table,
    TableCell,
};
pub use layout::{Align, Columns, Layout, Look, Page};
pub use role::Role;
pub(crate) use walk::{Cells, Met, Spot, cells};
