//! The phrases that officials write figures with: `templates/prose.toml`, compiled into one table.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::claims::prose::about::Value;
use crate::claims::prose::text::Noun;
use crate::claims::prose::token::{Kind, Token, Word, tokens};
use crate::claims::prose::vocabulary::{Facet, Flow, Places, Raw, Rows, Things};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let raw = toml::from_str(include_str!("../../../templates/prose.toml")).unwrap_or_default();
    Lexicon::compile(raw)
});

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sense {
    /// A counted thing, by its line.
    Noun(u16),
    /// A value of a facet.
    Value { facet: u8, value: u8 },
    /// Words that name several values of a facet at once.
    Mixed { facet: u8 },
    /// A cue.
    Cue(Cue),
    /// A level of government or a group of bodies, by its line.
    Body(u8),
    /// Words that hold a cue's words and are none, as `tháng đầu năm` holds `đầu năm`.
    Decoy(Cue),
}

/// What a cue word does to the figures beside it; the lists of `[cues]` by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Cue {
    Overlap,
    Ratio,
    Rate,
    Plan,
    Whole,
    Open,
    Part,
    Example,
    Remaining,
    Apart,
    Wider,
    Nominal,
    Body,
    Directed,
    Opening,
    Closing,
    Came,
    Went,
    Hamlet,
    Multiple,
    Times,
    Each,
    Total,
    Naming,
    Loose,
    Before,
    After,
    Compare,
    Up,
    Down,
    Points,
    More,
    Less,
    About,
    AtLeast,
    AtMost,
    Over,
    Function,
    Neutral,
    SumUp,
    Parallel,
    Time,
    Unsummed,
    Document,
    AfterBody,
    Issues,
    Turn,
    All,
    OwnBase,
    Negation,
    None,
    AsOf,
    Bound,
    ToCome,
    Held,
    Ended,
    Summary,
    Referring,
    Led,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its first token.
    pub(crate) at: usize,
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) sense: Sense,
}

/// Every phrase by its first word, the longest first.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: HashMap<Word, Vec<Phrase>, Hashed>,
    /// How many classes of phrases there are.
    classes: usize,
    /// So many words has the longest phrase.
    pub(crate) longest: usize,
    facets: Vec<Facet>,
    /// The lines of nouns that anything may be called.
    generic: Vec<u16>,
    /// The lines of nouns of which the first may be said for each other.
    short: Vec<Vec<u16>>,
    pub(crate) flow: Flow,
    pub(crate) things: Things,
    pub(crate) rows: Rows,
    pub(crate) places: Places,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<Word>,
    sense: Sense,
    /// The number of its class.
    class: usize,
}

/// A word is a hash already.
type Hashed = BuildHasherDefault<Itself>;

#[derive(Debug, Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0 << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = word;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Phrases by their first word, and the number of each class.
#[derive(Default)]
struct Phrases {
    by_first: HashMap<Word, Vec<Phrase>, Hashed>,
    classes: HashMap<Class, usize>,
}

impl Phrases {
    fn add(&mut self, names: &[String], sense: Sense) {
        names.iter().for_each(|name| self.add_one(name, sense));
    }

    fn add_one(&mut self, name: &str, sense: Sense) {
        let words: Vec<Word> = tokens(name).iter().map(|token| token.word).collect();
        let next = self.classes.len();
        let class = *self.classes.entry(class(sense)).or_insert(next);
        if let Some((first, rest)) = words.split_first() {
            self.by_first.entry(*first).or_default().push(Phrase { rest: rest.to_vec(), sense, class });
        }
    }

    /// Puts the longest first; gives its length.
    fn sort(&mut self) -> usize {
        let mut longest = 0;
        for named in self.by_first.values_mut() {
            longest = named.iter().map(|phrase| phrase.rest.len() + 1).fold(longest, usize::max);
            named.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        longest
    }
}

impl Lexicon {
    /// The phrases that come with the library.
    pub(crate) fn builtin() -> &'static Self {
        &LEXICON
    }

    fn compile(raw: Raw) -> Self {
        let mut phrases = Phrases::default();
        for (line, names) in (0..).zip(&raw.nouns) {
            phrases.add(names, Sense::Noun(line));
        }
        for (number, facet) in (0..).zip(&raw.facets) {
            for (value, names) in (0..).zip(&facet.values) {
                phrases.add(names, Sense::Value { facet: number, value });
            }
        }
        for (number, facet) in (0..).zip(&raw.facets) {
            phrases.add(&facet.mixed, Sense::Mixed { facet: number });
        }
        for (line, names) in (0..).zip(&raw.places.levels) {
            phrases.add(names, Sense::Body(line));
        }
        for (cue, names) in &raw.cues {
            names.iter().for_each(|name| match name.strip_prefix('!') {
                Some(decoy) => phrases.add_one(decoy, Sense::Decoy(*cue)),
                None => phrases.add_one(name, Sense::Cue(*cue)),
            });
        }
        let longest = phrases.sort();
        let line = |name: &String| raw.nouns.iter().position(|names| names.contains(name));
        let line = |name: &String| line(name).and_then(|line| u16::try_from(line).ok());
        let thing = |name: &String| Noun::Known(line(name).unwrap_or(u16::MAX));
        let things = Things {
            dossiers: thing(&raw.things.dossiers),
            people: thing(&raw.things.people),
            documents: thing(&raw.things.documents),
        };
        let generic = raw.generic.iter().filter_map(line).collect();
        let short = raw.short.iter().map(|names| names.iter().filter_map(line).collect()).collect();
        let number = raw.facets.iter().position(|facet| facet.name == raw.flow.facet);
        let number = number.and_then(|number| u8::try_from(number).ok()).unwrap_or(u8::MAX);
        let flow = Flow { number, ..raw.flow };
        Self {
            facets: raw.facets,
            generic,
            short,
            flow,
            things,
            rows: raw.rows,
            places: Places::of(&raw.places),
            phrases: phrases.by_first,
            classes: phrases.classes.len(),
            longest,
        }
    }

