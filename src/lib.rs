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

pub use assembly::{Templates, assemble};
pub use claim::Case;
pub use error::{Error, ErrorKind, Result};
pub use num::{Figure, Interval, Magnitude, Qualifier};
pub use place::{CellRef, Place};
