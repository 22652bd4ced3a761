//! baocao
mod assembly;
mod checks;
mod claims;
mod document;
mod error;
mod finding;
mod model;
mod num;
mod output;
mod place;
mod workbook;

pub use document::{
    Align, Block, Comment, Document, Frame, Layout, Look, Mark, Merge, Note, Page, Paragraph, Part, Role,
    Row, Rule, Run, Table, TableCell,
};
pub use error::{Error, ErrorKind, Result};
pub use output::write_docx;
pub use place::{CellRef, Place};
