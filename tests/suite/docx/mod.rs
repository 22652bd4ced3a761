//! The Word report as a package: every part, relation and order a strict reader asks for.

pub(crate) mod package;
pub(crate) mod sample;

use std::io::Cursor;

use baocao::document::{Block, Comment, Document, Frame, Note, NoteKind, Role, Run};
use baocao::write_docx;

use crate::support::Checked;
use package::*;
use sample::*;

#[test]
fn the_package_is_whole() {
    for document in [full(), without_extras(), empty(), Document { parts: Vec::new(), ..empty() }] {
        let parts = parts(&document);
        for name in [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/styles.xml",
            "docProps/core.xml",
        ] {
            assert!(parts.contains_key(name), "{name} is missing");
        }
        every_part_has_a_type(&parts);
        every_relation_has_a_target(&parts);
        every_reference_is_defined(&parts);
        assert!(values(&parts["word/document.xml"], "w:gridCol", "w:type").is_empty());
        assert!(values(&parts["word/styles.xml"], "w:name", "w:val").iter().all(|name| !name.contains(',')));
    }
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    for (name, xml) in parts(&full()) {
        in_order((&name, &xml), ORDERS);
    }
}

#[test]
fn marks_stand_where_the_schema_has_them() {
    let report = &Checked::clean().report;
    let parts = parts(report);
    every_part_has_a_type(&parts);
    every_relation_has_a_target(&parts);
    every_reference_is_defined(&parts);
    let orders =
        [("w:sdt", "w:sdtPr w:sdtContent"), ("w:sdtPr", "w:tag w15:appearance"), ("w:sdtContent", "w:r")];
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let xml = &parts[name];
        in_order((name, xml), ORDERS);
        in_order((name, xml), &orders);
        let ids = |element: &str| values(xml, element, "w:id");
        assert_eq!(ids("w:bookmarkStart"), ids("w:bookmarkEnd"), "{name}");
        assert!(!ids("w:bookmarkStart").is_empty(), "{name}");
    }
    let untied = self::parts(&report.clone().untied());
    assert!(untied.iter().all(|(name, xml)| !name.contains("customXml") && !xml.contains("w:sdt")));
}

/// What ECMA-376 part 1 allows in each element we write, in order (17.3.1.26, 17.3.2.28, 17.4, 17.6.17, 17.7.4.17, 17.15.1.78).
const ORDERS: &[(&str, &str)] = &[
    ("w:tbl", "w:tblPr w:tblGrid w:tr"),
    ("w:tr", "w:trPr w:tc"),
    ("w:pPr", "w:pStyle w:keepNext w:pBdr w:spacing w:ind w:jc w:outlineLvl w:rPr w:sectPr"),
    ("w:rPr", "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:sz w:szCs w:vertAlign w:lang"),
    ("w:tblPr", "w:tblW w:jc w:tblBorders w:tblLayout w:tblCellMar"),
    ("w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tblCellMar", "w:top w:left w:bottom w:right"),
    ("w:trPr", "w:cantSplit w:tblHeader"),
    ("w:tcPr", "w:tcW w:gridSpan w:vMerge w:vAlign"),
    ("w:sectPr", "w:headerReference w:pgSz w:pgMar w:pgNumType w:cols w:titlePg"),
    ("w:style", "w:name w:basedOn w:qFormat w:pPr w:rPr"),
    ("w:styles", "w:docDefaults w:style"),
    ("w:docDefaults", "w:rPrDefault w:pPrDefault"),
    (
        "w:settings",
        "w:zoom w:defaultTabStop w:characterSpacingControl w:footnotePr w:compat w:themeFontLang w:decimalSymbol w:listSeparator",
    ),
];

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = bytes(&full());
    let elsewhere = std::thread::spawn(|| (bytes(&without_extras()), bytes(&full())).1).join().unwrap();
    assert_eq!(first, bytes(&full()));
    assert_eq!(first, elsewhere);
}

#[test]
fn the_archive_is_deflated_and_has_no_clock() {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(&full()))).unwrap();
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        assert_eq!(entry.compression(), zip::CompressionMethod::Deflated, "{name}");
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()), "{name}");
        names.push(name);
    }
    assert_eq!(names[0], "[Content_Types].xml");
    assert!(names[1..].is_sorted());
}

