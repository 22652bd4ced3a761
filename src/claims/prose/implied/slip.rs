//! Slips of the hand: whether one figure was typed where another was meant, and how likely that looks by chance.

use rust_decimal::Decimal;

use crate::num::{Figure, Qualifier};

/// A chance in ten-thousandths: 300 is 3 %.
pub(crate) type Chance = u32;

/// Any slip accuses: the words all but say that the figures belong together.
pub(crate) const ALWAYS: Chance = 10_000;

/// The words say it for most readers.
pub(crate) const LIKELY: Chance = 3_000;

/// Something says it: a comparison, a name, `mỗi`.
pub(crate) const PROBABLE: Chance = 1_000;

/// They stand where such figures stand.
pub(crate) const POSSIBLE: Chance = 300;

/// Nothing says it: only two digits of a long figure that changed places accuse.
pub(crate) const REMOTE: Chance = 60;

/// How likely a figure that has nothing to do with an amount looks like a slip of it; none when no slip explains it.
///
/// One slip is: two digits that changed places, one digit mistyped, dropped or typed twice, one too many or too few, a
/// rank of ten too many or too few.
pub(crate) fn slip(printed: Figure, meant: Decimal) -> Option<Chance> {
    if printed.qualifier() != Qualifier::Exactly {
        return None;
    }
    let one = printed.value().abs();
    let other = as_printed(printed, meant)?.abs();
    let (typed, wanted) = (digits(one), digits(other));
    let length = u32::try_from(typed.len()).ok()?;
    let ways = ways((&typed, &wanted), (one.mantissa() - other.mantissa()).unsigned_abs())?;
    let figures = 10_u32.checked_pow(length.min(8))?;
    Some((ways * ALWAYS).div_ceil(figures).min(ALWAYS))
}

/// An amount in a figure's own magnitude and decimals, where it can be printed so.
fn as_printed(printed: Figure, meant: Decimal) -> Option<Decimal> {
    let value = meant.checked_div(printed.magnitude().factor())?;
    let mut rounded = value.round_dp(printed.decimals());
    rounded.rescale(printed.decimals());
    let exact = printed.decimals() > 0 || rounded == value;
    (exact
        && meant.is_sign_positive() == printed.value().is_sign_positive()
        && rounded.scale() == printed.decimals())
    .then_some(rounded)
}

fn digits(value: Decimal) -> Vec<u8> {
    value.mantissa().unsigned_abs().to_string().into_bytes()
}

/// In how many ways a slip of this kind could have been made.
fn ways((typed, wanted): (&[u8], &[u8]), apart: u128) -> Option<u32> {
    let length = u32::try_from(typed.len()).ok()?;
    let differing: Vec<(u8, u8)> =
        typed.iter().zip(wanted).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
    if typed.len() == wanted.len() {
        return match differing.as_slice() {
            [(a, b), (c, d)] if a == d && b == c => Some(length * (length - 1) / 2),
            _ if apart == 1 => Some(2),
            [_] => Some(9 * length),
            _ => None,
        };
    }
    let (shorter, longer) = if typed.len() < wanted.len() { (typed, wanted) } else { (wanted, typed) };
    let zeros = longer.get(shorter.len()..).unwrap_or_default();
    let shifted = longer.starts_with(shorter) && zeros.len() <= 3 && zeros.iter().all(|digit| *digit == b'0');
    let dropped = longer.len() == shorter.len() + 1
        && (0..longer.len()).any(|at| {
            let rest = longer.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, digit)| digit);
            rest.eq(shorter)
        });
    match (shifted, apart == 1, dropped) {
        (true, ..) => Some(6),
        (_, true, _) => Some(2),
        (.., true) => Some(11 * length),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Magnitude;

    fn chance(printed: &str, meant: &str) -> Option<Chance> {
        slip(Figure::new(printed.parse().unwrap()), meant.parse().unwrap())
    }

    #[test]
    fn long_figures_seldom_look_like_a_slip_by_chance() {
        for (printed, meant, expected) in [
            ("1467", "1476", Some(6)),
            ("234", "243", Some(30)),
            ("12", "21", Some(100)),
            ("1136", "1236", Some(36)),
            ("13", "14", Some(200)),
            ("3", "2", Some(2000)),
            ("9", "10", Some(2000)),
            ("476", "1476", Some(330)),
            ("14760", "1476", Some(1)),
            ("54.2", "45.2", Some(30)),
            ("1467", "1567.5", None),
            ("1467", "2467.5", None),
            ("87", "62", None),
        ] {
            assert_eq!(chance(printed, meant), expected, "{printed} for {meant}");
        }
    }

    #[test]
    fn a_figure_is_compared_in_its_own_magnitude() {
        let printed = Figure::new("0.87".parse().unwrap()).with_magnitude(Magnitude::Billion);
        assert_eq!(slip(printed, "770000000".parse().unwrap()), Some(1800));
    }
}
