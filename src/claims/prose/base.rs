//! One whole, by itself and as the base of a share: both must print one figure.

use rust_decimal::Decimal;

use crate::claims::prose::lexicon::Cue;
use crate::claims::prose::stated::Stated;
use crate::claims::prose::subject::subject;
use crate::claims::prose::telling::{Mark, noun_word};
use crate::claims::prose::text::Fraction;
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::has_digits_of;

/// Two wholes so near to each other are held to be one: one in so many.
const WHOLES: i64 = 500;

/// A whole that stands beside another of the same thing and almost equals it: the base of one of the two is wrong, or
/// should be explained.
pub(crate) fn wholes(prose: &mut Prose<'_>) {
    let (mut bases, mut totals) = (Stated::default(), Stated::default());
    for (number, text) in prose.texts.iter().enumerate() {
        for (index, count) in text.counts.iter().enumerate() {
            let own = text.cues(Cue::OwnBase).any(|tag| tag.at >= count.end && tag.at <= count.end + 1);
            let counts = !count.figure.is_percent() && count.noun.is_some() && !own;
            let Some(amount) = count.figure.amount().filter(|_| counts) else { continue };
            let refers = count.fraction == Fraction::No && text.refers(count) && !text.is_apart(count);
            if count.fraction == Fraction::Whole || refers {
                bases.add((amount, count.noun), (number, index));
            }
            if count.fraction == Fraction::No {
                totals.add((amount, count.noun), (number, index));
            }
        }
    }
    let mut found = Vec::new();
    let sorted = totals.sorted();
    for (base, places) in &bases.list {
        let noun = places.first().and_then(|at| prose.count(*at)).and_then(|count| count.noun);
        let near = sorted.like(*base, noun).filter(|(total, at)| {
            let stated = || {
                at.first().is_some_and(|at| {
                    plainly(prose, *at) || places.first().is_some_and(|base| within(prose, *at, *base))
                })
            };
            let apart = total.checked_sub(*base).map(|apart| apart.abs());
            apart.is_some_and(|apart| apart * Decimal::from(WHOLES) <= *total)
                || apart.is_some_and(|apart| {
                    *total >= Decimal::from(20) && apart * Decimal::from(20) <= *total && stated()
                })
                || (*total > Decimal::ONE_HUNDRED && total != base && has_digits_of(*total, *base))
        });
        // what only the base itself says states no total
        let near: Vec<_> = near.filter(|(_, at)| at.iter().any(|at| !places.contains(at))).collect();
        if near.is_empty() || near.iter().any(|(total, _)| total == base) {
            continue;
        }
        let apart = |total: &Decimal| total.checked_sub(*base).map(|apart| apart.abs());
        // of two as near the one that came in comes first in the text
        if let Some((_, at)) = near.iter().min_by_key(|(total, _)| apart(total)) {
            found.push(at.iter().chain(places).copied().collect::<Vec<_>>());
        }
    }
    for figures in found {
        let figures = prose.ids(&figures);
        prose.bases.push(Relation::Equal { figures });
    }
}

/// Whether a text states a total of a thing and says no more of it: `Phường có 54 tổ dân phố`.
fn plainly(prose: &Prose<'_>, at: At) -> bool {
    subject(prose, at).is_some_and(|subject| {
        let own = subject.noun.map(noun_word);
        subject.noun != Some(prose.lexicon.things.people)
            && subject.words.iter().all(|word| Some(*word) == own || *word == Mark::ALL.of(0))
            && !subject.apart
    })
}

/// Whether all that a total says of its thing, the fraction says too: `42 trường công lập`, `31/43 trường công lập đạt chuẩn`.
fn within(prose: &Prose<'_>, total: At, base: At) -> bool {
    let words = |at| subject(prose, at).filter(|subject| !subject.apart).map(|subject| subject.words);
    let part = (base.0, base.1.saturating_sub(1));
    words(total)
        .zip(words(part))
        .is_some_and(|(total, base)| total.len() > 3 && total.iter().all(|word| base.contains(word)))
}
