//! One indicator, one value.

pub(super) mod base;
pub(super) mod indicator;
pub(super) mod previous;
pub(super) mod printed_twice;
pub(super) mod untied_number;
