//! Tokens: what a template leaves where something of the workbook goes.

/// Opens a token; a private-use character that no template types.
pub(crate) const OPEN: char = '\u{e000}';
/// Closes a token.
pub(crate) const CLOSE: char = '\u{e001}';

/// What a token prints of its code, by the token's first character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Print {
    /// The figure with its unit, the date, the words.
    Whole,
    /// The figure without its unit.
    Bare,
    /// The change since last period in words: `tăng 1 người (5,3%) so với kỳ trước`.
    Change,
    /// The outside system that the figure comes from.
    Source,
    /// A name or a phrase of the period.
    Word,
    /// The report's bases, cited.
    Bases,
}

impl Print {
    const ALL: [(char, Self); 6] = [
        ('v', Self::Whole),
        ('n', Self::Bare),
        ('c', Self::Change),
        ('s', Self::Source),
        ('w', Self::Word),
        ('b', Self::Bases),
    ];

    /// What a token starts with.
    pub(crate) fn parse(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == letter).map(|(_, print)| print)
    }
}

/// A token: what to print, and of what.
pub(crate) fn token(letter: char, payload: &str) -> String {
    format!("{OPEN}{letter}{payload}{CLOSE}")
}
