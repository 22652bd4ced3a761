//! The figures of a case as the arithmetic reads them, with changes that are only tried.

use rust_decimal::Decimal;

use crate::claim::{ClaimId, Claims};
use crate::num::{Figure, Interval};

/// The claims, and figures put in the place of some of them to see what would hold.
pub(in crate::checks) struct View<'a> {
    claims: &'a Claims,
    changed: Vec<(ClaimId, Figure)>,
}

/// One figure as the arithmetic reads it.
#[derive(Debug, Clone, Copy)]
pub(in crate::checks) struct Read {
    /// As printed.
    pub(in crate::checks) figure: Figure,
    /// Whether it has no tolerance.
    pub(in crate::checks) exact: bool,
}

impl<'a> View<'a> {
    /// The claims as they are printed.
    pub(in crate::checks) fn of(claims: &'a Claims) -> Self {
        Self { claims, changed: Vec::new() }
    }

    /// The same with one more figure changed.
    #[must_use]
    pub(in crate::checks) fn with(mut self, id: ClaimId, figure: Figure) -> Self {
        self.changed.push((id, figure));
        self
    }

    /// The figure of a claim.
    pub(in crate::checks) fn read(&self, id: ClaimId) -> Option<Read> {
        let claim = self.claims.claim(id)?;
        let changed = self.changed.iter().rev().find(|(known, _)| *known == id);
        let figure = changed.map_or(claim.figure, |(_, figure)| *figure);
        Some(Read { figure, exact: claim.exact && figure.magnitude().factor() == Decimal::ONE })
    }

    /// What a claim may stand for.
    pub(in crate::checks) fn interval(&self, id: ClaimId) -> Option<Interval> {
        self.read(id).map(|read| read.interval())
    }

    /// A claim's value times its magnitude.
    pub(in crate::checks) fn amount(&self, id: ClaimId) -> Option<Decimal> {
        self.read(id)?.figure.amount()
    }

    /// The sum of claims' values times their magnitudes.
    pub(in crate::checks) fn total(&self, ids: &[ClaimId]) -> Option<Decimal> {
        sum(ids.iter().map(|id| self.amount(*id)))
    }
}

impl Read {
    /// What the figure may stand for: a point for a count, a band for what was rounded. A count told in
    /// thousands or millions (`1,07 nghìn hồ sơ`) was rounded too.
    pub(in crate::checks) fn interval(&self) -> Interval {
        if self.exact { self.figure.exact() } else { self.figure.rounded() }
    }

    /// A figure of this amount, printed the way this one is, with at least its decimals.
    pub(in crate::checks) fn like(&self, amount: Decimal) -> Option<Figure> {
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

/// The sum of amounts; `None` when one is missing or the sum cannot be held exactly.
pub(in crate::checks) fn sum(amounts: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    let mut sum = Interval::point(Decimal::ZERO);
    for amount in amounts {
        sum = sum.checked_add(&Interval::point(amount?))?;
    }
    sum.low()
}

/// The difference of two amounts, held exactly.
pub(in crate::checks) fn minus(one: Decimal, other: Decimal) -> Option<Decimal> {
    sum([Some(one), Some(-other)])
}
