//! Fonts that give characters another meaning: encodings before Unicode, symbols, raised digits.
//!
//! Everything here gives one character for one, so that offsets stay true to the file.

use std::borrow::Cow;

use crate::num::is_unicode_only;

/// What a font makes of the characters under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// They mean themselves.
    Unicode,
    /// TCVN 5712 (ABC): `.VnTime` and its family.
    Tcvn3,
    /// The same, small letters printed as capitals: `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI: `VNI-Times` and its family.
    Vni,
}

impl Font {
    /// The kind of a font by its name.
    pub(super) fn of(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        match () {
            () if name.starts_with(".vn") && name.ends_with('h') => Self::Tcvn3Capitals,
            () if name.starts_with(".vn") => Self::Tcvn3,
            () if name.starts_with("vni-") || name.starts_with("vni ") => Self::Vni,
            () => Self::Unicode,
        }
    }
}

/// What text says in a font that is read by a table.
pub(super) fn printed(font: Font, text: &str) -> Cow<'_, str> {
    match font {
        Font::Tcvn3Capitals => Cow::Owned(tcvn3(text, true)),
        Font::Tcvn3 if is_old(text) => Cow::Owned(tcvn3(text, false)),
        _ => Cow::Borrowed(text),
    }
}

/// Whether text has letters that mean others in a font of an old encoding.
pub(super) fn is_old(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{a1}'..='\u{ff}')) && !text.chars().any(is_unicode_only)
}

/// Text in an encoding that is not read: as long as it was, and like nothing else.
pub(super) fn veiled(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The letters of TCVN 5712-3 from A1 on, `.` where it has none.
const TCVN3: &str = concat!(
    "ĂÂÊÔƠƯĐăâêôơưđ.",  // A1–AF
    ".....àảãáạ.ằẳẵắ.", // B0–BF
    "......ặầẩẫấậè.ẻẽ", // C0–CF
    "éẹềểễếệìỉ...ĩíịò", // D0–DF
    ".ỏõóọồổỗốộờởỡớợù", // E0–EF
    ".ủũúụừửữứựỳỷỹýỵ.", // F0–FF
);

fn tcvn3(text: &str, capitals: bool) -> String {
    let letter = |c: char| {
        let at = u32::from(c).checked_sub(0xa1).and_then(|at| usize::try_from(at).ok());
        let letter = at.filter(|at| *at < 95).and_then(|at| TCVN3.chars().nth(at)).filter(|c| *c != '.');
        letter.unwrap_or(c)
    };
    let raised = |c: char| if capitals { c.to_uppercase().next().unwrap_or(c) } else { c };
    text.chars().map(|c| raised(letter(c))).collect()
}

/// A sign of a symbol font, by its code there; `None` where nobody knows it.
pub(super) fn symbol(code: u32) -> Option<char> {
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    Some(match code {
        0x2d => '-',
        0x6f | 0xa8 => '☐',
        0x71 => '❑',
        0x76 => '❖',
        0x78 | 0xfd => '☒',
        0xa3 => '≤',
        0xa7 => '▪',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xd8 => '➢',
        0xe0 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfe => '☑',
        _ => return None,
    })
}

/// Whether a character stands where symbol fonts have theirs.
pub(super) fn is_symbol(c: char) -> bool {
    matches!(c, '\u{f000}'..='\u{f0ff}')
}

/// A raised digit: `hồ sơ` with a raised 2 is no figure, and 1.913 with a raised 2 is not 1.9132.
pub(super) fn raised(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

/// The number that raised digits make.
pub(super) fn lowered(text: &str) -> Option<usize> {
    let digit = |c: char| ('0'..='9').find(|digit| raised(*digit) == c);
    text.chars().map(digit).collect::<Option<String>>()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_is_read_letter_by_letter() {
        for (font, written, read) in [
            (".VnTime", "ñy ban nh©n d©n x·", "ủy ban nhân dân xã"),
            (".VnTimeH", "b¸o c¸o", "BÁO CÁO"),
            (".VnTimeH", "ñy ban", "ỦY BAN"),
            (".VnArial", "thñ tôc hµnh chÝnh, ®¹t 44,8%", "thủ tục hành chính, đạt 44,8%"),
            (
                ".VnTime",
                "®\u{ad}îc ph¸t triÓn; nghÞ quyÕt; cÊp huyÖn",
                "được phát triển; nghị quyết; cấp huyện",
            ),
            (".VnTime", "Đã là Unicode: số", "Đã là Unicode: số"),
            ("Times New Roman", "¸o", "¸o"),
        ] {
            assert_eq!(printed(Font::of(font), written), read);
            assert_eq!(written.chars().count(), read.chars().count());
        }
    }

    #[test]
    fn vni_is_known_and_veiled() {
        assert!(is_old("Uûy ban 12") && !is_old("12/BC-UBND") && !is_old("Ủy ban, à"));
        assert_eq!(veiled("Uûy 12/"), "\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}/");
    }
}
