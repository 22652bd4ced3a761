//! `gấp 2,4 lần so với năm trước (1.827 giao dịch)`, and what each of several has: `46 hộ, cấp 138 con (mỗi hộ 03 con)`.

use crate::claims::prose::Prose;
use crate::claims::prose::implied::slip::{ALWAYS, PROBABLE};
use crate::claims::prose::implied::{Reading, agree, amounts};
use crate::claims::prose::lexicon::Cue;
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::token::Word;
use crate::model::Relation;

/// Ties every multiple to the two figures it lies between.
pub(super) fn bind(prose: &mut Prose<'_>, number: usize) {
    let Some(text) = prose.texts.get(number) else { return };
    let multiples = text.counts.iter().enumerate().filter(|(_, count)| text.is_multiple(count));
    let found: Vec<_> = multiples.filter_map(|multiple| sides(prose, number, multiple)).collect();
    for (times, now, before) in found {
        let [times, now, before] = [times, now, before].map(|count| prose.id((number, count)));
        prose.must(Relation::Multiple { times, now, before });
    }
}

/// A multiple, the figure of now and the other; after a list it may speak of the list's whole.
fn sides(prose: &Prose<'_>, number: usize, (times, own): (usize, &Count)) -> Option<(usize, usize, usize)> {
    let text = prose.texts.get(number)?;
    let plain = |(_, count): &(usize, &Count)| {
        count.sentence == own.sentence && !text.is_multiple(count) && count.fraction == Fraction::No
    };
    let (before, other) = amounts(text).filter(plain).find(|(at, _)| *at > times)?;
    let close = text.tokens.get(own.end..other.at)?.len() <= 8 && other.depth > own.depth;
    let nows: Vec<(usize, &Count)> = amounts(text)
        .filter(plain)
        .rev()
        .filter(|(at, count)| {
            *at < times && count.depth <= own.depth && (other.noun == count.noun || other.noun.is_none())
        })
        .collect();
    let fits = |now: &Count| {
        let each = own.figure.rounded().scaled(other.figure.amount().unwrap_or_default());
        now.figure.amount().zip(each).is_some_and(|(now, each)| each.contains(now))
    };
    let (nearest, _) = *nows.first().filter(|_| close)?;
    let now = nows.iter().find(|(_, now)| fits(now)).map(|(now, _)| *now);
    let divided = prose.wholes.contains_key(&(number, nearest));
    Some((times, now.or(Some(nearest).filter(|_| !divided))?, before))
}

/// Asks what each of several has in all.
pub(super) fn ask(prose: &Prose<'_>, number: usize, questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    for (each, own) in amounts(text) {
        let Some(thing) = text.each_of(own).filter(|_| !text.is_one_of_a_bracket(own)) else { continue };
        let here = |other: &Count| other.sentence == own.sentence && other.fraction != Fraction::Whole;
        let counts: Vec<usize> = amounts(text)
            .filter(|(at, count)| *at < each && here(count) && text.counts_word(count, thing))
            .map(|(at, _)| at)
            .collect();
        let totals: Vec<usize> = amounts(text)
            .filter(|(at, total)| {
                *at != each
                    && !counts.contains(at)
                    && here(total)
                    && total.noun == own.noun
                    && total.figure.amount() > own.figure.amount()
            })
            .map(|(at, _)| at)
            .collect();
        let bound = if text.is_only_each(own) { ALWAYS } else { PROBABLE };
        let reading = |total: usize, count: usize| Reading {
            relation: Relation::Product {
                total: (number, total),
                count: (number, count),
                each: (number, each),
            },
            bound,
        };
        let of = |count: usize| totals.iter().map(move |total| reading(*total, count));
        let Some((nearest, earlier)) = counts.split_last() else { continue };
        // of two numbers of the thing, as of two years, the earlier may be meant
        let others = earlier.iter().flat_map(|count| of(*count));
        let fits = others.filter(|reading| agree(prose, &reading.relation));
        questions.push(of(*nearest).chain(fits).collect());
    }
}

impl Text<'_> {
    /// Whether a figure says how many times another is had: `gấp 2,4 lần`.
    fn is_multiple(&self, count: &Count) -> bool {
        self.cue_before(count.at, Cue::Multiple).is_some() && self.cue_at(count.at + 1, Cue::Times).is_some()
    }

    /// Whether a figure is one of several amounts that a bracket gives: `(01 cơ sở 100 triệu đồng, 03 cơ sở mỗi cơ sở 29 triệu)`.
    fn is_one_of_a_bracket(&self, own: &Count) -> bool {
        let closed =
            |from: usize, to: usize| (from..to).any(|at| self.is_mark(at, '(') || self.is_mark(at, ')'));
        own.depth > 0
            && amounts(self).any(|(_, other)| {
                other.at != own.at
                    && other.noun == own.noun
                    && other.depth == own.depth
                    && self.cue_before(other.at, Cue::SumUp).is_none()
                    && !closed(own.at.min(other.at), own.at.max(other.at))
            })
    }

    /// Whether no other figure of its sentence says what each of several has.
    fn is_only_each(&self, own: &Count) -> bool {
        let others = self.counts.iter().filter(|other| other.sentence == own.sentence && other.at != own.at);
        others.filter(|other| self.each_of(other).is_some()).count() == 0
    }

    /// The word of the thing of which each has so much: `hộ` of `mỗi hộ 03 con`, `khẩu` of `15 kg/khẩu`.
    fn each_of(&self, own: &Count) -> Option<Word> {
        let said =
            (own.at.saturating_sub(3)..own.at).find_map(|at| self.cue_at(at, Cue::Each)).map(|tag| tag.end);
        let per = (self.is_mark(own.end, '/')).then_some(own.end + 1);
        let at = said.filter(|at| *at < own.at).or(per)?;
        self.tokens.get(at).map(|token| token.word)
    }

    /// Whether a figure counts things of this name.
    fn counts_word(&self, count: &Count, thing: Word) -> bool {
        self.tokens.get(count.at + 1).is_some_and(|token| token.word == thing)
    }
}
