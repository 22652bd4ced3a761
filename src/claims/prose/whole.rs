//! Whether parts make up their whole, and how surely: by what they count, by the values that tell them apart.

use rust_decimal::Decimal;

use crate::claims::prose::about::Value;
use crate::claims::prose::implied::agree;
use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::text::{Count, Noun, Text};
use crate::claims::prose::token::{Kind, Word};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::{Magnitude, is_slip, leaves_out, sum};

/// What opens a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// `gồm`, `cụ thể`: the parts make up the whole.
    Whole,
    /// `trong đó`: they may.
    Open,
    /// `trong đó có`, `riêng`: they do not.
    Part,
    /// Nothing but a colon.
    Colon,
}

/// A list: figures that may be its whole, the likeliest first, and its parts.
pub(crate) struct List {
    pub(crate) wholes: Vec<At>,
    pub(crate) parts: Vec<At>,
    pub(crate) opener: Opener,
    /// Whether each part has a line of its own.
    pub(crate) bullets: bool,
}

pub(crate) fn amounts(prose: &Prose<'_>, parts: &[At]) -> Option<Vec<Decimal>> {
    parts.iter().map(|at| prose.amount(*at)).collect()
}

/// The whole that the parts add up to, as far as all are printed.
pub(crate) fn reconciled(prose: &Prose<'_>, wholes: &[At], parts: &[At]) -> Option<At> {
    let sum = sum(parts.iter().map(|at| prose.amount(*at)))?;
    let exact = wholes.iter().copied().find(|at| prose.amount(*at) == Some(sum));
    let rounded = |at: &At| agree(prose, &Relation::Sum { total: *at, parts: parts.to_vec() });
    exact.or_else(|| wholes.iter().copied().find(rounded))
}

pub(crate) fn nearest(prose: &Prose<'_>, wholes: &[At], parts: &[At]) -> Option<At> {
    let sum = sum(parts.iter().map(|at| prose.amount(*at)))?;
    let away = |at: &At| prose.amount(*at)?.checked_sub(sum).map(|apart| apart.abs());
    wholes.iter().copied().filter(|at| away(at).is_some()).min_by_key(away)
}

/// Whether parts that do not add up accuse (true), are pointed at (false), or need not add up at all.
pub(crate) fn weigh(prose: &Prose<'_>, list: &List, whole: At, parts: &[At]) -> Option<bool> {
    let total = prose.count(whole)?.figure.amount()?;
    let amounts = amounts(prose, parts)?;
    let sum = sum(amounts.iter().copied().map(Some))?;
    let slight = sum.checked_sub(total)?.abs().saturating_mul(Decimal::from(20)) <= total;
    let shared =
        overlap(prose, parts) && !(list.opener == Opener::Whole && (slight || is_slip(total, sum, &amounts)));
    if parts.len() < 2 || list.opener == Opener::Part || shared || lacks_unit(prose, parts) {
        return None;
    }
    if !one_thing(prose, list, whole, parts) {
        // things of several names: only what says that it is whole and comes near is pointed at
        let apart = sum.checked_sub(total)?.abs();
        let near = apart.saturating_mul(Decimal::from(50)) <= total || apart == Decimal::ONE;
        return (list.opener == Opener::Whole && parts.len() > 2 && near && total > Decimal::TEN)
            .then_some(false);
    }
    let apart = sum.checked_sub(total)?.abs();
    let near = apart <= Decimal::TWO.max(total / Decimal::ONE_HUNDRED) && total > Decimal::from(4);
    // items on lines of their own that are more than the whole divide it, if anything
    let exceeds = list.bullets
        && parts.len() > 2
        && sum > total
        && apart.saturating_mul(Decimal::from(8)) <= total
        && !mixes(prose, parts)
        && amounts.iter().all(|part| *part < total);
    // a part that is the whole says it once more and divides nothing
    let again = amounts
        .iter()
        .any(|part| part.saturating_mul(Decimal::from(20)) >= total.saturating_mul(Decimal::from(19)));
    if again && sum > total && !near {
        return None;
    }
    let told = [Opener::Whole, Opener::Open].contains(&list.opener) && !goes_on(prose, parts);
    let left_out = told && amounts.len() > 2 && leaves_out(total, sum, &amounts);
    let likely =
        (near || exceeds || left_out || is_slip(total, sum, &amounts)) && !crosses(prose, whole, parts);
    let parallel = parallel(prose, parts) && sum > total;
    let rest = parts.last().is_some_and(|at| is_rest(prose, *at));
    if list.opener == Opener::Whole
        || is_counted(prose, list, parts.len())
        || is_complete(prose, parts)
        || rest
        || parallel
    {
        return Some(true);
    }
    likely.then_some(list.bullets)
}

