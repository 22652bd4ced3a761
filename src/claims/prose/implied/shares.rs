//! Shares whose whole no word names: it is one of the figures before, or the one that the shares beside have.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::claims::prose::about::Value;
use crate::claims::prose::implied::slip::{ALWAYS, POSSIBLE, PROBABLE};
use crate::claims::prose::implied::{Read, Reading, agree, alike, amounts, nearby};
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::text::{Count, Fraction, Level, Noun, Text};
use crate::claims::prose::token::Kind;
use crate::claims::prose::{At, Prose};
use crate::model::Relation;

/// What calls a figure a total.
const TOTAL: &[Cue] = &[Cue::All, Cue::Total];

/// So many lines of a list are near one of it.
const LINES: usize = 12;

pub(super) fn ask(prose: &Prose<'_>, (number, read): (usize, &Read), questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    let open: Vec<Share> = open(prose, read, number).collect();
    // the lines of a list share their whole, each with one share
    let beside: Vec<Share> = match open.len() {
        1 => lines(prose, number).flat_map(|line| self::open(prose, read, line)).collect(),
        _ => Vec::new(),
    };
    let common = common(prose, number, if beside.len() > 2 { &beside } else { &open });
    for ((_, rate), (_, part)) in open {
        let reading = |whole: At, bound| Reading {
            relation: Relation::Ratio { rate: (number, rate), part: (number, part), whole },
            bound,
        };
        let mut readings: Vec<Reading> = common.iter().map(|whole| reading(*whole, PROBABLE)).collect();
        readings.extend(named(prose, (number, text), (rate, part)));
        if text.is_fraction(part) {
            readings.push(reading((number, part + 1), ALWAYS));
        } else if !text.is_of_other_level(rate) {
            let wholes = wholes(prose, (number, text), part);
            let bound = POSSIBLE / u32::try_from(wholes.len().max(1)).unwrap_or(1);
            readings.extend(wholes.into_iter().map(|whole| reading(whole, bound)));
        }
        questions.push(readings);
    }
}

/// A share and its part.
type Share = (At, At);

/// The shares of a text that have no whole yet.
fn open<'p>(prose: &'p Prose<'_>, read: &'p Read, number: usize) -> impl Iterator<Item = Share> + 'p {
    let text = prose.texts.get(number);
    let rates = 0..text.map_or(0, |text| text.counts.len());
    let unread = rates.filter(move |rate| !read.rates.contains(&prose.id((number, *rate))));
    unread.filter_map(move |rate| Some(((number, rate), (number, text?.part_of_share(rate)?))))
}

/// The lines of the list in which a line stands, those near it.
fn lines<'p>(prose: &'p Prose<'_>, number: usize) -> impl Iterator<Item = usize> + 'p {
    let level = prose.texts.get(number).map(|text| text.level);
    let listed = matches!(level, Some(Level::Item | Level::SubItem));
    let of_list = move |at: &usize| listed && prose.texts.get(*at).map(|text| text.level) == level;
    let before = (number.saturating_sub(LINES)..number).rev().take_while(of_list);
    before.chain((number..number + LINES).take_while(of_list))
}

/// The larger figures of the same thing in the text and the one above.
fn wholes(prose: &Prose<'_>, (number, text): (usize, &Text<'_>), part: usize) -> Vec<At> {
    let Some(own) = text.counts.get(part) else { return Vec::new() };
    let whole = |other: &Count| alike(prose, own, other) && other.figure.amount() >= own.figure.amount();
    let here = amounts(text).filter(|(at, other)| *at != part && whole(other)).map(|(at, _)| (number, at));
    let above = number.checked_sub(1).and_then(|above| Some((above, prose.texts.get(above)?)));
    let above = above.into_iter().flat_map(|(above, text)| {
        amounts(text).filter(|(_, other)| whole(other)).map(move |(at, _)| (above, at))
    });
    here.chain(above).collect()
}

