//! Plain numbers in prose: what a person typed as words and no indicator stands behind.

use crate::num::{fold, parse};

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number<'a> {
    /// The digits as typed, with a `%` that follows.
    pub(super) text: &'a str,
    /// The number and the words after it, as far as the sentence goes and no further than three.
    pub(super) words: &'a str,
}

/// Words after which a number counts nothing: it names a document, a day, a place in an order.
const NAMING: [&str; 26] = [
    "số",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "kỳ",
    "điều",
    "khoản",
    "điểm",
    "mục",
    "phần",
    "chương",
    "thứ",
    "lần",
    "độ",
    "lục",
    "bảng",
    "biểu",
    "khóa",
    "nhiệm kỳ",
    "đoạn",
    "giai đoạn",
    "quyển",
    "tập",
    "bản",
    "loại",
];

/// The plain numbers of a text: no dates, ranges, document numbers, ordinals or years.
pub(super) fn numbers(text: &str) -> Vec<Number<'_>> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let words = words(text);
    let mut numbers = Vec::new();
    for (at, (start, word)) in words.iter().enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |(_, word)| word);
        if is_count(bare) && !names(before) {
            let last = words.get(at + 3).or(words.last()).map_or(*start, |(start, word)| start + word.len());
            let from = start + word.find(bare).unwrap_or(0);
            let words = text.get(from..last).map_or(bare, up_to_stop);
            numbers.push(Number { text: bare, words });
        }
    }
    numbers
}

/// The words of a text with their byte positions.
fn words(text: &str) -> Vec<(usize, &str)> {
    let start = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    text.split_whitespace().map(|word| (start(word), word)).collect()
}

/// Whether a word is a figure: digits with their separators, and a `%` at most.
fn is_count(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && parse(word).is_some()
}

/// Whether the word before says that a number only names something.
fn names(before: &str) -> bool {
    let before = fold(before.trim_start_matches(|c: char| !c.is_alphanumeric()));
    NAMING.contains(&before.as_str())
}

/// The text up to where its clause ends.
fn up_to_stop(text: &str) -> &str {
    let stop = text.char_indices().find(|(at, c)| {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        matches!(c, ';' | '(' | ')' | ':') || (matches!(c, '.' | ',') && next.is_none_or(char::is_whitespace))
    });
    stop.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers() {
        for (text, expected) in [
            ("Đã mở 20 lớp cho 1.032 lượt.", vec!["20", "1.032"]),
            ("đạt 68,19%; còn 05 người", vec!["68,19%", "05"]),
            ("(12 thiết bị)", vec!["12"]),
        ] {
            let found: Vec<&str> = numbers(text).iter().map(|number| number.text).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn names_and_dates_are_not() {
        for text in [
            "Kế hoạch số 38 ngày 14/3/2023",
            "117/KH-UBND ngày 31 tháng 12 năm 2022",
            "kỳ 2019-2023, quý 3, mức độ 3",
            "khoản 2 Điều 5",
            "Hệ thống F1",
            "không có số",
        ] {
            assert_eq!(numbers(text), [], "{text}");
        }
    }

    #[test]
    fn a_number_comes_with_its_noun() {
        assert_eq!(numbers("(3 tổ)").first().map(|number| number.words), Some("3 tổ"));
        let found = numbers("Trong kỳ đã mở 20 lớp tập huấn cho cán bộ; có 3 đợt.");
        assert_eq!(found.iter().map(|number| number.words).collect::<Vec<_>>(), ["20 lớp tập huấn", "3 đợt"]);
        assert_eq!(numbers("Bí thư (1)")[0].words, "1", "a bracket that opens before it is not its own");
    }
}