    /// The phrases of a text in its order; of one class the longest where they overlap.
    pub(crate) fn tags(&self, tokens: &[Token]) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::new();
        let mut covered = vec![0; self.classes];
        for (at, token) in tokens.iter().enumerate() {
            if matches!(token.kind, Kind::Figure(_) | Kind::Day(_) | Kind::Code | Kind::Range) {
                continue;
            }
            let Some(phrases) = self.phrases.get(&token.word) else { continue };
            for Phrase { rest, sense, class } in phrases {
                let end = at + 1 + rest.len();
                let following = tokens.get(at + 1..end).unwrap_or_default();
                // `Nam` of a name is no `nam` of people
                let named = rest.is_empty() && matches!(sense, Sense::Value { .. }) && is_inside(tokens, at);
                let same = !named
                    && following.len() == rest.len()
                    && following.iter().zip(rest).all(|(token, word)| token.word == *word);
                if same && let Some(until) = covered.get_mut(*class).filter(|until| **until <= at) {
                    *until = end;
                    tags.push(Tag { at, end, sense: *sense });
                }
            }
        }
        tags
    }

    /// Whether two figures may count the same things; what has no noun, or a general one, may count any.
    pub(crate) fn same_noun(&self, one: Option<Noun>, other: Option<Noun>) -> bool {
        let general = |noun: Option<Noun>| noun.is_none() || self.is_generic(noun);
        general(one) || general(other) || self.same_thing(one, other)
    }

    /// Whether two names are of one thing, or one is short for the other.
    pub(crate) fn same_thing(&self, one: Option<Noun>, other: Option<Noun>) -> bool {
        one == other || self.is_short(one, other) || self.is_short(other, one)
    }

    /// Whether one name is short for another: `lượt` for `lượt người`.
    fn is_short(&self, one: Option<Noun>, other: Option<Noun>) -> bool {
        let (Some(Noun::Known(one)), Some(Noun::Known(other))) = (one, other) else { return false };
        self.short.iter().any(|names| names.first() == Some(&one) && names.contains(&other))
    }

    /// Whether anything can be called so.
    pub(crate) fn is_generic(&self, noun: Option<Noun>) -> bool {
        matches!(noun, Some(Noun::Known(line)) if self.generic.contains(&line))
    }

    /// The values of one facet that several values name together, or one that stands for several: `đúng hạn và trước hạn`.
    pub(crate) fn apart(&self, values: &[Value]) -> Option<Vec<Value>> {
        let [(facet, value), others @ ..] = values else { return None };
        if !others.is_empty() {
            return others.iter().all(|(other, _)| other == facet).then(|| values.to_vec());
        }
        // `[2, 4]` and `[0, 1, 2]` cover one whole: 4 is 0 and 1
        let sets = &self.facets.get(usize::from(*facet))?.complete;
        let with = sets.iter().find(|set| set.contains(value) && set.len() == 2)?;
        let others: Vec<u8> = with.iter().copied().filter(|other| other != value).collect();
        let wide = sets.iter().find(|set| set.len() > 2 && others.iter().all(|other| set.contains(other)))?;
        let parts = wide.iter().copied().filter(|part| !others.contains(part));
        (!wide.contains(value)).then(|| parts.map(|part| (*facet, part)).collect())
    }

    /// Whether these values of a facet cover the whole.
    pub(crate) fn is_complete(&self, facet: u8, values: &[u8]) -> bool {
        let Some(facet) = self.facets.get(usize::from(facet)) else { return false };
        facet
            .complete
            .iter()
            .any(|set| set.len() == values.len() && set.iter().all(|value| values.contains(value)))
    }
}

/// Whether a word with a capital stands inside a sentence, as a name does.
fn is_inside(tokens: &[Token], at: usize) -> bool {
    let capital =
        |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word { capital: true }));
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    capital(at) && before.is_some_and(|before| matches!(before.kind, Kind::Word { .. }))
}

/// Phrases of one class never overlap.
#[derive(PartialEq, Eq, Hash)]
enum Class {
    Noun,
    Facet(u8),
    Body,
    Cue(Cue),
}

fn class(sense: Sense) -> Class {
    match sense {
        Sense::Noun(_) => Class::Noun,
        Sense::Value { facet, .. } | Sense::Mixed { facet } => Class::Facet(facet),
        Sense::Body(_) => Class::Body,
        Sense::Cue(cue) | Sense::Decoy(cue) => Class::Cue(cue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_are_a_table() {
        let raw: Result<Raw, _> = toml::from_str(include_str!("../../../templates/prose.toml"));
        assert!(raw.is_ok(), "{:?}", raw.err());
        assert_ne!(Lexicon::builtin().flow.number, u8::MAX);
        let Things { dossiers, people, documents } = Lexicon::builtin().things;
        assert!(![dossiers, people, documents].contains(&Noun::Known(u16::MAX)));
    }

    #[test]
    fn the_longest_phrase_of_a_class_counts() {
        let tokens = tokens("không hài lòng 5 lượt đánh giá");
        let tags = Lexicon::builtin().tags(&tokens);
        let values: Vec<Sense> =
            tags.iter().map(|tag| tag.sense).filter(|sense| matches!(sense, Sense::Value { .. })).collect();
        assert_eq!(values.len(), 1, "{tags:?}");
        assert!(
            tags.iter().any(|tag| matches!(tag.sense, Sense::Noun(_)) && tag.end - tag.at == 3),
            "{tags:?}"
        );
    }
}
