//! Files that are not drafts, or that lie: each is refused and says why, or read with a finding.

use std::io::Cursor;

use zip::CompressionMethod;

use super::{read_draft, read_draft_with};
use crate::document::Document;
use crate::error::Result;
use crate::finding::Sourced;
use crate::package::samples::{Sample, Setting, compound, each_limit_refuses, edited, relations, word};

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn draft(body: &str) -> Sample {
    Sample::default()
        .with("[Content_Types].xml", "<Types/>")
        .with("_rels/.rels", &relations(&[("1", "officeDocument", "word/document.xml")]))
        .with(
            "word/_rels/document.xml.rels",
            &relations(&[("1", "footnotes", "footnotes.xml"), ("2", "styles", "styles.xml"), ("3", "numbering", "lists.xml")]),
        )
        .with("word/footnotes.xml", &format!(r#"<w:footnotes {WORD}><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:t> Ghi chú.</w:t></w:r></w:p></w:footnote></w:footnotes>"#))
        .with("word/styles.xml", &format!(r#"<w:styles {WORD}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#))
        .with("word/lists.xml", &format!(r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1.%9.%0"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#))
        .with("word/document.xml", &format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"))
}

fn text(said: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>"#)
}

fn read(bytes: &[u8]) -> Result<Sourced<Document>> {
    read_draft(Cursor::new(bytes))
}

#[test]
fn other_files_are_named() {
    let main = |root: &str| draft("").with("word/document.xml", &format!("<{root}/>")).pack();
    let odt = Sample::default().with("mimetype", "application/vnd.oasis.opendocument.text");
    for (bytes, kind, named) in [
        (Vec::new(), "empty", "rỗng"),
        (b"%PDF-1.7".to_vec(), "foreign", "PDF"),
        (b"B\xc3\x81O C\xc3\x81O".to_vec(), "foreign", ".txt"),
        (b"<html><body>".to_vec(), "foreign", "HTML"),
        (b"{\\rtf1".to_vec(), "foreign", "RTF"),
        (compound("WordDocument"), "foreign", ".doc cũ"),
        (compound("EncryptedPackage"), "encrypted", "mật khẩu"),
        (main("workbook"), "foreign", ".xlsx"),
        (main("document"), "foreign", "không theo định dạng của Word"),
        (odt.pack(), "foreign", ".odt"),
        (draft("").with("_rels/.rels", "<Relationships/>").pack(), "foreign", "không có văn bản"),
        (draft("").without("word/document.xml").pack(), "damaged", "word/document.xml"),
        (draft("<w:p/>").pack(), "foreign", "không có chữ nào"),
    ] {
        let error = read(&bytes).expect_err(named);
        assert_eq!(word(&error), kind, "{error}");
        assert!(error.to_string().contains(named), "{error}");
        let other = error.to_string();
        assert!(kind != "foreign" || other.starts_with("cần văn bản Word (.docx), tệp này là "), "{other}");
    }
}

#[test]
fn lies_in_parts_are_refused() {
    let nested = |times: usize| {
        format!(
            "{}{}{}",
            "<w:tbl><w:tr><w:tc>".repeat(times),
            text("sâu"),
            "</w:tc></w:tr></w:tbl>".repeat(times)
        )
    };
    let whole = |xml: &str| draft("").with("word/document.xml", xml);
    for (sample, kind) in [
        (draft(&nested(10_000)), "too large"),
        (draft(&nested(40)), "too large"),
        (draft(&"<w:ins>".repeat(300)), "too large"),
        (whole(&format!("<!DOCTYPE x [<!ENTITY a 'b'>]><w:document {WORD}/>")), "damaged"),
        (draft(&text("&a;")), "damaged"),
        (whole(&format!("<w:document {WORD}><w:body>{}", text("a"))), "damaged"),
        (draft(&format!("<w:p>{}</w:p>", text("đoạn trong đoạn"))), "damaged"),
        (draft(&format!("<w:tbl>{}</w:tbl>", text("đoạn trong bảng"))), "damaged"),
        (draft("<w:tr/>"), "damaged"),
        (draft("<w:tbl><w:tc/></w:tbl>"), "damaged"),
        (draft(&text("a")).with("word/Styles.xml", "<x/>"), "damaged"),
        (draft(&text("a")).without("word/styles.xml"), "damaged"),
        (draft(&text(&" ".repeat(4 << 20))), "too large"),
        (
            draft(&format!("<w:tbl><w:tblGrid>{}</w:tblGrid></w:tbl>", "<w:gridCol/>".repeat(2_000))),
            "too large",
        ),
    ] {
        let error = read(&sample.pack()).expect_err(kind);
        assert_eq!(word(&error), kind, "{error}");
    }
}

#[test]
fn other_encodings_are_refused() {
    let xml = format!("<w:document {WORD}><w:body>{}</w:body></w:document>", text("một"));
    let wide: Vec<u8> = format!("\u{feff}{xml}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let narrow = format!("<?xml version=\"1.0\" encoding=\"windows-1258\"?>{xml}").into_bytes();
    for content in [wide, narrow] {
        let sample = draft("").without("word/document.xml").with_bytes("word/document.xml", &content);
        let error = read(&sample.pack()).expect_err("another encoding");
        assert!(word(&error) == "damaged" && error.to_string().contains("UTF-8"), "{error}");
    }
    let marked = format!("\u{feff}{xml}").into_bytes();
    let sample = draft("").without("word/document.xml").with_bytes("word/document.xml", &marked);
    assert!(read(&sample.pack()).is_ok(), "the mark of UTF-8 is none of the text");
}

#[test]
fn odd_drafts_are_read_with_findings() {
    let codes = |body: &str| {
        let read = read(&draft(&format!("{}{body}", text("Chữ."))).pack()).unwrap();
        let mut codes: Vec<&str> = read.findings.iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    };
    let list = r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#;
    assert_eq!(codes(list), [""; 0]);
    let unclosed = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.repeat(1_000);
    assert_eq!(codes(&format!("<w:p>{unclosed}<w:r><w:t>còn</w:t></w:r></w:p>")), ["FORM205"]);
    assert_eq!(codes(r#"<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>"#), ["FORM204"]);
    assert_eq!(
        codes(
            r#"<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r></w:p>"#
        ),
        [""; 0]
    );
    // Unicode in a VNI font is Unicode also where a run ends inside it
    let vni =
        |said: &str| format!(r#"<w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>{said}</w:t></w:r>"#);
    assert_eq!(codes(&format!("<w:p>{}{}</w:p>", vni("Diện"), vni("tích"))), [""; 0]);
    assert_eq!(codes(&format!("<w:p>{}{}</w:p>", vni("Uûy"), vni(" ban"))), ["FORM201"]);
    assert_eq!(codes(r#"<w:altChunk r:id="x"/>"#), ["FORM202"]);
    assert_eq!(codes(&text("&#11;").repeat(300)), ["FORM208", "FORM203"]);
    let spans = r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="-4"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    assert_eq!(codes(spans), [""; 0]);
}

#[test]
fn what_is_found_of_characters_stands_in_the_text() {
    let field = |kind| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let said = |said: &str| format!("<w:r><w:t>{said}</w:t></w:r>");
    // a sign of a symbol font that nobody knows: in the code of a field, beside spaces that do not print
    let hidden = [field("begin"), said("ab\u{f0ff}"), field("end"), said("x")].concat();
    let unclosed = [said("x"), field("begin"), said("ab\u{f0ff}")].concat();
    for (runs, text, span) in [
        (hidden, "x", (0, 0)),
        (unclosed, "xab\u{fffd}", (1, 4)),
        (said("  ab\u{f0ff} "), "ab\u{fffd}", (0, 3)),
        (said("x") + &said(" ab\u{f0ff} ") + &said("y"), "xab\u{fffd}y", (1, 4)),
        (said("e") + &said("\u{301}\u{f0ff}"), "\u{e9}\u{fffd}", (1, 2)),
    ] {
        let read = read(&draft(&format!("<w:p>{runs}</w:p>")).pack()).unwrap();
        let Some(crate::document::Block::Paragraph(paragraph)) = read.value.parts[0].blocks.first() else {
            panic!("a paragraph")
        };
        assert_eq!(paragraph.text(), text);
        let found = read.findings.iter().find(|finding| finding.code == "FORM203").unwrap();
        assert_eq!(found.place.span(), Some(span), "{text}");
    }
}

#[test]
fn each_limit_holds() {
    let bytes = draft(&text("Chữ của văn bản.").repeat(3)).pack();
    let settings: [(&str, Setting); 8] = [
        ("input", |limits| limits.input_bytes = 100),
        ("entries", |limits| limits.entries = 3),
        ("part", |limits| limits.part_bytes = 100),
        ("total", |limits| limits.total_bytes = 1_000),
        ("depth", |limits| limits.xml_depth = 4),
        ("paragraphs", |limits| limits.paragraphs = 2),
        ("runs", |limits| limits.runs = 2),
        ("text", |limits| limits.draft_text_bytes = 20),
    ];
    each_limit_refuses(&settings, |limits| read_draft_with(Cursor::new(&bytes), limits));
}

/// Whatever byte is lost or changed: an answer, and never another text.
#[test]
fn truncated_and_changed_packages_never_lie() {
    let bytes = draft(&text("Tiếp nhận 1.913 hồ sơ.")).pack();
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length]).is_err());
    }
    let honest = read(&bytes).unwrap().value;
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        if let Ok(read) = read(&changed) {
            assert_eq!(read.value.parts, honest.parts, "byte {at}");
        }
    }
    let stored = draft(&text("1234567")).pack_as(CompressionMethod::Stored);
    let at = stored.windows(7).position(|seven| seven == b"1234567").unwrap();
    let mut flipped = stored.clone();
    flipped[at] = b'9';
    assert_eq!(word(&read(&flipped).expect_err("a wrong checksum")), "damaged");
}

mod broken_parts {
    use proptest::prelude::*;

    use super::*;

    const BODY: &str = concat!(
        r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:commentRangeStart w:id="1"/>"#,
        r#"<w:r><w:rPr><w:b/></w:rPr><w:t>Một </w:t><w:tab/><w:footnoteReference w:id="1"/></w:r><w:commentRangeEnd w:id="1"/></w:p>"#,
        r#"<w:tbl><w:tblGrid><w:gridCol w:w="5"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></w:r></w:p><w:sectPr/>"#,
    );

    /// Cuts pieces out of the text and puts them, or something rude, elsewhere.
    fn broken() -> impl Strategy<Value = String> {
        let rude = prop::sample::select(vec![
            "<w:p>",
            "</w:p>",
            "<w:tc/>",
            "<w:r>",
            "<w:t>",
            "</w:t>",
            "<w:tbl/>",
            "&#0;",
            "\"",
            "<!--",
            "]]>",
            "<w:del>",
            "<w:sdt>",
            "\u{301}",
            "<w:sectPr><w:headerReference/></w:sectPr>",
            "<w:body>",
            "<w:footnote/>",
        ]);
        let edit =
            (any::<prop::sample::Index>(), 0_usize..40, any::<prop::sample::Index>(), prop::option::of(rude));
        prop::collection::vec(edit, 1..5).prop_map(|edits| edited(BODY, edits))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_broken_text_is_the_library_s_fault(body in broken()) {
            if let Err(error) = read(&draft(&body).pack()) {
                prop_assert_ne!(word(&error), "another kind", "{}", error);
            }
        }
    }
}
