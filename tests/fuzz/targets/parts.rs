//! One part of a package as the bytes have it, letter by letter; the other parts are good.

use super::lot::Lot;
use super::{books, laws};
use crate::build::Pack;
use crate::samples;

const OF_DRAFTS: [&str; 7] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
];

const OF_BOOKS: [&str; 7] = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "content.xml",
    "styles.xml",
];

pub(crate) fn hold_drafts(bytes: &[u8]) {
    let body = format!(
        "{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        samples::paragraph("Tiếp nhận 10 hồ sơ, gồm 4 hồ sơ trực tuyến, 5 hồ sơ trực tiếp."),
        samples::paragraph("1")
    );
    laws::draft(&changed(samples::draft(&body), &OF_DRAFTS, bytes));
}

pub(crate) fn hold_books(bytes: &[u8]) {
    let is_open = bytes.first().is_some_and(|first| usize::from(*first) % OF_BOOKS.len() > 4);
    let cell = samples::ods_number("");
    let pack = if is_open { samples::ods_row(&cell) } else { books::small() };
    books::holds(&changed(pack, &OF_BOOKS, bytes), None);
}

/// The package with one part changed: the first byte says which; the rest are edits where it is, or its whole text.
fn changed(pack: Pack, names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut lot = Lot::new(bytes);
    let name = lot.pick(names);
    if lot.byte() % 4 == 3 {
        return pack.with(name, bytes.get(2..).unwrap_or_default()).raw().bytes();
    }
    let mut text = pack.text(name);
    // what is written twice again and again doubles
    while !lot.is_over() && text.len() < LONGEST {
        text = edited(&text, &mut lot);
    }
    pack.with(name, text).raw().bytes()
}

/// A part grows no longer than this.
const LONGEST: usize = 20_000;

/// What is put into XML.
const RUDE: [&str; 22] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<c r=\"A1\"/>",
    "</c>",
    "<row>",
    "<si/>",
    "9999999999",
    "-1",
    "\"",
    "&#0;",
    "&#x110000;",
    "<!--",
    "]]>",
    "1e999",
    "<table:table-row/>",
    "\u{202e}",
];

/// The text with a piece moved, left out, written twice or put in; pieces are tags, texts and values.
fn edited(text: &str, lot: &mut Lot<'_>) -> String {
    let mut pieces: Vec<&str> =
        text.split_inclusive('>').flat_map(|piece| piece.split_inclusive(['=', '<', '"'])).collect();
    let from = lot.below(pieces.len());
    let to = (from + lot.below(8)).min(pieces.len());
    let way = lot.below(4);
    if way == 0 {
        pieces.insert(from, lot.pick(&RUDE));
        return pieces.concat();
    }
    let taken: Vec<&str> = if way == 1 {
        pieces.get(from..to).unwrap_or_default().to_vec()
    } else {
        pieces.drain(from..to).collect()
    };
    if way < 3 {
        let at = lot.below(pieces.len() + 1);
        drop(pieces.splice(at..at, taken));
    }
    pieces.concat()
}
