//! The subject of a figure: its words reduced to what tells one measure from another, its period and its body.

use crate::claim::ClaimId;
use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::text::{Count, Fraction, Level, Noun, Text};
use crate::claims::prose::token::{Kind, Word};
use crate::claims::prose::{At, Prose};
use crate::num::Figure;

/// What a figure is about.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) id: ClaimId,
    pub(crate) figure: Figure,
    /// The words that tell, each once, in order of their numbers.
    pub(crate) words: Vec<Word>,
    /// Those of its own clause, the whole's aside.
    pub(crate) own: Vec<Word>,
    pub(crate) noun: Option<Noun>,
    /// Whether a note states it.
    pub(crate) note: bool,
    /// The period and the bodies that the sentence names.
    pub(crate) scope: Vec<Word>,
    /// Where it stands: two figures of one sentence are never one.
    pub(crate) sentence: (usize, usize),
    /// The paragraph above that its own paragraph is an item of.
    pub(crate) parent: Option<usize>,
    /// Whether it is a plan, a target, or another period's.
    pub(crate) apart: bool,
}

/// Cues that say how a figure is stated and nothing of what it is.
const SILENT: [Cue; 19] = [
    Cue::All,
    Cue::Time,
    Cue::Function,
    Cue::Neutral,
    Cue::Ratio,
    Cue::Rate,
    Cue::Whole,
    Cue::Open,
    Cue::Part,
    Cue::Remaining,
    Cue::Total,
    Cue::SumUp,
    Cue::More,
    Cue::Less,
    Cue::About,
    Cue::AtLeast,
    Cue::AtMost,
    Cue::Over,
    Cue::AsOf,
];

/// Of phrases that end together the one that says most counts.
fn weight(sense: Sense) -> u8 {
    match sense {
        Sense::Value { .. } => 4,
        Sense::Noun(_) => 3,
        Sense::Mixed { .. } => 2,
        Sense::Cue(cue) if SILENT.contains(&cue) => 1,
        Sense::Cue(_) | Sense::Decoy(_) => 0,
    }
}

/// A word's number that no hash of a word is likely to have.
fn mark(kind: u64, value: u64) -> Word {
    (kind << 56) | (value << 1) | 1
}

/// The facet whose value a word is.
fn facet(word: Word) -> Option<Word> {
    (word >> 56 == 2).then_some((word & 0x00ff_ffff_ffff_ffff) >> 9)
}

/// The subjects of all figures that state an amount or a rate.
pub(crate) fn subjects(prose: &Prose<'_>) -> Vec<Subject> {
    let mut found = Vec::new();
    for (number, text) in prose.texts.iter().enumerate() {
        for (index, count) in text.counts.iter().enumerate() {
            let ranges = ["từ", "lên", "xuống"].iter().any(|word| text.says(count.at, word));
            let then = prose.then.contains(&(number, index)) || ranges;
            if count.fraction == Fraction::Whole || text.is_change(count) || count.alone || then {
                continue;
            }
            found.extend(subject(prose, (number, index)));
        }
    }
    found
}

pub(crate) fn subject(prose: &Prose<'_>, at: At) -> Option<Subject> {
    let (text, count) = (prose.texts.get(at.0)?, prose.count(at)?);
    let mut ranges = text.spoken(count);
    let mut noun = count.noun;
    let spoken = count.figure.is_percent().then(|| text.antecedent(at.1)).flatten();
    let spoken = spoken.and_then(|index| text.counts.get(index));
    if let Some(spoken) = spoken {
        ranges.extend(text.spoken(spoken));
        noun = spoken.noun;
    }
    let mut words = text.telling(&ranges);
    let mut own = words.clone();
    let facets: Vec<Word> = words.iter().filter_map(|word| facet(*word)).collect();
    words.extend(
        prose.inherited(at).into_iter().filter(|word| !facet(*word).is_some_and(|own| facets.contains(&own))),
    );
    if count.figure.is_percent() {
        words.push(mark(3, 0));
    }
    words.extend(noun.map(noun_word));
    settle(&mut words);
    if words.len() == 1 && text.clause_tags(count).any(|tag| tag.sense == Sense::Cue(Cue::All)) {
        words.push(mark(5, 0));
    }
    if count.figure.is_percent() {
        own.push(mark(3, 0));
    }
    own.extend(noun.map(noun_word));
    settle(&mut own);
    let (from, to) = text.sentence(count.at);
    let mut scope = text.scope(from, to, count);
    if !scope.iter().any(|word| matches!(*word >> 56, 6 | 7)) {
        scope.extend(prose.heading(at.0));
    }
    Some(Subject {
        own,
        note: text.met.paragraph.is_none(),
        id: prose.id(at),
        figure: count.figure,
        words,
        noun,
        scope,
        sentence: (at.0, count.sentence),
        parent: prose.parent(at.0),
        apart: text.is_apart(count)
            || prose.plans(at.0)
            || spoken.is_some_and(|spoken| text.is_apart(spoken)),
    })
}

