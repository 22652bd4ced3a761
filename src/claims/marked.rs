//! The claims of an assembled report: every marked figure, tied to the cell it was printed from.

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims};
use crate::document::{Document, Mark, Met};
use crate::finding::around;
use crate::model::{Catalogue, Code, Relation, Weight};

/// Reads every marked figure of a report and ties it to the workbook's claim of the same indicator.
pub(crate) fn read(document: &Document, catalogue: &Catalogue, claims: &mut Claims) {
    let known = |(number, claim): (usize, &Claim)| Some((claim.code.clone()?, ClaimId(number)));
    let mut cells: HashMap<Code, ClaimId> = HashMap::new();
    for (code, id) in claims.figures.iter().enumerate().filter_map(known) {
        cells.entry(code).or_insert(id);
    }
    let mut reader = Reader { catalogue, cells, claims };
    for met in document.met() {
        reader.runs(&met);
    }
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    cells: HashMap<Code, ClaimId>,
    claims: &'a mut Claims,
}

impl Reader<'_> {
    fn runs(&mut self, met: &Met<'_>) {
        let letters = LazyCell::new(|| met.text().chars().collect::<Vec<char>>());
        let mut start = 0;
        for run in met.runs {
            let end = start + run.text.chars().count();
            if let Some(Mark::Figure { code, figure }) = &run.mark
                && let Some(indicator) = self.catalogue.indicator(code.as_str())
            {
                let printed = self.claims.add(Claim {
                    code: Some(code.clone()),
                    label: indicator.label.clone(),
                    figure: figure.with_magnitude(indicator.magnitude()),
                    exact: indicator.kind.is_exact(),
                    place: met.place(start, end),
                    excerpt: around(&letters, start, end),
                    typed: false,
                    change: false,
                });
                self.tie(code, printed);
            }
            start = end;
        }
    }

    fn tie(&mut self, code: &Code, printed: ClaimId) {
        if let Some(cell) = self.cells.get(code) {
            let relation = Relation::Equal { figures: vec![*cell, printed] };
            self.claims.relations.push(Bound { relation, basis: Basis::Same, weight: Weight::Must });
        }
    }
}
