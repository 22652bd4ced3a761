//! The runs that a paragraph becomes: composed text, equal looks joined, notes and comments where they stand.

use std::collections::HashSet;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::paragraph::{Bytes, Piece, PointKind, Raw};
use crate::document::Run;
use crate::num::is_composed;

/// How many comments may cover one text; of more, the last stand at its end.
const MOST_OPEN: usize = 16;

/// The comments that are open where the scan is, and what they have covered.
#[derive(Debug, Default)]
pub(super) struct Comments {
    open: Vec<Covering>,
    /// Comments that stand at a note's mark alone: they are about the note.
    pub(super) of_notes: Vec<(usize, usize)>,
    /// Comments that have their text.
    anchored: HashSet<usize>,
}

impl Comments {
    /// A comment that nothing ends covers nothing of the next part.
    pub(super) fn end_part(&mut self) {
        self.open.clear();
    }

    /// Whether the beginning of a comment counts for nothing: it begins a second time, or too many are open.
    fn ignores(&self, comment: usize) -> bool {
        self.open.len() >= MOST_OPEN
            || self.anchored.contains(&comment)
            || self.open.iter().any(|open| open.comment == comment)
    }
}

#[derive(Debug)]
struct Covering {
    comment: usize,
    text: bool,
    note: Option<usize>,
}

impl Raw {
    /// The runs: composed text, equal looks joined, notes and comments where they stand.
    pub(super) fn runs(&self, comments: &mut Comments) -> Vec<Run> {
        let mut out = Runs { runs: Vec::new(), comments };
        let mut points = self.points.iter().peekable();
        atoms(&self.text, &self.pieces, |atom| {
            while let Some(point) = points.next_if(|point| point.at <= atom.at) {
                out.point(&point.kind);
            }
            out.text(atom);
        });
        points.for_each(|point| out.point(&point.kind));
        out.runs
    }
}

/// Text of one look, composed.
struct Atom<'p> {
    /// Bytes of the paragraph's text before it.
    at: usize,
    text: std::borrow::Cow<'p, str>,
    piece: &'p Piece,
}

/// The text in pieces that are composed each by itself: a mark belongs to the letter before it, whatever run
/// it stands in.
fn atoms<'p>(text: &'p str, pieces: &'p [Piece], mut each: impl FnMut(&Atom<'p>)) {
    if is_composed(text) {
        for piece in pieces {
            let text = text.get(piece.text.0..piece.text.1).unwrap_or_default();
            each(&Atom { at: piece.text.0, text: text.into(), piece });
        }
        return;
    }
    let mut pieces = pieces.iter().peekable();
    for (from, to) in segments(text) {
        while pieces.next_if(|piece| piece.text.1 <= from).is_some() {}
        if let Some(piece) = pieces.peek() {
            let text = text.get(from..to).unwrap_or_default();
            each(&Atom { at: from, text: text.nfc().collect::<String>().into(), piece });
        }
    }
}

/// Spans of the text whose composed forms, one after the other, are that of the whole.
pub(crate) fn segments(text: &str) -> impl Iterator<Item = Bytes> {
    let begins =
        |c: char| canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let starts = text.char_indices().filter(move |(at, c)| *at == 0 || begins(*c)).map(|(at, _)| at);
    let mut starts = starts.peekable();
    std::iter::from_fn(move || {
        let from = starts.next()?;
        Some((from, starts.peek().copied().unwrap_or(text.len())))
    })
}

/// The runs of a paragraph as they grow.
struct Runs<'c> {
    runs: Vec<Run>,
    comments: &'c mut Comments,
}

impl Runs<'_> {
    fn text(&mut self, atom: &Atom<'_>) {
        let comments: Vec<usize> = self.comments.open.iter().map(|open| open.comment).collect();
        self.comments.open.iter_mut().for_each(|open| open.text = true);
        let (bold, italic) = (atom.piece.print.bold, atom.piece.print.italic);
        match self.runs.last_mut() {
            Some(last)
                if (last.bold, last.italic) == (bold, italic)
                    && last.note.is_none()
                    && last.comments == comments =>
            {
                last.text.push_str(&atom.text);
            }
            _ => {
                self.runs.push(Run { text: atom.text.to_string(), bold, italic, comments, ..Run::default() })
            }
        }
    }

    fn point(&mut self, kind: &PointKind) {
        match *kind {
            PointKind::Note(note) => {
                self.comments.open.iter_mut().for_each(|open| open.note = Some(note));
                self.on_last(|run| run.note.is_none(), |run| run.note = Some(note));
            }
            PointKind::CommentStart(comment) if self.comments.ignores(comment) => {}
            PointKind::CommentStart(comment) => {
                self.comments.open.push(Covering { comment, text: false, note: None });
            }
            PointKind::CommentEnd(comment) => self.end(comment),
            PointKind::Comment(comment) => {
                self.end(comment);
                if !self.comments.anchored.contains(&comment) {
                    self.anchor(comment);
                }
            }
        }
    }

    fn end(&mut self, comment: usize) {
        let Some(at) = self.comments.open.iter().position(|open| open.comment == comment) else { return };
        let covering = self.comments.open.remove(at);
        match covering {
            Covering { text: true, .. } => drop(self.comments.anchored.insert(comment)),
            Covering { note: Some(note), .. } => {
                self.comments.of_notes.push((note, comment));
                self.comments.anchored.insert(comment);
            }
            Covering { .. } => self.anchor(comment),
        }
    }

    /// A comment on nothing stands between the words.
    fn anchor(&mut self, comment: usize) {
        self.runs.push(Run { comments: vec![comment], ..Run::default() });
        self.comments.anchored.insert(comment);
    }

    /// Changes the last run if it will do, or an empty one.
    fn on_last(&mut self, will_do: impl Fn(&Run) -> bool, change: impl FnOnce(&mut Run)) {
        match self.runs.last_mut().filter(|run| will_do(run)) {
            Some(run) => change(run),
            None => {
                let mut run = Run::default();
                change(&mut run);
                self.runs.push(run);
            }
        }
    }
}
