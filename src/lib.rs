//! baocao
mod assembly;
mod checks;
mod claim;
mod claims;
pub mod document;
mod error;
pub mod finding;
pub mod model;
mod num;
mod output;
mod place;
mod workbook;

pub use error::{Error, ErrorKind, Result};
pub use output::{write_appendix, write_blank};
pub use place::{CellRef, Place};
