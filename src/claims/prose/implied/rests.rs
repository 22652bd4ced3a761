//! What is left, without a word that says of what: `phải hoàn thành 13 nhiệm vụ, đã hoàn thành 12, còn 01 chậm`.

use crate::claims::prose::implied::slip::{ALWAYS, Chance, LIKELY, POSSIBLE, REMOTE};
use crate::claims::prose::implied::{Read, Reading, alike, amounts, is_base, nearby};
use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::token::{Kind, Word};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::Figure;

/// So many paragraphs back what was done is looked for.
const UNDONE: usize = 3;

pub(super) fn ask(prose: &Prose<'_>, (number, read): (usize, &Read), questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    for (left, count) in amounts(text) {
        let mut others = complements(prose, (number, text), (left, count));
        others.extend(undone(prose, (number, text), (left, count)));
        if !others.is_empty() {
            questions.push(others);
            continue;
        }
        let differences = differences((number, text), (left, count));
        if !differences.is_empty() {
            questions.push(differences);
            continue;
        }
        if !is_left(text, count) || read.parts.contains(&prose.id((number, left))) {
            continue;
        }
        questions.push(readings(prose, (number, text), (left, count)));
    }
}

/// Whether a figure is said to be what is left: `còn 21 hộ`, `còn lại là 21 hộ`.
fn is_left(text: &Text<'_>, count: &Count) -> bool {
    let flow = &Lexicon::builtin().flow;
    let dossiers = count.noun == Some(Lexicon::builtin().things.dossiers);
    if !dossiers && text.values(count).contains(&(flow.number, flow.pending)) {
        return true;
    }
    let close = count.at.saturating_sub(3)..count.at;
    close.clone().any(|at| text.is_word(at, "còn"))
        || (count.at + 1..count.at + 4)
            .take_while(|at| matches!(text.kind(*at), Some(Kind::Word { .. })))
            .any(|at| text.cue_at(at, Cue::Remaining).is_some())
        || text.cues(Cue::Remaining).any(|tag| close.contains(&(tag.end - 1)))
        || text.leads_with_rest(count)
}

fn readings(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (left, count): (usize, &Count),
) -> Vec<Reading> {
    let before: Vec<(usize, &Count)> = amounts(text)
        .take_while(|(at, _)| *at < left)
        .filter(|(at, other)| {
            !prose.then.contains(&(number, *at))
                && alike(prose, other, count)
                && (!text.overlaps(other) || denies((text, count), (text, other)))
        })
        .collect();
    let at = |index: usize| -> At { (number, index) };
    // what is told of a figure before is no stage of its own
    let within = |done: &usize| {
        let wholes = prose.wholes.get(&at(*done)).into_iter().flatten();
        let mut inner =
            wholes.filter(|whole| whole.0 == number && before.iter().any(|(index, _)| *index == whole.1));
        inner.any(|whole| text.counts.get(whole.1).is_some_and(|whole| whole.fraction == Fraction::Part))
    };
    let stages = before.iter().rev().filter(|(done, part)| !is_base(part) && !within(done));
    let mut found = Vec::new();
    for (nearest, (done, part)) in stages.enumerate() {
        let wholes = before.iter().rev().enumerate().filter(|(_, (whole, other))| {
            (whole < done || *whole == done + 1) && other.figure.amount() > part.figure.amount()
        });
        for (rank, (_, (whole, all))) in wholes.enumerate() {
            let relation = Relation::Sum { total: at(*whole), parts: vec![at(*done), at(left)] };
            let same = all.noun == count.noun && part.noun == count.noun;
            // the whole may stand alone in the sentence before
            let before = all.sentence + 1 == count.sentence
                && amounts(text).filter(|(_, other)| other.sentence == all.sentence).count() == 1;
            let here = (all.sentence == count.sentence || before) && part.sentence == count.sentence;
            let first = nearest <= 1 && rank == 0;
            // `đạt 16/19 tiêu chí. Còn 04 tiêu chí chưa đạt`
            if part.fraction == Fraction::Part && *whole == done + 1 && is_undone(text, count, part) {
                found.push(Reading { relation, bound: ALWAYS });
                continue;
            }
            let bound = match (first, same, here) {
                (true, true, true) => ALWAYS,
                (true, true, false) => POSSIBLE,
                (true, false, true) => POSSIBLE,
                _ => REMOTE,
            };
            found.push(Reading { relation, bound });
        }
    }
    found.extend(moved(&before, number, left));
    found
}

