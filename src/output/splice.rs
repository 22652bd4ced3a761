//! Splicing text into a part of a draft: what is not named by an edit stays byte for byte.

use unicode_normalization::UnicodeNormalization;

use crate::draft::{Bytes, SourceRun, segments};

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

/// The text of a part, and the mark of its encoding before it.
pub(super) fn text_of(content: &[u8]) -> std::result::Result<(&[u8], &str), String> {
    let start = if content.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
    let (mark, text) = content.split_at(start);
    std::str::from_utf8(text).map(|text| (mark, text)).map_err(|_| "không phải mã hóa UTF-8".to_owned())
}
