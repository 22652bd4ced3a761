//! Text that XML can hold.

use std::borrow::Cow;

/// The text without characters XML 1.0 forbids; each leaves U+FFFD in its place.
pub(crate) fn xml_clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect())
}

/// Whether XML 1.0 allows the character; a carriage return is left out, for XML reads it as a line feed.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_leave_a_mark() {
        for (given, kept) in [
            ("Tịnh Châu\t\n", "Tịnh Châu\t\n"),
            ("a\u{0}b\u{b}c\u{1b}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
            ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"),
            ("một\r\nhai\rba", "một\nhai\nba"),
        ] {
            assert_eq!(xml_clean(given), kept);
        }
    }
}
