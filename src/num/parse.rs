//! Figures read as officials write them.

use super::figure::{Figure, Magnitude, Qualifier};
use rust_decimal::Decimal;

/// What the text of one cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellText<'a> {
    /// Nothing but spaces.
    Blank,
    /// A dash: the indicator does not apply.
    NotApplicable,
    /// A figure, alone or with its unit.
    Figure {
        /// The figure.
        figure: Figure,
        /// The words after it, `lượt` of `1.032 lượt`; empty when there are none.
        unit: &'a str,
    },
    /// Anything else, trimmed.
    Text(&'a str),
}

/// The figure the text is, surrounding spaces aside; `None` when it is anything else or more than that.
///
/// Dots stand between thousands and a comma before decimals; a dot before one or two last digits is read as
/// a decimal point. Dates, document numbers, ranges, numbers that begin with 0 (other than `05`) are no
/// figures. The text is NFC.
pub(crate) fn parse(text: &str) -> Option<Figure> {
    let (figure, rest) = leading(text.trim())?;
    rest.trim().is_empty().then_some(figure)
}

/// What the text of one cell is; the text is NFC.
///
/// A figure may be followed by words, but not by a second number: `06/9/2023` and `3 - 5 ngày` are text.
pub(crate) fn parse_cell(text: &str) -> CellText<'_> {
    let text = text.trim();
    match text {
        "" => CellText::Blank,
        "-" | "–" | "—" | "\u{2212}" => CellText::NotApplicable,
        _ => match leading(text).and_then(|(figure, rest)| Some((figure, unit(rest)?))) {
            Some((figure, unit)) => CellText::Figure { figure, unit },
            None => CellText::Text(text),
        },
    }
}

/// Verbs that may stand before a figure and say nothing about it.
const VERBS: [&str; 2] = ["đạt", "là"];

const QUALIFIERS: [(&str, Qualifier); 13] = [
    ("trên dưới", Qualifier::About),
    ("hơn", Qualifier::MoreThan),
    ("trên", Qualifier::MoreThan),
    ("gần", Qualifier::LessThan),
    ("dưới", Qualifier::LessThan),
    ("chưa đến", Qualifier::LessThan),
    ("khoảng", Qualifier::About),
    ("xấp xỉ", Qualifier::About),
    ("tối thiểu", Qualifier::AtLeast),
    ("ít nhất", Qualifier::AtLeast),
    ("không dưới", Qualifier::AtLeast),
    ("tối đa", Qualifier::AtMost),
    ("không quá", Qualifier::AtMost),
];

const MAGNITUDES: [(&str, Magnitude); 6] = [
    ("nghìn", Magnitude::Thousand),
    ("ngàn", Magnitude::Thousand),
    ("triệu", Magnitude::Million),
    ("trđ", Magnitude::Million),
    ("tỷ", Magnitude::Billion),
    ("tỉ", Magnitude::Billion),
];

/// The figure the text begins with, and what follows it.
fn leading(text: &str) -> Option<(Figure, &str)> {
    let text = VERBS.iter().find_map(|verb| strip_word(text, verb)).map_or(text, str::trim_start);
    let (qualifier, text) = word_of(text, &QUALIFIERS).unwrap_or((Qualifier::Exactly, text));
    let (value, width, rest) = number(text.trim_start())?;
    let after = rest.trim_start();
    let (figure, rest) = if let Some(rest) = after.strip_prefix('%') {
        (Figure::percent(value), rest)
    } else if let Some((magnitude, rest)) = word_of(after, &MAGNITUDES) {
        (Figure::new(value).with_magnitude(magnitude), rest)
    } else {
        (Figure::new(value), rest)
    };
    Some((figure.padded(width).with_qualifier(qualifier), rest))
}

/// The words that follow a figure, or `None` when they make it something else.
fn unit(rest: &str) -> Option<&str> {
    let unit = rest.trim();
    let words = rest.starts_with(char::is_whitespace)
        && unit.starts_with(char::is_alphabetic)
        && !unit.contains(|c: char| c.is_ascii_digit());
    (unit.is_empty() || words).then_some(unit)
}

/// A number with its sign, the width zeros fill it up to, and what follows.
fn number(text: &str) -> Option<(Decimal, u32, &str)> {
    let unsigned = text.strip_prefix(['-', '\u{2212}']);
    let (head, rest) = digits(unsigned.unwrap_or(text));
    if head.len() > 1 && head.starts_with('0') {
        // Longer ones are telephone numbers and codes.
        let padded = head.len() == 2 && unsigned.is_none();
        return padded.then_some((head.parse().ok()?, 2, rest));
    }
    let mut written = head.to_owned();
    let rest = if matches!(head.len(), 1..=3) && head != "0" { thousands(rest, &mut written) } else { rest };
    let rest = decimals(rest, written.len() > head.len()).map_or(rest, |(decimals, rest)| {
        written.push('.');
        written.push_str(decimals);
        rest
    });
    let value = Decimal::from_str_exact(&written).ok()?;
    Some((if unsigned.is_some() { -value } else { value }, 0, rest))
}

/// Adds groups of three digits to `written` as long as the mark before them is the same; gives what follows.
fn thousands<'a>(mut rest: &'a str, written: &mut String) -> &'a str {
    let mut first = None;
    while let Some((mark, group, after)) = thousand(rest)
        && *first.get_or_insert(mark) == mark
    {
        written.push_str(group);
        rest = after;
    }
    rest
}

/// A mark and exactly three digits; all spaces count as the same mark.
fn thousand(text: &str) -> Option<(char, &str, &str)> {
    let rest = text.strip_prefix(['.', ' ', '\u{a0}', '\u{202f}', '\u{2009}'])?;
    let (group, after) = digits(rest);
    let mark = if text.starts_with('.') { '.' } else { ' ' };
    (group.len() == 3).then_some((mark, group, after))
}

/// The digits after a decimal comma, or one or two after a decimal point where no dots mark thousands.
fn decimals(text: &str, has_thousands: bool) -> Option<(&str, &str)> {
    let after_comma = text.strip_prefix(',').map(digits).filter(|(decimals, _)| !decimals.is_empty());
    let after_point =
        || text.strip_prefix('.').map(digits).filter(|(decimals, _)| matches!(decimals.len(), 1 | 2));
    after_comma.or_else(|| if has_thousands { None } else { after_point() })
}

/// The digits the text begins with, and what follows.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The meaning of the word the text begins with, and what follows.
fn word_of<'a, T: Copy>(text: &'a str, words: &[(&str, T)]) -> Option<(T, &'a str)> {
    words.iter().find_map(|(word, meaning)| Some((*meaning, strip_word(text, word)?)))
}

/// What follows `word` at the start of `text`, in any case; the text's word must end there too.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in word.chars() {
        let found = rest.next()?;
        let same = if expected == ' ' { found.is_whitespace() } else { found.to_lowercase().eq([expected]) };
        if !same {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}
