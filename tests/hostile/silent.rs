//! What readers of spreadsheets get wrong without a word, one test each: here it is the right value, or a finding or an
//! error that says where.

use std::io::Cursor;

use baocao::finding::Sourced;
use baocao::model::{Book, Value};
use baocao::read_workbook;

use crate::build::Pack;
use crate::judge::TEMPLATES;
use crate::samples::{SHEET, STRINGS, ods, row, workbook};

fn read(pack: &Pack) -> Result<Sourced<Book>, String> {
    read_workbook(Cursor::new(pack.raw().bytes()), TEMPLATES.catalogue()).map_err(|error| error.to_string())
}

/// The error of a workbook that is refused.
fn refused(pack: &Pack) -> String {
    read(pack).map(|_| ()).expect_err("should be refused")
}

/// A table of figures whose one figure, `ho-so.tiep-nhan`, is this cell, D2; E2 is its note.
fn figures(cell: &str, note: &str) -> Pack {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let head = ["Mã", "Chỉ tiêu", "ĐVT", "Số liệu", "Ghi chú"].map(text).concat();
    let cells = ["ho-so.tiep-nhan", "Hồ sơ rút", "hồ sơ"].map(text).concat();
    workbook(&format!("<row>{head}</row><row>{cells}{cell}{note}</row>"))
}

/// The findings with this code, by their places.
fn places(book: &Sourced<Book>, code: &str) -> Vec<String> {
    let of_code = book.findings.iter().filter(|finding| finding.code == code);
    of_code.map(|finding| finding.place.to_string()).collect()
}

fn told(cell: &str, code: &str) {
    let book = read(&figures(cell, "")).unwrap();
    assert_eq!(places(&book, code), ["Số liệu!D2"], "{cell}: {:?}", book.findings);
    let entry = &book.value.entries.iter().find(|(code, _)| code.as_str() == "ho-so.tiep-nhan").unwrap().1;
    assert!(!matches!(entry.value, Value::Figure(_) | Value::Date(_)), "{cell}: {:?}", entry.value);
}

#[test]
fn a_part_is_read_to_its_end_so_that_its_checksum_counts() {
    let raw = figures("<c><v>1234567</v></c>", "").raw();
    let mut bytes = raw.bytes();
    let at = bytes.windows(7).position(|seven| seven == b"1234567").unwrap();
    bytes[at..at + 7].copy_from_slice(b"1234576");
    let error = read_workbook(Cursor::new(bytes), TEMPLATES.catalogue()).unwrap_err().to_string();
    assert!(error.contains(SHEET), "{error}");
}

#[test]
fn a_junk_index_is_not_the_first_string() {
    for index in ["x", "9", "-1", "1.0", " ", "4294967296"] {
        told(&format!(r#"<c t="s"><v>{index}</v></c>"#), "FORM115");
    }
}

#[test]
fn an_address_beyond_the_grid_is_not_another_cell() {
    for address in ["A4294967297", "XFE1", "A1048577", "AAAA1"] {
        let error = refused(&row(&format!(r#"<c r="{address}"><v>1</v></c>"#)));
        assert!(error.contains(SHEET) && error.contains(address), "{error}");
    }
}

#[test]
fn of_two_cells_of_one_address_none_wins() {
    let error = refused(&row(r#"<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>"#));
    assert!(error.contains("Số liệu!A1"), "{error}");
}

#[test]
fn of_two_entries_of_one_name_none_wins() {
    for twin in [SHEET.to_owned(), SHEET.to_uppercase()] {
        let error = refused(&row("<c><v>1</v></c>").and(&twin, "<worksheet><sheetData/></worksheet>"));
        assert!(error.contains("hai tệp con cùng tên"), "{error}");
    }
}

#[test]
fn an_entry_that_the_directory_renames_is_not_absent() {
    let raw = row("<c><v>1</v></c>").raw().change(STRINGS, |entry| entry.name[3] ^= 4);
    let error = read_workbook(Cursor::new(raw.bytes()), TEMPLATES.catalogue()).unwrap_err().to_string();
    assert!(error.contains("hai tên khác nhau"), "{error}");
}

#[test]
fn a_sheet_in_utf_16_is_not_empty() {
    let pack = row("<c><v>1</v></c>");
    let wide: Vec<u8> =
        format!("\u{feff}{}", pack.text(SHEET)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = refused(&pack.with(SHEET, wide));
    assert!(error.contains(SHEET) && error.contains("UTF-8"), "{error}");
}

#[test]
fn a_formula_without_a_result_does_not_vanish() {
    told("<c><f>A1+1</f></c>", "FORM113");
    told(r#"<c t="e"><f>A1+1</f><v></v></c>"#, "FORM113");
}

#[test]
fn one_error_does_not_lose_the_sheet() {
    for error in ["#SPILL!", "#REF!", "#CALC!", "#N/A", "#LỖI!"] {
        let cell = format!(r#"<c t="e"><f>B1:B9</f><v>{error}</v></c>"#);
        told(&cell, "FORM114");
        let book = read(&figures(&cell, r#"<c t="inlineStr"><is><t>còn đây</t></is></c>"#)).unwrap();
        assert!(book.value.entries.values().any(|entry| entry.note == "còn đây"));
    }
}

#[test]
fn what_is_no_number_is_no_figure() {
    for number in ["NaN", "nan", "inf", "-inf", "Infinity", "1e400", "1e300", "0x10"] {
        told(&format!("<c><v>{number}</v></c>"), "FORM115");
    }
}

#[test]
fn a_space_between_two_runs_stays() {
    let rich = r#"<c t="inlineStr"><is><r><t>Thu </t></r><r><t>ngân sách</t></r></is></c>"#;
    let shared = r#"<c t="s"><v>0</v></c>"#;
    let strings = "<sst><si><r><t>Thu </t></r><r><t>ngân sách</t></r></si></sst>";
    for note in [rich, shared] {
        let book = read(&figures("<c><v>1</v></c>", note).with(STRINGS, strings)).unwrap();
        assert!(book.value.entries.values().any(|entry| entry.note == "Thu ngân sách"), "{note}");
    }
}

#[test]
fn a_date_of_an_unknown_style_is_no_number() {
    told(r#"<c s="9"><v>45000</v></c>"#, "FORM115");
    told(r#"<c s="2"><v>-107000000000</v></c>"#, "FORM115");
}

#[test]
fn a_merge_of_whole_rows_is_read() {
    let merged = "<mergeCells><mergeCell ref=\"50:50\"/><mergeCell ref=\"G:H\"/></mergeCells></worksheet>";
    let pack = figures("<c><v>7</v></c>", "");
    let sheet = pack.text(SHEET).replace("</worksheet>", merged);
    assert_eq!(places(&read(&pack.with(SHEET, sheet)).unwrap(), "FORM115"), [""; 0]);
}

#[test]
fn the_mark_of_utf_8_moves_nothing() {
    let pack = figures(r#"<c s="1"><v>7.25</v></c>"#, "");
    let marked = pack.0.iter().fold(pack.clone(), |marked, (name, content)| {
        marked.with(name, [b"\xef\xbb\xbf".as_slice(), content].concat())
    });
    let (plain, marked) = (read(&pack).unwrap(), read(&marked).unwrap());
    assert_eq!(format!("{:?}", plain.value), format!("{:?}", marked.value));
}

#[test]
fn repeats_of_an_open_document_are_counted_not_laid_out() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>"#;
    let error = refused(&ods(&format!(
        r#"<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>"#
    )));
    assert!(error.contains("vượt giới hạn 5000000"), "{error}");
}
