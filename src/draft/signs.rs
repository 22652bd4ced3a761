//! Words by which a part of an official report is known (NĐ 30/2020, PL I, II).

use crate::num::{bare, fold};

/// What the words of a paragraph say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    NationalName,
    Motto,
    /// `Số: 12/BC-UBND`.
    Number,
    /// `…, ngày … tháng … năm …`.
    PlaceDate,
    /// `BÁO CÁO`.
    Kind,
    /// `Kính gửi`.
    Salutation,
    /// `Trên đây là …`.
    Closing,
    /// `Nơi nhận:`.
    Recipients,
    /// `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`.
    Authority,
    /// `Phụ lục I`.
    Appendix,
    /// `(Kèm theo Báo cáo số …)`.
    Enclosed,
}

/// The longest text that is one of these lines.
const LINE: usize = 120;

impl Sign {
    pub(super) fn of(text: &str) -> Option<Self> {
        if closes(text) {
            return Some(Self::Closing);
        }
        if text.chars().nth(LINE).is_some() {
            let enclosed = text.trim_start().starts_with('(') && bare(text).starts_with("(kem theo");
            return enclosed.then_some(Self::Enclosed);
        }
        let said = bare(text);
        let capitals = is_capitals(text);
        let dated = ["ngay", "thang", "nam"].iter().all(|word| said.contains(word));
        Some(match said.trim() {
            name if name.contains("cong hoa xa hoi chu nghia viet nam") => Self::NationalName,
            motto if motto.starts_with("doc lap") && motto.contains("hanh phuc") => Self::Motto,
            number if number.starts_with("so:") || (number.starts_with("so ") && number.contains("/bc")) => {
                Self::Number
            }
            kind if kind.starts_with("bao cao") && is_capitals(text.trim().lines().next()?) => Self::Kind,
            to if to.starts_with("kinh gui") => Self::Salutation,
            to if to.starts_with("noi nhan") => Self::Recipients,
            appendix if appendix.starts_with("phu luc") && appendix.chars().count() <= 20 => Self::Appendix,
            enclosed if enclosed.starts_with("(kem theo") => Self::Enclosed,
            by if capitals && AUTHORITIES.iter().any(|authority| by.starts_with(authority)) => {
                Self::Authority
            }
            date if dated && !date.starts_with('(') && date.contains(", ngay") => Self::PlaceDate,
            _ => return None,
        })
    }
}

/// How the line of quyền hạn, chức vụ begins (NĐ 30/2020, PL I, II.7).
const AUTHORITIES: [&str; 9] =
    ["tm.", "kt.", "tl.", "tuq.", "q.", "chu tich", "pho chu tich", "giam doc", "truong phong"];

/// Whether a text is the report's last sentence.
pub(super) fn closes(text: &str) -> bool {
    let text = text.trim_start();
    let start = || text.chars().take(16).collect::<String>();
    text.starts_with(['t', 'T']) && fold(&start()).starts_with("trên đây là")
}

/// Whether a line under the title is already the report's first sentence.
pub(super) fn begins_body(text: &str) -> bool {
    let start: String = text.chars().take(24).collect();
    let start = fold(&start);
    ["thực hiện ", "căn cứ ", "trong ", "uỷ ban nhân dân", "ủy ban nhân dân", "ubnd "]
        .iter()
        .any(|word| start.starts_with(&fold(word)) || start.starts_with(word))
}

/// Whether a short text is in capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase()) && text.chars().count() <= LINE
}

/// Whether a text may be the name of who signs: two to six words of letters, each with a capital.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=6).contains(&words.len())
        && words.iter().all(capital)
        && text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '.')
        && !is_capitals(text)
}

/// The text after the dash or dot of a list's item. `-5 độ` is a figure, `30-5` no item.
pub(super) fn dash(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix(['-', '–', '—', '•', '▪', '➢', '❖', '\u{2212}'])?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_their_words() {
        for (text, sign) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Some(Sign::NationalName)),
            ("Độc lập – Tự do – Hạnh phúc", Some(Sign::Motto)),
            ("Số:    /BC-UBND", Some(Sign::Number)),
            ("An Hòa, ngày 05 tháng 12 năm 2024", Some(Sign::PlaceDate)),
            ("BÁO CÁO", Some(Sign::Kind)),
            ("Báo cáo kết quả", None),
            ("Kính gửi: UBND huyện", Some(Sign::Salutation)),
            ("Trên đây là báo cáo của xã./.", Some(Sign::Closing)),
            ("Nơi nhận:", Some(Sign::Recipients)),
            ("KT. CHỦ TỊCH", Some(Sign::Authority)),
            ("Chủ tịch", None),
            ("Phụ lục 1.", Some(Sign::Appendix)),
            ("(Kèm theo Báo cáo số 12)", Some(Sign::Enclosed)),
            ("Số lượng hồ sơ", None),
        ] {
            assert_eq!(Sign::of(text), sign, "{text}");
        }
    }

    #[test]
    fn dashes_and_names() {
        assert!(dash("- Mục").is_some() && dash("–Mục").is_some());
        assert!(dash("-5 độ").is_none() && dash("Mục - mục").is_none());
        assert!(is_name("Nguyễn Văn A") && !is_name("Nguyễn Văn A, Chủ tịch") && !is_name("CHỦ TỊCH"));
    }
}
