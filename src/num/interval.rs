//! Intervals: what a printed figure may stand for.

use super::exact;
use super::format::grouped;
use rust_decimal::Decimal;
use std::fmt;

/// All values from a low to a high bound, both included; a missing bound is open-ended.
///
/// A rounded figure is the interval it was rounded from, `hơn 20` is `[20; +∞)`. Sums carry intervals;
/// a relation fails when the intervals of its two sides do not [meet](Self::meets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    /// Every value: what is known of a figure too large to compute with.
    pub const EVERYTHING: Self = Self { low: None, high: None };

    /// One value and no other.
    pub const fn point(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// From one bound to the other, given in either order.
    pub fn new(one: Decimal, other: Decimal) -> Self {
        Self { low: Some(one.min(other)), high: Some(one.max(other)) }
    }

    /// From `low` upwards.
    pub const fn at_least(low: Decimal) -> Self {
        Self { low: Some(low), high: None }
    }

    /// Up to `high`.
    pub const fn at_most(high: Decimal) -> Self {
        Self { low: None, high: Some(high) }
    }

    /// What rounds to `value` at so many decimals: `value` ± ½·10⁻ᵏ.
    pub fn around(value: Decimal, decimals: u32) -> Option<Self> {
        let half = Decimal::try_new(5, decimals.checked_add(1)?).ok()?;
        Self::within(value, half)
    }

    /// `value` ± `half`.
    pub(super) fn within(value: Decimal, half: Decimal) -> Option<Self> {
        Some(Self::new(exact::sub(value, half)?, exact::add(value, half)?))
    }

    /// The least value, or `None` where there is none.
    pub const fn low(&self) -> Option<Decimal> {
        self.low
    }

    /// The greatest value, or `None` where there is none.
    pub const fn high(&self) -> Option<Decimal> {
        self.high
    }

    /// Whether the value lies inside, bounds included.
    pub fn contains(&self, value: Decimal) -> bool {
        self.meets(&Self::point(value))
    }

    /// Whether some value lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.intersect(other).is_some()
    }

    /// The values that lie in both; `None` where there are none.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let low = tighter(self.low, other.low, Decimal::max);
        let high = tighter(self.high, other.high, Decimal::min);
        let empty = low.zip(high).is_some_and(|(low, high)| low > high);
        (!empty).then_some(Self { low, high })
    }

    /// Every sum of a value of each; `None` when a bound cannot be held exactly.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Some(Self {
            low: bounds(self.low, other.low, exact::add)?,
            high: bounds(self.high, other.high, exact::add)?,
        })
    }

    /// Every difference of a value of each; `None` when a bound cannot be held exactly.
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        Some(Self {
            low: bounds(self.low, other.high, exact::sub)?,
            high: bounds(self.high, other.low, exact::sub)?,
        })
    }

    /// The sum of all, zero for none; `None` when a bound cannot be held exactly.
    pub fn sum(intervals: impl IntoIterator<Item = Self>) -> Option<Self> {
        intervals.into_iter().try_fold(Self::point(Decimal::ZERO), |sum, next| sum.checked_add(&next))
    }

    /// Every value times a factor; `None` when a bound cannot be held exactly.
    pub fn scaled(&self, factor: Decimal) -> Option<Self> {
        let low = bounds(self.low, Some(factor), exact::mul)?;
        let high = bounds(self.high, Some(factor), exact::mul)?;
        let turned = factor.is_sign_negative() && !factor.is_zero();
        Some(if turned { Self { low: high, high: low } } else { Self { low, high } })
    }
}

impl fmt::Display for Interval {
    /// As a message shows it: `[44,75; 44,85]`, `[20; +∞)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some(low) => write!(f, "[{}; ", grouped(low.normalize()))?,
            None => f.write_str("(-∞; ")?,
        }
        match self.high {
            Some(high) => write!(f, "{}]", grouped(high.normalize())),
            None => f.write_str("+∞)"),
        }
    }
}

