//! The Word report as a package: every part, relation and order a strict reader asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use baocao::{
    Block, Comment, Document, Frame, Layout, Merge, Note, Paragraph, Part, Role, Row, Rule, Run, Table,
    TableCell, write_docx,
};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

type Parts = BTreeMap<String, String>;

#[test]
fn the_package_is_whole() {
    for document in [full(), without_extras(), empty()] {
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
        let mut open: Vec<(String, usize)> = Vec::new();
        for event in events(&xml) {
            let (tag, leaf) = match &event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                _ => continue,
            };
            let child = tag.name().as_ref().to_owned();
            if let Some((parent, last)) = open.last_mut()
                && let Some((_, order)) = ORDERS.iter().find(|(element, _)| element == parent)
            {
                let place = order.split(' ').position(|known| known == child);
                let place = place.unwrap_or_else(|| panic!("{name}: {parent} may not hold {child}"));
                assert!(place >= *last, "{name}: {child} stands too late in {parent}");
                *last = place;
            }
            if !leaf {
                open.push((child, 0));
            }
        }
        assert!(open.is_empty(), "{name} ends inside an element");
    }
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
    document.notes = ["a", "b", "bỏ"].map(|text| Note { code: None, runs: vec![Run::plain(text)] }).to_vec();
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
fn the_signature_keeps_the_last_two_paragraphs() {
    let parts = parts(&full());
    let kept: Vec<_> =
        parts["word/document.xml"].split("</w:p>").filter(|p| p.contains("<w:keepNext/>")).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept[1].contains("./."));
}

