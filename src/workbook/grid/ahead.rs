//! The walk over a large sheet, on a thread of its own: ahead of the reader that follows it, by a bounded way.

use std::iter::from_fn;
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::sheet::{Facts, Region, SheetWalk};
use crate::error::Result;

/// A sheet of fewer bytes is walked sooner than a thread is started.
const LARGE: usize = 64 << 10;
/// How many cells are handed over at once, and how many times before the walk waits.
const BATCH: usize = 256;
const BATCHES: usize = 4;

/// Gives the cells of a sheet to `follow`; what it makes of them, and the merged regions. Of faults, that of the
/// earliest cell is told.
pub(super) fn walked<'a, T>(
    walk: SheetWalk<'a>,
    content: &[u8],
    follow: impl FnOnce(&mut dyn Iterator<Item = Facts<'a>>) -> Result<T>,
) -> Result<(T, Vec<Region>)> {
    if content.len() < LARGE {
        return side_by_side(walk, follow);
    }
    thread::scope(|scope| {
        let (give, given) = sync_channel(BATCHES);
        let ahead = scope.spawn(move || walk_on(walk, &give));
        let made = follow(&mut given.into_iter().flatten());
        let merges = ahead.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((made?, merges?))
    })
}

/// The same without a thread.
fn side_by_side<'a, T>(
    mut walk: SheetWalk<'a>,
    follow: impl FnOnce(&mut dyn Iterator<Item = Facts<'a>>) -> Result<T>,
) -> Result<(T, Vec<Region>)> {
    let mut fault = None;
    let made = follow(&mut from_fn(|| {
        walk.next_cell().unwrap_or_else(|error| {
            fault = Some(error);
            None
        })
    }))?;
    fault.map_or_else(|| walk.finish(), Err).map(|merges| (made, merges))
}

/// Walks to the end, or until nobody follows any more.
fn walk_on<'a>(mut walk: SheetWalk<'a>, give: &SyncSender<Vec<Facts<'a>>>) -> Result<Vec<Region>> {
    let mut fault = None;
    loop {
        let cells = from_fn(|| {
            walk.next_cell().unwrap_or_else(|error| {
                fault = Some(error);
                None
            })
        });
        let batch: Vec<_> = cells.take(BATCH).collect();
        let ended = batch.len() < BATCH;
        let followed = give.send(batch).is_ok();
        match fault {
            Some(fault) => return Err(fault),
            None if ended => return walk.finish(),
            None if !followed => return Ok(Vec::new()),
            None => {}
        }
    }
}
