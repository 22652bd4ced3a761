//! Lists that nothing opens: `318 văn bản: còn hiệu lực 247, hết hiệu lực 71`, `trong 18 hồ sơ có 14 …, 04 …`, and
//! totals after their parts: `37 buổi …, 22 tin …; tổng số 59 lượt`.

use crate::claims::prose::about::Value;
use crate::claims::prose::implied::slip::{ALWAYS, Chance, LIKELY, POSSIBLE, PROBABLE, REMOTE};
use crate::claims::prose::implied::{Reading, alike, amounts, is_base};
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::partition::near;
use crate::claims::prose::text::{Count, Fraction, Noun, Text};
use crate::claims::prose::token::Kind;
use crate::claims::prose::whole::{denies, mixes, one_facet, overlap};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;

/// So many paragraphs above a total its parts are looked for.
const ABOVE: usize = 4;

/// Long lists of what only looks alike are left alone.
pub(super) const MOST: usize = 12;

pub(super) fn ask(prose: &Prose<'_>, number: usize, questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    for (whole, count) in amounts(text) {
        let first = amounts(text).find(|(_, other)| other.sentence == count.sentence);
        if text.overlaps(count) && first.is_none_or(|(first, _)| first != whole) {
            continue; // đảng viên 22 người: one more trait, which nothing after it divides
        }
        let runs = runs(prose, text, (whole, count));
        let readings = runs.into_iter().map(|run| {
            let bound = strength(prose, (number, text), whole, &run);
            let parts: Vec<At> = run.iter().map(|part| (number, *part)).collect();
            let relation = Relation::Sum { total: (number, whole), parts };
            Reading { relation, bound }
        });
        questions.push(readings.collect());
        questions.push(totals(prose, (number, text), (whole, count)));
        questions.extend(named(prose, (number, text), (whole, count)).map(|reading| vec![reading]));
    }
}

/// The lists that may follow a whole in its sentence: all figures to its end, those to each semicolon, those that
/// count the same thing.
fn runs(prose: &Prose<'_>, text: &Text<'_>, (whole, count): (usize, &Count)) -> Vec<Vec<usize>> {
    let after: Vec<(usize, &Count)> = amounts(text)
        .filter(|(at, other)| {
            *at > whole && other.sentence == count.sentence && other.fraction == Fraction::No
        })
        .collect();
    let Some((_, first)) =
        after.first().filter(|(_, first)| !count.alone && !singles_out(text, count, first))
    else {
        return Vec::new();
    };
    let depth = first.depth;
    let close = (depth > count.depth).then(|| text.closes(first.at, depth));
    let level: Vec<usize> = after
        .iter()
        .filter(|(_, other)| other.depth == depth && close.is_none_or(|close| other.at < close))
        .map(|(at, _)| *at)
        .collect();
    let pick = |keep: &dyn Fn(&Count) -> bool| -> Vec<usize> {
        after.iter().filter(|(_, other)| keep(other)).map(|(at, _)| *at).collect()
    };
    let flat = pick(&|other| other.depth == count.depth);
    let named = pick(&|other| count.noun.is_some() && other.noun == count.noun);
    let mut found: Vec<Vec<usize>> = Vec::new();
    for list in [level, flat, named] {
        let cuts =
            (2..=list.len().min(MOST)).filter(|length| *length == list.len() || ends(text, &list, *length));
        found.extend(cuts.filter_map(|length| Some(list.get(..length)?.to_vec())));
    }
    found.sort();
    found.dedup();
    found
        .retain(|run| run.iter().all(|part| fits(prose, text, (count, *part))) && is_level(text, count, run));
    found
}

/// Whether the figures stand as a list does: in the whole's own bracket or deeper, all in one bracket or each in its
/// own.
fn is_level(text: &Text<'_>, whole: &Count, run: &[usize]) -> bool {
    let parts: Vec<&Count> = run.iter().filter_map(|part| text.counts.get(*part)).collect();
    let closed = |from: usize, to: usize| (from..to).any(|at| text.is_mark(at, ')'));
    let Some(first) = parts.first() else { return false };
    let inside = whole.depth == 0 || !closed(whole.end, first.at);
    let apart: Vec<bool> =
        parts.iter().zip(parts.iter().skip(1)).map(|(one, next)| closed(one.end, next.at)).collect();
    let level = parts.iter().all(|part| part.depth == first.depth);
    let deeper = first.depth > whole.depth;
    inside && level && (!deeper || apart.iter().all(|apart| *apart) || !apart.contains(&true))
}

impl Text<'_> {
    /// Whether a semicolon stands between two tokens and what comes after it opens no list.
    fn turns(&self, from: usize, to: usize) -> bool {
        let mark = (from..to).rfind(|at| self.is_mark(*at, ';'));
        mark.is_some_and(|mark| {
            let opens = |cue| self.cue_at(mark + 1, cue).is_some();
            // `…; kết quả: 38 văn bản còn hiệu lực`
            let led = (mark..to).any(|at| self.is_mark(at, ':'));
            !(led || opens(Cue::Open) || opens(Cue::Whole))
        })
    }
}

