use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::finding::{Finding, RuleCode, Severity};
use crate::model::{Entry, FormLine, Given, Info, Origin, PeriodKey, Value, sample, sheets};
use crate::num::{CellText, parse_cell};
use crate::place::{CellRef, Place};

const CATALOGUE: &str = r#"
sections = [{ number = "I", title = "Chỉ đạo" }]
form = [
  { stt = "1", label = "Hồ sơ", note = "Văn phòng" },
  { stt = "1.1.", label = "Tổng số", unit = "Hồ sơ", code = "tong" },
  { label = "Trực tuyến", unit = "Hồ sơ", code = "truc-tuyen" },
  { label = "Trực tiếp", unit = "Hồ sơ", code = "truc-tiep" },
  { label = "Tỷ lệ trực tuyến", unit = "%", code = "ty-le" },
  { label = "Tỷ lệ trực tiếp", unit = "%", code = "ty-le-tiep", decimals = 2 },
  { stt = "2.", label = "Đối thoại", unit = "Không = 0\nCó = 1", code = "doi-thoai", kind = "code", allowed = { "0" = "Không", "1" = "Có" } },
  { label = "Số cuộc", unit = "Cuộc", code = "so-cuoc" },
  { label = "Bằng tổng số", unit = "Hồ sơ", code = "nhac-lai" },
  { stt = "3.", label = "Họp trực tuyến", unit = "2 cấp = 1", code = "hop", kind = "code", choice = 1, allowed = { "1" = "2 cấp", "2" = "3 cấp" } },
  { label = "Liên thông 3 cấp", unit = "3 cấp = 2", code = "hop", kind = "code", choice = 2, allowed = { "1" = "2 cấp", "2" = "3 cấp" } },
]
figures = []
relations = [
  { kind = "sum", total = "tong", parts = ["truc-tuyen", "truc-tiep"] },
  { kind = "ratio", rate = "ty-le", part = "truc-tuyen", whole = "tong" },
  { kind = "complement", rates = ["ty-le", "ty-le-tiep"] },
  { kind = "equal", figures = ["tong", "nhac-lai"] },
]
"#;

/// The row of the first value in the appendix of a book without errors: three lines, a gap, two header rows.
const FIRST: u32 = 6;

fn catalogue() -> Catalogue {
    sample::catalogue(CATALOGUE)
}

fn value(text: &str) -> Value {
    match parse_cell(text) {
        CellText::Blank => Value::Blank,
        CellText::NotApplicable => Value::NotApplicable,
        CellText::Figure { figure, unit: "" } => Value::Figure(figure),
        CellText::Figure { .. } | CellText::Text(_) => Value::Text(text.to_owned()),
    }
}

/// A book whose form holds these texts, from row 20 and column F of its sheet on.
fn book(catalogue: &Catalogue, values: &[(&str, &str)]) -> Book {
    let values: BTreeMap<&str, &str> = values.iter().copied().collect();
    let mut book = Book { info: info(), ..Book::default() };
    for (index, row) in (0..).zip(&catalogue.form) {
        let place = Place::cell(sheets::FORM, CellRef::new(20 + index, 5));
        let code = row.indicator.as_ref();
        let value = value(code.and_then(|code| values.get(code.as_str())).copied().unwrap_or(""));
        if let Some(code) = code {
            let entry = Entry {
                value: value.clone(),
                origin: Origin::Typed,
                place: Some(place.clone()),
                previous: None,
                source: String::new(),
                note: String::new(),
            };
            book.entries.insert(code.clone(), entry);
        }
        book.form.push(FormLine {
            stt: row.stt.clone(),
            label: row.label.clone(),
            unit: row.unit.clone(),
            value,
            note: row.note.clone(),
            row: Some(usize::try_from(index).unwrap()),
            place,
        });
    }
    book
}

fn info() -> Info {
    let given = |text: &str| Some(Given { value: text.to_owned(), place: Place::Workbook });
    Info {
        symbol: given("BC-UBND"),
        issuing_body: given("UBND xã Tịnh Châu"),
        period: Some(Given { value: PeriodKey::Year, place: Place::Workbook }),
        year: Some(Given { value: 2023, place: Place::Workbook }),
        ..Info::default()
    }
}

