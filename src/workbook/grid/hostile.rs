//! Files that are not workbooks, or that lie: each is refused, and says why.

use std::io::{Cursor, Write};

use zip::CompressionMethod;

use super::read_sheets;
use super::samples::{Sample, relations, workbook};
use crate::error::Error;
use crate::package::Limits;
use crate::package::samples::{Setting, compound, each_limit_refuses, edited, word};

fn refused(bytes: &[u8]) -> Error {
    read_sheets(Cursor::new(bytes), &Limits::default()).expect_err("should be refused")
}

fn row(cells: &str) -> Sample {
    Sample::with_rows(&format!("<row r=\"1\">{cells}</row>"))
}

fn strings(content: &str) -> Sample {
    Sample::with_rows("").with("xl/sharedStrings.xml", content)
}

fn main_part(root: &str) -> Sample {
    Sample::with_rows("").with("xl/workbook.xml", &format!("<{root}/>"))
}

#[test]
fn other_files_are_named() {
    let odt = Sample::with_rows("").without("_rels/.rels").without("[Content_Types].xml");
    for (bytes, kind, named) in [
        (Vec::new(), "empty", ""),
        (b"%PDF-1.7".to_vec(), "foreign", "PDF"),
        (b"a;b\n1;2\n".to_vec(), "foreign", ".csv"),
        (b"\n<HTML><table>".to_vec(), "foreign", "HTML"),
        (b"PK\x05\x06".to_vec(), "foreign", "ZIP"),
        (compound("EncryptedPackage"), "encrypted", "mật khẩu"),
        (compound("Workbook"), "foreign", ".xls cũ"),
        (compound("WordDocument"), "foreign", ".doc cũ"),
        (main_part("w:document").pack(), "foreign", ".docx"),
        (main_part("presentation").pack(), "foreign", ".pptx"),
        (odt.pack(), "foreign", "ZIP"),
        (odt.clone().with("mimetype", "application/vnd.oasis.opendocument.text").pack(), "foreign", ".odt"),
        (
            odt.with("mimetype", "application/vnd.oasis.opendocument.spreadsheet").pack(),
            "damaged",
            "manifest",
        ),
        (b"<?xml version=\"1.0\"?>\n<office:document xmlns:a=\"b\">".to_vec(), "foreign", ".fods"),
        (
            Sample::with_rows("")
                .with("_rels/.rels", &relations(&[("1", "officeDocument", "xl/workbook.bin")]))
                .pack(),
            "foreign",
            ".xlsb",
        ),
        (Sample::with_rows("").without("_rels/.rels").pack(), "damaged", "_rels/.rels"),
    ] {
        let error = refused(&bytes);
        assert_eq!(word(&error), kind, "{error}");
        assert!(error.to_string().contains(named), "{error}");
    }
}

