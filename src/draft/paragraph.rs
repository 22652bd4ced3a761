//! A paragraph while it is read.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::codes;
use super::fonts;
use super::marks::Marks;
use super::numbering::Label;
use super::report::Notice;
use super::styles::Style;
use crate::finding::RuleCode;

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
    pub(super) notices: Vec<(RuleCode, &'static str, Bytes, String)>,
    pub(super) source: Source,
    /// The marks around figures that are tied to a workbook.
    pub(super) marks: Marks,
    /// What of the budget it takes until it ends.
    pub(super) cost: u64,
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
    pub(super) label: Option<Box<Label>>,
    /// Where it stands in the part, where that is asked.
    pub(crate) source: Option<Box<Source>>,
}

impl Raw {
    /// Notes something at the end of what was read so far, once for each way.
    pub(super) fn notice(&mut self, code: RuleCode, way: &'static str, words: &str) {
        let told = self.notices.iter().any(|(other, said, ..)| (*other, *said) == (code, way));
        if told {
            return;
        }
        // of the other codes, the words are no part of the text
        let length = if code == codes::ODD_CHARACTERS { words.len() } else { 0 };
        self.notices.push((code, way, (self.text.len(), self.text.len() + length), words.to_owned()));
    }

    /// Whether the next piece is the last one going on, where nobody asks for its place in the part: nothing stands
    /// between the two. Pieces that are hidden stay apart, for one may be seen again.
    pub(super) fn goes_on_as(&self, next: &Piece) -> bool {
        let look = |piece: &Piece| (piece.run, piece.tag, piece.print, piece.strong, piece.nested);
        let is_marked = self.points.last().is_some_and(|point| point.at == next.text.0);
        self.pieces.last().is_some_and(|last| {
            !last.hidden
                && !next.hidden
                && !is_marked
                && last.text.1 == next.text.0
                && look(last) == look(next)
        })
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

    /// Notes the first text in a VNI font that is not Unicode. What stands together is judged together: one run or
    /// several, it says the same.
    fn notice_vni(&mut self) {
        let groups = self.vni.chunk_by(|one, next| one + 1 == *next);
        let text = |group: &[usize]| {
            let (first, last) = (self.pieces.get(*group.first()?)?, self.pieces.get(*group.last()?)?);
            let span = (first.text.0, last.text.1);
            Some((span, self.text.get(span.0..span.1)?))
        };
        let old = groups.filter_map(text).find(|(_, text)| fonts::is_old(text));
        let old = old.map(|(span, text)| (codes::UNREAD_FONT, "vni", span, text.to_owned()));
        self.notices.extend(old);
    }

    /// Takes out what is no text, and veils what is not read.
    pub(super) fn settle(&mut self) {
        self.marks.settle(self.text.len());
        self.notice_vni();
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
        // of words that are hidden nothing is left: their span is empty
        self.notices.iter_mut().for_each(|(_, _, span, _)| *span = (shifted(span.0), shifted(span.1)));
        self.marks.spans.iter_mut().for_each(|(_, (from, to))| (*from, *to) = (shifted(*from), shifted(*to)));
        (self.text, self.gaps) = (text, false);
    }

    /// What is to be said, with spans in the composed text.
    pub(super) fn said(&self) -> Vec<Notice> {
        let at = |bytes: usize| self.text.get(..bytes).map_or(0, |before| before.nfc().count());
        let notice = |(code, way, (start, end), words): &(RuleCode, &'static str, Bytes, String)| {
            let start = at(*start);
            Notice { code: *code, way, span: (start, at(*end).max(start)), words: words.clone() }
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
