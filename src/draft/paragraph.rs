//! A paragraph while it is read, and the runs it becomes.

use std::collections::HashSet;
use std::rc::Rc;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::codes;
use super::fonts;
use super::numbering::Label;
use super::report::Notice;
use super::styles::Style;
use crate::document::Run;
use crate::finding::RuleCode;
use crate::num::is_composed;

/// How many comments may cover one text; of more, the last stand at its end.
const MOST_OPEN: usize = 16;

/// Bytes of the part, from and to.
pub(crate) type Bytes = (usize, usize);

/// A paragraph as the part has it.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) style_id: Option<String>,
    pub(super) style: Rc<Style>,
    /// The list it names itself; `0` takes it out of its style's list.
    pub(super) list: Option<String>,
    pub(super) list_level: Option<usize>,
    pub(super) outline: Option<u8>,
    /// Whether a section of the document ends with it.
    pub(super) ends_part: bool,
    /// It begins with the mark of the note it is in.
    pub(super) has_mark: bool,
    /// The pieces in a VNI font.
    pub(super) vni: Vec<usize>,
    /// Some of its text belongs to no piece any more.
    pub(super) gaps: bool,
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) points: Vec<Point>,
    pub(super) notices: Vec<(RuleCode, &'static str, usize, String)>,
    pub(super) source: Source,
}

/// Text of one look from one place of the part.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Where its text begins and ends in the paragraph's, in bytes.
    pub(crate) text: Bytes,
    /// Where it stands in the part.
    pub(crate) source: Bytes,
    /// The run it stands in, an index into [`Source::runs`].
    pub(crate) run: usize,
    /// Its `w:t` element, unless it is a tab, a break or a sign.
    pub(crate) tag: Option<Bytes>,
    pub(super) print: Print,
    /// Bold with what the paragraph's style says.
    pub(super) strong: bool,
    /// Not text: the code of a field, the mark of a note.
    pub(super) hidden: bool,
    /// Something stands between it and its run, so that the run cannot be split there.
    pub(crate) nested: bool,
}

/// How a piece prints, by what its run says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Print {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) raised: bool,
}

/// Something between two characters.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// Bytes of the paragraph's text before it.
    pub(super) at: usize,
    pub(super) kind: PointKind,
}

/// What stands between two characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PointKind {
    /// The reference of a note, an index into the document's.
    Note(usize),
    CommentStart(usize),
    CommentEnd(usize),
    Comment(usize),
}

/// Where a paragraph and its runs stand in the part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    /// Where its content may begin and where it ends.
    pub(crate) content: Bytes,
    pub(crate) runs: Vec<SourceRun>,
    pub(crate) pieces: Vec<Piece>,
    /// The text of the pieces, before it is composed.
    pub(crate) text: String,
    /// The references of notes: an index into the document's, the run.
    pub(crate) notes: Vec<(usize, usize)>,
}

/// A run in the part.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceRun {
    /// From its start tag to the end of its end tag.
    pub(crate) whole: Bytes,
    /// Where what it holds begins, its properties aside.
    pub(crate) content: usize,
    /// Its properties.
    pub(crate) properties: Option<Bytes>,
}

/// What is known of a paragraph beside its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(super) style: Rc<Style>,
    pub(super) outline: Option<u8>,
    /// Every letter is bold.
    pub(super) bold: bool,
    pub(super) label: Option<Label>,
    pub(crate) source: Source,
}

/// The comments that are open where the scan is, and what they have covered.
#[derive(Debug, Default)]
pub(super) struct Comments {
    open: Vec<Covering>,
    /// Comments that stand at a note's mark alone: they are about the note.
    pub(super) of_notes: Vec<(usize, usize)>,
    /// Comments that have their text.
    anchored: HashSet<usize>,
}

#[derive(Debug)]
struct Covering {
    comment: usize,
    text: bool,
    note: Option<usize>,
}

impl Raw {
    /// Notes something at the end of what was read so far, once for each way.
    pub(super) fn notice(&mut self, code: RuleCode, way: &'static str, words: &str) {
        let told = self.notices.iter().any(|(other, said, ..)| (*other, *said) == (code, way));
        if told {
            return;
        }
        self.notices.push((code, way, self.text.len(), words.to_owned()));
    }

    /// Puts a point at the end of what was read so far.
    pub(super) fn point(&mut self, kind: PointKind) {
        self.points.push(Point { at: self.text.len(), kind });
    }

