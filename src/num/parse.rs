//! Figures read as officials write them.

use super::figure::{Figure, Qualifier};
use super::words::{MAGNITUDES, QUALIFIERS, VERBS};
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
        _ if is_dash(text) => CellText::NotApplicable,
        _ => match leading(text).and_then(|(figure, rest)| Some((figure, unit(rest)?))) {
            Some((figure, unit)) => CellText::Figure { figure, unit },
            None => CellText::Text(text),
        },
    }
}

/// The figure that a text of digits begins with, its percent sign or magnitude word included, and how many bytes
/// it takes.
pub(crate) fn figure_at(text: &str) -> Option<(Figure, usize)> {
    let (figure, rest) = leading(text)?;
    Some((figure, text.len() - rest.len()))
}

/// Whether the text is a dash, which says that nothing applies.
pub(crate) fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—" | "\u{2212}")
}

/// The figure the text begins with, and what follows it.
fn leading(text: &str) -> Option<(Figure, &str)> {
    let (qualifier, text) = if text.starts_with(|c: char| c.is_ascii_digit()) {
        (Qualifier::Exactly, text)
    } else {
        qualified(text)
    };
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

/// What the words before a figure say of it, and the text after them.
fn qualified(text: &str) -> (Qualifier, &str) {
    let text = VERBS.iter().find_map(|verb| strip_word(text, verb)).map_or(text, str::trim_start);
    word_of(text, &QUALIFIERS).unwrap_or((Qualifier::Exactly, text))
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
    let point = if written.len() == head.len() { after_point(rest) } else { None };
    let rest = after_comma(rest).or(point).map_or(rest, |(decimals, rest)| {
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

fn after_comma(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(',').map(digits).filter(|(decimals, _)| !decimals.is_empty())
}

/// One or two digits after a decimal point: three are thousands, and four may be the year of `12.2023`.
fn after_point(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('.').map(digits).filter(|(decimals, _)| matches!(decimals.len(), 1 | 2))
}

/// The digits the text begins with, and what follows.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The meaning of the words the text begins with, and what follows.
fn word_of<'a, T: Copy>(text: &'a str, table: &[(&str, T)]) -> Option<(T, &'a str)> {
    table.iter().find_map(|(words, meaning)| Some((*meaning, strip_words(text, words)?)))
}

/// What follows `words` at the start of `text`, in any case and however spaced.
fn strip_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.split(' ').try_fold(text, |text, word| strip_word(text.trim_start(), word))
}

/// What follows `word` at the start of `text`, in any case; the text's word must end there too.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    let same = word.chars().all(|letter| rest.next().is_some_and(|found| found.to_lowercase().eq([letter])));
    let rest = rest.as_str();
    (same && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::figure::Magnitude;
    use super::*;
    use proptest::prelude::*;

    fn figure(value: &str) -> Figure {
        Figure::new(value.parse().unwrap())
    }

    fn rate(value: &str) -> Figure {
        Figure::percent(value.parse().unwrap())
    }

    #[test]
    fn numbers_as_printed() {
        for (text, expected) in [
            ("1.913", figure("1913")),
            ("1913", figure("1913")),
            ("5.356.443", figure("5356443")),
            ("1 018", figure("1018")),
            ("1\u{a0}018", figure("1018")),
            ("1\u{202f}018,50", figure("1018.50")),
            ("05", figure("5").padded(2)),
            ("00", figure("0").padded(2)),
            ("0", figure("0")),
            ("44,8", figure("44.8")),
            ("0,448", figure("0.448")),
            ("44.8", figure("44.8")),
            ("1.234,56", figure("1234.56")),
            ("1,913", figure("1.913")),
            ("-5", figure("-5")),
            ("\u{2212}1.234,5", figure("-1234.5")),
            ("-0", figure("0")),
            (" \u{a0}20\n", figure("20")),
            ("44,8%", rate("44.8")),
            ("44,8 %", rate("44.8")),
            ("44,80\u{a0}%", rate("44.80")),
            ("44.8%", rate("44.8")),
            ("1.234%", rate("1234")),
            ("-2,9%", rate("-2.9")),
            ("05%", rate("5").padded(2)),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_round_a_number() {
        use Magnitude::{Billion, Million, One, Thousand};
        use Qualifier::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
        for (text, value, magnitude, qualifier) in [
            ("1,07 ngàn", "1.07", Thousand, Exactly),
            ("5.356.443 nghìn", "5356443", Thousand, Exactly),
            ("2,5 Triệu", "2.5", Million, Exactly),
            ("12 trđ", "12", Million, Exactly),
            ("12trđ", "12", Million, Exactly),
            ("3 tỷ", "3", Billion, Exactly),
            ("3 tỉ", "3", Billion, Exactly),
            ("hơn 20", "20", One, MoreThan),
            ("Trên 1.000", "1000", One, MoreThan),
            ("gần 20", "20", One, LessThan),
            ("dưới 20", "20", One, LessThan),
            ("chưa  đến 20", "20", One, LessThan),
            ("khoảng 1,07 ngàn", "1.07", Thousand, About),
            ("xấp xỉ 500", "500", One, About),
            ("trên dưới 500", "500", One, About),
            ("tối thiểu 3", "3", One, AtLeast),
            ("ít nhất 3", "3", One, AtLeast),
            ("không dưới 3", "3", One, AtLeast),
            ("tối đa 3", "3", One, AtMost),
            ("không quá 3", "3", One, AtMost),
            ("đạt 20", "20", One, Exactly),
            ("là 20", "20", One, Exactly),
            ("đạt trên 20", "20", One, MoreThan),
        ] {
            let expected = figure(value).with_magnitude(magnitude).with_qualifier(qualifier);
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        assert_eq!(parse("đạt hơn 95%"), Some(rate("95").with_qualifier(MoreThan)));
    }

    #[test]
    fn what_is_no_single_figure() {
        for text in [
            "",
            " ",
            "-",
            "%",
            "hơn",
            "abc",
            "1.2.3",
            "6.12.2023",
            "06.9.2023",
            "06/9/2023",
            "12.2023",
            "4/2019",
            "30/2020/NĐ-CP",
            "2019-2023",
            "3-5",
            "3 - 5",
            "1.018 / 1.088",
            "15/51",
            "1,234,567",
            "1,234.56",
            "1.23.456",
            "1.234 567",
            "12 05",
            "1032 018",
            "0912345678",
            "007",
            "-05",
            "05,5",
            "05.123",
            "0.448",
            "44,",
            "44,8,",
            "1.913.",
            "--5",
            "- 5",
            "20 người",
            "44,8%%",
            "44,8% nghìn",
            "3 tỷ đồng",
            "hơn gần 20",
            "hơn20",
            "III",
            "１２",
            "1e5",
            "79228162514264337593543950336",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn cells_keep_blank_dash_and_zero_apart() {
        for (text, expected) in [
            ("", CellText::Blank),
            (" \u{a0}\n", CellText::Blank),
            ("-", CellText::NotApplicable),
            (" – ", CellText::NotApplicable),
            ("—", CellText::NotApplicable),
            ("\u{2212}", CellText::NotApplicable),
            ("0", CellText::Figure { figure: figure("0"), unit: "" }),
            ("44,8", CellText::Figure { figure: figure("44.8"), unit: "" }),
            ("44,8%", CellText::Figure { figure: rate("44.8"), unit: "" }),
        ] {
            assert_eq!(parse_cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn cells_may_carry_a_unit() {
        for (text, figure, unit) in [
            ("1032 lượt", figure("1032"), "lượt"),
            ("1.032 lượt", figure("1032"), "lượt"),
            (" 20\u{a0}người ", figure("20"), "người"),
            ("05 văn bản", figure("5").padded(2), "văn bản"),
            ("3 tỷ đồng", figure("3").with_magnitude(Magnitude::Billion), "đồng"),
            ("hơn 20 m²", figure("20").with_qualifier(Qualifier::MoreThan), "m²"),
            ("2 nhiệm vụ chưa đến hạn", figure("2"), "nhiệm vụ chưa đến hạn"),
        ] {
            assert_eq!(parse_cell(text), CellText::Figure { figure, unit }, "{text}");
        }
    }

    #[test]
    fn cells_with_anything_else_are_text() {
        for text in [
            "Đã kết nối",
            "06/9/2023",
            "30/2020/NĐ-CP",
            "không có",
            "chưa phát sinh",
            "3 - 5 ngày",
            "15/51 TTHC",
            "2 nhiệm vụ, 1 chưa đến hạn",
            "1.2.3",
            "1. Nội dung",
            "100% (15/15)",
            "Mức độ 3",
            "12 – nhiều",
            "20người",
            "Đạt",
            "--",
        ] {
            assert_eq!(parse_cell(text), CellText::Text(text));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>(), mixed in "[-−0-9., %/\u{a0}đạthơntỷtriệu]{0,40}") {
            for text in [&text, &mixed] {
                let figure = parse(text);
                if let (Some(figure), CellText::Figure { figure: cell, unit }) = (figure, parse_cell(text)) {
                    prop_assert_eq!((figure, ""), (cell, unit));
                } else {
                    prop_assert_eq!(figure, None);
                }
                // Printing settles how a figure is written.
                if let Some(figure) = figure {
                    prop_assert_eq!(parse(&figure.to_string()), Some(figure));
                }
            }
        }
    }
}
