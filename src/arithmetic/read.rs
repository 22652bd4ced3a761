//! The figures of a case as the arithmetic reads them.

use rust_decimal::Decimal;

use crate::num::{Figure, Interval, sum};

/// What gives the figure that a relation names: the claims of a case, the counts of a text.
pub(crate) trait Figures<T> {
    /// The figure of a name.
    fn read(&self, id: T) -> Option<Read>;

    /// What a figure may stand for.
    fn interval(&self, id: T) -> Option<Interval> {
        self.read(id).map(|read| read.interval())
    }

    /// A figure's value times its magnitude.
    fn amount(&self, id: T) -> Option<Decimal> {
        self.read(id)?.figure.amount()
    }

    /// The sum of figures' values times their magnitudes.
    fn total(&self, ids: &[T]) -> Option<Decimal>
    where
        T: Copy,
    {
        sum(ids.iter().map(|id| self.amount(*id)))
    }
}

impl<T, F: Fn(T) -> Option<Read>> Figures<T> for F {
    fn read(&self, id: T) -> Option<Read> {
        self(id)
    }
}

/// One figure as the arithmetic reads it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read {
    /// As printed.
    pub(crate) figure: Figure,
    /// Whether it has no tolerance: it counts, and in no thousands or millions.
    pub(crate) exact: bool,
}

impl Read {
    /// A figure of which nothing is known but how it is printed: a count is exact, another was rounded.
    pub(crate) fn of(figure: Figure) -> Self {
        Self { figure, exact: figure.is_count() }
    }

    /// What the figure may stand for: a point for a count, a band for what was rounded. A count told in
    /// thousands or millions (`1,07 nghìn hồ sơ`) was rounded too.
    pub(crate) fn interval(&self) -> Interval {
        if self.exact { self.figure.exact() } else { self.figure.rounded() }
    }

    /// A figure of this amount, printed the way this one is, with at least its decimals.
    pub(crate) fn like(&self, amount: Decimal) -> Option<Figure> {
        let factor = self.figure.magnitude().factor();
        let mut value = amount.checked_div(factor)?;
        if value.checked_mul(factor)? != amount {
            return None;
        }
        value = value.normalize();
        if value.scale() < self.figure.decimals() {
            value.rescale(self.figure.decimals());
        }
        let figure = if self.figure.is_percent() { Figure::percent(value) } else { Figure::new(value) };
        Some(figure.with_magnitude(self.figure.magnitude()).padded(self.figure.width()))
    }
}
