//! One figure, as it was printed.

use super::exact;
use super::interval::Interval;
use rust_decimal::Decimal;
use std::hash::{Hash, Hasher};

/// A printed figure (số liệu): its value with the decimals shown, and the words and signs that belong to it.
///
/// Two figures are equal when they print alike: `44,8%` and `44,80%` differ, since they claim different
/// precision. Ask [`amount`](Self::amount), [`exact`](Self::exact) or [`rounded`](Self::rounded) to compare
/// what they say.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    value: Decimal,
    magnitude: Magnitude,
    qualifier: Qualifier,
    width: u32,
    percent: bool,
}

/// The magnitude word after a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Magnitude {
    /// No word.
    #[default]
    One,
    /// `nghìn`, `ngàn`.
    Thousand,
    /// `triệu`.
    Million,
    /// `tỷ`.
    Billion,
}

/// The word before a figure that makes it an inequality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Qualifier {
    /// No word, or `đạt`, `là`.
    #[default]
    Exactly,
    /// `hơn`, `trên`.
    MoreThan,
    /// `gần`, `dưới`, `chưa đến`.
    LessThan,
    /// `khoảng`, `xấp xỉ`.
    About,
    /// `ít nhất`, `tối thiểu`.
    AtLeast,
    /// `tối đa`.
    AtMost,
}

impl Qualifier {
    /// Whether a figure may be anything beyond what it says.
    pub(crate) fn is_open_ended(self) -> bool {
        !matches!(self, Self::Exactly | Self::About)
    }
}

impl Figure {
    /// A figure with the decimals the value carries.
    pub fn new(value: Decimal) -> Self {
        // A minus before zero would print as `-0` and mean nothing.
        let value = if value.is_zero() { value.abs() } else { value };
        Self { value, magnitude: Magnitude::One, qualifier: Qualifier::Exactly, width: 0, percent: false }
    }

    /// A count of things.
    pub fn count(count: u64) -> Self {
        Self::new(Decimal::from(count))
    }

    /// A percentage: 44.8 is `44,8%`.
    pub fn percent(value: Decimal) -> Self {
        Self { percent: true, ..Self::new(value) }
    }

    /// The same figure in thousands, millions or billions. A percentage has no magnitude and stays as it is.
    #[must_use]
    pub fn with_magnitude(self, magnitude: Magnitude) -> Self {
        if self.percent { self } else { Self { magnitude, ..self } }
    }

    /// The same figure with another qualifier.
    #[must_use]
    pub fn with_qualifier(self, qualifier: Qualifier) -> Self {
        Self { qualifier, ..self }
    }

    /// The same figure with zeros before it up to so many digits: `05`. Without effect on a figure that is
    /// long enough, negative, or has decimals.
    #[must_use]
    pub fn padded(self, width: u32) -> Self {
        let digits = self.value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        let pads = width > digits && self.decimals() == 0 && !self.value.is_sign_negative();
        Self { width: if pads { width } else { 0 }, ..self }
    }

    /// The same figure with the other sign; a bound of it bounds the other side.
    #[must_use]
    pub(crate) fn negated(self) -> Self {
        let qualifier = match self.qualifier {
            Qualifier::MoreThan => Qualifier::LessThan,
            Qualifier::LessThan => Qualifier::MoreThan,
            Qualifier::AtLeast => Qualifier::AtMost,
            Qualifier::AtMost => Qualifier::AtLeast,
            kept @ (Qualifier::Exactly | Qualifier::About) => kept,
        };
        Self { value: -self.value, width: 0, qualifier, ..self }
    }

    /// The value as printed, before the magnitude: 1.07 of `1,07 ngàn`.
    pub const fn value(&self) -> Decimal {
        self.value
    }

    /// The value times the magnitude: 1070 of `1,07 ngàn`; `None` when too large. A percentage stays in percent.
    pub fn amount(&self) -> Option<Decimal> {
        exact::mul(self.value, self.magnitude.factor())
    }

    /// How many decimals are printed.
    pub const fn decimals(&self) -> u32 {
        self.value.scale()
    }

    /// Whether a `%` follows.
    pub const fn is_percent(&self) -> bool {
        self.percent
    }

    /// Whether it counts: whole, without a percent sign or a magnitude word.
    pub(crate) fn is_count(&self) -> bool {
        self.decimals() == 0 && !self.percent && self.magnitude == Magnitude::One
    }

    /// The magnitude word.
    pub const fn magnitude(&self) -> Magnitude {
        self.magnitude
    }

    /// The qualifier.
    pub const fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// Whether a spreadsheet holds it as it is: no word belongs to it, no digit is lost.
    pub(crate) fn is_bare(&self) -> bool {
        const DIGITS: u32 = 15; // of which a spreadsheet keeps so many
        let digits = self.value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        self.qualifier == Qualifier::Exactly && self.magnitude == Magnitude::One && digits <= DIGITS
    }

    /// How many digits zeros fill up to; 0 when none do.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// What the figure may stand for when it is exact, as a count is: the point at its amount.
    ///
    /// A qualifier opens the interval on its side (its end included, so that `hơn 20` is not held against
    /// 20 itself); after `khoảng` it is the band of [`rounded`](Self::rounded).
    pub fn exact(&self) -> Interval {
        self.interval(0)
    }

