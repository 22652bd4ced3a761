//! Names of places and bodies.

pub(super) mod two_spellings;
