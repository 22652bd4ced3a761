//! The walk over the sheets, on a thread of its own: ahead of the spreadsheet reader, which sees no cell that was
//! not walked over before, and ahead by no more than a few cells.

use std::iter::from_fn;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::vec::IntoIter;

use super::sheet::{Facts, Region, SheetWalk};
use crate::error::{Error, Result};
use crate::package::Limits;

/// How many cells are handed over at once, and how many times before the walk waits.
const BATCH: usize = 256;
const BATCHES: usize = 4;

/// A sheet's part and what is in it, from the cells on.
pub(super) type Content<'a> = (&'a str, &'a [u8]);

/// What the walk hands over.
enum Step<'a> {
    Cells(Vec<Facts<'a>>),
    /// The sheet's end: its merged regions, or the fault at which it was left.
    End(Result<Vec<Region>>),
}

/// The cells of the sheets, one sheet after the other.
pub(super) struct Ahead<'a> {
    given: Box<dyn Iterator<Item = Step<'a>> + 'a>,
    batch: IntoIter<Facts<'a>>,
    ended: Option<Result<Vec<Region>>>,
}

/// Walks over sheets, and gives what `follow` makes of their cells.
pub(super) fn walked<'a, T>(
    sheets: &[Content<'a>],
    limits: &'a Limits,
    follow: impl FnOnce(&mut Ahead<'a>) -> Result<T>,
) -> Result<T> {
    thread::scope(|scope| {
        let (give, given) = sync_channel(BATCHES);
        let mut steps = Steps::over(sheets, limits);
        let walk = move || steps.try_for_each(|step| give.send(step)).ok();
        let mut ahead = match thread::Builder::new().spawn_scoped(scope, walk) {
            Ok(_) => Ahead::of(given.into_iter()),
            // where no thread is to be had, the walk keeps step
            Err(_) => Ahead::of(Steps::over(sheets, limits)),
        };
        follow(&mut ahead)
    })
}

/// The walk over the sheets, one batch of cells after the other.
struct Steps<'a> {
    /// The sheets that are left, the next one last.
    sheets: Vec<Content<'a>>,
    limits: &'a Limits,
    /// The sheet that is walked over.
    walk: Option<SheetWalk<'a>>,
    /// The end of a sheet whose last cells were given.
    end: Option<Result<Vec<Region>>>,
}

impl<'a> Steps<'a> {
    fn over(sheets: &[Content<'a>], limits: &'a Limits) -> Self {
        Self { sheets: sheets.iter().rev().copied().collect(), limits, walk: None, end: None }
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if let Some(end) = self.end.take() {
            return Some(Step::End(end));
        }
        let mut walk = match self.walk.take() {
            Some(walk) => walk,
            None => {
                let (part, content) = self.sheets.pop()?;
                match SheetWalk::open(part, content, self.limits) {
                    Ok(walk) => walk,
                    Err(fault) => return Some(Step::End(Err(fault))),
                }
            }
        };
        let mut fault = None;
        let cells = from_fn(|| {
            walk.next_cell().unwrap_or_else(|error| {
                fault = Some(error);
                None
            })
        });
        let batch: Vec<_> = cells.take(BATCH).collect();
        match fault {
            Some(fault) => self.end = Some(Err(fault)),
            None if batch.len() < BATCH => self.end = Some(walk.finish()),
            None => self.walk = Some(walk),
        }
        Some(Step::Cells(batch))
    }
}

impl<'a> Iterator for Ahead<'a> {
    type Item = Facts<'a>;

    /// The next cell of the sheet, `None` at its end.
    fn next(&mut self) -> Option<Facts<'a>> {
        while self.ended.is_none() {
            if let Some(facts) = self.batch.next() {
                return Some(facts);
            }
            match self.given.next()? {
                Step::Cells(batch) => self.batch = batch.into_iter(),
                Step::End(ended) => self.ended = Some(ended),
            }
        }
        None
    }
}

impl<'a> Ahead<'a> {
    fn of(given: impl Iterator<Item = Step<'a>> + 'a) -> Self {
        Self { given: Box::new(given), batch: Vec::new().into_iter(), ended: None }
    }

    /// The merged regions of the sheet whose cells are over; the next cell is that of the next sheet.
    pub(super) fn end(&mut self) -> Result<Vec<Region>> {
        self.ended.take().unwrap_or_else(|| Err(Error::internal("the walk stopped within a sheet")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of so many cells, one a row, and after them what is given.
    fn sheet(cells: usize, after: &str) -> String {
        let rows: String = (1..=cells).map(|row| format!("<row r='{row}'><c r='A{row}'/></row>")).collect();
        format!(
            "<worksheet><sheetData>{rows}{after}</sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>"
        )
    }

    /// How many cells each sheet has and how many merged regions, as far as all is well; on a thread and without.
    fn counts(sheets: &[&str]) -> Result<Vec<(usize, usize)>> {
        let contents: Vec<Content> = sheets.iter().map(|sheet| ("trang", sheet.as_bytes())).collect();
        let count = |ahead: &mut Ahead<'_>| -> Result<Vec<(usize, usize)>> {
            sheets.iter().map(|_| Ok((ahead.by_ref().count(), ahead.end()?.len()))).collect()
        };
        let limits = Limits::default();
        let alone = count(&mut Ahead::of(Steps::over(&contents, &limits)));
        let counted = walked(&contents, &limits, |ahead| count(ahead));
        assert_eq!(format!("{alone:?}"), format!("{counted:?}"));
        counted
    }

    #[test]
    fn each_sheet_has_its_own_cells() {
        for cells in [0, 1, BATCH - 1, BATCH, BATCH + 1, BATCH * (BATCHES + 3)] {
            let (one, other) = (sheet(cells, ""), sheet(2, ""));
            assert_eq!(counts(&[&one, &other, &one]).unwrap(), [(cells, 1), (2, 1), (cells, 1)]);
        }
    }

    #[test]
    fn the_first_fault_is_told_and_nobody_waits() {
        let (good, bad) = (sheet(BATCH * (BATCHES + 3), ""), sheet(BATCH, "<row r='9'><c r='A8'/></row>"));
        for sheets in [[&bad, &good, &good], [&good, &bad, &good], [&good, &good, &bad]] {
            let error = counts(&sheets.map(String::as_str)).unwrap_err().to_string();
            assert!(error.contains("“A8”"), "{error}");
        }
        // who gives up is not waited for
        let contents = [("trang", good.as_bytes()); 3];
        let given_up = walked(&contents, &Limits::default(), |_| Err::<(), _>(Error::internal("enough")));
        assert!(given_up.unwrap_err().to_string().contains("enough"));
    }
}
