//! Opening runs at exact characters, and splicing text into a part.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::anchors::Anchor;
use super::marks::Vocabulary;
use crate::draft::{Bytes, Piece, Source, SourceRun};
use crate::output::order::{rank, sequence};
use crate::output::splice::{Edit, prefix, preserved};

/// The marks of comments, by where they stand.
pub(super) struct Cuts<'t> {
    text: &'t str,
    vocabulary: &'t Vocabulary,
    cuts: BTreeMap<usize, Cut>,
    /// What else changes: spaces that would begin to print.
    others: Vec<Edit>,
}

/// An opening between two characters.
#[derive(Debug, Default)]
struct Cut {
    /// What closes the run and opens it again.
    close: String,
    open: String,
    ends: Vec<u64>,
    starts: Vec<u64>,
}

impl<'t> Cuts<'t> {
    pub(super) fn new(text: &'t str, vocabulary: &'t Vocabulary) -> Self {
        Self { text, vocabulary, cuts: BTreeMap::new(), others: Vec::new() }
    }

    /// Puts the marks of a comment around its anchor.
    pub(super) fn comment(&mut self, id: u64, anchor: &Anchor<'_>) {
        let (from, to) = match anchor {
            Anchor::Words { source, from, to } => {
                (self.before(source, from.0, from.1), self.after(source, to.0, to.1))
            }
            Anchor::Mark(run) => (run.whole.0, run.whole.1),
            Anchor::Empty(at) => (*at, *at),
        };
        let to = to.max(from);
        self.cuts.entry(from).or_default().starts.push(id);
        self.cuts.entry(to).or_default().ends.push(id);
    }

    /// The edits, in order.
    pub(super) fn into_edits(mut self) -> Vec<Edit> {
        let mut edits = std::mem::take(&mut self.others);
        for (at, cut) in &self.cuts {
            let mut text = cut.close.clone();
            // what begins and ends in one place stands around nothing
            let (empty, ends): (Vec<u64>, Vec<u64>) = cut.ends.iter().partition(|id| cut.starts.contains(id));
            ends.iter().for_each(|id| text.push_str(&self.vocabulary.end(*id)));
            empty.iter().for_each(|id| {
                text.push_str(&self.vocabulary.start(*id));
                text.push_str(&self.vocabulary.end(*id));
            });
            let starts = cut.starts.iter().filter(|id| !empty.contains(id));
            starts.for_each(|id| text.push_str(&self.vocabulary.start(*id)));
            text.push_str(&cut.open);
            edits.push(Edit { span: (*at, *at), text });
        }
        edits
    }

    /// Opens the text before a byte of a piece.
    fn before(&mut self, source: &Source, piece: &Piece, at: usize) -> usize {
        let Some(run) = source.runs.get(piece.run) else { return piece.source.0 };
        let at = self.position(source, piece, (at, piece.source.0));
        let element = self.element(source, piece, run);
        if piece.nested || (at <= element.text.0 && self.is_blank((run.content, element.whole.0))) {
            return run.whole.0;
        }
        match at <= element.text.0 {
            true => self.split_run(run, element.whole.0),
            false => self.split_text(piece, run, (at, &element)),
        }
    }

    /// Opens the text after a byte of a piece.
    fn after(&mut self, source: &Source, piece: &Piece, at: usize) -> usize {
        let Some(run) = source.runs.get(piece.run) else { return piece.source.1 };
        let at = self.position(source, piece, (at, piece.source.1));
        let element = self.element(source, piece, run);
        let rest = self.text.get(element.whole.1..run.whole.1).unwrap_or_default();
        let is_last = rest.trim_start().starts_with(&format!("</{}r", prefix(self.text, run)));
        if piece.nested || (at >= element.text.1 && is_last) {
            return run.whole.1;
        }
        match at >= element.text.1 {
            true => self.split_run(run, element.whole.1),
            false => self.split_text(piece, run, (at, &element)),
        }
    }

    /// The element of a piece: a `w:t` with all its pieces, or a tab, a break, a sign.
    fn element(&self, source: &Source, piece: &Piece, run: &SourceRun) -> Element {
        let Some(tag) = piece.tag else { return Element { whole: piece.source, text: piece.source } };
        let mut inside = source.pieces.iter().filter(|other| other.tag == Some(tag));
        let first = inside.next().unwrap_or(piece);
        let last = inside.next_back().unwrap_or(first);
        let end = format!("</{}t", prefix(self.text, run));
        let rest = self.text.get(last.source.1..run.whole.1).unwrap_or_default();
        let closes = rest.find(&end).map_or(last.source.1, |at| last.source.1 + at);
        let ends =
            self.text.get(closes..).and_then(|rest| rest.find('>')).map_or(closes, |at| closes + at + 1);
        Element { whole: (tag.0, ends), text: (first.source.0, last.source.1) }
    }

