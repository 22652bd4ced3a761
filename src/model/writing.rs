//! How an official text writes numbers, days and bodies (NĐ 30/2020, PL I, II).

use chrono::{Datelike, NaiveDate};

use crate::model::info::Info;

/// What is left open until the report is numbered and signed.
const OPEN: &str = "     ";

/// The type words of a body that stays abbreviated in running text.
const PEOPLES_COMMITTEE: [&str; 3] = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"];

/// The units a body is named after, which stay in lower case.
const UNITS: [&str; 9] =
    ["thành phố ", "thị trấn ", "thị xã ", "phường ", "huyện ", "quận ", "tỉnh ", "xã ", "đặc khu "];

/// A document's number: a zero before a single digit (II.3).
pub(crate) fn padded(number: &str) -> String {
    if number.chars().count() == 1 { format!("0{number}") } else { number.to_owned() }
}

/// A month: a zero before the first two (II.4).
pub(crate) fn month(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// A day in running text: `07/12/2023`, `15/3/2023`.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{:02}/{}/{}", date.day(), month(date.month()), date.year())
}

/// Puts facts into a phrase's `{name}` places, in one pass; a name that is no fact stays as it is.
pub(crate) fn phrase(template: &str, facts: &[(&str, &str)]) -> String {
    let mut said = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match facts.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => said.push_str(value),
            None => said.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    said.push_str(rest);
    said
}

/// Why a phrase cannot be filled in: it has a place that is none of these.
pub(crate) fn unknown_place(template: &str, known: &[&str]) -> Option<String> {
    let places = template.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let unknown = places.into_iter().find(|place| !known.contains(place))?;
    let known: Vec<String> = known.iter().map(|place| format!("{{{place}}}")).collect();
    let expected = if known.is_empty() { "không điền gì".to_owned() } else { known.join(", ") };
    Some(format!("không có chỗ điền “{{{unknown}}}”; dùng được: {expected}"))
}

/// A body's name in running text: `UBND xã Tịnh Châu` for the capitals of a letterhead.
pub(crate) fn running(body: &str) -> String {
    if body.chars().any(char::is_lowercase) {
        return body.to_owned();
    }
    let lower = body.to_lowercase();
    let committee = PEOPLES_COMMITTEE.iter().find_map(|name| lower.strip_prefix(name));
    let (head, rest) = committee.map_or(("", lower.as_str()), |rest| ("UBND", rest));
    let rest = rest.trim();
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit)).copied().unwrap_or("");
    let name = rest.strip_prefix(unit).unwrap_or(rest);
    let name: Vec<String> = name.split_whitespace().map(capitalised).collect();
    format!("{head} {unit}{}", name.join(" ")).trim().to_owned()
}

/// The words with their first letter in capital.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The report that an appendix belongs to; what is given after signing stays open.
pub(crate) fn reference(template: &str, info: &Info) -> String {
    let number = info.number.as_ref().map_or_else(|| OPEN.to_owned(), |number| padded(&number.value));
    let symbol = info.symbol.as_ref().map_or(OPEN, |symbol| symbol.value.as_str());
    let year = info.year.as_ref().map(|year| year.value.to_string());
    let date = info.issued.as_ref().map_or_else(
        || format!("ngày{OPEN}tháng{OPEN}năm {}", year.as_deref().unwrap_or(OPEN)),
        |issued| format!("ngày {}", day(issued.value)),
    );
    let body = info.issuing_body.as_ref().map_or_else(|| OPEN.to_owned(), |body| running(&body.value));
    phrase(template, &[("số", &number), ("ký hiệu", symbol), ("ngày", &date), ("cơ quan", &body)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::info::Given;
    use crate::place::Place;

    fn given<T>(value: T) -> Option<Given<T>> {
        Some(Given { value, place: Place::Workbook })
    }

    #[test]
    fn what_is_given_after_signing_stays_open() {
        let info = Info {
            symbol: given("BC-UBND".to_owned()),
            year: given(2023),
            issuing_body: given("ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU".to_owned()),
            ..Info::default()
        };
        let printed = reference("(Kèm theo Báo cáo số {số}/{ký hiệu} {ngày} của {cơ quan})", &info);
        let expected =
            "(Kèm theo Báo cáo số      /BC-UBND ngày     tháng     năm 2023 của UBND xã Tịnh Châu)";
        assert_eq!(printed, expected);
    }

    #[test]
    fn numbers_and_days_take_the_decrees_zeros() {
        assert_eq!((padded("5"), padded("248")), ("05".to_owned(), "248".to_owned()));
        for (date, printed) in
            [((2023, 12, 7), "07/12/2023"), ((2023, 3, 15), "15/3/2023"), ((2023, 1, 30), "30/01/2023")]
        {
            assert_eq!(NaiveDate::from_ymd_opt(date.0, date.1, date.2).map(day).as_deref(), Some(printed));
        }
    }

    #[test]
    fn a_fact_is_never_read_again() {
        assert_eq!(phrase("{a}–{b}", &[("a", "{b}"), ("b", "x")]), "{b}–x");
    }

    #[test]
    fn a_letterhead_name_is_written_as_in_a_sentence() {
        for (body, printed) in [
            ("ỦY BAN NHÂN DÂN\nXÃ NGHĨA HÒA", "UBND xã Nghĩa Hòa"),
            ("UBND THỊ TRẤN SƠN TỊNH", "UBND thị trấn Sơn Tịnh"),
            ("UBND xã Tịnh Châu", "UBND xã Tịnh Châu"),
            ("ĐẢNG ỦY XÃ", "Đảng Ủy Xã"),
        ] {
            assert_eq!(running(body), printed);
        }
    }
}
