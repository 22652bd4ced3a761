//! One whole, by itself and as the base of a share: both must print one figure.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use crate::claim::ClaimId;
use crate::claims::prose::kin::differ;
use crate::claims::prose::lexicon::Cue;
use crate::claims::prose::stated::Stated;
use crate::claims::prose::subject::{Subject, subject};
use crate::claims::prose::telling::{Mark, names_level, noun_word};
use crate::claims::prose::text::{Count, Fraction, Noun, Text};
use crate::claims::prose::token::Word;
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::{Slip, has_digits_of};

/// Two wholes so near to each other are held to be one: one in so many.
const WHOLES: i64 = 500;

/// A whole that stands beside another of the same thing and almost equals it: the base of one of the two is wrong, or
/// should be explained.
pub(crate) fn wholes(prose: &mut Prose<'_>, subjects: &[Subject]) {
    let told = Told::of(subjects);
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
                    told.plainly(prose, *at)
                        || places.first().is_some_and(|base| told.within(prose, *at, *base))
                })
            };
            let apart = total.checked_sub(*base).map(|apart| apart.abs());
            apart.is_some_and(|apart| apart.saturating_mul(Decimal::from(WHOLES)) <= *total)
                || apart.is_some_and(|apart| {
                    *total >= Decimal::from(20)
                        && apart.saturating_mul(Decimal::from(20)) <= *total
                        && stated()
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
    found.extend(hamlets(prose, &told));
    for figures in found {
        let figures = prose.ids(&figures);
        prose.bases.push(Relation::Equal { figures });
    }
}

/// How many hamlets a place has is one number all through a report: `13 thôn`, `cả 14 thôn`, `12/14 thôn`.
fn hamlets(prose: &Prose<'_>, told: &Told<'_>) -> Vec<Vec<At>> {
    let mut stated: BTreeMap<Noun, Vec<(At, Subject)>> = BTreeMap::new();
    for (number, text) in prose.texts.iter().enumerate() {
        for (index, count) in text.counts.iter().enumerate().filter(|(_, count)| text.counts_hamlets(count)) {
            let at = (number, index);
            let all = match count.fraction {
                Fraction::Whole => true,
                Fraction::Part => false,
                Fraction::No => {
                    text.refers(count) || text.counts_all_of_a_level(count) || told.plainly(prose, at)
                }
            };
            if let Some((noun, subject)) = count.noun.zip(subject(prose, at)).filter(|_| all) {
                stated.entry(noun).or_default().push((at, subject));
            }
        }
    }
    stated.into_values().filter_map(|mentions| one_odd(&mentions)).collect()
}

/// The mentions of one number of which one is another, a slip apart; two that come again and again are of two places.
fn one_odd(mentions: &[(At, Subject)]) -> Option<Vec<At>> {
    let amount = |(_, subject): &(At, Subject)| subject.figure.amount();
    let times = |one: &(At, Subject)| mentions.iter().filter(|other| amount(other) == amount(one)).count();
    let usual = mentions.iter().rev().max_by_key(|one| times(one))?;
    let mut others = mentions.iter().filter(|one| amount(one) != amount(usual));
    let odd = others.next().filter(|_| others.next().is_none())?;
    let words = |(_, subject): &(At, Subject)| -> Vec<Word> {
        subject.scope.iter().copied().filter(|word| !names_level(*word)).collect()
    };
    let slip = matches!(Slip::between(amount(odd)?, amount(usual)?)?, Slip::Swapped | Slip::OneOff);
    (slip && !differ(&words(odd), &words(usual))).then(|| vec![usual.0, odd.0])
}

impl Text<'_> {
    /// Whether a figure stands right after the place whose it is: `Toàn xã 21 ấp`.
    fn counts_all_of_a_level(&self, count: &Count) -> bool {
        let before = count.at.checked_sub(1).and_then(|at| self.level_at(at));
        before.is_some_and(|level| Mark::WHOLE_LEVEL.is(level))
    }

    /// Whether a figure counts what a commune is divided into: thôn, ấp, khu phố.
    fn counts_hamlets(&self, count: &Count) -> bool {
        !count.figure.is_percent() && count.noun.is_some() && self.cue_at(count.at + 1, Cue::Hamlet).is_some()
    }
}

/// The subjects that have been read.
struct Told<'s>(HashMap<ClaimId, &'s Subject>);

impl<'s> Told<'s> {
    fn of(subjects: &'s [Subject]) -> Self {
        Self(subjects.iter().map(|subject| (subject.id, subject)).collect())
    }

    /// The subject of a figure, read now if nobody did.
    fn subject(&self, prose: &Prose<'_>, at: At) -> Option<Cow<'s, Subject>> {
        let known = self.0.get(&prose.id(at)).map(|subject| Cow::Borrowed(*subject));
        known.or_else(|| subject(prose, at).map(Cow::Owned))
    }

    /// Whether a text states a total of a thing and says no more of it: `Phường có 54 tổ dân phố`.
    fn plainly(&self, prose: &Prose<'_>, at: At) -> bool {
        self.subject(prose, at).is_some_and(|subject| {
            let own = subject.noun.map(noun_word);
            subject.noun != Some(prose.lexicon.things.people)
                && subject.words.iter().all(|word| Some(*word) == own || *word == Mark::ALL.of(0))
                && !subject.apart
        })
    }

    /// Whether all that a total says of its thing, the fraction says too: `42 trường công lập`, `31/43 trường công lập đạt
    /// chuẩn`.
    fn within(&self, prose: &Prose<'_>, total: At, base: At) -> bool {
        let part = (base.0, base.1.saturating_sub(1));
        let told = |at| self.subject(prose, at).filter(|subject| !subject.apart);
        told(total).zip(told(part)).is_some_and(|(total, base)| {
            total.words.len() > 3 && total.words.iter().all(|word| base.words.contains(word))
        })
    }
}
