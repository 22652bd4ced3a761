//! What the first bytes say a file is, before anything is parsed.

use std::io::{Read, Seek, SeekFrom};

use crate::error::{Error, ErrorKind, Result};

/// What a reader reads, as its messages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A workbook.
    Workbook,
    /// A draft.
    Draft,
    /// Either of the two.
    Either,
}

impl Expected {
    /// The error for a file that is something else.
    pub(crate) fn not(self, found: impl Into<String>) -> Error {
        let expected = match self {
            Self::Workbook => "sổ tính Excel (.xlsx, .xlsm) hoặc OpenDocument (.ods)",
            Self::Draft => "văn bản Word (.docx)",
            Self::Either => "sổ tính (Excel .xlsx, OpenDocument .ods) hoặc văn bản Word (.docx)",
        };
        Error::new(ErrorKind::Foreign { expected, found: found.into() })
    }

    /// What a package without the main part lacks.
    pub(super) fn absent(self) -> &'static str {
        match self {
            Self::Workbook => "gói Office không có sổ tính",
            Self::Draft => "gói Office không có văn bản",
            Self::Either => "gói Office không có sổ tính, không có văn bản",
        }
    }
}

/// Passes a ZIP package; anything else is named and refused.
pub(crate) fn require_zip<R: Read + Seek>(input: &mut R, expected: Expected) -> Result<()> {
    let head = head(input)?;
    match head.as_slice() {
        [] => Err(Error::new(ErrorKind::Empty)),
        [b'P', b'K', 3, 4, ..] => Ok(()),
        [b'P', b'K', 5, 6, ..] => Err(expected.not("tệp nén ZIP không có gì bên trong")),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Err(compound_file(input, expected)?),
        other => Err(expected.not(plain_name(other))),
    }
}

fn head<R: Read + Seek>(input: &mut R) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    input.rewind().map_err(reading)?;
    input.by_ref().take(512).read_to_end(&mut head).map_err(reading)?;
    Ok(head)
}

/// The error for a read that failed.
pub(crate) fn reading(source: std::io::Error) -> Error {
    Error::io("đọc tệp", source)
}

fn plain_name(head: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let starts = |marks: &[&str]| marks.iter().any(|mark| text.starts_with(mark));
    if head.starts_with(b"%PDF") {
        "tệp PDF"
    } else if head.starts_with(b"\x89PNG") || head.starts_with(b"\xFF\xD8\xFF") {
        "tệp ảnh"
    } else if starts(&["{\\rtf"]) {
        "văn bản RTF"
    } else if starts(&["<html", "<!doctype html", "<table"]) {
        "trang web (HTML)"
    } else if text.contains("<office:document") {
        "tệp OpenDocument phẳng, không nén (.fods, .fodt)"
    } else if starts(&["<?xml"]) {
        "tệp XML"
    } else if head.iter().any(|&byte| byte < 9) {
        "tệp không rõ loại"
    } else {
        "tệp văn bản thường (.csv, .txt)"
    }
}

/// A compound file: the name of one of its streams tells which. Directory entries are 128 bytes
/// each at multiples of 128, so the chain of sectors, which may lie, need not be walked.
fn compound_file<R: Read + Seek>(input: &mut R, expected: Expected) -> Result<Error> {
    let known = [
        ("Workbook", "sổ tính .xls cũ"),
        ("Book", "sổ tính .xls cũ"),
        ("WordDocument", "văn bản .doc cũ"),
        ("PowerPoint Document", "bài trình chiếu .ppt cũ"),
    ];
    let mut found = "tệp Office cũ không rõ loại";
    input.seek(SeekFrom::Start(512)).map_err(reading)?;
    let mut entry = Vec::new();
    loop {
        entry.clear();
        input.by_ref().take(128).read_to_end(&mut entry).map_err(reading)?;
        if entry.is_empty() {
            return Ok(expected.not(found));
        }
        if is_stream(&entry, "EncryptedPackage") {
            return Ok(Error::new(ErrorKind::Encrypted));
        }
        if let Some((_, name)) = known.iter().find(|(stream, _)| is_stream(&entry, stream)) {
            found = name;
        }
    }
}

fn is_stream(entry: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    entry.starts_with(&wanted)
}
