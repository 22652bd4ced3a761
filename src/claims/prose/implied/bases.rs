//! One whole named twice within a few words: `giao 41 nhiệm vụ, đã hoàn thành 39/41`, `hơn 1.200 người (1.236 người)`.

use crate::claims::prose::Prose;
use crate::claims::prose::implied::slip::{Chance, REMOTE};
use crate::claims::prose::implied::{Reading, amounts, is_base};
use crate::claims::prose::lexicon::Cue;
use crate::claims::prose::text::{Count, Text};
use crate::model::Relation;
use crate::num::Qualifier;

/// Of two wholes of two digits one may be one off.
const ONE_OFF: Chance = 450;

/// So many words name a whole.
const NAME: usize = 4;

pub(super) fn ask(prose: &Prose<'_>, number: usize, questions: &mut Vec<Vec<Reading>>) {
    questions.extend(beside(prose, number).map(|reading| vec![reading]));
    let Some(text) = prose.texts.get(number) else { return };
    for (base, count) in text.counts.iter().enumerate().filter(|(_, count)| is_base(count)) {
        if text.cues(Cue::OwnBase).any(|tag| tag.at >= count.end && tag.at <= count.end + 1) {
            continue;
        }
        let earlier = amounts(text).filter(|(at, other)| {
            at + 1 < base
                && other.noun == count.noun
                && count.noun.is_some()
                && other.sentence + 1 >= count.sentence
        });
        let reading = |(rank, (at, other)): (usize, (usize, &Count))| Reading {
            relation: Relation::Equal { figures: vec![(number, at), (number, base)] },
            bound: match (text.values(other).is_empty(), rank == 0 && other.depth <= count.depth) {
                (true, true) => ONE_OFF,
                (true, false) => REMOTE,
                (false, _) => 0,
            },
        };
        questions.push(earlier.rev().enumerate().map(reading).collect());
    }
}

/// Wholes of two lines, one after the other, that are named by the same words: `21/23 cán bộ, công chức xã …` above `20/24
/// cán bộ, công chức xã …`.
fn beside(prose: &Prose<'_>, number: usize) -> Option<Reading> {
    let (text, above) = (prose.texts.get(number)?, prose.texts.get(number.checked_sub(1)?)?);
    let only = |text: &Text<'_>| {
        let mut bases = text.counts.iter().enumerate().filter(|(_, count)| is_base(count));
        let first = bases.next().map(|(at, count)| (at, *count));
        first.filter(|_| bases.next().is_none())
    };
    let ((one, base), (other, next)) = (only(above)?, only(text)?);
    let words = |text: &Text<'_>, base: &Count| {
        let words: Vec<_> = text.tokens.iter().skip(base.at + 1).take(NAME).map(|token| token.word).collect();
        (words.len() == NAME).then_some(words)
    };
    let named = above.level == text.level && words(above, &base)? == words(text, &next)?;
    let figures = vec![(number - 1, one), (number, other)];
    named.then_some(Reading { relation: Relation::Equal { figures }, bound: ONE_OFF })
}

/// Ties an exact figure in brackets to the rough one before it.
pub(super) fn bind(prose: &mut Prose<'_>, number: usize) {
    let Some(text) = prose.texts.get(number) else { return };
    let pairs = text.counts.iter().zip(text.counts.iter().skip(1)).enumerate();
    let found: Vec<usize> =
        pairs.filter(|(_, (said, exact))| again(text, said, exact)).map(|(at, _)| at).collect();
    for said in found {
        let figures = prose.ids(&[(number, said), (number, said + 1)]);
        prose.must(Relation::Equal { figures });
    }
}

/// Whether an exact figure in brackets says once more what one before it says roughly.
fn again(text: &Text<'_>, said: &Count, exact: &Count) -> bool {
    said.figure.qualifier() != Qualifier::Exactly
        && exact.figure.qualifier() == Qualifier::Exactly
        && exact.depth == said.depth + 1
        && said.noun == exact.noun
        && said.noun.is_some()
        && exact.at.checked_sub(1).is_some_and(|at| text.is_mark(at, '('))
        && text.is_mark(exact.end, ')')
}
