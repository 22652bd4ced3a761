//! The phrases that officials write figures with: `templates/prose.toml`, compiled into one table.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::claims::prose::text::Noun;
use crate::claims::prose::token::{Kind, Token, Tokenizer, Word};

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
    Remaining,
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
    phrases: HashMap<Word, Vec<Phrase>>,
    facets: Vec<Facet>,
    /// The lines of nouns that anything may be called.
    generic: Vec<u16>,
    pub(crate) flow: Flow,
    pub(crate) things: Things,
    pub(crate) rows: Rows,
    pub(crate) places: Places,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<Word>,
    sense: Sense,
}

/// A way to tell one counted thing apart: values that exclude each other.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Facet {
    name: String,
    values: Vec<Vec<String>>,
    /// Words that name several values at once.
    #[serde(default)]
    mixed: Vec<String>,
    /// Sets of values that cover the whole.
    #[serde(default)]
    complete: Vec<Vec<u8>>,
}

/// The facet whose values flow into each other, and which value is what.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Flow {
    facet: String,
    pub(crate) stock: u8,
    pub(crate) received: u8,
    pub(crate) due: u8,
    pub(crate) resolved: u8,
    pub(crate) pending: u8,
    pub(crate) withdrawn: u8,
    /// The facet's number.
    #[serde(skip)]
    pub(crate) number: u8,
}

/// The counted things that a rule is about.
#[derive(Debug)]
pub(crate) struct Things {
    pub(crate) dossiers: Noun,
    pub(crate) people: Noun,
    pub(crate) documents: Noun,
}

/// How rows of tables are named.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rows {
    /// A total row, by its whole name.
    pub(crate) total: Vec<String>,
}

/// What tells the bodies and places that figures are of.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Placed {
    levels: Vec<Vec<String>>,
    all: Vec<String>,
    bearers: Vec<String>,
    several: Vec<String>,
    number: Vec<String>,
}

/// The words among them that are looked up one by one.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// All of a level: `toàn` of `toàn huyện`.
    pub(crate) all: Vec<Word>,
    /// What a place's name follows, levels aside: `thôn`.
    pub(crate) bearers: Vec<Word>,
    /// What makes several bodies of one: `các`.
    pub(crate) several: Vec<Word>,
    /// After it a body is counted: `số xã`.
    pub(crate) number: Vec<Word>,
}

/// Their names.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    dossiers: String,
    people: String,
    documents: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Raw {
    #[serde(rename = "schema")]
    _schema: u32,
    nouns: Vec<Vec<String>>,
    generic: Vec<String>,
    facets: Vec<Facet>,
    cues: BTreeMap<Cue, Vec<String>>,
    flow: Flow,
    things: Named,
    rows: Rows,
    places: Placed,
}

impl Lexicon {
    /// The phrases that come with the library.
    pub(crate) fn builtin() -> &'static Self {
        &LEXICON
    }

    fn compile(raw: Raw) -> Self {
        let mut phrases: HashMap<Word, Vec<Phrase>> = HashMap::new();
        let mut add = |name: &str, sense: Sense| {
            let words: Vec<Word> = Tokenizer::default().tokens(name).iter().map(|token| token.word).collect();
            if let Some((first, rest)) = words.split_first() {
                phrases.entry(*first).or_default().push(Phrase { rest: rest.to_vec(), sense });
            }
        };
        for (line, names) in (0..).zip(&raw.nouns) {
            names.iter().for_each(|name| add(name, Sense::Noun(line)));
        }
        for (number, facet) in (0..).zip(&raw.facets) {
            for (value, names) in (0..).zip(&facet.values) {
                names.iter().for_each(|name| add(name, Sense::Value { facet: number, value }));
            }
        }
        for (number, facet) in (0..).zip(&raw.facets) {
            facet.mixed.iter().for_each(|name| add(name, Sense::Mixed { facet: number }));
        }
        for (line, names) in (0..).zip(&raw.places.levels) {
            names.iter().for_each(|name| add(name, Sense::Body(line)));
        }
        for (cue, names) in &raw.cues {
            names.iter().for_each(|name| match name.strip_prefix('!') {
                Some(decoy) => add(decoy, Sense::Decoy(*cue)),
                None => add(name, Sense::Cue(*cue)),
            });
        }
        for named in phrases.values_mut() {
            named.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        let line = |name: &String| raw.nouns.iter().position(|names| names.contains(name));
        let line = |name: &String| line(name).and_then(|line| u16::try_from(line).ok());
        let thing = |name: &String| Noun::Known(line(name).unwrap_or(u16::MAX));
        let words = |names: &[String]| -> Vec<Word> {
            names.iter().flat_map(|name| Tokenizer::default().tokens(name)).map(|token| token.word).collect()
        };
        let places = Places {
            all: words(&raw.places.all),
            bearers: words(&raw.places.bearers),
            several: words(&raw.places.several),
            number: words(&raw.places.number),
        };
        let things = Things {
            dossiers: thing(&raw.things.dossiers),
            people: thing(&raw.things.people),
            documents: thing(&raw.things.documents),
        };
        let generic = raw.generic.iter().filter_map(line).collect();
        let number = raw.facets.iter().position(|facet| facet.name == raw.flow.facet);
        let number = number.and_then(|number| u8::try_from(number).ok()).unwrap_or(u8::MAX);
        Self {
            facets: raw.facets,
            generic,
            flow: Flow { number, ..raw.flow },
            things,
            rows: raw.rows,
            places,
            phrases,
        }
    }

    /// The phrases of a text in its order; of one class the longest where they overlap.
    pub(crate) fn tags(&self, tokens: &[Token]) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::new();
        let mut covered: HashMap<Class, usize> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            if matches!(token.kind, Kind::Figure(_) | Kind::Day(_) | Kind::Code | Kind::Range) {
                continue;
            }
            let Some(phrases) = self.phrases.get(&token.word) else { continue };
            for Phrase { rest, sense } in phrases {
                let end = at + 1 + rest.len();
                let following = tokens.get(at + 1..end).unwrap_or_default();
                // `Nam` of a name is no `nam` of people
                let named = rest.is_empty() && matches!(sense, Sense::Value { .. }) && is_inside(tokens, at);
                let same = !named
                    && following.len() == rest.len()
                    && following.iter().zip(rest).all(|(token, word)| token.word == *word);
                let until = covered.entry(class(*sense)).or_default();
                if same && *until <= at {
                    *until = end;
                    tags.push(Tag { at, end, sense: *sense });
                }
            }
        }
        tags
    }

    /// Whether two figures may count the same things; what has no noun, or a general one, may count any.
    pub(crate) fn same_noun(&self, one: Option<Noun>, other: Option<Noun>) -> bool {
        let general = |noun: Option<Noun>| match noun {
            None => true,
            Some(Noun::Known(line)) => self.generic.contains(&line),
            Some(Noun::Other(_)) => false,
        };
        one == other || general(one) || general(other)
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
        let tokens = Tokenizer::default().tokens("không hài lòng 5 lượt đánh giá");
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
