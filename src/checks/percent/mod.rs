//! Rates and changes.

pub(super) mod growth;
pub(super) mod multiple;
pub(super) mod of_counts;
pub(super) mod out_of_range;
pub(super) mod to_hundred;
pub(super) mod truncated;
