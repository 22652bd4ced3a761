//! A number as its cell shows it: the digits of the number format (định dạng số), not those of the
//! float behind it.

use rust_decimal::{Decimal, RoundingStrategy};

/// A number format as far as it decides the figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NumberFormat {
    sections: Vec<Section>,
}

/// One section of a format: positive, negative, zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Section {
    /// Digits after the point that are always shown, and at most shown.
    decimals: (u32, u32),
    digits: u32,
    /// `%` that multiply by a hundred.
    percents: u32,
    /// `%` in quotes: shown, and nothing is multiplied.
    percent_word: bool,
    /// Commas at the end, each of which divides by a thousand.
    thousands: u32,
}

/// The figure that a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) value: Decimal,
    pub(crate) percent: bool,
}

/// Where a number comes from, which decides its digits where the format does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Typed: every digit counts.
    Typed,
    /// Computed by a formula: the tail of the float is noise.
    Computed,
}

const SIGNIFICANT: u32 = 15; // digits a spreadsheet works with
const COMPUTED_PLACES: u32 = 10;
const MOST_PLACES: u32 = 20;

impl NumberFormat {
    /// Reads a format code (en-US, as files hold it). A code that rounds to no fixed place (General, text,
    /// fractions, exponents, conditions) has no sections: the number is then shown whole.
    pub(crate) fn parse(code: &str) -> Self {
        let mut sections = Vec::new();
        let mut rest = code;
        loop {
            let (section, left) = Section::parse(rest);
            match section {
                Some(section) => sections.push(section),
                None if sections.is_empty() => return Self::default(),
                None => {} // the text section
            }
            match left {
                Some(left) if sections.len() < 3 => rest = left,
                _ => return Self { sections },
            }
        }
    }

    /// The format that shows positive numbers, negative ones and zero each in its own way.
    pub(crate) fn by_sign(positive: &Self, negative: &Self, zero: &Self) -> Self {
        let Some(first) = positive.sections.first().copied() else { return Self::default() };
        let own = |format: &Self| format.sections.first().copied().unwrap_or_default();
        Self { sections: vec![first, own(negative), own(zero)] }
    }

    /// Whether a number is shown whole, as it was typed.
    pub(crate) fn is_general(&self) -> bool {
        self.sections.is_empty()
    }

    /// The figure shown for a float, or `None` where no decimal holds it.
    pub(crate) fn show(&self, number: f64, origin: Origin) -> Option<Shown> {
        let exact = decimal(number)?;
        match self.section(exact) {
            Some(section) => section.show(exact),
            None => Some(Shown { value: whole(exact, origin), percent: false }),
        }
    }

    fn section(&self, value: Decimal) -> Option<Section> {
        let nth = match () {
            () if value.is_zero() => 2,
            () if value.is_sign_negative() => 1,
            () => 0,
        };
        let chosen = self.sections.get(nth).filter(|section| section.digits > 0);
        chosen.or(self.sections.first()).copied().filter(|section| section.digits > 0)
    }
}

/// The number that a file keeps for a cell, every digit of it.
pub(crate) fn kept(written: &str) -> Option<Decimal> {
    decimal(written.trim().parse().ok()?)
}

fn decimal(number: f64) -> Option<Decimal> {
    let text = number.is_finite().then(|| number.to_string())?;
    let value: Decimal = text.parse().ok()?;
    Some(if value.is_zero() { Decimal::ZERO } else { value })
}

fn whole(exact: Decimal, origin: Origin) -> Decimal {
    let value = match origin {
        Origin::Typed => exact,
        Origin::Computed => {
            exact.round_dp_with_strategy(COMPUTED_PLACES, RoundingStrategy::MidpointAwayFromZero)
        }
    };
    value.normalize()
}

