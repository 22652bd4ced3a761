//! A change since another period: `tăng 20% so với cùng kỳ (1.100 hồ sơ)`, `từ 61,4% lên 78,9%, tăng 17,5 điểm`,
//! `vượt 5% kế hoạch (120 buổi)`.

use rust_decimal::prelude::ToPrimitive;

use crate::claims::prose::implied::holds;
use crate::claims::prose::lexicon::{Cue, Lexicon, Sense};
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::token::Kind;
use crate::claims::prose::{At, Prose};
use crate::model::Relation;

/// A period that a text names.
#[derive(Debug, Clone, Copy)]
struct Period {
    length: Length,
    /// Its year, and its number among those of the year.
    start: (u32, u32),
}

/// How long a period is; figures of periods of two lengths are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Year,
    Quarter,
    Month,
    /// So many months of a year, counted from its first: `9 tháng`.
    Months(u32),
}

/// Ties every change to the two figures it lies between.
pub(crate) fn bind(prose: &mut Prose<'_>) {
    let mut found = Vec::new();
    for (number, text) in prose.texts.iter().enumerate() {
        for (index, count) in text.counts.iter().enumerate() {
            if let Some(tag) = text.change(count)
                && let Some((now, before)) = text.sides(index)
            {
                let falls = tag.sense == Sense::Cue(Cue::Down);
                found.push(((number, index), (number, now), (number, before), falls));
            }
        }
    }
    for (change, now, before, falls) in found {
        prose.note_change(change, falls);
        prose.then.insert(before);
        prose.then.extend(beside(prose, before));
        // a change after a list may speak of its last part or of its whole
        let wholes = prose.wholes.get(&now).cloned().unwrap_or_default();
        let fits = |now: &At| {
            let relation = Relation::Growth { change, now: *now, before };
            holds(&relation, |at| Some(prose.count(at)?.figure))
        };
        let others = prose.texts.get(now.0).into_iter().flat_map(|text| text.before_change(now.1, change.1));
        let others: Vec<At> = others.map(|count| (now.0, count)).collect();
        let whole = wholes.iter().chain(&others).find(|whole| fits(whole)).filter(|_| !fits(&now)).copied();
        let unsure = whole.is_none() && !wholes.is_empty() && !fits(&now);
        let side = |at: At| prose.id(at);
        let relation =
            Relation::Growth { change: side(change), now: side(whole.unwrap_or(now)), before: side(before) };
        match unsure {
            true => prose.should(relation),
            false => prose.must(relation),
        }
    }
}

/// The figures that share a bracket with one of another period: `so với năm 2023 (88,0%, với 4.211/4.786 hồ sơ)`.
fn beside(prose: &Prose<'_>, (number, before): At) -> Vec<At> {
    let Some((text, own)) = prose.texts.get(number).zip(prose.count((number, before))) else {
        return Vec::new();
    };
    let after = text.counts.iter().enumerate().skip(before + 1);
    let inside = after.take_while(|(_, count)| {
        own.depth > 0 && count.depth >= own.depth && !(own.end..count.at).any(|at| text.is_mark(at, ')'))
    });
    inside.map(|(index, _)| (number, index)).collect()
}

