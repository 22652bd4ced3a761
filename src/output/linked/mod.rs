//! Files whose figures stay tied to their workbook while people edit them.
//!
//! [`refresh`] puts a workbook's figures of today into the places of an edited report, [`refresh_appendix`] into the
//! named cells of an edited appendix, which [`read_appendix`] reads; [`trace`] tells of every figure of a report what it
//! comes from. The marks in a report and the register that both read are described in
//! [`Links`](crate::document::Links).

mod appendix;
mod derived;
mod leftovers;
mod places;
mod plan;
mod proof;
mod refresh;
mod rewrite;
mod trace;

pub use crate::workbook::{read_appendix, read_appendix_with};
pub use appendix::refresh_appendix;
pub use plan::{Left, Replaced};
pub use refresh::{Refreshed, Revision, refresh};
pub use trace::{State, Trace, Traced, trace};