/// Whether what opens a list counts its parts: `từ 03 nguồn: …`.
fn is_counted(prose: &Prose<'_>, list: &List, parts: usize) -> bool {
    let first = list.parts.first().filter(|_| !list.bullets);
    let text = first.and_then(|at| prose.texts.get(at.0));
    first.zip(text).is_some_and(|(at, text)| {
        let own = text.counts.get(at.1);
        let before = at.1.checked_sub(1).and_then(|before| text.counts.get(before));
        own.zip(before).is_some_and(|(own, before)| {
            let colon = (before.end..own.at).find(|at| text.is_mark(*at, ':'));
            before.figure.amount() == Some(parts.into()) && colon.is_some_and(|at| at <= before.end + 2)
        })
    })
}

/// Whether one part says no unit where others count millions: how much it is nobody can tell.
fn lacks_unit(prose: &Prose<'_>, parts: &[At]) -> bool {
    let counts = || parts.iter().filter_map(|at| prose.count(*at));
    let plain = |count: &Count| count.figure.magnitude() == Magnitude::One;
    counts().any(|count| plain(count) && count.noun.is_none()) && counts().any(|count| !plain(count))
}

/// Whether the words after the last part say that something is left: `…; còn lại là các hành vi khác`.
fn goes_on(prose: &Prose<'_>, parts: &[At]) -> bool {
    parts.last().and_then(|at| prose.texts.get(at.0).zip(prose.count(*at))).is_some_and(|(text, last)| {
        let (_, to) = text.sentence(last.at);
        text.cues(Cue::Remaining).any(|tag| tag.at >= last.end && tag.end <= to)
    })
}

/// Whether a facet tells some of the parts apart and says nothing of the others: nữ beside trình độ đại học.
pub(crate) fn crosses(prose: &Prose<'_>, whole: At, parts: &[At]) -> bool {
    let flow = &prose.lexicon.flow;
    // `chưa cung cấp trực tuyến` is none of the values that tell the others apart
    let denied = |at: &At| {
        let text = prose.texts.get(at.0).zip(prose.count(*at));
        text.is_some_and(|(text, count)| {
            text.clause_tags(count).any(|tag| tag.sense == Sense::Cue(Cue::Negation))
        })
    };
    let affirmed: Vec<At> = parts.iter().copied().filter(|at| !denied(at)).collect();
    let mut values = values(prose, &affirmed);
    if affirmed.len() == parts.len() && share_a_facet(&values) {
        return false;
    }
    // what the whole says of itself tells no part apart
    for own in self::values(prose, &[whole]).into_iter().flatten() {
        values.iter_mut().for_each(|values| values.retain(|value| *value != own));
    }
    let told: Vec<&Vec<Value>> =
        values.iter().filter(|values| !values.contains(&(flow.number, flow.withdrawn))).collect();
    let facets: Vec<u8> = told.iter().flat_map(|values| values.iter()).map(|(facet, _)| *facet).collect();
    // a facet that all name tells them apart, whatever else they name
    let common = |facet: &u8| told.iter().all(|values| values.iter().any(|(own, _)| own == facet));
    !facets.is_empty() && !facets.iter().any(common)
}

/// Whether a facet tells all parts apart: trình độ thạc sĩ, đại học, cao đẳng.
pub(crate) fn one_facet(prose: &Prose<'_>, parts: &[At]) -> bool {
    share_a_facet(&values(prose, parts))
}

/// Whether there is a facet of which all parts name a value, no two the same.
fn share_a_facet(values: &[Vec<Value>]) -> bool {
    let of = |facet: u8| values.iter().filter_map(move |own| own.iter().find(|(other, _)| *other == facet));
    let mut facets = values.first().into_iter().flatten().map(|(facet, _)| *facet);
    facets.any(|facet| {
        let own: Vec<&Value> = of(facet).collect();
        let twice = own.iter().enumerate().any(|(at, one)| own.iter().skip(at + 1).any(|next| next == one));
        own.len() == values.len() && !twice
    })
}

/// Whether parts are told apart by different facets, which overlap: nữ, trình độ đại học.
pub(crate) fn mixes(prose: &Prose<'_>, parts: &[At]) -> bool {
    let flow = prose.lexicon.flow.number;
    let mut told = values(prose, parts);
    // what was taken back stands beside any other parts
    told.iter_mut().for_each(|values| values.retain(|(facet, _)| *facet != flow));
    told.retain(|values| !values.is_empty());
    let first = told.first().cloned().unwrap_or_default();
    !told.is_empty()
        && !first
            .iter()
            .any(|(facet, _)| told.iter().all(|values| values.iter().any(|(own, _)| own == facet)))
}

