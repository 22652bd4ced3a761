//! Text as Word's runs hold it: clean of what XML forbids, with breaks and tabs as elements.

use std::borrow::Cow;

use quick_xml::escape::partial_escape;

/// The text without characters XML 1.0 forbids; each leaves U+FFFD in its place.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(allowed) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect())
}

/// Writes the text of a run.
pub(super) fn write(text: &str, out: &mut String) {
    for piece in clean(text).split_inclusive(['\n', '\t']) {
        let (words, end) = match piece.strip_suffix('\n') {
            Some(words) => (words, "<w:br/>"),
            None => piece.strip_suffix('\t').map_or((piece, ""), |words| (words, "<w:tab/>")),
        };
        if !words.is_empty() {
            out.push_str(if spaced(words) { r#"<w:t xml:space="preserve">"# } else { "<w:t>" });
            out.push_str(&partial_escape(words));
            out.push_str("</w:t>");
        }
        out.push_str(end);
    }
}

/// Whether the text has spaces a reader drops unless told otherwise.
fn spaced(words: &str) -> bool {
    words.starts_with(' ') || words.ends_with(' ') || words.contains("  ")
}

/// Whether XML 1.0 allows the character; a carriage return is left out, for XML reads it as a line feed.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_tabs_and_spaces_survive() {
        for (given, written) in [
            ("một", "<w:t>một</w:t>"),
            (" một", r#"<w:t xml:space="preserve"> một</w:t>"#),
            ("a  b\n\tc & d", r#"<w:t xml:space="preserve">a  b</w:t><w:br/><w:tab/><w:t>c &amp; d</w:t>"#),
            ("\n", "<w:br/>"),
        ] {
            let mut out = String::new();
            write(given, &mut out);
            assert_eq!(out, written);
        }
    }

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
