//! Percentages of exact counts, by cross-multiplication.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// How a printed rate agrees with its part and whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fit {
    /// It is the rounding; at an exact tie, half-up or half-even.
    Rounded,
    /// Its further decimals were cut off, and rounding gives another value.
    Truncated,
    /// Neither.
    Off,
}

/// 100 · part / whole at so many decimals, half away from zero.
///
/// `None` when the whole is 0 or the figures are too large to be exact.
pub(crate) fn percent(part: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let ratio = Ratio::new(part, whole, decimals)?;
    let twice = ratio.part.unsigned_abs().checked_mul(2)?.checked_add(ratio.whole.unsigned_abs())?;
    let rounded = i128::try_from(twice / ratio.whole.unsigned_abs().checked_mul(2)?).ok()?;
    let signed = if ratio.part < 0 { -rounded } else { rounded };
    Decimal::try_from_i128_with_scale(signed, decimals).ok()
}

/// How `rate`, a percentage with the decimals it was printed with, agrees with 100 · part / whole.
///
/// `None` when the whole is 0 or the figures are too large to be exact.
pub(crate) fn fit(rate: Decimal, part: Decimal, whole: Decimal) -> Option<Fit> {
    let ratio = Ratio::new(part, whole, rate.scale())?;
    let rate = rate.mantissa();
    let apart = ratio.part.checked_sub(rate.checked_mul(ratio.whole)?)?.checked_mul(2)?;
    let outward = ratio.part < 0 && apart > 0 || ratio.part > 0 && apart < 0;
    let rounded = match apart.unsigned_abs().cmp(&ratio.whole.unsigned_abs()) {
        Ordering::Less => true,
        Ordering::Equal => outward || rate % 2 == 0,
        Ordering::Greater => false,
    };
    Some(if rounded {
        Fit::Rounded
    } else if ratio.part / ratio.whole == rate {
        Fit::Truncated
    } else {
        Fit::Off
    })
}

/// Whether a sum of rounded addends is off by more than rounding plausibly explains: beyond 4σ,
/// σ = √((n + 1) / 12).
///
/// The difference is counted in units of the last place. The bound is compared squared: 3 d² > 4 (n + 1).
pub(crate) fn unlikely(difference: Decimal, addends: u32) -> bool {
    let square = difference.checked_mul(difference).and_then(|square| square.checked_mul(Decimal::from(3)));
    square.is_none_or(|square| square > Decimal::from(4 * (u64::from(addends) + 1)))
}

/// Two integers whose quotient is the percentage in units of its last decimal; the whole is above 0.
struct Ratio {
    part: i128,
    whole: i128,
}

impl Ratio {
    fn new(part: Decimal, whole: Decimal, decimals: u32) -> Option<Self> {
        let (part, whole) = (part.normalize(), whole.normalize());
        let scale = part.scale().max(whole.scale());
        let part = units(part, scale)?.checked_mul(10_i128.checked_pow(decimals.checked_add(2)?)?)?;
        let whole = units(whole, scale)?;
        match whole.signum() {
            0 => None,
            sign => Some(Self { part: part.checked_mul(sign)?, whole: whole.checked_mul(sign)? }),
        }
    }
}

