//! The one arithmetic: whether a relation holds between printed figures, for cells, tables, notes and prose, and what
//! one of them would have to be.
//!
//! Exact counts have no tolerance. A rounded figure is the interval it was rounded from; a relation fails
//! when the intervals of its two sides do not meet.

mod bounds;
mod rates;
mod read;
mod solve;
mod sums;

use crate::model::Relation;
use crate::num::{Figure, Interval};

pub(crate) use read::{Figures, Read};
pub(crate) use solve::solve;

/// What was found of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Judgement<T> {
    /// It holds.
    Holds,
    /// It could not be judged.
    Unchecked(Reason),
    /// It does not hold.
    Fails(Box<Failure<T>>),
}

/// Why a relation could not be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The figures are too large to compute with exactly.
    TooLarge,
    /// The whole of a ratio, or last period's figure, is 0.
    NoWhole,
    /// A side is `hơn` or `dưới` something, so that a quotient says nothing.
    OpenEnded,
}

/// How a relation does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure<T> {
    /// In which way.
    pub(crate) way: Way,
    /// The claim that the relation states: the total, the rate, the odd one out.
    pub(crate) accused: T,
    /// The claim it is held against, where it is one.
    pub(crate) against: Option<T>,
    /// What the accused figure would be, printed as it is.
    pub(crate) expected: Option<Figure>,
    /// The intervals of the two sides where they are more than points: computed, printed.
    pub(crate) intervals: Option<(Interval, Interval)>,
}

/// The way in which a relation does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// It is wrong.
    Off,
    /// Rounding could explain it, but hardly does.
    Unlikely,
    /// The rate's further decimals were cut off instead of rounded.
    Truncated,
}

