//! A share beside its counts: `1.836/3.471 hồ sơ, chiếm tỷ lệ 52,9%`, `đạt 97,5% (117/120 hồ sơ)`, a share of a
//! whole that the sentence or the line above gives.

use rust_decimal::Decimal;

use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::token::Kind;
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::{Fit, Magnitude, fit, percent};

/// So many lines above a share a whole is looked for that no word names.
const LINES: usize = 4;

/// A guessed whole accuses only a share that is at most so many points off.
const NEAR: i64 = 6;

/// Ties every share to its counts.
pub(crate) fn bind(prose: &mut Prose<'_>) {
    for text in 0..prose.texts.len() {
        for rate in 0..prose.texts.get(text).map_or(0, |text| text.counts.len()) {
            share(prose, (text, rate));
        }
    }
    for text in 0..prose.texts.len() {
        beyond(prose, text);
    }
}

/// A part that is larger than its whole, where no plan is exceeded.
fn beyond(prose: &mut Prose<'_>, number: usize) {
    let Some(text) = prose.texts.get(number) else { return };
    let exceeds = |at: &usize| {
        let (part, whole) = (text.counts.get(*at)?, text.counts.get(at + 1)?);
        let (from, to) = text.sentence(part.at);
        let plan = text.tags.iter().any(|tag| {
            tag.at >= from
                && tag.end <= to
                && matches!(tag.sense, Sense::Cue(Cue::Plan | Cue::Up | Cue::Compare))
        });
        let rate = text.counts.iter().any(|count| {
            count.figure.is_percent()
                && count.sentence == part.sentence
                && count.figure.value() > Decimal::ONE_HUNDRED
        });
        let more = part.figure.amount()? > whole.figure.amount()?;
        (more && !plan && !rate && part.noun.is_some()).then_some(())
    };
    let fractions = text.counts.iter().enumerate().filter(|(_, count)| count.fraction == Fraction::Part);
    let found: Vec<usize> = fractions.map(|(at, _)| at).filter(|at| exceeds(at).is_some()).collect();
    for at in found {
        let (whole, part) = (prose.id((number, at + 1)), prose.id((number, at)));
        prose.must(Relation::PartOf { whole, parts: vec![part] });
    }
}

fn share(prose: &mut Prose<'_>, at: At) {
    let Some(text) = prose.texts.get(at.0) else { return };
    let Some(rate) = text.counts.get(at.1).filter(|rate| rate.figure.is_percent()) else { return };
    if text.is_change(rate) {
        return;
    }
    let in_brackets = text.bracketed_after(at.1);
    let before = text.antecedent(at.1);
    if let Some((part, whole)) =
        before.zip(text.counted_whole(at.1)).filter(|(part, _)| !text.is_fraction(*part))
    {
        let (rate, part, whole) = (prose.id(at), prose.id((at.0, part)), prose.id((at.0, whole)));
        return prose.must(Relation::Ratio { rate, part, whole });
    }
    // `đạt 14,86 tỷ đồng, đạt 76,2% dự toán giao (19,5 tỷ đồng), bằng 105,02% so với cùng kỳ (12,92 tỷ đồng)`
    let spoken = || before.or_else(|| text.spoken_before(at.1));
    let planned = text.planned(at.1).and_then(|whole| Some((spoken()?, whole)));
    if let Some((part, whole)) = planned.filter(|(part, _)| !text.is_fraction(*part)) {
        // of several figures before it the one that counts what was planned
        let noun = text.counts.get(whole).and_then(|count| count.noun);
        let same = text.counts.iter().take(at.1).rposition(|count| {
            noun.is_some() && count.noun == noun && count.sentence == rate.sentence && !text.is_change(count)
        });
        let part = same.unwrap_or(part);
        let alike = prose.lexicon.same_noun(text.counts.get(part).and_then(|count| count.noun), noun);
        let fits = judged(prose, at, (at.0, part), (at.0, whole)).is_some_and(|(fit, _)| fit != Fit::Off);
        if !alike && !fits {
            return;
        }
        let (rate, part, whole) = (prose.id(at), prose.id((at.0, part)), prose.id((at.0, whole)));
        return prose.must(Relation::Ratio { rate, part, whole });
    }
    let found = in_brackets.filter(|part| text.is_fraction(*part)).or(before).or(in_brackets);
    let Some(part) = found else { return };
    if text.is_fraction(part) {
        let sides = (prose.id((at.0, part)), prose.id((at.0, part + 1)));
        prose.must(Relation::Ratio { rate: prose.id(at), part: sides.0, whole: sides.1 });
    } else {
        of_whole(prose, at, (at.0, part));
    }
}

