//! Figures written the Vietnamese way: `1.234,56`.

use super::figure::{Figure, Magnitude, Qualifier};
use rust_decimal::Decimal;
use std::fmt;

/// The value with a dot between thousands and a decimal comma, all its decimals kept.
pub(crate) fn grouped(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::with_capacity(digits.len() * 2);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

impl fmt::Display for Figure {
    /// As an official writes it: `44,8%`, `05`, `hơn 1,07 nghìn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.qualifier().prefix())?;
        let digits = grouped(self.value());
        for _ in digits.len()..usize::try_from(self.width()).unwrap_or(0) {
            f.write_str("0")?;
        }
        f.write_str(&digits)?;
        f.write_str(if self.is_percent() { "%" } else { self.magnitude().suffix() })
    }
}

impl Qualifier {
    fn prefix(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::MoreThan => "hơn ",
            Self::LessThan => "dưới ",
            Self::About => "khoảng ",
            Self::AtLeast => "ít nhất ",
            Self::AtMost => "tối đa ",
        }
    }
}

impl Magnitude {
    fn suffix(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Thousand => " nghìn",
            Self::Million => " triệu",
            Self::Billion => " tỷ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thousands_take_dots_and_decimals_a_comma() {
        for (value, printed) in [
            ("0", "0"),
            ("-0", "0"),
            ("999", "999"),
            ("1000", "1.000"),
            ("1913", "1.913"),
            ("1234.56", "1.234,56"),
            ("5356443", "5.356.443"),
            ("44.80", "44,80"),
            ("-0.5", "-0,5"),
            ("-1234567.8", "-1.234.567,8"),
        ] {
            assert_eq!(grouped(value.parse().unwrap()), printed);
        }
    }

    #[test]
    fn figures_print_with_their_words() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        for (figure, printed) in [
            (Figure::percent(decimal("44.8")), "44,8%"),
            (Figure::count(5).padded(2), "05"),
            (Figure::count(1913), "1.913"),
            (Figure::new(decimal("1.07")).with_magnitude(Magnitude::Thousand), "1,07 nghìn"),
            (Figure::count(20).with_qualifier(Qualifier::MoreThan), "hơn 20"),
            (
                Figure::count(3).with_magnitude(Magnitude::Billion).with_qualifier(Qualifier::AtMost),
                "tối đa 3 tỷ",
            ),
        ] {
            assert_eq!(figure.to_string(), printed);
        }
    }

    /// The largest whole number of a decimal.
    const LARGEST: i128 = (1 << 96) - 1;

    fn figure() -> impl Strategy<Value = Figure> {
        use Magnitude::{Billion, Million, One, Thousand};
        use Qualifier::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
        let most = 10_i128.pow(15);
        let value = prop_oneof![
            -most..most,
            -20_000_i128..20_000,
            0_i128..12,
            LARGEST - 12..=LARGEST,
            -LARGEST..=LARGEST
        ];
        let magnitude = proptest::sample::select(vec![One, Thousand, Million, Billion]);
        let qualifier = proptest::sample::select(vec![Exactly, MoreThan, LessThan, About, AtLeast, AtMost]);
        let scale = prop_oneof![0_u32..=6, 0_u32..=28];
        (value, scale, magnitude, qualifier, 0..4).prop_map(|(value, scale, magnitude, qualifier, kind)| {
            let decimal = |scale| Decimal::from_i128_with_scale(value, scale);
            let figure = match kind {
                0 => Figure::percent(decimal(scale)),
                1 => Figure::new(decimal(0)).padded(2),
                _ => Figure::new(decimal(scale)),
            };
            figure.with_magnitude(magnitude).with_qualifier(qualifier)
        })
    }

    proptest! {
        #[test]
        fn a_printed_figure_reads_back(figure in figure()) {
            prop_assert_eq!(parse(&figure.to_string()), Some(figure));
        }
    }
}
