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
mod derived;
mod growth;
mod heading;
mod implied;
mod items;
mod kin;
mod lexicon;
mod list;
mod moves;
mod notes;
mod partition;
mod parts;
mod ratio;
mod same;
mod scope;
mod series;
mod stated;
mod subject;
mod telling;
mod text;
mod token;
mod vocabulary;
mod whole;

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims, Passage};
use crate::claims::Bindings;
pub(crate) use crate::claims::prose::lexicon::{Cue, Lexicon, Sense};
pub(crate) use crate::claims::prose::subject::{Labelled, Subject, levels};
use crate::claims::prose::text::{Count, Level, Noun, Text};
pub(crate) use crate::claims::prose::token::tokens;
use crate::document::{Mark, Met, Run, Spot};
use crate::model::{Catalogue, Info, Operand, Relation, Weight};

/// A cell with so many words is a sentence; a shorter one is the table's.
const SENTENCE: usize = 8;

/// A figure of the prose: its paragraph's number and its own there.
pub(crate) type At = (usize, usize);

/// Every paragraph of a document, read.
pub(crate) struct Prose<'t> {
    pub(crate) texts: Vec<Text<'t>>,
    /// The claims of each text's figures.
    ids: Vec<Vec<ClaimId>>,
    /// Those of cells that the text prints by their codes.
    printed: HashSet<ClaimId>,
    /// The whole of a part, where a list or a sentence says so.
    pub(crate) wholes: HashMap<At, Vec<At>>,
    pub(crate) relations: Vec<Bound>,
    /// Wholes that almost equal each other.
    pub(crate) bases: Vec<Relation<ClaimId>>,
    /// The figures of another period that changes are held against.
    pub(crate) then: HashSet<At>,
    /// The figures that are changes, and whether they fall.
    pub(crate) changes: BTreeMap<At, bool>,
    /// The texts that are headings.
    pub(crate) headings: Vec<usize>,
    /// The figures that a relation holds up.
    pub(crate) settled: HashSet<ClaimId>,
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
    let mut prose = Prose::read(met, &words, indicators, claims);
    relate(&mut prose, tables, indicators, claims);
    passages(&prose, claims);
    heading::read(&prose, claims)
}

/// Reads what was typed into the free texts of a workbook.
pub(crate) fn read_typed(met: &[Met<'_>], indicators: &Indicators<'_>, claims: &mut Claims) {
    let words: Vec<String> = met.iter().map(Met::text).collect();
    let mut prose = Prose::read(met, &words, indicators, claims);
    relate(&mut prose, Vec::new(), indicators, claims);
    heading::as_of(&prose, claims);
    let typed = |ids: &Vec<ClaimId>| ids.iter().copied().filter(|id| !prose.printed.contains(id)).collect();
    claims.typed = prose.ids.iter().map(typed).filter(|ids: &Vec<ClaimId>| !ids.is_empty()).collect();
}

/// Looks for everything that must hold of the figures, and for the documents named beside them.
fn relate(prose: &mut Prose<'_>, tables: Vec<Subject>, indicators: &Indicators<'_>, claims: &mut Claims) {
    list::bind(prose);
    partition::bind(prose);
    ratio::bind(prose);
    growth::bind(prose);
    series::bind(prose);
    notes::bind(prose, claims);
    implied::bind(prose);
    derived::bind(prose, claims);
    let mut subjects = subject::subjects(prose);
    subjects.extend(tables);
    same::bind(prose, &subjects);
    base::wholes(prose, &subjects);
    prose.leave_printed();
    subjects.retain(|subject| !prose.printed.contains(&subject.id));
    if !subjects.is_empty() {
        coded::bind(prose, &subjects, indicators, claims);
    }
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
    cited::read(prose, claims);
}

/// Every text that names are looked for in.
fn passages(prose: &Prose<'_>, claims: &mut Claims) {
    let passage = |text: &Text<'_>| Passage {
        text: text.words.to_owned(),
        place: text.met.place(0, text.tokens.last().map_or(0, |last| last.letters.1)),
    };
    claims.texts.extend(prose.texts.iter().filter(|text| !text.tokens.is_empty()).map(passage));
}

