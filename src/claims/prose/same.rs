//! One measure named again: the same words about the same period and body must print the same figure, or a coarser
//! rounding of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::claim::{Bound, ClaimId};
use crate::claims::prose::Prose;
use crate::claims::prose::subject::Subject;
use crate::claims::prose::telling::{Mark, level, names_level};
use crate::claims::prose::token::Word;
use crate::claims::prose::whole::is_slip;
use crate::model::Relation;
use crate::num::{Figure, Interval};

/// A word that so many figures share tells nothing of them.
const COMMON: usize = 48;

/// Of the words of the shorter subject so many in ten must be those of the other.
const ALIKE: usize = 7;

/// So many words that are the same right after two figures, or of a whole subject, name one measure.
const PHRASE: usize = 5;

/// Ties the figures of one measure.
pub(crate) fn bind(prose: &mut Prose<'_>, subjects: &[Subject]) {
    // cells tie to the prose; among themselves the table's own sums hold them
    let told: Vec<&Subject> =
        subjects.iter().filter(|subject| subject.words.len() > 1 && !subject.apart).collect();
    let mut exact: BTreeMap<(&[Word], bool), Vec<&Subject>> = BTreeMap::new();
    for subject in &told {
        exact.entry((&subject.words, subject.figure.is_percent())).or_default().push(subject);
    }
    let bodies = Bodies::of(prose, &told);
    let divided = divided(prose);
    let bases = bases(prose);
    let parallel = parallel(exact.values().map(Vec::as_slice), &bodies);
    let apart = |one: &Subject, other: &Subject| {
        // two rates that each follow from their own counts measure two things
        let (base, base_of_other) = (bases.get(&one.id), bases.get(&other.id));
        parallel.contains(&texts(one, other))
            || divided.contains(&(one.id, other.id))
            || divided.contains(&(other.id, one.id))
            || (base.is_some() && base_of_other.is_some() && base != base_of_other)
    };
    for group in exact.values().filter(|group| group.len() > 1) {
        same_words(prose, group, (&apart, &bodies));
    }
    // what is told twice with one value is a measure of its own
    let twice = |subject: &Subject| {
        let group = exact.get(&(subject.words.as_slice(), subject.figure.is_percent()));
        group.is_some_and(|group| group.iter().filter(|twin| value(twin).meets(&value(subject))).count() > 1)
    };
    for (one, other) in pairs(&told) {
        let Some(kin) = kin(one, other, &bodies) else { continue };
        if apart(one, other) || twice(one) && twice(other) {
            continue;
        }
        let figures = vec![one.id, other.id];
        if kin == Kin::Near && value(one).meets(&value(other)) {
            prose.must(Relation::Equal { figures });
        } else if kin.accuses(one, other) {
            prose.should(Relation::Equal { figures });
        }
    }
}

/// The paragraphs of two figures.
fn texts(one: &Subject, other: &Subject) -> (usize, usize) {
    let (one, other) = (one.sentence.0, other.sentence.0);
    (one.min(other), one.max(other))
}

/// The pairs of paragraphs that say the same of two things: several of their figures differ, and fewer agree.
fn parallel<'s>(groups: impl Iterator<Item = &'s [&'s Subject]>, bodies: &Bodies) -> HashSet<(usize, usize)> {
    let mut told: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    for group in groups.filter(|group| group.len() <= COMMON) {
        for (at, one) in group.iter().enumerate() {
            let others = group.iter().skip(at + 1).filter(|other| {
                one.sentence.0 != other.sentence.0
                    && !one.is_cell()
                    && !other.is_cell()
                    && bodies.agree(one, other)
            });
            for other in others {
                let (agree, differ) = told.entry(texts(one, other)).or_default();
                *(if value(one).meets(&value(other)) { agree } else { differ }) += 1;
            }
        }
    }
    let two = told.into_iter().filter(|(_, (agree, differ))| *differ > 1 && differ > agree);
    two.map(|(texts, _)| texts).collect()
}

