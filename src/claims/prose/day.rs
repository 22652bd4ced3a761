//! Days in a text: `06/9/2023`, `ngày 06 tháng 9 năm 2023`, `tháng 4/2019`.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

use crate::claims::prose::text::Text;
use crate::claims::prose::token::Kind;
use crate::model::DocumentDate;

/// A date as a text writes it, from one token up to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// None when it is in no calendar.
    pub(crate) date: Option<DocumentDate>,
}

impl Written {
    /// The day, if it is one in the calendar and not a month.
    pub(crate) fn day(self) -> Option<NaiveDate> {
        match self.date? {
            DocumentDate::Day(day) => Some(day),
            DocumentDate::Month { .. } => None,
        }
    }
}

impl Text<'_> {
    /// The date that starts at a token, `ngày` or `tháng` before it included.
    pub(crate) fn date_at(&self, at: usize) -> Option<Written> {
        let dates = |at| matches!(self.kind(at), Some(Kind::Figure(_) | Kind::Day(_) | Kind::Month { .. }));
        match self.kind(at)? {
            Kind::Word { .. } if !dates(at + 1) => None,
            Kind::Day(day) => Some(Written { from: at, to: at + 1, date: day.map(DocumentDate::Day) }),
            Kind::Month { year, month } => {
                Some(Written { from: at, to: at + 1, date: Some(DocumentDate::Month { year, month }) })
            }
            Kind::Word { .. } if self.is_word(at, "ngày") => {
                self.in_words(at + 1).or_else(|| self.bare(at + 1))
            }
            Kind::Word { .. } if self.is_word(at, "tháng") => self.bare(at + 1),
            _ => None,
        }
    }

    /// Every date of the text.
    pub(crate) fn days(&self) -> impl Iterator<Item = Written> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let written = (at..self.tokens.len()).find_map(|at| self.date_at(at))?;
            at = written.to;
            Some(written)
        })
    }

    fn bare(&self, at: usize) -> Option<Written> {
        matches!(self.kind(at)?, Kind::Day(_) | Kind::Month { .. }).then(|| self.date_at(at)).flatten()
    }

    /// `06 tháng 9 năm 2023`, its first number at a token.
    fn in_words(&self, at: usize) -> Option<Written> {
        let says = |at: usize, word: &str| self.is_word(at, word);
        let day = self.number(at)?;
        let month = self.number(at + 2).filter(|_| says(at + 1, "tháng"))?;
        let year = self.number(at + 4).filter(|_| says(at + 3, "năm"))?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        Some(Written { from: at, to: at + 5, date: date.map(DocumentDate::Day) })
    }

    fn number(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            Kind::Figure(figure) if figure.decimals() == 0 => figure.value().to_u32(),
            _ => None,
        }
    }
}
