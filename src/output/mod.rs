//! What is written: the Word report, the Excel appendix, the blank workbook, reviews.

mod appendix;
mod blank;
mod derivation;
mod sheet;

pub use appendix::write_appendix;
pub use blank::write_blank;
