//! Text as Word's runs hold it: clean of what XML forbids, with breaks and tabs as elements.

use std::borrow::Cow;

use docx_rs as word;

/// The text without characters XML 1.0 forbids; each leaves U+FFFD in its place.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect())
}

/// A run's text as its children.
pub(super) fn children(text: &str) -> Vec<word::RunChild> {
    let mut children = Vec::with_capacity(1);
    for piece in clean(text).split_inclusive(['\n', '\t']) {
        let words = piece.trim_end_matches(['\n', '\t']);
        if !words.is_empty() {
            children.push(word::RunChild::Text(word::Text::new(words)));
        }
        match piece.chars().next_back() {
            Some('\n') => {
                children.push(word::RunChild::Break(word::Break::new(word::BreakType::TextWrapping)))
            }
            Some('\t') => children.push(word::RunChild::Tab(word::Tab::new())),
            _ => {}
        }
    }
    children
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
            assert_eq!(clean(given), kept);
        }
    }
}
