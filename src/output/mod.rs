//! What is written: the Word report, the Excel appendix, the blank workbook, reviews.

mod docx;
mod review;

pub use docx::write_docx;
pub use review::{Format, Reviewed, write_review};
