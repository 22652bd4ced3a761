//! Reports whose figures stay tied to their workbook while people edit the words.
//!
//! [`refresh`] puts a workbook's figures of today into the places of an edited report; [`trace`] tells of every figure
//! what it comes from. The marks in the file and the register that both read are described in
//! [`Links`](crate::document::Links).

mod derived;
mod leftovers;
mod places;
mod plan;
mod proof;
mod refresh;
mod rewrite;
mod trace;

pub use plan::{Left, Replaced};
pub use refresh::{Refreshed, Revision, refresh};
pub use trace::{State, Trace, Traced, trace};
