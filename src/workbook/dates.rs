//! Days as clerks type them, and date cells that the spreadsheet took for the month first.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::codes;
use super::grid::CellValue;
use super::reader::{ReadDay, Reader, Spot, fault};
use super::words::shown;
use crate::model::{Book, DocumentDate, Given};
use crate::num::fold;
use crate::place::Place;

/// What a text is as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Date(DocumentDate),
    /// Only a year or less, as `ngày     tháng     năm 2023`: to be filled in by hand.
    Open,
    /// Written as a date, but in no calendar.
    Impossible,
    No,
}

impl Reader<'_> {
    /// The day of a cell; anything else but a blank is reported.
    pub(super) fn day(&mut self, spot: &Spot<'_>) -> Option<Given<NaiveDate>> {
        let date = self.date(spot)?;
        match date.value {
            DocumentDate::Day(day) => Some(Given { value: day, place: date.place }),
            DocumentDate::Month { .. } => {
                self.report((codes::IMPOSSIBLE_DATE, "month"), spot, &[]);
                None
            }
        }
    }

    /// The date of a cell, a day or a month; anything else but a blank is reported.
    pub(super) fn date(&mut self, spot: &Spot<'_>) -> Option<Given<DocumentDate>> {
        let (written, is_cell) = match &spot.cell?.value {
            CellValue::Date(day) => (Written::Date(DocumentDate::Day(*day)), true),
            CellValue::Text(text) => (written(text), false),
            CellValue::Number { .. } | CellValue::Bool(_) => (Written::No, false),
            CellValue::Error(_) | CellValue::NotCalculated | CellValue::Unreadable(_) => return None,
        };
        match written {
            Written::Date(date) => {
                if let DocumentDate::Day(date) = date {
                    self.days.push(ReadDay { place: spot.place.clone(), date, is_cell });
                }
                return Some(Given { value: date, place: spot.place.clone() });
            }
            Written::Open => {}
            Written::Impossible => self.report((codes::IMPOSSIBLE_DATE, "impossible"), spot, &[]),
            Written::No => self.report((codes::IMPOSSIBLE_DATE, "text"), spot, &[]),
        }
        None
    }

    /// Reports date cells that fit the period only with day and month swapped, in columns that mix
    /// date cells and text.
    pub(super) fn swapped_days(&mut self, book: &Book) {
        let Some((from, to)) = period(book) else { return };
        let inside = |date: NaiveDate| from <= date && date <= to;
        let typed: BTreeSet<_> =
            self.days.iter().filter(|day| !day.is_cell).filter_map(|day| column(&day.place)).collect();
        let mixed = |day: &ReadDay| column(&day.place).is_some_and(|column| typed.contains(&column));
        let suspects = self.days.iter().filter(|day| day.is_cell && !inside(day.date) && mixed(day));
        let findings = suspects.filter_map(|day| {
            let swapped = swap(day.date).filter(|date| inside(*date))?;
            let [is, may] = [day.date, swapped].map(|date| date.format("%d/%m/%Y").to_string());
            let spot = Spot { cell: None, place: day.place.clone() };
            let finding =
                fault((codes::AMBIGUOUS_DATE, "swapped"), &spot, &[("date", &is), ("swapped", &may)]);
            Some(finding.excerpt(is.clone()).sides(may.clone(), is.clone()).repair(is, may))
        });
        let findings: Vec<_> = findings.collect();
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

/// The sheet and the column of a cell.
fn column(place: &Place) -> Option<(&str, u16)> {
    match place {
        Place::Cell { sheet, cell } => Some((sheet, cell.column)),
        _ => None,
    }
}

/// The days of the period: from its first to its last, or the whole year.
fn period(book: &Book) -> Option<(NaiveDate, NaiveDate)> {
    let given = |date: &Option<Given<NaiveDate>>| date.as_ref().map(|date| date.value);
    let year = book.info.year.as_ref().map(|year| year.value);
    let from = given(&book.info.from).or_else(|| NaiveDate::from_ymd_opt(year?, 1, 1))?;
    let to = given(&book.info.to).or_else(|| NaiveDate::from_ymd_opt(year?, 12, 31))?;
    Some((from, to))
}

/// The day with day and month exchanged, where that is another day.
fn swap(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month()).filter(|swapped| *swapped != date)
}

/// Reads `06/9/2023`, `06.9.2023`, `ngày 06 tháng 9 năm 2023`, `2023-09-06`, `4/2019`, `tháng 4 năm 2019`.
fn written(text: &str) -> Written {
    let folded = fold(text);
    let foreign = folded.split(|c: char| !c.is_alphabetic());
    if foreign.filter(|word| !word.is_empty()).any(|word| !matches!(word, "ngày" | "tháng" | "năm")) {
        return Written::No;
    }
    let odd =
        folded.contains(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '/' | '.' | '-' | ',' | '…'));
    let numbers: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let is_open = folded.contains("ngày") || folded.contains("tháng") || numbers.is_empty();
    match numbers.as_slice() {
        _ if odd => Written::No,
        [year, month, day] if year.len() == 4 => day_of(day, month, year),
        [day, month, year] => day_of(day, month, year),
        [month, year] => month_of(month, year),
        [] | [_] if is_open => Written::Open,
        _ => Written::No,
    }
}

fn day_of(day: &str, month: &str, year: &str) -> Written {
    if day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return Written::No;
    }
    let day = NaiveDate::parse_from_str(&format!("{year}-{month}-{day}"), "%Y-%m-%d");
    day.map_or(Written::Impossible, |day| Written::Date(DocumentDate::Day(day)))
}

fn month_of(month: &str, year: &str) -> Written {
    match (month.parse::<u32>(), year.parse::<i32>()) {
        _ if month.len() > 2 || year.len() != 4 => Written::No,
        (Ok(month @ 1..=12), Ok(year)) => Written::Date(DocumentDate::Month { year, month }),
        _ => Written::Impossible,
    }
}

/// What a day is called where the cell of another kind shows one.
pub(super) fn is_date_text(spot: &Spot<'_>) -> bool {
    spot.cell.is_some_and(|cell| matches!(written(&shown(cell)), Written::Date(_) | Written::Impossible))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_clerks_type_them() {
        let day = |y, m, d| Written::Date(DocumentDate::Day(NaiveDate::from_ymd_opt(y, m, d).unwrap()));
        let month = |year, month| Written::Date(DocumentDate::Month { year, month });
        for (text, read) in [
            ("06/9/2023", day(2023, 9, 6)),
            ("6.9.2023", day(2023, 9, 6)),
            ("06-09-2023", day(2023, 9, 6)),
            ("ngày 06 tháng 9 năm 2023", day(2023, 9, 6)),
            ("Ngày 6/9/2023", day(2023, 9, 6)),
            ("2023-09-06", day(2023, 9, 6)),
            ("4/2019", month(2019, 4)),
            ("tháng 04 năm 2019", month(2019, 4)),
            ("31/4/2023", Written::Impossible),
            ("29/02/2023", Written::Impossible),
            ("29/02/2024", day(2024, 2, 29)),
            ("13/2023", Written::Impossible),
            ("ngày     tháng     năm 2023", Written::Open),
            ("  ", Written::Open),
            ("06/9", Written::No),
            ("6/9/23", Written::No),
            ("2023", Written::No),
            ("117/KH-UBND", Written::No),
            ("06/9/2023 (sáng)", Written::No),
        ] {
            assert_eq!(written(text), read, "{text}");
        }
    }
}
