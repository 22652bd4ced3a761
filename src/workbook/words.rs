//! What cells show, and words reduced to what two spellings of one name have in common.

use super::grid::{Cell, CellValue};
use crate::num::{distance, fold, grouped};

/// What a cell shows, trimmed; numbers the Vietnamese way.
pub(super) fn shown(cell: &Cell) -> String {
    match &cell.value {
        CellValue::Text(text) => text.trim().to_owned(),
        CellValue::Number { value, percent: false } => grouped(*value),
        CellValue::Number { value, percent: true } => format!("{}%", grouped(*value)),
        CellValue::Date(date) => date.format("%d/%m/%Y").to_string(),
        CellValue::Bool(true) => "TRUE".to_owned(),
        CellValue::Bool(false) => "FALSE".to_owned(),
        CellValue::Error(error) => error.clone(),
        CellValue::NotCalculated => String::new(),
        CellValue::Unreadable(reason) => format!("({reason})"),
    }
}

/// What a cell shows where digits are a name and no figure: a document's number, a year, an STT.
pub(super) fn plain(cell: &Cell) -> String {
    match &cell.value {
        CellValue::Number { value, percent: false } => value.to_string(),
        _ => shown(cell),
    }
}

/// Whether a cell shows nothing.
pub(super) fn is_blank(cell: &Cell) -> bool {
    matches!(&cell.value, CellValue::Text(text) if text.trim().is_empty())
}

/// The words of a label, compared by what they say: folded, punctuation left out, `TP` as `thành phố`.
pub(crate) fn key(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(if word == "tp" { "thành phố" } else { word });
    }
    words
}

/// Whether a letter or digit; Vietnamese is told without the tables of Unicode.
fn is_word(letter: char) -> bool {
    matches!(letter, '0'..='9' | 'a'..='z' | 'à'..='ö' | 'ø'..='ſ' | 'ơ' | 'ư' | 'Ạ'..='ỹ')
        || letter.is_alphanumeric()
}

/// The words of a column's heading; what stands in brackets explains and does not name.
pub(super) fn heading_key(text: &str) -> String {
    if !text.contains(['(', ')']) {
        return key(text);
    }
    let (mut depth, mut named) = (0_u32, String::with_capacity(text.len()));
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => named.push(c),
            _ => {}
        }
    }
    key(&named)
}

/// An STT as it is compared: `1.1.` is `1.1`, `II` is `ii`.
pub(crate) fn stt_key(text: &str) -> String {
    fold(text).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// How many letters a code may be misspelt by.
const FAR: usize = 2;

/// The code that a wrongly spelt one may stand for: at most two letters away, and the only one so near.
pub(super) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong: Vec<char> = crate::num::bare(wrong).replace(' ', "-").chars().take(80).collect();
    // codes are ASCII: their bytes are their letters
    let alike = known.filter(|code| code.len().abs_diff(wrong.len()) <= FAR);
    let near = alike.map(|code| (distance(&wrong, code), code)).filter(|(distance, _)| *distance <= FAR);
    let mut near: Vec<(usize, &str)> = near.collect();
    near.sort_unstable();
    match near.as_slice() {
        [(best, code), rest @ ..] if rest.first().is_none_or(|(next, _)| next > best) => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_compare_by_their_words() {
        for (one, other) in [
            ("Số TTHC của TP", "số TTHC của thành phố:"),
            ("- Đúng hạn", "đúng hạn"),
            ("cấp tỉnh/TP.", "Cấp tỉnh / thành phố"),
            ("Hòa giải", "hoà giải"),
        ] {
            assert_eq!(key(one), key(other), "{one} / {other}");
        }
        assert!(('\0'..=char::MAX).all(|c| is_word(c) == c.is_alphanumeric()));
        assert_ne!(key("tpx"), key("thành phốx"));
        assert_eq!(heading_key("Ngày (dd/mm/yyyy)"), "ngày");
        assert_eq!([stt_key("1.1."), stt_key(" 4"), stt_key("II)")], ["1.1", "4", "ii"]);
    }

    #[test]
    fn a_slip_is_recognised_and_a_guess_is_not_made() {
        let known = ["ho-so.truc-tuyen", "ho-so.truc-tiep", "can-bo.a", "can-bo.b"];
        for (wrong, meant) in [
            ("ho-so.truc-tuyn", Some("ho-so.truc-tuyen")),
            ("Hồ-sơ.trực-tuyến", Some("ho-so.truc-tuyen")),
            ("can-bo.c", None),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, known.into_iter()), meant, "{wrong}");
        }
    }
}