/// A share whose whole stands elsewhere: the list's, an earlier figure of the sentence, of the text above.
fn of_whole(prose: &mut Prose<'_>, rate: At, part: At) {
    let said = prose.wholes.get(&part).cloned().unwrap_or_default();
    if let Some(whole) = prose.texts.get(part.0).and_then(|text| text.among(part.1)) {
        let whole = (part.0, whole);
        let relation = Relation::Ratio { rate: prose.id(rate), part: prose.id(part), whole: prose.id(whole) };
        return prose.must(relation);
    }
    let elsewhere =
        prose.texts.get(rate.0).is_some_and(|text| text.is_of_other_level(rate.1) || text.is_of_plan(rate.1));
    let guessed = guesses(prose, part);
    let fits = |whole: &At| judged(prose, rate, part, *whole).is_some_and(|(fit, _)| fit != Fit::Off);
    let relation =
        |whole: At| Relation::Ratio { rate: prose.id(rate), part: prose.id(part), whole: prose.id(whole) };
    if let Some(whole) = said.iter().chain(&guessed).find(|whole| fits(whole)) {
        let relation = relation(*whole);
        prose.must(relation);
    } else if prose.count(rate).is_some_and(|rate| rate.figure.value() >= Decimal::ONE_HUNDRED) {
        // `đạt 100%`, or more, of what was to be done, which the text need not count
    } else if elsewhere {
        // `chiếm 6,9% tổng số dịch vụ của toàn tỉnh`, `đạt 82% kế hoạch`
    } else if let Some(whole) = above(prose, rate, part) {
        // the words name no whole, or another: what fits is meant
        let relation = relation(whole);
        prose.should(relation);
    } else if let Some(whole) = said.first().filter(|whole| may_divide(prose, part, **whole)) {
        let relation = relation(*whole);
        prose.must(relation);
    } else if let [whole] = guessed.as_slice()
        && judged(prose, rate, part, *whole).is_some_and(|(_, apart)| apart <= Decimal::from(NEAR))
    {
        let relation = relation(*whole);
        prose.should(relation);
    }
}

/// A figure of the same thing, a few lines above a part or before it, of which a share is taken though no word says so.
fn above(prose: &Prose<'_>, rate: At, part: At) -> Option<At> {
    let noun = prose.noun(part)?;
    let text = prose.texts.get(rate.0)?;
    // a share with one decimal is that of many a figure
    let sure = text
        .counts
        .get(rate.1)
        .is_some_and(|share| share.figure.decimals() > 1 || text.cue_at(share.end, Cue::Over).is_some());
    if !sure {
        return None;
    }
    (part.0.saturating_sub(LINES)..part.0 + 1).rev().find_map(|number| {
        let text = prose.texts.get(number)?;
        let is_whole = |(index, count): &(usize, &Count)| {
            let at = (number, *index);
            at < part
                && count.noun == Some(noun)
                && !count.figure.is_percent()
                && !text.is_change(count)
                && judged(prose, rate, part, at).is_some_and(|(fit, _)| fit != Fit::Off)
        };
        text.counts.iter().enumerate().rfind(is_whole).map(|(index, _)| (number, index))
    })
}

