//! Good files changed by lot: bytes of the package, and pieces of the XML inside.

use std::io::{Cursor, Read as _};

use crate::build::Pack;
use crate::case::{Case, Expected, Reader, Seed};
use crate::runner::is_long;

/// How many in the usual run, and in the long one.
const FEW: usize = 500;
const MANY: usize = 10_000;

const GOOD: [(&str, Reader, &[u8]); 7] = [
    ("cac-loai-o.xlsx", Reader::Workbook, include_bytes!("../workbooks/cac-loai-o.xlsx")),
    ("cac-loai-o.ods", Reader::Workbook, include_bytes!("../workbooks/cac-loai-o.ods")),
    (
        "kiem-soat.xlsx",
        Reader::Workbook,
        include_bytes!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.xlsx"),
    ),
    ("phu-luc.xlsx", Reader::Workbook, include_bytes!("../appendices/libreoffice.xlsx")),
    ("libreoffice.docx", Reader::Draft, include_bytes!("../drafts/libreoffice.docx")),
    ("pandoc.docx", Reader::Draft, include_bytes!("../drafts/pandoc.docx")),
    ("python-docx.docx", Reader::Draft, include_bytes!("../drafts/python-docx.docx")),
];

pub(crate) fn cases() -> Vec<Case> {
    let count = if is_long() { MANY } else { FEW };
    let case = |number: usize| {
        let (name, reader, bytes) = GOOD[number % GOOD.len()];
        Case::new((format!("{name} changed by lot {number}"), reader), Expected::Survives, move || {
            let mut seed = Seed::new(number as u64);
            match number % 4 {
                0 => of_bytes(bytes, &mut seed),
                _ => of_parts(bytes, &mut seed),
            }
        })
    };
    (0..count).map(case).collect()
}

/// A few bytes changed, left out or written twice.
fn of_bytes(bytes: &[u8], seed: &mut Seed) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=seed.below(4) {
        let at = seed.below(bytes.len());
        match seed.below(4) {
            0 => bytes[at] ^= 1 << seed.below(8),
            1 => bytes[at] = *seed.pick(&[0, 0xff, 0x7f, b'<', b'P']),
            2 => drop(bytes.drain(at..(at + seed.below(64)).min(bytes.len()))),
            _ => {
                let piece = bytes[at..(at + seed.below(64)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

/// What is put into XML.
const RUDE: [&str; 16] = [
    "<w:p>",
    "</w:p>",
    "<c r=\"A1\"/>",
    "</c>",
    "<row>",
    "<si/>",
    "9999999999",
    "-1",
    "\"",
    "&#0;",
    "<!--",
    "]]>",
    "1e999",
    "<w:tbl>",
    "<table:table-row/>",
    "\u{202e}",
];

/// A piece of a part's XML moved, left out or replaced; the package around it is whole again.
fn of_parts(bytes: &[u8], seed: &mut Seed) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut pack = Pack::default();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        pack = pack.and(&name, content);
    }
    for _ in 0..=seed.below(3) {
        let part = seed.below(pack.0.len());
        let Ok(text) = String::from_utf8(pack.0[part].1.clone()) else { continue };
        pack.0[part].1 = edited(&text, seed).into_bytes();
    }
    pack.raw().bytes()
}

fn edited(text: &str, seed: &mut Seed) -> String {
    // tags and texts, so that what is moved is a piece of XML as often as not
    let mut pieces: Vec<&str> =
        text.split_inclusive('>').flat_map(|piece| piece.split_inclusive('=')).collect();
    let from = seed.below(pieces.len());
    let taken: Vec<&str> = pieces.drain(from..(from + seed.below(6)).min(pieces.len())).collect();
    let to = seed.below(pieces.len() + 1);
    match seed.below(3) {
        0 => drop(pieces.splice(to..to, taken)),
        1 => pieces.insert(to, seed.pick::<&str>(&RUDE)),
        _ => {}
    }
    pieces.concat()
}
