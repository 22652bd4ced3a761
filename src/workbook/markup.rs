//! The markup of free text: `{mã}`, `{vb:mã}`, `[^mã]` and `{{`, read in one pass and never again.

use std::collections::BTreeSet;

use super::codes;
use super::reader::{Reader, Spot, fault};
use super::words::nearest;
use crate::finding::Finding;
use crate::model::{Code, Inline};
use crate::num::is_too_dense;

/// The codes that free text may name, besides those of the catalogue.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) documents: BTreeSet<Code>,
    pub(super) notes: BTreeSet<Code>,
}

/// What a piece of markup stands for, before its code is looked up.
enum Mark<'a> {
    Figure(&'a str),
    Citation(&'a str),
    Note(&'a str),
    /// Opened and not closed.
    Open,
}

impl Reader<'_> {
    /// The pieces of a text. Markup that stands for nothing is reported and stays as it was typed.
    pub(super) fn inline(&mut self, text: &str, names: &Names, spot: &Spot<'_>) -> Vec<Inline> {
        if is_too_dense(text) {
            let place = Spot { cell: None, place: spot.place.clone() };
            self.report((codes::ODD_TEXT, "dense"), &place, &[]);
        }
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some((before, marked)) = split(rest) {
            words.push_str(before);
            if let Some(after) = marked.strip_prefix("{{") {
                words.push('{');
                rest = after;
                continue;
            }
            let (mark, after) = mark(marked);
            match self.named(&mark, names) {
                Some(piece) => {
                    flush(&mut words, &mut pieces);
                    pieces.push(piece);
                }
                None => {
                    let written = marked.strip_suffix(after).unwrap_or_default();
                    self.unknown(&mark, (written, names), spot);
                    words.push_str(written);
                }
            }
            rest = after;
        }
        words.push_str(rest);
        flush(&mut words, &mut pieces);
        pieces
    }

    /// Reports markup that stands for nothing.
    fn unknown(&mut self, mark: &Mark<'_>, (written, names): (&str, &Names), spot: &Spot<'_>) {
        if self.lists(codes::UNKNOWN_PLACEHOLDER) {
            let finding = unknown(mark, self.near(mark, names), spot);
            self.push(finding.excerpt(written).found(written));
        } else {
            self.report((codes::UNKNOWN_PLACEHOLDER, "open"), spot, &[]);
        }
    }

    fn named(&self, mark: &Mark<'_>, names: &Names) -> Option<Inline> {
        match mark {
            Mark::Figure(code) => {
                let indicator = self.catalogue.indicator(code)?;
                Some(Inline::Figure(indicator.code.clone()))
            }
            Mark::Citation(code) => names.documents.get(*code).cloned().map(Inline::Citation),
            Mark::Note(code) => names.notes.get(*code).cloned().map(Inline::Note),
            Mark::Open => None,
        }
    }

    /// The code that was perhaps meant.
    fn near<'n>(&'n self, mark: &Mark<'_>, names: &'n Names) -> Option<&'n str> {
        let indicators = self.catalogue.indicators.iter().map(|known| known.code.as_str());
        match mark {
            Mark::Figure(code) => nearest(code, indicators),
            Mark::Citation(code) => nearest(code, names.documents.iter().map(Code::as_str)),
            Mark::Note(code) => nearest(code, names.notes.iter().map(Code::as_str)),
            Mark::Open => None,
        }
    }
}

/// The finding of markup that stands for nothing.
fn unknown(mark: &Mark<'_>, near: Option<&str>, spot: &Spot<'_>) -> Finding {
    let (way, near_way, code) = match mark {
        Mark::Figure(code) => ("figure", "figure-near", *code),
        Mark::Citation(code) => ("document", "document-near", *code),
        Mark::Note(code) => ("note", "note-near", *code),
        Mark::Open => ("open", "open", ""),
    };
    let way = if near.is_some() { near_way } else { way };
    let facts = [("code", code), ("near", near.unwrap_or_default())];
    fault((codes::UNKNOWN_PLACEHOLDER, way), spot, &facts)
}

