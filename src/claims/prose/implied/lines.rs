//! Lists whose whole stands in another line: under a line that counts nothing, after a colon, among the lines of one list.

use crate::claims::prose::implied::slip::{ALWAYS, Chance, LIKELY, POSSIBLE, PROBABLE, REMOTE};
use crate::claims::prose::implied::{Reading, amounts};
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::list::children;
use crate::claims::prose::partition::near;
use crate::claims::prose::text::{Count, Fraction, Level, Text};
use crate::claims::prose::token::{Kind, Token};
use crate::claims::prose::whole::{is_complete, mixes, one_facet, overlap};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;

use super::sums::{MOST, closes};

/// So many lines above the one that says what is left are read.
const LEFT: usize = 4;

/// A whole stands at most so many lines above its parts.
const ABOVE: usize = 6;

pub(super) fn ask(prose: &Prose<'_>, number: usize, questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    let led = if text.counts.is_empty() { led_lines(prose, number) } else { led(prose, (number, text)) };
    questions.push(led);
    questions.push(siblings(prose, (number, text)));
    questions.push(announced(prose, (number, text)));
    questions.push(summed_up(prose, (number, text)));
    questions.push(left(prose, (number, text)));
}

/// The line of a list that says what is left of an earlier one: `Phát sinh 864 hồ sơ`, `Trực tuyến 731 hồ sơ`, `Còn lại 133 hồ
/// sơ`.
fn left(prose: &Prose<'_>, (number, text): (usize, &Text<'_>)) -> Vec<Reading> {
    let Some(main) = text.main().filter(|_| text.level > Level::Body) else { return Vec::new() };
    let said = text.counts.get(main).is_some_and(|count| {
        text.tags_within(0, count.at).any(|tag| tag.sense == Sense::Cue(Cue::Remaining))
    });
    let noun = prose.noun((number, main)).filter(|_| said);
    let above = (0..number).rev().take(LEFT).map_while(|above| {
        let line = prose.texts.get(above).filter(|line| line.level == text.level)?;
        let main = (above, line.main()?);
        (noun.is_some() && prose.noun(main) == noun).then_some(main)
    });
    let above: Vec<At> = above.collect();
    let reading = |length: usize| {
        let (whole, parts) = above.get(..length)?.split_last()?;
        let parts = parts.iter().copied().chain([(number, main)]).collect();
        let bound = if length == 2 { LIKELY } else { POSSIBLE };
        Some(Reading { relation: Relation::Sum { total: *whole, parts }, bound })
    };
    (2..=above.len()).filter_map(reading).collect()
}

/// The total that a paragraph opens with, of what the one before tells by quarters: `Tính chung 6 tháng … 2.523 trường hợp`.
fn summed_up(prose: &Prose<'_>, (number, text): (usize, &Text<'_>)) -> Vec<Reading> {
    let said = text.cues(Cue::SumUp).any(|tag| tag.at <= 1);
    let total = text.main().filter(|_| said);
    let above = number.checked_sub(1).and_then(|above| Some((above, prose.texts.get(above)?)));
    let Some((total, (above, told))) = total.zip(above) else { return Vec::new() };
    let noun = prose.noun((number, total));
    let parts = amounts(told).filter(|(_, part)| part.noun == noun && part.fraction == Fraction::No);
    let parts: Vec<At> = parts.map(|(part, _)| (above, part)).collect();
    if noun.is_none() || !(2..=4).contains(&parts.len()) {
        return Vec::new();
    }
    vec![Reading { relation: Relation::Sum { total: (number, total), parts }, bound: LIKELY }]
}

/// The paragraphs after one that states a total, each beginning with the same word: `Nhóm tư pháp … 355 hồ sơ`, `Nhóm
/// địa chính … 214 hồ sơ`.
fn announced(prose: &Prose<'_>, (number, text): (usize, &Text<'_>)) -> Vec<Reading> {
    let first = |number: usize| {
        prose.texts.get(number)?.tokens.iter().find(|token| is_word(token)).map(|token| token.word)
    };
    let Some(opening) = first(number + 1).filter(|word| first(number) != Some(*word)) else {
        return Vec::new();
    };
    let below = prose.texts.iter().enumerate().skip(number + 1).take(MOST);
    let lines = below.take_while(|(at, line)| line.met.is_body() && first(*at) == Some(opening));
    let parts: Vec<At> = lines.filter_map(|(at, line)| Some((at, line.main()?))).collect();
    let noun = parts.first().and_then(|at| prose.noun(*at));
    if parts.len() < 3 || noun.is_none() || !prose.of_one_noun(&parts) || overlap(prose, &parts) {
        return Vec::new();
    }
    // `thuộc 04 nhóm` counts the paragraphs
    let counted = text.counts.iter().any(|count| count.figure.amount() == Some(parts.len().into()));
    let wholes = amounts(text).filter(|(_, whole)| whole.noun == noun && whole.fraction == Fraction::No);
    let reading = |(whole, _): (usize, &Count)| Reading {
        relation: Relation::Sum { total: (number, whole), parts: parts.clone() },
        bound: if counted { ALWAYS } else { PROBABLE },
    };
    wholes.map(reading).collect()
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, Kind::Word { .. })
}

