//! Days: the period, the day of the figures, the day of issue.

pub(super) mod closing;
pub(super) mod done_after;
pub(super) mod issued_early;
pub(super) mod not_at_end;
pub(super) mod not_last_period;
pub(super) mod other_year;
pub(super) mod outside_period;
pub(super) mod reversed;