/// Whether the words between a whole and a figure say that only some parts follow: `tập trung ở`, `trong đó có`.
fn singles_out(text: &Text<'_>, whole: &Count, first: &Count) -> bool {
    text.cues(Cue::Part).any(|tag| tag.at >= whole.end && tag.end <= first.at)
}

/// Whether a semicolon stands before the next figure of a list.
fn ends(text: &Text<'_>, list: &[usize], length: usize) -> bool {
    let count = |at: usize| list.get(at).and_then(|at| text.counts.get(*at));
    count(length - 1).zip(count(length)).is_some_and(|(last, next)| text.parted(last, next))
}

/// Whether a figure can be a part of the whole: money of money, things of things.
fn fits(prose: &Prose<'_>, text: &Text<'_>, (whole, part): (&Count, usize)) -> bool {
    text.counts
        .get(part)
        .is_some_and(|part| alike(prose, whole, part) || (whole.figure.is_count() && part.figure.is_count()))
}

/// How often a list that does not belong to this whole may look like a slip of it before it is left alone.
fn strength(prose: &Prose<'_>, (number, text): (usize, &Text<'_>), whole: usize, run: &[usize]) -> Chance {
    let counts = || run.iter().filter_map(|part| text.counts.get(*part));
    let Some((own, first)) = text.counts.get(whole).zip(counts().next()) else { return 0 };
    let Some(last) = counts().next_back() else { return 0 };
    let parts: Vec<At> = run.iter().map(|part| (number, *part)).collect();
    let same = counts().all(|part| alike(prose, own, part) && part.noun == first.noun);
    let whole_list = closes(text, last);
    let beside = run.first().is_some_and(|part| {
        text.counts.get(whole + 1..*part).is_some_and(|between| {
            between.iter().all(|other| other.figure.is_percent() || is_base(other) || other.noun != own.noun)
        })
    });
    if overlap(prose, &parts) || mixes(prose, &parts) || !whole_list || restarts(text, run) {
        return REMOTE;
    }
    let near = near(prose, (number, whole), &parts, 10);
    let covers = matches!(parts.as_slice(), [one, other] if denies(prose, *one, *other));
    if same && near && (covers || run.len() > 2 && one_facet(prose, &parts)) {
        return ALWAYS;
    }
    if !beside {
        return REMOTE;
    }
    if !same && !names_kinds(prose, text, (whole, run)) {
        return REMOTE;
    }
    if text.turns(own.end, first.at) && is_item(text, own) {
        return REMOTE;
    }
    if text.turns(own.end, first.at) {
        return if same && own.noun.is_some() && run.len() > 2 { LIKELY } else { REMOTE };
    }
    match (opened(text, own, first), same, run.len() > 2) {
        (true, _, true) | (true, true, _) => ALWAYS,
        (true, false, false) => LIKELY,
        (false, true, true) => LIKELY,
        (false, true, false) => POSSIBLE,
        _ => REMOTE,
    }
}

/// Whether another list begins between two parts: `…, cao đẳng 01 người; lý luận chính trị: cao cấp 10 người`, `01 đoàn
/// gồm 11 người`.
fn restarts(text: &Text<'_>, run: &[usize]) -> bool {
    let parts = || run.iter().filter_map(|part| text.counts.get(*part));
    parts().zip(parts().skip(1)).any(|(one, next)| {
        let parted = (one.end..next.at).find(|at| text.is_mark(*at, ';'));
        parted.is_some_and(|from| (from..next.at).any(|at| text.is_mark(at, ':')))
            || text.tags_within(one.end, next.at).any(|tag| tag.sense == Sense::Cue(Cue::Whole))
    })
}

/// Whether a figure is one item of a list between semicolons: one that counts the same stands before it.
fn is_item(text: &Text<'_>, own: &Count) -> bool {
    amounts(text).any(|(_, other)| {
        other.at < own.at
            && other.sentence == own.sentence
            && other.noun == own.noun
            && text.parted(other, own)
    })
}

/// Whether parts of several names are kinds of what the whole counts: each has a name of its own, and no other figure
/// before them has it: `21 văn bản (05 kế hoạch, 02 quyết định, 14 công văn)`.
fn names_kinds(prose: &Prose<'_>, text: &Text<'_>, (whole, run): (usize, &[usize])) -> bool {
    let nouns: Vec<Option<Noun>> = run.iter().filter_map(|part| Some(text.counts.get(*part)?.noun)).collect();
    let own = text.counts.get(whole).and_then(|count| count.noun);
    let known = |noun: Option<Noun>| matches!(noun, Some(Noun::Known(_)));
    let measures = known(own) && nouns.iter().copied().any(known) && !prose.lexicon.is_generic(own);
    let one = !measures && nouns.iter().all(|noun| Some(noun) == nouns.first());
    let each = nouns
        .iter()
        .enumerate()
        .all(|(at, noun)| noun.is_some() && !nouns.iter().skip(at + 1).any(|other| other == noun));
    let Some(sentence) = text.counts.get(whole).map(|count| count.sentence) else { return false };
    let mut others = amounts(text).filter(|(at, count)| *at < whole && count.sentence == sentence);
    (one || each) && !others.any(|(_, other)| other.noun.is_some() && nouns.contains(&other.noun))
}