/// The lines after one that states a total, where all stand in one list: `Tổng số giường bệnh: 165`, `Trạm y tế: 50`.
fn siblings(prose: &Prose<'_>, (number, text): (usize, &Text<'_>)) -> Vec<Reading> {
    let said = text.cues(Cue::Total).any(|tag| tag.at <= 1);
    let Some((whole, own)) =
        text.main().and_then(|main| Some((main, text.counts.get(main)?))).filter(|_| said)
    else {
        return Vec::new();
    };
    let below = prose.texts.iter().enumerate().skip(number + 1).take(MOST);
    let lines = below.take_while(|(_, line)| line.met.is_body() && line.level >= text.level);
    let part = |(at, line): (usize, &Text<'_>)| {
        let main = line.main()?;
        let count = line.counts.get(main)?;
        let total = line.cues(Cue::Total).any(|tag| tag.at <= 1);
        (count.noun == own.noun && own.noun.is_some() && !total).then_some((at, main))
    };
    let parts: Vec<At> = lines.filter(|(_, line)| line.level == text.level).map_while(part).collect();
    let reading = |length: usize| {
        let parts = parts.get(..length)?.to_vec();
        let all = length == parts.len() && !overlap(prose, &parts) && !mixes(prose, &parts);
        let bound = if all { PROBABLE } else { REMOTE };
        Some(Reading { relation: Relation::Sum { total: (number, whole), parts }, bound })
    };
    (2..=parts.len()).rev().filter_map(reading).collect()
}

/// The list that a line is after its colon, of a whole that a line above counts: `Phân theo lĩnh vực: tài chính 02 cuộc,
/// đất đai 03 cuộc`.
fn led(prose: &Prose<'_>, (number, text): (usize, &Text<'_>)) -> Vec<Reading> {
    let Some((_, first)) = amounts(text).next() else { return Vec::new() };
    let colon = (0..first.at).any(|at| text.is_mark(at, ':'));
    let list: Vec<(usize, &Count)> = amounts(text)
        .filter(|(_, part)| {
            part.depth == first.depth && part.sentence == first.sentence && part.fraction == Fraction::No
        })
        .collect();
    let same = first.noun.is_some() && list.iter().all(|(_, part)| part.noun == first.noun);
    let closed = list.last().is_some_and(|(_, last)| closes(text, last));
    if !colon || !text.met.is_body() || list.len() < 2 || list.len() > MOST || !same || !closed {
        return Vec::new();
    }
    let parts: Vec<At> = list.iter().map(|(at, _)| (number, *at)).collect();
    // kinds of one facet, each once, divide all there are: thạc sĩ, đại học, cao đẳng
    let kinds = parts.len() > 2 && one_facet(prose, &parts);
    of_above(prose, number, &parts, text.cuts() || kinds)
}

/// The lines under one that counts nothing and announces them: `Hình thức tiếp nhận:`.
fn led_lines(prose: &Prose<'_>, number: usize) -> Vec<Reading> {
    let Some(text) = prose.texts.get(number).filter(|text| text.words.trim_end().ends_with(':')) else {
        return Vec::new();
    };
    let children = children(prose, number);
    let parts: Vec<At> =
        children.iter().filter_map(|child| Some((*child, prose.texts.get(*child)?.main()?))).collect();
    let same = parts.first().and_then(|at| prose.noun(*at)).is_some() && prose.of_one_noun(&parts);
    if parts.len() < 2 || parts.len() < children.len() || parts.len() > MOST || !same {
        return Vec::new();
    }
    of_above(prose, number, &parts, text.cuts())
}

/// The readings of parts as those of a figure that one of the lines above counts.
fn of_above(prose: &Prose<'_>, number: usize, parts: &[At], divides: bool) -> Vec<Reading> {
    let noun = parts.first().and_then(|at| prose.noun(*at));
    let above = number.saturating_sub(ABOVE)..number;
    let wholes: Vec<At> = above
        .rev()
        .filter_map(|above| Some((above, prose.texts.get(above)?)))
        .flat_map(|(above, text)| {
            amounts(text)
                .filter(move |(_, whole)| whole.noun == noun && !text.overlaps(whole))
                .map(move |(at, _)| (above, at))
        })
        .collect();
    let bound = if overlap(prose, parts) || mixes(prose, parts) {
        0
    } else if is_complete(prose, parts) || divides {
        LIKELY
    } else {
        POSSIBLE
    };
    let bound = bound / Chance::try_from(wholes.len().max(1)).unwrap_or(ALWAYS);
    let reading = |total| {
        let near = bound > 0 && (divides || is_complete(prose, parts)) && near(prose, total, parts, 5);
        Reading {
            relation: Relation::Sum { total, parts: parts.to_vec() },
            bound: if near { ALWAYS } else { bound },
        }
    };
    wholes.into_iter().map(reading).collect()
}

impl Text<'_> {
    /// Whether a line begins with what divides something: `Phân theo lĩnh vực: …`.
    fn cuts(&self) -> bool {
        let colon = self.first_colon();
        self.cues(Cue::Whole).any(|tag| tag.at <= 1) || self.cues(Cue::All).any(|tag| tag.end <= colon)
    }
}
