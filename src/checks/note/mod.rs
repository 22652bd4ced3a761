//! Footnotes.

pub(super) mod items;
pub(super) mod not_cited;