/// Whether two paragraphs are one but for their digits.
fn repeats(prose: &Prose<'_>, one: &Subject, other: &Subject) -> bool {
    let bare = |subject: &Subject| {
        let text = prose.texts.get(subject.sentence.0)?;
        Some(
            text.words
                .chars()
                .filter(|c| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' '))
                .collect::<String>(),
        )
    };
    bare(one).is_some_and(|words| Some(words) == bare(other))
}

/// The parts with their wholes, which are never one.
fn divided(prose: &Prose<'_>) -> HashSet<(ClaimId, ClaimId)> {
    let pairs = prose.wholes.iter().flat_map(|(part, wholes)| wholes.iter().map(|whole| (*part, *whole)));
    pairs.map(|(part, whole)| (prose.id(part), prose.id(whole))).collect()
}

/// The whole of which each rate is taken, of rates that their counts give.
fn bases(prose: &Prose<'_>) -> HashMap<ClaimId, Decimal> {
    let counts = prose.texts.iter().enumerate().flat_map(|(text, one)| {
        one.counts.iter().enumerate().map(move |(count, one)| (prose.id((text, count)), one.figure))
    });
    let figures: HashMap<ClaimId, Figure> = counts.collect();
    let base = |bound: &Bound| {
        let Relation::Ratio { rate, part, whole } = &bound.relation else { return None };
        let [shown, part, whole] = [rate, part, whole].map(|id| figures.get(id).copied());
        let whole = whole?.amount()?;
        let percent = part?.amount()?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let shown = shown?;
        Interval::around(shown.value(), shown.decimals())?.contains(percent).then_some((*rate, whole))
    };
    prose.relations.iter().filter_map(base).collect()
}

/// Tells whether two figures are of two things.
type Apart<'a> = dyn Fn(&Subject, &Subject) -> bool + 'a;

/// The figures whose words are the same: one finding for all places of one period and body.
fn same_words(prose: &mut Prose<'_>, group: &[&Subject], (apart, bodies): (&Apart<'_>, &Bodies)) {
    let mut left: Vec<&Subject> = group.to_vec();
    while let Some(first) = left.first().copied() {
        let (same, other): (Vec<&Subject>, Vec<&Subject>) = left.iter().partition(|subject| {
            std::ptr::eq(**subject, first)
                || (bodies.agree(first, subject)
                    && first.sentence != subject.sentence
                    && !opposed(first, subject)
                    && !differ(&first.lead, &subject.lead)
                    && !apart(first, subject))
        });
        left = other;
        if same.iter().all(|subject| subject.is_cell()) {
            continue;
        }
        // all but one print one value
        let twins = |one: &Subject| same.iter().filter(|other| value(other).meets(&value(one))).count();
        let alone = same.iter().map(|one| twins(one)).max().is_some_and(|twins| twins + 1 == same.len());
        let cells = same.iter().any(|subject| subject.is_cell());
        let close = same.iter().all(|subject| {
            value(subject).meets(&value(first))
                || if cells { is_slipped(subject, first) } else { near(subject, first) }
        });
        // a phrase repeated word for word says one thing, however far apart its figures are
        let verbatim = first.words.len() > 4 && same.iter().all(|subject| repeats(prose, first, subject));
        if same.len() > 1 && (close || verbatim || (same.len() > 2 && alone)) {
            let figures = same.iter().map(|subject| subject.id).collect();
            prose.must(Relation::Equal { figures });
        }
    }
}

/// What a text says of the bodies that its figures are of.
struct Bodies {
    /// Whether it speaks of several levels.
    mixed: bool,
    /// The level that it names first, its own; of which a figure is that names none.
    own: Option<Word>,
}

impl Bodies {
    fn of(prose: &Prose<'_>, told: &[&Subject]) -> Self {
        let levels: HashSet<Vec<Word>> =
            told.iter().map(|subject| levels(subject)).filter(|levels| !levels.is_empty()).collect();
        let own = prose.texts.iter().find_map(|text| text.levels().next());
        Self { mixed: levels.len() > 1, own: own.map(level) }
    }

