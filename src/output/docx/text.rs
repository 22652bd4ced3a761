//! Text as Word's runs hold it: clean of what XML forbids, with breaks and tabs as elements.

use quick_xml::escape::partial_escape;

use crate::package::xml_clean;

/// Writes the text of a run.
pub(super) fn write(text: &str, out: &mut String) {
    for piece in xml_clean(text).split_inclusive(['\n', '\t']) {
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
}
