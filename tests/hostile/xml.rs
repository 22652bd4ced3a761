//! XML that is broken, or that asks a parser for more than it should.

use crate::build::Pack;
use crate::case::{Case, Expected, Reader};
use crate::samples::{
    DOCUMENT, SHEET, STRINGS, STYLES, WORKBOOK, draft_with, ods_number, ods_row, paragraph, row,
};
use Expected::{Fails, Passes, Reads};

/// Every part that a reader asks for.
const PARTS: [(&str, &[&str]); 3] = [
    ("xlsx", &["_rels/.rels", WORKBOOK, "xl/_rels/workbook.xml.rels", STRINGS, STYLES, SHEET]),
    ("ods", &["META-INF/manifest.xml", "styles.xml", "content.xml"]),
    (
        "docx",
        &[
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/numbering.xml",
            "word/footnotes.xml",
            "word/comments.xml",
            DOCUMENT,
        ],
    ),
];

fn honest(kind: &str) -> (Reader, Pack) {
    match kind {
        "xlsx" => (Reader::Workbook, row(r#"<c r="A1"><v>1913</v></c>"#)),
        "ods" => (Reader::Workbook, ods_row(&ods_number(""))),
        _ => (Reader::Draft, draft_with(&paragraph("Hết."))),
    }
}

/// A part's text made wrong.
type Fault = fn(&str) -> Vec<u8>;

/// Faults that are the same in every part.
fn faults() -> Vec<(&'static str, Expected, Fault)> {
    let damaged = || Fails("damaged");
    vec![
        ("a DOCTYPE", damaged(), |text| before_root(text, "<!DOCTYPE a>")),
        ("a file from the disk", damaged(), |text| {
            before_root(text, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
        }),
        ("entities in entities", damaged(), |text| {
            before_root(text, "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY c \"&b;&b;&b;&b;\">]>")
        }),
        ("an entity that nobody declared", damaged(), |text| in_root(text, "&x;")),
        ("the character 0", damaged(), |text| in_root(text, "&#0;")),
        ("a character beyond Unicode", damaged(), |text| in_root(text, "&#x110000;")),
        ("half a character", damaged(), |text| in_root(text, "&#xD800;")),
        ("300 elements deep", Passes("xml_depth"), |text| {
            in_root(text, &format!("{}{}", "<x>".repeat(300), "</x>".repeat(300)))
        }),
        ("200 000 elements deep and open", Passes("xml_depth"), |text| in_root(text, &"<x>".repeat(200_000))),
        ("300 attributes", Passes("xml_attributes"), |text| {
            let many: String = (0..300).map(|number| format!(" a{number}=\"\"")).collect();
            in_root(text, &format!("<x{many}/>"))
        }),
        ("an attribute twice", damaged(), |text| in_root(text, r#"<x a="1" a="2"/>"#)),
        ("an attribute without quotes", damaged(), |text| in_root(text, "<x a=1/>")),
        ("an element that nothing closes", damaged(), |text| in_root(text, "<x>")),
        ("an element closed twice", damaged(), |text| in_root(text, "</x>")),
        ("elements crossed", damaged(), |text| in_root(text, "<x><y></x></y>")),
        ("two roots", damaged(), |text| format!("{text}<x/>").into_bytes()),
        ("no root", damaged(), |_| b"<?xml version=\"1.0\"?>".to_vec()),
        ("no byte", damaged(), |_| Vec::new()),
        ("a tag cut", damaged(), |text| text.as_bytes()[..text.len() - 1].to_vec()),
        ("the end cut", damaged(), |text| text.as_bytes()[..text.rfind("</").unwrap()].to_vec()),
        ("a comment that nothing closes", damaged(), |text| in_root(text, "<!-- ")),
        ("characters that nothing closes", damaged(), |text| in_root(text, "<![CDATA[ ")),
        ("UTF-16, the low byte first", damaged(), |text| wide(text, u16::to_le_bytes)),
        ("UTF-16, the high byte first", damaged(), |text| wide(text, u16::to_be_bytes)),
        ("a code page of Windows", damaged(), |text| text.replace("UTF-8", "windows-1258").into_bytes()),
        ("bytes that are no UTF-8", damaged(), |text| {
            let mut bytes = in_root(text, "<!--x-->");
            let at = bytes.windows(5).position(|five| five == b"<!--x").unwrap();
            bytes[at + 4] = 0xff;
            bytes
        }),
        ("a comment and an instruction", Reads, |text| in_root(text, "<!-- Báo cáo --><?x y?>")),
        ("the mark of UTF-8", Reads, |text| format!("\u{feff}{text}").into_bytes()),
    ]
}

fn before_root(text: &str, what: &str) -> Vec<u8> {
    text.replacen("?>", &format!("?>{what}"), 1).into_bytes()
}

fn in_root(text: &str, what: &str) -> Vec<u8> {
    let end = text.rfind("</").unwrap();
    format!("{}{what}{}", &text[..end], &text[end..]).into_bytes()
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{}", text.replace("UTF-8", "UTF-16")).encode_utf16().flat_map(bytes).collect()
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (kind, parts) in PARTS {
        let (reader, pack) = honest(kind);
        for part in parts {
            for (what, expected, fault) in faults() {
                let (pack, name) = (pack.clone(), format!("{kind}: {part}: {what}"));
                cases.push(Case::new((name, reader), expected, move || {
                    pack.clone().with(part, fault(&pack.text(part))).raw().bytes()
                }));
            }
        }
        // one text and one tag longer than a parser should hold
        let part = parts[parts.len() - 1];
        for (what, piece) in [("a text of 17 MiB", "x"), ("a tag of 17 MiB", "<x y='")] {
            let pack = pack.clone();
            let case = Case::new((format!("{kind}: {what}"), reader), Passes("xml_event_bytes"), move || {
                let mut filler: String = piece.to_owned();
                filler.extend((0..(17 << 20)).map(|at: u32| char::from(b'a' + (at % 23) as u8)));
                let close = if piece == "x" { "" } else { "'/>" };
                pack.clone().with(part, in_root(&pack.text(part), &format!("{filler}{close}"))).raw().bytes()
            });
            cases.push(if (kind, piece) == ("docx", "x") { case } else { case.long() });
        }
    }
    cases
}
