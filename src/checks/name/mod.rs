//! Names of places and bodies.

mod named;
pub(super) mod two_spellings;

use crate::num::is_letter_or_digit;
use crate::place::Place;

/// How a name was written at a place.
struct Written<'a> {
    text: &'a str,
    folded: String,
    place: Place,
    /// The printed words around it.
    excerpt: String,
}

/// The text from the first word to the last.
fn spanned<'a>(text: &'a str, words: &[&'a str]) -> &'a str {
    let at = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    let range = words.first().zip(words.last()).map(|(first, last)| at(first)..at(last) + last.len());
    range.and_then(|range| text.get(range)).unwrap_or(text)
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !is_letter_or_digit(c))
}
