//! The subject of a figure: its words reduced to what tells one measure from another, its period and its body.

use crate::claim::ClaimId;
use crate::claims::prose::lexicon::{Cue, Lexicon, Sense};
use crate::claims::prose::telling::{Mark, facet, names_level, noun_word};
use crate::claims::prose::text::{Fraction, Level, Noun, Text};
use crate::claims::prose::token::Word;
use crate::claims::prose::{At, Prose};
use crate::num::Figure;

/// What a figure is about.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) id: ClaimId,
    pub(crate) figure: Figure,
    /// The words that tell, each once, in order of their numbers.
    pub(crate) words: Vec<Word>,
    /// Those of its own clause, the whole's aside; of a cell, those of its column's heading.
    pub(crate) own: Vec<Word>,
    pub(crate) noun: Option<Noun>,
    /// Whether a note states it.
    pub(crate) note: bool,
    /// The period and the bodies that the sentence names.
    pub(crate) scope: Vec<Word>,
    /// Where it stands: two figures of one sentence are never one.
    pub(crate) sentence: (usize, usize),
    /// The list that its paragraph is an item of, by the paragraph above it.
    pub(crate) list: Option<usize>,
    /// What its paragraph says it is of before all figures.
    pub(crate) topic: Vec<Word>,
    /// What leads its sentence, where it is not the first that this leads.
    pub(crate) lead: Vec<Word>,
    /// The words right after it, as they are.
    pub(crate) tail: Vec<Word>,
    /// Whether it is named as one that is known; of a table, whether it is a total.
    pub(crate) refers: bool,
    /// Whether it is a plan, a target, or another period's.
    pub(crate) apart: bool,
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
        words.push(Mark::RATE.of(0));
    }
    words.extend(noun.map(noun_word));
    settle(&mut words);
    if words.len() == 1 && text.clause_tags(count).any(|tag| tag.sense == Sense::Cue(Cue::All)) {
        words.push(Mark::ALL.of(0));
    }
    if count.figure.is_percent() {
        own.push(Mark::RATE.of(0));
    }
    own.extend(noun.map(noun_word));
    settle(&mut own);
    let (from, to) = text.sentence(count.at);
    let mut scope = text.scope(from, to, count);
    if !scope.iter().copied().any(names_level) {
        scope.extend(prose.heading(at.0));
    }
    Some(Subject {
        own,
        note: text.met.paragraph.is_none(),
        id: prose.id(at),
        figure: count.figure,
        noun,
        scope,
        sentence: (at.0, count.sentence),
        list: prose.list(at.0),
        // what the figure says itself is no topic beside it
        topic: text.topic(count).into_iter().filter(|word| !words.contains(word)).collect(),
        lead: text.led(count).into_iter().filter(|word| !words.contains(word)).collect(),
        tail: text.tail(count),
        refers: text.refers(count),
        words,
        apart: text.is_apart(count)
            || prose.planned.get(at.0) == Some(&true)
            || spoken.is_some_and(|spoken| text.is_apart(spoken)),
    })
}

/// The words of a label that tell, as those of a sentence do, and the places it names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labelled {
    pub(crate) words: Vec<Word>,
    /// The names of places.
    places: Vec<Word>,
}

impl Labelled {
    /// Reads a label.
    pub(crate) fn read(label: &str) -> Self {
        let text = Text::label_of(label);
        Self { words: text.telling(&[(0, text.tokens.len())]), places: text.places().collect() }
    }

    /// The words of an indicator's name, as a figure's are.
    pub(crate) fn named(mut self, noun: Option<Word>, rate: bool) -> Vec<Word> {
        self.words.extend(noun);
        if rate {
            self.words.push(Mark::RATE.of(0));
        }
        settle(&mut self.words);
        self.words
    }
}

/// What goes without saying goes: what came in online came in, what is late was resolved.
fn settle(words: &mut Vec<Word>) {
    let flow = &Lexicon::builtin().flow;
    let stage = |stage: u8| Mark::value(flow.number, stage);
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
        (mut scope, sentence): (Vec<Word>, (usize, usize)),
    ) -> Self {
        scope.extend(labels.iter().flat_map(|label| label.places.iter().copied()));
        let mut words: Vec<Word> = labels.iter().flat_map(|label| label.words.iter().copied()).collect();
        if figure.is_percent() {
            words.push(Mark::RATE.of(0));
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
            list: None,
            topic: Vec::new(),
            lead: Vec::new(),
            tail: Vec::new(),
            refers: false,
            apart: false,
        }
    }
}

/// The levels of government that a heading names: figures of the district are not those of its communes.
pub(crate) fn levels(heading: &str) -> Vec<Word> {
    let text = Text::label_of(heading);
    let mut levels: Vec<Word> = text.levels().collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// Which paragraphs stand in a section of plans: under a heading, of any level, that speaks of what is to come.
pub(crate) fn planned(texts: &[Text<'_>]) -> Vec<bool> {
    let mut above: Vec<(u8, bool)> = Vec::new();
    let in_plans = |text: &Text<'_>| {
        let planned = above.iter().any(|(_, plans)| *plans);
        let own = match text.level {
            Level::Heading(own) => Some(own),
            _ => text.is_capitals().then_some(1),
        };
        if let Some(own) = own {
            above.retain(|(level, _)| *level < own);
            // `Kết quả thực hiện các chỉ tiêu chủ yếu` tells of what was done
            let results = text.cues(Cue::Summary).any(|tag| text.is_word(tag.at, "kết"));
            above.push((own, !results && text.cues(Cue::After).next().is_some()));
        }
        planned
    };
    texts.iter().map(in_plans).collect()
}

impl Prose<'_> {
    /// The levels that the heading above a paragraph names.
    fn heading(&self, text: usize) -> Vec<Word> {
        let above = self.headings.get(..self.headings.partition_point(|heading| *heading < text));
        let near = above.and_then(<[usize]>::last).filter(|heading| text - **heading <= 80);
        let heading = near.and_then(|heading| self.texts.get(*heading));
        heading.map(|heading| heading.levels().collect()).unwrap_or_default()
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

    /// The list that an item belongs to; items right under a heading are paragraphs.
    fn list(&self, text: usize) -> Option<usize> {
        let level = self.texts.get(text)?.level;
        let listed = matches!(level, Level::Item | Level::SubItem);
        let above =
            self.texts.get(..text).filter(|_| listed)?.iter().rposition(|above| above.level < level)?;
        let heads = self.texts.get(above).is_some_and(|above| matches!(above.level, Level::Heading(_)));
        (!heads).then_some(above)
    }
}