/// The text before the next markup, and the text from there.
fn split(text: &str) -> Option<(&str, &str)> {
    // one look at each letter: a text of nothing but markup is as long to read as any
    let opens = |(_, pair): &(usize, &[u8])| matches!(pair, [b'{', ..] | [b'[', b'^']);
    let (at, _) = text.as_bytes().windows(2).enumerate().find(opens).or_else(|| last_brace(text))?;
    text.split_at_checked(at)
}

/// A brace that ends the text.
fn last_brace(text: &str) -> Option<(usize, &[u8])> {
    let at = text.len().checked_sub(1)?;
    text.ends_with('{').then_some((at, &[]))
}

/// The markup that a text begins with, and what follows.
fn mark(text: &str) -> (Mark<'_>, &str) {
    let (opening, close) = if text.starts_with('{') { ("{", '}') } else { ("[^", ']') };
    let inside = text.strip_prefix(opening).unwrap_or(text);
    let upto = inside.find(opening).and_then(|at| inside.get(..at)).unwrap_or(inside);
    // another opening before the end means that this one was left open
    let end = upto
        .find([close, '{', '\n'])
        .filter(|end| upto.get(*end..).is_some_and(|rest| rest.starts_with(close)));
    let Some((name, after)) = end.and_then(|end| Some((inside.get(..end)?.trim(), inside.get(end + 1..)?)))
    else {
        return (Mark::Open, inside);
    };
    match name.split_once(':') {
        _ if close == ']' => (Mark::Note(name), after),
        Some((prefix, code)) if prefix.trim() == "vb" => (Mark::Citation(code.trim()), after),
        _ => (Mark::Figure(name), after),
    }
}

fn flush(words: &mut String, pieces: &mut Vec<Inline>) {
    if !words.is_empty() {
        pieces.push(Inline::Text(std::mem::take(words)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{CellRef, Place};
    use crate::workbook::sketch::with_catalogue;

    fn code(text: &str) -> Code {
        Code::new(text).unwrap()
    }

    fn read(text: &str) -> (Vec<Inline>, usize) {
        with_catalogue(|catalogue| {
            let mut reader = Reader::new(catalogue);
            let names = Names { documents: [code("kh-117")].into(), notes: [code("tinh-gian")].into() };
            let spot = Spot { cell: None, place: Place::cell("A", CellRef::new(0, 0)) };
            let pieces = reader.inline(text, &names, &spot);
            assert!(reader.findings().iter().all(|finding| finding.code == "FORM106"));
            (pieces, reader.findings().len())
        })
    }

    #[test]
    fn markup_is_read_in_one_pass() {
        let words = |text: &str| Inline::Text(text.to_owned());
        for (text, pieces, faults) in [
            ("Có {ho-so} hồ sơ.", vec![words("Có "), Inline::Figure(code("ho-so")), words(" hồ sơ.")], 0),
            (
                "{ vb: kh-117 }[^tinh-gian]",
                vec![Inline::Citation(code("kh-117")), Inline::Note(code("tinh-gian"))],
                0,
            ),
            ("{{ho-so}} và }", vec![words("{ho-so}} và }")], 0),
            ("{{{ho-so}", vec![words("{"), Inline::Figure(code("ho-so"))], 0),
            ("[1] ^ a", vec![words("[1] ^ a")], 0),
            ("{khong-co}", vec![words("{khong-co}")], 1),
            ("{vb:x} [^y] {}", vec![words("{vb:x} [^y] {}")], 3),
            ("mở {ho-so và {ho-so}", vec![words("mở {ho-so và "), Inline::Figure(code("ho-so"))], 1),
            ("[^a", vec![words("[^a")], 1),
            ("{", vec![words("{")], 1),
            ("", vec![], 0),
        ] {
            assert_eq!(read(text), (pieces, faults), "{text}");
        }
    }
}
