//! The lines above the form: draft mark, "Phụ lục", title, the report it belongs to.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, Format, FormatAlign};

use crate::error::Result;
use crate::finding::{Review, Severity};
use crate::model::{Book, Catalogue, Info, Period};
use crate::output::sheet::{Pen, form, lines, plain, width};
use crate::place::CellRef;

/// A blank to be filled in by hand once the report is numbered and signed.
const BLANK: &str = "     ";
/// The size of these lines, in points (PL I, III).
const SIZE: f64 = 14.0;
/// Hundredths of an em of this size that a line across the form holds.
const LINE: u32 = 3_150;

/// What stands above the form.
pub(super) struct Heading {
    draft: Option<String>,
    /// The title with the period's words, in capitals.
    pub(super) title: String,
    period: String,
    reference: String,
}

impl Heading {
    /// The heading of a book's form.
    pub(super) fn new(book: &Book, catalogue: &Catalogue, review: &Review) -> Self {
        let errors = review.count(Severity::Error);
        let draft = format!("BẢN NHÁP: còn {errors} lỗi chưa xử lý; xem ghi chú tại các ô và bản rà soát.");
        let words = period_words(&book.info, catalogue).unwrap_or_default();
        let title = catalogue.form_title.replace("{kỳ}", &words).trim().to_uppercase();
        Self {
            draft: (errors > 0).then_some(draft),
            title,
            period: words.to_uppercase(),
            reference: reference(&book.info),
        }
    }

    /// Writes the lines and gives the row below them.
    pub(super) fn write(&self, pen: &mut Pen) -> Result<u32> {
        let centred = || plain().set_align(FormatAlign::Center).set_font_size(SIZE);
        let mut rows = 0;
        if let Some(draft) = &self.draft {
            let red = plain().set_bold().set_font_color(Color::RGB(0x00C0_0000));
            line(pen, &mut rows, draft, &red)?;
        }
        line(pen, &mut rows, "Phụ lục", &centred().set_bold())?;
        line(pen, &mut rows, &self.broken_title(), &centred().set_bold())?;
        line(pen, &mut rows, &self.reference, &centred().set_italic())?;
        Ok(rows + 1)
    }

    /// The title, a long one with its period on a line of its own.
    fn broken_title(&self) -> String {
        match self.title.strip_suffix(&self.period) {
            Some(rest) if !self.period.is_empty() && width(&self.title) > LINE => {
                format!("{}\n{}", rest.trim_end(), self.period)
            }
            _ => self.title.clone(),
        }
    }
}

/// Writes one text across the form, as high as it needs.
fn line(pen: &mut Pen, rows: &mut u32, text: &str, look: &Format) -> Result<()> {
    pen.merged((CellRef::new(*rows, form::STT), CellRef::new(*rows, form::NOTE)), text, look)?;
    pen.height(*rows, lines(text, LINE), SIZE)?;
    *rows += 1;
    Ok(())
}

/// The period in titles: `năm 2023`.
fn period_words(info: &Info, catalogue: &Catalogue) -> Option<String> {
    let period = catalogue.period(info.period.as_ref()?.value)?;
    Some(Period::phrase(&period.title, info.year.as_ref()?.value))
}

/// The report that the form belongs to, with blanks for what is given after signing.
fn reference(info: &Info) -> String {
    let number = info.number.as_ref().map_or_else(|| BLANK.to_owned(), |number| padded(&number.value));
    let symbol = info.symbol.as_ref().map_or(BLANK, |symbol| symbol.value.as_str());
    let date = match &info.issued {
        Some(issued) => long_date(issued.value),
        None => {
            let year = info.year.as_ref().map_or_else(|| BLANK.to_owned(), |year| year.value.to_string());
            format!("ngày{BLANK}tháng{BLANK}năm {year}")
        }
    };
    let body = info.issuing_body.as_ref().map_or_else(|| BLANK.to_owned(), |body| running(&body.value));
    format!("(Kèm theo Báo cáo số {number}/{symbol} {date} của {body})")
}

/// A document's number, with a zero before a single digit (PL I, II.3).
fn padded(number: &str) -> String {
    if number.chars().count() == 1 { format!("0{number}") } else { number.to_owned() }
}

/// A day in words; days below 10 and the first two months take a zero (PL I, II.4).
fn long_date(date: NaiveDate) -> String {
    let month = match date.month() {
        month @ 1..=2 => format!("0{month}"),
        month => month.to_string(),
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// A body's name in running text: `UBND xã Tịnh Châu` for the capitals of a letterhead.
fn running(body: &str) -> String {
    let lower = body.to_lowercase();
    if lower == body || body.chars().any(char::is_lowercase) {
        return body.to_owned();
    }
    let rest =
        ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"].iter().find_map(|name| lower.strip_prefix(name));
    let named = rest.map_or_else(|| ("", lower.as_str()), |rest| ("UBND", rest));
    let (head, rest) = named;
    let units =
        ["thành phố ", "thị trấn ", "thị xã ", "phường ", "huyện ", "quận ", "tỉnh ", "xã ", "đặc khu "];
    let rest = rest.trim();
    let unit = units.iter().find(|unit| rest.starts_with(**unit)).copied().unwrap_or("");
    let name = rest.strip_prefix(unit).unwrap_or(rest);
    let name: Vec<String> = name.split_whitespace().map(capitalised).collect();
    format!("{head} {unit}{}", name.join(" ")).trim().to_owned()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Given;
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
        let expected =
            "(Kèm theo Báo cáo số      /BC-UBND ngày     tháng     năm 2023 của UBND xã Tịnh Châu)";
        assert_eq!(reference(&info), expected);
    }

    #[test]
    fn number_and_date_are_padded_as_the_decree_wants() {
        assert_eq!((padded("5"), padded("248")), ("05".to_owned(), "248".to_owned()));
        for (day, printed) in [
            ((2023, 12, 7), "ngày 07 tháng 12 năm 2023"),
            ((2024, 2, 14), "ngày 14 tháng 02 năm 2024"),
            ((2024, 3, 1), "ngày 01 tháng 3 năm 2024"),
        ] {
            assert_eq!(long_date(NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap()), printed);
        }
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
