//! Percentages of exact counts, by cross-multiplication.

use rust_decimal::Decimal;

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
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Equal => outward || rate % 2 == 0,
        std::cmp::Ordering::Greater => false,
    };
    Some(match rounded {
        true => Fit::Rounded,
        false if ratio.part / ratio.whole == rate => Fit::Truncated,
        false => Fit::Off,
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
        let units = units(part, scale)?.checked_mul(10_i128.checked_pow(decimals.checked_add(2)?)?)?;
        match units_and_sign(whole, scale)? {
            (0, _) => None,
            (whole, sign) => Some(Self { part: units.checked_mul(sign)?, whole }),
        }
    }
}

/// The value as a whole number of 10⁻ˢ.
fn units(value: Decimal, scale: u32) -> Option<i128> {
    value.mantissa().checked_mul(10_i128.checked_pow(scale.checked_sub(value.scale())?)?)
}

fn units_and_sign(value: Decimal, scale: u32) -> Option<(i128, i128)> {
    let units = units(value, scale)?;
    Some((units.checked_abs()?, units.signum()))
}