const GOOD: [(&str, &str); 8] = [
    ("tong", "3.471"),
    ("truc-tuyen", "1.555"),
    ("truc-tiep", "1.916"),
    ("ty-le", "44,8"),
    ("ty-le-tiep", "55,20"),
    ("doi-thoai", "1"),
    ("so-cuoc", "-"),
    ("nhac-lai", "3.471"),
];

fn written(book: &Book, review: &Review) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_appendix(book, &catalogue(), review, &mut bytes).unwrap();
    bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn values(bytes: &[u8]) -> Vec<Data> {
    let range = open(bytes).worksheet_range(sheets::FORM).unwrap();
    let rows = range.end().unwrap().0;
    (FIRST..=rows).map(|row| range.get_value((row, 3)).cloned().unwrap_or_default()).collect()
}

fn formulas(bytes: &[u8]) -> Vec<String> {
    let range = open(bytes).worksheet_formula(sheets::FORM).unwrap();
    range.used_cells().map(|(_, _, formula)| formula.clone()).collect()
}

#[test]
fn the_form_is_headed_as_an_appendix_and_repeats_its_header() {
    let bytes = written(&book(&catalogue(), &GOOD), &Review::default());
    let range = open(&bytes).worksheet_range(sheets::FORM).unwrap();
    let text = |row, column| range.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(0, 0), "Phụ lục");
    assert_eq!(text(1, 0), "THỐNG KÊ SỐ LIỆU NĂM 2023");
    assert_eq!(
        text(2, 0),
        "(Kèm theo Báo cáo số      /BC-UBND ngày     tháng     năm 2023 của UBND xã Tịnh Châu)"
    );
    let header = |row| (0..5).map(|column| text(row, column)).collect::<Vec<_>>();
    assert_eq!(header(4), ["STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "", "Ghi chú"]);
    assert_eq!(header(5), ["", "", "Đơn vị tính", "Số liệu", ""]);
    assert_eq!((text(7, 0), text(6, 4)), ("1.1.".to_owned(), "Văn phòng".to_owned()));
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("'Phụ lục 1'!$5:$6"), "{workbook}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pageSetup paperSize="9""#) && sheet.contains(r#"fitToHeight="0""#), "{sheet}");
    assert!(sheet.contains(r#"type="list""#) && sheet.contains("\"0,1,-\""), "{sheet}");
}

#[test]
fn what_was_typed_stays_a_number() {
    let bytes = written(&book(&catalogue(), &GOOD), &Review::default());
    assert!(formulas(&bytes).is_empty(), "{:?}", formulas(&bytes));
}

#[test]
fn what_the_workbook_computed_is_computed_here() {
    let mut book = book(&catalogue(), &GOOD);
    book.entries.values_mut().for_each(|entry| entry.origin = Origin::Formula);
    let bytes = written(&book, &Review::default());
    assert_eq!(formulas(&bytes), ["SUM(D9:D10)", "ROUND(100*D9/D8,1)", "ROUND(100-ROUND(D11,1),2)", "D8"]);
    let expected = [0.0, 3471.0, 1555.0, 1916.0, 44.8, 55.2, 1.0].map(Data::Float);
    assert_eq!(values(&bytes)[1..7], expected[1..]);
    assert_eq!(values(&bytes)[7..9], [Data::String("-".to_owned()), Data::Float(3471.0)]);
}

#[test]
fn a_figure_that_does_not_agree_stays_as_typed() {
    let mut typed = GOOD;
    typed[0].1 = "3.472";
    typed[3].1 = "44,3";
    typed[4].1 = "-";
    typed[7].1 = "3.472";
    let mut book = book(&catalogue(), &typed);
    book.entries.values_mut().for_each(|entry| entry.origin = Origin::Formula);
    let bytes = written(&book, &Review::default());
    assert_eq!(formulas(&bytes), ["D8"], "only what repeats another figure");
    assert_eq!(values(&bytes)[1..5], [3472.0, 1555.0, 1916.0, 44.3].map(Data::Float));
}

#[test]
fn a_blank_cell_that_was_filled_is_written_and_computed() {
    let catalogue = catalogue();
    let mut typed = GOOD;
    typed[3].1 = "";
    let mut book = book(&catalogue, &typed);
    let entry = book.entries.get_mut("ty-le").unwrap();
    entry.value = value("44,8");
    entry.origin = Origin::Derived(1);
    let bytes = written(&book, &Review::default());
    assert_eq!(values(&bytes)[4], Data::Float(44.8));
    assert!(formulas(&bytes).contains(&"ROUND(100*D9/D8,1)".to_owned()));
}

#[test]
fn text_stays_text_and_blank_stays_blank() {
    let typed = [
        ("tong", "=1+1"),
        ("truc-tuyen", "@a"),
        ("truc-tiep", ""),
        ("ty-le", "Đã kết nối"),
        ("so-cuoc", "hơn 20"),
    ];
    let bytes = written(&book(&catalogue(), &typed), &Review::default());
    let text = |text: &str| Data::String(text.to_owned());
    assert!(formulas(&bytes).is_empty());
    assert_eq!(values(&bytes)[1..5], [text("=1+1"), text("@a"), Data::Empty, text("Đã kết nối")]);
    assert_eq!(values(&bytes)[7], text("hơn 20"));
}

#[test]
fn a_percentage_shows_its_sign_only_where_the_unit_does_not() {
    let typed = [("so-cuoc", "44,8%"), ("ty-le", "44,8%"), ("tong", "05")];
    let bytes = written(&book(&catalogue(), &typed), &Review::default());
    assert_eq!((&values(&bytes)[7], &values(&bytes)[4]), (&Data::Float(0.448), &Data::Float(44.8)));
    let styles = part(&bytes, "xl/styles.xml");
    for code in ["\"0.0%\"", "\"0.0\"", "\"00\""] {
        assert!(styles.contains(&format!("formatCode={code}")), "{code} in {styles}");
    }
}

#[test]
fn findings_hang_at_their_cells_and_errors_make_a_draft() {
    const CODE: RuleCode =
        RuleCode { id: "SUM001", name: "sum-of-parts", severity: Severity::Error, summary: "" };
    let at = |row, column| Place::cell("PHỤ LỤC 1", CellRef::new(row, column));
    let finding = |place, message: &str| Finding::new(CODE, place, message.to_owned());
    let findings = vec![
        finding(at(21, 5), "một < hai"),
        finding(at(21, 5), "ba"),
        finding(at(22, 6), "bốn"),
        finding(Place::cell("Số liệu", CellRef::new(21, 5)), "nơi khác"),
    ];
    let review = Review { findings, ..Review::default() };
    let bytes = written(&book(&catalogue(), &GOOD), &review);
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(notes.contains(r#"ref="D9""#) && notes.contains(r#"ref="E10""#), "{notes}");
    assert!(notes.contains("[lỗi SUM001] một &lt; hai\n[lỗi SUM001] ba"), "{notes}");
    assert!(!notes.contains("nơi khác"), "{notes}");
    let range = open(&bytes).worksheet_range(sheets::FORM).unwrap();
    assert!(range.get_value((0, 0)).unwrap().to_string().starts_with("BẢN NHÁP: còn 4 lỗi"));
}

#[test]
fn equal_books_give_equal_bytes() {
    let book = book(&catalogue(), &GOOD);
    assert_eq!(written(&book, &Review::default()), written(&book, &Review::default()));
}

#[test]
fn an_answer_spread_over_rows_stands_in_its_own_row_only() {
    let mut book = book(&catalogue(), &GOOD);
    let entry = book.entries.get_mut("hop").unwrap();
    (entry.value, entry.origin) = (value("2"), Origin::Derived(3));
    book.form[10].value = value("2");
    let bytes = written(&book, &Review::default());
    assert_eq!(values(&bytes)[9..], [Data::Empty, Data::Float(2.0)]);
}

#[test]
fn an_unknown_row_stands_as_it_is() {
    let mut book = book(&catalogue(), &GOOD);
    book.form.push(FormLine {
        stt: "9.".to_owned(),
        label: "Chỉ tiêu riêng".to_owned(),
        unit: "Cái".to_owned(),
        value: value("1.234.567.890.123.456"),
        note: "thêm".to_owned(),
        row: None,
        place: Place::cell(sheets::FORM, CellRef::new(40, 5)),
    });
    let bytes = written(&book, &Review::default());
    // More digits than a spreadsheet keeps: text, so that none is lost.
    assert_eq!(values(&bytes).last(), Some(&Data::String("1.234.567.890.123.456".to_owned())));
}
