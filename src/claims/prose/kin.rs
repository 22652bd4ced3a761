//! How surely two figures are of one measure: by their words, their bodies and periods, by what leads them; and whether
//! two values that differ are meant as one.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::arithmetic::Read;
use crate::claims::prose::Prose;
use crate::claims::prose::subject::Subject;
use crate::claims::prose::telling::{Mark, level, names_level};
use crate::claims::prose::token::Word;
use crate::num::{Interval, Slip, has_digits_of};

/// Of the words of the shorter subject so many in ten must be those of the other.
const ALIKE: usize = 7;

/// A total is close to what the prose says when they are one in so many apart.
const CLOSE: i64 = 20;

/// So many words that are the same right after two figures, or of a whole subject, name one measure.
const PHRASE: usize = 5;

/// What a text says of the bodies that its figures are of.
pub(crate) struct Bodies {
    /// Whether it speaks of several levels.
    mixed: bool,
    /// The level that it names first, its own; of which a figure is that names none.
    own: Option<Word>,
}

impl Bodies {
    pub(crate) fn of(prose: &Prose<'_>, told: &[&Subject]) -> Self {
        let levels: HashSet<Vec<Word>> = told
            .iter()
            .map(|subject| levels(subject).collect())
            .filter(|levels: &Vec<Word>| !levels.is_empty())
            .collect();
        let own = prose.texts.iter().find_map(|text| text.levels().next());
        Self { mixed: levels.len() > 1, own: own.map(level) }
    }

    /// Whether two subjects name no two periods or bodies; where the text speaks of several levels, both must be told
    /// of the same.
    pub(crate) fn agree(&self, one: &Subject, other: &Subject) -> bool {
        let both = |one: &[Word], other: &[Word]| {
            one.is_empty()
                || other.is_empty()
                || one.iter().all(|word| other.contains(word))
                || other.iter().all(|word| one.contains(word))
        };
        if self.mixed && levels(one).ne(levels(other))
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
        fn rest(subject: &Subject) -> impl Iterator<Item = &Word> {
            subject.scope.iter().filter(|word| !names_level(**word))
        }
        let own = |word: &&Word| names_level(**word) && Some(level(**word)) != self.own;
        one.scope.iter().filter(own).eq(other.scope.iter().filter(own))
            && of_places(one, other)
            && (one.list.is_none() || one.list != other.list)
            && (rest(one).all(|word| other.scope.contains(word))
                || rest(other).all(|word| one.scope.contains(word)))
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
fn levels(subject: &Subject) -> impl Iterator<Item = Word> {
    subject.scope.iter().copied().filter(|word| names_level(*word))
}

/// Whether two paragraphs say that they are of two things.
pub(crate) fn opposed(one: &Subject, other: &Subject) -> bool {
    one.sentence.0 != other.sentence.0 && differ(&one.topic, &other.topic)
}

/// Whether each says something that the other does not.
pub(crate) fn differ(one: &[Word], other: &[Word]) -> bool {
    !(one.iter().all(|word| other.contains(word)) || other.iter().all(|word| one.contains(word)))
}

/// A figure of five digits.
const LONG: u128 = 10_000;

/// So many words more name another thing.
const NAME: usize = 5;

/// How surely the words of two figures name one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kin {
    /// All words of the one are the other's, and they are of one body: near values are meant as one.
    Near,
    /// Most words are the other's: only a misprint tells that the values are meant as one.
    Far,
}

impl Kin {
    /// Whether two values that differ are meant as one.
    pub(crate) fn accuses(self, one: &Subject, other: &Subject) -> bool {
        match self {
            Self::Near if one.is_cell() == other.is_cell() => near(one, other),
            Self::Near => is_slipped(one, other) || is_total(one, other) || is_total(other, one),
            Self::Far => is_misprint(one, other),
        }
    }
}

/// Whether a table's total prints nearly what the prose says in no other words.
fn is_total(cell: &Subject, told: &Subject) -> bool {
    let amounts = cell.figure.amount().zip(told.figure.amount());
    let close = amounts.and_then(|(a, b)| {
        let apart = a.checked_sub(b)?.abs().checked_mul(Decimal::from(CLOSE))?;
        Some(apart <= a.abs().max(b.abs()))
    });
    cell.is_cell()
        && cell.refers
        && close == Some(true)
        && told.words.iter().all(|word| cell.words.contains(word))
}

/// How surely the words of two figures name one measure, if they may at all.
pub(crate) fn kin(one: &Subject, other: &Subject, bodies: &Bodies) -> Option<Kin> {
    let values = |subject: &Subject| {
        subject.words.iter().copied().filter(|word| Mark::VALUE.is(*word)).collect::<Vec<Word>>()
    };
    let cells = one.is_cell() || other.is_cell();
    let refers = one.refers || other.refers;
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
    let named = usize::from(levels(one).next().is_some() && levels(one).eq(levels(other)));
    let within = shared == least && shared + named >= if cells || refers { 2 } else { 3 };
    // a rate is named by what it is of: `tỷ lệ đúng hạn và trước hạn`
    if same && !counts && !values(one).is_empty() {
        return Some(Kin::Far);
    }
    if values(one) != values(other) {
        return phrased.then_some(Kin::Far);
    }
    if bodies.agree(one, other) && within && (shared * 2 >= most || cells) {
        return Some(Kin::Near);
    }
    // a name of several words more is another thing's
    let mostly =
        most < shared + NAME && shared > 3 && shared * 10 >= least * ALIKE && (shared * 2 >= most || cells);
    // long figures of one misprint say more than words do
    let long = [one, other].iter().all(|subject| subject.figure.value().mantissa().unsigned_abs() >= LONG);
    (within || mostly || phrased || long && counts && shared == least && shared > 1).then_some(Kin::Far)
}

impl Subject {
    /// Whether it is a table's.
    pub(crate) fn is_cell(&self) -> bool {
        self.sentence.0 > usize::MAX / 2
    }
}

pub(crate) fn value(subject: &Subject) -> Interval {
    Read::of(subject.figure).interval()
}

/// Whether two values that differ are near enough, or one slip apart, to be meant as one.
pub(crate) fn near(one: &Subject, other: &Subject) -> bool {
    let Some((a, b)) = one.figure.amount().zip(other.figure.amount()) else { return false };
    let (Some(apart), larger) = (a.checked_sub(b).map(|apart| apart.abs()), a.abs().max(b.abs())) else {
        return false;
    };
    let sixth = larger.checked_div(Decimal::from(6)).unwrap_or_default();
    apart <= sixth.max(Decimal::ONE) || has_digits_of(a, b)
}

/// Whether two values are one, or have the same digits at other places.
pub(crate) fn is_slipped(one: &Subject, other: &Subject) -> bool {
    let amounts = one.figure.amount().zip(other.figure.amount());
    amounts.is_some_and(|(a, b)| a == b || has_digits_of(a, b))
}

/// Whether one value is the other misprinted: its digits in another order or at another rank, or one of many digits
/// another.
fn is_misprint(one: &Subject, other: &Subject) -> bool {
    let Some((a, b)) = one.figure.amount().zip(other.figure.amount()) else { return false };
    let digits = || a.normalize().mantissa().unsigned_abs().to_string();
    match Slip::between(a, b) {
        Some(Slip::Swapped | Slip::Shuffled) => true,
        Some(Slip::Shifted) => digits().trim_end_matches('0').len() > 2,
        Some(Slip::Mistyped | Slip::OneOff) => digits().len() > 3,
        Some(Slip::Dropped) | None => false,
    }
}