/// Whether a part counts what the whole does, as far as the words tell: no money is a part of countries.
fn may_divide(prose: &Prose<'_>, part: At, whole: At) -> bool {
    let unit = |at: At| prose.count(at).map(|count| count.figure.magnitude() == Magnitude::One);
    prose.lexicon.same_noun(prose.noun(part), prose.noun(whole)) || unit(part) == unit(whole)
}

/// How a share agrees with a part and a whole, and how many points it is off.
fn judged(prose: &Prose<'_>, rate: At, part: At, whole: At) -> Option<(Fit, Decimal)> {
    let amount = |at| prose.count(at)?.figure.amount();
    let (rate, part, whole) = (prose.count(rate)?.figure.value(), amount(part)?, amount(whole)?);
    let computed = percent(part, whole, rate.scale())?;
    Some((fit(rate, part, whole)?, computed.checked_sub(rate)?.abs()))
}

/// The larger figures of the same thing that stand before a part, the nearest first.
fn guesses(prose: &Prose<'_>, part: At) -> Vec<At> {
    let Some(own) = prose.count(part) else { return Vec::new() };
    let candidate = |at: At| {
        let whole = prose.count(at)?;
        let same = prose.lexicon.same_noun(whole.noun, own.noun);
        let text = prose.texts.get(at.0)?;
        let plan = text.clause_tags(whole).any(|tag| tag.sense == Sense::Cue(Cue::Plan));
        let then =
            text.clause_tags(whole).any(|tag| matches!(tag.sense, Sense::Cue(Cue::Before | Cue::Compare)))
                || text.is_compared(whole);
        let larger = plan || whole.figure.amount()? >= own.figure.amount()?;
        (same
            && !then
            && larger
            && !text.is_change(whole)
            && !whole.figure.is_percent()
            && whole.fraction != Fraction::Part)
            .then_some(at)
    };
    let shared = |at: &At| prose.texts.get(at.0).is_some_and(|text| text.has_share(at.1));
    let here = (0..part.1).rev().filter_map(|count| candidate((part.0, count))).filter(|at| !shared(at));
    let last =
        prose.texts.get(part.0).and_then(|text| text.closing_whole(part.1)).map(|count| (part.0, count));
    let mut seen = Vec::new();
    let mut is_new = |at: &At| {
        let figure = prose.count(*at).map(|count| count.figure);
        let new = !seen.contains(&figure);
        seen.push(figure);
        new
    };
    last.into_iter().chain(here).filter(|at| is_new(at)).collect()
}