    /// Whether two subjects name no two periods or bodies; where the text speaks of several levels, both must be told
    /// of the same.
    fn agree(&self, one: &Subject, other: &Subject) -> bool {
        let both = |one: &[Word], other: &[Word]| {
            one.is_empty()
                || other.is_empty()
                || one.iter().all(|word| other.contains(word))
                || other.iter().all(|word| one.contains(word))
        };
        if self.mixed && levels(one) != levels(other)
            || one.list.is_some() && one.list == other.list
            || !of_places(one, other)
        {
            return false;
        }
        if one.sentence.0 == other.sentence.0 {
            one.scope == other.scope
        } else {
            both(&one.scope, &other.scope)
        }
    }

    /// Whether they may be of the same, as what is of no body may be of the text's own.
    fn may_agree(&self, one: &Subject, other: &Subject) -> bool {
        let foreign = |subject: &Subject| {
            let levels = levels(subject).into_iter().filter(|word| Some(level(*word)) != self.own);
            levels.collect::<Vec<Word>>()
        };
        let rest = |subject: &Subject| {
            let rest = subject.scope.iter().copied().filter(|word| !names_level(*word));
            rest.collect::<Vec<Word>>()
        };
        let (a, b) = (rest(one), rest(other));
        foreign(one) == foreign(other)
            && of_places(one, other)
            && (one.list.is_none() || one.list != other.list)
            && (a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word)))
    }
}

/// Whether a cell of a row that is a place's meets only what names the place.
fn of_places(one: &Subject, other: &Subject) -> bool {
    let within = |cell: &Subject, other: &Subject| {
        !cell.is_cell() || cell.scope.iter().all(|word| names_level(*word) || other.scope.contains(word))
    };
    within(one, other) && within(other, one)
}

/// The levels of government that a subject's scope names.
fn levels(subject: &Subject) -> Vec<Word> {
    subject.scope.iter().copied().filter(|word| names_level(*word)).collect()
}

/// Whether two paragraphs say that they are of two things.
fn opposed(one: &Subject, other: &Subject) -> bool {
    one.sentence.0 != other.sentence.0 && differ(&one.topic, &other.topic)
}

/// Whether each says something that the other does not.
fn differ(one: &[Word], other: &[Word]) -> bool {
    !(one.iter().all(|word| other.contains(word)) || other.iter().all(|word| one.contains(word)))
}

/// The pairs of figures that share a word that tells.
fn pairs<'s>(told: &[&'s Subject]) -> Vec<(&'s Subject, &'s Subject)> {
    let mut by_word: HashMap<Word, Vec<usize>> = HashMap::new();
    for (index, subject) in told.iter().enumerate() {
        subject.words.iter().for_each(|word| by_word.entry(*word).or_default().push(index));
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for together in by_word.values().filter(|together| together.len() <= COMMON) {
        for (at, one) in together.iter().enumerate() {
            pairs.extend(together.iter().skip(at + 1).map(|other| (*one, *other)));
        }
    }
    let pair = |(one, other): &(usize, usize)| Some((*told.get(*one)?, *told.get(*other)?));
    pairs.iter().filter_map(pair).collect()
}

/// How surely the words of two figures name one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kin {
    /// All words of the one are the other's, and they are of one body: near values are meant as one.
    Near,
    /// Most words are the other's: only a misprint tells that the values are meant as one.
    Far,
}

impl Kin {
    /// Whether two values that differ are meant as one.
    fn accuses(self, one: &Subject, other: &Subject) -> bool {
        match self {
            Self::Near => near(one, other) && (one.is_cell() == other.is_cell() || is_slipped(one, other)),
            Self::Far => is_misprint(one, other),
        }
    }
}

