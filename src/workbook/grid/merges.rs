//! The merged regions (vùng ô gộp) of a sheet, found by the cells they cover.

use std::collections::HashMap;

use super::sheet::Region;
use crate::error::Result;
use crate::package::{FIXED, at_most};
use crate::place::CellRef;

/// How many rows and columns all regions may cover, of each region the fewer: far more than any sheet has.
const MOST_LINES: u64 = 400_000;

/// Merged regions; a cell is looked for along its row and along its column.
///
/// A region stands in the list of each row it covers, or of each column where those are fewer: a whole row is one
/// entry, and so is a whole column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Merges {
    by_row: HashMap<u32, Vec<Span>>,
    by_column: HashMap<u16, Vec<Span>>,
}

/// What a region covers of a row or column, and its first cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    from: u32,
    to: u32,
    anchor: CellRef,
}

impl Merges {
    /// Takes the regions of a sheet; gives the first cell of one that lies over another.
    pub(crate) fn new(mut regions: Vec<Region>) -> Result<std::result::Result<Self, CellRef>> {
        regions.sort_unstable();
        // some programs list a region twice
        regions.dedup();
        let mut merges = Self::default();
        let mut lines = 0;
        for (first, last) in regions {
            let height = u64::from(last.row - first.row) + 1;
            let width = u64::from(last.column - first.column) + 1;
            lines += height.min(width);
            at_most((FIXED, MOST_LINES), lines, || "số dòng và cột của các vùng ô gộp".to_owned())?;
            if height <= width {
                let span = Span { from: first.column.into(), to: last.column.into(), anchor: first };
                (first.row..=last.row).for_each(|row| merges.by_row.entry(row).or_default().push(span));
            } else {
                let span = Span { from: first.row, to: last.row, anchor: first };
                let columns = first.column..=last.column;
                columns.for_each(|column| merges.by_column.entry(column).or_default().push(span));
            }
        }
        let lists = merges.by_row.values_mut().chain(merges.by_column.values_mut());
        let mut over = None;
        for list in lists {
            list.sort_unstable();
            over = over.or_else(|| overlapping(list));
            list.shrink_to_fit();
        }
        Ok(over.map_or(Ok(merges), Err))
    }

    /// The cell that speaks for an address: the first of its merged region, else itself.
    pub(super) fn anchor(&self, at: CellRef) -> CellRef {
        let in_row = || covering(self.by_row.get(&at.row)?, at.column.into());
        let in_column = || covering(self.by_column.get(&at.column)?, at.row);
        in_row().or_else(in_column).unwrap_or(at)
    }

    /// How many regions there are in the list of a row or column, counted for each.
    #[cfg(test)]
    pub(crate) fn lines(&self) -> u64 {
        let lists = self.by_row.values().chain(self.by_column.values());
        lists.map(|list| crate::package::count(list.len())).sum()
    }
}

fn covering(list: &[Span], line: u32) -> Option<CellRef> {
    let before = list.partition_point(|span| span.from <= line).checked_sub(1)?;
    list.get(before).filter(|span| line <= span.to).map(|span| span.anchor)
}

fn overlapping(list: &[Span]) -> Option<CellRef> {
    list.windows(2).find_map(|pair| match pair {
        [one, next] if next.from <= one.to => Some(next.anchor),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: u16) -> CellRef {
        CellRef::new(row, column)
    }

    #[test]
    fn whole_rows_and_columns_are_one_line_each() {
        let row = (at(49, 0), at(49, 16_383));
        let column = (at(60, 2), at(1_048_575, 2));
        let merges = Merges::new(vec![row, column, row]).unwrap().unwrap();
        assert_eq!(merges.lines(), 2);
        for (cell, anchor) in [
            (at(49, 500), at(49, 0)),
            (at(70_000, 2), at(60, 2)),
            (at(50, 0), at(50, 0)),
            (at(70, 3), at(70, 3)),
        ] {
            assert_eq!(merges.anchor(cell), anchor);
        }
    }

    #[test]
    fn regions_over_each_other_are_told() {
        let over = Merges::new(vec![(at(0, 0), at(2, 2)), (at(1, 1), at(3, 3))]).unwrap();
        assert_eq!(over, Err(at(1, 1)));
        assert!(Merges::new(vec![(at(0, 0), at(2_000, 2_000))]).unwrap().is_ok());
        assert!(Merges::new(vec![(at(0, 0), at(1_048_575, 16_383)); 1]).unwrap().is_ok());
    }
}
