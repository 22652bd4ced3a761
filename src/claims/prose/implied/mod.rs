//! What figures say together although no word declares it: a list without an opener, what is left, the base of a
//! change. Such a reading counts where it holds, or where one slip of the hand keeps it from holding; a reading that
//! nothing nearly fits was the wrong one.

mod bases;
mod changes;
mod fit;
mod lines;
mod products;
mod rests;
mod shares;
mod slip;
mod stock;
mod sums;

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::claim::{Bound, ClaimId};
pub(crate) use crate::claims::prose::implied::fit::holds;
use crate::claims::prose::implied::fit::{Suspect, slips};
use crate::claims::prose::implied::slip::{Chance, POSSIBLE};
use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;

/// One way to read figures together.
pub(crate) struct Reading {
    relation: Relation<At>,
    /// A slip accuses when figures that do not belong together would look so at most this often: the more the words
    /// say that the figures belong together, the more.
    bound: Chance,
}

/// So many paragraphs before and after one are near it: those of a report, not of a book.
const NEARBY: usize = 200;

/// So much must the words say before small figures that agree are held to belong together.
const TOLD: Chance = POSSIBLE;

/// So much must the words say before a reading supports another.
const HINTED: Chance = 100;

/// Whether figures have so many digits that they seldom agree by chance.
fn is_long(prose: &Prose<'_>, relation: &Relation<At>) -> bool {
    if matches!(relation, Relation::Equal { .. }) {
        return true; // one whole, named twice
    }
    let digits = |at: &At| prose.count(*at).map(|count| count.figure.value().mantissa().unsigned_abs());
    relation.members().filter_map(digits).max().is_some_and(|most| most > 99)
}

/// Looks for what figures say together, each question once.
pub(crate) fn bind(prose: &mut Prose<'_>) {
    let read = Read::of(prose);
    for number in 0..prose.texts.len() {
        bases::bind(prose, number);
        changes::bind(prose, number, &read);
        products::bind(prose, number);
    }
    let (read, mut settled) = (Read::of(prose), Settled::of(prose));
    let mut questions = Vec::new();
    for number in 0..prose.texts.len() {
        bases::ask(prose, number, &mut questions);
        lines::ask(prose, number, &mut questions);
        stock::ask(prose, number, &mut questions);
        sums::ask(prose, number, &mut questions);
        rests::ask(prose, (number, &read), &mut questions);
        changes::ask(prose, (number, &read), &mut questions);
        shares::ask(prose, (number, &read), &mut questions);
        products::ask(prose, number, &mut questions);
    }
    // what holds settles its figures before anything is accused
    let mut open = Vec::new();
    for question in questions {
        let holds = |reading: &&Reading| {
            (reading.bound >= TOLD || is_long(prose, &reading.relation)) && agree(prose, &reading.relation)
        };
        match question.iter().find(holds) {
            Some(reading) => {
                let relation = claimed(prose, &reading.relation);
                settled.add(&relation);
                prose.should(relation);
                changed(prose, &reading.relation);
            }
            None => open.push(question),
        }
    }
    let open: Vec<Vec<Failing>> =
        open.into_iter().map(|question| failing(prose, question, &settled)).collect();
    let twice = told_twice(&open);
    for (number, question) in open.iter().enumerate() {
        let told = || twice.get(&number).and_then(|reading| question.get(*reading));
        if let Some((reading, _)) = slipped(question).or_else(told) {
            let relation = claimed(prose, &reading.relation);
            prose.should(relation);
            changed(prose, &reading.relation);
        }
    }
    prose.settled = settled.figures;
}

/// Notes which way a change goes.
fn changed(prose: &mut Prose<'_>, relation: &Relation<At>) {
    let way = |at: &At| prose.texts.get(at.0)?.change(prose.count(*at)?);
    let falls = |tag: Tag| tag.sense == Sense::Cue(Cue::Down);
    match relation {
        Relation::Growth { change, before, .. } => {
            let falls = way(change).is_some_and(falls);
            prose.note_change(*change, falls);
            prose.then.insert(*before);
        }
        // a share of a change goes its way
        Relation::Ratio { rate, part, .. } => {
            if let Some(tag) = way(part) {
                prose.note_change(*part, falls(tag));
                prose.note_change(*rate, falls(tag));
            }
        }
        _ => {}
    }
}

/// A reading that does not hold, and the figures that one slip would explain and nothing else holds up.
type Failing = (Reading, Vec<Suspect<At>>);

/// The readings of a question whose figures are not told apart already.
fn failing(prose: &Prose<'_>, question: Vec<Reading>, settled: &Settled) -> Vec<Failing> {
    let open = question.into_iter().filter(|reading| !settled.divided(prose, &reading.relation));
    let suspects = |reading: Reading| {
        let mut slips = slips(&reading.relation, |at| Some(prose.count(at)?.figure));
        slips.retain(|suspect| !settled.figures.contains(&prose.id(suspect.at)));
        (reading, slips)
    };
    open.map(suspects).collect()
}

/// The reading that one slip of a figure explains.
fn slipped(question: &[Failing]) -> Option<&Failing> {
    let chance = |(reading, suspects): &Failing| {
        suspects.iter().map(|suspect| suspect.chance).min().filter(|chance| *chance <= reading.bound)
    };
    let explained = question.iter().filter_map(|failing| Some((chance(failing)?, failing)));
    explained.min_by_key(|(chance, _)| *chance).map(|(_, failing)| failing)
}

