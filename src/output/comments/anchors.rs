//! From the place of a finding to the pieces of text it is about.

use std::collections::HashMap;

use crate::document::{NoteKind, Role, Spot};
use crate::draft::{Piece, Reading, Source, SourceRun};
use crate::output::splice::bytes;
use crate::place::Place;

/// Where a comment begins and ends.
#[derive(Debug)]
pub(super) enum Anchor<'r> {
    /// Words: the paragraph, first piece with a byte of its text, last piece with a byte of its text.
    Words { source: &'r Source, from: (&'r Piece, usize), to: (&'r Piece, usize) },
    /// The run with the mark of a note.
    Mark(&'r SourceRun),
    /// A paragraph without text, at its end.
    Empty(usize),
}

/// A paragraph of a cell: what precedes it, how long it is.
type InCell<'r> = (usize, usize, &'r Source);

/// What stands where in a draft.
pub(super) struct Anchors<'r> {
    body: HashMap<usize, &'r Source>,
    /// The paragraphs of each cell by table, row, column.
    cells: HashMap<(usize, usize, usize), Vec<InCell<'r>>>,
    /// The run with the first mark of each note.
    marks: HashMap<usize, &'r SourceRun>,
    kinds: Vec<NoteKind>,
    title: Option<&'r Source>,
}

impl<'r> Anchors<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        let document = &reading.document;
        let mut anchors = Self {
            body: HashMap::new(),
            cells: HashMap::new(),
            marks: HashMap::new(),
            kinds: document.notes.iter().map(|note| note.kind).collect(),
            title: None,
        };
        let mut kind = None;
        for (met, facts) in document.met().iter().zip(&reading.facts) {
            let Some(source) = facts.source.as_deref() else { continue };
            match met.spot {
                Spot::Body { index } => drop(anchors.body.insert(index, source)),
                Spot::Cell { table, row, column, before } => {
                    let length = met.text().chars().count();
                    let cell = anchors.cells.entry((table, row, column)).or_default();
                    cell.push((before, length, source));
                }
                _ => {}
            }
            for (note, run) in &source.notes {
                if let Some(run) = source.runs.get(*run) {
                    anchors.marks.entry(*note).or_insert(run);
                }
            }
            let says = !source.text.trim().is_empty();
            if says && kind.is_none() && met.paragraph.is_some_and(|paragraph| paragraph.role == Role::Kind) {
                kind = Some(source);
            }
            if says && anchors.title.is_none() {
                anchors.title = Some(source);
            }
        }
        // where all the text is in boxes, the paragraph that holds one
        let holds = || {
            reading
                .facts
                .iter()
                .filter_map(|facts| facts.source.as_deref())
                .find(|source| !source.runs.is_empty())
        };
        anchors.title = kind.or(anchors.title).or_else(holds);
        anchors
    }

    /// The words of a place; the title where a comment cannot stand at the place itself.
    pub(super) fn find(&self, place: &Place) -> Option<Anchor<'r>> {
        let at_place = match place {
            Place::Paragraph { index, start, end, .. } => {
                self.body.get(index).and_then(|source| words(source, (*start, *end)))
            }
            Place::TableCell { table, row, column, start, end } => {
                self.cells.get(&(*table, *row, *column)).and_then(|cell| in_cell(cell, (*start, *end)))
            }
            Place::Footnote { number, .. } => self.mark(NoteKind::Footnote, *number),
            Place::Endnote { number, .. } => self.mark(NoteKind::Endnote, *number),
            _ => None,
        };
        at_place.or_else(|| self.title.map(whole))
    }

    /// The mark of the note printed under a number.
    fn mark(&self, kind: NoteKind, number: usize) -> Option<Anchor<'r>> {
        let of_kind = self.kinds.iter().enumerate().filter(|(_, other)| **other == kind);
        let (note, _) = of_kind.into_iter().nth(number.checked_sub(1)?)?;
        self.marks.get(&note).map(|run| Anchor::Mark(run))
    }
}

/// The words of a span of a cell, in the paragraph in which it begins.
fn in_cell<'r>(cell: &[InCell<'r>], (start, end): (usize, usize)) -> Option<Anchor<'r>> {
    let found = cell.iter().find(|(before, length, _)| start < before + length + 1);
    let (before, length, source) = found?;
    let from = start.saturating_sub(*before);
    words(source, (from, end.saturating_sub(*before).min(*length)))
}

/// The words of a span in scalar values of the composed text; all of them where the span is empty.
fn words(source: &Source, (start, end): (usize, usize)) -> Option<Anchor<'_>> {
    if start >= end {
        return (!source.pieces.is_empty()).then(|| whole(source));
    }
    let (from, to) = bytes(&source.text, (start, end))?;
    let first = source.pieces.iter().find(|piece| piece.text.1 > from)?;
    let last = source.pieces.iter().rev().find(|piece| piece.text.0 < to)?;
    Some(Anchor::Words { source, from: (first, from.max(first.text.0)), to: (last, to.min(last.text.1)) })
}

fn whole(source: &Source) -> Anchor<'_> {
    match (source.pieces.first(), source.pieces.last()) {
        (Some(first), Some(last)) => {
            Anchor::Words { source, from: (first, first.text.0), to: (last, last.text.1) }
        }
        _ => Anchor::Empty(source.content.1),
    }
}