#[test]
fn a_contradiction_is_an_error_that_names_it() {
    let cases: [(fn(&mut Document), &str); 5] = [
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
    let mut only_comments = full();
    only_comments.notes.clear();
    strip_notes(&mut only_comments.parts);
    let samples = [
        ("full", full()),
        ("plain", without_extras()),
        ("empty", empty()),
        ("small", small()),
        ("comments", only_comments),
    ];
    for (name, document) in samples {
        std::fs::write(folder.join(format!("{name}.docx")), bytes(&document)).unwrap();
    }
}

// Documents

fn full() -> Document {
    let comments = ["Tổng khác số chi tiết.", "Xem lại ngày.", "Nguồn của chú thích?"];
    let mut notes = [
        "Theo báo cáo tổng hợp <quý IV>.",
        "Kế hoạch số 05/KH-UBND & các phụ lục.",
        "Số liệu của bộ phận một cửa.",
    ]
    .map(|text| Note { code: None, runs: vec![Run::plain(text)] });
    notes[2].runs[0].comments = vec![2];
    Document {
        title: "Báo cáo kết quả công tác cải cách hành chính năm 2023".to_owned(),
        creator: "Ủy ban nhân dân xã Tịnh Châu".to_owned(),
        parts: vec![main_part(), wide_part(), tall_part()],
        notes: notes.to_vec(),
        comments: comments
            .map(|line| Comment { lines: vec![line.to_owned(), "Dòng hai.".to_owned()] })
            .to_vec(),
        layout: layout(),
    }
}

fn without_extras() -> Document {
    let mut document = full();
    document.notes.clear();
    document.comments.clear();
    document.parts.truncate(1);
    strip_notes(&mut document.parts);
    strip_comments(&mut document.parts);
    document
}

fn empty() -> Document {
    let part = Part { page: "main".to_owned(), blocks: Vec::new() };
    Document { parts: vec![part.clone(), part], ..without_extras() }
}

fn small() -> Document {
    let cell = TableCell { columns: 2, ..TableCell::text(Role::TableGroup, "A") };
    let rows = vec![row(&["TT", "Tên"]), Row { cells: vec![cell] }];
    let mut table = table(Frame::Grid, &[1, 3], rows);
    table.header_rows = 1;
    let marked = Run { bold: true, note: Some(0), comments: vec![0], ..Run::plain("05 văn bản") };
    Document {
        notes: full().notes,
        comments: full().comments,
        parts: vec![Part {
            page: "main".to_owned(),
            blocks: vec![
                Block::text(Role::Kind, "BÁO CÁO"),
                Block::Rule(Rule { under: "BÁO CÁO".to_owned(), role: Role::Kind, percent: 50 }),
                paragraph(Role::Body, vec![Run::plain("Đã ban hành "), marked, Run::plain(".\n\tHết.")]),
                Block::Table(table),
            ],
        }],
        ..without_extras()
    }
}

fn main_part() -> Part {
    let mut blocks = vec![letterhead()];
    let subject = "Kết quả công tác cải cách hành chính năm 2023";
    blocks.extend([
        Block::text(Role::Kind, "BÁO CÁO"),
        Block::text(Role::Subject, subject),
        Block::Rule(Rule { under: subject.to_owned(), role: Role::Subject, percent: 40 }),
        Block::text(Role::PeriodLine, "(Số liệu từ ngày 01/01/2023 đến ngày 06/12/2023)"),
        Block::text(Role::Salutation, "Kính gửi: Ủy ban nhân dân thành phố Quảng Ngãi."),
        Block::text(Role::Heading1, "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
        Block::text(Role::Heading2, "1. Ban hành văn bản"),
        Block::text(Role::Heading3, "a) Kế hoạch"),
    ]);
    let noted = Run { note: Some(0), ..Run::plain("Trong kỳ, xã tiếp nhận") };
    let checked = Run { comments: vec![0], bold: true, ..Run::plain(" 1.234 hồ sơ") };
    let second = Run { note: Some(1), comments: vec![1], ..Run::plain(", giải quyết 1.230 hồ sơ") };
    blocks.push(paragraph(Role::Body, vec![noted, checked, second, Run::plain(".")]));
    blocks.push(Block::text(Role::RunIn, "Kết quả cụ thể"));
    blocks.push(Block::text(Role::Item, "- Tiếp nhận trực tuyến: 800 hồ sơ."));
    blocks.push(Block::text(Role::SubItem, "+ Mức độ toàn trình: 500 hồ sơ."));
    blocks.push(Block::Table(figures(30)));
    for number in 1..6 {
        blocks.push(Block::text(
            Role::Body,
            format!("Đoạn {number}. {}", "Nội dung đoạn văn đủ dài để tràn dòng. ".repeat(6)),
        ));
    }
    blocks.push(Block::text(Role::Body, "Trên đây là báo cáo của Ủy ban nhân dân xã./."));
    blocks.push(signature());
    Part { page: "main".to_owned(), blocks }
}

fn wide_part() -> Part {
    let mut blocks = appendix_head("Phụ lục I");
    blocks.push(Block::Table(figures(40)));
    Part { page: "wide".to_owned(), blocks }
}

fn tall_part() -> Part {
    let mut blocks = appendix_head("Phụ lục II");
    let noted = Run { note: Some(2), ..Run::plain("Danh mục") };
    blocks.push(paragraph(Role::Body, vec![noted]));
    let mut outer = table(Frame::Grid, &[1, 1], vec![row(&["trái", "phải"])]);
    outer.rows[0].cells[1].blocks =
        vec![Block::Table(table(Frame::Grid, &[1, 2], vec![row(&["trong", "bảng"])]))];
    blocks.extend([Block::Table(outer), Block::Table(figures(60))]);
    Part { page: "appendix".to_owned(), blocks }
}

fn letterhead() -> Block {
    let cell = |blocks| TableCell { columns: 1, merge: Merge::Single, blocks };
    let rule = |under: &str, role, percent| Block::Rule(Rule { under: under.to_owned(), role, percent });
    let left = cell(vec![
        Block::text(Role::SuperiorBody, "THÀNH PHỐ QUẢNG NGÃI"),
        Block::text(Role::IssuingBody, "ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU"),
        rule("ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU", Role::IssuingBody, 40),
    ]);
    let right = cell(vec![
        Block::text(Role::NationalName, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Block::text(Role::Motto, "Độc lập - Tự do - Hạnh phúc"),
        rule("Độc lập - Tự do - Hạnh phúc", Role::Motto, 100),
    ]);
    let second = [
        TableCell::text(Role::Number, "Số: 05/BC-UBND"),
        TableCell::text(Role::PlaceDate, "Tịnh Châu, ngày 07 tháng 12 năm 2023"),
    ];
    Block::Table(table(
        Frame::None,
        &[42, 58],
        vec![Row { cells: vec![left, right] }, Row { cells: second.into() }],
    ))
}

fn signature() -> Block {
    let mut left = vec![Block::text(Role::RecipientsLabel, "Nơi nhận:")];
    left.extend(["- Như trên;", "- Lưu: VT, VP."].map(|line| Block::text(Role::Recipient, line)));
    let right = [
        (Role::Authority, "TM. ỦY BAN NHÂN DÂN"),
        (Role::Authority, "CHỦ TỊCH"),
        (Role::Signer, "Nguyễn Văn A"),
    ]
    .map(|(role, text)| Block::text(role, text));
    let cells = [left, right.into()].map(|blocks| TableCell { columns: 1, merge: Merge::Single, blocks });
    Block::Table(table(Frame::None, &[1, 1], vec![Row { cells: cells.into() }]))
}

/// A table with two head rows, merges across and down, and this many rows of figures.
fn figures(rows: usize) -> Table {
    let head =
        |text: &str, columns, merge| TableCell { columns, merge, ..TableCell::text(Role::TableHead, text) };
    let first =
        vec![head("TT", 1, Merge::First), head("Lĩnh vực", 1, Merge::First), head("Hồ sơ", 2, Merge::Single)];
    let second = vec![
        head("", 1, Merge::Below),
        head("", 1, Merge::Below),
        head("Tiếp nhận", 1, Merge::Single),
        head("Đúng hạn", 1, Merge::Single),
    ];
    let mut table = table(Frame::Grid, &[8, 52, 20, 20], vec![Row { cells: first }, Row { cells: second }]);
    table.header_rows = 2;
    for number in 1..=rows {
        let mut row = row(&[&number.to_string(), "Đất đai, môi trường và xây dựng", "1.234", "98,5%"]);
        row.cells[1] = TableCell::text(Role::TableText, "Đất đai, môi trường và xây dựng");
        table.rows.push(row);
    }
    table
}

fn appendix_head(number: &str) -> Vec<Block> {
    vec![
        Block::text(Role::AppendixNumber, number),
        Block::text(Role::AppendixTitle, "KẾT QUẢ GIẢI QUYẾT HỒ SƠ"),
        Block::text(Role::AppendixReference, "(Kèm theo Báo cáo số 05/BC-UBND ngày 07 tháng 12 năm 2023)"),
    ]
}

fn row(texts: &[&str]) -> Row {
    Row { cells: texts.iter().map(|text| TableCell::text(Role::TableNumber, *text)).collect() }
}

fn table(frame: Frame, widths: &[u16], rows: Vec<Row>) -> Table {
    Table { frame, widths: widths.to_vec(), header_rows: 0, rows }
}

fn paragraph(role: Role, runs: Vec<Run>) -> Block {
    Block::Paragraph(Paragraph { role, section: None, runs })
}

fn layout() -> Layout {
    let text = include_str!("../templates/bao-cao-cchc-xa/layout.toml");
    let mut layout = Layout::parse("layout.toml", text).unwrap();
    let mut wide = layout.pages["appendix"].clone();
    std::mem::swap(&mut wide.width, &mut wide.height);
    layout.pages.insert("wide".to_owned(), wide);
    layout
}

fn strip_notes(parts: &mut [Part]) {
    for_runs(parts, |run| run.note = None);
}

fn strip_comments(parts: &mut [Part]) {
    for_runs(parts, |run| run.comments.clear());
}

fn for_runs(parts: &mut [Part], change: impl Fn(&mut Run)) {
    for block in parts.iter_mut().flat_map(|part| &mut part.blocks) {
        if let Block::Paragraph(paragraph) = block {
            paragraph.runs.iter_mut().for_each(&change);
        }
    }
}

// Reading the package

fn bytes(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    write_docx(document, &mut out).unwrap();
    out
}

fn parts(document: &Document) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(document))).unwrap();
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut content = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    names.into_iter().map(|name| (name.clone(), content(&name))).collect()
}

