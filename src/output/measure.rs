//! How wide a text is in Times New Roman, and how many lines it takes.

/// The widest letter.
const WIDEST: u32 = 78;

/// The width of a space.
const SPACE: u32 = 27;

/// How many lines a text takes where a line holds so many hundredths of an em, broken between words.
pub(super) fn lines(text: &str, line: u32) -> u16 {
    // short whatever its letters
    if u32::try_from(text.len()).is_ok_and(|bytes| bytes * WIDEST <= line) && !text.contains('\n') {
        return 1;
    }
    let (mut count, mut used, mut word) = (1_u16, 0, 0);
    let mut put = |used: u32, word: u32| match used {
        0 => word,
        _ if used + SPACE + word > line => {
            count = count.saturating_add(1);
            word
        }
        _ => used + SPACE + word,
    };
    let mut paragraphs = 0_u16;
    for c in text.chars() {
        match c {
            ' ' => (used, word) = (put(used, word), 0),
            '\n' => {
                put(used, word);
                (used, word, paragraphs) = (0, 0, paragraphs.saturating_add(1));
            }
            _ => word += letter(c),
        }
    }
    put(used, word);
    count.saturating_add(paragraphs)
}

/// The width of a text in Times New Roman, in hundredths of an em.
pub(super) fn width(text: &str) -> u32 {
    text.chars().map(letter).sum()
}

fn letter(c: char) -> u32 {
    match c {
        ' ' | '.' | ',' | ':' | '/' | 'i' | 'j' | 'l' | 't' | 'ì' | 'í' | 'ĩ' | 'ỉ' | 'ị' => 27,
        '-' | '(' | ')' | 'f' | 'r' | 's' => 36,
        'a' | 'c' | 'e' | 'à'..='ã' | 'è'..='ê' | 'ă' => 44,
        'm' | 'w' | '%' => WIDEST,
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => 70,
        // the letters with two marks come in pairs, the capital first: ạ to ặ, ẹ to ệ
        'Ạ'..='ỹ' if u32::from(c).is_multiple_of(2) => 70,
        'ạ'..='ặ' | 'ẹ'..='ệ' => 44,
        _ => 50,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_wide_with_their_marks() {
        for (plain, marked) in [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"),
            ("e", "èéẻẽẹêềếểễệ"),
            ("i", "ìíỉĩị"),
            ("o", "òóỏõọôồốổỗộơờớởỡợ"),
            ("u", "ùúủũụưừứửữự"),
        ] {
            for mark in marked.chars() {
                assert_eq!(letter(mark), width(plain), "{mark}");
                assert_eq!(mark.to_uppercase().map(letter).sum::<u32>(), 70, "{mark}");
            }
        }
    }

    #[test]
    fn lines_break_between_words() {
        for (text, count) in [
            ("", 1),
            ("0123456789", 1),
            ("01234 5\nb", 2),
            ("01234 56789 0", 2),
            ("UBND HĐND", 2),
            ("tất tất", 1),
            ("  01234  56789", 2),
            ("01234567890123  ", 2),
            ("UBND\n\nHĐND\n", 4),
        ] {
            assert_eq!(lines(text, 500), count, "{text}");
        }
    }
}
