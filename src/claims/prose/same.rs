//! One measure named again: the same words about the same period and body must print the same figure, or a coarser
//! rounding of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::claim::{Bound, ClaimId};
use crate::claims::prose::Prose;
use crate::claims::prose::kin::{Bodies, Kin, differ, is_slipped, kin, near, opposed, value};
use crate::claims::prose::subject::Subject;
use crate::claims::prose::text::Text;
use crate::claims::prose::token::Word;
use crate::document::Spot;
use crate::model::Relation;
use crate::num::{Figure, Interval};

/// A word that so many figures share tells nothing of them.
const COMMON: usize = 48;

/// Ties the figures of one measure.
pub(crate) fn bind<'s>(prose: &mut Prose<'_>, subjects: &'s [Subject]) {
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
    let held = Held::of(std::mem::take(&mut prose.settled), &told);
    let earlier = Earlier::of(prose);
    let parallel = parallel(exact.values().map(Vec::as_slice), &bodies);
    let apart = |one: &Subject, other: &Subject| {
        // two rates that each follow from their own counts measure two things
        let (base, base_of_other) = (bases.get(&one.id), bases.get(&other.id));
        parallel.contains(&texts(one, other))
            || (divided.contains(&(one.id, other.id)) || divided.contains(&(other.id, one.id)))
                && !(one.words == other.words && is_slipped(one, other))
            || (held.holds(one, &bodies) && held.holds(other, &bodies) && !is_slipped(one, other))
            || (base.is_some() && base_of_other.is_some() && base != base_of_other)
    };
    for group in exact.values().filter(|group| group.len() > 1) {
        same_words(prose, group, (&apart, &bodies, &earlier));
    }
    // what is told twice with one value is a measure of its own
    let twice = |subject: &Subject| {
        let group = exact.get(&(subject.words.as_slice(), subject.figure.is_percent()));
        group.is_some_and(|group| group.iter().filter(|twin| value(twin).meets(&value(subject))).count() > 1)
    };
    let kindred = |(one, other): (&'s Subject, &'s Subject)| {
        let kin = kin(one, other, &bodies)?;
        (!(apart(one, other) || twice(one) && twice(other))).then_some((kin, one, other))
    };
    tie(prose, &pairs(&told).into_iter().filter_map(kindred).collect::<Vec<_>>(), &earlier);
}

/// What figures were in another period, by what their changes are held against.
struct Earlier(HashMap<ClaimId, Vec<Figure>>);

impl Earlier {
    fn of(prose: &Prose<'_>) -> Self {
        let figures = figures(prose);
        let mut earlier: HashMap<ClaimId, Vec<Figure>> = HashMap::new();
        for Bound { relation, .. } in &prose.relations {
            if let Relation::Growth { now, before, .. } = relation
                && let Some(figure) = figures.get(before)
            {
                earlier.entry(*now).or_default().push(*figure);
            }
        }
        Self(earlier)
    }

    /// Whether one figure is what the other was before: last year's, left in.
    fn is_left(&self, one: &Subject, other: &Subject) -> bool {
        let was = |one: &Subject, other: &Subject| {
            let before = self.0.get(&one.id).into_iter().flatten();
            before.into_iter().any(|before| {
                before.value() == other.figure.value() && before.is_percent() == other.figure.is_percent()
            })
        };
        was(one, other) || was(other, one)
    }
}

/// Ties the figures that name one measure in other words.
fn tie<'s>(prose: &mut Prose<'_>, kindred: &[(Kin, &'s Subject, &'s Subject)], earlier: &Earlier) {
    let meets = |one: &Subject, other: &Subject| value(one).meets(&value(other));
    // what one cell prints is not what another one does
    let celled: Vec<_> = kindred
        .iter()
        .filter(|(_, one, other)| one.is_cell() != other.is_cell() && meets(one, other))
        .collect();
    let sides =
        |one: &'s Subject, other: &'s Subject| if one.is_cell() { (one, other) } else { (other, one) };
    let told = |(_, one, other): &(Kin, &'s Subject, &'s Subject)| sides(one, other).1;
    let printed: HashSet<ClaimId> = celled.iter().map(|kin| told(kin).id).collect();
    // a paragraph that announces a table and prints one of its totals means the others too
    let announcing = announcing(prose);
    let announces = |cell: &Subject, told: &Subject| {
        cell.refers && announcing.get(&told.sentence.0) == Some(&(usize::MAX - cell.sentence.0))
    };
    let pairs = celled.iter().map(|(_, one, other)| sides(one, other));
    let borne: HashSet<usize> =
        pairs.filter(|(cell, told)| announces(cell, told)).map(|(_, told)| told.sentence.0).collect();
    let announced = |one: &'s Subject, other: &'s Subject| {
        let (cell, told) = sides(one, other);
        let heads = !cell.own.is_empty() && cell.own.iter().all(|word| told.words.contains(word));
        let length = |subject: &Subject| subject.figure.value().mantissa().unsigned_abs().checked_ilog10();
        heads && length(cell) == length(told) && borne.contains(&told.sentence.0) && announces(cell, told)
    };
    for one_kin in kindred {
        let (kin, one, other) = one_kin;
        let figures = vec![one.id, other.id];
        let elsewhere = one.is_cell() != other.is_cell() && printed.contains(&told(one_kin).id);
        if *kin == Kin::Near && meets(one, other) {
            prose.must(Relation::Equal { figures });
        } else if !elsewhere
            && (kin.accuses(one, other) || announced(one, other) || earlier.is_left(one, other))
        {
            prose.should(Relation::Equal { figures });
        }
    }
}