#[test]
fn what_xml_forbids_leaves_a_mark() {
    let mut document = without_extras();
    document.title = "Báo\u{1}cáo <&>".to_owned();
    document.comments = vec![Comment { lines: vec!["a\u{2}".to_owned()] }];
    let run = Run { comments: vec![0], ..Run::plain("sai\u{0} <w:p> & \"đúng\"\r\nhết\u{FFFF}\t.") };
    document.parts[0].blocks = vec![paragraph(Role::Body, vec![run])];
    let parts = parts(&document);
    assert_eq!(texts(&parts["word/document.xml"]), "sai\u{FFFD} <w:p> & \"đúng\"hết\u{FFFD}.");
    assert_eq!(texts(&parts["word/comments.xml"]), "a\u{FFFD}");
    assert!(parts["docProps/core.xml"].contains("<dc:title>Báo\u{FFFD}cáo &lt;&amp;&gt;</dc:title>"));
    for xml in parts.values() {
        assert!(
            xml.chars().all(
                |c| matches!(c, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
            )
        );
    }
}

#[test]
fn notes_are_numbered_in_the_order_of_their_marks() {
    let mut document = without_extras();
    document.notes = ["a", "b", "bỏ"]
        .map(|text| Note { kind: NoteKind::Footnote, code: None, runs: vec![Run::plain(text)] })
        .to_vec();
    let cited = |index| Run { note: Some(index), ..Run::plain("x") };
    document.parts[0].blocks = vec![paragraph(Role::Body, vec![cited(1), cited(0), cited(1)])];
    let parts = parts(&document);
    assert_eq!(texts(&parts["word/footnotes.xml"]), " b a");
    assert_eq!(texts(&parts["word/document.xml"]), "xxx1", "the second mark of a note is its bare number");
}

#[test]
fn a_comment_spans_one_run_and_has_no_date() {
    let parts = parts(&full());
    let (document, comments) = (&parts["word/document.xml"], &parts["word/comments.xml"]);
    for id in 0..3 {
        for mark in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
            assert_eq!(document.matches(&format!(r#"<w:{mark} w:id="{id}""#)).count(), 1, "{mark} {id}");
        }
        assert!(comments.contains(&format!(r#"<w:comment w:id="{id}" w:author="baocao" w:initials="bc">"#)));
    }
    assert!(!parts["word/footnotes.xml"].contains("comment"), "Word keeps no comments in notes");
}

#[test]
fn each_part_is_a_section_with_pages_of_its_own() {
    let parts = parts(&full());
    let document = &parts["word/document.xml"];
    assert_eq!(values(document, "w:pgNumType", "w:start"), ["1", "1", "1"]);
    assert_eq!(document.matches("<w:titlePg/>").count(), 3, "no number on a first page");
    assert_eq!(values(document, "w:headerReference", "r:id"), ["header1", "header2", "header3"]);
    assert_eq!(values(document, "w:pgSz", "w:w"), ["11906", "16838", "11906"]);
    assert_eq!(values(document, "w:pgSz", "w:orient"), ["landscape"]);
    assert!(parts["word/header2.xml"].contains(" PAGE "));
}

#[test]
fn head_rows_repeat_and_no_row_breaks() {
    let document = &parts(&full())["word/document.xml"];
    let rows: Vec<_> = document.split("<w:tr>").skip(1).collect();
    assert!(rows.iter().all(|row| row.contains("<w:cantSplit/>")));
    let heads: Vec<_> = rows.iter().filter(|row| row.contains("<w:tblHeader/>")).collect();
    assert_eq!(heads.len(), 8, "two rows of four tables");
    assert!(heads.iter().all(|row| row.contains("table-head")));
}

#[test]
fn the_signature_keeps_the_last_two_paragraphs() {
    let parts = parts(&full());
    let kept: Vec<_> =
        parts["word/document.xml"].split("</w:p>").filter(|p| p.contains("<w:keepNext/>")).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept[1].contains("./."));
}

#[test]
fn a_contradiction_is_an_error_that_names_it() {
    type Spoil = fn(&mut Document);
    let cases: [(Spoil, &str); 5] = [
        (|d| d.parts[0].page = "lạ".to_owned(), "[pages.lạ]"),
        (|d| drop(d.layout.roles.remove(&Role::Body)), "“body”"),
        (|d| d.notes.clear(), "chú thích số 0"),
        (|d| d.comments.clear(), "nhận xét số 0"),
        (
            |d| d.parts[0].blocks.push(Block::Table(table(Frame::Grid, &[1, 1], vec![row(&["một"])]))),
            "1 cột, bảng có 2",
        ),
    ];
    for (spoil, named) in cases {
        let mut document = full();
        spoil(&mut document);
        let error = write_docx(&document, Vec::new()).unwrap_err();
        assert!(error.to_string().contains(named), "{error}");
    }
}

#[test]
fn a_small_document_reads_like_this() {
    let document = small();
    let parts = parts(&document);
    insta::assert_snapshot!(indented(&parts["word/document.xml"]));
}

#[test]
fn samples_for_the_schema_validator() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (mut only_comments, mut only_notes) = (full(), full());
    strip_notes(&mut only_comments.parts);
    strip_comments(&mut only_notes.parts);
    only_notes.notes[2].runs[0].comments.clear();
    let samples = [
        ("full", full()),
        ("plain", without_extras()),
        ("empty", empty()),
        ("nothing", Document { parts: Vec::new(), ..empty() }),
        ("small", small()),
        ("comments", only_comments),
        ("notes", only_notes),
    ];
    for (name, document) in samples {
        std::fs::write(folder.join(format!("{name}.docx")), bytes(&document)).unwrap();
    }
}
