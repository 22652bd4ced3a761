//! Text folded for comparison: names are compared by what they say, not by how they were typed.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::letter::{is_settled, push_bare, small};

/// The text in Unicode's composed form, as TCVN 6909 wants it.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if is_composed(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether the text is seen at a glance to be composed.
pub(crate) fn is_composed(text: &str) -> bool {
    text.chars().all(is_settled) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// The text as names are compared: composed, lower case, single spaces, the tone always on the same vowel.
///
/// `Hòa` and `hoà` fold alike, and so do `Đ` and the Icelandic `Ð` it is often typed with. The kind of
/// tone stays: `Tịnh` is not `Tỉnh`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        fold_ascii(text, &mut folded)
    } else {
        fold_letters(text, &mut folded)
    }
    folded
}

/// [`fold`] for codes, numbers and addresses, which have no marks.
fn fold_ascii(text: &str, folded: &mut String) {
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded.make_ascii_lowercase();
}

fn fold_letters(text: &str, folded: &mut String) {
    if !each_folded(text, |letter| folded.push(letter)) {
        folded.clear();
        fold_any(text, folded);
    }
}

/// Gives the folded letters of a text one by one; stops where a letter needs the tables of Unicode, and says so.
#[inline]
pub(crate) fn each_folded(text: &str, mut give: impl FnMut(char)) -> bool {
    let (mut begun, mut space) = (false, false);
    // the last letter, until the next one tells whether the tone is its own
    let mut before = None;
    for letter in text.chars() {
        let Some(lower) = small(letter) else { return false };
        if lower.is_whitespace() {
            before.take().into_iter().for_each(&mut give);
            space = begun;
            continue;
        }
        if std::mem::take(&mut space) {
            give(' ');
        }
        begun = true;
        let pair = before.filter(|_| matches!(lower, 'a' | 'e' | 'y'));
        if let Some([first, second]) = pair.and_then(|before| tone_on_second(before, lower)) {
            give(first);
            give(second);
            before = None;
        } else {
            let lower = if lower == 'ð' { 'đ' } else { lower };
            before.replace(lower).into_iter().for_each(&mut give);
        }
    }
    before.into_iter().for_each(give);
    true
}

/// [`fold`] for letters of any script.
fn fold_any(text: &str, folded: &mut String) {
    let composed = nfc(text);
    let mut space = false;
    let mut before = None;
    for letter in composed.chars() {
        if letter.is_whitespace() {
            (space, before) = (!folded.is_empty(), None);
            continue;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        for lower in letter.to_lowercase() {
            before = push(folded, before, if lower == 'ð' { 'đ' } else { lower });
        }
    }
    // a few capitals, like İ, fall apart in lower case
    if let Cow::Owned(composed) = nfc(folded) {
        *folded = composed;
    }
}

/// The folded text without any marks, `đ` as `d`: for finding names that are nearly spelt alike.
pub(crate) fn bare(text: &str) -> String {
    let folded = fold(text);
    let mut bare = String::with_capacity(folded.len());
    folded.chars().for_each(|letter| push_bare(&mut bare, letter));
    bare
}

/// How many letters must be changed, put in or left out.
pub(crate) fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for letter in to.chars() {
        let mut diagonal = row.first().copied().unwrap_or(0);
        let mut left = diagonal + 1;
        row.first_mut().into_iter().for_each(|first| *first = left);
        for (cell, other) in row.iter_mut().skip(1).zip(from) {
            let changed = diagonal + usize::from(*other != letter);
            diagonal = *cell;
            left = changed.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A vowel without tone and with each of the five, in one order.
const O: [char; 6] = ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'];
const U: [char; 6] = ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'];
const A: [char; 6] = ['a', 'à', 'á', 'ả', 'ã', 'ạ'];
const E: [char; 6] = ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'];
const Y: [char; 6] = ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'];

/// The vowel pairs whose tone the old style sets on the first and the new style on the second.
const PAIRS: [([char; 6], [char; 6]); 3] = [(O, A), (O, E), (U, Y)];

/// Adds a letter; where it ends such a pair, the tone goes to it. Gives the letter that may open the next pair.
fn push(folded: &mut String, before: Option<char>, letter: char) -> Option<char> {
    match before.and_then(|before| tone_on_second(before, letter)) {
        Some(pair) => {
            folded.pop();
            folded.extend(pair);
            None
        }
        None => {
            folded.push(letter);
            Some(letter)
        }
    }
}

fn tone_on_second(first: char, second: char) -> Option<[char; 2]> {
    if !matches!(second, 'a' | 'e' | 'y') {
        return None;
    }
    PAIRS.iter().find_map(|(firsts, seconds)| {
        let tone = firsts.iter().position(|vowel| *vowel == first)?;
        let plain = seconds.first().is_some_and(|vowel| *vowel == second);
        plain.then_some([*firsts.first()?, *seconds.get(tone)?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_say_the_same_fold_alike() {
        for (one, other) in [
            ("Nghĩa Hòa", "nghĩa hoà"),
            ("THÚY", "Thuý"),
            ("khỏe", "khoẻ"),
            ("Ủy ban", "uỷ ban"),
            ("Hòa".nfd().collect::<String>().as_str(), "Hòa"),
            ("Ðức Phổ", "Đức Phổ"),
            ("\u{a0}Xã  Tịnh\u{a0}Châu\n", "xã tịnh châu"),
            ("qúy", "Quý"),
            ("Hòan", "hoàn"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn names_that_differ_stay_apart_until_bare() {
        for (one, other) in
            [("Tịnh Châu", "Tỉnh Châu"), ("hòa", "hóa"), ("Đà", "Da"), ("hoa", "hoà"), ("thuở", "thủơ")]
        {
            assert_ne!(fold(one), fold(other), "{one} / {other}");
            assert_eq!(bare(one), bare(other), "{one} / {other}");
        }
        assert_eq!(bare("Bộ phận Tiếp nhận, Ðường Thủy"), "bo phan tiep nhan, duong thuy");
        assert_eq!(fold("của mía quả"), "của mía quả");
    }

    #[test]
    fn composed_text_is_not_copied() {
        assert!(matches!(nfc("Ủy ban nhân dân"), Cow::Borrowed(_)));
        assert_eq!(nfc("U\u{309}y ban"), "Ủy ban");
    }

    proptest! {
        #[test]
        fn ascii_folds_as_any_text(text in "[ -~\t\n\x0b\x0c\x1c]*|[oaeuyOAEUY ]*") {
            let (mut one, mut other) = (String::new(), String::new());
            fold_ascii(&text, &mut one);
            fold_letters(&text, &mut other);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn vietnamese_folds_as_any_text(text in "[oaeuyOAEUYòúỳàòÒỴĐÐðđ×Ả \u{a0}…x]*") {
            let (mut one, mut other) = (String::new(), String::new());
            prop_assert!(each_folded(&text, |letter| one.push(letter)));
            fold_any(&text, &mut other);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn folding_twice_changes_nothing(text in "(\\PC|[oaeuyòúỳàĐÐð\u{301}\u{323}\u{a0} ])*") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(bare(&fold(&text)), bare(&text));
            prop_assert!(unicode_normalization::is_nfc(&fold(&text)));
        }
    }
}
