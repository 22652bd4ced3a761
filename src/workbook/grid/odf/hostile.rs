//! Packages that are no .ods, or that lie: each is refused, or one cell of it is.

use std::io::Cursor;

use proptest::prelude::*;
use zip::CompressionMethod;

use super::samples::{STYLES, cell, content};
use crate::error::Error;
use crate::package::Limits;
use crate::package::samples::{Sample, Setting, each_limit_refuses, edited, word};
use crate::workbook::grid::read_sheets;

fn refused(sample: &Sample) -> Error {
    read_sheets(Cursor::new(sample.pack()), &Limits::default()).expect_err("should be refused")
}

fn one(attributes: &str) -> String {
    cell(&format!(r#"office:value-type="float" office:value="1913" {attributes}"#), "1913")
}

fn repeated(rows: &str, columns: &str) -> Sample {
    let cell = one(&format!(r#"table:number-columns-repeated="{columns}""#));
    Sample::ods(&format!(r#"<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>"#))
}

fn tables(tables: &str) -> Sample {
    Sample::ods_of(STYLES, tables)
}

fn styles(styles: &str) -> Sample {
    Sample::ods_of(styles, "")
}

#[test]
fn repeats_are_counted_before_anything_is_laid_out() {
    let blank = r#"<table:table-row table:number-rows-repeated="1073741824"><table:table-cell table:number-columns-repeated="1073741824"/></table:table-row>"#;
    let blanks = Sample::ods(&blank.repeat(1_000));
    assert!(read_sheets(Cursor::new(blanks.pack()), &Limits::default()).unwrap()[0].cells.is_empty());
    for (sample, kind) in [
        (repeated("1073741824", "1"), "damaged"),
        (repeated("1", "1073741824"), "damaged"),
        (repeated("1048576", "16384"), "too large"),
        (repeated("4294967296", "1"), "damaged"),
        (repeated("0", "1"), "damaged"),
        (repeated("1", "-1"), "damaged"),
        (repeated("1", "+1"), "damaged"),
        (repeated("1", ""), "damaged"),
        (Sample::ods(&format!("{blank}<table:table-row>{}</table:table-row>", one(""))), "damaged"),
        (
            Sample::ods(&format!(
                r#"<table:table-row table:number-rows-repeated="200000">{}</table:table-row>"#,
                r#"<table:table-cell table:number-columns-spanned="2"/>"#
            )),
            "too large",
        ),
        (Sample::ods_row(&one(r#"table:number-rows-spanned="1048577""#)), "damaged"),
        (Sample::ods_row(&one(r#"table:number-columns-spanned="16385""#)), "damaged"),
        (Sample::ods_row(&cell("", r#"<text:s text:c="4294967295"/>"#)), "too large"),
        (Sample::ods_row(&cell("", r#"<text:s text:c="1000000"/>"#).repeat(200)), "too large"),
        (
            Sample::ods_row(&format!(
                "<table:table-cell>{}</table:table-cell>",
                "<text:p/>".repeat(1_100_000)
            )),
            "too large",
        ),
    ] {
        let error = refused(&sample);
        assert_eq!(word(&error), kind, "{error}");
    }
}

#[test]
fn lies_in_parts_are_refused() {
    let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    let style = r#"<style:style style:name="a" style:family="table-cell"/>"#;
    let data = r#"<number:number-style style:name="a"/>"#;
    let other = r#"<x:table xmlns:x="urn:oasis:names:tc:opendocument:xmlns:table:1.0"/>"#;
    for (sample, kind) in [
        (Sample::ods("").without("content.xml"), "damaged"),
        (Sample::ods("").without("META-INF/manifest.xml"), "damaged"),
        (Sample::ods("").without("styles.xml"), "damaged"),
        (
            Sample::ods("")
                .with("content.xml", "<office:document-content><office:body/></office:document-content>"),
            "damaged",
        ),
        (Sample::ods("").with("content.xml", &content("", "").replace("spreadsheet", "text")), "damaged"),
        (
            Sample::ods("").with("content.xml", &content("", "").replace("office:document-content", "a")),
            "damaged",
        ),
        (Sample::ods("").with("content.xml", "<!DOCTYPE a [<!ENTITY a 'b'>]><a/>"), "damaged"),
        (Sample::ods("").with("META-INF/manifest.xml", "<!DOCTYPE a SYSTEM 'Manifest.dtd'><a/>"), "damaged"),
        (Sample::ods("").with("META-INF/manifest.xml", "<a><b:encryption-data/></a>"), "encrypted"),
        (Sample::ods_row(&cell("", "&a;")), "damaged"),
        (
            Sample::ods("<table:table-row>").with("content.xml", "<office:document-content><office:body>"),
            "damaged",
        ),
        (Sample::ods(&one("")), "damaged"),
        (Sample::ods_row("<table:table-row/>"), "damaged"),
        (Sample::ods_row("<a/>"), "damaged"),
        (Sample::ods("<table:table/>"), "damaged"),
        (Sample::ods(&deep), "too large"),
        (Sample::ods_row(&cell("", &deep)), "too large"),
        (tables("<a><table:table/></a>"), "damaged"),
        (tables("<table:table-row/>"), "damaged"),
        (tables(r#"<table:table table:name="Số liệu"/><table:table table:name="SỐ LIỆU"/>"#), "damaged"),
        (
            tables(&(0..1_100).map(|n| format!(r#"<table:table table:name="{n}"/>"#)).collect::<String>()),
            "too large",
        ),
        (tables(r#"<table:table xmlns="urn:oasis:names:tc:opendocument:xmlns:table:1.0"/>"#), "damaged"),
        (tables(r#"<table:table xmlns:table="http://example.com"/>"#), "damaged"),
        (tables(other), "damaged"),
        (styles(&style.repeat(2)), "damaged"),
        (styles(&data.repeat(2)), "damaged"),
        (styles(&style.replace("\"a\"", &format!("\"{}\"", "a".repeat(2_000)))), "damaged"),
        (
            styles(&(0..66_000).map(|n| style.replace("\"a\"", &format!("\"{n}\""))).collect::<String>()),
            "too large",
        ),
    ] {
        let error = refused(&sample);
        assert_eq!(word(&error), kind, "{error}");
    }
}

#[test]
fn styles_that_run_in_a_circle_leave_a_finding() {
    let circle = concat!(
        r#"<style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/>"#,
        r#"<style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>"#,
    );
    let table = format!(
        r#"<table:table table:name="a"><table:table-row>{}</table:table-row></table:table>"#,
        one(r#"table:style-name="a""#)
    );
    let read = crate::workbook::grid::readable::told(Sample::ods_of(circle, &table).pack());
    assert!(read.starts_with("A1=!("), "{read}");
}

/// Whatever byte is lost or changed: an answer, and never another figure.
#[test]
fn truncated_and_changed_packages_never_lie() {
    let sample = Sample::ods_row(&one(r#"table:style-name="hai""#));
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let bytes = sample.pack_as(method);
        let read = |bytes: &[u8]| read_sheets(Cursor::new(bytes), &Limits::default());
        (0..bytes.len()).for_each(|length| assert!(read(&bytes[..length]).is_err(), "{length}"));
        let honest = read(&bytes).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            if let Ok(sheets) = read(&changed) {
                assert_eq!(sheets[0].cells, honest[0].cells, "byte {at}");
            }
        }
    }
}

#[test]
fn each_limit_holds() {
    let bytes = Sample::ods_row(&one("").repeat(2)).pack();
    let settings: [(&str, Setting); 11] = [
        ("input", |limits| limits.input_bytes = 100),
        ("entries", |limits| limits.entries = 3),
        ("part", |limits| limits.part_bytes = 100),
        ("total", |limits| limits.total_bytes = 1000),
        ("depth", |limits| limits.xml_depth = 6),
        ("event", |limits| limits.xml_event_bytes = 100),
        ("attributes", |limits| limits.xml_attributes = 3),
        ("cells", |limits| limits.cells = 1),
        ("formats", |limits| limits.formats = 1),
        ("text", |limits| limits.shared_text_bytes = 7),
        ("cell text", |limits| limits.cell_text_bytes = 3),
    ];
    each_limit_refuses(&settings, |limits| read_sheets(Cursor::new(&bytes), limits));
}

fn honest() -> String {
    let row = format!(
        r#"<table:table-column table:default-cell-style-name="hai"/><table:table-row table:number-rows-repeated="2">{}{}</table:table-row>"#,
        one(r#"table:style-name="phan-tram""#),
        cell(
            r#"table:number-columns-spanned="2" office:value-type="string""#,
            "a<text:s/>&amp;<text:span>b</text:span>"
        ),
    );
    content(STYLES, &format!(r#"<table:table table:name="a" table:style-name="an">{row}</table:table>"#))
}

/// Cuts pieces out of the content and puts them, or something rude, elsewhere.
fn broken() -> impl Strategy<Value = String> {
    let rude = prop::sample::select(vec![
        "<table:table-cell/>",
        "</table:table-cell>",
        "<table:table-row>",
        "<text:p>",
        "9999999999",
        "\"",
        "-1",
        "&#0;",
        "<!--",
        "]]>",
        "1e999",
        r#" table:number-rows-repeated="1073741824""#,
    ]);
    let edit =
        (any::<prop::sample::Index>(), 0_usize..20, any::<prop::sample::Index>(), prop::option::of(rude));
    prop::collection::vec(edit, 1..4).prop_map(|edits| edited(&honest(), edits))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// The walk never panics, and the library is never to blame.
    #[test]
    fn no_broken_content_gets_past_the_guards(content in broken()) {
        let sample = Sample::ods("").without("content.xml").with_bytes("content.xml", content.as_bytes());
        if let Err(error) = read_sheets(Cursor::new(sample.pack()), &Limits::default()) {
            prop_assert_ne!(word(&error), "another kind", "{}", error);
        }
    }
}
