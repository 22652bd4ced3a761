//! baocao
mod assembly;
mod checks;
mod claim;
mod claims;
pub mod document;
mod error;
mod files;
pub mod finding;
pub mod model;
mod num;
mod output;
mod place;
mod workbook;

pub use assembly::{Templates, assemble};
pub use claim::Case;
pub use error::{Error, ErrorKind, Result};
pub use files::{Outputs, refuse_overwriting};
pub use num::{Figure, Interval, Magnitude, Qualifier};
pub use output::{Format, Reviewed, write_review};
pub use place::{CellRef, Place};
