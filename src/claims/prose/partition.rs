//! Figures that divide a whole without a cue: values that cover it, what is left of it, the flow of dossiers.

use rust_decimal::Decimal;

use crate::claims::prose::about::Value;
use crate::claims::prose::lexicon::{Cue, Lexicon, Sense};
use crate::claims::prose::text::{Count, Fraction, Level, Text};
use crate::claims::prose::token::Kind;
use crate::claims::prose::vocabulary::Flow;
use crate::claims::prose::whole::{amounts, reconciled};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::is_slip;

/// Looks for figures that divide a whole.
pub(crate) fn bind(prose: &mut Prose<'_>) {
    for text in 0..prose.texts.len() {
        rest(prose, text);
        sum_up(prose, text);
        covering(prose, text);
    }
    for group in groups(prose) {
        flow(prose, &group);
    }
}

/// `176 thủ tục; đã rà soát 139 thủ tục, số còn lại 37 thủ tục`.
fn rest(prose: &mut Prose<'_>, number: usize) {
    let Some(text) = prose.texts.get(number) else { return };
    let mut found = Vec::new();
    for tag in text.cues(Cue::Remaining) {
        let (from, _) = text.sentence(tag.at);
        let Some(left) = text.counts.iter().position(|count| {
            count.at >= tag.end
                && count.at <= tag.end + 5
                && !(tag.end..count.at).any(|at| matches!(text.kind(at), Some(Kind::Mark(_))))
        }) else {
            continue;
        };
        let like = |count: &&Count| {
            let own = text.counts.get(left);
            own.is_some_and(|own| own.noun.is_some() && own.noun == count.noun && own.depth == count.depth)
                && is_plain(text, count)
        };
        let here = |start: usize| -> Vec<At> {
            let before = text.counts.iter().enumerate().take(left);
            before
                .filter(|(_, count)| count.at >= start && like(count))
                .map(|(count, _)| (number, count))
                .collect()
        };
        let mut before = here(from);
        if before.is_empty() && from > 0 {
            // `Có 06 người thạc sĩ và 37 người đại học. Còn lại 04 người …`
            before = here(text.sentence(from.saturating_sub(2)).0);
            let parts: Vec<At> = before.iter().copied().chain([(number, left)]).collect();
            let whole = here(0).into_iter().rfind(|at| !before.contains(at));
            let whole = whole.filter(|whole| before.len() > 1 && near(prose, *whole, &parts, 5));
            before = whole.map(|whole| [vec![whole], before].concat()).unwrap_or_default();
        }
        if before.len() == 1 && from > 0 {
            // the whole stands in the sentence before: the figure that fits, else the largest
            let earlier = here(text.sentence(from.saturating_sub(2)).0);
            let wholes: Vec<At> = earlier.into_iter().filter(|at| !before.contains(at)).collect();
            let parts: Vec<At> = before.iter().copied().chain([(number, left)]).collect();
            let fits = wholes.iter().find(|whole| {
                near(prose, **whole, &parts, 0) && reconciled(prose, &[**whole], &parts).is_some()
            });
            let largest =
                wholes.iter().max_by_key(|at| prose.count(**at).and_then(|count| count.figure.amount()));
            before.splice(0..0, fits.or(largest).copied());
        }
        if let [whole, parts @ ..] = before.as_slice()
            && !parts.is_empty()
            && !prose.wholes.contains_key(&(number, left))
        {
            let parts: Vec<At> = parts.iter().copied().chain([(number, left)]).collect();
            found.push((*whole, parts));
        }
    }
    for (whole, parts) in found {
        divide(prose, whole, &parts);
    }
}

