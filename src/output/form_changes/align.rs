//! Which row of the catalogue's form each row of a proposed form is.
//!
//! First by code, by number and label, and by a label that has moved as it was; what is left between two known
//! rows is held together by number, unit and the words that two labels share, so that a renamed row keeps its place.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::model::FormRow;
use crate::num::fold;
use crate::workbook::{ProposedRow, key, stt_key};

/// The rows of both forms, held against each other.
pub(super) struct Aligned {
    /// The catalogue's row of each proposed row.
    pub(super) base: Vec<Option<usize>>,
    /// How many were known without a guess.
    pub(super) known: usize,
}

/// The most pairs of rows that are compared between two known rows.
const MOST_PAIRS: usize = 250_000;
/// What a number, a unit and words in common are worth, and what a pair needs, in hundredths.
const NUMBER: u32 = 300;
const UNIT: u32 = 100;
const WORDS: u32 = 400;
const ENOUGH: u32 = 200;

pub(super) fn align(form: &[FormRow], rows: &[ProposedRow]) -> Aligned {
    let mut aligner =
        Aligner { form, rows, base: vec![None; rows.len()], taken: vec![false; form.len()], known: 0 };
    aligner.by(
        |row| row.indicator.as_ref().filter(|_| row.choice.is_none()).map(|code| code.as_str().to_owned()),
        |row| row.code.as_ref().map(|code| code.as_str().to_owned()),
    );
    let unit = |unit: &str| fold(unit.trim());
    aligner.by(
        |row| Some((stt_key(&row.under), row.label.trim().to_owned(), unit(&row.unit))),
        |row| Some((stt_key(&row.under), row.label.clone(), unit(row.unit.as_deref()?))),
    );
    aligner.by(
        |row| Some((stt_key(&row.under), key(&row.label))),
        |row| Some((stt_key(&row.under), key(&row.label))),
    );
    aligner.by_lone_label();
    aligner.known = aligner.base.iter().flatten().count();
    aligner.between();
    Aligned { base: aligner.base, known: aligner.known }
}

/// The proposed rows that stand in another order than in the catalogue: all but the longest run that keeps it.
pub(super) fn moved(base: &[Option<usize>]) -> HashSet<usize> {
    let known: Vec<(usize, usize)> =
        base.iter().enumerate().filter_map(|(row, base)| Some((row, (*base)?))).collect();
    // the last pair of the best run of each length, and the pair before each
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(known.len());
    let base_at = |index: usize| known.get(index).map(|(_, base)| *base);
    for (index, (_, base)) in known.iter().enumerate() {
        let length = ends.partition_point(|end| base_at(*end) < Some(*base));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut stays = HashSet::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        stays.insert(index);
        next = before.get(index).copied().flatten();
    }
    known.iter().enumerate().filter(|(index, _)| !stays.contains(index)).map(|(_, (row, _))| *row).collect()
}

struct Aligner<'a> {
    form: &'a [FormRow],
    rows: &'a [ProposedRow],
    base: Vec<Option<usize>>,
    taken: Vec<bool>,
    known: usize,
}

