//! Text typed for the fonts that were used before Unicode (TCVN3, VNI), told by its letters.

/// How many signs of an old font a text must have: one may be a foreign name or a unit.
const ENOUGH: usize = 2;

/// Whether text looks as what such a font prints: `B¸o c¸o`, `Uûy ban nhaân daân`.
pub(crate) fn looks_old(text: &str) -> bool {
    if text.is_ascii() || text.chars().any(is_unicode_only) {
        return false;
    }
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs
        .filter(|(one, next)| is_sign_in_word(*one, *next) || is_of_two(*one, *next))
        .nth(ENOUGH - 1)
        .is_some()
}

/// Letters that Vietnamese has in Unicode and no old encoding: such text is Unicode whatever its font.
pub(crate) fn is_unicode_only(letter: char) -> bool {
    matches!(letter, '\u{102}' | '\u{103}' | '\u{110}' | '\u{111}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}')
}

/// A sign that no Vietnamese word has in Unicode, before or after a letter of one.
fn is_sign_in_word(one: char, next: char) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_uppercase();
    (is_sign(one) && letter(next)) || (letter(one) && is_sign(next))
}

/// Characters of Latin-1 that old fonts print as Vietnamese letters; those that are letters of Vietnamese, and the
/// signs that stand behind numbers and names (`m²`, `°C`, `Zalo®`), are left out.
fn is_sign(c: char) -> bool {
    let common = matches!(c, '°' | '²' | '³' | '®' | '±' | '×' | '«' | '»' | '·' | '½' | '¼' | '¾' | '§');
    let vietnamese = matches!(
        c.to_lowercase().next(),
        Some(
            'à' | 'á'
                | 'â'
                | 'ã'
                | 'è'
                | 'é'
                | 'ê'
                | 'ì'
                | 'í'
                | 'ò'
                | 'ó'
                | 'ô'
                | 'õ'
                | 'ù'
                | 'ú'
                | 'ý'
        )
    );
    matches!(c, '\u{a1}'..='\u{ff}') && !common && !vietnamese
}

/// A vowel and a letter that no Vietnamese word has behind it, as VNI writes one letter.
fn is_of_two(one: char, next: char) -> bool {
    let behind = match one.to_ascii_lowercase() {
        'a' => "àáâãäåùõ",
        'e' => "àáâãèéêëùõ",
        'i' => "ìíîïù",
        'o' => "âòóôõöù",
        'u' => "õùúûü",
        'y' => "õù",
        _ => "",
    };
    next.to_lowercase().next().is_some_and(|next| behind.contains(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_fonts_are_told_from_unicode() {
        for old in [
            "ñy ban nh©n d©n x·",
            "B¸o c¸o kÕt qu¶",
            "Uûy ban nhaân daân",
            "Baùo caùo coâng taùc",
            "thñ tôc hµnh chÝnh",
        ] {
            assert!(looks_old(old), "{old}");
        }
        for new in [
            "Ủy ban nhân dân xã",
            "UBND xã Tân Hòa, 25 m², 37 °C, ±2",
            "ông Müller (Đức)",
            "Zalo® và Facebook®",
            "quần soóc",
            "Ban quản lý",
            "cà phê, công an xã Hòa An",
            "12/BC-UBND",
            "Tie\u{302}\u{301}p nha\u{323}\u{302}n",
        ] {
            assert!(!looks_old(new), "{new}");
        }
    }

    #[test]
    fn no_line_of_the_corpus_looks_old() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut lines = 0;
        for folder in ["tests/corpus/passages", "tests/corpus/reports", "examples/data"] {
            let files = std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
            for file in files.filter(|file| file.extension().is_some_and(|kind| kind == "md")) {
                for line in std::fs::read_to_string(file).unwrap().lines() {
                    assert!(!looks_old(line), "{line}");
                    for word in line.split_whitespace() {
                        assert!(!looks_old(word), "{word}");
                    }
                    lines += 1;
                }
            }
        }
        assert!(lines > 1_000);
    }
}