/// The tables that a paragraph announces right before them, by the paragraph: `… 16 tập thể và 57 cá nhân. Cụ thể:`.
fn announcing(prose: &Prose<'_>) -> HashMap<usize, usize> {
    let table = |(number, text): (usize, &Text<'_>)| match prose.texts.get(number + 1)?.met.spot {
        Spot::Cell { table, .. } if text.met.is_body() && text.words.trim_end().ends_with(':') => {
            Some((number, table))
        }
        _ => None,
    };
    prose.texts.iter().enumerate().filter_map(table).collect()
}

/// The figures that are as they are meant: a relation holds them up, or one of the same long value, period and body.
struct Held<'s> {
    figures: HashSet<ClaimId>,
    /// Those of long values, by value and whether it is a percent.
    values: HashMap<(Decimal, bool), Vec<&'s Subject>>,
}

impl<'s> Held<'s> {
    fn of(settled: HashSet<ClaimId>, told: &[&'s Subject]) -> Self {
        let mut values: HashMap<(Decimal, bool), Vec<&Subject>> = HashMap::new();
        for subject in told {
            if is_long(&subject.figure) && settled.contains(&subject.id) {
                let key = (subject.figure.value(), subject.figure.is_percent());
                values.entry(key).or_default().push(subject);
            }
        }
        Self { figures: settled, values }
    }

    fn holds(&self, subject: &Subject, bodies: &Bodies) -> bool {
        let key = (subject.figure.value(), subject.figure.is_percent());
        let alike = || self.values.get(&key).into_iter().flatten().any(|other| bodies.agree(subject, other));
        self.figures.contains(&subject.id) || alike()
    }
}

/// Whether a figure has so many digits that another seldom has them by chance.
fn is_long(figure: &Figure) -> bool {
    figure.value().mantissa().unsigned_abs() > 99
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

/// The figures of the prose by their claims.
fn figures(prose: &Prose<'_>) -> HashMap<ClaimId, Figure> {
    let counts = prose.texts.iter().enumerate().flat_map(|(text, one)| {
        one.counts.iter().enumerate().map(move |(count, one)| (prose.id((text, count)), one.figure))
    });
    counts.collect()
}

/// The whole of which each rate is taken, of rates that their counts give.
fn bases(prose: &Prose<'_>) -> HashMap<ClaimId, Decimal> {
    let figures = figures(prose);
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
fn same_words(
    prose: &mut Prose<'_>,
    group: &[&Subject],
    (apart, bodies, earlier): (&Apart<'_>, &Bodies, &Earlier),
) {
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
        // all but one print one value: of any three two do
        let twins = |one: &Subject| same.iter().filter(|other| value(other).meets(&value(one))).count();
        let alone = || same.iter().take(3).map(|one| twins(one) + 1).max() == Some(same.len());
        let cells = same.iter().any(|subject| subject.is_cell());
        // of another period the same words may say the value that is left in this one
        let left = |one: &Subject, other: &Subject| {
            let then = |subject: &&&Subject| {
                value(subject).meets(&value(one)) && is_long(&one.figure) && !bodies.agree(subject, other)
            };
            earlier.is_left(one, other) || group.iter().any(|subject| then(&subject))
        };
        let close = same.iter().all(|subject| {
            value(subject).meets(&value(first))
                || left(subject, first)
                || left(first, subject)
                || if cells { is_slipped(subject, first) } else { near(subject, first) }
        });
        // a phrase repeated word for word says one thing, however far apart its figures are
        let verbatim = || first.words.len() > 4 && same.iter().all(|subject| repeats(prose, first, subject));
        if same.len() > 1 && (close || verbatim() || (same.len() > 2 && alone())) {
            let figures = same.iter().map(|subject| subject.id).collect();
            prose.must(Relation::Equal { figures });
        }
    }
}

/// The pairs of figures that share a word that tells.
fn pairs<'s>(told: &[&'s Subject]) -> Vec<(&'s Subject, &'s Subject)> {
    let mut by_word: HashMap<Word, Vec<usize>> = HashMap::new();
    for (index, subject) in told.iter().enumerate() {
        subject.words.iter().for_each(|word| by_word.entry(*word).or_default().push(index));
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for together in by_word.values().filter(|together| together.len() <= COMMON) {
        for (at, one) in together.iter().enumerate() {
            pairs.extend(together.iter().skip(at + 1).map(|other| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let pair = |(one, other): &(usize, usize)| Some((*told.get(*one)?, *told.get(*other)?));
    pairs.iter().filter_map(pair).collect()
}