impl Text<'_> {
    /// Whether a figure in brackets is what another is compared with: `so với cùng kỳ (2,25 triệu lượt)`.
    fn is_compared(&self, count: &Count) -> bool {
        let opens = count.at.checked_sub(1).filter(|at| self.is_mark(*at, '('));
        opens.is_some_and(|open| {
            self.tags_within(open.saturating_sub(5), open)
                .any(|tag| matches!(tag.sense, Sense::Cue(Cue::Before | Cue::Compare)))
        })
    }

    /// Whether a share of its own follows a count: `7.902 người (99,8%)`.
    fn has_share(&self, count: usize) -> bool {
        self.counts.get(count + 1).is_some_and(|next| {
            next.figure.is_percent()
                && next.figure.value() < Decimal::ONE_HUNDRED
                && self.antecedent(count + 1) == Some(count)
        })
    }

    /// The whole that a sentence opens with: `Trong 198 vụ việc đã giải quyết có 171 vụ việc hòa giải thành`.
    fn among(&self, part: usize) -> Option<usize> {
        let own = self.counts.get(part)?;
        let (whole, count) =
            self.counts.iter().enumerate().find(|(_, count)| count.sentence == own.sentence)?;
        let (from, _) = self.sentence(own.at);
        let opens = count.at <= from + 3 && self.is_word(from, "trong") && whole + 1 == part;
        let has = (count.end..own.at).any(|at| self.is_word(at, "có"));
        (opens && has && count.noun == own.noun && count.noun.is_some()).then_some(whole)
    }

    /// The whole that ends a sentence of several parts: `… trên tổng số 7.915 người`.
    fn closing_whole(&self, part: usize) -> Option<usize> {
        let own = self.counts.get(part)?;
        let after = self.counts.iter().enumerate().skip(part + 1);
        after
            .filter(|(_, count)| count.sentence == own.sentence && !count.figure.is_percent())
            .find(|(_, count)| self.cue_before(count.at, Cue::Over).is_some_and(|tag| tag.end - tag.at > 1))
            .map(|(index, _)| index)
    }

    pub(crate) fn is_fraction(&self, count: usize) -> bool {
        self.counts.get(count).is_some_and(|count| count.fraction == Fraction::Part)
    }

    /// The count that a share speaks of: the last one before it in its sentence, unless the share has a name.
    pub(crate) fn find_antecedent(&self, rate: usize) -> Option<usize> {
        let share = self.counts.get(rate)?;
        let cue = self.before_cues(share.at);
        let (from, _) = self.sentence(share.at);
        let before = self.counts.get(..rate)?.iter().enumerate().rev();
        let mut counts = before.take_while(|(_, count)| count.at >= from);
        let (found, count) = counts.find(|(_, count)| count.depth <= share.depth)?;
        if count.figure.is_percent() || self.is_change(count) {
            return None;
        }
        // `tỷ lệ hồ sơ đúng hạn` has a name, `tỷ lệ bao phủ` has none of its own
        let named = self.cues(Cue::Rate).any(|tag| {
            let nouns = self
                .tags_within(tag.end, cue)
                .any(|other| matches!(other.sense, Sense::Noun(_) | Sense::Value { .. }));
            tag.at >= count.end && tag.end <= cue && (nouns || cue > tag.end + 2)
        });
        let unnamed =
            self.cues(Cue::Rate).any(|tag| tag.at >= count.end && tag.end < cue && cue <= tag.end + 2);
        let other = self.tokens.get(count.end..cue)?.iter().any(|token| token.kind == Kind::Mark(';'));
        // `95,1% (272/286 phiếu), cao hơn kết quả năm 2024 (93,8%)`
        let moves = |tag: Tag| matches!(tag.sense, Sense::Cue(Cue::Up | Cue::Down | Cue::Compare));
        let compared = share.depth > 0 && self.tags_within(count.end, cue).any(moves);
        let said = self
            .tags_within(cue, share.at)
            .any(|tag| matches!(tag.sense, Sense::Cue(Cue::Ratio | Cue::Rate)));
        let marked = (cue..share.at).any(|at| matches!(self.kind(at), Some(Kind::Mark(_))));
        // `có trên 90% hộ` speaks of the households
        let own = !said && self.tags_at(share.end).any(|tag| matches!(tag.sense, Sense::Noun(_)));
        let spoken = (said || marked || unnamed || share.depth > count.depth) && !own;
        (spoken && !named && !other && !compared).then(|| self.part_of(found))
    }

    /// The part of the fraction that a count is a side of, else itself.
    pub(crate) fn part_of(&self, count: usize) -> usize {
        match self.counts.get(count).map(|count| count.fraction) {
            Some(Fraction::Whole) => count.saturating_sub(1),
            _ => count,
        }
    }

    /// The amount that several shares of a sentence speak of, each held against a figure of its own.
    fn spoken_before(&self, rate: usize) -> Option<usize> {
        let (share, whole) = (self.counts.get(rate)?, self.counts.get(rate + 1)?);
        let says = |cue: Cue| self.tags_within(share.end, whole.at).any(|tag| tag.sense == Sense::Cue(cue));
        let mut led = self.tags_within(self.before_cues(share.at), share.at);
        let speaks =
            says(Cue::Compare) && !says(Cue::Plan) && led.any(|tag| tag.sense == Sense::Cue(Cue::Ratio));
        let like = |count: &Count| {
            count.sentence == share.sentence
                && count.depth == share.depth
                && !count.figure.is_percent()
                && !self.is_change(count)
                && count.noun == whole.noun
                && whole.noun.is_some()
        };
        self.counts.get(..rate)?.iter().rposition(like).filter(|_| speaks)
    }

    /// The plan or the other period that a share is held against: `bằng 94,5% so với kế hoạch (520 ha)`.
    fn planned(&self, rate: usize) -> Option<usize> {
        let share = self.counts.get(rate)?;
        let next = self.counts.get(rate + 1)?;
        let said = |tag: &Tag| {
            tag.at >= share.end
                && tag.end <= next.at
                && matches!(tag.sense, Sense::Cue(Cue::Plan | Cue::Compare | Cue::Before))
        };
        let words = self.tokens.get(share.end..next.at)?;
        let plain = !words.iter().any(|token| matches!(token.kind, Kind::Mark(',' | ';') | Kind::Stop));
        let same =
            next.sentence == share.sentence && !next.figure.is_percent() && next.fraction == Fraction::No;
        let spoken = self.antecedent(rate).and_then(|count| self.counts.get(count));
        let larger = spoken.is_some_and(|spoken| {
            next.depth > share.depth
                && spoken.noun == next.noun
                && spoken.noun.is_some()
                && words.len() <= 5
                && spoken.figure.amount() < next.figure.amount()
        });
        (same && plain && (larger || self.tags.iter().any(said)) && !self.is_change(next)).then_some(rate + 1)
    }

    /// The whole that a share counts itself: `chiếm 6,25% tổng số 20.992 hộ`, `27% tổng doanh thu 19.000 tỷ đồng`.
    fn counted_whole(&self, rate: usize) -> Option<usize> {
        let (share, next) = (self.counts.get(rate)?, self.counts.get(rate + 1)?);
        let named = |from: usize| {
            let words = (from..next.at).all(|at| matches!(self.kind(at), Some(Kind::Word { .. })));
            words && next.at <= from + 4
        };
        let said = self
            .tags_at(share.end)
            .any(|tag| matches!(tag.sense, Sense::Cue(Cue::All | Cue::Total | Cue::Over)) && named(tag.end));
        (said && next.sentence == share.sentence && !next.figure.is_percent()).then_some(rate + 1)
    }

    /// Whether a share is one of the plan: `đạt 82% kế hoạch`.
    fn is_of_plan(&self, rate: usize) -> bool {
        self.counts.get(rate).is_some_and(|share| self.cue_at(share.end, Cue::Plan).is_some())
    }

    /// Whether a share names a whole of its own that is wider: `của toàn tỉnh`.
    pub(crate) fn is_of_other_level(&self, rate: usize) -> bool {
        self.counts.get(rate).is_some_and(|share| {
            let [_, (from, to)] = self.clause(share);
            (from..to).any(|at| {
                self.is_word(at, "toàn") && self.level_at(at + 1).is_some()
                    || self.cue_at(at, Cue::Wider).is_some()
            })
        })
    }

    /// The first count of the brackets that open right after a share.
    fn bracketed_after(&self, rate: usize) -> Option<usize> {
        let share = self.counts.get(rate)?;
        let opens = self.is_mark(share.end, '(');
        let inside = self.counts.get(rate + 1)?;
        let listed = [share.end + 1, share.end + 2]
            .iter()
            .any(|at| [Cue::Open, Cue::Part, Cue::Whole].iter().any(|cue| self.cue_at(*at, *cue).is_some()));
        (opens
            && !listed
            && inside.depth > share.depth
            && inside.at <= share.end + 6
            && !inside.figure.is_percent())
        .then_some(rate + 1)
    }
}