/// What is left of a whole above, of which a part is told as done: `đã giải ngân 54,02 tỷ đồng`, `Số vốn chưa giải ngân còn
/// 33,43 tỷ đồng`.
fn undone(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (left, count): (usize, &Count),
) -> Vec<Reading> {
    let own = text.denied_words(count);
    let here = amounts(text).any(|(at, other)| at < left && other.noun == count.noun);
    let above =
        (number.saturating_sub(UNDONE)..number).rev().filter_map(|at| Some((at, prose.texts.get(at)?)));
    if own.len() < 2 || here || count.noun.is_none() {
        return Vec::new();
    }
    for (number_above, above) in above {
        let like = || amounts(above).filter(|(_, other)| other.noun == count.noun);
        let done =
            like().find(|(_, part)| above.words_before(part).windows(own.len()).any(|words| words == own));
        let Some((part, done)) = done else { continue };
        let wholes: Vec<usize> = like()
            .filter(|(at, whole)| {
                *at < part && whole.figure.amount() > done.figure.amount() && whole.depth == done.depth
            })
            .map(|(at, _)| at)
            .collect();
        let bound = LIKELY / Chance::try_from(wholes.len().max(1)).unwrap_or(ALWAYS);
        let reading = |whole: usize| Reading {
            relation: Relation::Sum {
                total: (number_above, whole),
                parts: vec![(number_above, part), (number, left)],
            },
            bound,
        };
        return wholes.into_iter().map(reading).collect();
    }
    Vec::new()
}

/// Whether a figure counts what another does not: `46 thủ tục phát sinh hồ sơ; còn 53 thủ tục chưa phát sinh hồ sơ`.
fn denies((text, left): (&Text<'_>, &Count), (other, part): (&Text<'_>, &Count)) -> bool {
    let own = text.denied_after(left);
    let whole = other.counts.iter().find(|whole| part.fraction == Fraction::Part && whole.at > part.at);
    let after = other.said_from(whole.map_or(part.end, |whole| whole.end));
    own.len() > 1 && own.iter().zip(&after).take_while(|(one, other)| one == other).count() > 1
}

/// What a fraction elsewhere leaves: `còn 145 hộ chưa có cáp quang` where another line says `1.892/2.037 hộ`.
fn complements(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (left, count): (usize, &Count),
) -> Vec<Reading> {
    let denied =
        text.clause_tags(count).any(|tag| matches!(tag.sense, Sense::Cue(Cue::Negation | Cue::None)));
    let own = count.fraction == Fraction::No && count.noun.is_some();
    let here = amounts(text).any(|(at, other)| at < left && other.noun == count.noun);
    if !own || here || !(denied || is_left(text, count)) {
        return Vec::new();
    }
    let mut pairs: Vec<(At, bool, (Figure, Figure))> = Vec::new();
    let [_, said] = text.clause(count);
    let words = text.telling(&[said]);
    for (other, of) in nearby(prose, number).filter(|(other, of)| *other != number && of.met.is_body()) {
        let shared = |part: &Count| {
            let around = of.telling(&[of.sentence(part.at)]);
            words.iter().filter(|word| around.contains(word)).count() > 1
        };
        for (at, part) in of.counts.iter().enumerate().filter(|(_, part)| part.fraction == Fraction::Part) {
            let Some(whole) = of.counts.get(at + 1).filter(|_| part.noun == count.noun) else { continue };
            let (denies, figures) = (denies((text, count), (of, part)), (part.figure, whole.figure));
            if (denies || shared(part)) && !pairs.iter().any(|(.., known)| *known == figures) {
                pairs.push(((other, at), denies, figures));
            }
        }
    }
    let alone = Chance::try_from(pairs.len().max(1)).unwrap_or(ALWAYS);
    let reading = |((other, at), denies, _): (At, bool, _)| Reading {
        relation: Relation::Sum { total: (other, at + 1), parts: vec![(other, at), (number, left)] },
        bound: if denies { LIKELY } else { POSSIBLE } / alone,
    };
    pairs.into_iter().map(reading).collect()
}