    /// Where a byte of a piece's text stands in the part; an edge of the piece where they are not one to one.
    fn position(&self, source: &Source, piece: &Piece, (at, edge): (usize, usize)) -> usize {
        if at <= piece.text.0 || at >= piece.text.1 {
            return if at <= piece.text.0 { piece.source.0 } else { piece.source.1 };
        }
        let file = self.text.get(piece.source.0..piece.source.1).unwrap_or_default();
        let said = source.text.get(piece.text.0..piece.text.1).unwrap_or_default();
        if file.chars().count() != said.chars().count() {
            return edge;
        }
        // letters of an old encoding have other lengths than what they stand for
        let before = said.get(..at - piece.text.0).map_or(0, |before| before.chars().count());
        file.char_indices().nth(before).map_or(edge, |(bytes, _)| piece.source.0 + bytes)
    }

    fn is_blank(&self, (from, to): Bytes) -> bool {
        self.text.get(from..to).is_some_and(|between| between.trim().is_empty())
    }

    fn split_run(&mut self, run: &SourceRun, at: usize) -> usize {
        let prefix = prefix(self.text, run);
        let own = run.properties.and_then(|(from, to)| self.text.get(from..to));
        // properties that came too late to count do not begin to
        let rest = self.text.get(at..run.whole.1).unwrap_or_default().trim_start();
        let is_late = own.is_none() && rest.starts_with(&format!("<{prefix}rPr"));
        let properties = if is_late { format!("<{prefix}rPr/>") } else { in_order(own.unwrap_or_default()) };
        let cut = self.cuts.entry(at).or_default();
        cut.close = format!("</{prefix}r>");
        cut.open = format!("<{prefix}r>{properties}");
        at
    }

    fn split_text(&mut self, piece: &Piece, run: &SourceRun, (at, element): (usize, &Element)) -> usize {
        self.split_run(run, at);
        let prefix = prefix(self.text, run);
        let cut = self.cuts.entry(at).or_default();
        cut.close.insert_str(0, &format!("</{prefix}t>"));
        cut.open.push_str(&format!(r#"<{prefix}t xml:space="preserve">"#));
        if let Some(tag) = piece.tag {
            self.preserve(tag, element);
        }
        at
    }

    /// Lets the spaces at the cut print, and only those.
    fn preserve(&mut self, tag: Bytes, element: &Element) {
        let edits = preserved(self.text, tag, (element.text, element.whole.1));
        if edits.first().is_some_and(|mark| !self.others.contains(mark)) {
            self.others.extend(edits);
        }
    }
}

/// An element with text.
struct Element {
    whole: Bytes,
    /// What of it prints.
    text: Bytes,
}

/// A copy of a run's properties, in the schema's order: a draft's own fault is not written twice.
fn in_order(properties: &str) -> String {
    let Some(mut children) = children(properties) else { return properties.to_owned() };
    let (Some((_, (from, _))), Some((_, (_, to)))) = (children.first(), children.last()) else {
        return properties.to_owned();
    };
    let (from, to) = (*from, *to);
    children.sort_by_key(|(rank, _)| *rank);
    let sorted = children.iter().filter_map(|(_, (from, to))| properties.get(*from..*to));
    let around = |part: Option<&str>| part.unwrap_or_default().to_owned();
    [around(properties.get(..from)), sorted.collect(), around(properties.get(to..))].concat()
}

/// The children of an element with the place that the schema gives each.
fn children(element: &str) -> Option<Vec<(usize, Bytes)>> {
    let order = sequence("w:rPr")?;
    let (mut reader, mut children) = (Reader::from_str(element), Vec::new());
    let (mut depth, mut start) = (0_usize, 0);
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        let (before, after) = match &event {
            Event::Start(_) => (depth, depth + 1),
            Event::End(_) => (depth, depth.checked_sub(1)?),
            Event::Eof => return Some(children),
            _ => (depth, depth),
        };
        if let (1, Event::Start(tag) | Event::Empty(tag)) = (before, &event) {
            start = from;
            children.push((rank(order, &format!("w:{}", tag.local_name().as_ref())), (from, to)));
        }
        if before == 2
            && after == 1
            && let Some((_, span)) = children.last_mut()
        {
            *span = (start, to);
        }
        depth = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_properties_stand_in_order() {
        for (given, copied) in [
            ("", ""),
            ("<w:rPr/>", "<w:rPr/>"),
            ("<w:rPr><w:bCs/><w:b/></w:rPr>", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
            (
                r#"<a:rPr><a:sz a:val="26"/><a:rFonts a:ascii="x"></a:rFonts><x:y><a:b/></x:y></a:rPr>"#,
                r#"<a:rPr><a:rFonts a:ascii="x"></a:rFonts><a:sz a:val="26"/><x:y><a:b/></x:y></a:rPr>"#,
            ),
        ] {
            assert_eq!(in_order(given), copied);
        }
    }
}
