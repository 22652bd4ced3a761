//! Rows that add up others: a total row, the heading of a section, a row with rows of its own below it.

use rust_decimal::Decimal;

use crate::claim::{Basis, Bound, ClaimId, Claims, Gap};
use crate::claims::prose::Cue;
use crate::claims::table::Claimed;
use crate::claims::table::grid::{Column, Line, says};
use crate::model::{Relation, Weight};
use crate::num::{is_slip, sum};

/// Columns that add up tell a total row that has no name when they say so much, in half bits.
const SURE: u32 = 14;

/// How the columns of a row take rows for its parts.
#[derive(Debug, Clone, Copy, Default)]
struct Borne {
    holds: usize,
    breaks: usize,
    /// Those that one slip of the hand explains.
    slips: usize,
    /// How much the columns that hold say, in half bits.
    told: u32,
}

impl Claimed<'_> {
    /// Every total row is the sum of its columns, and a row with rows below it that of these.
    pub(super) fn totals(&self, claims: &mut Claims) {
        let all = self.grid.rows.len();
        let totals: Vec<usize> = self.rows(Line::is_total).collect();
        for (index, total) in totals.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| totals.get(before)).map_or(0, |row| row + 1);
            let next = totals.get(1).copied().unwrap_or(all);
            let range = if *total == 0 { (1, next) } else { (before, *total) };
            // sections stand on both sides of a total that adds them up
            let sections: Vec<usize> = self.rows(Line::is_group).collect();
            let parts = if sections.len() > 1 { self.top(&sections) } else { self.likeliest(*total, range) };
            for column in self.of(&[Column::Figures]) {
                self.bind((*total, column), &parts, claims);
            }
            for column in self.of(&[Column::Apart]) {
                if self.nearly((*total, column), &parts) {
                    self.bind((*total, column), &parts, claims);
                }
            }
        }
        if totals.is_empty() {
            self.unnamed(claims);
        }
        self.sections(claims);
    }

    /// The rows that one of them adds up: of the ways to take them the one that most columns bear out.
    fn likeliest(&self, total: usize, (from, to): (usize, usize)) -> Vec<usize> {
        let rows: Vec<usize> = (from..to).filter(|row| *row != total).collect();
        let unmarked = |row: &usize| self.depth(*row) == Line::UNMARKED;
        let top = self.top(&rows);
        let loose: Vec<usize> =
            rows.iter().copied().filter(|row| top.contains(row) || unmarked(row)).collect();
        let ways = [top, loose, rows];
        let best = ways.into_iter().rev().max_by_key(|way| {
            let borne = self.borne(total, way);
            (borne.holds, borne.slips)
        });
        best.unwrap_or_default()
    }

    /// Of some rows those that stand over the others; a single one stands over nothing.
    fn top(&self, rows: &[usize]) -> Vec<usize> {
        let mut depths: Vec<u8> = rows.iter().map(|row| self.depth(*row)).collect();
        depths.sort_unstable();
        depths.dedup();
        let at =
            |depth: &u8| rows.iter().copied().filter(|row| self.depth(*row) == *depth).collect::<Vec<_>>();
        depths.iter().map(at).find(|rows| rows.len() > 1).unwrap_or_else(|| rows.to_vec())
    }

    fn depth(&self, row: usize) -> u8 {
        self.grid.rows.get(row).map_or(Line::UNMARKED, Line::depth)
    }

    fn rows(&self, is: fn(&Line) -> bool) -> impl Iterator<Item = usize> {
        (0..self.grid.rows.len()).filter(move |row| self.grid.rows.get(*row).is_some_and(is))
    }

    /// How the columns bear out that some rows make up another.
    fn borne(&self, total: usize, parts: &[usize]) -> Borne {
        let mut borne = Borne::default();
        for column in self.of(&[Column::Figures, Column::Apart]) {
            let Some((amount, sum, amounts)) = self.added((total, column), parts) else { continue };
            if amount.is_zero() && sum.is_zero() {
                continue;
            }
            if amount == sum {
                borne.holds += 1;
                let least = u32::try_from(amount.trunc().abs()).unwrap_or(u32::MAX).saturating_add(1);
                borne.told += 2 * least.ilog2();
            } else {
                borne.breaks += 1;
                borne.slips += usize::from(is_slip(amount, sum, &amounts));
            }
        }
        borne
    }

    /// What a row says in a column, what others add up to there, and their own amounts.
    fn added(
        &self,
        (total, column): (usize, usize),
        parts: &[usize],
    ) -> Option<(Decimal, Decimal, Vec<Decimal>)> {
        let amounts: Vec<Decimal> = parts.iter().filter_map(|row| self.amount(*row, column)).collect();
        let sum = sum(amounts.iter().copied().map(Some))?;
        (amounts.len() > 1).then_some((self.amount(total, column)?, sum, amounts))
    }

    /// Whether a column whose figures need not add up does, or would but for a slip: points, amounts of a year.
    fn nearly(&self, (total, column): (usize, usize), parts: &[usize]) -> bool {
        let Some((amount, sum, amounts)) = self.added((total, column), parts) else { return false };
        let Some(apart) = amount.checked_sub(sum).map(|apart| apart.abs()) else { return false };
        let near = apart.saturating_mul(Decimal::from(50)) <= amount.abs();
        near && amounts.len() > 2
            || is_slip(amount, sum, &amounts) && apart.saturating_mul(Decimal::TEN) <= amount.abs()
    }

    /// A first or last row that no word calls a total, and is one where its columns add up.
    fn unnamed(&self, claims: &mut Claims) {
        let Some(last) = self.grid.rows.len().checked_sub(1) else { return };
        for (total, range) in [(0, (1, last + 1)), (last, (0, last))] {
            let parts = self.likeliest(total, range);
            let borne = self.borne(total, &parts);
            let slip = borne.breaks <= 1 && borne.slips == borne.breaks;
            if borne.told >= SURE && (slip || borne.breaks * 4 <= borne.holds) {
                for column in self.of(&[Column::Figures]) {
                    self.bind((total, column), &parts, claims);
                }
                return;
            }
        }
    }

    /// The rows that have rows of their own below them: sections always, others where their columns say so.
    fn sections(&self, claims: &mut Claims) {
        let groups = self.rows(Line::is_group).count();
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut borne = Borne::default();
        for row in 0..self.grid.rows.len() {
            let depth = self.depth(row);
            let is_total = self.grid.rows.get(row).is_some_and(Line::is_total);
            let below: Vec<usize> = (row + 1..self.grid.rows.len())
                .take_while(|below| {
                    self.depth(*below) > depth && !self.grid.rows.get(*below).is_some_and(Line::is_total)
                })
                .collect();
            if depth == Line::UNMARKED || is_total || below.len() < 2 {
                continue;
            }
            let parts = self.likeliest(row, (row + 1, row + 1 + below.len()));
            if depth <= Line::GROUP && groups > 1 {
                self.of(&[Column::Figures])
                    .into_iter()
                    .for_each(|column| self.bind((row, column), &parts, claims));
            } else {
                let own = self.borne(row, &parts);
                borne.holds += own.holds;
                borne.breaks += own.breaks;
                borne.slips += own.slips;
                found.push((row, parts));
            }
        }
        if borne.holds > 1 && (borne.breaks * 4 <= borne.holds || borne.breaks == 1 && borne.slips == 1) {
            for (row, parts) in found {
                self.of(&[Column::Figures])
                    .into_iter()
                    .for_each(|column| self.bind((row, column), &parts, claims));
            }
        }
    }

    fn bind(&self, (total, column): (usize, usize), parts: &[usize], claims: &mut Claims) {
        let Some(total_id) = self.id(total, column) else { return };
        let blank = |row: &usize| {
            self.grid
                .rows
                .get(*row)
                .and_then(|line| line.cells.get(column))
                .is_some_and(|cell| cell.figure.is_none() && cell.text.chars().any(char::is_alphanumeric))
        };
        if parts.iter().any(blank) {
            claims.gaps.push(Gap { kind: "sum" });
            return;
        }
        let ids: Vec<ClaimId> = parts.iter().filter_map(|row| self.id(*row, column)).collect();
        if ids.len() > 1 {
            let relation = Relation::Sum { total: total_id, parts: ids };
            claims.relations.push(Bound { relation, basis: Basis::Column, weight: Weight::Must });
        }
    }

    /// No row reaches more than the column says that states the most: `Điểm tối đa`.
    pub(super) fn bounds(&self, claims: &mut Claims) {
        let is_most =
            |column: &usize| self.grid.heads.get(*column).is_some_and(|head| says(head, Cue::AtMost));
        let points: Vec<usize> = self.of(&[Column::Figures, Column::Apart]);
        let Some(most) = points.iter().copied().find(is_most) else { return };
        let rows = 0..self.grid.rows.len();
        for column in points.iter().copied().filter(|column| *column > most) {
            let fits = |row: usize| Some(self.amount(row, column)? <= self.amount(row, most)?);
            let judged: Vec<bool> = rows.clone().filter_map(fits).collect();
            let over = judged.iter().filter(|fits| !**fits).count();
            if judged.len() > 2 && over * 3 <= judged.len() {
                for row in rows.clone() {
                    if let Some((smaller, larger)) = self.id(row, column).zip(self.id(row, most)) {
                        let relation = Relation::AtMost { smaller, larger };
                        claims.relations.push(Bound { relation, basis: Basis::Stated, weight: Weight::Must });
                    }
                }
            }
        }
    }
}
