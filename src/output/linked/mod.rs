//! Files whose figures stay tied to their workbook while people edit them.
//!
//! [`refresh_appendix`] puts a workbook's figures of today into the named cells of an edited appendix.

mod appendix;
mod told;

pub use appendix::refresh_appendix;
pub use told::{Left, Refreshed, Replaced};
