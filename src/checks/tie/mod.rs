//! One indicator, one value.

pub(super) mod indicator;
pub(super) mod printed_twice;
