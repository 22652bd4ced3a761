//! From prose to claims: what a paragraph's figures are about, and what must hold between them because the text
//! says so or its words imply it.
//!
//! Each file looks for one shape: a share beside its counts (`ratio`), a whole and its parts (`list`), values that
//! exclude each other (`partition`), one measure named again (`same`), a change since last period (`growth`).

mod about;
mod base;
mod cited;
mod coded;
mod counts;
mod day;
mod growth;
mod heading;
mod kin;
mod lexicon;
mod list;
mod notes;
mod partition;
mod ratio;
mod same;
mod scope;
mod series;
mod subject;
mod telling;
mod text;
mod token;
mod whole;

use std::collections::{HashMap, HashSet};

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims, Passage};
use crate::claims::Bindings;
pub(crate) use crate::claims::prose::lexicon::{Cue, Lexicon, Sense};
pub(crate) use crate::claims::prose::subject::{Labelled, Subject, levels};
use crate::claims::prose::text::{Count, Text};
pub(crate) use crate::claims::prose::token::Tokenizer;
pub(crate) use crate::claims::prose::whole::is_slip;
use crate::document::Met;
use crate::model::{Catalogue, Info, Relation, Weight};

/// A cell with so many words is a sentence; a shorter one is the table's.
const SENTENCE: usize = 8;

/// A figure of the prose: its paragraph's number and its own there.
pub(crate) type At = (usize, usize);

/// Every paragraph of a document, read.
pub(crate) struct Prose<'t> {
    pub(crate) texts: Vec<Text<'t>>,
    /// The claim of each text's first figure.
    first: Vec<usize>,
    /// The whole of a part, where a list or a sentence says so.
    pub(crate) wholes: HashMap<At, Vec<At>>,
    pub(crate) relations: Vec<Bound>,
    /// Wholes that almost equal each other.
    pub(crate) bases: Vec<Relation<ClaimId>>,
    /// The figures of another period that changes are held against.
    pub(crate) then: HashSet<At>,
    /// The figures that are changes, and whether they fall.
    pub(crate) changes: Vec<(At, bool)>,
    /// Which texts stand in a section of plans.
    pub(crate) planned: Vec<bool>,
    pub(crate) lexicon: &'static Lexicon,
}

/// What the figures of the prose may print.
pub(crate) struct Indicators<'k> {
    pub(crate) catalogue: &'k Catalogue,
    /// The claims of the draft's own form.
    pub(crate) form: &'k Bindings,
    /// The claims of the workbook that the draft is held against.
    pub(crate) cells: Option<&'k Bindings>,
}

/// Reads every paragraph of a document that is prose; gives what the draft says of itself.
pub(crate) fn read(
    met: &[Met<'_>],
    tables: Vec<Subject>,
    indicators: &Indicators<'_>,
    claims: &mut Claims,
) -> Info {
    let words: Vec<String> = met.iter().map(Met::text).collect();
    let mut prose = Prose::read(met, &words, claims);
    list::bind(&mut prose);
    partition::bind(&mut prose);
    ratio::bind(&mut prose);
    growth::bind(&mut prose);
    series::bind(&mut prose);
    notes::bind(&mut prose, claims);
    let mut subjects = subject::subjects(&prose);
    subjects.extend(tables);
    same::bind(&mut prose, &subjects);
    base::wholes(&mut prose);
    coded::bind(&subjects, indicators, claims);
    for (at, falls) in &prose.changes {
        if let Some(claim) = claims.figures.get_mut(prose.id(*at).0) {
            claim.change = true;
            claim.figure = if *falls { claim.figure.negated() } else { claim.figure };
        }
    }
    let mut known = HashSet::new();
    prose.relations.retain(|bound| known.insert(bound.relation.clone()));
    claims.relations.append(&mut prose.relations);
    let base = |relation| Bound { relation, basis: Basis::Base, weight: Weight::Should };
    claims.relations.extend(std::mem::take(&mut prose.bases).into_iter().map(base));
    cited::read(&prose, claims);
    passages(&prose, claims);
    heading::read(&prose, claims)
}

/// Every text that names are looked for in.
fn passages(prose: &Prose<'_>, claims: &mut Claims) {
    let passage = |text: &Text<'_>| Passage {
        text: text.words.to_owned(),
        place: text.met.place(0, text.tokens.last().map_or(0, |last| last.letters.1)),
        prose: false,
    };
    claims.texts.extend(prose.texts.iter().filter(|text| !text.tokens.is_empty()).map(passage));
}

impl<'t> Prose<'t> {
    fn read(met: &[Met<'t>], words: &'t [String], claims: &mut Claims) -> Self {
        let lexicon = Lexicon::builtin();
        let mut tokenizer = Tokenizer::default();
        let mut texts = Vec::with_capacity(met.len());
        let mut first = Vec::with_capacity(met.len());
        for (met, words) in met.iter().zip(words) {
            let mut text = Text::read(*met, words, &mut tokenizer, lexicon);
            if text.met.is_cell() && text.tokens.len() < SENTENCE {
                text.counts.clear();
            }
            first.push(claims.figures.len());
            for count in &text.counts {
                claims.add(claim(&text, count));
            }
            texts.push(text);
        }
        Self {
            planned: subject::planned(&texts),
            texts,
            first,
            wholes: HashMap::new(),
            relations: Vec::new(),
            bases: Vec::new(),
            then: HashSet::new(),
            changes: Vec::new(),
            lexicon,
        }
    }

    /// A figure.
    pub(crate) fn count(&self, (text, count): At) -> Option<&Count> {
        self.texts.get(text)?.counts.get(count)
    }

    /// A figure's claim.
    pub(crate) fn id(&self, (text, count): At) -> ClaimId {
        ClaimId(self.first.get(text).copied().unwrap_or(usize::MAX).saturating_add(count))
    }

    pub(crate) fn ids(&self, all: &[At]) -> Vec<ClaimId> {
        all.iter().map(|at| self.id(*at)).collect()
    }

    /// What the text itself says must hold.
    pub(crate) fn must(&mut self, relation: Relation<ClaimId>) {
        self.relations.push(Bound { relation, basis: Basis::Stated, weight: Weight::Must });
    }

    /// What its words imply.
    pub(crate) fn should(&mut self, relation: Relation<ClaimId>) {
        self.relations.push(Bound { relation, basis: Basis::Stated, weight: Weight::Should });
    }
}

fn claim(text: &Text<'_>, count: &Count) -> Claim {
    let (from, to) = text.tokens.get(count.at).map_or((0, 0), |token| token.letters);
    Claim {
        code: None,
        label: text.label(count),
        figure: count.figure,
        exact: count.figure.is_count(),
        place: text.met.place(from, to),
        excerpt: text.excerpt(count.at, count.at + 1),
        typed: true,
        change: false,
    }
}