/// `… 214 tin; … 226 tin; cả năm 440 tin`.
fn sum_up(prose: &mut Prose<'_>, number: usize) {
    let Some(text) = prose.texts.get(number) else { return };
    let mut found = Vec::new();
    for (last, total) in text.counts.iter().enumerate() {
        let [(from, to), _] = text.clause(total);
        if !text.cues(Cue::SumUp).any(|tag| tag.at >= from && tag.end <= to) {
            continue;
        }
        let (start, _) = text.sentence(total.at);
        let parts: Vec<At> = text
            .counts
            .iter()
            .enumerate()
            .take(last)
            .filter(|(_, count)| {
                count.at >= start
                    && count.noun == total.noun
                    && count.depth == total.depth
                    && is_plain(text, count)
            })
            .map(|(count, _)| (number, count))
            .collect();
        if parts.len() > 1 && total.noun.is_some() {
            found.push(((number, last), parts));
        }
    }
    for (whole, parts) in found {
        if near(prose, whole, &parts, 5) {
            divide(prose, whole, &parts);
        }
    }
}

/// Values of one facet that cover a whole before them: `120 hồ sơ, đúng hạn 110 hồ sơ, quá hạn 10 hồ sơ`.
fn covering(prose: &mut Prose<'_>, number: usize) {
    let Some(text) = prose.texts.get(number) else { return };
    let plain = text.counts.iter().enumerate().filter(|(_, count)| is_plain(text, count));
    let valued: Vec<(usize, Vec<Value>)> = plain.map(|(at, count)| (at, text.values(count))).collect();
    let mut found: Vec<(At, Vec<At>)> = Vec::new();
    for start in 0..valued.len() {
        let Some(parts) = run(prose, (number, text), valued.get(start..).unwrap_or_default()) else {
            continue;
        };
        let wholes = valued.iter().take(start).rev().map(|(at, _)| (number, *at));
        let wholes: Vec<At> = wholes.filter(|whole| text.can_divide(whole.1, &parts)).collect();
        let whole = wholes
            .iter()
            .find(|whole| reconciled(prose, &[**whole], &parts).is_some())
            .or_else(|| wholes.iter().find(|whole| near(prose, **whole, &parts, 0)))
            .or_else(|| wholes.iter().find(|whole| near(prose, **whole, &parts, 5)));
        found.extend(whole.map(|whole| (*whole, parts)));
    }
    for (whole, parts) in found {
        let parts = with_rest(prose, whole, parts);
        divide(prose, whole, &parts);
    }
}

/// Parts that cover a facet, and the figure after them where only with it they make up the whole: `45 đúng hạn, 01 quá
/// hạn, còn 02 đang thực hiện`.
fn with_rest(prose: &Prose<'_>, whole: At, mut parts: Vec<At>) -> Vec<At> {
    let last = parts.last().copied().filter(|_| reconciled(prose, &[whole], &parts).is_none());
    let next = last.map(|(text, count)| (text, count + 1)).filter(|next| {
        let sentence = |at: At| prose.count(at).map(|count| count.sentence);
        last.is_some_and(|last| {
            sentence(*next) == sentence(last) && sentence(last).is_some() && !prose.parted(last, *next)
        })
    });
    if let Some(next) = next {
        parts.push(next);
        if reconciled(prose, &[whole], &parts).is_none() {
            parts.pop();
        }
    }
    parts
}

/// The figures at the start of these whose values cover a facet.
fn run(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    valued: &[(usize, Vec<Value>)],
) -> Option<Vec<At>> {
    let (first, values) = valued.first()?;
    let sentence = text.counts.get(*first)?.sentence;
    let here = |at: usize| {
        text.counts.get(at).is_some_and(|count| count.sentence == sentence)
            && !prose.wholes.contains_key(&(number, at))
    };
    values.iter().filter(|(facet, _)| *facet != prose.lexicon.flow.number).find_map(|(facet, _)| {
        let run: Vec<(usize, u8)> = valued
            .iter()
            .take_while(|(at, _)| here(*at))
            .map_while(|(at, own)| Some((*at, own.iter().find(|(known, _)| known == facet)?.1)))
            .collect();
        let length = (2..=run.len()).rev().find(|length| {
            let own: Vec<u8> = run.iter().take(*length).map(|(_, value)| *value).collect();
            prose.lexicon.is_complete(*facet, &own)
        })?;
        Some(run.iter().take(length).map(|(at, _)| (number, *at)).collect())
    })
}

