//! Workbooks in OpenDocument (.ods): the same book, findings and reports as the .xlsx they were made from.

use std::io::Cursor;

use baocao::read_workbook;

use crate::command::Desk;
use crate::package::packed;
use crate::support::TEMPLATES;

const XLSX: &[u8] = include_bytes!("../workbooks/nhu-du-thao.xlsx");
const ODS: &[u8] = include_bytes!("../workbooks/nhu-du-thao.ods");

const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

#[test]
fn an_ods_is_the_same_book() {
    let read = |bytes: &'static [u8]| read_workbook(Cursor::new(bytes), TEMPLATES.catalogue()).unwrap();
    let book = read(ODS);
    assert!(book.value.entries.len() > 100, "{}", book.value.entries.len());
    assert_eq!(book, read(XLSX));
}

#[test]
fn an_ods_is_checked_and_converted_as_the_xlsx_is() {
    let desk = Desk::new("ods");
    for (name, bytes) in [("a.xlsx", XLSX), ("b.ods", ODS)] {
        desk.put(name, bytes);
        assert_eq!(desk.run(&["convert", name, "--draft"]).code, 1, "{name}");
    }
    assert_eq!(desk.bytes("a.docx"), desk.bytes("b.docx"));
    assert_eq!(desk.bytes("a-phu-luc.xlsx"), desk.bytes("b-phu-luc.xlsx"));
    let said = |name: &str| desk.run(&["check", name]).out.replace(name, "");
    assert!(said("a.xlsx").contains("lỗi[SUM004]"));
    assert_eq!(said("a.xlsx"), said("b.ods"));
}

#[test]
fn other_spreadsheets_are_one_line_and_touch_nothing() {
    let desk = Desk::new("other-spreadsheets");
    let mut old = vec![0_u8; 4096];
    old[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let stream: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    old[1024..1024 + stream.len()].copy_from_slice(&stream);
    let binary = r#"<Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    let locked = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    for (name, bytes, said) in [
        ("a.xls", old, ".xls cũ"),
        ("a.xlsb", packed([("[Content_Types].xml", "<Types/>"), ("_rels/.rels", binary)]), "(.xlsb)"),
        ("a.fods", b"<?xml version=\"1.0\"?><office:document/>".to_vec(), ".fods"),
        ("a.odt", packed([("mimetype", "application/vnd.oasis.opendocument.text")]), ".odt"),
        ("a.ods", packed([("mimetype", SPREADSHEET), ("META-INF/manifest.xml", locked)]), "mật khẩu"),
        ("b.ods", ODS[..ODS.len() / 2].to_vec(), "hỏng"),
    ] {
        desk.put(name, bytes);
        let ran = desk.run(&["convert", name, "--draft"]);
        assert!(ran.failed().contains(said), "{name}: {}", ran.err);
        assert_eq!(desk.run(&["check", name]).code, 2, "{name}");
    }
    assert_eq!(desk.names(""), ["a.fods", "a.ods", "a.odt", "a.xls", "a.xlsb", "b.ods", "sach.xlsx"]);
}