    /// What the figure may stand for when it was rounded: ± ½ unit of its last printed place, times the magnitude.
    ///
    /// Qualifiers as in [`exact`](Self::exact). After `khoảng` zeros at the end are not held to be meant:
    /// `khoảng 500` is ± 50, `khoảng 23` is ± 1. A figure too large to compute with may stand for everything.
    pub fn rounded(&self) -> Interval {
        self.interval(5)
    }

    /// The interval of so many tenths of the last place to each side, as the qualifier has it.
    fn interval(&self, tenths: i128) -> Interval {
        let printed = match self.qualifier {
            Qualifier::Exactly => self.within(tenths),
            Qualifier::About => self.within(self.about()),
            Qualifier::MoreThan | Qualifier::AtLeast => Some(Interval::at_least(self.value)),
            Qualifier::LessThan | Qualifier::AtMost => Some(Interval::at_most(self.value)),
        };
        printed.and_then(|printed| printed.scaled(self.magnitude.factor())).unwrap_or(Interval::EVERYTHING)
    }

    fn within(&self, tenths: i128) -> Option<Interval> {
        let half = Decimal::try_from_i128_with_scale(tenths, self.decimals() + 1).ok()?;
        Interval::within(self.value, half)
    }

    /// Half a unit of the last digit that is not 0, at least one of the last place; in tenths of the latter.
    fn about(&self) -> i128 {
        let mut digits = self.value.mantissa();
        let mut half = 5;
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            half *= 10;
        }
        half.max(10)
    }

    /// All that is printed.
    fn printed(&self) -> (Decimal, u32, Magnitude, Qualifier, u32, bool) {
        (self.value, self.decimals(), self.magnitude, self.qualifier, self.width, self.percent)
    }
}

impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.printed() == other.printed()
    }
}

impl Eq for Figure {}

impl Hash for Figure {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.printed().hash(state);
    }
}

impl Magnitude {
    /// What the word multiplies by.
    pub fn factor(self) -> Decimal {
        Decimal::from(match self {
            Self::One => 1_u32,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn equal_figures_print_alike() {
        assert_ne!(Figure::new(decimal("44.8")), Figure::new(decimal("44.80")));
        assert_ne!(Figure::count(5), Figure::count(5).padded(2));
        assert_ne!(Figure::count(5), Figure::percent(decimal("5")));
        assert_eq!(Figure::count(12).padded(2), Figure::count(12));
        assert_eq!(Figure::count(0).padded(2).width(), 2);
        assert_eq!(Figure::new(decimal("-5")).padded(2).width(), 0);
        assert_eq!(Figure::new(decimal("0.5")).padded(2).width(), 0);
        assert_eq!(Figure::new(-Decimal::ZERO), Figure::count(0));
    }

    #[test]
    fn magnitudes_scale_the_amount() {
        let thousands = Figure::new(decimal("1.07")).with_magnitude(Magnitude::Thousand);
        assert_eq!(thousands.amount(), Some(decimal("1070")));
        assert_eq!(thousands.value(), decimal("1.07"));
        assert_eq!(thousands.rounded(), Interval::new(decimal("1065"), decimal("1075")));
        let rate = Figure::percent(decimal("44.8")).with_magnitude(Magnitude::Million);
        assert_eq!((rate.magnitude(), rate.amount()), (Magnitude::One, Some(decimal("44.8"))));
    }

    #[test]
    fn a_figure_stands_for_what_it_was_rounded_from() {
        for (figure, qualifier, exact, rounded) in [
            ("44.8", Qualifier::Exactly, "[44,8; 44,8]", "[44,75; 44,85]"),
            ("1913", Qualifier::Exactly, "[1.913; 1.913]", "[1.912,5; 1.913,5]"),
            ("20", Qualifier::MoreThan, "[20; +∞)", "[20; +∞)"),
            ("20", Qualifier::AtLeast, "[20; +∞)", "[20; +∞)"),
            ("20", Qualifier::LessThan, "(-∞; 20]", "(-∞; 20]"),
            ("20", Qualifier::AtMost, "(-∞; 20]", "(-∞; 20]"),
            ("500", Qualifier::About, "[450; 550]", "[450; 550]"),
            ("23", Qualifier::About, "[22; 24]", "[22; 24]"),
            ("44.8", Qualifier::About, "[44,7; 44,9]", "[44,7; 44,9]"),
            ("0", Qualifier::About, "[-1; 1]", "[-1; 1]"),
        ] {
            let figure = Figure::new(decimal(figure)).with_qualifier(qualifier);
            assert_eq!([figure.exact().to_string(), figure.rounded().to_string()], [exact, rounded]);
        }
    }

    #[test]
    fn a_figure_too_large_accuses_nobody() {
        let most = Figure::new(Decimal::MAX).with_magnitude(Magnitude::Billion).padded(u32::MAX);
        assert_eq!(most.amount(), None);
        assert_eq!([most.exact(), most.rounded()], [Interval::EVERYTHING; 2]);
        let finest = Figure::new(Decimal::new(1, 28)).with_qualifier(Qualifier::About);
        assert_eq!(finest.rounded(), Interval::EVERYTHING);
    }
}