impl Text<'_> {
    /// Whether a figure counts the same thing as these parts, in their sentence or the one before.
    fn can_divide(&self, whole: usize, parts: &[At]) -> bool {
        let Some(count) = self.counts.get(whole) else { return false };
        parts.iter().all(|(_, part)| {
            self.counts.get(*part).is_some_and(|part| {
                (part.noun.is_none() || part.noun == count.noun) && part.sentence <= count.sentence + 1
            })
        })
    }
}

/// A figure that states an amount of things and no change of it.
fn is_plain(text: &Text<'_>, count: &Count) -> bool {
    !count.figure.is_percent() && count.fraction == Fraction::No && !text.is_change(count)
}

/// Whether parts come within so many percent of the whole, or one slip explains the difference.
pub(crate) fn near(prose: &Prose<'_>, whole: At, parts: &[At], percent: u32) -> bool {
    let amount = |at: &At| prose.count(*at)?.figure.amount();
    let amounts: Option<Vec<Decimal>> = parts.iter().map(amount).collect();
    let judged = amount(&whole).zip(amounts).and_then(|(total, amounts)| {
        let sum = amounts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
        let apart = sum.checked_sub(total)?.abs();
        let bound = total.checked_mul(Decimal::from(percent))?.checked_div(Decimal::ONE_HUNDRED)?;
        Some(apart <= bound.max(Decimal::ONE) || is_slip(total, sum, &amounts))
    });
    judged.unwrap_or(false)
}

fn divide(prose: &mut Prose<'_>, whole: At, parts: &[At]) {
    for part in parts {
        prose.wholes.entry(*part).or_insert_with(|| vec![whole]);
    }
    let relation = Relation::Sum { total: prose.id(whole), parts: prose.ids(parts) };
    prose.must(relation);
}

/// One stage of the flow: which, and the figure.
type Stage = (u8, At);

/// The dossiers' stages that one stretch of text speaks of; another receipt begins another stretch.
fn groups(prose: &Prose<'_>) -> Vec<Vec<Stage>> {
    let flow = &prose.lexicon.flow;
    let mut groups: Vec<Vec<Stage>> = vec![Vec::new()];
    for (number, text) in prose.texts.iter().enumerate() {
        let breaks = text.level == Level::Heading(1);
        if breaks && groups.last().is_some_and(|group| !group.is_empty()) {
            groups.push(Vec::new());
        }
        if !text.met.is_body() {
            continue;
        }
        for (count, figure) in text.counts.iter().enumerate() {
            let Some(stage) = stage(text, figure, flow) else { continue };
            let known = groups.last().and_then(|group| group.iter().find(|(known, _)| *known == stage));
            if known.is_some_and(|(_, at)| prose.amount(*at) == figure.figure.amount()) {
                continue; // said once more
            }
            let again = known.is_some();
            let opens = [flow.received, flow.due, flow.stock].contains(&stage);
            if again && opens {
                groups.push(Vec::new());
            }
            let several = [flow.pending, flow.withdrawn].contains(&stage);
            if let Some(group) = groups.last_mut().filter(|_| !again || opens || several) {
                group.push((stage, (number, count)));
            }
        }
    }
    groups
}

