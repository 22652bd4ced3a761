//! Columns of rates: each is one column over another, over its total, or the change from one to the other, where
//! most rows say so.

use rust_decimal::Decimal;

use crate::claim::{Basis, Bound, Claims};
use crate::claims::table::grid::{Column, Line};
use crate::claims::table::{Claimed, MOST};
use crate::model::{Relation, Weight};
use crate::num::{Fit, fit};

/// How a rate may follow from two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One over the other in its row.
    Share { part: usize, whole: usize },
    /// A row's over that of a total row.
    OfTotal { part: usize, total: usize },
    /// From one to the other.
    Growth { now: usize, before: usize },
}

impl Claimed<'_> {
    /// A column of rates is what most rows say it is.
    pub(super) fn rates(&self, claims: &mut Claims) {
        let figures: Vec<usize> = self.of(&[Column::Figures, Column::Apart]);
        let totals: Vec<usize> = (0..self.grid.rows.len())
            .filter(|row| self.grid.rows.get(*row).is_some_and(Line::is_total))
            .collect();
        let pairs = || figures.iter().flat_map(|one| figures.iter().map(move |other| (*one, *other)));
        let shares = pairs().map(|(part, whole)| Way::Share { part, whole });
        let growths = pairs().map(|(now, before)| Way::Growth { now, before });
        let of_totals = figures
            .iter()
            .flat_map(|part| totals.iter().map(|total| Way::OfTotal { part: *part, total: *total }));
        let ways: Vec<Way> = shares.chain(of_totals).chain(growths).filter(Way::is_of_two).collect();
        for rate in self.of(&[Column::Rates]) {
            let judged = ways.iter().map(|way| {
                let rows = (0..self.grid.rows.len()).filter_map(|row| self.follows(row, rate, *way));
                let rows: Vec<bool> = rows.collect();
                (rows.iter().filter(|fits| **fits).count(), rows.len(), *way)
            });
            let best =
                judged.max_by_key(|(holds, judged, way)| (*holds, usize::MAX - judged, way.away(rate)));
            let Some((holds, judged, way)) = best else { continue };
            if holds >= 2 && holds * 10 >= judged * MOST && self.together(rate, way) <= holds {
                for row in 0..self.grid.rows.len() {
                    let relation = self.rate(row, rate, way);
                    claims.relations.extend(relation.map(|relation| Bound {
                        relation,
                        basis: Basis::Stated,
                        weight: Weight::Must,
                    }));
                }
            }
        }
    }

    /// In how many rows a rate is a part of two columns together, as late is of early and late: no cell prints the
    /// whole.
    fn together(&self, rate: usize, way: Way) -> usize {
        let Way::Share { part, whole } = way else { return 0 };
        let fits = |row: &usize| {
            let (rate, part, other) =
                (self.printed(*row, rate)?, self.amount(*row, part)?, self.amount(*row, whole)?);
            fit(rate, part, part.checked_add(other)?)
        };
        (0..self.grid.rows.len()).filter(|row| fits(row) == Some(Fit::Rounded)).count()
    }

    fn printed(&self, row: usize, column: usize) -> Option<Decimal> {
        Some(self.grid.rows.get(row)?.cells.get(column)?.figure?.value())
    }

    fn follows(&self, row: usize, rate: usize, way: Way) -> Option<bool> {
        let printed = self.printed(row, rate)?;
        let (part, whole) = match way {
            Way::Share { part, whole } => (self.amount(row, part)?, self.amount(row, whole)?),
            Way::OfTotal { part, total } => (self.amount(row, part)?, self.amount(total, part)?),
            Way::Growth { now, before } => {
                let before = self.amount(row, before)?;
                (self.amount(row, now)?.checked_sub(before)?, before)
            }
        };
        Some(fit(printed, part, whole)? == Fit::Rounded)
    }

    fn rate(&self, row: usize, rate: usize, way: Way) -> Option<Relation<crate::claim::ClaimId>> {
        let id = self.id(row, rate)?;
        Some(match way {
            Way::Share { part, whole } => {
                Relation::Ratio { rate: id, part: self.id(row, part)?, whole: self.id(row, whole)? }
            }
            Way::OfTotal { part, total } => {
                Relation::Ratio { rate: id, part: self.id(row, part)?, whole: self.id(total, part)? }
            }
            Way::Growth { now, before } => {
                Relation::Growth { change: id, now: self.id(row, now)?, before: self.id(row, before)? }
            }
        })
    }
}

impl Way {
    fn is_of_two(&self) -> bool {
        match self {
            Self::Share { part: one, whole: other } | Self::Growth { now: one, before: other } => {
                one != other
            }
            Self::OfTotal { .. } => true,
        }
    }

    /// How far its columns stand from a rate's.
    fn away(self, rate: usize) -> (usize, usize) {
        match self {
            Self::Share { part, whole } => (part.abs_diff(rate), whole.abs_diff(rate)),
            Self::OfTotal { part, .. } => (part.abs_diff(rate), 0),
            Self::Growth { now, before } => (now.abs_diff(rate), before.abs_diff(rate)),
        }
    }
}
