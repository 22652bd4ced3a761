//! The claims of a draft's tables: every figure a cell, total rows, rows that cross, columns of rates.

mod grid;

use rust_decimal::Decimal;

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims};
use crate::claims::Known;
use crate::claims::prose::{Cue, Labelled, Subject};
use crate::document::Met;
use crate::model::{Relation, Weight};
use crate::num::{Figure, Fit, Magnitude, fit};
use grid::{Column, Grid, Line, says};

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
        table.crossing(claims);
        table.rates(claims);
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
                subjects.push(Subject::labelled(
                    id,
                    claim.figure,
                    &words,
                    (self.grid.scope.clone(), sentence),
                ));
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

    fn line(&self, row: usize) -> Option<&Line> {
        self.grid.rows.get(row)
    }

    fn of(&self, kind: Column) -> Vec<usize> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == kind)
            .map(|(index, _)| index)
            .collect()
    }

    /// Every total row is the sum of its columns, and a group's row that of its own rows.
    fn totals(&self, claims: &mut Claims) {
        let groups: Vec<usize> =
            (0..self.grid.rows.len()).filter(|row| self.line(*row).is_some_and(Line::is_group)).collect();
        let totals: Vec<usize> =
            (0..self.grid.rows.len()).filter(|row| self.line(*row).is_some_and(Line::is_total)).collect();
        for column in self.of(Column::Figures) {
            for (index, total) in totals.iter().enumerate() {
                let parts = self.parts(index, &totals, &groups);
                self.bind((*total, column), &parts, claims);
            }
            for (index, group) in groups.iter().enumerate() {
                let end = groups
                    .get(index + 1)
                    .copied()
                    .or_else(|| totals.iter().copied().find(|total| total > group));
                let parts: Vec<usize> = (group + 1..end.unwrap_or(self.grid.rows.len())).collect();
                if parts.len() > 1 && groups.len() > 1 {
                    self.bind((*group, column), &parts, claims);
                }
            }
        }
    }

    /// The rows that a total row adds up: the groups, else those since the total before it, or all below a first.
    fn parts(&self, index: usize, totals: &[usize], groups: &[usize]) -> Vec<usize> {
        if groups.len() > 1 {
            return groups.to_vec();
        }
        let total = totals.get(index).copied().unwrap_or_default();
        let before =
            index.checked_sub(1).and_then(|before| totals.get(before)).map_or(0, |before| before + 1);
        if total == 0 {
            let next = totals.get(1).copied().unwrap_or(self.grid.rows.len());
            return (1..next).collect();
        }
        (before..total).collect()
    }

    fn bind(&self, (total, column): (usize, usize), parts: &[usize], claims: &mut Claims) {
        let Some(total_id) = self.id(total, column) else { return };
        let blank = |row: &usize| {
            self.line(*row)
                .and_then(|line| line.cells.get(column))
                .is_some_and(|cell| cell.figure.is_none() && cell.text.chars().any(char::is_alphanumeric))
        };
        if parts.iter().any(blank) {
            claims.gaps.push(crate::claim::Gap { kind: "sum" });
            return;
        }
        let ids: Vec<ClaimId> = parts.iter().filter_map(|row| self.id(*row, column)).collect();
        if ids.len() > 1 {
            let relation = Relation::Sum { total: total_id, parts: ids };
            claims.relations.push(Bound { relation, basis: Basis::Column, weight: Weight::Must });
        }
    }

    /// A column that is the sum of others in most rows is so in all.
    fn crossing(&self, claims: &mut Claims) {
        let figures = self.of(Column::Figures);
        let rows: Vec<usize> = (0..self.grid.rows.len()).collect();
        for total in &figures {
            let told = self
                .grid
                .heads
                .get(*total)
                .is_some_and(|head| says(head, Cue::Total) || says(head, Cue::SumUp));
            let after: Vec<usize> = figures.iter().copied().filter(|column| column > total).collect();
            let before: Vec<usize> = figures.iter().copied().filter(|column| column < total).collect();
            let runs =
                (2..=after.len()).rev().filter_map(|length| after.get(..length)).chain([before.as_slice()]);
            let best =
                runs.filter(|parts| parts.len() > 1).map(|parts| (self.holding(&rows, *total, parts), parts));
            // among equals the longest run, which comes first
            let best = best.fold(None::<((usize, usize), &[usize])>, |best, next| match best {
                Some(known) if known.0.0 >= next.0.0 => Some(known),
                _ => Some(next),
            });
            let Some(((holds, judged), parts)) = best else { continue };
            let enough =
                holds * 10 >= judged * MOST && holds >= 2 || told && holds > 0 && holds * 2 >= judged;
            if enough {
                for row in &rows {
                    let ids: Option<Vec<ClaimId>> =
                        parts.iter().map(|column| self.id(*row, *column)).collect();
                    if let Some((total, parts)) = self.id(*row, *total).zip(ids) {
                        let relation = Relation::Sum { total, parts };
                        claims.relations.push(Bound { relation, basis: Basis::Row, weight: Weight::Must });
                    }
                }
            }
        }
    }

    /// In how many rows a column is the sum of others and not only nought, and how many could be judged.
    fn holding(&self, rows: &[usize], total: usize, parts: &[usize]) -> (usize, usize) {
        let judged = rows.iter().filter_map(|row| {
            let sum = parts
                .iter()
                .try_fold(Decimal::ZERO, |sum, column| sum.checked_add(self.amount(*row, *column)?));
            Some((self.amount(*row, total)?, sum?))
        });
        let judged: Vec<(Decimal, Decimal)> = judged.collect();
        let holds = judged.iter().filter(|(total, sum)| total == sum && !total.is_zero()).count();
        (holds, judged.len())
    }

    /// A column of rates is one column over another where most rows say so.
    fn rates(&self, claims: &mut Claims) {
        let figures = self.of(Column::Figures);
        for rate in self.of(Column::Rates) {
            let pairs = figures.iter().flat_map(|part| figures.iter().map(move |whole| (*part, *whole)));
            let judged = pairs.filter(|(part, whole)| part != whole).map(|(part, whole)| {
                let rows = (0..self.grid.rows.len()).filter_map(|row| self.fits(row, rate, (part, whole)));
                let rows: Vec<bool> = rows.collect();
                (rows.iter().filter(|fits| **fits).count(), rows.len(), (part, whole))
            });
            let best = judged.max_by_key(|(holds, judged, (part, whole))| {
                (*holds, usize::MAX - judged, part.abs_diff(rate), whole.abs_diff(rate))
            });
            let Some((holds, judged, (part, whole))) = best else { continue };
            // late of early and late together: no cell prints the whole
            let together = (0..self.grid.rows.len()).filter(|row| self.fits_both(*row, rate, (part, whole)));
            if holds >= 2 && holds * 10 >= judged * MOST && together.count() <= holds {
                for row in 0..self.grid.rows.len() {
                    if let (Some(rate), Some(part), Some(whole)) =
                        (self.id(row, rate), self.id(row, part), self.id(row, whole))
                    {
                        let relation = Relation::Ratio { rate, part, whole };
                        claims.relations.push(Bound { relation, basis: Basis::Stated, weight: Weight::Must });
                    }
                }
            }
        }
    }

    fn fits_both(&self, row: usize, rate: usize, (part, other): (usize, usize)) -> bool {
        let fits = || {
            let printed = self.grid.rows.get(row)?.cells.get(rate)?.figure?.value();
            let (part, other) = (self.amount(row, part)?, self.amount(row, other)?);
            fit(printed, part, part.checked_add(other)?)
        };
        fits() == Some(Fit::Rounded)
    }

    fn fits(&self, row: usize, rate: usize, (part, whole): (usize, usize)) -> Option<bool> {
        let printed = self.grid.rows.get(row)?.cells.get(rate)?.figure?.value();
        let (part, whole) = (self.amount(row, part)?, self.amount(row, whole)?);
        Some(fit(printed, part, whole)? == Fit::Rounded)
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
