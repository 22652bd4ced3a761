//! The two places in which a ZIP package names its entries: the directory at its end, and the head of each entry.
//!
//! No checksum covers the directory. A name changed there, or an entry that its count leaves out, would hide a part
//! without a word: what the directory says is held against the entries themselves.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::archive::{damaged, zip_error};
use super::limits::{Limits, count};
use super::sniff::reading;
use crate::error::Result;

/// What an entry of the directory begins with, and how many bytes stand before its name.
const LISTED: (&[u8], usize) = (b"PK\x01\x02", 46);
/// The same of the entry itself.
const HEAD: (&[u8], usize) = (b"PK\x03\x04", 30);

/// Where the directory and the entry have an entry's name, and the name that is gone by.
struct Entry {
    listed: u64,
    head: u64,
    name: Vec<u8>,
}

/// Refuses a package whose directory names entries otherwise than they do themselves, or not all of them.
pub(super) fn require_true_names<R: Read + Seek>(input: &mut R, limits: &Limits) -> Result<()> {
    let mut end = None;
    for Entry { listed, head, name } in entries(input, limits)? {
        let in_list = Record::read(input, listed, LISTED)?;
        let own = Record::read(input, head, HEAD)?;
        // a name that an extra field puts in the place of another is no part's
        let is_replaced = in_list.name != name && name.is_ascii();
        if in_list.name != own.name || is_replaced {
            let shown = String::from_utf8_lossy(&name);
            return Err(damaged("gói ZIP", format!("tệp con “{shown}” có hai tên khác nhau")));
        }
        end = end.max(Some(in_list.end));
    }
    match end.map(|end| begins_with(input, end, LISTED.0)).transpose()? {
        Some(true) => Err(damaged("gói ZIP", "có tệp con không được kể đến")),
        _ => Ok(()),
    }
}

fn entries<R: Read + Seek>(input: &mut R, limits: &Limits) -> Result<Vec<Entry>> {
    let broken = |error| zip_error("gói ZIP", error);
    let archive = ZipArchive::new(input).map_err(broken)?;
    limits.hold_entries(count(archive.len()))?;
    let entry = |at: usize| {
        let entry = archive.by_index_data(at).map_err(broken)?;
        let (listed, head) = (entry.central_header_start(), entry.header_start());
        Ok(Entry { listed, head, name: entry.name_raw().to_vec() })
    };
    (0..archive.len()).map(entry).collect()
}

/// A name in one of the two places.
struct Record {
    name: Vec<u8>,
    /// Where the record ends; of an entry itself its content begins there.
    end: u64,
}

impl Record {
    fn read<R: Read + Seek>(input: &mut R, at: u64, (mark, length): (&[u8], usize)) -> Result<Self> {
        let head = bytes(input, at, length)?;
        // the lengths of name, extra field and comment follow one another
        let first = if mark == LISTED.0 { 28 } else { 26 };
        let lengths = head.get(first..).unwrap_or_default().chunks_exact(2);
        let counted = if mark == LISTED.0 { 3 } else { 2 };
        let lengths: Vec<u64> = lengths.take(counted).map(number).collect();
        let (true, Some(&name)) = (head.starts_with(mark), lengths.first()) else {
            return Err(damaged("gói ZIP", "phần đầu của một tệp con không đọc được"));
        };
        let start = at.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        let end = start.saturating_add(lengths.iter().sum());
        Ok(Self { name: bytes(input, start, usize::try_from(name).unwrap_or(0))?, end })
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |sum, &byte| (sum << 8) | u64::from(byte))
}

fn begins_with<R: Read + Seek>(input: &mut R, at: u64, mark: &[u8]) -> Result<bool> {
    Ok(bytes(input, at, mark.len())? == mark)
}

/// Up to so many bytes from a place on.
fn bytes<R: Read + Seek>(input: &mut R, at: u64, length: usize) -> Result<Vec<u8>> {
    let mut found = Vec::new();
    input.seek(SeekFrom::Start(at)).map_err(reading)?;
    input.by_ref().take(u64::try_from(length).unwrap_or(0)).read_to_end(&mut found).map_err(reading)?;
    Ok(found)
}