fn events(xml: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(xml);
    std::iter::from_fn(|| Some(reader.read_event().unwrap()).filter(|event| *event != Event::Eof)).collect()
}

/// The values of an attribute, wherever it stands on an element of this name.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let tags = events(xml).into_iter().filter_map(|event| match event {
        Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == element => Some(tag),
        _ => None,
    });
    tags.filter_map(|tag| tag.try_get_attribute(attribute).unwrap().map(|found| found.value.into_owned()))
        .collect()
}

/// The text of a part's runs.
fn texts(xml: &str) -> String {
    let mut out = String::new();
    for event in events(xml) {
        match event {
            Event::Text(text) if !text.trim_ascii().is_empty() || text.len() == 1 => out.push_str(&text),
            Event::GeneralRef(name) => out.push_str(match &*name {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                other => panic!("&{other};"),
            }),
            _ => {}
        }
    }
    out.trim_start_matches('\n').to_owned()
}

fn every_part_has_a_type(parts: &Parts) {
    let types = &parts["[Content_Types].xml"];
    let typed: BTreeSet<_> = values(types, "Override", "PartName").into_iter().collect();
    for name in parts.keys().filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml") {
        assert!(typed.contains(&format!("/{name}")), "{name} has no content type");
    }
    assert!(typed.iter().all(|name| parts.contains_key(&name[1..])), "a type without its part");
}

