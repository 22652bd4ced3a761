//! What a draft may cost while it is read: paragraphs, runs, text, and memory.
//!
//! A file can ask for much more memory than it has bytes: an empty paragraph is six of them. Everything that is kept
//! is paid for here by its size, so that the sum stays below a fixed sum and three times the bytes that were read.

use super::paragraph::{Facts, Piece, Raw, SourceRun};
use crate::document::{Block, Run, TableCell};
use crate::error::Result;
use crate::package::{Limits, at_most, count};

/// A list that grows holds its items in the old and the new place while it moves: three times their size at most.
const GROWTH: u64 = 3;
/// What a paragraph's section and its place in the walk over the document take.
const PARAGRAPH: u64 = 128;
/// What an allocation takes beside its content.
const ALLOCATION: u64 = 32;
/// What a comment or a note takes in the tables that know it by its id.
const KNOWN: u64 = 400;

/// The budget of one draft.
pub(super) struct Budget<'a> {
    limits: &'a Limits,
    paragraphs: u64,
    runs: u64,
    text: u64,
    /// Bytes of the parts that were read.
    read: u64,
    /// Bytes that are held to the end.
    held: u64,
    /// Bytes that the paragraphs which are open hold until they end.
    open: u64,
}

impl<'a> Budget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, paragraphs: 0, runs: 0, text: 0, read: 0, held: 0, open: 0 }
    }

    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// Takes a part's bytes as a reason to hold more.
    pub(super) fn reads(&mut self, bytes: u64) {
        self.read = self.read.saturating_add(bytes);
    }

    /// Pays for a paragraph.
    pub(super) fn paragraph(&mut self) -> Result<()> {
        self.paragraphs += 1;
        at_most(("paragraphs", self.limits.paragraphs), self.paragraphs, || "số đoạn văn".to_owned())?;
        self.hold(GROWTH * (size::<Block>() + size::<Facts>()) + PARAGRAPH)
    }

    /// Pays for a run, a note's reference, an end of a comment.
    pub(super) fn run(&mut self) -> Result<()> {
        self.runs += 1;
        at_most(("runs", self.limits.runs), self.runs, || "số đoạn chữ (run)".to_owned())
    }

    /// Pays for text.
    pub(super) fn text(&mut self, bytes: u64) -> Result<()> {
        self.text = self.text.saturating_add(bytes);
        let limit = ("draft_text_bytes", self.limits.draft_text_bytes);
        at_most(limit, self.text, || "chữ của văn bản (byte)".to_owned())
    }

    /// Pays for a table, a row or a cell.
    pub(super) fn cell(&mut self) -> Result<()> {
        self.hold(GROWTH * size::<TableCell>())
    }

    /// Pays for a comment, a note or a section, which are known by an id.
    pub(super) fn known(&mut self) -> Result<()> {
        self.hold(KNOWN)
    }

    /// Pays for the runs of a paragraph that has ended.
    pub(super) fn runs(&mut self, runs: &[Run]) -> Result<()> {
        let text: u64 = runs.iter().map(|run| count(run.text.len()) + ALLOCATION).sum();
        self.hold(text + count(runs.len()) * size::<Run>())
    }

    /// What the text of a piece costs until its paragraph ends, and the piece itself where it is a new one.
    pub(super) fn piece(&mut self, bytes: u64, is_new: bool) -> Result<u64> {
        let piece = if is_new { GROWTH * (size::<Piece>() + size::<Run>()) } else { 0 };
        self.open(2 * bytes + piece)
    }

    /// What a run costs whose place in the part is kept.
    pub(super) fn source(&mut self) -> Result<u64> {
        self.open(GROWTH * size::<SourceRun>())
    }

    /// What a mark between two characters costs until its paragraph ends; it may need a run of its own.
    pub(super) fn point(&mut self) -> Result<u64> {
        self.open(GROWTH * (2 * ALLOCATION + size::<Run>()))
    }

    /// Gives back what an ended paragraph has cost, and pays for its places in the part where they are kept.
    pub(super) fn ended(&mut self, raw: &mut Raw, keeps: bool) -> Result<()> {
        self.open = self.open.saturating_sub(raw.cost);
        if !keeps {
            return Ok(());
        }
        raw.pieces.shrink_to_fit();
        raw.source.runs.shrink_to_fit();
        let places =
            count(raw.pieces.len()) * size::<Piece>() + count(raw.source.runs.len()) * size::<SourceRun>();
        self.hold(places + count(raw.text.len()) + size::<Raw>())
    }

    /// Pays for bytes that are held to the end.
    pub(super) fn hold(&mut self, bytes: u64) -> Result<()> {
        self.held = self.held.saturating_add(bytes);
        self.require_room()
    }

    fn open(&mut self, bytes: u64) -> Result<u64> {
        self.open = self.open.saturating_add(bytes);
        self.require_room()?;
        Ok(bytes)
    }

    fn require_room(&self) -> Result<()> {
        let most = self.limits.draft_overhead_bytes.saturating_add(self.read.saturating_mul(3));
        at_most(("draft_overhead_bytes", most), self.held.saturating_add(self.open), || {
            "bộ nhớ cho các đoạn, ô và dấu của văn bản (byte)".to_owned()
        })
    }
}

fn size<T>() -> u64 {
    count(size_of::<T>())
}
