//! The law of integrity: whatever bit of a package is flipped, it is refused or reads as it did.

use std::fmt::Debug;
use std::io::Cursor;

use baocao::{Result, read_draft, read_workbook};

use crate::judge::TEMPLATES;
use crate::runner::is_long;
use crate::samples::{draft_with, ods_number, ods_row, paragraph, tabled};

/// In the usual run every so many bits are flipped: a prime, so that all places of a byte are met.
const STRIDE: usize = 37;

/// Flips bits of a package one at a time and reads it each time.
fn holds<T: Debug>(what: &str, package: &[u8], read: impl Fn(&[u8]) -> Result<T>) {
    let honest = format!("{:?}", read(package).unwrap());
    let stride = if is_long() { 1 } else { STRIDE };
    let mut changed = package.to_vec();
    for bit in (0..package.len() * 8).step_by(stride) {
        let (at, mask) = (bit / 8, 1 << (bit % 8));
        changed[at] ^= mask;
        if let Ok(read) = read(&changed) {
            assert_eq!(format!("{read:?}"), honest, "{what}: bit {bit} is read as something else");
        }
        changed[at] ^= mask;
    }
}

fn workbook(bytes: &[u8]) -> Result<impl Debug + use<>> {
    read_workbook(Cursor::new(bytes), TEMPLATES.catalogue()).map(|read| (read.value, read.findings))
}

fn draft(bytes: &[u8]) -> Result<impl Debug + use<>> {
    read_draft(Cursor::new(bytes)).map(|read| (read.value, read.findings))
}

/// All that a small draft has: styles, a list, a note, a comment.
fn small_draft() -> String {
    let numbered = r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#;
    let marks =
        r#"<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="7"/></w:r></w:p>"#;
    format!("{numbered}<w:r><w:t>Mục</w:t></w:r>{marks}{}", paragraph("Hết."))
}

#[test]
fn of_a_workbook() {
    holds("deflated", &tabled("Hồ sơ rút").deflated(), workbook);
    holds("stored", &tabled("Hồ sơ rút").raw().bytes(), workbook);
}

#[test]
fn of_an_open_document() {
    holds("deflated", &ods_row(&ods_number("")).deflated(), workbook);
    holds("stored", &ods_row(&ods_number("")).raw().bytes(), workbook);
}

#[test]
fn of_a_draft() {
    holds("deflated", &draft_with(&small_draft()).deflated(), draft);
    holds("stored", &draft_with(&small_draft()).raw().bytes(), draft);
}

#[test]
#[ignore = "every bit of real files: many minutes"]
fn of_real_files() {
    holds("libreoffice.docx", include_bytes!("../drafts/libreoffice.docx"), draft);
    holds("pandoc.docx", include_bytes!("../drafts/pandoc.docx"), draft);
    holds("cac-loai-o.ods", include_bytes!("../workbooks/cac-loai-o.ods"), workbook);
    holds("cac-loai-o.xlsx", include_bytes!("../workbooks/cac-loai-o.xlsx"), workbook);
}
