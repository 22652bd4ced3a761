//! What is fuzzed: each target makes a file of bytes, has it read, and holds what must be true of every file.

pub(crate) mod books;
pub(crate) mod drafts;
pub(crate) mod figures;
mod laws;
mod lot;
pub(crate) mod parts;
mod places;
pub(crate) mod prose;
mod words;

/// A target by its name.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 6] = [
    ("figures", figures::hold),
    ("prose", prose::hold),
    ("drafts", drafts::hold),
    ("books", books::hold),
    ("parts_of_drafts", parts::hold_drafts),
    ("parts_of_books", parts::hold_books),
];
