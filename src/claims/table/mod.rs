//! The claims of a draft's tables: every figure a cell, total rows, rows that cross, columns of rates.

mod grid;
mod laws;
mod rates;
mod totals;

use rust_decimal::Decimal;

use crate::claim::{Claim, ClaimId, Claims};
use crate::claims::Known;
use crate::claims::prose::{Labelled, Subject};
use crate::document::Met;
use crate::num::{Figure, Magnitude};
use grid::{Column, Grid, Line};

/// A share of the rows must bear a guessed relation out: so many of ten.
const MOST: usize = 6;

/// A table whose cells are claims.
struct Claimed<'g> {
    grid: &'g Grid,
    columns: Vec<Column>,
    /// The claim of each cell, by row and column.
    ids: Vec<Vec<Option<ClaimId>>>,
}

/// Reads the tables that nothing else has read; gives what their figures are about.
pub(crate) fn read(met: &[Met<'_>], known: &Known<'_>, claims: &mut Claims) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for grid in Grid::all(met, known).iter() {
        let table = Claimed::new(grid, claims);
        table.totals(claims);
        let broken = table.crossing(claims);
        table.laws(claims, broken);
        table.rates(claims);
        table.bounds(claims);
        table.subjects(claims, &mut subjects);
    }
    subjects
}

impl<'g> Claimed<'g> {
    fn new(grid: &'g Grid, claims: &mut Claims) -> Self {
        let columns: Vec<Column> = (0..grid.columns).map(|column| grid.column(column)).collect();
        let mut ids = Vec::with_capacity(grid.rows.len());
        for line in &grid.rows {
            let cells = line.cells.iter().zip(&columns).enumerate();
            let id = |(column, (cell, kind)): (usize, (&grid::Cell, &Column))| {
                let (figure, place) =
                    cell.figure.filter(|_| *kind != Column::Words).zip(cell.place.clone())?;
                let head = grid.heads.get(column).map_or("", String::as_str);
                let figure = match kind {
                    Column::Rates => Figure::percent(figure.value()),
                    _ if figure.magnitude() == Magnitude::One => figure.with_magnitude(magnitude(head)),
                    _ => figure,
                };
                Some(claims.add(claim(line, head, (figure, place))))
            };
            ids.push(cells.map(id).collect());
        }
        Self { grid, columns, ids }
    }

    /// What each figure is about: the words of its row and its column, of a total those above the table.
    fn subjects(&self, claims: &Claims, subjects: &mut Vec<Subject>) {
        let caption = Labelled::read(&self.grid.caption);
        let heads: Vec<Labelled> = self.grid.heads.iter().map(|head| Labelled::read(head)).collect();
        for (row, line) in self.grid.rows.iter().enumerate() {
            let label = Labelled::read(line.label());
            for (column, head) in heads.iter().enumerate() {
                let Some(id) = self.id(row, column) else { continue };
                let Some(claim) =
                    claims.claim(id).filter(|_| self.columns.get(column) != Some(&Column::Apart))
                else {
                    continue;
                };
                let rate = self.columns.get(column) == Some(&Column::Rates);
                let mut words: Vec<Labelled> = vec![head.clone()];
                if line.is_total() || rate {
                    words.push(caption.clone());
                }
                if !line.is_total() {
                    words.push(label.clone());
                }
                let sentence = (usize::MAX - self.grid.number, row * self.grid.columns + column);
                let scope = (self.grid.scope.clone(), sentence);
                let subject = Subject::labelled(id, claim.figure, &words, scope);
                subjects.push(Subject { refers: line.is_total(), own: head.words.clone(), ..subject });
            }
        }
    }

    fn id(&self, row: usize, column: usize) -> Option<ClaimId> {
        self.ids.get(row)?.get(column).copied().flatten()
    }

    fn amount(&self, row: usize, column: usize) -> Option<Decimal> {
        self.id(row, column)?;
        self.grid.rows.get(row)?.cells.get(column)?.figure?.amount()
    }

    /// The columns of some kinds.
    fn of(&self, kinds: &[Column]) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| kinds.contains(column)).map(|(index, _)| index).collect()
    }
}

/// The magnitude that a heading gives: `Số tiền (triệu đồng)`.
fn magnitude(head: &str) -> Magnitude {
    let head = head.to_lowercase();
    let said = [
        ("nghìn đồng", Magnitude::Thousand),
        ("ngàn đồng", Magnitude::Thousand),
        ("triệu đồng", Magnitude::Million),
        ("trđ", Magnitude::Million),
        ("tỷ đồng", Magnitude::Billion),
        ("tỉ đồng", Magnitude::Billion),
    ];
    said.iter().find(|(words, _)| head.contains(words)).map_or(Magnitude::One, |(_, magnitude)| *magnitude)
}

fn claim(line: &Line, head: &str, (figure, place): (Figure, crate::place::Place)) -> Claim {
    let row = line.label();
    let label = [row, head].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" – ");
    let exact = figure.decimals() == 0 && !figure.is_percent();
    let excerpt = format!("{row}: {figure}");
    Claim { code: None, label, figure, exact, place, excerpt, typed: true, change: false }
}
