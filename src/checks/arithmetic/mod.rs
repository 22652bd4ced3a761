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
        Relation::Multiple { times, now, before } => rates::multiple(view, *times, *now, *before),
        Relation::Product { total, count, each } => rates::product(view, *total, *count, *each),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;
    use crate::num::{Figure, percent};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    /// Judges a relation between figures as printed.
    fn judged(printed: &[&str], relation: impl Fn(&[ClaimId]) -> Relation<ClaimId>) -> Judgement {
        let mut bench = Bench::new();
        let ids = bench.figures(printed);
        judge(&relation(&ids), &View::of(&bench.claims))
    }

    fn ratio(ids: &[ClaimId]) -> Relation<ClaimId> {
        Relation::Ratio { rate: ids[0], part: ids[1], whole: ids[2] }
    }

    fn total(ids: &[ClaimId]) -> Relation<ClaimId> {
        Relation::Sum { total: ids[0], parts: ids[1..].to_vec() }
    }

    fn way(judgement: &Judgement) -> Option<Way> {
        judgement.failure().map(|failure| failure.way)
    }

    #[test]
    fn rates_of_the_reference_report() {
        for (rate, part, whole, expected) in [
            ("44,8%", "1.555", "3.472", None),
            ("44,3%", "1.555", "3.472", Some(Way::Off)),
            ("55,23%", "1.916", "3.469", None),
            ("55,22%", "1.916", "3.470", None),
            ("52,9%", "1.836", "3.471", None),
            ("27,27%", "3", "11", None),
            ("81,8%", "9", "11", None),
            ("44,7%", "1.555", "3.472", Some(Way::Truncated)),
        ] {
            assert_eq!(way(&judged(&[rate, part, whole], ratio)), expected, "{rate} = {part}/{whole}");
        }
    }

    #[test]
    fn what_cannot_be_judged_says_why() {
        let unchecked = |printed: &[&str]| judged(printed, ratio);
        assert_eq!(unchecked(&["5%", "1", "0"]), Judgement::Unchecked(Reason::NoWhole));
        assert_eq!(unchecked(&["5%", "1", "hơn 20"]), Judgement::Unchecked(Reason::OpenEnded));
        let most = "79.228.162.514.264.337.593.543.950.335";
        assert_eq!(judged(&["1", most, most], total), Judgement::Unchecked(Reason::TooLarge));
    }

    #[test]
    fn magnitudes_scale() {
        assert!(judged(&["5.356 nghìn", "5,356 triệu"], total).holds());
        assert!(judged(&["5,36 triệu", "5.356 nghìn"], total).holds());
        assert!(!judged(&["5,36 triệu", "5.366 nghìn"], total).holds());
        let failure = judged(&["5,3 triệu", "5.356.443"], total);
        assert_eq!(failure.failure().unwrap().expected.unwrap().to_string(), "5,356443 triệu");
    }

    #[test]
    fn both_intervals_are_told_where_they_are_more_than_points() {
        let intervals = |printed: &[&str]| judged(printed, total).failure().unwrap().intervals;
        assert_eq!(intervals(&["5", "2", "2"]), None);
        let (computed, printed) = intervals(&["5,0", "2,0", "2,0"]).unwrap();
        assert_eq!([computed.to_string(), printed.to_string()], ["[3,9; 4,1]", "[4,95; 5,05]"]);
    }

    proptest! {
        #[test]
        fn exact_sums_hold_and_a_planted_error_is_found(
            parts in prop::collection::vec(0_u64..100_000, 1..9), error in 1_u64..1_000,
        ) {
            let mut bench = Bench::new();
            let ids: Vec<ClaimId> = parts.iter().map(|part| bench.figure(&part.to_string())).collect();
            let sum: u64 = parts.iter().sum();
            let [right, wrong] = [sum, sum + error].map(|total| bench.figure(&total.to_string()));
            let view = View::of(&bench.claims);
            let relation = |total| Relation::Sum { total, parts: ids.clone() };
            prop_assert_eq!(judge(&relation(right), &view), Judgement::Holds);
            let judged = judge(&relation(wrong), &view);
            let failure = judged.failure().unwrap();
            prop_assert_eq!(failure.expected.unwrap().amount(), Some(Decimal::from(sum)));
            // What is expected, put in its place, holds: so does what any other member would have to be.
            let mended = View::of(&bench.claims).with(wrong, failure.expected.unwrap());
            prop_assert!(judge(&relation(wrong), &mended).holds());
        }

        #[test]
        fn a_solved_rate_holds(part in 0_u64..5_000, more in 1_u64..5_000, decimals in 0_u32..4) {
            let whole = part + more;
            let mut bench = Bench::new();
            let ids = bench.figures(&["50%", &part.to_string(), &whole.to_string()]);
            let rate = percent(part.into(), whole.into(), decimals).unwrap();
            let view = View::of(&bench.claims).with(ids[0], Figure::percent(rate));
            prop_assert!(judge(&ratio(&ids), &view).holds());
            let unit = Decimal::new(1, decimals);
            let off = View::of(&bench.claims).with(ids[0], Figure::percent(rate + unit + unit));
            prop_assert_eq!(way(&judge(&ratio(&ids), &off)), Some(Way::Off));
        }

        #[test]
        fn rounding_the_parts_never_accuses(parts in prop::collection::vec(0_i64..1_000_000, 1..6)) {
            let mut bench = Bench::new();
            let printed = |value: Decimal| value.round_dp(1).to_string().replace('.', ",");
            let thousandth = |value: i64| Decimal::new(value, 3);
            let total = bench.figure(&format!("{}%", printed(thousandth(parts.iter().sum()))));
            let parts = parts.iter().map(|part| bench.figure(&format!("{}%", printed(thousandth(*part)))));
            let parts = parts.collect();
            let judged = judge(&Relation::Sum { total, parts }, &View::of(&bench.claims));
            prop_assert_ne!(way(&judged), Some(Way::Off));
        }

        #[test]
        fn the_order_of_equal_figures_does_not_matter(seed in prop::collection::vec(0_u64..4, 2..6)) {
            let mut bench = Bench::new();
            let mut ids: Vec<ClaimId> = seed.iter().map(|value| bench.figure(&value.to_string())).collect();
            let view = View::of(&bench.claims);
            let forward = judge(&Relation::Equal { figures: ids.clone() }, &view).holds();
            ids.reverse();
            prop_assert_eq!(judge(&Relation::Equal { figures: ids }, &view).holds(), forward);
            prop_assert_eq!(forward, seed.iter().all(|value| Some(value) == seed.first()));
        }
    }
}
