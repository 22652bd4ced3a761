//! Sums, parts and bounds.

pub(super) mod column;
pub(super) mod cumulative_falls;
pub(super) mod exceeds_bound;
pub(super) mod flow;
pub(super) mod of_parts;
pub(super) mod part_exceeds_whole;
pub(super) mod product;
pub(super) mod row;