/// Whether a list is over after a figure: its clause ends with the sentence, a semicolon or a bracket.
pub(super) fn closes(text: &Text<'_>, last: &Count) -> bool {
    let mut depth = 0_i32;
    for (at, token) in text.tokens.iter().enumerate().skip(last.end) {
        match token.kind {
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            Kind::Stop | Kind::Mark(';' | ')') => return true,
            Kind::Figure(_) if text.counts.iter().any(|count| count.at == at && continues(last, count)) => {
                return false;
            }
            _ => {}
        }
    }
    true
}

/// Whether a figure may be one more of a list.
fn continues(last: &Count, count: &Count) -> bool {
    !count.figure.is_percent() && (count.noun == last.noun || count.noun.is_none())
}

/// Whether what stands between a whole and the first part announces a list: a colon, a bracket, `trong 18 … có`.
fn opened(text: &Text<'_>, whole: &Count, first: &Count) -> bool {
    let mark = (whole.end..first.at)
        .any(|at| text.is_mark(at, ':') || text.is_mark(at, '(') && first.depth > whole.depth);
    let cue = text.tags.iter().any(|tag| {
        tag.at >= whole.end && tag.end <= first.at && matches!(tag.sense, Sense::Cue(Cue::Whole | Cue::Open))
    });
    let among = text.says(whole.at, "trong") && (whole.end..first.at).any(|at| text.is_word(at, "có"));
    mark || cue || among
}

/// The figures before one that is said to be a total.
fn totals(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (total, count): (usize, &Count),
) -> Vec<Reading> {
    let [(from, to), _] = text.clause(count);
    let said = text.tags.iter().any(|tag| {
        tag.at >= from && tag.end <= to && matches!(tag.sense, Sense::Cue(Cue::SumUp | Cue::Total | Cue::All))
    });
    if !said || is_base(count) {
        return Vec::new();
    }
    let before: Vec<(usize, &Count)> = amounts(text)
        .take_while(|(at, _)| *at < total)
        .filter(|(_, part)| !is_base(part) && part.depth <= count.depth)
        .collect();
    let named: Vec<(usize, &Count)> =
        before.iter().copied().filter(|(_, part)| count.noun.is_some() && part.noun == count.noun).collect();
    let mut found = Vec::new();
    for list in [&before, &named] {
        for length in 2..=list.len().min(4) {
            let Some(run) = list.get(list.len() - length..) else { continue };
            if !run.iter().all(|(part, _)| fits(prose, text, (count, *part))) {
                continue;
            }
            let same = run.iter().all(|(_, part)| alike(prose, count, part));
            let here = run.iter().all(|(_, part)| part.sentence == count.sentence);
            let all = list.len() == length
                || here && list.iter().filter(|(_, part)| part.sentence == count.sentence).count() == length;
            let bound = match (same, here, all) {
                (true, true, true) => LIKELY,
                (false, true, true) | (true, false, true) => PROBABLE,
                (true, true, false) => POSSIBLE,
                _ => REMOTE,
            };
            let parts = run.iter().map(|(at, _)| (number, *at)).collect();
            found.push(Reading { relation: Relation::Sum { total: (number, total), parts }, bound });
        }
    }
    found
}

/// The total of what it names: `Tổng số hộ nghèo và hộ cận nghèo là 89 hộ`, each counted before.
fn named(
    prose: &Prose<'_>,
    (number, text): (usize, &Text<'_>),
    (total, count): (usize, &Count),
) -> Option<Reading> {
    let (from, _) = text.sentence(count.at);
    let cue = text
        .tags_within(from, count.at)
        .filter(|tag| matches!(tag.sense, Sense::Cue(Cue::SumUp | Cue::Total)));
    let (from, noun) = (cue.map(|tag| tag.end).last()?, count.noun?);
    let told: Vec<Value> = text
        .tags_within(from, count.at)
        .filter_map(|tag| match tag.sense {
            Sense::Value { facet, value } => Some((facet, value)),
            _ => None,
        })
        .collect();
    let (facet, _) = *told.first()?;
    let apart = told
        .iter()
        .enumerate()
        .all(|(at, value)| value.0 == facet && !told.iter().skip(at + 1).any(|other| other == value));
    if told.len() < 2 || !apart || !text.counts_within(from, count.at).is_empty() {
        return None;
    }
    let near = number.saturating_sub(ABOVE)..number + 1;
    let part = |value: &Value| {
        near.clone().rev().find_map(|above| {
            let text = prose.texts.get(above)?;
            let is_part = |(at, part): &(usize, &Count)| {
                (above < number || *at < total)
                    && part.noun == Some(noun)
                    && !is_base(part)
                    && text.values(part) == [*value]
            };
            amounts(text).rfind(is_part).map(|(at, _)| (above, at))
        })
    };
    let parts: Vec<At> = told.iter().map(part).collect::<Option<_>>()?;
    Some(Reading { relation: Relation::Sum { total: (number, total), parts }, bound: ALWAYS })
}