pub(crate) fn noun_word(noun: Noun) -> Word {
    match noun {
        Noun::Known(line) => mark(1, u64::from(line)),
        Noun::Other(word) => word,
    }
}

/// The words of a label that tell, as those of a sentence do, and the places it names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labelled {
    words: Vec<Word>,
}

impl Labelled {
    /// Reads a label.
    pub(crate) fn read(label: &str) -> Self {
        let text = Text::label_of(label);
        Self { words: text.telling(&[(0, text.tokens.len())]) }
    }
}

impl Labelled {
    /// The words of an indicator's name, as a figure's are.
    pub(crate) fn named(mut self, noun: Option<Word>, rate: bool) -> Vec<Word> {
        self.words.extend(noun);
        if rate {
            self.words.push(mark(3, 0));
        }
        settle(&mut self.words);
        self.words
    }
}

/// What goes without saying goes: what came in online came in, what is late was resolved.
fn settle(words: &mut Vec<Word>) {
    let flow = &Lexicon::builtin().flow;
    let stage = |stage: u8| mark(2, u64::from(flow.number) << 8 | u64::from(stage));
    let facets =
        words.iter().filter_map(|word| facet(*word)).filter(|facet| *facet != u64::from(flow.number)).count();
    if facets > 0 {
        words.retain(|word| *word != stage(flow.received) && *word != stage(flow.resolved));
    }
    words.sort_unstable();
    words.dedup();
}

impl Subject {
    /// The subject of a figure that labels tell of.
    pub(crate) fn labelled(
        id: ClaimId,
        figure: Figure,
        labels: &[Labelled],
        (scope, sentence): (Vec<Word>, (usize, usize)),
    ) -> Self {
        let mut words: Vec<Word> = labels.iter().flat_map(|label| label.words.iter().copied()).collect();
        if figure.is_percent() {
            words.push(mark(3, 0));
        }
        settle(&mut words);
        Self {
            id,
            figure,
            own: Vec::new(),
            words,
            noun: None,
            note: false,
            scope,
            sentence,
            parent: None,
            apart: false,
        }
    }
}

/// The levels of government that a heading names: figures of the district are not those of its communes.
pub(crate) fn levels(heading: &str) -> Vec<Word> {
    let text = Text::label_of(heading);
    let mut levels: Vec<Word> = (0..text.tokens.len()).filter_map(|at| text.level_at(at)).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

impl Prose<'_> {
    /// Whether a paragraph stands in a section of plans.
    fn plans(&self, text: usize) -> bool {
        let mut level = u8::MAX;
        for above in self.texts.get(..text).unwrap_or_default().iter().rev() {
            let own = match above.level {
                Level::Heading(own) => own,
                _ if above.is_capitals() => 1,
                _ => continue,
            };
            if own < level && above.cues(Cue::After).next().is_some() {
                return true;
            }
            level = level.min(own);
            if own == 1 {
                return false;
            }
        }
        false
    }

    /// The levels that the heading above a paragraph names.
    fn heading(&self, text: usize) -> Vec<Word> {
        let above = self.texts.get(..text).unwrap_or_default().iter().rev();
        let heading = above.take(80).find(|above| matches!(above.level, Level::Heading(_)));
        heading
            .map(|heading| (0..heading.tokens.len()).filter_map(|at| heading.level_at(at)).collect())
            .unwrap_or_default()
    }

    /// The words of the whole that a figure is a part of: `nữ` of the `cán bộ` is not `nữ` of the `công chức`.
    fn inherited(&self, at: At) -> Vec<Word> {
        let index = self
            .texts
            .get(at.0)
            .and_then(|text| text.antecedent(at.1))
            .filter(|_| self.count(at).is_some_and(|count| count.figure.is_percent()));
        let part = index.map_or(at, |index| (at.0, index));
        let whole = self.wholes.get(&part).and_then(|wholes| wholes.first());
        let text = whole.and_then(|whole| self.texts.get(whole.0));
        let words = text
            .zip(whole.and_then(|whole| self.count(*whole)))
            .map(|(text, count)| text.telling(&text.spoken(count)));
        words.unwrap_or_default()
    }

    /// The paragraph that a list's item belongs to.
    fn parent(&self, text: usize) -> Option<usize> {
        let level = self.texts.get(text)?.level;
        let above = self.texts.get(..text)?.iter().rposition(|above| above.level < level);
        above.filter(|_| matches!(level, Level::Item | Level::SubItem))
    }
}

