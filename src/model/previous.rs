//! Last period's workbook: what it says of this period's blank cells, and whether it can be what came before.

use crate::model::book::{Book, Value};
use crate::model::catalogue::Catalogue;
use crate::model::info::{Given, Info};
use crate::num::{Figure, fold};
use crate::place::Place;

/// The workbook of an earlier period (kỳ trước) that a book is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Previous {
    /// The file's name, as findings name it.
    pub file: String,
    /// What it says.
    pub book: Book,
    /// Why it is no earlier report of the same body; nothing is taken from such a one.
    pub(crate) misfit: Option<Misfit>,
}

/// Why a workbook is not what came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// It is of another report type.
    Report,
    /// It is of another body.
    Body,
    /// One of the two does not say its period and year.
    Undated,
    /// Its period ends with this one or after it.
    NotEarlier,
}

/// An indicator's figure of last period: typed into `Kỳ trước`, or what that period's workbook says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Before<'b> {
    pub(crate) figure: Figure,
    /// The cell, in that workbook where there is one.
    pub(crate) place: Place,
    /// The workbook that says so; none for a typed cell.
    pub(crate) file: Option<&'b str>,
}

impl Book {
    /// The same book after that of an earlier period: what is blank in `Kỳ trước` is what that one says.
    #[must_use]
    pub(crate) fn after(mut self, earlier: Book, file: &str, catalogue: &Catalogue) -> Self {
        let misfit = Misfit::of(&self.info, &earlier.info, catalogue);
        self.previous = Some(Box::new(Previous { file: file.to_owned(), book: earlier, misfit }));
        self
    }

    /// The workbook that came before, where it is one.
    pub(crate) fn earlier(&self) -> Option<&Previous> {
        self.previous.as_deref().filter(|previous| previous.misfit.is_none())
    }

    /// An indicator's figure of last period.
    pub(crate) fn before(&self, code: &str) -> Option<Before<'_>> {
        match self.entry(code).and_then(|entry| entry.previous.as_ref()) {
            Some(Given { value: Value::Figure(figure), place }) => {
                Some(Before { figure: *figure, place: place.clone(), file: None })
            }
            Some(_) => None,
            None => self.filed(code),
        }
    }

    /// What last period's workbook says of an indicator, in the same unit.
    pub(crate) fn filed(&self, code: &str) -> Option<Before<'_>> {
        let Previous { file, book, .. } = self.earlier()?;
        if let (Some(own), Some(other)) = (self.unit(code), book.unit(code))
            && fold(own) != fold(other)
        {
            return None;
        }
        let place = book.entry(code)?.place.clone().unwrap_or(Place::Workbook);
        Some(Before { figure: book.figure(code)?, place, file: Some(file) })
    }

    /// The unit that the form prints beside an indicator.
    fn unit(&self, code: &str) -> Option<&str> {
        let place = self.entry(code)?.place.as_ref()?;
        self.form.iter().find(|line| line.place == *place).map(|line| line.unit.as_str())
    }
}

impl Misfit {
    fn of(own: &Info, earlier: &Info, catalogue: &Catalogue) -> Option<Self> {
        let differs = |one: &Given<String>, key: fn(&str) -> String, names: &[&str]| {
            !names.iter().any(|name| key(name) == key(&one.value))
        };
        if earlier.report.as_ref().is_some_and(|it| differs(it, fold, &[&catalogue.name, &catalogue.title])) {
            return Some(Self::Report);
        }
        if let (Some(own), Some(other)) = (&own.issuing_body, &earlier.issuing_body)
            && differs(other, body, &[&own.value])
        {
            return Some(Self::Body);
        }
        match (end(own), end(earlier)) {
            (Some(own), Some(other)) => (other >= own).then_some(Self::NotEarlier),
            _ => Some(Self::Undated),
        }
    }
}

/// The year and the month in which a report's period ends.
fn end(info: &Info) -> Option<(i32, u32)> {
    Some((info.year.as_ref()?.value, info.period.as_ref()?.value.last_month()))
}

/// A body's name, its committee abbreviated or not.
fn body(name: &str) -> String {
    fold(name).replace(&fold("ủy ban nhân dân"), "ubnd")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::period::PeriodKey;

    fn info(body: &str, period: PeriodKey, year: i32) -> Info {
        Info {
            issuing_body: given(body.to_owned()),
            period: given(period),
            year: given(year),
            ..Info::default()
        }
    }

    fn given<T>(value: T) -> Option<Given<T>> {
        Some(Given { value, place: Place::Workbook })
    }

    #[test]
    fn only_an_earlier_report_of_the_same_body_and_type_came_before() {
        let text = include_str!("../../templates/bao-cao-kiem-soat-tthc/catalogue.toml");
        let catalogue = Catalogue::parse("bao-cao-kiem-soat-tthc", "catalogue.toml", text).unwrap();
        let own = info("UBND xã Bình Lâm", PeriodKey::NineMonths, 2024);
        let misfit = |earlier: &Info| Misfit::of(&own, earlier, &catalogue);
        let of = |period, year| misfit(&info("ỦY BAN NHÂN DÂN\nXÃ BÌNH LÂM", period, year));
        assert_eq!(of(PeriodKey::HalfYear, 2024), None);
        assert_eq!(of(PeriodKey::Year, 2023), None);
        // both end in September
        assert_eq!(of(PeriodKey::Quarter3, 2024), Some(Misfit::NotEarlier));
        assert_eq!(of(PeriodKey::NineMonths, 2024), Some(Misfit::NotEarlier));
        assert_eq!(of(PeriodKey::Quarter1, 2025), Some(Misfit::NotEarlier));
        let other = info("UBND xã Bình Lãm", PeriodKey::HalfYear, 2024);
        assert_eq!(misfit(&other), Some(Misfit::Body));
        let undated = Info { year: None, ..info("UBND xã Bình Lâm", PeriodKey::HalfYear, 2024) };
        assert_eq!(misfit(&undated), Some(Misfit::Undated));
        let named = |report: &str| Info { report: given(report.to_owned()), ..undated.clone() };
        assert_eq!(misfit(&named("bao-cao-cchc-xa")), Some(Misfit::Report));
        assert_eq!(misfit(&named("Bao-cao-kiem-soat-TTHC")), Some(Misfit::Undated));
    }
}
