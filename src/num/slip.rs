//! Slips of the hand: how one figure came to be typed where another was meant, and how likely that looks by chance.

use rust_decimal::Decimal;

use super::exact;
use super::figure::{Figure, Qualifier};

/// A chance in ten-thousandths: 300 is 3 %.
pub(crate) type Chance = u32;

/// What is certain.
pub(crate) const ALWAYS: Chance = 10_000;

/// So many ranks of ten are mistaken: hundreds for tens, thousands for ones. Billions for ones are another unit.
const RANKS: usize = 3;

/// One slip of the hand, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slip {
    /// Two digits changed places.
    Swapped,
    /// A rank of ten too many or too few, up to three.
    Shifted,
    /// One too many or too few.
    OneOff,
    /// One digit is another.
    Mistyped,
    /// A digit was dropped, or typed though it is none.
    Dropped,
    /// More than two digits changed places.
    Shuffled,
}

impl Slip {
    /// The slip that explains one amount where the other was meant, if one does.
    pub(crate) fn between(typed: Decimal, meant: Decimal) -> Option<Self> {
        Digits::of(typed, meant)?.slip()
    }

    /// Whether all digits are right, at the wrong places or ranks.
    fn keeps_digits(self) -> bool {
        matches!(self, Self::Swapped | Self::Shifted | Self::Shuffled)
    }

    /// In how many ways such a slip is made of a figure of so many digits.
    fn ways(self, length: u32) -> u32 {
        match self {
            Self::Swapped => length * (length - 1) / 2,
            Self::Shifted => 6,
            Self::OneOff => 2,
            Self::Mistyped => 9 * length,
            Self::Dropped => 11 * length,
            Self::Shuffled => (2..=length.min(9)).product(),
        }
    }
}

/// Whether one amount has the digits of the other at other places or ranks.
pub(crate) fn has_digits_of(one: Decimal, other: Decimal) -> bool {
    Slip::between(one, other).is_some_and(Slip::keeps_digits)
}

/// How likely a figure that has nothing to do with an amount looks like one slip of it; none where no slip explains it.
pub(crate) fn slip(printed: Figure, meant: Decimal) -> Option<Chance> {
    if printed.qualifier() != Qualifier::Exactly {
        return None;
    }
    let digits = Digits::of(printed.value(), as_printed(printed, meant)?)?;
    let slip = digits.slip().filter(|slip| *slip != Slip::Shuffled)?;
    let length = u32::try_from(digits.typed.len()).ok()?;
    by_chance(slip.ways(length), length)
}

/// How likely a total that has nothing to do with its parts looks like that of all parts but one, or like one that
/// counts a part twice; none where it does not.
pub(crate) fn left_out(total: Figure, parts: &[Decimal]) -> Option<Chance> {
    let sum = exact::sum(parts.iter().copied().map(Some))?;
    let digits = total.value().mantissa().unsigned_abs().checked_ilog10()? + 1;
    let ways = u32::try_from(parts.len()).ok()?.checked_mul(2)?;
    if leaves_out(total.amount()?, sum, parts) { by_chance(ways, digits) } else { None }
}

/// Whether a total is that of all parts but one, or counts one twice.
pub(crate) fn leaves_out(total: Decimal, sum: Decimal, parts: &[Decimal]) -> bool {
    let apart = exact::sub(sum, total).map(|apart| apart.abs());
    apart.is_some_and(|apart| apart < total && parts.iter().any(|part| *part == apart && !part.is_zero()))
}

/// Whether the digits of a total or of a part need only change places or rank for the parts to add up.
pub(crate) fn is_slip(total: Decimal, sum: Decimal, parts: &[Decimal]) -> bool {
    let Some(apart) = exact::sub(total, sum) else { return false };
    let mended = parts.iter().filter_map(|part| Some((*part, exact::add(*part, apart)?)));
    mended.chain([(total, sum)]).any(|(typed, meant)| meant.is_sign_positive() && has_digits_of(typed, meant))
}

/// So many ways among all figures of a length.
fn by_chance(ways: u32, length: u32) -> Option<Chance> {
    let figures = 10_u32.checked_pow(length.min(8))?;
    Some(ways.checked_mul(ALWAYS)?.div_ceil(figures).min(ALWAYS))
}

/// An amount in a figure's own magnitude and decimals, where it can be printed so.
fn as_printed(printed: Figure, meant: Decimal) -> Option<Decimal> {
    let value = meant.checked_div(printed.magnitude().factor())?;
    let mut rounded = value.round_dp(printed.decimals());
    rounded.rescale(printed.decimals());
    let whole = printed.decimals() > 0 || rounded == value;
    (whole && rounded.scale() == printed.decimals()).then_some(rounded)
}

