//! Changes whose sides stand further away: in the sentence before, in brackets earlier, in the paragraph above.

use crate::claims::prose::implied::slip::{ALWAYS, Chance, PROBABLE, REMOTE};
use crate::claims::prose::implied::{Read, Reading, amounts, is_amount, is_base};
use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::subject::subject;
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::Figure;

/// So many paragraphs above a change it is looked for how much there is now.
const NAMED: usize = 12;

/// Ties a change in percent to the same change in things before it and what that is held against: `giảm 05 vụ (13,9%)
/// so với cùng kỳ (36 vụ)`.
pub(super) fn bind(prose: &mut Prose<'_>, number: usize, read: &Read) {
    let Some(text) = prose.texts.get(number) else { return };
    let mut found = Vec::new();
    for (rate, count) in text.counts.iter().enumerate().filter(|(_, count)| count.figure.is_percent()) {
        let Some(part) = text.moved_before(rate) else { continue };
        let (rate, part) = ((number, rate), (number, part));
        let base = read.before.get(&prose.id(part)).copied();
        let known = read.changes.contains(&rate);
        let rises = text.counts.get(part.1).and_then(|part| text.change(part)).map(|tag| tag.sense);
        if let Some(whole) = base.filter(|_| !known || !text.has_sides(count)) {
            found.push((rate, part, whole, rises == Some(Sense::Cue(Cue::Down))));
        }
    }
    for (rate, part, whole, falls) in found {
        let relation = Relation::Ratio { rate: prose.id(rate), part: prose.id(part), whole };
        prose.must(relation);
        if !read.changes.contains(&rate) {
            prose.note_change(rate, falls);
        }
    }
}

pub(super) fn ask(prose: &Prose<'_>, (number, read): (usize, &Read), questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    for (rate, count) in text.counts.iter().enumerate() {
        if count.figure.is_percent() && !text.is_change(count) && text.says_again(count) {
            questions.push(relative(text, number, (rate, count)));
        }
    }
    for (change, count) in text.counts.iter().enumerate() {
        if read.changes.contains(&(number, change)) || !text.is_change(count) || text.is_times(count) {
            continue;
        }
        let mut readings = readings(prose, (number, text), (change, count));
        readings.extend(named(prose, (number, text), (change, count)));
        questions.push(readings);
    }
}

/// A change that names what it is of, where a paragraph above says how much that is now: `Tỷ lệ hồ sơ trực tuyến tăng 17,66
/// điểm so với cùng kỳ (71,35%)`.
fn named(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (change, count): (usize, &Count),
) -> Vec<Reading> {
    let points = text.cue_at(count.at + 1, Cue::Points).is_some();
    let then = text.counts.get(change + 1).filter(|then| {
        text.is_other_period(count.end, then)
            && (then.figure.is_percent() == points)
            && (points || prose.lexicon.same_noun(then.noun, count.noun))
    });
    let (Some(then), Some(moves)) = (then, text.change(count)) else { return Vec::new() };
    let (from, _) = text.sentence(count.at);
    let begins = |at: &usize| text.is_mark(*at, ';');
    let start = (from..moves.at).rfind(begins).map_or(from, |at| at + 1);
    let name = text.telling(&[(start, moves.at)]);
    if name.len() < 2 || !text.counts_within(from, moves.at).is_empty() {
        return Vec::new();
    }
    let mut nows: Vec<(At, Figure)> = Vec::new();
    for above in (number.saturating_sub(NAMED)..number).rev() {
        let Some(text) = prose.texts.get(above) else { continue };
        for (index, now) in text.counts.iter().enumerate() {
            let like = now.figure.is_percent() == points && (points || now.noun == count.noun);
            let at = (above, index);
            let says =
                || subject(prose, at).is_some_and(|now| name.iter().all(|word| now.words.contains(word)));
            if like && !text.is_change(now) && !is_base(now) && !prose.then.contains(&at) && says() {
                nows.push((at, now.figure));
            }
        }
    }
    nows.dedup_by_key(|(_, figure)| *figure);
    let before = (number, change + 1);
    let bound = PROBABLE / Chance::try_from(nows.len().max(1)).unwrap_or(ALWAYS);
    let reading = |(now, _): (At, Figure)| Reading {
        relation: Relation::Growth { change: (number, change), now, before },
        bound,
    };
    if then.fraction == Fraction::No { nows.into_iter().map(reading).collect() } else { Vec::new() }
}

