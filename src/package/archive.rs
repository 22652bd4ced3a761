//! The ZIP package under an Office file: every part read once, to its end, under a cap.
//!
//! Reading to the end is what makes the checksum count. Names are keys into a table and never paths;
//! nothing is unpacked to disk.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::directory::require_true_names;
use super::limits::{Limits, at_most, count};
use super::sniff::{Expected, reading, require_zip};
use crate::error::{Error, ErrorKind, Result};

/// An open package: its table of names, and how much may still be unpacked.
pub(crate) struct Package<'a, R> {
    archive: ZipArchive<R>,
    by_name: HashMap<String, usize>,
    limits: &'a Limits,
    expected: Expected,
    unpacked: u64,
}

/// The error for a broken part.
pub(crate) fn damaged(part: &str, reason: impl Into<String>) -> Error {
    Error::new(ErrorKind::Damaged { part: part.to_owned(), reason: reason.into() })
}

impl<'a, R: Read + Seek> Package<'a, R> {
    /// Opens a package whose names are all different.
    pub(crate) fn open(mut input: R, expected: Expected, limits: &'a Limits) -> Result<Self> {
        let length = input.seek(SeekFrom::End(0)).map_err(reading)?;
        at_most(("input_bytes", limits.input_bytes), length, || "kích thước tệp (byte)".to_owned())?;
        require_zip(&mut input, expected)?;
        limits.hold_entries(declared_entries(&mut input, length)?)?;
        require_true_names(&mut input, limits)?;
        let archive = ZipArchive::new(input).map_err(|error| zip_error("gói ZIP", error))?;
        let by_name = names(&archive)?;
        Ok(Self { archive, by_name, limits, expected, unpacked: 0 })
    }

    /// What the file was opened as.
    pub(crate) fn expected(&self) -> Expected {
        self.expected
    }

    /// The limits in force.
    pub(crate) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&key(name))
    }

    /// The whole content of a part that must be there.
    pub(crate) fn part(&mut self, name: &str) -> Result<Vec<u8>> {
        let index = *self.by_name.get(&key(name)).ok_or_else(|| damaged(name, "không có trong tệp"))?;
        let limits = self.limits;
        let mut file = self.archive.by_index(index).map_err(|error| zip_error(name, error))?;
        let ratio_cap = file.compressed_size().saturating_mul(limits.ratio).max(limits.ratio_free_bytes);
        let left = limits.total_bytes.saturating_sub(self.unpacked);
        let cap = limits.part_bytes.min(left).min(ratio_cap);
        let mut content = Vec::with_capacity(usize::try_from(file.size().min(1 << 20)).unwrap_or(0));
        let read = file.by_ref().take(cap.saturating_add(1)).read_to_end(&mut content);
        read.map_err(|error| damaged(name, error.to_string()))?;
        let length = count(content.len());
        at_most(("part_bytes", limits.part_bytes), length, || format!("kích thước phần {name} (byte)"))?;
        at_most(("total_bytes", limits.total_bytes), self.unpacked.saturating_add(length), || {
            "kích thước sau khi giải nén (byte)".to_owned()
        })?;
        at_most(("ratio", ratio_cap), length, || {
            format!("kích thước phần {name} so với dữ liệu nén (byte)")
        })?;
        self.unpacked += length;
        // a part of unknown length has grown to twice its size at most
        content.shrink_to_fit();
        Ok(content)
    }
}

impl<R: Read + Seek> Package<'_, R> {
    /// The content of a part of XML, without the mark of its encoding.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Vec<u8>> {
        let mut content = self.part(name)?;
        if content.starts_with(&[0xef, 0xbb, 0xbf]) {
            content.drain(..3);
        }
        Ok(content)
    }

    /// The same package with some parts changed or added; every other one is copied as it is compressed.
    pub(crate) fn rewritten(mut self, changes: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
        let written = |error: ZipError| Error::internal(error.to_string());
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut left: BTreeMap<String, &Vec<u8>> =
            changes.iter().map(|(name, content)| (key(name), content)).collect();
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at).map_err(|error| zip_error("gói ZIP", error))?;
            let name = entry.name().map_err(|error| zip_error("gói ZIP", error))?.into_owned();
            match left.remove(&key(&name)) {
                Some(content) => add(&mut out, &name, content).map_err(written)?,
                None => out.raw_copy_file(entry).map_err(|error| zip_error(&name, error))?,
            }
        }
        for (name, content) in changes.iter().filter(|(name, _)| left.contains_key(&key(name))) {
            add(&mut out, name, content).map_err(written)?;
        }
        Ok(out.finish().map_err(written)?.into_inner())
    }
}

/// Adds a part, always with the same time.
fn add(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8]) -> Result<(), ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    out.start_file(name, options)?;
    Ok(out.write_all(content)?)
}

/// How two names of parts compare: one slash, no case, as Office does.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn names<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<HashMap<String, usize>> {
    if archive.has_duplicate_names() {
        return Err(damaged("gói ZIP", "có hai tệp con cùng tên"));
    }
    let mut by_name = HashMap::new();
    for (index, name) in archive.file_names().enumerate() {
        let name = name.map_err(|error| zip_error("gói ZIP", error))?;
        if by_name.insert(key(&name), index).is_some() {
            return Err(damaged("gói ZIP", format!("có hai tệp con cùng tên “{name}”")));
        }
    }
    Ok(by_name)
}

pub(super) fn zip_error(part: &str, error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Error::new(ErrorKind::Encrypted)
        }
        error => damaged(part, error.to_string()),
    }
}

/// The most entries any end record in the tail declares: the archive's table is built from one of
/// them, and must not be built to find out that it is too long.
fn declared_entries<R: Read + Seek>(input: &mut R, length: u64) -> Result<u64> {
    const LONGEST_TAIL: u64 = 22 + 65_535 + 20 + 56; // end record, comment, ZIP64 locator and record
    let mut tail = Vec::new();
    input.seek(SeekFrom::Start(length.saturating_sub(LONGEST_TAIL))).map_err(reading)?;
    input.by_ref().take(LONGEST_TAIL).read_to_end(&mut tail).map_err(reading)?;
    let most = (0..tail.len()).filter_map(|at| entries_at(tail.get(at..)?)).max();
    most.ok_or_else(|| damaged("gói ZIP", "bị cắt cụt: không có phần kết thúc"))
}

fn entries_at(record: &[u8]) -> Option<u64> {
    match record {
        [b'P', b'K', 5, 6, _, _, _, _, _, _, low, high, ..] => {
            let entries = u16::from_le_bytes([*low, *high]);
            // all ones: the number stands in the ZIP64 record instead
            Some(if entries == u16::MAX { 0 } else { u64::from(entries) })
        }
        [b'P', b'K', 6, 6, rest @ ..] => {
            let total = rest.get(28..36)?;
            Some(total.iter().rev().fold(0, |sum: u64, &byte| (sum << 8) | u64::from(byte)))
        }
        _ => None,
    }
}
