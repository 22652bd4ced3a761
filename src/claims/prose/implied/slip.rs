//! How often figures that do not belong together may look like one slip of the hand before a reading is left alone: the
//! more the words say that they belong together, the more.

pub(crate) use crate::num::{ALWAYS, Chance};

/// The words say it for most readers.
pub(crate) const LIKELY: Chance = 3_000;

/// Something says it: a comparison, a name, `mỗi`.
pub(crate) const PROBABLE: Chance = 1_000;

/// They stand where such figures stand.
pub(crate) const POSSIBLE: Chance = 300;

/// Nothing says it: only two digits of a long figure that changed places accuse.
pub(crate) const REMOTE: Chance = 60;