/// The stage that a figure counts all dossiers of.
fn stage(text: &Text<'_>, count: &Count, flow: &Flow) -> Option<u8> {
    let dossiers = Some(Lexicon::builtin().things.dossiers);
    let counted = (count.noun == dossiers || count.noun.is_none()) && is_plain(text, count);
    let values = text.values(count);
    let (facet, value) = match values.as_slice() {
        [only] => only,
        // what is pending in time is pending, unless what is late is counted apart
        [own, other] if own.0 == flow.number && own.1 == flow.pending && other.0 != flow.number => own,
        _ => return None,
    };
    let [(from, to), _] = text.clause(count);
    let part = text.tags.iter().any(|tag| {
        tag.at >= from
            && tag.end <= to
            && matches!(tag.sense, Sense::Cue(Cue::Open | Cue::Part | Cue::Overlap | Cue::Compare))
    });
    let named = count.noun.is_some() || text.counts.iter().any(|other| other.noun == dossiers);
    (counted && named && !part && *facet == flow.number).then_some(*value)
}

/// What came in is what went out and what is left.
fn flow(prose: &mut Prose<'_>, group: &[Stage]) {
    let flow = &prose.lexicon.flow;
    let of = |stage: u8| group.iter().find(|(known, _)| *known == stage).map(|(_, at)| *at);
    let (stock, received, due) = (of(flow.stock), of(flow.received), of(flow.due));
    let (resolved, pending) = (of(flow.resolved), of(flow.pending));
    // what was taken back and what was sent back are told apart
    let withdrawn = group.iter().filter(|(stage, _)| *stage == flow.withdrawn).map(|(_, at)| *at);
    let twice = group.iter().filter(|(stage, _)| *stage == flow.pending).count() > 1;
    let pending = pending.filter(|_| !twice);
    let withdrawn: Vec<At> = withdrawn.collect();
    if let (Some(due), Some(stock), Some(received)) = (due, stock, received) {
        // what was taken back may be left out of what was due
        let left: Vec<At> = [due].into_iter().chain(withdrawn.iter().copied()).collect();
        if reconciled(prose, &[due], &[stock, received]).is_none() && equal(prose, &[stock, received], &left)
        {
            let relation =
                Relation::Flow { incoming: prose.ids(&[stock, received]), outgoing: prose.ids(&left) };
            prose.must(relation);
        } else {
            divide(prose, due, &[stock, received]);
        }
    }
    let (Some(resolved), Some(pending)) = (resolved, pending) else { return };
    let outgoing: Vec<At> = [resolved, pending].into_iter().chain(withdrawn).collect();
    if let Some(due) = due {
        let ended = [resolved, pending];
        let parts = if reconciled(prose, &[due], &ended).is_some() { &ended } else { outgoing.as_slice() };
        return divide(prose, due, parts);
    }
    let Some(received) = received else { return };
    let incoming: Vec<At> = stock.into_iter().chain([received]).collect();
    let relation = Relation::Flow { incoming: prose.ids(&incoming), outgoing: prose.ids(&outgoing) };
    if stock.is_some() {
        prose.must(relation);
    } else if !speaks_of_stock(prose, received, resolved) && near(prose, received, &outgoing, 1) {
        prose.should(relation);
    }
}

/// Whether the figures of both sides add up to the same.
fn equal(prose: &Prose<'_>, one: &[At], other: &[At]) -> bool {
    let sum = |all: &[At]| amounts(prose, all)?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add);
    sum(one).is_some_and(|sum_of_one| sum(other) == Some(sum_of_one))
}

/// Whether the text between two figures speaks of a stock that it does not count.
fn speaks_of_stock(prose: &Prose<'_>, from: At, to: At) -> bool {
    let flow = &prose.lexicon.flow;
    let stock = Sense::Value { facet: flow.number, value: flow.stock };
    let texts = prose.texts.iter().skip(from.0).take(to.0 + 1 - from.0.min(to.0));
    let mut texts = texts.filter(|text| text.met.is_body());
    texts.any(|text| {
        text.tags.iter().any(|tag| {
            tag.sense == stock
                && !text.cues(Cue::None).any(|none| none.end <= tag.at && tag.at <= none.end + 2)
        })
    })
}
