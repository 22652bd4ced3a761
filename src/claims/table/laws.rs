//! What all other rows say: a sum, a difference, a balance among the columns that every row but one bears out must
//! hold in that one too.

use std::collections::HashSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::claim::{Basis, Bound, ClaimId, Claims};
use crate::claims::prose::Cue;
use crate::claims::table::grid::{Column, says};
use crate::claims::table::{Claimed, MOST};
use crate::model::{Relation, Weight};
use crate::num::{ALWAYS, Figure, slip, sum};

/// Among more columns than these no balance is looked for.
const WIDEST: usize = 9;

/// A law must say so much more than chance, in half bits.
const SURE: u32 = 8;

/// The decimals that amounts are compared with.
const SCALE: u32 = 4;

/// A law of the rows: some columns add up to what others do.
struct Law {
    /// Each column's sign.
    signs: Vec<i8>,
    /// The row that breaks it, if one does.
    broken: Option<usize>,
    /// How many half bits the rows that bear it out say.
    told: u32,
}

impl Claimed<'_> {
    /// A column that is the sum of others in most rows is so in all; gives the rows that are not.
    pub(super) fn crossing(&self, claims: &mut Claims) -> HashSet<usize> {
        let figures = self.of(&[Column::Figures]);
        let rows: Vec<usize> = (0..self.grid.rows.len()).collect();
        let mut broken = HashSet::new();
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
            if holds * 10 >= judged * MOST && holds >= 2 || told && holds > 0 && holds * 2 >= judged {
                for row in &rows {
                    claims.relations.extend(self.sum(*row, *total, parts));
                    broken.extend((self.holding(&[*row], *total, parts) == (0, 1)).then_some(*row));
                }
            }
        }
        broken
    }

    /// A row's sum of some columns.
    fn sum(&self, row: usize, total: usize, parts: &[usize]) -> Option<Bound> {
        let parts = parts.iter().map(|column| self.id(row, *column)).collect::<Option<_>>()?;
        let relation = Relation::Sum { total: self.id(row, total)?, parts };
        Some(Bound { relation, basis: Basis::Row, weight: Weight::Must })
    }

    /// In how many rows a column is the sum of others and not only nought, and how many could be judged.
    fn holding(&self, rows: &[usize], total: usize, parts: &[usize]) -> (usize, usize) {
        let judged = rows.iter().filter_map(|row| {
            let sum = sum(parts.iter().map(|column| self.amount(*row, *column)));
            Some((self.amount(*row, total)?, sum?))
        });
        let judged: Vec<(Decimal, Decimal)> = judged.collect();
        let holds = judged.iter().filter(|(total, sum)| total == sum && !total.is_zero()).count();
        (holds, judged.len())
    }

    /// The row that breaks what all others say, where none of its own sums is broken.
    pub(super) fn laws(&self, claims: &mut Claims, mut broken: HashSet<usize>) {
        let columns = self.of(&[Column::Figures, Column::Apart]);
        let rows: Vec<Vec<Option<i128>>> = (0..self.grid.rows.len())
            .map(|row| columns.iter().map(|column| self.scaled(row, *column)).collect())
            .collect();
        if columns.len() < 3 || columns.len() > WIDEST || rows.len() < 3 {
            return;
        }
        let mut laws: Vec<Law> = signs(columns.len()).filter_map(|signs| Law::of(signs, &rows)).collect();
        laws.sort_by_key(|law| (std::cmp::Reverse(law.told), law.used()));
        for law in &laws {
            let Some(row) = law.broken.filter(|row| !broken.contains(row)) else { continue };
            // what explains this row too is the law
            if laws.iter().any(|other| other.broken != Some(row) && law.is_within(other)) {
                continue;
            }
            let slip = rows.get(row).and_then(|row| law.slip(row));
            if law.told + slip.map_or(0, half_bits) < law.cost(columns.len()) + SURE {
                continue;
            }
            broken.insert(row);
            let bound = (0..rows.len()).filter_map(|row| self.balance(row, law, &columns));
            claims.relations.extend(bound);
        }
    }

    fn scaled(&self, row: usize, column: usize) -> Option<i128> {
        let amount = self.amount(row, column)?;
        amount.checked_mul(Decimal::from(10_i64.pow(SCALE)))?.to_i128()
    }

    /// A law in one row.
    fn balance(&self, row: usize, law: &Law, columns: &[usize]) -> Option<Bound> {
        let side = |sign: i8| -> Option<Vec<ClaimId>> {
            let own = columns.iter().zip(&law.signs).filter(|(_, own)| **own == sign);
            own.map(|(column, _)| self.id(row, *column)).collect()
        };
        let (incoming, outgoing) = (side(1)?, side(-1)?);
        let relation = match (incoming.as_slice(), outgoing.as_slice()) {
            ([total], _) => Relation::Sum { total: *total, parts: outgoing },
            (_, [total]) => Relation::Sum { total: *total, parts: incoming },
            _ => Relation::Flow { incoming, outgoing },
        };
        Some(Bound { relation, basis: Basis::Row, weight: Weight::Must })
    }
}