impl<'t> Prose<'t> {
    fn read(met: &[Met<'t>], words: &'t [String], indicators: &Indicators<'_>, claims: &mut Claims) -> Self {
        let lexicon = Lexicon::builtin();
        let mut texts = Vec::with_capacity(met.len());
        let mut ids = Vec::with_capacity(met.len());
        let mut printed = HashSet::new();
        for (met, words) in met.iter().zip(words) {
            let mut text = Text::read(*met, words, lexicon);
            let label = text.met.spot == Spot::Title || text.met.is_cell() && text.tokens.len() < SENTENCE;
            if !label {
                text.read_counts();
            }
            let cells = cells(&text, indicators);
            printed.extend(cells.iter().map(|(_, cell)| *cell));
            let own = |count: &Count| {
                let letters = text.letters(count);
                let cell = cells.iter().find(|(span, _)| span.0 < letters.1 && letters.0 < span.1);
                cell.map_or_else(|| claims.add(claim(&text, count)), |(_, cell)| *cell)
            };
            ids.push(text.counts.iter().map(own).collect());
            texts.push(text);
        }
        let headings = texts.iter().enumerate().filter(|(_, text)| matches!(text.level, Level::Heading(_)));
        Self {
            planned: subject::planned(&texts),
            headings: headings.map(|(number, _)| number).collect(),
            texts,
            ids,
            printed,
            wholes: HashMap::new(),
            relations: Vec::new(),
            bases: Vec::new(),
            then: HashSet::new(),
            changes: BTreeMap::new(),
            settled: HashSet::new(),
            lexicon,
        }
    }

    /// A figure.
    pub(crate) fn count(&self, (text, count): At) -> Option<&Count> {
        self.texts.get(text)?.counts.get(count)
    }

    /// What a figure counts.
    pub(crate) fn noun(&self, at: At) -> Option<Noun> {
        self.count(at)?.noun
    }

    /// A figure's amount.
    pub(crate) fn amount(&self, at: At) -> Option<Decimal> {
        self.count(at)?.figure.amount()
    }

    /// Whether all count the same thing.
    pub(crate) fn of_one_noun(&self, all: &[At]) -> bool {
        all.iter().all(|at| self.noun(*at) == all.first().and_then(|first| self.noun(*first)))
    }

    /// Whether a semicolon stands between two figures of one text.
    pub(crate) fn parted(&self, one: At, next: At) -> bool {
        let pair = self.count(one).zip(self.count(next));
        self.texts.get(one.0).zip(pair).is_some_and(|(text, (one, next))| text.parted(one, next))
    }

    /// A figure's claim.
    pub(crate) fn id(&self, (text, count): At) -> ClaimId {
        self.ids.get(text).and_then(|ids| ids.get(count)).copied().unwrap_or(ClaimId(usize::MAX))
    }

    pub(crate) fn ids(&self, all: &[At]) -> Vec<ClaimId> {
        all.iter().map(|at| self.id(*at)).collect()
    }

    /// Leaves out what would judge cells alone, which the catalogue does, or the direction of one, which it does not
    /// print.
    fn leave_printed(&mut self) {
        let printed = |id: &ClaimId| self.printed.contains(id);
        let judges_text = |relation: &Relation<ClaimId>| match relation {
            Relation::Growth { change, .. } => !printed(change),
            other => !other.members().all(printed),
        };
        self.relations.retain(|bound| judges_text(&bound.relation));
        self.bases.retain(judges_text);
        self.changes.retain(|at, _| {
            let id = self.ids.get(at.0).and_then(|ids| ids.get(at.1));
            id.is_none_or(|id| !printed(id))
        });
    }

    /// Notes that a figure is a change, and whether it falls.
    pub(crate) fn note_change(&mut self, at: At, falls: bool) {
        self.changes.entry(at).or_insert(falls);
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

/// What a text prints of cells by their codes: the scalar values from and to, and the cell's claim.
fn cells(text: &Text<'_>, indicators: &Indicators<'_>) -> Vec<((usize, usize), ClaimId)> {
    let mut start = 0;
    let cell = |run: &Run| {
        let from = start;
        start += run.text.chars().count();
        let Some(Mark::Figure { code, .. }) = &run.mark else { return None };
        Some(((from, start), *indicators.cells?.get(&Operand::Now(code.clone()))?))
    };
    let marked = text.met.runs.iter().any(|run| matches!(run.mark, Some(Mark::Figure { .. })));
    if marked { text.met.runs.iter().filter_map(cell).collect() } else { Vec::new() }
}

fn claim(text: &Text<'_>, count: &Count) -> Claim {
    let (from, to) = text.letters(count);
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
