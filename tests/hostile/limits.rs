//! Every field of `Limits` set low refuses what it is about, on every reader that it is about, by an error of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use baocao::linked::read_appendix_with;
use baocao::{
    ErrorKind, FormChanges, Limits, Result, Review, Templates, kind_of_with, read_draft_with,
    read_workbook_with, write_comments_with,
};

use crate::judge::TEMPLATES;
use crate::samples::{STRINGS, draft, ods, ods_number, paragraph, sheet};

/// A reader by its name.
type Reads = (&'static str, fn(&Limits) -> Result<()>);

/// The readers, each with a file that every limit of it can refuse.
const READERS: [Reads; 8] = [
    ("xlsx", |limits| read_workbook_with(Cursor::new(workbook()), TEMPLATES.catalogue(), limits).map(drop)),
    ("ods", |limits| {
        read_workbook_with(Cursor::new(open_document()), TEMPLATES.catalogue(), limits).map(drop)
    }),
    ("appendix", |limits| read_appendix_with(Cursor::new(workbook()), limits).map(drop)),
    ("form", |limits| {
        FormChanges::read_with(Cursor::new(workbook()), TEMPLATES.catalogue(), limits).map(drop)
    }),
    ("docx", |limits| read_draft_with(Cursor::new(document()), limits).map(drop)),
    ("annotate", |limits| {
        write_comments_with(
            Cursor::new(document()),
            (&Review::default(), None),
            Cursor::new(Vec::new()),
            limits,
        )
    }),
    ("kind", |limits| kind_of_with(Cursor::new(document()), limits).map(drop)),
    ("templates", |limits| {
        let files: BTreeMap<String, String> = BTreeMap::from([
            ("catalogue.toml".to_owned(), "schema = 1\nextends = \"bao-cao-cchc-xa\"\n".to_owned()),
            ("I.tera".to_owned(), "Một đoạn dài hơn giới hạn.\n".to_owned()),
        ]);
        let templates =
            Templates::new_with("thu", |name| Ok((name == "thu").then(|| files.clone())), limits)?;
        let sample = include_bytes!("../../examples/data/binh-lam-quy-3-2024.xlsx");
        let book = baocao::read_workbook(Cursor::new(sample), templates.catalogue())?;
        baocao::assemble(&book.value, templates.catalogue(), &templates).map(drop)
    }),
];

fn workbook() -> Vec<u8> {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>"#;
    let merges = r#"<mergeCells><mergeCell ref="D1:E1"/><mergeCell ref="D2:E2"/></mergeCells>"#;
    let pack = sheet(&format!("<worksheet><sheetData>{rows}</sheetData>{merges}</worksheet>"));
    pack.with(STRINGS, format!("<sst><si><t>{}</t></si></sst>", "dài ".repeat(2_000))).deflated()
}

fn open_document() -> Vec<u8> {
    let style = r#"<style:style style:name="a" style:family="table-cell"/>"#;
    let merged = r#"table:number-columns-spanned="2""#;
    let row = format!("<table:table-row>{}{}</table:table-row>", ods_number(merged), ods_number(""));
    let pack = ods(&row.repeat(2));
    let content = pack.text("content.xml").replacen(
        "</office:automatic-styles>",
        &format!("{style}</office:automatic-styles>"),
        1,
    );
    pack.with("content.xml", content).deflated()
}

fn document() -> Vec<u8> {
    let body = paragraph("Tiếp nhận 1.913 hồ sơ, đã giải quyết 1.900 hồ sơ.").repeat(3);
    draft(&body).deflated()
}

/// What is set, to what, and the readers that it must refuse.
type Trip = (&'static str, fn(&mut Limits), &'static [&'static str]);

const PACKAGES: &[&str] = &["xlsx", "ods", "appendix", "form", "docx", "annotate", "kind"];
const XML: &[&str] = &["xlsx", "ods", "appendix", "form", "docx", "annotate"];
const WORKBOOKS: &[&str] = &["xlsx", "ods", "appendix", "form"];
/// The appendix is found by its names and not read row by row.
const ROW_BY_ROW: &[&str] = &["xlsx", "ods", "form"];
const DRAFTS: &[&str] = &["docx", "annotate"];

const TRIPS: [Trip; 23] = [
    ("input_bytes", |limits| limits.input_bytes = 100, PACKAGES),
    ("entries", |limits| limits.entries = 3, PACKAGES),
    ("part_bytes", |limits| limits.part_bytes = 10, PACKAGES),
    ("total_bytes", |limits| limits.total_bytes = 20, PACKAGES),
    ("ratio", |limits| (limits.ratio, limits.ratio_free_bytes) = (1, 10), PACKAGES),
    ("ratio_free_bytes", |limits| (limits.ratio, limits.ratio_free_bytes) = (0, 50), PACKAGES),
    ("xml_depth", |limits| limits.xml_depth = 2, XML),
    ("xml_event_bytes", |limits| limits.xml_event_bytes = 30, XML),
    ("xml_attributes", |limits| limits.xml_attributes = 1, XML),
    ("sheets", |limits| limits.sheets = 0, WORKBOOKS),
    ("cells", |limits| limits.cells = 1, WORKBOOKS),
    ("rows", |limits| limits.rows = 1, ROW_BY_ROW),
    ("formats", |limits| limits.formats = 0, WORKBOOKS),
    ("merges", |limits| limits.merges = 1, WORKBOOKS),
    ("shared_text_bytes", |limits| limits.shared_text_bytes = 5, WORKBOOKS),
    ("cell_text_bytes", |limits| limits.cell_text_bytes = 0, WORKBOOKS),
    ("paragraphs", |limits| limits.paragraphs = 2, DRAFTS),
    ("runs", |limits| limits.runs = 2, DRAFTS),
    ("draft_text_bytes", |limits| limits.draft_text_bytes = 20, DRAFTS),
    ("draft_overhead_bytes", |limits| limits.draft_overhead_bytes = 0, DRAFTS),
    ("template_files", |limits| limits.template_files = 1, &["templates"]),
    ("template_bytes", |limits| limits.template_bytes = 10, &["templates"]),
    ("narrative_bytes", |limits| limits.narrative_bytes = 10, &["templates"]),
];

#[test]
fn every_limit_has_a_test_and_an_error_of_its_own() {
    for (name, set, readers) in TRIPS {
        for (reader, read) in READERS.iter().filter(|(reader, _)| readers.contains(reader)) {
            let mut limits = Limits::default();
            set(&mut limits);
            let error = read(&limits).expect_err(name);
            let ErrorKind::TooLarge { name: passed, what, value, limit } = error.kind() else {
                panic!("{reader}: {name}: {error}");
            };
            // the free bytes are what the ratio leaves free
            let own = if name == "ratio_free_bytes" { "ratio" } else { name };
            assert_eq!(*passed, own, "{reader}: {error}");
            assert!(value > limit && !what.is_empty(), "{reader}: {name}: {error}");
            let said = error.to_string();
            assert!(said.contains(&value.to_string()) && said.contains(&limit.to_string()), "{said}");
        }
    }
}

#[test]
fn every_field_is_tried() {
    let shown = format!("{:?}", Limits::default());
    let fields: BTreeSet<&str> =
        shown.split(['{', ',', '}']).filter_map(|field| Some(field.split_once(':')?.0.trim())).collect();
    let tried: BTreeSet<&str> = TRIPS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(fields, tried);
}

#[test]
fn honest_files_pass_the_defaults() {
    for (reader, read) in READERS.iter().filter(|(reader, _)| *reader != "form") {
        if let Err(error) = read(&Limits::default()) {
            panic!("{reader}: {error}");
        }
    }
}
