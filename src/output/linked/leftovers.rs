//! Sentences without a mark that still say what a figure was before: found by the value and by what it counts.

use std::collections::BTreeSet;

use super::plan::{Left, Replaced};
use crate::document::{Document, Entry, wholes};
use crate::finding::say;
use crate::model::{Catalogue, Link};
use crate::num::fold;

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
    // a value that another figure has today is nobody's former one
    let current: BTreeSet<&str> = document.links.spans.iter().map(|span| span.text.as_str()).collect();
    let mut left = Vec::new();
    let mut told = BTreeSet::new();
    for met in document.met() {
        let text = met.text();
        let marked: Vec<(usize, usize)> = document
            .links
            .spans
            .iter()
            .filter(|span| span.place.is_beside(&met.place(0, 0)))
            .filter_map(|span| span.place.span())
            .collect();
        for one in former.iter().filter(|one| !current.contains(one.old)) {
            for (from, to) in wholes(&text, one.old) {
                let letters = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count());
                let place = met.place(letters(from), letters(to));
                let is_marked = place.span().is_some_and(|(start, end)| {
                    marked.iter().any(|(first, last)| *first < end && start < *last)
                });
                let after = text.get(to..).unwrap_or_default();
                if !is_marked && one.counts(after) && told.insert(place.clone()) {
                    let Replaced { label, new, .. } = one.replaced;
                    let facts = [("label", label.as_str()), ("old", one.old), ("new", new.as_str())];
                    left.push(Left { place, message: say("REFRESH", "former", &facts) });
                }
            }
        }
    }
    left
}
