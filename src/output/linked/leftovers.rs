//! Sentences without a mark that still say what a figure was before: found by the value and by what it counts.

use std::collections::{BTreeSet, HashMap};

use super::plan::{Left, Replaced};
use crate::document::{Document, Entry};
use crate::finding::say;
use crate::model::{Catalogue, Link};
use crate::num::fold;
use crate::place::Place;

/// A figure that is no more: as it was and as it is, its unit, what it is.
pub(super) struct Former<'r> {
    replaced: &'r Replaced,
    /// What was printed when the report was written; a hand may have changed it since.
    old: &'r str,
    unit: String,
}

impl<'r> Former<'r> {
    /// A figure that was replaced; none where its words do not say what it counts.
    pub(super) fn of(replaced: &'r Replaced, entry: &'r Entry, catalogue: &Catalogue) -> Option<Self> {
        let Entry { link, text: old } = entry;
        let indicator = catalogue.indicator(link.code()?.as_str())?;
        let is_figure = matches!(link, Link::Figure { .. } | Link::Form { .. } | Link::Change { .. });
        let unit = fold(&indicator.unit);
        let says = old.ends_with('%') || (!unit.is_empty() && unit != "%");
        (is_figure && says).then_some(Self { replaced, old, unit })
    }

    /// Whether what follows a figure counts the same.
    fn counts(&self, after: &str) -> bool {
        self.old.ends_with('%') || fold(after).starts_with(&self.unit)
    }
}

/// What the refreshed draft says of former figures where no mark stands.
pub(super) fn leftovers(document: &Document, former: &[Former<'_>]) -> Vec<Left> {
    let spans = &document.links.spans;
    // a value that another figure has today is nobody's former one
    let current: BTreeSet<&str> = spans.iter().map(|span| span.text.as_str()).collect();
    let mut by_number: HashMap<&str, Vec<&Former<'_>>> = HashMap::new();
    for one in former.iter().filter(|one| !current.contains(one.old)) {
        if let Some((from, to)) = numbers(one.old).next() {
            by_number.entry(one.old.get(from..to).unwrap_or_default()).or_default().push(one);
        }
    }
    let mut marked: HashMap<Place, Vec<(usize, usize)>> = HashMap::new();
    for span in spans {
        marked.entry(span.place.around()).or_default().extend(span.place.span());
    }
    let mut left = Vec::new();
    for met in document.met() {
        let text = met.text();
        let marked = marked.get(&met.place(0, 0).around());
        for (from, to) in numbers(&text) {
            let said = by_number.get(text.get(from..to).unwrap_or_default()).into_iter().flatten();
            let after = text.get(to..).unwrap_or_default();
            let Some(one) = said.into_iter().find(|one| one.counts(after)) else { continue };
            let letters = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count());
            let place = met.place(letters(from), letters(to));
            let covers = |(first, last): &(usize, usize)| {
                place.span().is_some_and(|(start, end)| *first < end && start < *last)
            };
            if !marked.is_some_and(|spans| spans.iter().any(covers)) {
                let Replaced { label, new, .. } = one.replaced;
                let facts = [("label", label.as_str()), ("old", one.old), ("new", new.as_str())];
                left.push(Left { place, message: say("REFRESH", "former", &facts) });
            }
        }
    }
    left
}

/// The numbers of a text, in bytes: digits with their dots, commas and a percent sign.
fn numbers(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
        let rest = text.get(from..)?;
        let number = rest.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).next()?;
        let number = number.trim_end_matches(['.', ',']);
        let to = from + number.len();
        let percent = usize::from(text.get(to..)?.starts_with('%'));
        at = to + percent;
        Some((from, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_with_their_signs() {
        let text = "Có 1.555/3.472 hồ sơ, 44,8%, năm 2023.";
        let found: Vec<&str> = numbers(text).filter_map(|(from, to)| text.get(from..to)).collect();
        assert_eq!(found, ["1.555", "3.472", "44,8%", "2023"]);
    }
}