/// The digits of two amounts of one sign, down to the last place of either.
struct Digits {
    typed: Vec<u8>,
    meant: Vec<u8>,
    /// How far they are apart, in units of that place.
    apart: u128,
}

impl Digits {
    fn of(mut typed: Decimal, mut meant: Decimal) -> Option<Self> {
        let places = typed.scale().max(meant.scale());
        typed.rescale(places);
        meant.rescale(places);
        let alike = typed.is_sign_negative() == meant.is_sign_negative();
        let digits = |value: Decimal| value.mantissa().unsigned_abs().to_string().into_bytes();
        (alike && typed.scale() == meant.scale()).then(|| Self {
            typed: digits(typed),
            meant: digits(meant),
            apart: typed.mantissa().abs_diff(meant.mantissa()),
        })
    }

    fn slip(&self) -> Option<Slip> {
        let (typed, meant) = (&self.typed, &self.meant);
        if typed.len() != meant.len() {
            return self.longer();
        }
        let differing: Vec<(u8, u8)> =
            typed.iter().copied().zip(meant.iter().copied()).filter(|(a, b)| a != b).collect();
        match differing.as_slice() {
            [] => None,
            [(a, b), (c, d)] if a == d && b == c => Some(Slip::Swapped),
            _ if self.apart == 1 => Some(Slip::OneOff),
            [_] => Some(Slip::Mistyped),
            _ => (sorted(typed) == sorted(meant)).then_some(Slip::Shuffled),
        }
    }

    /// The slip by which one has more digits than the other.
    fn longer(&self) -> Option<Slip> {
        let mut both = [&self.typed, &self.meant];
        both.sort_by_key(|digits| digits.len());
        let [shorter, longer] = both;
        let zeros = longer.strip_prefix(shorter.as_slice());
        let without = |at: usize| longer.iter().take(at).chain(longer.iter().skip(at + 1));
        let ranks = |zeros: &[u8]| zeros.len() <= RANKS && zeros.iter().all(|digit| *digit == b'0');
        if zeros.is_some_and(ranks) && shorter != b"0" {
            Some(Slip::Shifted)
        } else if self.apart == 1 {
            Some(Slip::OneOff)
        } else if longer.len() == shorter.len() + 1 && (0..longer.len()).any(|at| without(at).eq(shorter)) {
            Some(Slip::Dropped)
        } else {
            None
        }
    }
}

fn sorted(digits: &[u8]) -> Vec<u8> {
    let mut sorted = digits.to_vec();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Magnitude, parse};

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
            ("-54.2", "-45.2", Some(30)),
            ("-54.2", "45.2", None),
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

    #[test]
    fn each_slip_has_its_name() {
        for (typed, meant, expected) in [
            ("1.931", "1.913", Some(Slip::Swapped)),
            ("1.931", "9.131", Some(Slip::Swapped)),
            ("12", "120", Some(Slip::Shifted)),
            ("1,913", "1.913", Some(Slip::Shifted)),
            ("12,5", "1.250.000", None),
            ("1.999", "2.000", Some(Slip::OneOff)),
            ("1.931", "1.937", Some(Slip::Mistyped)),
            ("1.931", "131", Some(Slip::Dropped)),
            ("1.931", "1.319", Some(Slip::Shuffled)),
            ("1.931", "1.931", None),
            ("0", "10", Some(Slip::Dropped)),
            ("12,50", "12,5", None),
        ] {
            let amount = |printed| parse(printed).unwrap().value();
            assert_eq!(Slip::between(amount(typed), amount(meant)), expected, "{typed} for {meant}");
        }
    }

    #[test]
    fn what_one_part_lacks_is_a_slip_of_it_or_of_the_total() {
        let amounts = |all: &[u32]| all.iter().copied().map(Decimal::from).collect::<Vec<_>>();
        let sum = |parts: &[u32]| Decimal::from(parts.iter().sum::<u32>());
        for (total, parts, expected) in [
            (3470_u32, [1931_u32, 1555, 2], true),
            (74, [10, 17, 20], true),
            (60, [10, 20, 3], true),
            (61, [10, 20, 30], false),
        ] {
            assert_eq!(is_slip(total.into(), sum(&parts), &amounts(&parts)), expected, "{total}");
        }
        assert_eq!(left_out(Figure::count(50), &amounts(&[10, 20, 30])), Some(600));
        assert_eq!(left_out(Figure::count(51), &amounts(&[10, 20, 30])), None);
    }
}
