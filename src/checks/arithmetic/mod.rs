//! The one arithmetic: whether a relation holds between printed figures, for cells, tables, notes and prose.
//!
//! Exact counts have no tolerance. A rounded figure is the interval it was rounded from; a relation fails
//! when the intervals of its two sides do not meet.

mod bounds;
mod rates;
mod solve;
mod sums;
mod view;

use crate::claim::ClaimId;
use crate::model::Relation;
use crate::num::{Figure, Interval};

pub(super) use solve::solve;
pub(super) use view::{Read, View};

/// What was found of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It holds.
    Holds,
    /// It could not be judged.
    Unchecked(Reason),
    /// It does not hold.
    Fails(Box<Failure>),
}

/// Why a relation could not be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The figures are too large to compute with exactly.
    TooLarge,
    /// The whole of a ratio, or last period's figure, is 0.
    NoWhole,
    /// A side is `hơn` or `dưới` something, so that a quotient says nothing.
    OpenEnded,
}

/// How a relation does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// In which way.
    pub(super) way: Way,
    /// The claim that the relation states: the total, the rate, the odd one out.
    pub(super) accused: ClaimId,
    /// The claim it is held against, where it is one.
    pub(super) against: Option<ClaimId>,
    /// What the accused figure would be, printed as it is.
    pub(super) expected: Option<Figure>,
    /// The intervals of the two sides where they are more than points: computed, printed.
    pub(super) intervals: Option<(Interval, Interval)>,
}

/// The way in which a relation does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is wrong.
    Off,
    /// Rounding could explain it, but hardly does.
    Unlikely,
    /// The rate's further decimals were cut off instead of rounded.
    Truncated,
}

/// Judges one relation.
pub(super) fn judge(relation: &Relation<ClaimId>, view: &View<'_>) -> Judgement {
    let judged = match relation {
        Relation::Sum { total, parts } => sums::sum(view, *total, parts),
        Relation::Flow { incoming, outgoing } => sums::flow(view, incoming, outgoing),
        Relation::Complement { rates } => sums::complement(view, rates),
        Relation::Ratio { rate, part, whole } => rates::ratio(view, *rate, *part, *whole),
        Relation::Growth { change, now, before } => rates::growth(view, *change, *now, *before),
        Relation::PartOf { whole, parts } => bounds::part_of(view, *whole, parts),
        Relation::AtMost { smaller, larger } => bounds::part_of(view, *larger, &[*smaller]),
        Relation::Equal { figures } => bounds::equal(view, figures),
    };
    judged.unwrap_or(Judgement::Unchecked(Reason::TooLarge))
}

impl Judgement {
    /// How it fails, if it does.
    pub(super) fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Fails(failure) => Some(failure),
            Self::Holds | Self::Unchecked(_) => None,
        }
    }

    /// Whether it was judged and holds.
    pub(super) fn holds(&self) -> bool {
        matches!(self, Self::Holds)
    }
}

impl Failure {
    /// A plain failure of a claim.
    fn off(accused: ClaimId, expected: Option<Figure>) -> Self {
        Self { way: Way::Off, accused, against: None, expected, intervals: None }
    }

    /// The intervals that do not meet, unless both are points.
    fn between(mut self, computed: Interval, printed: Interval) -> Self {
        let point = |side: &Interval| side.low().is_some() && side.low() == side.high();
        self.intervals = (!point(&computed) || !point(&printed)).then_some((computed, printed));
        self
    }
}

impl From<Failure> for Judgement {
    fn from(failure: Failure) -> Self {
        Self::Fails(Box::new(failure))
    }
}