impl Text<'_> {
    /// Whether what leads up to a figure names it as what is left: `số vốn còn lại phải giải ngân đến hết năm là 12,5 tỷ đồng`.
    fn leads_with_rest(&self, count: &Count) -> bool {
        let [(from, to), _] = self.clause(count);
        self.says(count.at, "là")
            && self.tags_within(from, to).any(|tag| tag.sense == Sense::Cue(Cue::Remaining))
    }

    /// The words of a figure's clause before it.
    fn words_before(&self, count: &Count) -> Vec<Word> {
        let [(from, to), _] = self.clause(count);
        let tokens = self.tokens.get(from..to).unwrap_or_default().iter();
        tokens.filter(|token| matches!(token.kind, Kind::Word { .. })).map(|token| token.word).collect()
    }

    /// What the words before a figure say is not done: `giải ngân` of `số vốn chưa giải ngân còn 33,43 tỷ đồng`.
    fn denied_words(&self, count: &Count) -> Vec<Word> {
        let [(from, to), _] = self.clause(count);
        let denies = |tag: &Tag| matches!(tag.sense, Sense::Cue(Cue::Negation | Cue::Remaining));
        let Some(denied) = self.tags_within(from, to).filter(denies).max_by_key(|tag| tag.end) else {
            return Vec::new();
        };
        let says = |at: &usize| {
            self.cue_at(*at, Cue::Function).is_none() && self.cue_at(*at, Cue::Neutral).is_none()
        };
        (denied.end..to)
            .take_while(says)
            .filter_map(|at| self.tokens.get(at))
            .map(|token| token.word)
            .collect()
    }

    /// What the words after a figure say is not done: `phát sinh hồ sơ` of `53 thủ tục chưa phát sinh hồ sơ`.
    fn denied_after(&self, count: &Count) -> Vec<Word> {
        let [_, (from, to)] = self.clause(count);
        let denied = self.tags_within(from, to).find(|tag| tag.sense == Sense::Cue(Cue::Negation));
        denied.map(|tag| self.said_from(tag.end)).unwrap_or_default()
    }

    /// The words from a token on, up to a mark or a figure.
    fn said_from(&self, at: usize) -> Vec<Word> {
        let words = self.tokens.get(at..).unwrap_or_default().iter();
        words.take_while(|token| matches!(token.kind, Kind::Word { .. })).map(|token| token.word).collect()
    }
}

/// Whether a figure counts what is not done yet and the part of a fraction, in the same words, what is done.
fn is_undone(text: &Text<'_>, left: &Count, part: &Count) -> bool {
    let own = text.denied_after(left);
    left.noun == part.noun
        && is_left(text, left)
        && !own.is_empty()
        && text.words_before(part).ends_with(&own)
}

/// What was there, what came, what went: `07 vụ, phát sinh 02 vụ, chấm dứt 05 vụ; còn 04 vụ`, in either order.
fn moved(before: &[(usize, &Count)], number: usize, left: usize) -> Vec<Reading> {
    let [.., (stock, _), (one, _), (other, _)] = before else { return Vec::new() };
    let at = |index: &usize| -> At { (number, *index) };
    let here = |(_, one): &(usize, &Count), (_, other): &(usize, &Count)| {
        one.sentence == other.sentence && one.noun == other.noun && one.noun.is_some()
    };
    let bound = match before {
        [first, second, third] if here(first, second) && here(second, third) => ALWAYS,
        _ => POSSIBLE,
    };
    let flow = |incoming: &usize, outgoing: &usize| Reading {
        relation: Relation::Flow {
            incoming: vec![at(stock), at(incoming)],
            outgoing: vec![at(outgoing), (number, left)],
        },
        bound,
    };
    let gone = Reading {
        relation: Relation::Sum { total: at(stock), parts: vec![at(one), at(other), (number, left)] },
        bound,
    };
    vec![flow(one, other), flow(other, one), gone]
}

/// The two figures that one is said to lie between: `từ 186 xuống 141, tiết kiệm 45`, `26 đơn, thấp hơn kỳ trước (40 đơn)
/// là 14 đơn`.
fn differences((number, text): (usize, &Text<'_>), (apart, count): (usize, &Count)) -> Vec<Reading> {
    let said = text.cue_before(count.at, Cue::Apart).is_some();
    // what a bracket divides is told of one of the two
    let before: Vec<(usize, &Count)> = amounts(text)
        .filter(|(at, other)| {
            *at < apart
                && other.sentence == count.sentence
                && (other.noun == count.noun || said && other.noun.is_none())
                && (!said || other.depth <= count.depth)
        })
        .collect();
    let [.., (one, first), (other, second)] = before.as_slice() else { return Vec::new() };
    let compared = text.says(count.at, "là")
        && text.tags.iter().any(|tag| {
            tag.at >= first.end
                && tag.end <= second.at
                && matches!(tag.sense, Sense::Cue(Cue::Up | Cue::Down))
        });
    if count.noun.is_none() || !(compared || said) {
        return Vec::new();
    }
    let (larger, smaller) =
        if first.figure.amount() >= second.figure.amount() { (one, other) } else { (other, one) };
    let relation =
        Relation::Sum { total: (number, *larger), parts: vec![(number, *smaller), (number, apart)] };
    let bound = if said && before.len() == 2 { ALWAYS } else { LIKELY };
    vec![Reading { relation, bound }]
}
