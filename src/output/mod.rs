//! What is written: the Word report, the Excel appendix, the blank workbook, reviews.

mod review;

pub use review::{Format, Reviewed, write_review};
