//! What an Office file may cost before it is refused.

use crate::error::{Error, ErrorKind, Result};

/// The most a workbook, a draft or a report type may ask of the machine; past any of these it is refused.
///
/// The error is [`ErrorKind::TooLarge`], which names the field, what was counted and where, the value and the limit.
///
/// The defaults stand far above every honest office file measured (340 entries, 114 MB unpacked,
/// XML nested 44 deep, 244,480 cells). Start from [`Limits::default`] and change what you need:
///
/// ```
/// let mut limits = baocao::Limits::default();
/// limits.cells = 10_000;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The whole file, in bytes.
    pub input_bytes: u64,
    /// Entries in the ZIP package.
    pub entries: u64,
    /// One part after decompression, in bytes.
    pub part_bytes: u64,
    /// All parts that are read, after decompression, in bytes.
    pub total_bytes: u64,
    /// Decompressed bytes for each compressed byte of a part.
    pub ratio: u64,
    /// Decompressed bytes of a part before [`Limits::ratio`] is looked at.
    pub ratio_free_bytes: u64,
    /// Elements inside one another.
    pub xml_depth: u64,
    /// One tag or one piece of text, in bytes.
    pub xml_event_bytes: u64,
    /// Attributes of one element.
    pub xml_attributes: u64,
    /// Sheets (trang tính) of a workbook.
    pub sheets: u64,
    /// Cells (ô) with content, in all sheets.
    pub cells: u64,
    /// Rows (dòng) of one of the workbook's own sheets that hold something.
    pub rows: u64,
    /// Cell formats (kiểu ô); Excel itself stops at 65,490.
    pub formats: u64,
    /// Merged regions (vùng ô gộp) of one sheet.
    pub merges: u64,
    /// Text of all shared strings, of an .ods that of all cells, in bytes.
    pub shared_text_bytes: u64,
    /// Text of one cell, in bytes.
    pub cell_text_bytes: u64,
    /// Paragraphs (đoạn) of a draft, those of its tables, notes and headers too.
    pub paragraphs: u64,
    /// Runs of one look in a draft's paragraphs.
    pub runs: u64,
    /// Text of a draft, in bytes.
    pub draft_text_bytes: u64,
    /// Memory for the paragraphs, runs, cells and marks of a draft beyond three times the bytes of its parts.
    pub draft_overhead_bytes: u64,
    /// Files of one report type's folder.
    pub template_files: u64,
    /// One file of a report type, in bytes.
    pub template_bytes: u64,
    /// What one template prints, in bytes.
    pub narrative_bytes: u64,
}

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 128 * MIB,
            entries: 4_096,
            part_bytes: 128 * MIB,
            total_bytes: 256 * MIB,
            ratio: 200,
            ratio_free_bytes: 100 * KIB,
            xml_depth: 256,
            xml_event_bytes: 16 * MIB,
            xml_attributes: 256,
            sheets: 1_024,
            cells: 5_000_000,
            rows: 100_000,
            formats: 65_536,
            merges: 100_000,
            shared_text_bytes: 128 * MIB,
            cell_text_bytes: MIB,
            paragraphs: 500_000,
            runs: 2_000_000,
            draft_text_bytes: 64 * MIB,
            draft_overhead_bytes: 48 * MIB,
            template_files: 1_024,
            template_bytes: 4 * MIB,
            narrative_bytes: 64 * MIB,
        }
    }
}

impl Limits {
    /// Refuses more entries than a package may have.
    pub(super) fn hold_entries(&self, entries: u64) -> Result<()> {
        at_most(("entries", self.entries), entries, || "số tệp con trong gói ZIP".to_owned())
    }
}

/// Refuses a value above its limit, a field of [`Limits`] by name; `what` is asked only then.
pub(crate) fn at_most(
    (name, limit): (&'static str, u64),
    value: u64,
    what: impl FnOnce() -> String,
) -> Result<()> {
    if value > limit {
        return Err(Error::new(ErrorKind::TooLarge { name, what: what(), value, limit }));
    }
    Ok(())
}

/// The name of a bound that no field of [`Limits`] changes.
pub(crate) const FIXED: &str = "";

/// A count as the type limits are written in.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
