//! The claims of an assembled report: every marked figure, tied to the cell it was printed from.

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims};
use crate::document::{Block, Document, Mark, Paragraph, Run, Table};
use crate::model::{Catalogue, Code, Relation, Weight};
use crate::place::Place;

/// How many characters of the paragraph an excerpt keeps before and after the figure.
const AROUND: usize = 30;

/// Reads every marked figure of a report and ties it to the workbook's claim of the same indicator.
pub(crate) fn read(document: &Document, catalogue: &Catalogue, claims: &mut Claims) {
    let known = |(number, claim): (usize, &Claim)| Some((claim.code.clone()?, ClaimId(number)));
    let mut cells: HashMap<Code, ClaimId> = HashMap::new();
    for (code, id) in claims.figures.iter().enumerate().filter_map(known) {
        cells.entry(code).or_insert(id);
    }
    let mut reader = Reader { catalogue, cells, claims, paragraph: 0, table: 0 };
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        reader.block(block);
    }
    for (number, note) in document.notes.iter().enumerate() {
        let at = |start, end| Place::Footnote { number: number + 1, start, end };
        reader.runs(&note.runs, at);
    }
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    cells: HashMap<Code, ClaimId>,
    claims: &'a mut Claims,
    paragraph: usize,
    table: usize,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.body(paragraph),
            Block::Table(table) => self.table(table),
            Block::Rule(_) => self.paragraph += 1,
        }
    }

    fn body(&mut self, paragraph: &Paragraph) {
        let (index, section) = (self.paragraph, paragraph.section.clone());
        self.runs(&paragraph.runs, |start, end| Place::Paragraph {
            index,
            start,
            end,
            section: section.clone(),
        });
        self.paragraph += 1;
    }

    fn table(&mut self, table: &Table) {
        let number = self.table;
        for (row, cells) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &cells.cells {
                for block in &cell.blocks {
                    let Block::Paragraph(paragraph) = block else { continue };
                    self.runs(&paragraph.runs, |start, end| Place::TableCell {
                        table: number,
                        row,
                        column,
                        start,
                        end,
                    });
                }
                column += cell.columns;
            }
        }
        self.table += 1;
    }

    fn runs(&mut self, runs: &[Run], place: impl Fn(usize, usize) -> Place) {
        let letters = LazyCell::new(|| runs.iter().flat_map(|run| run.text.chars()).collect::<Vec<char>>());
        let mut start = 0;
        for run in runs {
            let end = start + run.text.chars().count();
            if let Some(Mark::Figure { code, figure }) = &run.mark
                && let Some(indicator) = self.catalogue.indicator(code.as_str())
            {
                let printed = self.claims.add(Claim {
                    code: Some(code.clone()),
                    label: indicator.label.clone(),
                    figure: figure.with_magnitude(indicator.magnitude()),
                    exact: indicator.kind.is_exact(),
                    place: place(start, end),
                    excerpt: excerpt(&letters, start, end),
                    typed: false,
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

/// The printed words around a span.
fn excerpt(letters: &[char], start: usize, end: usize) -> String {
    let (from, to) = (start.saturating_sub(AROUND), letters.len().min(end + AROUND));
    letters.get(from..to).unwrap_or_default().iter().collect()
}