/// The figures anywhere of what a share names itself as its whole: `chiếm 35,4% tổng số hồ sơ tiếp nhận mới`.
fn named(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (rate, part): (usize, usize),
) -> Vec<Reading> {
    let Some(share) = text.counts.get(rate) else { return Vec::new() };
    let [_, (from, to)] = text.clause(share);
    let inside = || text.tags.iter().filter(move |tag| tag.at >= from && tag.end <= to);
    let leads = |cues: &[Cue]| {
        inside().any(|tag| tag.at == from && matches!(tag.sense, Sense::Cue(cue) if cues.contains(&cue)))
    };
    let all = leads(TOTAL);
    let noun = inside().find_map(|tag| match tag.sense {
        Sense::Noun(noun) => Some(Noun::Known(noun)),
        _ => None,
    });
    let mut values: Vec<Value> = inside()
        .filter_map(|tag| match tag.sense {
            Sense::Value { facet, value } => Some((facet, value)),
            _ => None,
        })
        .collect();
    values.sort_unstable();
    let opens = all || leads(&[Cue::Neutral]) && !values.is_empty();
    if !opens || noun.is_none() || text.is_of_other_level(rate) {
        return Vec::new();
    }
    // of a thing without any more words the total is meant
    let is_total = |text: &Text<'_>, whole: &Count| {
        !values.is_empty()
            || text.clause_tags(whole).any(|tag| matches!(tag.sense, Sense::Cue(cue) if TOTAL.contains(&cue)))
    };
    let mut wholes: Vec<(At, Option<Decimal>)> = Vec::new();
    for (above, text) in nearby(prose, number) {
        let named =
            |whole: &Count| whole.noun == noun && text.values(whole) == values && is_total(text, whole);
        for (at, whole) in amounts(text).filter(|(_, whole)| named(whole)) {
            let amount = whole.figure.amount();
            if !wholes.iter().any(|(_, known)| *known == amount) {
                wholes.push(((above, at), amount));
            }
        }
    }
    let bound = PROBABLE / u32::try_from(wholes.len().max(1)).unwrap_or(ALWAYS);
    let reading = |(whole, _)| Reading {
        relation: Relation::Ratio { rate: (number, rate), part: (number, part), whole },
        bound,
    };
    wholes.into_iter().map(reading).collect()
}

/// The figure anywhere that all but one of several shares are taken of.
fn common(prose: &Prose<'_>, number: usize, open: &[Share]) -> Option<At> {
    if open.len() < 2 {
        return None;
    }
    let own = prose.noun(open.first()?.1);
    let fits = |whole: At| {
        let fit = |(rate, part): &&Share| agree(prose, &Relation::Ratio { rate: *rate, part: *part, whole });
        open.iter().filter(fit).count()
    };
    let everywhere = nearby(prose, number).flat_map(|(number, text)| {
        amounts(text).filter(|(_, other)| other.noun == own).map(move |(at, other)| ((number, at), other))
    });
    let mut known = HashSet::new();
    let wholes = everywhere.filter(|(_, other)| known.insert(other.figure)).map(|(at, _)| at);
    let (count, whole) =
        wholes.map(|at| (fits(at), at)).max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)))?;
    (count > 0 && count + 1 >= open.len()).then_some(whole)
}

impl Text<'_> {
    /// The part that a share below 100 % may be of.
    fn part_of_share(&self, rate: usize) -> Option<usize> {
        let count = self.counts.get(rate)?;
        let full = count.figure.value() >= Decimal::ONE_HUNDRED;
        if full || !count.figure.is_percent() || self.is_change(count) {
            return None;
        }
        let beside = self.antecedent(rate).or_else(|| self.counted_after(rate));
        beside.or_else(|| self.bracketed_before(rate)).or_else(|| self.named_part(rate))
    }

    /// The count that bears the name of a share: `hòa giải thành 11 vụ, …; tỷ lệ hòa giải thành đạt 78,6%`.
    fn named_part(&self, rate: usize) -> Option<usize> {
        let share = self.counts.get(rate)?;
        let name = self.named_rate(share)?;
        let words = self.telling(&[(name, self.before_cues(share.at))]);
        let bears = |count: &Count| {
            let [(from, _), (_, to)] = self.clause(count);
            let own = self.telling(&[(from, to)]);
            words.iter().all(|word| own.contains(word))
        };
        let mut parts =
            amounts(self).filter(|(at, count)| *at < rate && count.fraction == Fraction::No && bears(count));
        let (part, _) = parts.next().filter(|_| words.len() > 1)?;
        parts.next().is_none().then_some(part)
    }

    /// The count in brackets right before a share: `lĩnh vực nhiều nhất (1.846 hồ sơ), chiếm 35,4%`.
    fn bracketed_before(&self, rate: usize) -> Option<usize> {
        let share = self.counts.get(rate)?;
        let before = self.before_cues(share.at).checked_sub(1)?;
        let part = rate.checked_sub(1)?;
        let count = self.counts.get(part).filter(|count| count.end == before && self.is_mark(before, ')'))?;
        (count.depth == share.depth + 1 && !count.figure.is_percent() && count.fraction == Fraction::No)
            .then_some(part)
    }

    /// The fraction right after a share: `đạt 74,9% với 1.958/2.613 hồ sơ`.
    fn counted_after(&self, rate: usize) -> Option<usize> {
        let (share, next) = (self.counts.get(rate)?, self.counts.get(rate + 1)?);
        (self.is_fraction(rate + 1)
            && next.sentence == share.sentence
            && next.at <= share.end + 2
            && !matches!(self.kind(share.end), Some(Kind::Mark(';' | ','))))
        .then_some(rate + 1)
    }
}