/// Judges one relation.
pub(crate) fn judge<T: Copy + Eq>(relation: &Relation<T>, view: &impl Figures<T>) -> Judgement<T> {
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

impl<T> Judgement<T> {
    /// How it fails, if it does.
    pub(crate) fn failure(&self) -> Option<&Failure<T>> {
        match self {
            Self::Fails(failure) => Some(failure),
            Self::Holds | Self::Unchecked(_) => None,
        }
    }

    /// Whether it was judged and the figures agree, however unlikely their rounding or cut off a rate.
    pub(crate) fn agrees(&self) -> bool {
        self.holds() || self.failure().is_some_and(|failure| failure.way != Way::Off)
    }

    /// Whether it was judged and holds.
    pub(crate) fn holds(&self) -> bool {
        matches!(self, Self::Holds)
    }
}

impl<T> Failure<T> {
    /// A plain failure of a claim.
    fn off(accused: T, expected: Option<Figure>) -> Self {
        Self { way: Way::Off, accused, against: None, expected, intervals: None }
    }

    /// The intervals that do not meet, unless both are points.
    fn between(mut self, computed: Interval, printed: Interval) -> Self {
        let point = |side: &Interval| side.low().is_some() && side.low() == side.high();
        self.intervals = (!point(&computed) || !point(&printed)).then_some((computed, printed));
        self
    }
}

impl<T> From<Failure<T>> for Judgement<T> {
    fn from(failure: Failure<T>) -> Self {
        Self::Fails(Box::new(failure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Figure, parse, percent};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn figures(printed: &[&str]) -> Vec<Figure> {
        printed.iter().map(|printed| parse(printed).unwrap()).collect()
    }

    /// Figures are named by their number.
    fn view(figures: &[Figure]) -> impl Fn(usize) -> Option<Read> {
        move |id| figures.get(id).copied().map(Read::of)
    }

    /// Judges a relation between figures as printed.
    fn judged(printed: &[&str], relation: impl Fn(&[usize]) -> Relation<usize>) -> Judgement<usize> {
        let ids: Vec<usize> = (0..printed.len()).collect();
        judge(&relation(&ids), &view(&figures(printed)))
    }

    fn ratio(ids: &[usize]) -> Relation<usize> {
        Relation::Ratio { rate: ids[0], part: ids[1], whole: ids[2] }
    }

    fn sum_of(ids: &[usize]) -> Relation<usize> {
        Relation::Sum { total: ids[0], parts: ids[1..].to_vec() }
    }

    fn way(judgement: &Judgement<usize>) -> Option<Way> {
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
        assert_eq!(judged(&["1", most, most], sum_of), Judgement::Unchecked(Reason::TooLarge));
    }

    #[test]
    fn magnitudes_scale() {
        assert!(judged(&["5.356 nghìn", "5,356 triệu"], sum_of).holds());
        assert!(judged(&["5,36 triệu", "5.356 nghìn"], sum_of).holds());
        assert!(!judged(&["5,36 triệu", "5.366 nghìn"], sum_of).holds());
        let failure = judged(&["5,3 triệu", "5.356.443"], sum_of);
        assert_eq!(failure.failure().unwrap().expected.unwrap().to_string(), "5,356443 triệu");
    }

    #[test]
    fn both_intervals_are_told_where_they_are_more_than_points() {
        let intervals = |printed: &[&str]| judged(printed, sum_of).failure().unwrap().intervals;
        assert_eq!(intervals(&["5", "2", "2"]), None);
        let (computed, printed) = intervals(&["5,0", "2,0", "2,0"]).unwrap();
        assert_eq!([computed.to_string(), printed.to_string()], ["[3,9; 4,1]", "[4,95; 5,05]"]);
    }

    proptest! {
        #[test]
        fn exact_sums_hold_and_a_planted_error_is_found(
            parts in prop::collection::vec(0_u64..100_000, 1..9), error in 1_u64..1_000,
        ) {
            let sum: u64 = parts.iter().sum();
            let of = |total: u64| [total].iter().chain(&parts).copied().map(Figure::count).collect::<Vec<_>>();
            let relation = Relation::Sum { total: 0, parts: (1..=parts.len()).collect() };
            prop_assert_eq!(judge(&relation, &view(&of(sum))), Judgement::Holds);
            let mut wrong = of(sum + error);
            let judged = judge(&relation, &view(&wrong));
            let failure = judged.failure().unwrap();
            prop_assert_eq!(failure.expected.unwrap().amount(), Some(Decimal::from(sum)));
            // What is expected, put in its place, holds: so does what any other member would have to be.
            for id in 0..=parts.len() {
                let solved = solve(&relation, &view(&wrong), id).unwrap();
                let kept = std::mem::replace(&mut wrong[id], Figure::new(solved));
                prop_assert!(judge(&relation, &view(&wrong)).holds());
                wrong[id] = kept;
            }
        }

        #[test]
        fn a_solved_rate_holds(part in 0_u64..5_000, more in 1_u64..5_000, decimals in 0_u32..4) {
            let rate = percent(part.into(), (part + more).into(), decimals).unwrap();
            let of = |rate: Decimal| vec![Figure::percent(rate), Figure::count(part), Figure::count(part + more)];
            prop_assert!(judge(&ratio(&[0, 1, 2]), &view(&of(rate))).holds());
            let unit = Decimal::new(1, decimals);
            let off = judge(&ratio(&[0, 1, 2]), &view(&of(rate + unit + unit)));
            prop_assert_eq!(way(&off), Some(Way::Off));
        }

        #[test]
        fn rounding_the_parts_never_accuses(parts in prop::collection::vec(0_i64..1_000_000, 1..6)) {
            let printed = |value: i64| Figure::percent(Decimal::new(value, 3).round_dp(1));
            let total = printed(parts.iter().sum());
            let all: Vec<Figure> = [total].into_iter().chain(parts.iter().copied().map(printed)).collect();
            let ids: Vec<usize> = (0..all.len()).collect();
            prop_assert_ne!(way(&judge(&sum_of(&ids), &view(&all))), Some(Way::Off));
        }

        #[test]
        fn the_order_of_equal_figures_does_not_matter(seed in prop::collection::vec(0_u64..4, 2..6)) {
            let all: Vec<Figure> = seed.iter().copied().map(Figure::count).collect();
            let equal = |figures: Vec<usize>| judge(&Relation::Equal { figures }, &view(&all)).holds();
            let forward = equal((0..all.len()).collect());
            prop_assert_eq!(equal((0..all.len()).rev().collect()), forward);
            prop_assert_eq!(forward, seed.iter().all(|value| Some(value) == seed.first()));
        }
    }
}