    /// Takes the spaces off the ends of the pieces from `first` on.
    pub(super) fn trim(&mut self, first: usize) {
        const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];
        let Some(from) = self.pieces.get(first).map(|piece| piece.text.0) else { return };
        let text = self.text.get(from..).unwrap_or_default();
        let mut leading = text.len() - text.trim_start_matches(SPACES).len();
        let mut trailing = text.len() - text.trim_end_matches(SPACES).len();
        self.gaps |= leading + trailing > 0;
        for piece in self.pieces.iter_mut().skip(first) {
            leading -= piece.shorten_start(leading);
        }
        for piece in self.pieces.iter_mut().skip(first).rev() {
            trailing -= piece.shorten_end(trailing);
        }
    }

    /// Takes off the one space or tab between a note's mark and its text.
    pub(super) fn drop_first_space(&mut self) {
        let first = self.pieces.iter_mut().find(|piece| !piece.hidden && piece.text.0 < piece.text.1);
        let Some(piece) = first else { return };
        if self.text.get(piece.text.0..).is_some_and(|text| text.starts_with([' ', '\t'])) {
            piece.shorten_start(1);
            self.gaps = true;
        }
    }

    /// Takes out what is no text, and veils what is not read.
    pub(super) fn settle(&mut self) {
        let is_unread = self.notices.iter().any(|(code, ..)| *code == codes::UNREAD_FONT);
        if !self.gaps && !is_unread && self.pieces.iter().all(|piece| !piece.hidden) {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        // where each kept piece stood and stands
        let mut moved: Vec<(Bytes, Bytes)> = Vec::new();
        for (at, piece) in self.pieces.iter_mut().enumerate() {
            let said = self.text.get(piece.text.0..piece.text.1).unwrap_or_default();
            if piece.hidden || said.is_empty() {
                continue;
            }
            let start = text.len();
            match is_unread && self.vni.binary_search(&at).is_ok() {
                true => text.push_str(&fonts::veiled(said)),
                false => text.push_str(said),
            }
            moved.push((piece.text, (start, text.len())));
            piece.text = (start, text.len());
        }
        let was_empty = |piece: &Piece| piece.text.0 == piece.text.1;
        self.pieces.retain(|piece| !piece.hidden && !was_empty(piece));
        let shifted = |at: usize| {
            let before = moved.partition_point(|((from, _), _)| *from <= at);
            let last = before.checked_sub(1).and_then(|last| moved.get(last));
            last.map_or(0, |((from, to), (start, end))| if at < *to { start + at - from } else { *end })
        };
        self.points.iter_mut().for_each(|point| point.at = shifted(point.at));
        self.notices.iter_mut().for_each(|(_, _, at, _)| *at = shifted(*at));
        (self.text, self.gaps) = (text, false);
    }

    /// The runs: composed text, equal looks joined, notes and comments where they stand.
    pub(super) fn runs(&self, comments: &mut Comments) -> Vec<Run> {
        let mut out = Runs { runs: Vec::new(), comments };
        let mut points = self.points.iter().peekable();
        for atom in atoms(&self.text, &self.pieces) {
            while let Some(point) = points.next_if(|point| point.at <= atom.at) {
                out.point(&point.kind);
            }
            out.text(&atom);
        }
        points.for_each(|point| out.point(&point.kind));
        out.runs
    }

    /// What is to be said, with spans in the composed text.
    pub(super) fn said(&self) -> Vec<Notice> {
        let at = |bytes: usize| self.text.get(..bytes).map_or(0, |before| before.nfc().count());
        let notice = |(code, way, bytes, words): &(RuleCode, &'static str, usize, String)| {
            let start = at(*bytes);
            // of the other codes, the words are no part of the text
            let is_text = [codes::UNREAD_FONT, codes::ODD_CHARACTERS].contains(code);
            let length = if is_text { words.nfc().count() } else { 0 };
            Notice { code: *code, way, span: (start, start + length), words: words.clone() }
        };
        self.notices.iter().map(notice).collect()
    }
}

impl Piece {
    /// Takes up to so many bytes off the start; tells how many.
    fn shorten_start(&mut self, bytes: usize) -> usize {
        let taken = bytes.min(self.text.1 - self.text.0);
        if self.is_copy() {
            self.source.0 += taken;
        }
        self.text.0 += taken;
        taken
    }

    /// Takes up to so many bytes off the end; tells how many.
    fn shorten_end(&mut self, bytes: usize) -> usize {
        let taken = bytes.min(self.text.1 - self.text.0);
        if self.is_copy() {
            self.source.1 -= taken;
        }
        self.text.1 -= taken;
        taken
    }

    /// Whether its text stands in the part byte for byte.
    fn is_copy(&self) -> bool {
        self.text.1 - self.text.0 == self.source.1 - self.source.0
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
fn atoms<'p>(text: &'p str, pieces: &'p [Piece]) -> Vec<Atom<'p>> {
    if is_composed(text) {
        let whole = |piece: &'p Piece| {
            let text = text.get(piece.text.0..piece.text.1).unwrap_or_default();
            Atom { at: piece.text.0, text: text.into(), piece }
        };
        return pieces.iter().map(whole).collect();
    }
    let mut out = Vec::new();
    let mut pieces = pieces.iter().peekable();
    for (from, to) in segments(text) {
        while pieces.next_if(|piece| piece.text.1 <= from).is_some() {}
        if let Some(piece) = pieces.peek() {
            let text = text.get(from..to).unwrap_or_default();
            out.push(Atom { at: from, text: text.nfc().collect::<String>().into(), piece });
        }
    }
    out
}

/// Spans of the text whose composed forms, one after the other, are that of the whole.
pub(crate) fn segments(text: &str) -> impl Iterator<Item = Bytes> {
    let begins =
        |c: char| canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let starts: Vec<usize> =
        text.char_indices().filter(|(at, c)| *at == 0 || begins(*c)).map(|(at, _)| at).collect();
    let ends = starts.iter().copied().skip(1).chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends)
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
            PointKind::CommentStart(_) if self.comments.open.len() >= MOST_OPEN => {}
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
