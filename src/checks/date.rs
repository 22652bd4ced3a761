//! Days as findings print them.

use chrono::{Datelike, NaiveDate};

use crate::model::DocumentDate;

/// The day in figures, with the zeros the decree asks for: before days under 10 and months 1 and 2.
pub(super) fn printed(date: NaiveDate) -> String {
    format!("{:02}/{}", date.day(), month(date.month(), date.year()))
}

/// The date of a document, which may lack its day.
pub(super) fn document(date: DocumentDate) -> String {
    match date {
        DocumentDate::Day(day) => printed(day),
        DocumentDate::Month { year, month: number } => month(number, year),
    }
}

/// The year of a document's date.
pub(super) fn year(date: DocumentDate) -> i32 {
    match date {
        DocumentDate::Day(day) => day.year(),
        DocumentDate::Month { year, .. } => year,
    }
}

fn month(month: u32, year: i32) -> String {
    if month < 3 { format!("{month:02}/{year}") } else { format!("{month}/{year}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_from_march_on_have_no_zero() {
        let day = |month, day| NaiveDate::from_ymd_opt(2023, month, day).map(printed);
        assert_eq!(day(9, 6).as_deref(), Some("06/9/2023"));
        assert_eq!(day(2, 28).as_deref(), Some("28/02/2023"));
        assert_eq!(document(DocumentDate::Month { year: 2019, month: 4 }), "4/2019");
    }
}
