//! Letters of Vietnamese, told without the tables of Unicode; of any other letter the tables are asked.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Whether a letter is composed whatever stands beside it: Vietnamese and its punctuation are.
pub(super) fn is_settled(letter: char) -> bool {
    matches!(letter, '\0'..'\u{300}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2026}')
}

/// The small letter of a settled one that has exactly one.
#[inline]
pub(super) fn small(letter: char) -> Option<char> {
    match letter {
        '\0'..'\u{80}' => Some(letter.to_ascii_lowercase()),
        'ß'..='ÿ' | 'đ' | 'ư' | 'ơ' => Some(letter),
        '\u{1ea0}'..='\u{1ef9}' | 'Ă' | 'Đ' | 'Ĩ' | 'Ũ' => char::from_u32(u32::from(letter) | 1),
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) | 0x20),
        'Ơ' => Some('ơ'),
        'Ư' => Some('ư'),
        '\u{80}'..='¿' | '×' | 'ă' | 'ĩ' | 'ũ' => Some(letter),
        '\u{2010}'..='\u{2026}' => Some(letter),
        _ => None,
    }
}

/// Adds a small letter without its marks, `đ` as `d`.
pub(super) fn push_bare(bare: &mut String, letter: char) {
    match letter {
        '\0'..'\u{80}' => bare.push(letter),
        'à'..='å' | 'ă' | '\u{1ea0}'..='\u{1eb7}' => bare.push('a'),
        'è'..='ë' | '\u{1eb8}'..='\u{1ec7}' => bare.push('e'),
        'ò'..='ö' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => bare.push('o'),
        'ù'..='ü' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => bare.push('u'),
        'đ' => bare.push('d'),
        _ => decompose_canonical(letter, |part| bare.extend(Some(part).filter(|c| !is_combining_mark(*c)))),
    }
}

/// Whether a text in small letters is this Vietnamese word; most are told apart by their length, for a small letter
/// takes as many bytes as its capital.
#[inline]
pub(crate) fn is_in_small(text: &str, word: &str) -> bool {
    text.len() == word.len() && text.chars().zip(word.chars()).all(|(one, other)| small(one) == Some(other))
}

/// [`char::is_alphabetic`].
#[inline]
pub(crate) fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..'\u{80}' => letter.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' => true,
        _ => letter.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`].
#[inline]
pub(crate) fn is_letter_or_digit(letter: char) -> bool {
    letter.is_ascii_digit() || is_letter(letter) || (!letter.is_ascii() && letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    #[test]
    fn letters_are_as_the_tables_say() {
        for letter in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            if is_settled(letter) {
                assert_eq!(is_nfc_quick([letter].into_iter()), IsNormalized::Yes, "{letter:?}");
                assert!(!is_combining_mark(letter), "{letter:?}");
            }
            if let Some(small) = small(letter) {
                assert!(is_settled(letter) && letter.to_lowercase().eq([small]), "{letter:?}");
            }
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
            assert_eq!(is_letter_or_digit(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    #[test]
    fn words_are_compared_in_small_letters() {
        for (text, word) in [("XÃ", "xã"), ("xã", "xã"), ("ĐẾN", "đến"), ("", "")] {
            assert!(is_in_small(text, word), "{text}");
        }
        for (text, word) in [("xã", "xãi"), ("xãi", "xã"), ("xã", "Xã"), ("İ", "i"), ("xâ", "xã"), ("", "a")]
        {
            assert!(!is_in_small(text, word), "{text}");
        }
    }

    #[test]
    fn small_letters_lose_their_marks() {
        let letters = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        for letter in letters.filter(|letter| letter.to_lowercase().eq([*letter])) {
            let mut bare = String::new();
            push_bare(&mut bare, letter);
            let parts = [letter].into_iter().nfd().filter(|c| !is_combining_mark(*c));
            let expected: String = parts.map(|c| if c == 'đ' { 'd' } else { c }).collect();
            assert_eq!(bare, expected, "{letter:?}");
        }
    }
}
