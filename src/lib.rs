//! baocao
mod assembly;
mod checks;
mod claim;
mod claims;
mod document;
mod error;
mod finding;
mod model;
mod num;
mod output;
mod place;
mod workbook;

pub use error::{Error, ErrorKind, Result};
pub use place::{CellRef, Place};