impl Aligner<'_> {
    fn pair(&mut self, row: usize, base: usize) {
        if let (Some(of), Some(taken)) = (self.base.get_mut(row), self.taken.get_mut(base)) {
            (*of, *taken) = (Some(base), true);
        }
    }

    fn free_base(&self) -> impl Iterator<Item = (usize, &FormRow)> {
        self.form.iter().enumerate().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(row, _)| row)
    }

    fn free_rows(&self) -> impl Iterator<Item = (usize, &ProposedRow)> {
        self.rows.iter().enumerate().zip(&self.base).filter(|(_, base)| base.is_none()).map(|(row, _)| row)
    }

    /// Pairs rows of one key, in their order.
    fn by<K: Hash + Eq>(
        &mut self,
        base_key: impl Fn(&FormRow) -> Option<K>,
        row_key: impl Fn(&ProposedRow) -> Option<K>,
    ) {
        let mut bases: HashMap<K, Vec<usize>> = HashMap::new();
        for (base, row) in self.free_base() {
            bases
                .entry(match base_key(row) {
                    Some(key) => key,
                    None => continue,
                })
                .or_default()
                .push(base);
        }
        bases.values_mut().for_each(|found| found.reverse());
        let keyed = self.free_rows().filter_map(|(row, proposed)| Some((row, row_key(proposed)?)));
        let pairs: Vec<(usize, usize)> =
            keyed.filter_map(|(row, key)| Some((row, bases.get_mut(&key)?.pop()?))).collect();
        pairs.into_iter().for_each(|(row, base)| self.pair(row, base));
    }

    /// Pairs rows whose label stands once on both sides, under whatever number.
    fn by_lone_label(&mut self) {
        let mut counts: HashMap<String, [usize; 2]> = HashMap::new();
        let count = |counts: &mut HashMap<String, [usize; 2]>, label: &str, side: usize| {
            let sides = counts.entry(key(label)).or_default();
            sides.get_mut(side).into_iter().for_each(|count| *count += 1);
        };
        self.free_base().for_each(|(_, row)| count(&mut counts, &row.label, 0));
        self.free_rows().for_each(|(_, row)| count(&mut counts, &row.label, 1));
        let lone = |label: &str| Some(key(label)).filter(|key| counts.get(key) == Some(&[1, 1]));
        self.by(|row| lone(&row.label), |row| lone(&row.label));
    }

    /// Pairs what is left between two known rows.
    fn between(&mut self) {
        let mut row = 0;
        while row < self.rows.len() {
            let is_free = |row: &usize| self.base.get(*row).is_some_and(Option::is_none);
            let run: Vec<usize> = (row..self.rows.len()).take_while(is_free).collect();
            if run.is_empty() {
                row += 1;
                continue;
            }
            let end = row + run.len();
            let bases = self.gap(row, end);
            for (row, base) in self.best(&run, &bases) {
                self.pair(row, base);
            }
            row = end;
        }
    }

    /// The catalogue's free rows where a run of proposed rows stands: below the row above it, or above the one below.
    fn gap(&self, from: usize, end: usize) -> Vec<usize> {
        let is_free = |base: &usize| self.taken.get(*base) == Some(&false);
        let above = from.checked_sub(1).and_then(|row| self.base.get(row).copied().flatten());
        let first = above.map_or(0, |base| base + 1);
        let below: Vec<usize> = (first..self.form.len()).take_while(is_free).collect();
        if !below.is_empty() {
            return below;
        }
        let next = self.base.get(end).copied().flatten().unwrap_or(self.form.len());
        let mut before: Vec<usize> = (0..next).rev().take_while(is_free).collect();
        before.reverse();
        before
    }

    /// The pairs of two runs that together have the most in common, in the order of both.
    fn best(&self, run: &[usize], bases: &[usize]) -> Vec<(usize, usize)> {
        if run.len().saturating_mul(bases.len()) > MOST_PAIRS {
            return Vec::new();
        }
        let enough = if run.len() == bases.len() { 1 } else { ENOUGH };
        let width = bases.len() + 1;
        let mut worth = vec![0_u32; (run.len() + 1) * width];
        let at = |worth: &[u32], row: usize, base: usize| worth.get(row * width + base).copied().unwrap_or(0);
        let likeness: Vec<Vec<u32>> =
            run.iter().map(|row| bases.iter().map(|base| self.likeness(*row, *base)).collect()).collect();
        let like = |row: usize, base: usize| {
            let found = likeness.get(row).and_then(|row| row.get(base)).copied().unwrap_or(0);
            if found >= enough { found } else { 0 }
        };
        for row in (0..run.len()).rev() {
            for base in (0..bases.len()).rev() {
                let both = match like(row, base) {
                    0 => 0,
                    like => like + at(&worth, row + 1, base + 1),
                };
                let most = both.max(at(&worth, row + 1, base)).max(at(&worth, row, base + 1));
                worth.get_mut(row * width + base).into_iter().for_each(|cell| *cell = most);
            }
        }
        let mut pairs = Vec::new();
        let (mut row, mut base) = (0, 0);
        while let (Some(proposed), Some(known)) = (run.get(row), bases.get(base)) {
            let (here, like) = (at(&worth, row, base), like(row, base));
            if like > 0 && here == like + at(&worth, row + 1, base + 1) {
                pairs.push((*proposed, *known));
                (row, base) = (row + 1, base + 1);
            } else if here == at(&worth, row + 1, base) {
                row += 1;
            } else {
                base += 1;
            }
        }
        pairs
    }

    fn likeness(&self, row: usize, base: usize) -> u32 {
        let (Some(row), Some(base)) = (self.rows.get(row), self.form.get(base)) else { return 0 };
        let own = row.stt.as_deref().map(stt_key).unwrap_or_default();
        let number = !own.is_empty() && own == stt_key(&base.stt);
        let unit = row.unit.as_deref().is_some_and(|unit| fold(unit.trim()) == fold(base.unit.trim()));
        let words = shared(&key(&row.label), &key(&base.label));
        u32::from(number) * NUMBER + u32::from(unit) * UNIT + words
    }
}

/// How much of the words of two labels is the same.
fn shared(one: &str, other: &str) -> u32 {
    let set = |text: &str| text.split(' ').map(str::to_owned).collect::<HashSet<String>>();
    let (one, other) = (set(one), set(other));
    let both = u32::try_from(one.intersection(&other).count()).unwrap_or(0);
    let any = u32::try_from(one.union(&other).count()).unwrap_or(u32::MAX);
    both.saturating_mul(WORDS).checked_div(any).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn the_fewest_rows_move() {
        let sorted = |base: &[Option<usize>]| {
            let mut rows: Vec<usize> = moved(base).into_iter().collect();
            rows.sort_unstable();
            rows
        };
        assert_eq!(sorted(&[Some(0), Some(1), None, Some(2)]), [0; 0]);
        assert_eq!(sorted(&[Some(3), Some(0), Some(1), Some(2)]), [0]);
        assert_eq!(sorted(&[Some(1), None, Some(2), Some(0)]), [3]);
    }
}
