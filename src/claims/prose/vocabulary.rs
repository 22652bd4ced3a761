//! How `templates/prose.toml` is written: counted things, facets, cues, the flow of dossiers, rows, places.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::claims::prose::lexicon::Cue;
use crate::claims::prose::text::Noun;
use crate::claims::prose::token::{Word, tokens};

/// A way to tell one counted thing apart: values that exclude each other.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Facet {
    pub(super) name: String,
    pub(super) values: Vec<Vec<String>>,
    /// Words that name several values at once.
    #[serde(default)]
    pub(super) mixed: Vec<String>,
    /// Sets of values that cover the whole.
    #[serde(default)]
    pub(super) complete: Vec<Vec<u8>>,
}

/// The facet whose values flow into each other, and which value is what.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Flow {
    pub(super) facet: String,
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
pub(super) struct Placed {
    pub(super) levels: Vec<Vec<String>>,
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

impl Places {
    pub(super) fn of(placed: &Placed) -> Self {
        let words = |names: &[String]| -> Vec<Word> {
            names.iter().flat_map(|name| tokens(name)).map(|token| token.word).collect()
        };
        Self {
            all: words(&placed.all),
            bearers: words(&placed.bearers),
            several: words(&placed.several),
            number: words(&placed.number),
        }
    }
}

/// Their names.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    pub(super) dossiers: String,
    pub(super) people: String,
    pub(super) documents: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Raw {
    #[serde(rename = "schema")]
    _schema: u32,
    pub(super) nouns: Vec<Vec<String>>,
    pub(super) generic: Vec<String>,
    pub(super) short: Vec<Vec<String>>,
    pub(super) facets: Vec<Facet>,
    pub(super) cues: BTreeMap<Cue, Vec<String>>,
    pub(super) flow: Flow,
    pub(super) things: Named,
    pub(super) rows: Rows,
    pub(super) places: Placed,
}
