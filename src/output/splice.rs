//! Splicing text into a part of a draft: what is not named by an edit stays byte for byte.

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use unicode_normalization::UnicodeNormalization;

use crate::draft::{Bytes, SourceRun, attribute, segments};

/// A change of the text of a part: these bytes become this.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edit {
    pub(super) span: Bytes,
    pub(super) text: String,
}

/// The text with its edits; of two that overlap the first counts.
pub(super) fn spliced(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort();
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for Edit { span: (from, to), text: new } in edits {
        out.push_str(text.get(at..from).unwrap_or_default());
        out.push_str(&new);
        at = at.max(to);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The bytes of the text as it stands that a span of the composed text covers.
pub(super) fn bytes(text: &str, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let mut from = None;
    let mut to = None;
    let mut before = 0;
    for (first, last) in segments(text) {
        let after = before + text.get(first..last)?.nfc().count();
        if start < after && from.is_none() {
            from = Some(first);
        }
        if before < end {
            to = Some(last);
        }
        before = after;
    }
    from.zip(to)
}

/// The prefix of a run's elements, with its colon.
pub(super) fn prefix<'t>(text: &'t str, run: &SourceRun) -> &'t str {
    let tag = text.get(run.whole.0 + 1..run.content).unwrap_or_default();
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    name.rfind(':').and_then(|colon| name.get(..=colon)).unwrap_or_default()
}

/// The edits by which the spaces at a cut of an element print, and only those: its start tag, what of it prints, and where
/// its run ends.
pub(super) fn preserved(part: &str, tag: Bytes, ((from, to), end): (Bytes, usize)) -> Vec<Edit> {
    let opening = part.get(tag.0..tag.1).unwrap_or_default();
    let Some(text) = preserving(opening) else { return Vec::new() };
    let rest = part.get(to..end).unwrap_or_default();
    let closes = rest.find("</").map_or(to, |at| to + at);
    let dropped = [(tag.1, from), (to, closes)].into_iter().filter(|(from, to)| from < to);
    let dropped = dropped.map(|span| Edit { span, text: String::new() });
    std::iter::once(Edit { span: tag, text }).chain(dropped).collect()
}

/// A start tag with the attribute that lets all spaces print; none where they do.
fn preserving(opening: &str) -> Option<String> {
    let Ok(Event::Start(tag)) = Reader::from_str(opening).read_event() else { return None };
    if attribute(&tag, "space").as_deref() == Some("preserve") {
        return None;
    }
    let others = tag.attributes().flatten().filter(|other| other.key.local_name().as_ref() != "space");
    let others =
        others.map(|other| format!(" {}=\"{}\"", other.key.as_ref(), other.value.replace('"', "&quot;")));
    Some(format!(r#"<{}{} xml:space="preserve">"#, tag.name().as_ref(), others.collect::<String>()))
}

/// The text of a part, and the mark of its encoding before it.
pub(super) fn text_of(content: &[u8]) -> std::result::Result<(&[u8], &str), String> {
    let start = if content.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
    let (mark, text) = content.split_at(start);
    std::str::from_utf8(text).map(|text| (mark, text)).map_err(|_| "không phải mã hóa UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_a_cut_text_print() {
        for (opening, preserved) in [
            ("<w:t>", Some(r#"<w:t xml:space="preserve">"#)),
            (r#"<w:t xml:space="preserve">"#, None),
            (r#"<w:t xml:space="default">"#, Some(r#"<w:t xml:space="preserve">"#)),
            (
                r#"<a:t x:y='space="1"' xml:space='default' z="&lt;">"#,
                Some(r#"<a:t x:y="space=&quot;1&quot;" z="&lt;" xml:space="preserve">"#),
            ),
            (r#"<w:t w:x="space=">"#, Some(r#"<w:t w:x="space=" xml:space="preserve">"#)),
        ] {
            assert_eq!(preserving(opening).as_deref(), preserved, "{opening}");
        }
    }

    #[test]
    fn spaces_that_did_not_print_go() {
        for (element, words, spaced) in [
            ("<w:t>một hai</w:t>", "một hai", r#"<w:t xml:space="preserve">một hai</w:t>"#),
            (r#"<w:t xml:space="default"> một </w:t>"#, "một", r#"<w:t xml:space="preserve">một</w:t>"#),
            (r#"<w:t xml:space="preserve"> một </w:t>"#, " một ", r#"<w:t xml:space="preserve"> một </w:t>"#),
        ] {
            let from = element.find(words).unwrap();
            let tag = (0, element.find('>').unwrap() + 1);
            let edits = preserved(element, tag, ((from, from + words.len()), element.len()));
            assert_eq!(spliced(element, edits), spaced);
        }
    }
}