impl Text<'_> {
    /// The stretches of words that speak of a figure: its clause, and what surrounds it where that says little.
    fn spoken(&self, count: &Count) -> Vec<(usize, usize)> {
        let [mut before, (after, mut end)] = self.clause(count);
        if let Some(rate) = self.named_rate(count) {
            before.0 = rate;
        }
        let colon = (before.0..before.1).rev().find(|at| self.is_mark(*at, ':'));
        if let Some(colon) =
            colon.filter(|colon| self.telling(&[(colon + 1, before.1), (count.at + 1, end)]).len() > 1)
        {
            before.0 = colon + 1;
        }
        if self.is_mark(end, '(') && !count.figure.is_percent() {
            // what a bracket without figures explains belongs to it
            let close = (end..self.tokens.len()).find(|at| self.is_mark(*at, ')')).unwrap_or(end);
            if !self.counts.iter().any(|other| other.at > end && other.at < close) {
                end = close;
            }
        }
        let mut ranges = vec![before, (count.at + 1, count.end), (after, end)];
        let last = count.at.checked_sub(1).map(|before| self.printed(before, count.at).to_lowercase());
        if last.as_deref() == Some("là") && self.telling(&[before]).is_empty() {
            // `… qua 34 cuộc thanh tra là 12.486 triệu đồng`
            let (from, _) = self.sentence(count.at);
            let segment = (from..count.at).rev().find(|at| self.is_mark(*at, ';')).map_or(from, |at| at + 1);
            ranges = vec![(segment, count.at), (count.at + 1, count.end), (after, end)];
        } else if self.telling(&ranges).len() < 2 {
            let (from, to) = self.sentence(count.at);
            let last = self.counts.iter().filter(|other| other.end <= before.0).map(|other| other.end).max();
            let next = self.counts.iter().filter(|other| other.at >= end).map(|other| other.at).min();
            ranges = vec![
                (last.unwrap_or(from).max(from), count.at),
                (count.at + 1, if count.depth > 0 { end } else { next.unwrap_or(to).min(to) }),
            ];
        }
        ranges
    }

    /// Where the name of a rate begins: `tỷ lệ thanh toán phí, lệ phí trực tuyến đạt 92%`.
    fn named_rate(&self, rate: &Count) -> Option<usize> {
        let (from, _) = self.sentence(rate.at);
        let last = self.counts.iter().filter(|other| other.end <= rate.at).map(|other| other.end).max();
        let start = last.unwrap_or(from).max(from);
        let cue = self.cues(Cue::Rate).filter(|tag| tag.at >= start && tag.end < rate.at).last()?;
        let plain = !(cue.at..rate.at).any(|at| self.is_mark(at, ';'));
        (rate.figure.is_percent() && plain).then_some(cue.at)
    }

    /// The words of some stretches that tell: nouns and values by what they say, other words as they are.
    fn telling(&self, ranges: &[(usize, usize)]) -> Vec<Word> {
        let mut words = Vec::new();
        for (from, to) in ranges {
            let mut at = *from;
            while at < *to {
                let tags = self.tags_at(at).filter(|tag| tag.end <= *to);
                let known = tags.max_by_key(|tag| (tag.end, weight(tag.sense)));
                match known.map(|tag| (tag.sense, tag.end)) {
                    Some((Sense::Noun(line), end)) => {
                        words.push(mark(1, u64::from(line)));
                        at = end;
                    }
                    Some((Sense::Value { facet, value }, end)) => {
                        words.push(mark(2, u64::from(facet) << 8 | u64::from(value)));
                        at = end;
                    }
                    Some((Sense::Mixed { facet }, end)) => {
                        words.push(mark(4, u64::from(facet)));
                        at = end;
                    }
                    Some((Sense::Cue(cue), end)) if SILENT.contains(&cue) => at = end,
                    _ => {
                        if let Some(token) = self.tokens.get(at)
                            && matches!(token.kind, Kind::Word { .. })
                            && !self.is_place(at)
                        {
                            words.push(token.word);
                        }
                        at += 1;
                    }
                }
            }
        }
        words
    }

    /// Whether a word is of the name of a place or body: `Lạc` of `phường Hòa Lạc`.
    fn is_place(&self, at: usize) -> bool {
        let capital = |at: usize| matches!(self.kind(at), Some(Kind::Word { capital: true }));
        let first = (0..=at).rev().take_while(|at| capital(*at)).last();
        capital(at)
            && first.and_then(|first| first.checked_sub(1)).is_some_and(|before| self.is_level(before))
    }

    /// The level of government that a word names, all of it (`toàn huyện`) or not.
    fn level_at(&self, at: usize) -> Option<Word> {
        let word = self.printed(at, at + 1).to_lowercase();
        let level =
            ["xã", "phường", "huyện", "tỉnh", "trấn", "quận"].iter().position(|level| *level == word)?;
        let level = u64::try_from(level).ok()?;
        let all = at.checked_sub(1).is_some_and(|before| self.printed(before, at).to_lowercase() == "toàn");
        Some(mark(if all { 7 } else { 6 }, level))
    }

    /// Whether a word says what place a name is of.
    fn is_level(&self, at: usize) -> bool {
        let word = self.printed(at, at + 1).to_lowercase();
        ["xã", "phường", "huyện", "tỉnh", "thôn", "trấn", "quận", "phố", "ấp", "xóm"].contains(&word.as_str())
    }

    /// The periods and bodies that a sentence names before the figure or right after it.
    fn scope(&self, from: usize, to: usize, count: &Count) -> Vec<Word> {
        let mut scope = Vec::new();
        let segment = (from..count.at).rev().find(|at| self.is_mark(*at, ';')).map_or(from, |at| at + 1);
        let end = (count.end..to).find(|at| self.is_mark(*at, ';')).unwrap_or(to);
        for at in segment..end {
            let Some(token) = self.tokens.get(at) else { break };
            let before =
                at.checked_sub(1).map(|before| self.printed(before, at).to_lowercase()).unwrap_or_default();
            match token.kind {
                Kind::Day(_) | Kind::Month { .. } => scope.push(token.word),
                Kind::Figure(_) if !self.counts.iter().any(|count| count.at == at) => {
                    let months = self.tokens.get(at + 1).filter(|_| self.printed(at + 1, at + 2) == "tháng");
                    let half = self.tokens.get(at + 2).filter(|_| months.is_some());
                    scope.push(
                        token.word ^ months.map_or(0, |next| next.word) ^ half.map_or(0, |next| next.word),
                    );
                }
                Kind::Word { .. } if self.level_at(at).is_some() => scope.extend(self.level_at(at)),
                Kind::Word { .. }
                    if self.is_place(at)
                        || (["toàn", "các", "quý"].contains(&before.as_str())
                            && self.printed(at, at + 1) != "bộ") =>
                {
                    scope.push(token.word);
                }
                _ => {}
            }
        }
        scope.sort_unstable();
        scope.dedup();
        scope
    }

    /// Whether a figure is a plan, a target or another period's.
    pub(crate) fn is_apart(&self, count: &Count) -> bool {
        let (from, to) = self.sentence(count.at);
        let [(start, _), (_, end)] = self.clause(count);
        let inside = |from: usize, to: usize, cues: &[Cue]| {
            let counted = |tag: &Tag| tag.at > count.at && tag.at < count.end;
            self.tags.iter().any(|tag| {
                tag.at >= from
                    && tag.end <= to
                    && !counted(tag)
                    && matches!(tag.sense, Sense::Cue(cue) if cues.contains(&cue))
            })
        };
        inside(start, end, &[Cue::Before, Cue::Plan, Cue::Compare, Cue::Overlap])
            || inside(from, to, &[Cue::After])
            || self.words.trim_start().to_lowercase().starts_with("chỉ tiêu")
    }
}
