//! The claims of an assembled report: every marked figure, tied to the cell it was printed from.

use std::cell::LazyCell;

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims};
use crate::claims::{Bindings, book, printed_again};
use crate::document::{Document, Mark, Met};
use crate::finding::around;
use crate::model::{Book, Catalogue, Code, Indicator, Operand, Relation, Weight};
use crate::num::Figure;
use crate::place::Place;

/// Reads every marked figure of a report and ties it to the workbook's claim of the same indicator.
pub(crate) fn read(
    document: &Document,
    (book, catalogue): (&Book, &Catalogue),
    (claims, cells): (&mut Claims, Bindings),
) {
    let mut reader = Reader { catalogue, book, cells, claims };
    for met in document.met() {
        reader.runs(&met);
    }
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    book: &'a Book,
    cells: Bindings,
    claims: &'a mut Claims,
}

impl Reader<'_> {
    fn runs(&mut self, met: &Met<'_>) {
        let letters = LazyCell::new(|| met.text().chars().collect::<Vec<char>>());
        let mut start = 0;
        for run in met.runs {
            let end = start + run.text.chars().count();
            let stands = || (met.place(start, end), around(&letters, start, end));
            match &run.mark {
                Some(Mark::Figure { code, figure, .. }) => self.figure(code, *figure, stands()),
                Some(Mark::Change { code, figure }) => self.change(code, *figure, stands()),
                _ => {}
            }
            start = end;
        }
    }

    fn figure(&mut self, code: &Code, figure: Figure, stands: (Place, String)) {
        let Some(indicator) = self.catalogue.indicator(code.as_str()) else { return };
        let printed = self.claims.add(printed(indicator, figure, stands));
        if let Some(cell) = self.cells.get(&Operand::Now(code.clone())) {
            self.claims.relations.push(printed_again(*cell, printed));
        }
    }

    /// A change is held to both figures that it lies between.
    fn change(&mut self, code: &Code, figure: Figure, stands: (Place, String)) {
        let Some(indicator) = self.catalogue.indicator(code.as_str()) else { return };
        let own = printed(indicator, figure, stands);
        let label = format!("{}, so với kỳ trước", own.label);
        let exact = own.exact && !figure.is_percent();
        let change = self.claims.add(Claim { code: None, label, exact, change: true, ..own });
        let now = self.cells.get(&Operand::Now(code.clone())).copied();
        if let (Some(now), Some(before)) = (now, self.before(indicator)) {
            let relation = Relation::Growth { change, now, before };
            self.claims.relations.push(Bound { relation, basis: Basis::Same, weight: Weight::Must });
        }
    }

    /// Last period's figure; one of another workbook is a claim once it is printed of.
    fn before(&mut self, indicator: &Indicator) -> Option<ClaimId> {
        let side = Operand::Before(indicator.code.clone());
        if let Some(known) = self.cells.get(&side) {
            return Some(*known);
        }
        let before = self.book.before(indicator.code.as_str())?;
        let id = self.claims.add(book::past(indicator, &before));
        self.cells.insert(side, id);
        Some(id)
    }
}

fn printed(indicator: &Indicator, figure: Figure, (place, excerpt): (Place, String)) -> Claim {
    Claim {
        code: Some(indicator.code.clone()),
        label: indicator.label.clone(),
        figure: figure.with_magnitude(indicator.magnitude()),
        exact: indicator.kind.is_exact(),
        place,
        excerpt,
        typed: false,
        change: false,
    }
}