fn readings(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (change, count): (usize, &Count),
) -> Vec<Reading> {
    let falls = text.change(count).is_some_and(|tag| tag.sense == Sense::Cue(Cue::Down));
    let points = text.cue_at(count.at + 1, Cue::Points).is_some();
    let side = |other: &Count| {
        if points {
            other.figure.is_percent()
        } else {
            is_amount(text, other)
                && (count.figure.is_percent() || prose.lexicon.same_noun(other.noun, count.noun))
        }
    };
    // what stands after a semicolon tells of another thing, which no earlier change is of
    let parted = |other: &Count| other.at > count.at && text.parted(count, other);
    let near = |other: &Count| {
        other.sentence + 1 >= count.sentence && other.sentence <= count.sentence && !parted(other)
    };
    let sides: Vec<(usize, &Count)> = text
        .counts
        .iter()
        .enumerate()
        .filter(|(at, other)| *at != change && near(other) && side(other) && !text.is_change(other))
        .collect();
    let mut pairs = Vec::new();
    for (then, before) in &sides {
        for (now, after) in &sides {
            let grown = after.figure.amount() > before.figure.amount();
            let same = after.noun == before.noun || after.noun.is_none() || before.noun.is_none();
            // the two sides of one fraction are of one period
            let part = if now < then { after } else { before };
            let one = part.fraction == Fraction::Part && now.abs_diff(*then) == 1;
            if now != then && grown != falls && same && !one {
                pairs.push(((*now, *after), (*then, *before)));
            }
        }
    }
    let only = pairs.len() == 1;
    let growth = |((now, after), (then, before)): &((usize, &Count), (usize, &Count))| {
        let moved = text.says(before.at, "từ") && now > then;
        let told = moved || of_before(text, before) && !of_before(text, after);
        let relation =
            Relation::Growth { change: (number, change), now: (number, *now), before: (number, *then) };
        Reading { relation, bound: if told || only { PROBABLE } else { REMOTE } }
    };
    let mut found: Vec<Reading> = pairs.iter().map(growth).collect();
    if count.figure.is_percent() && !points {
        found.extend(relative(text, number, (change, count)));
    }
    found
}

/// A change in percent after the same change in things: `tăng 15 lượt so với cùng kỳ (44 lượt), tương ứng tăng 34,1%`.
fn relative(text: &Text<'_>, number: usize, (change, count): (usize, &Count)) -> Vec<Reading> {
    let moved = text.counts.iter().enumerate().take(change).rev().find(|(_, other)| {
        other.sentence == count.sentence && !other.figure.is_percent() && text.is_change(other)
    });
    let Some((part, own)) = moved else { return Vec::new() };
    let told = amounts(text).any(|(_, other)| other.sentence == count.sentence && of_before(text, other));
    let bases = text.counts.iter().enumerate().filter(|(at, other)| {
        *at != part
            && other.sentence == count.sentence
            && is_amount(text, other)
            && other.figure.amount() > own.figure.amount()
            && (!told || of_before(text, other))
            && (other.noun == own.noun || other.noun.is_none() || own.noun.is_none())
    });
    let reading = |(whole, base): (usize, &Count)| Reading {
        relation: Relation::Ratio { rate: (number, change), part: (number, part), whole: (number, whole) },
        bound: if of_before(text, base) { PROBABLE } else { REMOTE },
    };
    bases.map(reading).collect()
}

impl Text<'_> {
    /// Whether a percent says the figure right before it once more: `tăng 3.236 hồ sơ, tương ứng 12,99%`.
    fn says_again(&self, share: &Count) -> bool {
        let from = self.before_cues(share.at);
        let cue = self.tags_within(from, share.at).any(|tag| tag.sense == Sense::Cue(Cue::Ratio));
        cue && self.counts.iter().any(|other| other.end == from && self.is_change(other))
    }

    /// The change in things that a percent after it says once more: right after it, in brackets, or with a direction
    /// of its own.
    pub(crate) fn moved_before(&self, rate: usize) -> Option<usize> {
        let own = self.counts.get(rate)?;
        let part = self.counts.get(..rate)?.iter().rposition(|other| {
            other.sentence == own.sentence && !other.figure.is_percent() && self.is_change(other)
        })?;
        let moved = self.counts.get(part)?;
        let from = self.before_cues(own.at);
        let share = self.tags.iter().any(|tag| {
            tag.at >= from && tag.end <= own.at && matches!(tag.sense, Sense::Cue(Cue::Ratio | Cue::Rate))
        });
        let between = self.counts.get(part + 1..rate)?;
        let points = self.cue_at(moved.at + 1, Cue::Points).is_some();
        let opens = self.is_mark(moved.end, '(') && moved.end + 1 == own.at || self.is_change(own);
        let beside = between.is_empty() && own.depth > moved.depth && opens && !share;
        let again = self.is_change(own)
            && self.change(own).map(|tag| tag.sense) == self.change(moved).map(|tag| tag.sense)
            && between.iter().all(|other| other.depth > moved.depth || of_before(self, other));
        (!points && (beside || again)).then_some(part)
    }

    /// Whether a change in percent names sides of its own: `tăng 8% so với cùng kỳ (1.100 hồ sơ)`.
    fn has_sides(&self, change: &Count) -> bool {
        self.counts.iter().any(|other| {
            other.at > change.at
                && other.sentence == change.sentence
                && self.tags.iter().any(|tag| {
                    tag.at >= change.end
                        && tag.end <= other.at
                        && matches!(tag.sense, Sense::Cue(Cue::Compare))
                })
        })
    }
}

/// Whether a figure is said to be another period's: by its clause, or by the words between it and the figure before.
fn of_before(text: &Text<'_>, count: &Count) -> bool {
    let from = text.counts.iter().map(|other| other.end).filter(|end| *end <= count.at).max().unwrap_or(0);
    let said = |tag: &Tag| matches!(tag.sense, Sense::Cue(Cue::Before | Cue::Compare | Cue::Plan));
    text.clause_tags(count).any(|tag| said(&tag))
        || text.tags.iter().any(|tag| tag.at >= from && tag.end <= count.at && said(tag))
}
