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
pub mod workbook;

pub use error::{Error, ErrorKind, Result};
pub use place::{CellRef, Place};