/// The narrower of two bounds on the same side.
fn tighter(a: Option<Decimal>, b: Option<Decimal>, pick: fn(Decimal, Decimal) -> Decimal) -> Option<Decimal> {
    match (a, b) {
        (Some(a), Some(b)) => Some(pick(a, b)),
        (bound, None) | (None, bound) => bound,
    }
}

/// One bound computed from two; open-ended when either is. The outer `None` is a result not held exactly.
fn bounds(
    a: Option<Decimal>,
    b: Option<Decimal>,
    compute: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Option<Decimal>> {
    match a.zip(b) {
        Some((a, b)) => compute(a, b).map(Some),
        None => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn span() -> impl Strategy<Value = (Interval, Decimal)> {
        (-1_000_000_i64..1_000_000, 0_i64..1_000, 0_i64..1_000, 0_u32..4, 0..4).prop_map(
            |(v, down, up, k, ends)| {
                let (low, high) = (Decimal::new(v - down, k), Decimal::new(v + up, k));
                let interval = match ends {
                    0 => Interval::at_least(low),
                    1 => Interval::at_most(high),
                    _ => Interval::new(high, low),
                };
                (interval, Decimal::new(v, k))
            },
        )
    }

    #[test]
    fn a_rounded_figure_prints_its_interval() {
        for (value, decimals, printed) in [
            ("44.8", 1, "[44,75; 44,85]"),
            ("100", 0, "[99,5; 100,5]"),
            ("1234.50", 2, "[1.234,495; 1.234,505]"),
            ("-2.9", 1, "[-2,95; -2,85]"),
        ] {
            assert_eq!(Interval::around(decimal(value), decimals).unwrap().to_string(), printed);
        }
        assert_eq!(Interval::at_least(decimal("20")).to_string(), "[20; +∞)");
        assert_eq!(Interval::at_most(decimal("20")).to_string(), "(-∞; 20]");
        assert_eq!(Interval::EVERYTHING.to_string(), "(-∞; +∞)");
    }

    #[test]
    fn touching_intervals_meet_and_apart_ones_do_not() {
        let [a, b, c] = ["44.8", "44.9", "44.3"].map(|v| Interval::around(decimal(v), 1).unwrap());
        assert_eq!(a.intersect(&b), Some(Interval::point(decimal("44.85"))));
        assert!(!a.meets(&c));
        assert!(!Interval::at_least(decimal("20")).meets(&Interval::at_most(decimal("19"))));
    }

    #[test]
    fn what_cannot_be_held_is_none() {
        let most = Interval::point(Decimal::MAX);
        assert_eq!(most.checked_add(&most), None);
        assert_eq!(most.scaled(Decimal::TEN), None);
        assert_eq!(Interval::sum([most, most]), None);
        assert_eq!(Interval::around(Decimal::ONE, 28), None);
        assert_eq!(Interval::around(Decimal::ONE, u32::MAX), None);
        assert_eq!(Interval::around(Decimal::MAX, 0), None);
    }

    proptest! {
        #[test]
        fn arithmetic_keeps_the_true_value((a, x) in span(), (b, y) in span(), factor in -50_i64..50) {
            prop_assert!(a.contains(x) && b.contains(y));
            prop_assert!(a.checked_add(&b).unwrap().contains(x + y));
            prop_assert!(a.checked_sub(&b).unwrap().contains(x - y));
            let factor = Decimal::new(factor, 1);
            prop_assert!(a.scaled(factor).unwrap().contains(x * factor));
            prop_assert!(Interval::sum([a, b, a]).unwrap().contains(x + y + x));
        }

        #[test]
        fn intersection_is_exactly_what_both_contain((a, x) in span(), (b, y) in span()) {
            for value in [x, y] {
                let both = a.contains(value) && b.contains(value);
                prop_assert_eq!(a.intersect(&b).is_some_and(|meet| meet.contains(value)), both);
            }
            prop_assert_eq!(a.intersect(&b), b.intersect(&a));
        }
    }
}
