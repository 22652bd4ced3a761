//! What a check says: codes, findings, the review.

mod baseline;
mod excerpt;
#[expect(clippy::module_inception, reason = "the finding is what the folder is about")]
mod finding;
mod remark;
mod review;
mod rule_code;
mod wording;

pub use baseline::{Baseline, Decision};
pub(crate) use excerpt::{Pointed, around, around_in, pointed};
pub use finding::{Finding, Related, Repair, Sourced};
pub use review::{Accepted, Coverage, Review};
pub use rule_code::{RuleCode, Severity, Verdict};
pub(crate) use wording::say;
