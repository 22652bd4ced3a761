//! What is written: the Word report, the Excel appendix, the blank workbook and what an edited one asks
//! for, reviews; and files whose figures stay tied to their workbook.

mod appendix;
mod blank;
mod columns;
mod comments;
mod derivation;
mod docx;
mod form_changes;
pub mod linked;
mod measure;
mod order;
mod review;
mod rules;
mod runs;
mod sheet;
mod splice;

pub use appendix::write_appendix;
pub use blank::write_blank;
pub use comments::{write_comments, write_comments_with};
pub use docx::write_docx;
pub use form_changes::FormChanges;
pub use review::{Format, Reviewed, Summary, write_review};
pub use rules::rule_table;
