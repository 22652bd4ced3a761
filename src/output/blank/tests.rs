use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::model::sample;

const CATALOGUE: &str = r#"
sections = [
  { number = "I", title = "Chỉ đạo, điều hành" },
  { number = "II.2.b", title = "Kết quả giải quyết {trong kỳ}" },
  { number = "IV", title = "Nhiệm vụ {kỳ sau}" },
]
form = [
  { stt = "1", label = "Kế hoạch" },
  { stt = "1.1.", label = "Nhiệm vụ đề ra", unit = "Nhiệm vụ", code = "pl.de-ra", required = true },
  { label = "Hồ sơ", unit = "Hồ sơ", code = "pl.ho-so", required = true },
  { label = "Đối thoại", unit = "Không = 0\nCó = 1", code = "pl.doi-thoai", kind = "code", allowed = { "0" = "Không", "1" = "Có" } },
]
figures = [
  { code = "ho-so.tong", label = "Hồ sơ", unit = "hồ sơ", kind = "count", section = "II.2.b", required = true },
  { code = "ho-so.truc-tuyen", label = "Trực tuyến", unit = "hồ sơ", kind = "count", section = "II.2.b", required = ["nam"] },
  { code = "ho-so.truc-tiep", label = "Trực tiếp", unit = "hồ sơ", kind = "count", section = "II.2.b", required = ["nam"] },
  { code = "ho-so.ty-le", label = "Tỷ lệ", unit = "%", kind = "rate", section = "II.2.b" },
  { code = "ho-so.tang", label = "Tăng, giảm", unit = "hồ sơ", kind = "count", section = "II.2.b" },
  { code = "ho-so.ngay", label = "Tính đến ngày", kind = "date", section = "II.2.b" },
]
relations = [
  { kind = "equal", figures = ["ho-so.tong", "pl.ho-so"] },
  { kind = "equal", figures = ["pl.de-ra", "nv.tong"] },
  { kind = "sum", total = "ho-so.tong", parts = ["ho-so.truc-tuyen", "ho-so.truc-tiep"] },
  { kind = "ratio", rate = "ho-so.ty-le", part = "ho-so.truc-tuyen", whole = "ho-so.tong" },
  { kind = "growth", change = "ho-so.tang", of = "ho-so.tong" },
]
periods.quy-1 = { title = "quý I", within = "trong quý", next = "quý II", closing = "15/12–14/3" }
[tasks]
section = "I"
unit = "nhiệm vụ"
total = "Tổng cộng"
count = "nv.tong"
on-time = "nv.dung"
late = "nv.tre"
pending = "nv.con"
overdue = "nv.qua"
rows = ["Thể chế", "Thủ tục"]
"#;

fn catalogue() -> Catalogue {
    sample::catalogue(CATALOGUE)
}

fn written(period: PeriodKey) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_blank(&catalogue(), period, &mut bytes).unwrap();
    bytes
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_sheet_has_its_columns() {
    let bytes = written(PeriodKey::Year);
    for (sheet, columns) in [
        ("Thông tin", "Mục|Nội dung"),
        ("Nhiệm vụ", "STT|Nội dung|Số nhiệm vụ chính|Đã thực hiện||Đang/chưa thực hiện|"),
        ("Phụ lục 1", "STT|Chỉ tiêu thống kê|Kết quả thống kê||Ghi chú"),
        ("Số liệu", "Mã|Chỉ tiêu|Đơn vị tính|Số liệu|Kỳ trước|Nguồn|Ghi chú"),
        ("Văn bản", "Mã|Mục|Vai trò|Loại|Số, ký hiệu|Ngày|Cơ quan ban hành|Trích yếu"),
        ("Nội dung", "Mục|Đoạn văn"),
        ("Chú thích", "Mã|Nội dung|Giải thích cho"),
    ] {
        assert_eq!(rows(&bytes, sheet)[0].join("|"), columns, "{sheet}");
    }
    assert_eq!(rows(&bytes, "Nhiệm vụ")[1].join("|"), "|||Đúng hạn|Quá hạn|Còn hạn|Quá hạn");
    assert_eq!(rows(&bytes, "Phụ lục 1")[1].join("|"), "||Đơn vị tính|Số liệu|");
    assert_eq!(rows(&bytes, "Phụ lục 1")[3].join("|"), "1.1.|Nhiệm vụ đề ra|Nhiệm vụ||");
    assert_eq!(rows(&bytes, "Số liệu")[1].join("|"), "ho-so.tong|Hồ sơ|hồ sơ||||");
}

