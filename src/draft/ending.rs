//! The end of texts, runs and paragraphs: what was read becomes a paragraph of the document.

use super::codes;
use super::fonts;
use super::numbering::Label;
use super::paragraph::{Facts, Piece, Point, PointKind, Raw, Source};
use super::scan::{Field, Scan, Stand};
use crate::document::{Block, Paragraph, Role, Run};
use crate::error::Result;
use crate::num::{is_too_dense, looks_old};
use crate::package::count;

/// How many letters are shown of a paragraph that is not read.
const EXCERPT: usize = 40;

impl Scan<'_, '_> {
    /// Without `xml:space`, spaces at the ends of a `w:t` do not print.
    pub(super) fn end_text(&mut self) {
        let Some(text) = self.text.take() else { return };
        let Some((_, raw)) = self.paragraphs.last_mut() else { return };
        if !text.preserve {
            raw.trim(text.first);
        }
    }

    pub(super) fn end_run(&mut self) {
        let end = self.bytes().1;
        if let (Some(run), Some((_, raw))) = (self.runs.pop(), self.paragraphs.last_mut())
            && let Some(run) = raw.source.runs.get_mut(run.number)
        {
            run.whole.1 = end;
        }
    }

    /// A field whose code never ends hides nothing: its text is read as it stands.
    fn end_fields(&mut self, raw: &mut Raw) {
        let around = self.paragraphs.len() + 1;
        let unclosed = |field: &Field| field.in_code && field.paragraph >= around;
        let Some(first) = self.fields.iter().find(|field| unclosed(field)) else { return };
        raw.pieces.iter_mut().skip(first.piece).for_each(|piece| piece.hidden = false);
        raw.notice(codes::UNCLOSED_FIELD, "paragraph", "");
        self.fields.retain(|field| !unclosed(field));
        self.codes = self.fields.iter().filter(|field| field.in_code).count();
    }

    pub(super) fn end_paragraph(&mut self) -> Result<()> {
        let end = self.bytes().0;
        let Some((seat, mut raw)) = self.paragraphs.pop() else { return Ok(()) };
        raw.source.content.1 = end;
        self.end_fields(&mut raw);
        self.hide_repeated_marks(&mut raw);
        if raw.has_mark {
            raw.drop_first_space();
        }
        raw.settle();
        if looks_old(&raw.text) {
            let beginning: String = raw.text.chars().take(EXCERPT).collect();
            raw.notices.push((codes::UNREAD_FONT, "looks", (0, beginning.len()), beginning));
        }
        if is_too_dense(&raw.text) {
            let beginning = raw.text.chars().take(EXCERPT).collect();
            raw.notices.push((codes::UNREAD_OBJECT, "dense", (0, 0), beginning));
        }
        let label = self.label(&mut raw);
        let printed = label.as_ref().map_or(0, |label| count(label.text.len()));
        self.shared.budget.text(printed)?;
        self.shared.budget.hold(2 * printed)?;
        self.story.says |= !raw.text.trim().is_empty();
        let mut runs = raw.runs(&mut self.shared.comments);
        runs.shrink_to_fit();
        self.shared.budget.runs(&runs)?;
        let length: usize = runs.iter().map(|run| run.text.chars().count()).sum();
        let spot = self.spot(seat);
        for notice in raw.said() {
            self.shared.budget.known()?;
            self.story.said.notices.push((spot, notice));
        }
        for marked in raw.marked() {
            self.shared.budget.known()?;
            self.shared.budget.hold(3 * count(marked.text.len()))?;
            self.story.said.marks.push((spot, marked));
        }
        let paragraph = Paragraph {
            role: raw.style.role.unwrap_or(Role::Body),
            section: None,
            label: label.as_ref().map(|label| label.text.clone()).filter(|label| !label.is_empty()),
            runs,
        };
        let (ends_part, keeps) = (raw.ends_part, self.shared.keeps_sources);
        self.shared.budget.ended(&mut raw, keeps)?;
        match seat.and_then(|seat| self.story.facts.get_mut(seat)) {
            Some(facts) => *facts = facts_of(raw, label, keeps),
            None if keeps => self.story.of_items.push((spot, length, source_of(raw))),
            None => {}
        }
        self.place(paragraph, spot, length);
        if ends_part && self.flows.len() == 1 {
            let mut part = self.flows.last_mut().map(std::mem::take).unwrap_or_default();
            part.shrink_to_fit();
            self.shared.budget.known()?;
            self.story.parts.push(part);
        }
        Ok(())
    }

