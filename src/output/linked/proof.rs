//! The proof that a refreshed draft says what it said but for the figures that were put into it.

use std::collections::{BTreeSet, HashMap};

use super::plan::Replaced;
use crate::document::Document;
use crate::place::Place;

/// What may change in a text: spans, with what stands there afterwards.
type Changes<'r> = HashMap<Place, Vec<((usize, usize), &'r str)>>;

/// Whether a draft is another with these words put in their places, and nothing else; its marks stand around the same.
pub(super) fn holds(before: &Document, after: &Document, replaced: &[Replaced]) -> bool {
    let mut changes: Changes<'_> = HashMap::new();
    for one in replaced {
        if let Some(span) = one.place.span() {
            changes.entry(one.place.around()).or_default().push((span, one.new.as_str()));
        }
    }
    let (was, is) = (texts(before), texts(after));
    // marks around each other's words come in another order when these grow
    let numbers =
        |document: &Document| document.links.spans.iter().map(|span| span.number).collect::<BTreeSet<u32>>();
    was.len() == is.len()
        && numbers(before) == numbers(after)
        && before.comments == after.comments
        && was.iter().zip(&is).all(|((place, text), (other, new))| {
            let changed = changes.get_mut(place).map_or_else(|| text.clone(), |spans| with(text, spans));
            place == other && changed == *new
        })
}

/// Every text with its place, the paragraphs of a cell as one.
fn texts(document: &Document) -> Vec<(Place, String)> {
    let mut texts: Vec<(Place, String)> = Vec::new();
    for met in document.met() {
        let (place, text) = (met.place(0, 0).around(), met.text());
        match texts.last_mut().filter(|(last, _)| *last == place) {
            Some((_, all)) => {
                all.push('\n');
                all.push_str(&text);
            }
            None => texts.push((place, text)),
        }
    }
    texts
}

/// A text with other words at some spans of its scalar values.
fn with(text: &str, spans: &mut Vec<((usize, usize), &str)>) -> String {
    spans.sort_unstable();
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for ((start, end), new) in spans.iter() {
        out.extend(letters.get(at..*start).into_iter().flatten());
        out.push_str(new);
        at = *end;
    }
    out.extend(letters.get(at..).into_iter().flatten());
    out
}
