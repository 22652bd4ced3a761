//! From what the spreadsheet reader gives and the walk knows to one value of a cell.

use std::borrow::Cow;
use std::sync::Arc;

use calamine::DataRef;
use chrono::{Days, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::number::{NumberFormat, Origin, Shown};
use super::sheet::{CellKind, Facts};
use super::strings::Strings;
use super::{Cell, CellValue};
use crate::num::is_composed;

/// What the cells of one workbook share.
pub(crate) struct Shared<'a> {
    pub(crate) strings: &'a mut Strings,
    pub(crate) epoch_1904: bool,
}

/// The cell, or `None` where it is blank. `read` is an error where the spreadsheet reader gave up.
pub(crate) fn cell(
    facts: Facts<'_>,
    read: Result<DataRef<'_>, String>,
    format: Option<&NumberFormat>,
    shared: &mut Shared<'_>,
) -> Option<Cell> {
    let formula = facts.formula;
    let value = match facts.fault {
        Some(fault) => Some(unreadable(fault)),
        None => believed(facts, read, format, shared),
    };
    value.map(|value| Cell { value, formula })
}

fn believed(
    facts: Facts<'_>,
    read: Result<DataRef<'_>, String>,
    format: Option<&NumberFormat>,
    shared: &mut Shared<'_>,
) -> Option<CellValue> {
    let value = facts.value.unwrap_or_default();
    if let Some(inline) = facts.inline {
        return text(match read {
            Ok(DataRef::String(text)) if !inline.loses_spaces => clean(&text),
            _ => clean(&inline.text),
        });
    }
    match (facts.kind, read) {
        (kind, _) if value.is_empty() => {
            (facts.formula && kind != CellKind::Text).then_some(CellValue::NotCalculated)
        }
        (CellKind::Error, _) => Some(CellValue::Error(value.into_owned())),
        (CellKind::Shared, Ok(DataRef::SharedString(_))) => shared_text(&value, shared.strings),
        (CellKind::Shared, _) => Some(unreadable("chỉ số chuỗi không có trong bảng chuỗi dùng chung")),
        (CellKind::Text, Ok(DataRef::String(read))) => text(clean(&read)),
        (CellKind::Bool, Ok(DataRef::Bool(read))) => Some(CellValue::Bool(read)),
        (CellKind::Date, Ok(DataRef::DateTimeIso(read))) => Some(iso_date(&read)),
        (CellKind::Number, Ok(read)) => {
            let origin = if facts.formula { Origin::Computed } else { Origin::Typed };
            Some(format.map_or_else(
                || unreadable("kiểu ô không có trong bảng kiểu"),
                |format| number(&read, format, origin, shared.epoch_1904),
            ))
        }
        (_, Err(reason)) => Some(unreadable(&format!("giá trị “{}”: {reason}", excerpt(&value)))),
        (_, Ok(_)) => Some(unreadable(&format!("giá trị “{}” không hợp kiểu của ô", excerpt(&value)))),
    }
}

/// Text, unless it is empty: then the cell is blank.
pub(super) fn text(text: Arc<str>) -> Option<CellValue> {
    (!text.is_empty()).then_some(CellValue::Text(text))
}

fn shared_text(index: &str, strings: &mut Strings) -> Option<CellValue> {
    match index.parse().ok().and_then(|index| strings.take(index)) {
        Some(shared) => text(shared),
        None => Some(unreadable("chỉ số chuỗi không có trong bảng chuỗi dùng chung")),
    }
}

fn number(read: &DataRef<'_>, format: &NumberFormat, origin: Origin, epoch_1904: bool) -> CellValue {
    match read {
        DataRef::DateTime(moment) if moment.is_duration() => {
            unreadable("là khoảng thời gian, không phải ngày")
        }
        DataRef::DateTime(moment) => date(moment.as_f64(), epoch_1904),
        DataRef::Float(number) => figure(format.show(*number, origin)),
        _ => unreadable("không phải số"),
    }
}

/// A number as its format shows it.
pub(super) fn figure(shown: Option<Shown>) -> CellValue {
    shown.map_or_else(
        || unreadable("số ngoài khoảng đọc được"),
        |shown| CellValue::Number { value: shown.value, percent: shown.percent },
    )
}

/// The day of a serial number. The 1900 system has a day 60, 29/02/1900, that never was.
fn date(serial: f64, epoch_1904: bool) -> CellValue {
    if !(0.0..2_958_466.0).contains(&serial) {
        return unreadable("số thứ tự của ngày ngoài khoảng đọc được");
    }
    let whole = format!("{:.0}", serial.floor()).parse::<u64>().ok();
    let counted = whole.and_then(|days| match days {
        days if epoch_1904 => Some(((1904, 1, 1), days)),
        0 | 60 => None,
        days @ 1..60 => Some(((1899, 12, 31), days)),
        days => Some(((1899, 12, 30), days)),
    });
    let day = counted.and_then(|((year, month, day), days)| {
        NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))
    });
    day.map_or_else(|| unreadable("ngày không có thật"), CellValue::Date)
}

/// The day of an ISO date, whatever time of day follows.
pub(super) fn iso_date(written: &str) -> CellValue {
    let day = written.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| unreadable(&format!("ngày “{}” không có thật", excerpt(written))), CellValue::Date)
}

/// What could not be read, and why.
pub(super) fn unreadable(why: &str) -> CellValue {
    CellValue::Unreadable(why.to_owned())
}

/// The beginning of a text from the file, for a message.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take(24).collect()
}

/// Text as every reader gives it: composed (NFC), one kind of line break, and U+FFFD for what XML
/// forbids.
pub(crate) fn clean(text: &str) -> Arc<str> {
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    let allowed = |&c: &char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    if is_composed(&text) && text.chars().all(|c| allowed(&c)) {
        return Arc::from(text);
    }
    let cleaned: String = text.nfc().map(|c| if allowed(&c) { c } else { '\u{fffd}' }).collect();
    Arc::from(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days() {
        let day = |y, m, d| CellValue::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        for (serial, epoch_1904, expected) in [
            (1.0, false, day(1900, 1, 1)),
            (59.0, false, day(1900, 2, 28)),
            (61.0, false, day(1900, 3, 1)),
            (45_175.75, false, day(2023, 9, 6)),
            (2_958_465.9, false, day(9999, 12, 31)),
            (0.0, true, day(1904, 1, 1)),
            (43_713.0, true, day(2023, 9, 6)),
        ] {
            assert_eq!(date(serial, epoch_1904), expected, "{serial}");
        }
        for serial in [-1.0, 0.5, 60.0, 2_958_466.0, -1.07e11, f64::NAN] {
            assert!(matches!(date(serial, false), CellValue::Unreadable(_)), "{serial}");
        }
    }

    #[test]
    fn text_is_composed_and_allowed() {
        for (written, read) in [
            ("Tịnh", "Tịnh"),
            ("Ti\u{323}nh", "Tịnh"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\u{1}\u{fffe}b", "a\u{fffd}\u{fffd}b"),
        ] {
            assert_eq!(&*clean(written), read);
        }
    }
}
