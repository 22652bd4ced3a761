//! What is written: the Word report, the Excel appendix, the blank workbook, reviews.

mod docx;

pub use docx::write_docx;