#[test]
fn lies_in_parts_are_refused() {
    let deep = format!("<worksheet>{}{}</worksheet>", "<a>".repeat(300), "</a>".repeat(300));
    let attributes: String = (0..300).map(|n| format!(" a{n}=\"\"")).collect();
    for (sample, kind) in [
        (strings(r#"<sst uniqueCount="4294967295"><si/></sst>"#), "damaged"),
        (strings(r#"<sst uniqueCount="2"><si><si/></si></sst>"#), "damaged"),
        (strings("<!DOCTYPE sst [<!ENTITY a 'b'>]><sst/>"), "damaged"),
        (strings("<sst><si><t>&a;</t></si></sst>"), "damaged"),
        (strings("<sst><si><t>a</t></si>"), "damaged"),
        (strings("<sst><si><t>a</si></t></sst>"), "damaged"),
        (strings("<sst/><sst/>"), "damaged"),
        (strings(&format!("<sst><si><t>{}</t></si></sst>", "dài ".repeat(300_000))), "too large"),
        (row(r#"<c r="A4294967297"><v>1</v></c>"#), "damaged"),
        (row(r#"<c r="XFE1"><v>1</v></c>"#), "damaged"),
        (row(r#"<c r="A2"><v>1</v></c>"#), "damaged"),
        (row(r#"<c r="A1" r="B1"><v>1</v></c>"#), "damaged"),
        (row(r#"<c r="A1"><v>1</v></c><c r="B1"/><c r="A1"><v>2</v></c>"#), "damaged"),
        (row(r#"<c r="A1"><x><c r="B1"/></x></c>"#), "damaged"),
        (row(r#"<x><c r="A1"/></x>"#), "damaged"),
        (Sample::with_rows(r#"<row r="4294967297"/>"#), "damaged"),
        (Sample::with_rows(r#"<row r="1048577"/>"#), "damaged"),
        (Sample::with_rows("<c/>"), "damaged"),
        (Sample::with_sheet(&deep), "too large"),
        (Sample::with_sheet(&format!("<worksheet{attributes}><sheetData/></worksheet>")), "too large"),
        (Sample::with_sheet("<worksheet/>"), "damaged"),
        (Sample::with_sheet("<chartsheet><sheetData/></chartsheet>"), "damaged"),
        (Sample::with_sheet("<worksheet><sheetData/><sheetData/></worksheet>"), "damaged"),
        (Sample::with_sheet("<worksheet><sheetData><row>"), "damaged"),
        (
            Sample::with_sheet(
                "<worksheet><sheetData/><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells></worksheet>",
            ),
            "damaged",
        ),
        (Sample::with_sheet("").without("xl/worksheets/sheet1.xml"), "damaged"),
        (
            Sample::with_rows("").with("xl/workbook.xml", &workbook(&[("Số liệu", "1"), ("SỐ LIỆU", "1")])),
            "damaged",
        ),
        (Sample::with_rows("").with("xl/workbook.xml", &workbook(&[("Số liệu", "9")])), "damaged"),
        (Sample::with_rows("").with_bytes("XL/Workbook.xml", b"<workbook/>"), "damaged"),
        (Sample::with_rows("").with("xl/styles.xml", &"<a>".repeat(300)), "too large"),
        (
            Sample::with_rows("")
                .with("xl/media/bomb", "")
                .with("xl/sharedStrings.xml", &format!("<sst>{}</sst>", " ".repeat(4 << 20))),
            "too large",
        ),
    ] {
        let error = refused(&sample.pack());
        assert_eq!(word(&error), kind, "{error}");
    }
}

#[test]
fn other_encodings_are_refused() {
    let wide: Vec<u8> = "\u{feff}<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let narrow = b"<?xml version=\"1.0\" encoding=\"windows-1258\"?><sst/>";
    let ascii_wide: Vec<u8> = "<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for content in [wide.as_slice(), narrow, &ascii_wide] {
        let sample =
            Sample::with_rows("").without("xl/sharedStrings.xml").with_bytes("xl/sharedStrings.xml", content);
        let error = refused(&sample.pack());
        assert_eq!(word(&error), "damaged", "{error}");
        assert!(error.to_string().contains("UTF-8"), "{error}");
    }
}

#[test]
fn entries_of_one_name_are_refused() {
    let bytes = Sample::with_rows("").with_bytes("xl/workbook.xmm", b"<workbook/>").pack();
    let twins = replace(&bytes, b"xl/workbook.xmm", b"xl/workbook.xml");
    assert_eq!(word(&refused(&twins)), "damaged");
}

/// The same bytes with every such run replaced by one of the same length.
fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn a_flipped_bit_of_a_part_is_noticed() {
    let sample = row(r#"<c r="A1"><v>1234567</v></c>"#);
    let stored = sample.pack_as(CompressionMethod::Stored);
    let flipped = replace(&stored, b"1234567", b"1234576");
    assert_eq!(word(&refused(&flipped)), "damaged");
}

/// Whatever byte is lost or changed: an answer, and never another figure.
#[test]
fn truncated_and_changed_packages_never_lie() {
    let bytes = row(r#"<c r="A1"><v>1913</v></c>"#).pack();
    for length in 0..bytes.len() {
        refused(&bytes[..length]);
    }
    let read = |bytes: &[u8]| read_sheets(Cursor::new(bytes), &Limits::default());
    let honest = read(&bytes).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        if let Ok(sheets) = read(&changed) {
            assert_eq!(sheets.first().map(|s| &s.cells), honest.first().map(|s| &s.cells), "byte {at}");
        }
    }
}

#[test]
fn each_limit_holds() {
    let bytes = row(r#"<c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c>"#).pack();
    let settings: [(&str, Setting); 12] = [
        ("input", |limits| limits.input_bytes = 100),
        ("entries", |limits| limits.entries = 6),
        ("part", |limits| limits.part_bytes = 100),
        ("total", |limits| limits.total_bytes = 1000),
        ("depth", |limits| limits.xml_depth = 4),
        ("event", |limits| limits.xml_event_bytes = 20),
        ("attributes", |limits| limits.xml_attributes = 1),
        ("sheets", |limits| limits.sheets = 0),
        ("cells", |limits| limits.cells = 1),
        ("formats", |limits| limits.formats = 1),
        ("shared text", |limits| limits.shared_text_bytes = 1),
        ("cell text", |limits| limits.cell_text_bytes = 0),
    ];
    each_limit_refuses(&settings, |limits| read_sheets(Cursor::new(&bytes), limits));
}

mod broken_parts {
    use proptest::prelude::*;

    use super::*;

    const SHEET: &str = concat!(
        r#"<worksheet><dimension ref="A1:C2"/><sheetData><row r="1"><c r="A1" s="1"><v>1.5</v></c>"#,
        r#"<c r="B1" t="s"><v>0</v></c><c t="e"><f t="shared" ref="A1:A2" si="0">A1</f><v>#N/A</v></c></row>"#,
        r#"<row><c t="inlineStr"><is><r><t>a </t></r></is></c></row></sheetData>"#,
        r#"<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#,
    );
    const STRINGS: &str = concat!(
        r#"<sst count="2" uniqueCount="2"><si><t>a_x0041_</t></si>"#,
        r#"<si><r><t xml:space="preserve"> b</t></r><rPh><t>c</t></rPh></si></sst>"#,
    );
    const STYLES: &str = concat!(
        r#"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="[Red]0.0%;@"/></numFmts><cellXfs>"#,
        r#"<xf numFmtId="14"/><xf numFmtId="164"><alignment horizontal="left"/></xf></cellXfs></styleSheet>"#,
    );

    fn parts() -> impl Strategy<Value = (&'static str, String)> {
        prop_oneof![
            4 => Just(("xl/worksheets/sheet1.xml", SHEET.to_owned())),
            1 => Just(("xl/sharedStrings.xml", STRINGS.to_owned())),
            1 => Just(("xl/styles.xml", STYLES.to_owned())),
            1 => Just(("xl/workbook.xml", workbook(&[("Số liệu", "1")]))),
        ]
    }

    /// Cuts pieces out of a part and puts them, or something rude, elsewhere.
    fn broken() -> impl Strategy<Value = (&'static str, String)> {
        let rude = prop::sample::select(vec![
            "<c/>",
            "</c>",
            "<row>",
            "<si/>",
            "<v>",
            "9999999999",
            "\"",
            "-1",
            "&#0;",
            "<!--",
            "]]>",
            "1e999",
            "<xf/>",
        ]);
        let edit =
            (any::<prop::sample::Index>(), 0_usize..20, any::<prop::sample::Index>(), prop::option::of(rude));
        (parts(), prop::collection::vec(edit, 1..4))
            .prop_map(|((name, content), edits)| (name, edited(&content, edits)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// The guards stand in front: the reader behind them never panics, and the library is never to blame.
        #[test]
        fn no_broken_part_gets_past_the_guards((name, content) in broken()) {
            let sample = Sample::with_rows("").without(name).with_bytes(name, content.as_bytes());
            if let Err(error) = read_sheets(Cursor::new(sample.pack()), &Limits::default()) {
                prop_assert_ne!(word(&error), "another kind", "{}", error);
                prop_assert!(!error.to_string().contains("bộ đọc bảng tính"), "{}", error);
            }
        }
    }
}

#[test]
fn far_more_entries_than_declared_are_not_walked() {
    let mut bytes = row("").pack();
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    bytes[end + 10..end + 12].copy_from_slice(&60_000_u16.to_le_bytes());
    assert_eq!(word(&refused(&bytes)), "too large");
    bytes.write_all(b"junk").unwrap();
    assert_eq!(word(&refused(&bytes)), "too large");
}