impl Text<'_> {
    /// The figure of now and that of before, round a change.
    fn sides(&self, change: usize) -> Option<(usize, usize)> {
        self.bracketed_pair(change)
            .or_else(|| self.moved_between(change))
            .or_else(|| self.now_and_then(change))
            .or_else(|| self.ranked(change))
            .or_else(|| self.compared(change))
    }

    /// `… xảy ra 17 vụ. So với cùng kỳ (22 vụ, 08 người chết) giảm 05 vụ`: what a sentence compares with stands in the bracket
    /// that it opens with, what it compares in the sentence before.
    fn compared(&self, change: usize) -> Option<(usize, usize)> {
        let own = self.counts.get(change).filter(|own| own.noun.is_some() && !own.figure.is_percent())?;
        let (from, _) = self.sentence(own.at);
        self.cue_at(from, Cue::Compare)?;
        let like = |count: &Count| {
            count.noun == own.noun && !self.is_change(count) && count.fraction == Fraction::No
        };
        let all = || self.counts.iter().enumerate().filter(|(_, count)| like(count));
        let mut then = all().filter(|(_, count)| count.sentence == own.sentence && count.depth > 0);
        let mut now = all().filter(|(_, count)| count.sentence + 1 == own.sentence && count.depth == 0);
        let (then, now) = (then.next()?, now.next()?);
        let told =
            then.1.at < own.at && all().filter(|(_, count)| count.sentence + 1 == own.sentence).count() == 1;
        told.then_some((now.0, then.0))
    }

    /// `giảm 306 vụ (848/1.154 vụ)`: the figure of now over that of the other period, in the change's own bracket.
    fn bracketed_pair(&self, change: usize) -> Option<(usize, usize)> {
        let (own, first, last) =
            (self.counts.get(change)?, self.counts.get(change + 1)?, self.counts.get(change + 2)?);
        let opens = first.at.checked_sub(1).filter(|at| self.is_mark(*at, '('))?;
        let named = own.end..opens;
        let words =
            named.len() <= 4 && named.into_iter().all(|at| matches!(self.kind(at), Some(Kind::Word { .. })));
        let grown = first.figure.amount()? >= last.figure.amount()?;
        let rises = self.change(own).is_some_and(|tag| tag.sense == Sense::Cue(Cue::Up));
        // either side may stand first: the direction tells
        let pair = if grown == rises { (change + 1, change + 2) } else { (change + 2, change + 1) };
        (words && first.fraction == Fraction::Part && first.sentence == own.sentence).then_some(pair)
    }

    /// The figures of the same thing before the one that stands beside a change.
    fn before_change(&self, now: usize, change: usize) -> Vec<usize> {
        let (Some(own), Some(change)) = (self.counts.get(now), self.counts.get(change)) else {
            return Vec::new();
        };
        let like = |count: &Count| {
            count.sentence == change.sentence
                && count.noun == own.noun
                && own.noun.is_some()
                && !self.is_change(count)
        };
        self.counts
            .iter()
            .enumerate()
            .take(now)
            .rev()
            .filter(|(_, count)| like(count))
            .map(|(at, _)| at)
            .collect()
    }

    /// Two figures of two periods that the sentence names: `quý II là 1.320 hồ sơ, quý I là 1.412 hồ sơ; … giảm 92`.
    fn ranked(&self, change: usize) -> Option<(usize, usize)> {
        let own = self.counts.get(change)?;
        let before = self.counts.iter().enumerate().take(change);
        let plain: Vec<(usize, Period)> = before
            .filter(|(_, count)| {
                count.sentence == own.sentence && !self.is_change(count) && self.comparable(count, own)
            })
            .filter(|(_, count)| own.figure.is_percent() || count.noun == own.noun || own.noun.is_none())
            .filter_map(|(index, count)| Some((index, self.period(count)?)))
            .collect();
        let follows = |one: Period, other: Period| one.length == other.length && one.start > other.start;
        // the figure that the change stands beside is one of the two
        let beside = self.counts.iter().enumerate().take(change).rev().find(|(_, count)| {
            !self.is_change(count) && count.depth <= own.depth && !count.figure.is_percent()
        });
        let told = |index: usize| beside.is_none_or(|(beside, _)| beside <= index);
        match plain.as_slice() {
            [_, (last, _)] if !told(*last) => None,
            [(one, a), (other, b)] if follows(*a, *b) => Some((*one, *other)),
            [(one, a), (other, b)] if follows(*b, *a) => Some((*other, *one)),
            _ => None,
        }
    }

    /// The period that a figure's clause names: `quý II năm 2024`, `9 tháng đầu năm`.
    fn period(&self, count: &Count) -> Option<Period> {
        let [(from, to), _] = self.clause(count);
        let number = |at: usize| match self.kind(at)? {
            Kind::Figure(figure) => figure.value().to_u32(),
            Kind::Word { .. } => ["i", "ii", "iii", "iv"]
                .iter()
                .zip(1..)
                .find(|(roman, _)| self.printed(at, at + 1).to_lowercase() == **roman)
                .map(|(_, number)| number),
            _ => None,
        };
        let (mut year, mut part, mut length) = (0, 0, Length::Year);
        for at in from..to {
            let word = self.printed(at, at + 1).to_lowercase();
            match word.as_str() {
                "năm" => year = number(at + 1).filter(|year| *year > 1900).unwrap_or(year),
                "quý" | "tháng" => {
                    let whole = if word == "quý" { Length::Quarter } else { Length::Month };
                    let many = at.checked_sub(1).and_then(number).map(Length::Months);
                    match (many, number(at + 1)) {
                        (Some(months), _) if word == "tháng" => length = months,
                        (_, Some(own)) => (part, length) = (own, whole),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        (year > 0 || length != Length::Year).then_some(Period { length, start: (year, part) })
    }

    /// `từ 61,4% lên 78,9%`, before or after the change.
    fn moved_between(&self, change: usize) -> Option<(usize, usize)> {
        let own = self.counts.get(change)?;
        // `tăng 12 lượt, tương đương tăng 9,4% (từ 128 lượt lên 140 lượt)` says one change twice
        let twice = self.counts.get(change + 1).is_some_and(|again| {
            again.figure.is_percent() && !own.figure.is_percent() && self.is_change(again)
        });
        let next = if twice { change + 2 } else { change + 1 };
        let pair = |from: &usize| {
            let (first, last) = (self.counts.get(*from)?, self.counts.get(from + 1)?);
            let leads = ["lên", "xuống", "còn", "đến", "thành"].iter().any(|word| self.says(last.at, word));
            let beside = change == from + 2 || next == *from;
            // `sắp xếp 88 doanh nghiệp còn 17, giảm 71 doanh nghiệp`
            let falls = self.says(last.at, "còn")
                && change == from + 2
                && first.noun == own.noun
                && first.figure.amount() > last.figure.amount()
                && !self.parted(first, last);
            let opens = self.says(first.at, "từ") || falls && first.noun.is_some();
            (opens && leads && first.sentence == own.sentence && beside).then_some((from + 1, *from))
        };
        // what follows the change tells of it before what stands before it does
        let pairs = (change + 1..self.counts.len()).chain(0..change).filter_map(|from| pair(&from));
        let pairs: Vec<(usize, usize)> = pairs
            .filter(|(now, _)| {
                // what the brackets of the change itself tell is its own, however it is named
                let bracketed = |now: &Count| now.at > own.at && now.depth > own.depth;
                self.counts.get(*now).is_some_and(|now| bracketed(now) || self.comparable(now, own))
            })
            .collect();
        let fits = |(now, before): &&(usize, usize)| {
            let relation = Relation::Growth { change, now: *now, before: *before };
            holds(&relation, |at| Some(self.counts.get(at)?.figure))
        };
        pairs.iter().find(fits).or(pairs.first()).copied()
    }

    /// The figure that the change speaks of, and that of the other period.
    fn now_and_then(&self, change: usize) -> Option<(usize, usize)> {
        let own = self.counts.get(change)?;
        let here =
            |count: &Count| count.sentence == own.sentence && !self.is_change(count) && !self.is_times(count);
        let before = self.counts.iter().enumerate().take(change).rev();
        let named = self.counts.get(change + 1).filter(|next| self.is_other_period(own.end, next));
        // a share of the plan between the figure and its change is passed over
        let kind = named.map(|named| named.figure.is_percent());
        let points = self.cue_at(own.at + 1, Cue::Points).is_some();
        let rate = own.figure.is_percent() || points;
        let beside = self.closed_before(change);
        let (now, speaks) = before
            .clone()
            .find(|(index, count)| {
                beside == Some(*index)
                    || here(count)
                        && count.depth <= own.depth
                        && (rate || self.comparable(count, own) || own.noun.is_none())
                        && (rate || !count.figure.is_percent())
                        && (!points || count.figure.is_percent() || self.counts_points(count))
                        && kind.is_none_or(|kind| count.figure.is_percent() == kind)
            })
            .map(|(now, _)| self.part_of(now))
            .and_then(|now| Some((now, self.counts.get(now)?)))?;
        if !self.comparable(speaks, own) {
            return None;
        }
        let alike = |count: &Count| {
            count.figure.is_percent() == speaks.figure.is_percent()
                && (count.noun.is_none()
                    || speaks.noun.is_none()
                    || Lexicon::builtin().same_thing(count.noun, speaks.noun))
                && count.fraction == Fraction::No
        };
        let after = self.counts.iter().enumerate().skip(change + 1).find(|(index, count)| {
            // `(tăng 26% so với cùng kỳ, cùng kỳ ban hành 25 văn bản)`
            let named = *index == change + 1 && own.depth > 0 && count.depth == own.depth;
            let told = self.is_other_period(own.end, count) || named && self.speaks_of_before(count);
            here(count) && alike(count) && told
        });
        let earlier = before.clone().skip_while(|(index, _)| *index >= now).find(|(_, count)| {
            here(count) && alike(count) && self.speaks_of_before(count) && !self.is_stock(count)
        });
        // `năm nay đạt 89,36 điểm; so với năm 2023 (87,92 điểm) tăng 1,44 điểm`
        let held = before.take_while(|(index, _)| *index > now).find(|(_, count)| {
            let near = count.at.saturating_sub(8);
            let compared = self
                .tags_within(near, count.at)
                .any(|tag| matches!(tag.sense, Sense::Cue(Cue::Compare | Cue::Before)));
            here(count) && alike(count) && count.depth > own.depth && compared && !self.is_stock(count)
        });
        after.or(earlier).or(held).map(|(then, _)| (now, then))
    }

    /// The part of the fraction in the bracket that closes right before a change: `92,9% (1.892/2.037 hộ), tăng 128 hộ`.
    fn closed_before(&self, change: usize) -> Option<usize> {
        let own = self.counts.get(change).filter(|own| own.noun.is_some())?;
        let start = self.change(own)?.at;
        let close =
            start.checked_sub(1).map(|at| if self.is_mark(at, ',') { at.saturating_sub(1) } else { at })?;
        let open = (0..close).rfind(|at| self.is_mark(*at, '('))?;
        let inside = |count: &Count| {
            count.at > open
                && count.end <= close
                && count.noun == own.noun
                && count.fraction == Fraction::Part
        };
        self.counts.iter().position(inside).filter(|_| self.is_mark(close, ')'))
    }

    /// Whether a change can be one of this figure: points of a rate, percent of anything, a count of its own thing.
    fn comparable(&self, now: &Count, change: &Count) -> bool {
        let mille = |count: &Count| self.is_mark(count.at + 1, '‰');
        if self.is_times(change) || mille(change) != mille(now) {
            return false;
        }
        change.figure.is_percent()
            || (now.figure.is_percent() && self.cue_at(change.at + 1, Cue::Points).is_some())
            || (!now.figure.is_percent()
                && (change.noun.is_none()
                    || (now.noun.is_none() && now.figure.decimals() <= change.figure.decimals())
                    || Lexicon::builtin().same_thing(change.noun, now.noun)
                    || self.is_vague(change)))
    }

    /// Whether a figure counts points: `89,36 điểm`.
    fn counts_points(&self, count: &Count) -> bool {
        self.cue_at(count.at + 1, Cue::Points).is_some()
    }

    /// Whether a figure says how many times another: `gấp 2,4 lần`, `tăng gần 2 lần`.
    pub(crate) fn is_times(&self, count: &Count) -> bool {
        self.cue_at(count.at + 1, Cue::Times).is_some()
    }

    /// `việc`, which counts anything.
    fn is_vague(&self, count: &Count) -> bool {
        self.cue_at(count.at + 1, Cue::Neutral).is_some()
    }

    /// Whether a figure after a change is the other period's: `so với cùng kỳ (1.100 hồ sơ)`, `(kế hoạch 120)`.
    pub(crate) fn is_other_period(&self, from: usize, count: &Count) -> bool {
        let said = [Cue::Compare, Cue::Before, Cue::Plan];
        let between = self.tags.iter().any(|tag| {
            tag.at >= from
                && tag.end <= count.at
                && matches!(tag.sense, Sense::Cue(cue) if said.contains(&cue))
        }) || (count.depth > 0 && self.period(count).is_some());
        let words = self.tokens.get(from..count.at).unwrap_or_default();
        // `so với năm 2022 (trong đó 30 hồ sơ …)` goes on about this period
        let lists = [Cue::Open, Cue::Part, Cue::Whole];
        let opens = self.tags.iter().any(|tag| {
            tag.at >= from
                && tag.end <= count.at
                && matches!(tag.sense, Sense::Cue(cue) if lists.contains(&cue))
        });
        // `so với cùng kỳ và quả đạt 914 tấn` goes on about another thing, `và tăng 03 bậc so với …` about this one
        let moves = |at: usize| [Cue::Up, Cue::Down].iter().any(|cue| self.cue_at(at, *cue).is_some());
        let joins = |at: usize| self.is_word(at, "và") && !moves(at + 1) || self.is_word(at, "còn");
        let joined = (from..count.at).any(joins);
        let plain =
            !opens && !joined && !words.iter().any(|token| matches!(token.kind, Kind::Mark(';' | ',')));
        let next = self.counts.iter().filter(|other| other.at >= from && other.at < count.at).all(|other| {
            // `so với quý II (tổng cộng của 03 xã cũ là 1.728 hồ sơ)`
            let beside = count.depth > 0 && other.depth == count.depth && other.noun != count.noun;
            self.is_change(other) || other.figure.is_percent() && other.depth > 0 || beside
        });
        between && plain && next
    }

    /// Whether a figure is what was carried over, which is of this period.
    fn is_stock(&self, count: &Count) -> bool {
        let flow = &Lexicon::builtin().flow;
        self.values(count).contains(&(flow.number, flow.stock))
    }

    fn speaks_of_before(&self, count: &Count) -> bool {
        let [(from, _), (_, to)] = self.clause(count);
        self.cues(Cue::Before).any(|tag| tag.at >= from && tag.end <= to)
    }
}
