//! Figures become claims: each with what it is about, its printed value and where it stands.