#[test]
fn the_period_and_the_report_are_filled_in() {
    let info = rows(&written(PeriodKey::Quarter1), "Thông tin");
    let value = |label: &str| info.iter().find(|row| row[0] == label).map(|row| row[1].clone());
    assert_eq!(value("Mẫu báo cáo").as_deref(), Some("bao-cao-thu"));
    assert_eq!(value("Kỳ báo cáo").as_deref(), Some("Quý I"));
    assert_eq!(value("Năm").as_deref(), Some(""));
    assert!(info.iter().filter(|row| row[0] == "Nơi nhận").count() > 1);
}

#[test]
fn totals_of_an_empty_table_are_blank_and_not_zero() {
    let bytes = written(PeriodKey::Year);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let formulas = workbook.worksheet_formula("Nhiệm vụ").unwrap();
    let at = (6, 2);
    assert_eq!(formulas.get_value(at).unwrap(), "IF(COUNT(C3:C6)=0,\"\",SUM(C3:C6))");
    let value = workbook.worksheet_range("Nhiệm vụ").unwrap().get_value(at).cloned();
    assert_eq!(value, Some(Data::String(String::new())));
}

#[test]
fn cells_take_what_their_kind_allows() {
    let bytes = written(PeriodKey::Year);
    let form = part(&bytes, "xl/worksheets/sheet4.xml");
    assert!(form.contains(r#"sqref="D4:D5""#) && form.contains("INT(D4)"), "{form}");
    assert!(form.contains("\"0,1,-\""), "{form}");
    let figures = part(&bytes, "xl/worksheets/sheet5.xml");
    for test in ["D5&lt;=100", "IF(ISNUMBER(D6),D6=INT(D6)", "DATE(VALUE(RIGHT(D7,4))"] {
        assert!(figures.contains(test), "{test} in {figures}");
    }
    let documents = part(&bytes, "xl/worksheets/sheet6.xml");
    assert!(documents.contains("'Hướng dẫn'!$B$"), "{documents}");
    assert!(documents.contains("căn cứ,viện dẫn"), "{documents}");
}

#[test]
fn the_sections_are_offered_by_number_and_title() {
    let bytes = written(PeriodKey::Year);
    let guide = rows(&bytes, sheets::GUIDE);
    let offered: Vec<&str> = guide.iter().rev().take(3).map(|row| row[1].as_str()).collect();
    assert_eq!(offered, ["IV. Nhiệm vụ", "II.2.b. Kết quả giải quyết trong năm", "I. Chỉ đạo, điều hành"]);
    let last = format!("$B${}:$B${}", guide.len() - 2, guide.len());
    assert!(part(&bytes, "xl/worksheets/sheet7.xml").contains(&last), "{last}");
}

#[test]
fn what_follows_from_other_cells_may_stay_blank() {
    let catalogue = catalogue();
    let hints = derived::hints(&catalogue, PeriodKey::Year);
    let derived: Vec<&str> = hints.keys().copied().collect();
    assert_eq!(derived, ["ho-so.tong", "ho-so.ty-le", "pl.de-ra", "pl.ho-so"]);
    assert_eq!(
        hints["ho-so.ty-le"],
        "Có thể để trống, chương trình tự tính: “Trực tuyến” (Số liệu) : “Hồ sơ” (Số liệu) × 100."
    );
    let notes = part(&written(PeriodKey::Year), "xl/comments1.xml");
    assert!(notes.contains(r#"ref="D4""#) && notes.contains(r#"ref="D5""#), "{notes}");
}

#[test]
fn a_required_total_of_optional_parts_is_asked_for() {
    let catalogue = catalogue();
    let hints = derived::hints(&catalogue, PeriodKey::Quarter1);
    assert!(!hints.contains_key("ho-so.tong"), "{hints:?}");
    assert!(hints.contains_key("pl.ho-so"), "{hints:?}");
}

#[test]
fn equal_catalogues_give_equal_bytes() {
    assert_eq!(written(PeriodKey::Year), written(PeriodKey::Year));
    assert_ne!(written(PeriodKey::Year), written(PeriodKey::Quarter1));
}