/// The value as a whole number of 10⁻ˢ.
fn units(value: Decimal, scale: u32) -> Option<i128> {
    value.mantissa().checked_mul(10_i128.checked_pow(scale.checked_sub(value.scale())?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn rates_agree_with_their_counts_or_do_not() {
        for (rate, part, whole, expected) in [
            ("44.8", "1555", "3472", Fit::Rounded),
            ("44.3", "1555", "3472", Fit::Off),
            ("44.7", "1555", "3472", Fit::Truncated),
            ("44.80", "1555", "3472", Fit::Off),
            ("100", "3470", "3472", Fit::Rounded),
            ("55.23", "1916", "3469", Fit::Rounded),
            ("55.23", "1916", "3470", Fit::Off),
            ("73.35", "757", "1032", Fit::Rounded),
            ("26.65", "275", "1032", Fit::Rounded),
            ("26.64", "275", "1032", Fit::Truncated),
            ("90.9", "10", "11", Fit::Rounded),
            ("100", "3470", "3471", Fit::Rounded),
            ("100.0", "3470", "3471", Fit::Rounded),
            ("99.97", "3470", "3471", Fit::Rounded),
            ("99", "3470", "3471", Fit::Truncated),
            ("66.6", "2", "3", Fit::Truncated),
            ("0", "0", "7", Fit::Rounded),
            // Exact ties: half-up and half-even pass, the third way is a cut.
            ("12.5", "1", "8", Fit::Rounded),
            ("13", "1", "8", Fit::Rounded),
            ("14", "1", "8", Fit::Off),
            ("13", "25", "200", Fit::Rounded),
            ("12", "25", "200", Fit::Rounded),
            ("14", "27", "200", Fit::Rounded),
            ("13", "27", "200", Fit::Truncated),
            ("-14", "-27", "200", Fit::Rounded),
            ("-13", "27", "-200", Fit::Truncated),
            ("120.5", "2.41", "2", Fit::Rounded),
        ] {
            let found = fit(decimal(rate), decimal(part), decimal(whole));
            assert_eq!(found, Some(expected), "{rate}% of {part}/{whole}");
        }
    }

    #[test]
    fn percentages_keep_their_decimals() {
        for (part, whole, decimals, expected) in [
            ("1555", "3472", 1, "44.8"),
            ("25", "200", 0, "13"),
            ("-25", "200", 0, "-13"),
            ("1", "1", 2, "100.00"),
            ("0", "5", 1, "0.0"),
            ("2", "3", 6, "66.666667"),
        ] {
            let found = percent(decimal(part), decimal(whole), decimals).unwrap();
            assert_eq!((found, found.scale()), (decimal(expected), decimals));
        }
    }

    #[test]
    fn no_whole_or_no_room_is_none() {
        assert_eq!(percent(Decimal::ONE, Decimal::ZERO, 1), None);
        assert_eq!(fit(Decimal::ONE, Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(percent(Decimal::MAX, Decimal::new(1, 28), 1), None);
        assert_eq!(percent(Decimal::ONE, Decimal::ONE, u32::MAX), None);
        assert_eq!(fit(Decimal::MAX, Decimal::ONE, Decimal::MAX), None);
    }

    #[test]
    fn a_difference_beyond_four_sigma_is_unlikely() {
        // n = 11: σ = 1, so the bound is 4 units; n = 2: σ = ½, the bound is 2.
        for (difference, addends, expected) in [
            ("4", 11, false),
            ("-4", 11, false),
            ("4.01", 11, true),
            ("-5", 11, true),
            ("2", 2, false),
            ("3", 2, true),
        ] {
            assert_eq!(unlikely(decimal(difference), addends), expected, "{difference} of {addends}");
        }
        assert!(unlikely(Decimal::MAX, u32::MAX));
    }

    proptest! {
        #[test]
        fn exactly_the_rounding_fits(part in 0_i64..100_000, whole in 1_i64..100_000, k in 0_u32..4, off in -2_i64..=2) {
            let (part, whole) = (Decimal::from(part), Decimal::from(whole));
            let rounded = percent(part, whole, k).unwrap();
            prop_assert_eq!(fit(rounded, part, whole), Some(Fit::Rounded));
            let rate = rounded + Decimal::new(off, k);
            let half = Decimal::new(5, k + 1);
            // The same bound once more, by the terms of the definition.
            let near = (Decimal::ONE_HUNDRED * part - rate * whole).abs() <= half * whole;
            prop_assert!(near || fit(rate, part, whole) != Some(Fit::Rounded));
            prop_assert!(!near || fit(rate, part, whole) != Some(Fit::Off));
        }

        #[test]
        fn any_decimals_are_answered(part in any::<[u32; 3]>(), whole in any::<[u32; 3]>(), scale in 0_u32..=28) {
            let [part, whole] = [part, whole].map(|[lo, mid, hi]| Decimal::from_parts(lo, mid, hi, false, scale));
            if let Some(rate) = percent(part, whole, scale) {
                prop_assert_ne!(fit(rate, part, whole), Some(Fit::Off));
            }
        }
    }
}
