//! Days: the period, the day of the figures, the day of issue.

use chrono::{Datelike, NaiveDate};

pub(super) mod closing;
pub(super) mod issued_early;
pub(super) mod not_at_end;
pub(super) mod other_year;
pub(super) mod outside_period;
pub(super) mod reversed;

/// A day as a report prints it inside a sentence: 06/12/2023.
pub(super) fn printed(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}
