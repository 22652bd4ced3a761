//! One measure named again: the same words about the same period and body must print the same figure, or a coarser
//! rounding of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::claim::{Bound, ClaimId};
use crate::claims::prose::subject::Subject;
use crate::claims::prose::telling::{Mark, names_level};
use crate::claims::prose::token::Word;
use crate::claims::prose::whole::is_slip;
use crate::claims::prose::Prose;
use crate::model::Relation;
use crate::num::{Figure, Interval};

/// A word that so many figures share tells nothing of them.
const COMMON: usize = 48;

/// Of the words of the shorter subject so many in ten must be those of the other.
const ALIKE: usize = 7;

/// Ties the figures of one measure.
pub(crate) fn bind(prose: &mut Prose<'_>, subjects: &[Subject]) {
    // cells tie to the prose; among themselves the table's own sums hold them
    let told: Vec<&Subject> =
        subjects.iter().filter(|subject| subject.words.len() > 1 && !subject.apart).collect();
    let mut exact: BTreeMap<(&[Word], bool), Vec<&Subject>> = BTreeMap::new();
    for subject in &told {
        exact.entry((&subject.words, subject.figure.is_percent())).or_default().push(subject);
    }
    let told_levels: HashSet<Vec<Word>> =
        told.iter().map(|subject| levels(subject)).filter(|levels| !levels.is_empty()).collect();
    let mixed = told_levels.len() > 1;
    let divided = divided(prose);
    let bases = bases(prose);
    let apart = |one: &Subject, other: &Subject| {
        // two rates that each follow from their own counts measure two things
        let (base, base_of_other) = (bases.get(&one.id), bases.get(&other.id));
        divided.contains(&(one.id, other.id))
            || divided.contains(&(other.id, one.id))
            || (base.is_some() && base_of_other.is_some() && base != base_of_other)
    };
    for group in exact.values().filter(|group| group.len() > 1) {
        same_words(prose, group, (&apart, mixed));
    }
    // what is told twice with one value is a measure of its own
    let twice = |subject: &Subject| {
        let group = exact.get(&(subject.words.as_slice(), subject.figure.is_percent()));
        group.is_some_and(|group| group.iter().filter(|twin| value(twin).meets(&value(subject))).count() > 1)
    };
    let pairs = alike(&told, mixed)
        .into_iter()
        .filter(|(one, other)| !(apart(one, other) || twice(one) && twice(other)));
    for (one, other) in pairs.collect::<Vec<_>>() {
        let (a, b) = (value(one), value(other));
        let figures = vec![one.id, other.id];
        if a.meets(&b) {
            prose.must(Relation::Equal { figures });
        } else if near(one, other) && (one.is_cell() == other.is_cell() || is_slipped(one, other)) {
            prose.should(Relation::Equal { figures });
        }
    }
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
fn same_words(prose: &mut Prose<'_>, group: &[&Subject], (apart, mixed): (&Apart<'_>, bool)) {
    let mut left: Vec<&Subject> = group.to_vec();
    while let Some(first) = left.first().copied() {
        let (same, other): (Vec<&Subject>, Vec<&Subject>) = left.iter().partition(|subject| {
            std::ptr::eq(**subject, first)
                || (agree(first, subject, mixed)
                    && first.sentence != subject.sentence
                    && !apart(first, subject))
        });
        left = other;
        if same.iter().all(|subject| subject.is_cell()) {
            continue;
        }
        let odd = same.iter().filter(|subject| !value(subject).meets(&value(first))).count();
        let most = odd.min(same.len() - odd);
        let cells = same.iter().any(|subject| subject.is_cell());
        let close = same.iter().all(|subject| {
            value(subject).meets(&value(first))
                || if cells { is_slipped(subject, first) } else { near(subject, first) }
        });
        // a phrase repeated word for word says one thing, however far apart its figures are
        let verbatim = first.words.len() > 4 && same.iter().all(|subject| repeats(prose, first, subject));
        if same.len() > 1 && (close || verbatim || (same.len() > 2 && most == 1)) {
            let figures = same.iter().map(|subject| subject.id).collect();
            prose.must(Relation::Equal { figures });
        }
    }
}

impl Subject {
    /// Whether it is a table's.
    fn is_cell(&self) -> bool {
        self.sentence.0 > usize::MAX / 2
    }
}

/// The levels of government that a subject's scope names.
fn levels(subject: &Subject) -> Vec<Word> {
    subject.scope.iter().copied().filter(|word| names_level(*word)).collect()
}

/// Whether two subjects name no two periods or bodies; where the text speaks of several levels, both must be told of
/// the same.
fn agree(one: &Subject, other: &Subject, mixed: bool) -> bool {
    if mixed && levels(one) != levels(other) {
        return false;
    }
    if one.sentence.0 == other.sentence.0 {
        return one.scope == other.scope;
    }
    if one.parent.is_some() && one.parent == other.parent {
        return false;
    }
    one.scope.is_empty()
        || other.scope.is_empty()
        || one.scope == other.scope
        || one.scope.iter().all(|word| other.scope.contains(word))
        || other.scope.iter().all(|word| one.scope.contains(word))
}

/// The pairs of figures whose words are nearly the same.
fn alike<'s>(told: &[&'s Subject], mixed: bool) -> Vec<(&'s Subject, &'s Subject)> {
    let mut by_word: HashMap<Word, Vec<usize>> = HashMap::new();
    for (index, subject) in told.iter().enumerate() {
        subject.words.iter().for_each(|word| by_word.entry(*word).or_default().push(index));
    }
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for together in by_word.values().filter(|together| together.len() <= COMMON) {
        for (at, one) in together.iter().enumerate() {
            for other in together.iter().skip(at + 1) {
                *pairs.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let pair = |(one, other): &(usize, usize)| Some((*told.get(*one)?, *told.get(*other)?));
    pairs.keys().filter_map(pair).filter(|(one, other)| is_alike(one, other, mixed)).collect()
}

fn is_alike(one: &Subject, other: &Subject, mixed: bool) -> bool {
    let shared = one.words.iter().filter(|word| other.words.contains(word)).count();
    let (least, most) = (one.words.len().min(other.words.len()), one.words.len().max(other.words.len()));
    let kind = |subject: &Subject| subject.figure.is_percent();
    let values = |subject: &Subject| {
        subject.words.iter().copied().filter(|word| Mark::VALUE.is(*word)).collect::<Vec<Word>>()
    };
    one.words != other.words
        && kind(one) == kind(other)
        && one.sentence != other.sentence
        && (one.noun == other.noun || one.noun.is_none() || other.noun.is_none())
        && values(one) == values(other)
        && !(one.parent.is_some() && one.parent == other.parent)
        && agree(one, other, mixed)
        && shared >= if one.is_cell() != other.is_cell() { 2 } else { 3 }
        && !(one.is_cell() && other.is_cell())
        && (shared * 2 >= most || one.is_cell() != other.is_cell())
        && (shared == least || (shared * 10 >= least * ALIKE && shared > 3 && is_slipped(one, other)))
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
