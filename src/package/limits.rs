//! What an Office file may cost before it is refused.

use crate::error::{Error, ErrorKind, Result};

/// The most a workbook or a draft may ask of the machine; past any of these the file is refused.
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
            formats: 65_536,
            merges: 100_000,
            shared_text_bytes: 128 * MIB,
            cell_text_bytes: MIB,
            paragraphs: 500_000,
            runs: 2_000_000,
            draft_text_bytes: 64 * MIB,
        }
    }
}

/// Refuses a value above its limit; `what` is asked only then.
pub(crate) fn at_most(limit: u64, value: u64, what: impl FnOnce() -> String) -> Result<()> {
    if value > limit {
        return Err(Error::new(ErrorKind::TooLarge { what: what(), value, limit }));
    }
    Ok(())
}

/// A count as the type limits are written in.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
