//! What was met in the notes, until the text has told which of them the document has.

use super::marks::{Marked, Placed};
use super::paragraph::Source;
use super::report::Notice;
use super::scan::Stand;
use super::shared::Shared;
use crate::document::NoteKind;

/// Where a paragraph of a note stands in the part of its kind.
pub(crate) struct NoteSource {
    /// The note, an index into the document's.
    pub(crate) note: usize,
    /// How much of the note's text precedes the paragraph, and how long it is.
    pub(crate) before: usize,
    pub(crate) length: usize,
    pub(crate) source: Source,
}

/// Something met in a note: its kind and id, how much of its text precedes the paragraph.
pub(super) type OfNote<T> = (NoteKind, String, usize, T);

/// What was met in the notes.
#[derive(Default)]
pub(super) struct OfNotes {
    pub(super) notices: Vec<OfNote<Notice>>,
    pub(super) marks: Vec<OfNote<Marked>>,
    /// The paragraphs, each with its length.
    pub(super) sources: Vec<OfNote<(usize, Source)>>,
}

impl OfNotes {
    pub(super) fn append(&mut self, other: Self) {
        self.notices.extend(other.notices);
        self.marks.extend(other.marks);
        self.sources.extend(other.sources);
    }

    /// The paragraphs, by the finished document's notes.
    pub(super) fn sources(&mut self, shared: &Shared<'_>) -> Vec<NoteSource> {
        let placed = |(kind, id, before, (length, source)): OfNote<(usize, Source)>| {
            Some(NoteSource { note: shared.notes.index(kind, &id)?, before, length, source })
        };
        std::mem::take(&mut self.sources).into_iter().filter_map(placed).collect()
    }
}

/// Things met in the notes of a kind, each with its note.
pub(super) fn placed<T>(
    things: impl IntoIterator<Item = Placed<T>>,
    kind: NoteKind,
    of_note: impl Fn(Stand) -> Option<(String, usize)>,
) -> Vec<OfNote<T>> {
    let placed = |(spot, thing)| of_note(spot).map(|(id, before)| (kind, id, before, thing));
    things.into_iter().filter_map(placed).collect()
}
