//! The claims of a case as the arithmetic reads them, with changes that are only tried.

use crate::arithmetic::{self, Figures, Read};
use crate::claim::{ClaimId, Claims};
use crate::num::{Figure, Magnitude};

/// What was found of a relation between claims.
pub(super) type Judgement = arithmetic::Judgement<ClaimId>;

/// How a relation between claims does not hold.
pub(super) type Failure = arithmetic::Failure<ClaimId>;

/// The claims, and figures put in the place of some of them to see what would hold.
pub(super) struct View<'a> {
    claims: &'a Claims,
    changed: Vec<(ClaimId, Figure)>,
}

impl<'a> View<'a> {
    /// The claims as they are printed.
    pub(super) fn of(claims: &'a Claims) -> Self {
        Self { claims, changed: Vec::new() }
    }

    /// The same with one more figure changed.
    #[must_use]
    pub(super) fn with(mut self, id: ClaimId, figure: Figure) -> Self {
        self.changed.push((id, figure));
        self
    }
}

impl Figures<ClaimId> for View<'_> {
    fn read(&self, id: ClaimId) -> Option<Read> {
        let claim = self.claims.claim(id)?;
        let changed = self.changed.iter().rev().find(|(known, _)| *known == id);
        let figure = changed.map_or(claim.figure, |(_, figure)| *figure);
        Some(Read { figure, exact: claim.exact && figure.magnitude() == Magnitude::One })
    }
}
