//! A report as blocks: paragraphs, runs, marks, tables, footnotes, and how the decree lays them out.

mod blocks;
mod layout;
mod links;
pub(crate) mod register;
mod role;
mod walk;

pub use blocks::{
    Block, Comment, Document, Frame, Mark, Merge, Note, NoteKind, Paragraph, Part, Row, Rule, Run, Table,
    TableCell,
};
pub use layout::{Align, Columns, Layout, Look, Page};
pub use links::{Entry, Linked, Links, Origin, Unread};
pub use role::Role;
pub(crate) use walk::{Cells, Met, Spot, cells};