/// Whether every part is named by the same word that names what never overlaps: thôn Đông, thôn Tây.
fn parallel(prose: &Prose<'_>, parts: &[At]) -> bool {
    let named = |at: &At| {
        let (text, count) = prose.texts.get(at.0).zip(prose.count(*at))?;
        let [(from, to), _] = text.clause(count);
        text.cues(Cue::Parallel)
            .find(|tag| tag.at >= from && tag.end <= to)
            .and_then(|tag| text.tokens.get(tag.at))
            .map(|token| token.word)
    };
    let first = parts.first().and_then(named);
    first.is_some() && parts.len() > 2 && parts.iter().all(|at| named(at) == first)
}

pub(crate) fn values(prose: &Prose<'_>, parts: &[At]) -> Vec<Vec<Value>> {
    parts.iter().filter_map(|at| Some(prose.texts.get(at.0)?.values(prose.count(*at)?))).collect()
}

/// Whether parts count what the whole counts; a list that says it is whole may name them otherwise.
fn one_thing(prose: &Prose<'_>, list: &List, whole: At, parts: &[At]) -> bool {
    let noun = |at: &At| prose.count(*at).and_then(|count| count.noun);
    let alike = parts.iter().all(|at| noun(at) == parts.first().and_then(noun));
    let loose = list.opener == Opener::Whole && alike && !matches!(noun(&whole), Some(Noun::Known(_)));
    loose || same_thing(prose, whole, parts)
}

pub(crate) fn overlap(prose: &Prose<'_>, parts: &[At]) -> bool {
    let apart = matches!(parts, [one, other] if denies(prose, *one, *other));
    !apart
        && parts.iter().any(|at| {
            prose.texts.get(at.0).zip(prose.count(*at)).is_some_and(|(text, count)| text.overlaps(count))
        })
}

/// Whether the last part is what is left: `còn lại 40 hồ sơ`.
fn is_rest(prose: &Prose<'_>, at: At) -> bool {
    prose.texts.get(at.0).zip(prose.count(at)).is_some_and(|(text, count)| {
        text.clause_tags(count).any(|tag| tag.sense == Sense::Cue(Cue::Remaining))
    })
}

/// Whether the parts are values of one facet that cover the whole, each once.
pub(crate) fn is_complete(prose: &Prose<'_>, parts: &[At]) -> bool {
    if let [one, other] = parts
        && denies(prose, *one, *other)
    {
        return true;
    }
    let values = values(prose, parts);
    let facets = values.iter().flatten().map(|(facet, _)| *facet);
    facets.into_iter().any(|facet| {
        let own: Vec<u8> =
            values.iter().flatten().filter(|(other, _)| *other == facet).map(|(_, value)| *value).collect();
        own.len() == parts.len() && prose.lexicon.is_complete(facet, &own)
    })
}

/// Whether one part is all that the other is not: `đủ điều kiện 52 đơn; không đủ điều kiện 27 đơn`, `còn hiệu lực 11, hết
/// hiệu lực toàn bộ 03`.
pub(crate) fn denies(prose: &Prose<'_>, one: At, other: At) -> bool {
    let say = |at: At| Some(prose.texts.get(at.0)?.said_of(prose.count(at)?));
    let Some((one, other)) = say(one).zip(say(other)) else { return false };
    one.into_iter().zip(other).any(|((denied, a), (also, b))| {
        denied != also
            && !a.is_empty()
            && a.len() <= b.len() + 1
            && b.len() <= a.len() + 1
            && a.iter().filter(|word| b.contains(word)).count() + 1 >= a.len().max(b.len())
    })
}

impl Text<'_> {
    /// The words of a figure's clause, and those after it alone, that say what is or is not: whether they deny it, and
    /// what.
    fn said_of(&self, count: &Count) -> [(bool, Vec<Word>); 2] {
        let [(from, _), (after, to)] = self.clause(count);
        let denies = |at: usize| ["không", "chưa", "hết"].iter().any(|word| self.is_word(at, word));
        let whole: Vec<Tag> =
            self.tags_within(from, to).filter(|tag| tag.sense == Sense::Cue(Cue::All)).collect();
        let all = |at: usize| whole.iter().any(|tag| (tag.at..tag.end).contains(&at));
        let idle = |at: usize| denies(at) || self.is_word(at, "còn") || all(at);
        let said = |from: usize| {
            let own = (from..to).filter(|at| !idle(*at) && !(count.at..count.end).contains(at));
            let words = own.filter_map(|at| self.tokens.get(at));
            let words = words.filter(|token| matches!(token.kind, Kind::Word { .. })).map(|token| token.word);
            ((from..to).any(denies), words.collect())
        };
        [said(from), said(after)]
    }
}

/// Whether all count what the whole counts, or say nothing else.
fn same_thing(prose: &Prose<'_>, whole: At, parts: &[At]) -> bool {
    let noun = prose.count(whole).and_then(|count| count.noun);
    parts.iter().all(|at| prose.count(*at).is_some_and(|count| prose.lexicon.same_noun(count.noun, noun)))
}