impl Section {
    /// One section, or `None` where it rounds to no fixed place; and the text of the sections after it.
    fn parse(code: &str) -> (Option<Self>, Option<&str>) {
        let mut reading = Reading::default();
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character {
                ';' => return (reading.finish(), Some(characters.as_str())),
                '\\' => reading.word(characters.next()),
                '_' | '*' => drop(characters.next()),
                '"' => characters
                    .by_ref()
                    .take_while(|&quoted| quoted != '"')
                    .for_each(|c| reading.word(Some(c))),
                '[' => {
                    let condition = characters.as_str().starts_with(['<', '>', '=']);
                    reading.whole |= condition;
                    characters.by_ref().take_while(|&bracketed| bracketed != ']').for_each(drop);
                }
                plain => reading.take(plain),
            }
        }
        (reading.finish(), None)
    }

    fn show(self, exact: Decimal) -> Option<Shown> {
        let mut value = exact;
        for _ in 0..self.percents {
            value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..self.thousands {
            value = value.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let (least, most) = self.decimals;
        let away = RoundingStrategy::MidpointAwayFromZero;
        let mut value =
            value.round_sf_with_strategy(SIGNIFICANT, away)?.round_dp_with_strategy(most, away).normalize();
        if value.scale() < least {
            value.rescale(least);
        }
        if value.is_zero() {
            value.set_sign_positive(true);
        }
        Some(Shown { value, percent: self.percents > 0 || self.percent_word })
    }
}

/// A section being read.
#[derive(Default)]
struct Reading {
    section: Section,
    after_point: bool,
    commas: u32,
    whole: bool,
}

impl Reading {
    fn take(&mut self, character: char) {
        match character {
            '0' | '#' | '?' => self.digit(character),
            ',' => self.commas += u32::from(self.section.digits > 0),
            '.' => {
                self.after_point = true;
                self.section.thousands += std::mem::take(&mut self.commas);
            }
            '%' => self.section.percents += 1,
            'E' | 'e' | 'G' | 'g' | '/' | '@' => self.whole = true,
            _ => {}
        }
    }

    fn digit(&mut self, placeholder: char) {
        self.commas = 0;
        self.section.digits += 1;
        if self.after_point && self.section.decimals.1 < MOST_PLACES {
            self.section.decimals.1 += 1;
            if placeholder == '0' {
                self.section.decimals.0 = self.section.decimals.1;
            }
        }
    }

    fn word(&mut self, character: Option<char>) {
        self.section.percent_word |= character == Some('%');
    }

    fn finish(mut self) -> Option<Section> {
        self.section.thousands += self.commas;
        (!self.whole).then_some(self.section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: f64, code: &str, origin: Origin) -> String {
        let shown = NumberFormat::parse(code).show(number, origin).unwrap();
        format!("{}{}", shown.value, if shown.percent { " %" } else { "" })
    }

    #[test]
    fn figures_are_as_shown() {
        for (number, code, expected) in [
            (1913.0, "0", "1913"),
            (1913.4, "#,##0", "1913"),
            (44.849_999_999_999_994, "0.0", "44.9"),
            (1.005, "0.00", "1.01"),
            (2.5, "0", "3"),
            (-2.5, "0", "-3"),
            (-0.2, "0", "0"),
            (12.0, "0.0", "12.0"),
            (0.448, "0%", "45 %"),
            (0.448, "0.0%", "44.8 %"),
            (0.448, "0.00%", "44.80 %"),
            (44.8, "0.0\" %\"", "44.8 %"),
            (44.8, "0.0\\%", "44.8 %"),
            (0.5, "0.##", "0.5"),
            (5_356_443_000.0, "#,##0,", "5356443"),
            (5_356_443_000.0, "#,##0.0,,", "5356.4"),
            (-7.0, "#,##0_);(#,##0.0)", "-7.0"),
            (0.0, "_(* #,##0.0_);_(* (#,##0.0);_(* \"-\"_);_(@_)", "0.0"),
            (3.25, "[$-42A]#,##0.0 [$₫]", "3.3"),
            (3.25, "[Red][<5]0;0.0", "3.25"),
            (3.25, "# ?/?", "3.25"),
            (3.25, "@", "3.25"),
            (3.25, ";;;", "3.25"),
            (-0.0, "General", "0"),
            (1e22, "General", "10000000000000000000000"),
        ] {
            assert_eq!(shown(number, code, Origin::Typed), expected, "{number} as {code}");
        }
    }

    #[test]
    fn general_keeps_what_was_typed_and_drops_the_noise_of_formulas() {
        assert_eq!(shown(0.1 + 0.2, "General", Origin::Typed), "0.30000000000000004");
        assert_eq!(shown(0.1 + 0.2, "General", Origin::Computed), "0.3");
        assert_eq!(shown(1.0 / 3.0, "General", Origin::Computed), "0.3333333333");
    }

    #[test]
    fn what_no_decimal_holds_is_not_shown() {
        for number in [f64::NAN, f64::INFINITY, 1e300, -1e29] {
            assert_eq!(NumberFormat::parse("0").show(number, Origin::Typed), None, "{number}");
        }
    }
}
