//! Workbooks in OpenDocument that count what they do not hold, or lie.

use crate::case::{Case, Expected};
use crate::samples::{ods, ods_data, ods_number, ods_of, ods_row};
use Expected::{Fails, Finds, Passes, Reads};

const UNREADABLE: Expected = Finds("FORM115", "Số liệu!A1");

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = repeats();
    cases.extend(cells());
    cases.extend(tables());
    cases.extend(styles());
    cases.extend(packages());
    cases
}

fn repeated(rows: &str, columns: &str) -> String {
    let cell = ods_number(&format!(r#"table:number-columns-repeated="{columns}""#));
    format!(r#"<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>"#)
}

#[expect(clippy::too_many_lines, reason = "a list of files")]
fn repeats() -> Vec<Case> {
    let mut cases = Vec::new();
    for (rows, columns, expected) in [
        ("1", "16384", Reads),
        ("1048576", "1", Reads),
        ("1048577", "1", Fails("damaged")),
        ("1", "16385", Fails("damaged")),
        ("1073741824", "1", Fails("damaged")),
        ("1", "1073741824", Fails("damaged")),
        ("1048576", "16384", Passes("cells")),
        ("1048576", "5", Passes("cells")),
        ("4294967295", "4294967295", Fails("damaged")),
        ("4294967296", "1", Fails("damaged")),
        ("18446744073709551616", "1", Fails("damaged")),
        ("0", "1", Fails("damaged")),
        ("1", "0", Fails("damaged")),
        ("1", "-1", Fails("damaged")),
        ("1", "+1", Fails("damaged")),
        ("1", "", Fails("damaged")),
        ("1", "1.5", Fails("damaged")),
        ("1", "1e3", Fails("damaged")),
        ("١", "1", Fails("damaged")),
    ] {
        let count = |written: &str| written.parse::<u64>().unwrap_or(0);
        let cells = (count(rows).saturating_mul(count(columns))).min(5_000_000);
        let made = repeated(rows, columns);
        let name = format!("ods: {rows:?} rows of {columns:?} cells");
        cases.push(Case::workbook(name, expected, move || ods_data(&made).deflated()).counting(cells));
    }
    let blank = r#"<table:table-row table:number-rows-repeated="1073741824"><table:table-cell table:number-columns-repeated="1073741824"/></table:table-row>"#;
    cases.push(Case::workbook("ods: blank rows without end", Reads, || ods(&blank.repeat(1_000)).deflated()));
    cases.push(Case::workbook("ods: a cell behind blank rows without end", Fails("damaged"), move || {
        ods(&format!("{blank}{}", repeated("1", "1"))).deflated()
    }));
    cases.push(Case::workbook("ods: merged cells repeated", Passes("merges"), || {
        let merged = r#"<table:table-cell table:number-columns-spanned="2"/>"#;
        ods(&format!(r#"<table:table-row table:number-rows-repeated="200000">{merged}</table:table-row>"#))
            .deflated()
    }));
    cases.push(Case::workbook("ods: 5 000 000 cells of one text", Reads, || {
        let cell = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="5"><text:p>Báo cáo</text:p></table:table-cell>"#;
        ods_data(&format!(r#"<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>"#)).deflated()
    }).counting(5_000_000));
    cases.push(Case::workbook("ods: 900 000 rows of a form", Passes("rows"), || {
        let head = ["Mã", "Chỉ tiêu", "ĐVT", "Số liệu"].map(|name| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>"#)
        });
        let rows = repeated("900000", "5");
        ods(&format!("<table:table-row>{}</table:table-row>{rows}", head.concat())).deflated()
    }).counting(5_000_000));
    cases.push(Case::workbook("ods: 30 000 rows of a form", Reads, || {
        let head = ["Mã", "Chỉ tiêu", "ĐVT", "Số liệu"].map(|name| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>"#)
        });
        let rows = repeated("30000", "5");
        ods(&format!("<table:table-row>{}</table:table-row>{rows}", head.concat())).deflated()
    }).counting(500_000));
    cases.push(Case::workbook("ods: 4 294 967 295 spaces", Passes("cell_text_bytes"), || {
        ods_row(r#"<table:table-cell><text:p><text:s text:c="4294967295"/></text:p></table:table-cell>"#)
            .deflated()
    }));
    cases.push(Case::workbook("ods: a million spaces, 200 times", Passes("shared_text_bytes"), || {
        ods_row(
            &r#"<table:table-cell><text:p><text:s text:c="1000000"/></text:p></table:table-cell>"#
                .repeat(200),
        )
        .deflated()
    }));
    cases.push(Case::workbook("ods: a region merged beyond the sheet", Fails("damaged"), || {
        ods_row(&ods_number(r#"table:number-rows-spanned="1048577""#)).deflated()
    }));
    cases
}

#[expect(clippy::too_many_lines, reason = "a list of files")]
fn cells() -> Vec<Case> {
    let told: [(&str, Expected, &'static str); 17] = [
        ("no number", UNREADABLE, r#"<table:table-cell office:value-type="float" office:value="NaN"/>"#),
        (
            "an endless number",
            UNREADABLE,
            r#"<table:table-cell office:value-type="float" office:value="inf"/>"#,
        ),
        (
            "a number beyond all",
            UNREADABLE,
            r#"<table:table-cell office:value-type="float" office:value="1e300"/>"#,
        ),
        (
            "a number with letters",
            UNREADABLE,
            r#"<table:table-cell office:value-type="float" office:value="12a"/>"#,
        ),
        (
            "a style that is none",
            UNREADABLE,
            r#"<table:table-cell table:style-name="x" office:value-type="float" office:value="1"/>"#,
        ),
        (
            "a type that is none",
            UNREADABLE,
            r#"<table:table-cell office:value-type="x"><text:p>1</text:p></table:table-cell>"#,
        ),
        (
            "a day in no calendar",
            UNREADABLE,
            r#"<table:table-cell office:value-type="date" office:date-value="2023-02-31"/>"#,
        ),
        (
            "a day of letters",
            UNREADABLE,
            r#"<table:table-cell office:value-type="date" office:date-value="ngàyđầunăm"/>"#,
        ),
        (
            "a third truth",
            UNREADABLE,
            r#"<table:table-cell office:value-type="boolean" office:boolean-value="2"/>"#,
        ),
        (
            "a span of time",
            UNREADABLE,
            r#"<table:table-cell office:value-type="time" office:time-value="PT1H"/>"#,
        ),
        (
            "a number without its value",
            UNREADABLE,
            r#"<table:table-cell office:value-type="float"><text:p>1</text:p></table:table-cell>"#,
        ),
        ("text beside its paragraphs", UNREADABLE, "<table:table-cell>1913</table:table-cell>"),
        (
            "a list in a cell",
            UNREADABLE,
            "<table:table-cell><text:list><text:p>1</text:p></text:list></table:table-cell>",
        ),
        ("a formula without a result", Reads, r#"<table:table-cell table:formula="of:=[.B1]"/>"#),
        (
            "a call of a program",
            Reads,
            r#"<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;/c&quot;;&quot;x&quot;)" office:value-type="string"><text:p>x</text:p></table:table-cell>"#,
        ),
        ("an entity", Fails("damaged"), "<table:table-cell><text:p>&x;</text:p></table:table-cell>"),
        ("a row in a row", Fails("damaged"), "<table:table-row/>"),
    ];
    let case = |(what, expected, cell): (&str, Expected, &'static str)| {
        Case::workbook(format!("ods: {what}"), expected, move || {
            ods_row(&format!("{cell}{}", ods_number(""))).deflated()
        })
    };
    told.into_iter().map(case).collect()
}

fn tables() -> Vec<Case> {
    let told: Vec<(&str, Expected, String)> = vec![
        (
            "two sheets of one name",
            Fails("damaged"),
            r#"<table:table table:name="a"/><table:table table:name="A"/>"#.to_owned(),
        ),
        (
            "a sheet in a sheet",
            Fails("damaged"),
            r#"<table:table table:name="a"><table:table/></table:table>"#.to_owned(),
        ),
        ("a sheet too deep", Fails("damaged"), "<x><table:table/></x>".to_owned()),
        ("a row outside", Fails("damaged"), "<table:table-row/>".to_owned()),
        (
            "1 025 sheets",
            Passes("sheets"),
            (0..1_025).map(|n| format!(r#"<table:table table:name="{n}"/>"#)).collect(),
        ),
        (
            "another prefix",
            Fails("damaged"),
            r#"<x:table xmlns:x="urn:oasis:names:tc:opendocument:xmlns:table:1.0"/>"#.to_owned(),
        ),
        (
            "another vocabulary",
            Fails("damaged"),
            r#"<table:table xmlns:table="http://example.com"/>"#.to_owned(),
        ),
        (
            "what links keep of other files",
            Reads,
            "<table:dde-links><table:table><table:table-row/></table:table></table:dde-links>".to_owned(),
        ),
        ("a sheet without its end", Fails("damaged"), r#"<table:table table:name="a">"#.to_owned()),
    ];
    told.into_iter()
        .map(|(what, expected, tables)| {
            Case::workbook(format!("ods tables: {what}"), expected, move || ods_of("", &tables).deflated())
        })
        .collect()
}

fn styles() -> Vec<Case> {
    let style = |name: &str, more: &str| {
        format!(r#"<style:style style:name="{name}" style:family="table-cell"{more}/>"#)
    };
    let circle =
        style("a", r#" style:parent-style-name="b""#) + &style("b", r#" style:parent-style-name="a""#);
    let chain: String = (0..2_000)
        .map(|number| style(&format!("s{number}"), &format!(r#" style:parent-style-name="s{}""#, number + 1)))
        .collect();
    let named = |name: &str| {
        let cell = ods_number(&format!(r#"table:style-name="{name}""#));
        format!(
            r#"<table:table table:name="Số liệu"><table:table-row>{cell}</table:table-row></table:table>"#
        )
    };
    let told: Vec<(&str, Expected, String, String)> = vec![
        ("in a circle", UNREADABLE, circle, named("a")),
        ("a chain of 2 000", Expected::Survives, chain, named("s0")),
        ("twice", Fails("damaged"), style("a", "").repeat(2), named("a")),
        ("a name of 2 000 letters", Fails("damaged"), style(&"a".repeat(2_000), ""), named("a")),
        ("70 000", Passes("formats"), (0..70_000).map(|n| style(&n.to_string(), "")).collect(), named("0")),
    ];
    told.into_iter()
        .map(|(what, expected, styles, tables)| {
            Case::workbook(format!("ods styles: {what}"), expected, move || {
                ods_of(&styles, &tables).raw().bytes()
            })
        })
        .collect()
}

fn packages() -> Vec<Case> {
    let mut cases = Vec::new();
    for part in ["content.xml", "META-INF/manifest.xml", "styles.xml"] {
        cases.push(Case::workbook(format!("ods: without {part}"), Fails("damaged"), move || {
            ods("").without(part).deflated()
        }));
    }
    for (what, kind, expected) in [
        ("a text", "application/vnd.oasis.opendocument.text", Fails("foreign")),
        ("slides", "application/vnd.oasis.opendocument.presentation", Fails("foreign")),
        ("a book", "application/epub+zip", Fails("foreign")),
        ("nothing", "", Fails("foreign")),
        ("a template", "application/vnd.oasis.opendocument.spreadsheet-template", Reads),
    ] {
        cases.push(Case::workbook(format!("ods: says that it is {what}"), expected, move || {
            ods("").with("mimetype", kind).deflated()
        }));
    }
    cases.push(Case::workbook("ods: with a password", Fails("encrypted"), || {
        ods("").with("META-INF/manifest.xml", "<a><b:encryption-data/></a>").deflated()
    }));
    cases
}