/// The readings that two questions answer alike: one slip of one figure, that of the same other figure, explains both.
/// By question, the first reading of it.
fn told_twice(open: &[Vec<Failing>]) -> HashMap<usize, usize> {
    let mut told: HashMap<(At, Decimal), Vec<(usize, usize)>> = HashMap::new();
    for (number, question) in open.iter().enumerate() {
        let hinted = question.iter().enumerate().filter(|(_, (reading, _))| reading.bound >= HINTED);
        for (index, (_, suspects)) in hinted {
            for suspect in suspects.iter().filter(|suspect| suspect.meant >= Decimal::TEN) {
                told.entry((suspect.at, suspect.meant.normalize())).or_default().push((number, index));
            }
        }
    }
    let mut twice = HashMap::new();
    for readings in told.into_values() {
        let questions: HashSet<usize> = readings.iter().map(|(number, _)| *number).collect();
        if questions.len() > 1 {
            for (number, index) in readings {
                let first = twice.entry(number).or_insert(index);
                *first = index.min(*first);
            }
        }
    }
    twice
}

/// Whether figures agree as they are.
///
/// `trên 60 tỷ` agrees with anything that is more, which says nothing.
pub(crate) fn agree(prose: &Prose<'_>, relation: &Relation<At>) -> bool {
    let open = |at: &At| prose.count(*at).is_some_and(|count| count.figure.qualifier().is_open_ended());
    !relation.members().any(open) && holds(relation, |at| Some(prose.count(at)?.figure))
}

fn claimed(prose: &Prose<'_>, relation: &Relation<At>) -> Relation<ClaimId> {
    match relation.bind(|at| Ok::<_, std::convert::Infallible>(prose.id(*at))) {
        Ok(relation) => relation,
    }
}

/// What the relations found before this say of figures, so that none is read twice.
struct Read {
    /// The rates that have a part and a whole.
    rates: HashSet<ClaimId>,
    /// The parts of sums.
    parts: HashSet<ClaimId>,
    /// The other period's figure of each change.
    before: HashMap<ClaimId, ClaimId>,
    changes: HashSet<At>,
}

impl Read {
    fn of(prose: &Prose<'_>) -> Self {
        let changes = prose.changes.keys().copied().collect();
        let mut read = Self { rates: HashSet::new(), parts: HashSet::new(), before: HashMap::new(), changes };
        for Bound { relation, .. } in &prose.relations {
            match relation {
                Relation::Ratio { rate, .. } => _ = read.rates.insert(*rate),
                Relation::Sum { parts, .. } => read.parts.extend(parts),
                Relation::Growth { change, before, .. } => _ = read.before.entry(*change).or_insert(*before),
                _ => {}
            }
        }
        read
    }
}

/// What relations that hold have settled.
struct Settled {
    figures: HashSet<ClaimId>,
    /// The whole of a part.
    wholes: HashMap<ClaimId, ClaimId>,
}

impl Settled {
    fn of(prose: &Prose<'_>) -> Self {
        let mut figures = HashMap::new();
        for (number, text) in prose.texts.iter().enumerate() {
            for (index, count) in text.counts.iter().enumerate() {
                figures.insert(prose.id((number, index)), count.figure);
            }
        }
        let mut settled = Self { figures: HashSet::new(), wholes: HashMap::new() };
        for Bound { relation, .. } in &prose.relations {
            if holds(relation, |id: ClaimId| figures.get(&id).copied()) {
                settled.add(relation);
            }
        }
        settled
    }

    fn add(&mut self, relation: &Relation<ClaimId>) {
        match relation {
            // other counts give the same rounded share
            Relation::Ratio { rate, .. } => _ = self.figures.insert(*rate),
            exact => self.figures.extend(exact.members()),
        }
        if let Relation::Sum { total, parts } = relation {
            self.wholes.extend(parts.iter().map(|part| (*part, *total)));
        }
    }

    /// Whether figures are told apart already: two parts of one whole make up no other, and what is left of a whole
    /// is not left of one that is used up.
    fn divided(&self, prose: &Prose<'_>, relation: &Relation<At>) -> bool {
        let Relation::Sum { total, parts } = relation else { return false };
        let total = prose.id(*total);
        let wholes: Vec<&ClaimId> =
            parts.iter().filter_map(|part| self.wholes.get(&prose.id(*part))).collect();
        let other = wholes.iter().filter(|whole| ***whole != total).count() > 1;
        other || wholes.iter().any(|whole| **whole == total)
    }
}

/// The paragraphs near one, in which a whole that it does not count itself is looked for.
fn nearby<'p, 't>(prose: &'p Prose<'t>, number: usize) -> impl Iterator<Item = (usize, &'p Text<'t>)> {
    let from = number.saturating_sub(NEARBY);
    prose.texts.iter().enumerate().skip(from).take(number - from + NEARBY)
}

/// A figure that states an amount, and no change or multiple of one.
fn is_amount(text: &Text<'_>, count: &Count) -> bool {
    !count.figure.is_percent() && !text.is_change(count) && !text.is_times(count)
}

/// The figures of a text that may be parts or wholes, by number.
fn amounts<'x>(text: &'x Text<'_>) -> impl DoubleEndedIterator<Item = (usize, &'x Count)> {
    text.counts.iter().enumerate().filter(|(_, count)| is_amount(text, count))
}

/// Whether two figures may count one thing.
fn alike(prose: &Prose<'_>, one: &Count, other: &Count) -> bool {
    prose.lexicon.same_noun(one.noun, other.noun)
}

/// Whether a figure is the whole side of a fraction, which is no part of anything.
fn is_base(count: &Count) -> bool {
    count.fraction == Fraction::Whole
}