/// Every way to set columns against each other, the first of them always on the same side.
fn signs(columns: usize) -> impl Iterator<Item = Vec<i8>> {
    let ways = u32::try_from(columns).map_or(0, |columns| 3_u32.pow(columns));
    (0..ways).map(move |mut way| {
        let mut signs = vec![0; columns];
        for sign in &mut signs {
            *sign = match way % 3 {
                0 => 0,
                1 => 1,
                _ => -1,
            };
            way /= 3;
        }
        signs
    })
}

impl Law {
    /// A way to set columns against each other, if all rows but at most one bear it out.
    fn of(signs: Vec<i8>, rows: &[Vec<Option<i128>>]) -> Option<Self> {
        let count = |sign: i8| signs.iter().filter(|own| **own == sign).count();
        let first = signs.iter().find(|sign| **sign != 0);
        if first != Some(&1) || count(-1) == 0 || count(1) + count(-1) < 3 {
            return None;
        }
        let mut law = Self { signs, broken: None, told: 0 };
        let mut filled = vec![0_usize; law.signs.len()];
        let mut holds = 0;
        for (number, row) in rows.iter().enumerate() {
            let Some(values) = law.values(row) else { continue };
            if values.iter().sum::<i128>() == 0 {
                holds += 1;
                law.told += told(&values);
                for (filled, value) in filled.iter_mut().zip(row) {
                    *filled += usize::from(value.is_some_and(|value| value != 0));
                }
            } else if law.broken.replace(number).is_some() {
                return None;
            }
        }
        let seldom = law.broken.is_some()
            && law.signs.iter().zip(&filled).any(|(sign, filled)| *sign != 0 && *filled < 2);
        (holds >= 2 && !seldom).then_some(law)
    }

    /// A row's amounts with their signs; none where a cell is missing.
    fn values(&self, row: &[Option<i128>]) -> Option<Vec<i128>> {
        let used = self.signs.iter().zip(row).filter(|(sign, _)| **sign != 0);
        used.map(|(sign, value)| value.map(|value| value * i128::from(*sign))).collect()
    }

    fn used(&self) -> usize {
        self.signs.iter().filter(|sign| **sign != 0).count()
    }

    /// Whether another law says the same and more.
    fn is_within(&self, other: &Self) -> bool {
        other.used() > self.used()
            && self.signs.iter().zip(&other.signs).all(|(own, other)| *own == 0 || own == other)
    }

    /// How many half bits it takes to name the law: columns side by side are named soon.
    fn cost(&self, columns: usize) -> u32 {
        let first = self.signs.iter().position(|sign| *sign != 0).unwrap_or_default();
        let last = self.signs.iter().rposition(|sign| *sign != 0).unwrap_or_default();
        let together = last + 1 - first == self.used();
        let cost = if together { self.used() * 2 } else { columns * 3 + 2 };
        u32::try_from(cost).unwrap_or(u32::MAX)
    }

    /// How seldom a row that has nothing to do with the law looks like one slip away from it: once in so many.
    fn slip(&self, row: &[Option<i128>]) -> Option<i128> {
        let values = self.values(row)?;
        let apart: i128 = values.iter().sum();
        let decimal = |value: i128| {
            Decimal::try_from_i128_with_scale(value.abs(), SCALE).unwrap_or_default().normalize()
        };
        let chance = |value: &i128| slip(Figure::new(decimal(*value)), decimal(value - apart));
        let least = i128::from(values.iter().filter_map(chance).min()?);
        // any of the figures may be the one
        Some(i128::from(ALWAYS) / (least * i128::try_from(values.len()).ok()?))
    }
}

/// How many half bits a row tells that bears a law out: its smallest figure might have been any as small.
fn told(values: &[i128]) -> u32 {
    let unit = 10_i128.pow(SCALE);
    let filled = values.iter().filter(|value| **value != 0);
    let least = filled.clone().map(|value| value.abs() / unit + 1).min().unwrap_or(1);
    if filled.count() < 3 { 0 } else { half_bits(least) }
}

/// What is by chance once in so many times tells so many half bits.
fn half_bits(times: i128) -> u32 {
    times.saturating_mul(times).checked_ilog2().unwrap_or(0)
}
