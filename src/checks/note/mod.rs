//! Footnotes.

pub(super) mod items;
pub(super) mod not_cited;
pub(super) mod one_to_one;
