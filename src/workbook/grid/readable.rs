//! What good and slightly odd workbooks read as.

use std::io::Cursor;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::samples::{Sample, relations, workbook};
use super::sheet::address;
use super::{CellValue, Sheet, read_sheets};
use crate::package::Limits;
use crate::place::CellRef;

pub(super) fn sheets(bytes: Vec<u8>) -> Vec<Sheet> {
    read_sheets(Cursor::new(bytes), &Limits::default()).unwrap()
}

pub(super) fn at(written: &str) -> CellRef {
    address(written).unwrap()
}

/// Every cell of the first sheet, a word each.
pub(super) fn told(bytes: Vec<u8>) -> String {
    told_of(&sheets(bytes).remove(0))
}

/// Every cell of a sheet, a word each.
pub(super) fn told_of(sheet: &Sheet) -> String {
    let told = sheet.cells.iter().map(|(at, cell)| {
        let value = match &cell.value {
            CellValue::Text(text) => format!("“{text}”"),
            CellValue::Number { value, percent: false } => value.to_string(),
            CellValue::Number { value, percent: true } => format!("{value}%"),
            CellValue::Date(day) => day.to_string(),
            CellValue::Bool(value) => value.to_string(),
            CellValue::Error(error) => error.clone(),
            CellValue::NotCalculated => "?".to_owned(),
            CellValue::Unreadable(why) => format!("!({why})"),
        };
        format!("{at}{}{value}", if cell.formula { ":=" } else { "=" })
    });
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_written_workbook_reads_back_as_shown() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let formats = ["0", "0.0", "#,##0", "0.00%", "General"];
    for (column, code) in (0..).zip(formats) {
        sheet.write_with_format(0, column, 0.448, &Format::new().set_num_format(code)).unwrap();
    }
    sheet.write(1, 0, Formula::new("=1/3").set_result("0.333333333333333")).unwrap();
    sheet.write(1, 1, Formula::new("=A1&\"\"").set_result("chữ")).unwrap();
    sheet.write(1, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let day = ExcelDateTime::from_ymd(2023, 9, 6).unwrap();
    sheet.write_with_format(2, 0, day, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    sheet.write(2, 1, true).unwrap();
    sheet.write(2, 2, "Tịnh Châu").unwrap();
    sheet.write_blank(2, 3, &Format::new().set_bold()).unwrap();
    assert_eq!(
        told(book.save_to_buffer().unwrap()),
        "A1=0 B1=0.4 C1=0 D1=44.80% E1=0.448 A2:=0.3333333333 B2:=“chữ” C2:=#N/A A3=2023-09-06 B3=true C3=“Tịnh Châu”"
    );
}

#[test]
fn merged_cells_have_an_anchor() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Nhiệm vụ").unwrap();
    sheet.merge_range(1, 3, 1, 4, "Đã thực hiện", &Format::new()).unwrap();
    sheet.merge_range(1, 0, 2, 0, "STT", &Format::new()).unwrap();
    let sheet = sheets(book.save_to_buffer().unwrap()).remove(0);
    for (written, anchor) in
        [("E2", "D2"), ("D2", "D2"), ("A3", "A2"), ("B2", "B2"), ("E3", "E3"), ("A1", "A1")]
    {
        assert_eq!(sheet.anchor(at(written)), at(anchor), "{written}");
    }
    assert_eq!((sheet.name.as_str(), sheet.cells.len()), ("Nhiệm vụ", 2));
    assert_eq!(sheet.row(1).iter().map(|(at, _)| at.column).collect::<Vec<_>>(), [0, 3]);
    assert!(sheet.row(2).is_empty());
    assert!(sheet.at(at("D2")).is_some() && sheet.at(at("E2")).is_none());
}

#[test]
fn cells_that_cannot_be_believed_are_kept_as_such() {
    for (cells, expected) in [
        (r#"<c r="A1"><f>B1</f></c>"#, "A1:=?"),
        (r#"<c r="A1"><f>B1</f><v></v></c>"#, "A1:=?"),
        (r#"<c r="A1" t="str"><f>B1</f><v></v></c>"#, ""),
        (r#"<c r="A1" t="e"><f>B1</f><v>#SPILL!</v></c><c r="B1"><v>2</v></c>"#, "A1:=#SPILL! B1=2"),
        (r#"<c t="e"><v>#SPILL!</v></c><c><v>2</v></c>"#, "A1=#SPILL! B1=2"),
        (r#"<c r="A1" t="s"><v>1</v></c>"#, "A1=“b”"),
        (r#"<c r="A1" t="str"><v>a&amp;b_x0041_</v></c>"#, "A1=“a&bA”"),
        (r#"<c r="A1" t="inlineStr"><is><r><t>Thu </t></r><r><t>chi</t></r></is></c>"#, "A1=“Thu chi”"),
        (r#"<c r="A1" t="inlineStr"><is><t>x</t></is><v>1</v></c>"#, "A1=“x”"),
        (r#"<c r="A1" t="d"><v>2023-12-06T00:00:00</v></c>"#, "A1=2023-12-06"),
        (r#"<c r="A1" s="1"><v>12</v></c>"#, "A1=12.0"),
        (r#"<c r="B1"><v>2</v></c><c r="A1"><v>1</v></c>"#, "A1=1 B1=2"),
    ] {
        assert_eq!(
            told(Sample::with_rows(&format!("<row r=\"1\">{cells}</row>")).pack()),
            expected,
            "{cells}"
        );
    }
}

#[test]
fn nonsense_in_one_cell_leaves_the_others() {
    for cell in [
        r#"<c r="A1" t="s"><v>2</v></c>"#,
        r#"<c r="A1" t="s"><v>x</v></c>"#,
        r#"<c r="A1" t="s"><v>-1</v></c>"#,
        r#"<c r="A1" t="s"><v>99999999999999999999</v></c>"#,
        r#"<c r="A1"><v>12abc</v></c>"#,
        r#"<c r="A1"><v>NaN</v></c>"#,
        r#"<c r="A1"><v>inf</v></c>"#,
        r#"<c r="A1"><v>1e300</v></c>"#,
        r#"<c r="A1"><v>1&#48;</v></c>"#,
        r#"<c r="A1"><v>1<!-- -->0</v></c>"#,
        r#"<c r="A1"><v><![CDATA[1]]></v></c>"#,
        r#"<c r="A1"><v>1</v><v>2</v></c>"#,
        r#"<c r="A1"><v>1</v><f>B1</f></c>"#,
        r#"<c r="A1" s="9"><v>45000</v></c>"#,
        r#"<c r="A1" t="b"><v>2</v></c>"#,
        r#"<c r="A1" t="zz"><v>2</v></c>"#,
        r#"<c r="A1" t="d"><v>31/12/2023</v></c>"#,
    ] {
        let read =
            told(Sample::with_rows(&format!("<row r=\"1\">{cell}<c r=\"B1\"><v>7</v></c></row>")).pack());
        assert!(read.starts_with("A1") && read.contains("=!("), "{cell}: {read}");
        assert!(read.ends_with(" B1=7"), "{cell}: {read}");
    }
}

#[test]
fn dates_follow_the_epoch_of_the_workbook() {
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;
    let rows = r#"<row><c s="0"><v>43713</v></c><c s="0"><v>-1</v></c><c s="1"><v>1.5</v></c></row>"#;
    let sample = Sample::with_rows(rows).with("xl/styles.xml", styles);
    assert!(told(sample.pack()).starts_with("A1=2019-09-05 B1=!("));
    let old = r#"<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="1"/></sheets></workbook>"#;
    assert!(told(sample.with("xl/workbook.xml", old).pack()).starts_with("A1=2023-09-06 B1=!("));
}

#[test]
fn shared_rich_text_keeps_its_spaces() {
    let strings = "<sst><si><r><t>Thu </t></r><r><t>ngân sách</t></r></si></sst>";
    let rows = r#"<row><c t="s"><v>0</v></c></row>"#;
    assert_eq!(
        told(Sample::with_rows(rows).with("xl/sharedStrings.xml", strings).pack()),
        "A1=“Thu ngân sách”"
    );
}

#[test]
fn parts_are_found_through_relations_wherever_they_stand() {
    let sheet = r#"<x:worksheet xmlns:x="m"><x:dimension ref="A1:A0"/> <x:sheetData> <x:row> <x:c t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let parts =
        [("a", "worksheet", "/other/one.xml"), ("c", "chartsheet", "c.xml"), ("s", "sharedStrings", "S.xml")];
    let sample = Sample::with_rows("")
        .with("xl/_rels/workbook.xml.rels", &relations(&parts))
        .with("xl/workbook.xml", &workbook(&[("Biểu đồ", "c"), ("Số liệu", "a")]))
        .with("Other/One.xml", sheet)
        .with("xl/s.xml", r#"<y:sst xmlns:y="m"> <y:si/> <y:si><y:t>b</y:t></y:si></y:sst>"#);
    assert_eq!(told(sample.pack()), "A1=“b”");
    assert_eq!(sheets(sample.pack()).remove(0).name, "Số liệu");
}

#[test]
fn far_cells_cost_no_more_than_near_ones() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(told(Sample::with_rows(rows).pack()), "A1=1 XFD1048576=2");
}

#[test]
fn a_day_that_never_was_is_not_a_date() {
    let mut book = Workbook::new();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    book.add_worksheet().write_with_format(0, 0, 60, &format).unwrap();
    assert!(told(book.save_to_buffer().unwrap()).starts_with("A1=!("));
    assert!(NaiveDate::from_ymd_opt(1900, 2, 29).is_none());
}