    fn spot(&self, seat: Option<usize>) -> Stand {
        match (&self.item, seat) {
            (Some(item), _) => Stand::Item(self.story.items.len(), item.length),
            (None, Some(seat)) => Stand::Body(seat),
            (None, None) => Stand::Box(self.story.boxes.len()),
        }
    }

    fn place(&mut self, paragraph: Paragraph, spot: Stand, length: usize) {
        match (spot, &mut self.item, self.flows.last_mut()) {
            (Stand::Item(..), Some(item), _) => {
                item.paragraphs.push(paragraph);
                item.length += length + 1;
            }
            (Stand::Body(_), _, Some(flow)) => flow.push(Block::Paragraph(paragraph)),
            _ => self.story.boxes.push(paragraph),
        }
    }

    /// What Word prints before the paragraph: its own list's number, or that of its style's.
    fn label(&mut self, raw: &mut Raw) -> Option<Label> {
        let (list, level) = match &raw.list {
            Some(list) => (list.clone(), raw.list_level.or(raw.style.list_level)),
            None => {
                let list = raw.style.list.clone()?;
                let of_style = raw.style_id.as_ref();
                let of_style = of_style.and_then(|id| self.shared.numbering.level_of_style(&list, id));
                (list, raw.list_level.or(of_style).or(raw.style.list_level))
            }
        };
        if list == "0" {
            return None;
        }
        let label = self.shared.numbering.next(&list, level.unwrap_or(0));
        if label.is_none() {
            raw.notice(codes::BROKEN_REFERENCE, "list", "");
        }
        label
    }

    /// A raised number after a word that is the number of a note met before is that note's mark again.
    fn hide_repeated_marks(&mut self, raw: &mut Raw) {
        let mut points = Vec::new();
        let mut before: Option<&Piece> = None;
        let mut marks = Vec::new();
        for (at, piece) in raw.pieces.iter().enumerate() {
            let text = |piece: &Piece| raw.text.get(piece.text.0..piece.text.1).unwrap_or_default();
            let follows_word =
                before.is_some_and(|before| !before.print.raised && !ends_in_unit(text(before)));
            if piece.print.raised
                && follows_word
                && let Some(number) = fonts::lowered(text(piece).trim())
                && let Some(note) = self.shared.notes.printed(number)
            {
                marks.push(at);
                points.push((piece.text.0, note));
            }
            before = Some(piece);
        }
        for at in marks {
            if let Some(piece) = raw.pieces.get_mut(at) {
                piece.hidden = true;
            }
        }
        raw.points.extend(points.into_iter().map(|(at, note)| Point { at, kind: PointKind::Note(note) }));
        raw.points.sort_by_key(|point| point.at);
    }
}

/// `m²`, `km³`: the raised digit belongs to the unit.
fn ends_in_unit(text: &str) -> bool {
    let word = text.rsplit([' ', '\u{a0}', '/']).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    matches!(word, "m" | "km" | "dm" | "cm" | "mm" | "ha")
}

fn facts_of(raw: Raw, label: Option<Label>, keeps_source: bool) -> Facts {
    let letters =
        |piece: &&Piece| raw.text.get(piece.text.0..piece.text.1).is_some_and(|text| !text.trim().is_empty());
    let mut printed = raw.pieces.iter().filter(letters).peekable();
    let bold = printed.peek().is_some() && printed.all(|piece| piece.strong);
    Facts {
        outline: raw.outline.or(raw.style.outline),
        bold,
        label: label.map(Box::new),
        style: std::rc::Rc::clone(&raw.style),
        source: keeps_source.then(|| Box::new(source_of(raw))),
    }
}

/// Where a paragraph's text stands in the part.
fn source_of(raw: Raw) -> Source {
    Source { pieces: raw.pieces, text: raw.text, ..raw.source }
}

/// The runs of several paragraphs as one text, lines apart by breaks.
pub(super) fn joined(paragraphs: Vec<Paragraph>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        if at > 0 {
            match runs.last_mut().filter(|last| last.note.is_none()) {
                Some(last) => last.text.push('\n'),
                None => runs.push(Run::plain("\n")),
            }
        }
        runs.extend(paragraph.runs);
    }
    runs
}
