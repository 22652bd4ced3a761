//! Where the text of a draft stands in its parts, by place.

use std::collections::HashMap;

use crate::document::{NoteKind, Spot};
use crate::draft::{Reading, Source};
use crate::output::splice::bytes;
use crate::place::Place;

/// A part with text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Document,
    Notes(PartOfNotes),
}

/// A part with notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartOfNotes {
    Footnotes,
    Endnotes,
}

/// A paragraph of a text: what of the text precedes it, how long it is, where it stands.
struct Paragraph<'r> {
    before: usize,
    length: usize,
    part: Part,
    source: &'r Source,
}

/// The paragraphs of every text.
pub(super) struct Places<'r>(HashMap<Place, Vec<Paragraph<'r>>>);

impl<'r> Places<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        let mut places: HashMap<Place, Vec<Paragraph<'r>>> = HashMap::new();
        let met = reading.document.met();
        for (met, facts) in met.iter().zip(&reading.facts) {
            let Some(source) = facts.source.as_deref() else { continue };
            let before = if let Spot::Cell { before, .. } = met.spot { before } else { 0 };
            let length = met.text().chars().count();
            let paragraph = Paragraph { before, length, part: Part::Document, source };
            places.entry(met.place(0, 0).around()).or_default().push(paragraph);
        }
        let notes: Vec<Place> = met
            .iter()
            .filter(|met| matches!(met.spot, Spot::Footnote { .. } | Spot::Endnote { .. }))
            .map(|met| met.place(0, 0))
            .collect();
        for own in &reading.notes {
            let (Some(place), Some(note)) = (notes.get(own.note), reading.document.notes.get(own.note))
            else {
                continue;
            };
            let part = Part::Notes(match note.kind {
                NoteKind::Footnote => PartOfNotes::Footnotes,
                NoteKind::Endnote => PartOfNotes::Endnotes,
            });
            let paragraph = Paragraph { before: own.before, length: own.length, part, source: &own.source };
            places.entry(place.around()).or_default().push(paragraph);
        }
        Self(places)
    }

    /// Where the words of a place stand: the part, the paragraph, the bytes of its text.
    pub(super) fn find(&self, place: &Place) -> Option<(Part, &'r Source, (usize, usize))> {
        let (start, end) = place.span()?;
        let inside = |paragraph: &&Paragraph<'_>| {
            paragraph.before <= start && end <= paragraph.before + paragraph.length && start < end
        };
        let paragraph = self.0.get(&place.around())?.iter().find(inside)?;
        let span = (start - paragraph.before, end - paragraph.before);
        Some((paragraph.part, paragraph.source, bytes(&paragraph.source.text, span)?))
    }
}
