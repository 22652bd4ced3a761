//! Whether a relation holds, as a formula over the cells of its row, and as it is with the values written.

use rust_decimal::Decimal;

use crate::num::unlikely;
use crate::output::appendix::formula::Formula;
use crate::place::CellRef;

/// It holds.
pub(super) const HOLDS: &str = "Khớp";
/// It does not.
pub(super) const FAILS: &str = "Lệch";
/// A figure is missing.
pub(super) const OPEN: &str = "Không kiểm tra được";

/// The cells of a row of the sheet, its first row given: `C5` and so on.
pub(super) struct Cells {
    pub(super) left: CellRef,
    pub(super) right: CellRef,
    pub(super) apart: CellRef,
    pub(super) allowed: CellRef,
}

/// What makes the two sides agree.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// They are as far apart as is allowed, at most.
    Within,
    /// The left one is at most the right one, give or take what is allowed.
    AtMost,
    /// The left one is the rounding of the right one at so many decimals; at a tie, half-up or half-even.
    Rounding(u32),
    /// As [`Within`](Self::Within), and not so far apart that rounding hardly explains it: so many figures, counted
    /// by the formula, were rounded at the same place.
    Likely { unit: Decimal, rounded: Formula },
    /// As [`Within`](Self::Within), or as another formula says, which gives this verdict.
    Or(String, &'static str),
}

/// The values of a row.
pub(super) struct Values {
    pub(super) left: Decimal,
    pub(super) right: Decimal,
    pub(super) apart: Decimal,
    pub(super) allowed: Decimal,
}

impl Test {
    /// The verdict as a formula; a side that is missing leaves it open.
    pub(super) fn formula(&self, cells: &Cells) -> String {
        let Cells { left, right, apart, allowed } = cells;
        let holds = match self {
            Self::Within | Self::Or(..) => format!("ABS({apart})<={allowed}"),
            Self::AtMost => format!("{apart}<={allowed}"),
            Self::Rounding(decimals) => {
                let units = match decimals {
                    0 => left.to_string(),
                    _ => format!("{left}*{}", 10_u64.saturating_pow(*decimals)),
                };
                // its last digit is even where half of it is whole
                let even = format!("2*ROUND({units}/2,0)=ROUND({units},0)");
                let tie = format!("ABS({apart})={allowed},OR(ABS({left})>ABS({right}),{even})");
                format!("OR(ABS({apart})<{allowed},AND({tie}))")
            }
            Self::Likely { unit, rounded } => {
                let square = format!("3*ROUND({apart}/{unit},0)^2<=4*{}", rounded.text);
                format!("AND(ABS({apart})<={allowed},{square})")
            }
        };
        let otherwise = match self {
            Self::Or(other, _) => other.clone(),
            _ => format!("\"{FAILS}\""),
        };
        format!("IF(ISNUMBER({apart}),IF({holds},\"{HOLDS}\",{otherwise}),\"{OPEN}\")")
    }

    /// The verdict with the values written.
    pub(super) fn verdict(&self, values: &Values) -> &'static str {
        let Values { left, right, apart, allowed } = values;
        let within = apart.abs() <= *allowed;
        let holds = match self {
            Self::Within | Self::Or(..) => within,
            Self::AtMost => apart <= allowed,
            Self::Rounding(decimals) => {
                let even = || left.trunc_with_scale(*decimals).mantissa() % 2 == 0;
                let tie = apart.abs() == *allowed;
                apart.abs() < *allowed || (tie && (left.abs() > right.abs() || even()))
            }
            Self::Likely { unit, rounded } => within && !is_unlikely(*apart, *unit, rounded.value),
        };
        match self {
            _ if holds => HOLDS,
            Self::Or(_, other) => other,
            _ => FAILS,
        }
    }
}

fn is_unlikely(apart: Decimal, unit: Decimal, rounded: Option<Decimal>) -> bool {
    let addends = rounded.and_then(|rounded| u32::try_from(rounded).ok()).unwrap_or(1).saturating_sub(1);
    apart.checked_div(unit).is_some_and(|units| unlikely(units, addends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_rate_is_the_rounding_of_its_quotient() {
        for (left, right, expected) in [
            ("44.8", "44.786866359447", HOLDS),
            ("44.7", "44.786866359447", FAILS),
            ("12.5", "12.5", HOLDS),
            ("12", "12.5", HOLDS),
            ("13", "12.5", HOLDS),
            ("13", "13.5", FAILS),
            ("14", "13.5", HOLDS),
            ("-14", "-13.5", HOLDS),
            ("-13", "-13.5", FAILS),
            ("55.20", "55.195", HOLDS),
            ("55.19", "55.195", FAILS),
        ] {
            let (left, right) = (decimal(left), decimal(right));
            let values =
                Values { left, right, apart: left - right, allowed: Decimal::new(5, left.scale() + 1) };
            assert_eq!(Test::Rounding(left.scale()).verdict(&values), expected, "{left} {right}");
        }
    }

    #[test]
    fn what_rounding_hardly_explains_does_not_hold() {
        let verdict = |apart: &str, rounded: u32| {
            let rounded = Formula { text: "COUNT(A1:A9)".to_owned(), value: Some(Decimal::from(rounded)) };
            let test = Test::Likely { unit: decimal("0.1"), rounded };
            let (left, right) = (decimal("100"), decimal("100") - decimal(apart));
            test.verdict(&Values { left, right, apart: decimal(apart), allowed: decimal("0.6") })
        };
        assert_eq!([verdict("0.4", 12), verdict("0.5", 12)], [HOLDS, FAILS]);
        assert_eq!([verdict("-0.4", 12), verdict("0.7", 100)], [HOLDS, FAILS]);
    }
}
