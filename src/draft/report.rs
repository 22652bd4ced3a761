//! What the reader has to say of a draft, and where.

use std::collections::BTreeMap;

use super::codes;
use crate::document::{Document, Met};
use crate::finding::{Finding, RuleCode, say};
use crate::place::Place;

/// How many findings of one code are listed; a draft full of one fault would fill the memory.
const LISTED: usize = 200;

/// How many characters of an excerpt are kept.
const EXCERPT: usize = 60;

/// Where a paragraph stands, before the document is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// The body and its tables, counted in reading order.
    Body(usize),
    /// The text boxes.
    Box(usize),
    /// Page headers and footers.
    Header(usize),
    /// A note: its index in the document, and what of its text precedes the paragraph.
    Note(usize, usize),
    /// Nowhere in particular.
    Document,
}

/// The places of a finished document by their seats.
pub(super) struct Seats<'d> {
    met: Vec<Met<'d>>,
    notes: usize,
    headers: usize,
    boxes: usize,
}

impl<'d> Seats<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let met = document.met();
        let headers = met.len() - document.headers.len() - document.boxes.len();
        let notes = headers - document.notes.len();
        Self { met, notes, headers, boxes: headers + document.headers.len() }
    }

    /// The place of a span of a paragraph.
    pub(super) fn place(&self, seat: Seat, (start, end): (usize, usize)) -> Place {
        let (at, before) = match seat {
            Seat::Body(index) => (index, 0),
            Seat::Note(index, before) => (self.notes + index, before),
            Seat::Header(index) => (self.headers + index, 0),
            Seat::Box(index) => (self.boxes + index, 0),
            Seat::Document => return Place::Document,
        };
        self.met.get(at).map_or(Place::Document, |met| met.place(before + start, before + end))
    }
}

/// Something to say of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Notice {
    pub(super) code: RuleCode,
    pub(super) way: &'static str,
    /// The span in scalar values of the paragraph's text.
    pub(super) span: (usize, usize),
    /// The words it is about.
    pub(super) words: String,
}

/// Everything there is to say.
#[derive(Debug, Default)]
pub(super) struct Report {
    notices: Vec<(Seat, Notice)>,
    counts: BTreeMap<&'static str, usize>,
}

impl Report {
    /// Keeps a notice, unless its code was met too often already.
    pub(super) fn push(&mut self, seat: Seat, notice: Notice) {
        let count = self.counts.entry(notice.code.id).or_default();
        *count += 1;
        if *count <= LISTED {
            self.notices.push((seat, notice));
        }
    }

    /// A notice about the whole document.
    pub(super) fn document(&mut self, code: RuleCode, way: &'static str, words: &str) {
        self.push(Seat::Document, Notice { code, way, span: (0, 0), words: words.to_owned() });
    }

    /// The findings, at their places in the finished document.
    pub(super) fn into_findings(self, document: &Document) -> Vec<Finding> {
        if self.notices.is_empty() {
            return Vec::new();
        }
        let seats = Seats::new(document);
        let finding = |(seat, notice): &(Seat, Notice)| finding(notice, seats.place(*seat, notice.span));
        let mut findings: Vec<Finding> = self.notices.iter().map(finding).collect();
        for (code, count) in self.counts.iter().filter(|(_, count)| **count > LISTED) {
            let left = (count - LISTED).to_string();
            let message = say(codes::NOT_LISTED.id, "left", &[("code", code), ("count", &left)]);
            findings.push(Finding::new(codes::NOT_LISTED, Place::Document, message));
        }
        findings.iter_mut().for_each(Finding::seal);
        findings.sort_by(|one, other| (&one.place, one.code).cmp(&(&other.place, other.code)));
        findings
    }
}

fn finding(notice: &Notice, place: Place) -> Finding {
    let words: String = notice.words.chars().take(EXCERPT).collect();
    let message = say(notice.code.id, notice.way, &[("words", &words)]);
    let finding = Finding::new(notice.code, place, message);
    if words.is_empty() { finding } else { finding.excerpt(words.clone()).found(words) }
}
