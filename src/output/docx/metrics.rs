//! How wide a text is in Times New Roman: a rule under a title is as long as a share of the title.
//!
//! Advance widths in 1/2048 em of the printable ASCII letters, taken from Liberation Serif, which is made to
//! measure like Times New Roman. A Vietnamese letter is as wide as its base letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::Look;

/// The width of a text's longest line in a look, in twips.
pub(super) fn width(text: &str, look: &Look) -> u32 {
    let table = if look.bold { &BOLD } else { &REGULAR };
    let units = text.lines().map(|line| line.nfd().map(|letter| advance(table, letter)).sum()).max();
    let twips = units.unwrap_or(0_u64) * u64::from(look.size) * 20 / 2048;
    u32::try_from(twips).unwrap_or(u32::MAX)
}

/// The advance width of one letter, in 1/2048 em.
fn advance(table: &[u16; 95], letter: char) -> u64 {
    let letter = match letter {
        'đ' => 'd',
        'Đ' => 'D',
        '\u{A0}' => ' ',
        '‘' | '’' => '\'',
        mark if is_combining_mark(mark) => return 0,
        '—' | '…' => return 2048,
        other => other,
    };
    let place = u32::from(letter).checked_sub(32).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| table.get(place)).map_or(1024, |units| u64::from(*units))
}

/// From the space to the tilde.
const REGULAR: [u16; 95] = [
    512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886, 1479, 1366, 1366, 1479,
    1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479, 1139, 1479, 1366, 1139, 1251, 1479, 1479,
    1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024, 682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569,
    569, 1024, 569, 1593, 1024, 1024, 1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410,
    983, 1108,
];

/// From the space to the tilde, bold.
const BOLD: [u16; 95] = [
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479, 1479,
    1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479,
    1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682, 1024,
    1139, 569, 682, 1139, 569, 1706, 1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024,
    909, 807, 451, 807, 1065,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn look(size: u32, bold: bool) -> Look {
        let text = format!("size = {size}\nbold = {bold}\nalign = \"center\"\nbasis = \"\"");
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn a_vietnamese_letter_is_as_wide_as_its_base() {
        for (letter, base) in [("Ộ", "O"), ("ữ", "u"), ("Đ", "D"), ("đ", "d"), ("ặ", "a"), ("\u{A0}", " ")]
        {
            assert_eq!(width(letter, &look(12, true)), width(base, &look(12, true)));
        }
    }

    #[test]
    fn widths_are_those_of_the_font() {
        assert_eq!(width("00", &look(12, false)), 240, "two digits of half an em at 12 pt");
        assert_eq!(width("W", &look(10, true)), 200, "a bold W is one em");
        assert_eq!(width("dài hơn\nngắn", &look(14, false)), width("dài hơn", &look(14, false)));
        assert_eq!(width("", &look(14, false)), 0);
    }
}
