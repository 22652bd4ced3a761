//! The marks around figures that are tied to a workbook: content controls by their tag, bookmarks by their name.
//!
//! Programs drop one of the two, nest controls, split them or copy them: what touches or overlaps under one number in
//! one paragraph is one mark.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;
use unicode_normalization::UnicodeNormalization;

use super::paragraph::{Bytes, Raw};
use super::report::Notice;
use super::runs::segments;
use super::scan::{Kind, Scan, Stand};
use super::spaces::attribute;
use crate::document::Links;
use crate::error::Result;

/// A content control while it is read.
#[derive(Debug)]
pub(super) struct Control {
    number: Option<u32>,
    /// How many paragraphs are open around it.
    paragraph: usize,
    /// Where its text begins in the paragraph's.
    start: usize,
}

/// A paragraph has no more marks than that, nor more text where it has some: what was written by a report is far below.
const MOST: usize = 250;
const LONGEST: usize = 1 << 16;

/// The marks of a paragraph, in bytes of its text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The bookmarks that are open, by their ids: the number, where they begin.
    open: BTreeMap<String, (u32, usize)>,
    pub(super) spans: Vec<(u32, Bytes)>,
}

/// A mark of a paragraph, in scalar values of its composed text, and the words that it stands around.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    pub(super) number: u32,
    pub(super) span: (usize, usize),
    pub(super) text: String,
    /// Whether the paragraph has other words.
    pub(super) alone: bool,
}

/// Something that was met in a paragraph, and where that stands.
pub(super) type Placed<T> = (Stand, T);

/// What was met in the paragraphs of a story.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) notices: Vec<Placed<Notice>>,
    pub(super) marks: Vec<Placed<Marked>>,
}

impl Scan<'_, '_> {
    pub(super) fn begin_control(&mut self) {
        let start = self.paragraphs.last().map_or(0, |(_, raw)| raw.text.len());
        self.controls.push(Control { number: None, paragraph: self.paragraphs.len(), start });
        self.enter(Kind::Control);
    }

    /// A property of a content control: only its tag says something.
    pub(super) fn control_property(&mut self, name: &str, element: &BytesStart<'_>) {
        match (name, self.controls.last_mut()) {
            ("tag", Some(control)) => {
                control.number = attribute(element, "val").and_then(|tag| Links::number(&tag));
            }
            _ => self.skip(),
        }
    }

    /// A control in a paragraph is a mark; one around paragraphs is none.
    pub(super) fn end_control(&mut self) -> Result<()> {
        let Some(Control { number: Some(number), paragraph, start }) = self.controls.pop() else {
            return Ok(());
        };
        if paragraph != self.paragraphs.len() {
            return Ok(());
        }
        self.mark(|raw| Some((number, (start, raw.text.len()))))
    }

    pub(super) fn begin_bookmark(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let named = attribute(element, "name").and_then(|name| Links::number(&name));
        let (Some(number), Some(id)) = (named, attribute(element, "id")) else { return Ok(()) };
        if let Some((_, raw)) = self.paragraphs.last_mut() {
            raw.cost += self.shared.budget.point()?;
            raw.marks.open.insert(id, (number, raw.text.len()));
        }
        Ok(())
    }

    pub(super) fn end_bookmark(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let Some(id) = attribute(element, "id") else { return Ok(()) };
        self.mark(|raw| {
            let (number, start) = raw.marks.open.remove(&id)?;
            Some((number, (start, raw.text.len())))
        })
    }

    fn mark(&mut self, span: impl FnOnce(&mut Raw) -> Option<(u32, Bytes)>) -> Result<()> {
        if let Some((_, raw)) = self.paragraphs.last_mut()
            && let Some(span) = span(raw)
        {
            raw.cost += self.shared.budget.point()?;
            raw.marks.spans.push(span);
        }
        Ok(())
    }
}

impl Marks {
    /// Bookmarks that the paragraph does not end end with it; what is one mark becomes one.
    pub(super) fn settle(&mut self, length: usize) {
        for (number, start) in std::mem::take(&mut self.open).into_values() {
            self.spans.push((number, (start, length)));
        }
        self.spans.sort_unstable();
        self.spans.dedup_by(|(number, next), (known, last)| {
            let one = number == known && next.0 <= last.1;
            if one {
                last.1 = last.1.max(next.1);
            }
            one
        });
        self.spans.sort_by_key(|(number, span)| (*span, *number));
        self.spans.truncate(if length > LONGEST { 0 } else { MOST });
    }
}

impl Raw {
    /// The marks with their words, once the paragraph's text is settled.
    pub(super) fn marked(&self) -> Vec<Marked> {
        if self.marks.spans.is_empty() {
            return Vec::new();
        }
        // scalar values of the composed text before each piece that is composed by itself
        let mut before = Vec::new();
        let mut count = 0;
        for (from, to) in segments(&self.text) {
            before.push((from, count));
            count += self.text.get(from..to).map_or(0, |piece| piece.nfc().count());
        }
        let letters = |bytes: usize| {
            let next = before.partition_point(|(from, _)| *from < bytes);
            before.get(next).map_or(count, |(_, count)| *count)
        };
        let marked = |(number, (from, to)): &(u32, Bytes)| {
            let text: String = self.text.get(*from..*to).unwrap_or_default().nfc().collect();
            let start = letters(*from);
            let span = (start, start + text.chars().count());
            let alone = text.trim().len() == self.text.trim().len();
            Marked { number: *number, span, text, alone }
        };
        self.marks.spans.iter().map(marked).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_under_one_number_is_one_mark() {
        for (spans, settled) in [
            // a bookmark and two nested controls
            (vec![(1, (4, 9)), (1, (4, 9)), (1, (4, 9))], vec![(1, (4, 9))]),
            // a control split in two, and a copy of it
            (vec![(1, (4, 6)), (1, (6, 9)), (1, (20, 25))], vec![(1, (4, 9)), (1, (20, 25))]),
            // two marks side by side
            (vec![(2, (9, 12)), (1, (4, 9))], vec![(1, (4, 9)), (2, (9, 12))]),
        ] {
            let mut marks = Marks { open: BTreeMap::new(), spans };
            marks.settle(30);
            assert_eq!(marks.spans, settled);
        }
    }

    #[test]
    fn a_bookmark_without_an_end_ends_with_its_paragraph() {
        let mut marks = Marks { open: [("7".to_owned(), (3, 5))].into(), spans: Vec::new() };
        marks.settle(8);
        assert_eq!(marks.spans, [(3, (5, 8))]);
    }
}