fn every_relation_has_a_target(parts: &Parts) {
    for (list, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let targets = values(&parts[list], "Relationship", "Target");
        let ids: BTreeSet<_> = values(&parts[list], "Relationship", "Id").into_iter().collect();
        assert_eq!(ids.len(), targets.len(), "{list}: an id twice");
        for target in targets {
            assert!(parts.contains_key(&format!("{folder}{target}")), "{list}: {target}");
        }
        assert!(!parts[list].contains("TargetMode"), "nothing outside the file");
    }
}

/// Relations, styles, notes and comments the text refers to.
fn every_reference_is_defined(parts: &Parts) {
    let none = String::new();
    let part = |name: &str| parts.get(name).unwrap_or(&none);
    let document = part("word/document.xml");
    let held = |used: Vec<String>, defined: Vec<String>| {
        let defined: BTreeSet<_> = defined.into_iter().collect();
        assert!(used.iter().all(|id| defined.contains(id)), "{used:?} are not all in {defined:?}");
    };
    let relations = || values(part("word/_rels/document.xml.rels"), "Relationship", "Id");
    held(values(document, "w:headerReference", "r:id"), relations());
    for text in ["word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/header1.xml"] {
        for style in ["w:pStyle", "w:rStyle"] {
            held(values(part(text), style, "w:val"), values(part("word/styles.xml"), "w:style", "w:styleId"));
        }
    }
    let notes = || values(part("word/footnotes.xml"), "w:footnote", "w:id");
    held(values(document, "w:footnoteReference", "w:id"), notes());
    held(values(part("word/settings.xml"), "w:footnote", "w:id"), notes());
    let comments = || values(part("word/comments.xml"), "w:comment", "w:id");
    assert_eq!(values(document, "w:commentReference", "w:id"), comments());
}

/// One element a line.
fn indented(xml: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for event in events(xml) {
        let (line, before, after) = match event {
            Event::Start(tag) => (format!("<{}>", &*tag), 0, 1),
            Event::Empty(tag) => (format!("<{}/>", tag.trim_end()), 0, 0),
            Event::End(_) => (String::new(), 1, 0),
            Event::Text(text) if !text.trim().is_empty() => (format!("“{}”", &*text), 0, 0),
            _ => continue,
        };
        depth -= before;
        if !line.is_empty() {
            out.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
        }
        depth += after;
    }
    out
}