/// How surely the words of two figures name one measure, if they may at all.
fn kin(one: &Subject, other: &Subject, bodies: &Bodies) -> Option<Kin> {
    let values = |subject: &Subject| {
        subject.words.iter().copied().filter(|word| Mark::VALUE.is(*word)).collect::<Vec<Word>>()
    };
    let (cells, refers) = (one.is_cell() || other.is_cell(), one.refers || other.refers);
    let same = one.words == other.words;
    let long = same && one.words.len() >= PHRASE;
    let phrased = one.tail.len() >= PHRASE && one.tail == other.tail;
    let led = differ(&one.lead, &other.lead);
    if one.figure.is_percent() != other.figure.is_percent()
        || one.sentence == other.sentence
        || (one.noun != other.noun && one.noun.is_some() && other.noun.is_some())
        || one.is_cell() && other.is_cell()
        || opposed(one, other)
        || !bodies.may_agree(one, other)
        || same && bodies.agree(one, other) && !led
        || one.sentence.0 == other.sentence.0 && !refers && !long
    {
        return None;
    }
    let counts = !one.figure.is_percent();
    if led {
        return (one.words.len() >= PHRASE && same || phrased).then_some(Kin::Far);
    }
    if long || phrased && (refers || counts || bodies.agree(one, other)) {
        return Some(Kin::Near);
    }
    let shared = one.words.iter().filter(|word| other.words.contains(word)).count();
    let (least, most) = (one.words.len().min(other.words.len()), one.words.len().max(other.words.len()));
    // that both name one body tells as much as a word
    let named = usize::from(!levels(one).is_empty() && levels(one) == levels(other));
    let within = shared == least && shared + named >= if cells || refers { 2 } else { 3 };
    if values(one) != values(other) {
        return phrased.then_some(Kin::Far);
    }
    if bodies.agree(one, other) && within && (shared * 2 >= most || cells) {
        return Some(Kin::Near);
    }
    let mostly = shared > 3 && shared * 10 >= least * ALIKE && (shared * 2 >= most || cells);
    (within || mostly || phrased).then_some(Kin::Far)
}

impl Subject {
    /// Whether it is a table's.
    fn is_cell(&self) -> bool {
        self.sentence.0 > usize::MAX / 2
    }
}

pub(crate) fn value(subject: &Subject) -> Interval {
    let figure = &subject.figure;
    if figure.is_count() { figure.exact() } else { figure.rounded() }
}

/// Whether two values that differ are near enough, or one slip apart, to be meant as one.
pub(crate) fn near(one: &Subject, other: &Subject) -> bool {
    let Some((a, b)) = one.figure.amount().zip(other.figure.amount()) else { return false };
    let (Some(apart), larger) = (a.checked_sub(b).map(|apart| apart.abs()), a.abs().max(b.abs())) else {
        return false;
    };
    let tenth = larger.checked_div(Decimal::from(6)).unwrap_or_default();
    apart <= tenth.max(Decimal::ONE) || is_slip(a, b, &[]) || is_shuffled(a, b)
}

/// Whether two values are one slip of the hand apart.
fn is_slipped(one: &Subject, other: &Subject) -> bool {
    let amounts = one.figure.amount().zip(other.figure.amount());
    amounts.is_some_and(|(a, b)| a == b || is_slip(a, b, &[]) || is_shuffled(a, b))
}

/// Whether one value is the other misprinted: its digits in another order or at another rank, or one of many digits
/// another.
fn is_misprint(one: &Subject, other: &Subject) -> bool {
    let Some((a, b)) = one.figure.amount().zip(other.figure.amount()) else { return false };
    let (one, other) = (a.normalize().to_string(), b.normalize().to_string());
    let apart = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
    let shifted = significant(&one) == significant(&other) && significant(&one).len() > 2;
    is_shuffled(a, b) || shifted || one.len() == other.len() && one.len() > 3 && apart == 1
}

/// The digits of a value without the noughts around them.
fn significant(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Whether the same digits stand in another order: `42` for `24`.
pub(crate) fn is_shuffled(one: Decimal, other: Decimal) -> bool {
    let digits = |value: Decimal| {
        let mut digits: Vec<char> =
            value.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let (a, b) = (digits(one), digits(other));
    a == b && a.len() > 1
}
