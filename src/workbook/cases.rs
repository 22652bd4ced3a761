//! The reader against whole workbooks: a clean one, and a table of faults with their codes and cells.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::codes::READER_CODES;
use super::grid::{Merges, Sheet};
use super::read::book_of;
use super::sketch::{sheet, with_catalogue};
use crate::finding::{Severity, Sourced};
use crate::model::{Book, DocumentDate, DocumentRole, Inline, Level, Origin, PeriodKey, TaskColumn, Value};
use crate::num::Figure;
use crate::place::{CellRef, Place};

type Rows = Vec<Vec<&'static str>>;

/// The seven sheets of a workbook without a fault.
fn clean() -> Vec<(&'static str, Rows)> {
    [figures(), words()].concat()
}

fn figures() -> Vec<(&'static str, Rows)> {
    vec![
        (
            "THÔNG TIN",
            vec![
                vec!["Mục", "Nội dung"],
                vec!["Mẫu báo cáo", "bao-cao-thu"],
                vec!["Cơ quan ban hành:", "UBND xã {A}"],
                vec!["Số"],
                vec!["Ngày ban hành", "ngày     tháng     năm 2023"],
                vec!["Kỳ báo cáo", "Năm"],
                vec!["Năm", "#2023"],
                vec!["Từ ngày", "15/3/2023"],
                vec!["Đến ngày", "@2023-12-14"],
                vec!["Kính gửi", "UBND huyện\nPhòng Nội vụ"],
                vec!["Kính gửi", "Sở Nội vụ"],
            ],
        ),
        (
            "Nhiệm vụ",
            vec![
                vec!["STT", "Nội dung", "Số nhiệm vụ chính", "Đã thực hiện", "", "Đang/chưa thực hiện"],
                vec!["", "", "", "Đúng hạn", "Quá hạn", "Còn hạn", "Quá hạn"],
                vec!["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
                vec!["#1", "Tuyên truyền", "#5", "#3", "-", "#2", ""],
                vec!["", "Tổng cộng", "=#5", "#3", "#0", "#2", ""],
            ],
        ),
        (
            "Phụ lục 1",
            vec![
                vec!["BIỂU SỐ LIỆU"],
                vec!["STT", "Chỉ tiêu thống kê", "Kết quả thống kê", "", "Ghi chú"],
                vec!["", "", "Đơn vị tính", "Số liệu", ""],
                vec!["1", "Hồ sơ", "", "", "nhóm"],
                vec!["1.1", "Số hồ sơ của thành phố", "hồ sơ", "#1913", "ghi"],
                vec!["", "Đúng hạn", "hồ sơ", "#857"],
                vec!["", "Tỷ lệ đúng hạn", "%", "%44.8"],
                vec!["", "", "Đơn vị tính", "Số liệu", ""],
                vec!["2.", "VĂN BẢN", "văn bản", ""],
                vec!["", "- Đúng hạn", "văn bản", "-"],
                vec!["", "Trực tuyến", "", "#1"],
                vec!["", "Trực tiếp", "", "-"],
            ],
        ),
        (
            "Số liệu",
            vec![
                vec!["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Kỳ trước", "Nguồn", "Ghi chú"],
                vec!["", "Nhóm một"],
                vec!["bien-che", "Biên chế", "người", "05", "#4", "Phần mềm", "tăng"],
                vec!["tinh-den", "", "", "@2023-12-05"],
                vec!["tinh-den.bo-sung", "", "", "06/12/2023"],
                vec!["don-vi", "", "", "- Một\n- Hai"],
                vec!["nhan-xet", "", "", "{ho-so} [^x]"],
            ],
        ),
    ]
}

fn words() -> Vec<(&'static str, Rows)> {
    vec![
        (
            "Văn bản",
            vec![
                vec!["Mã", "Mục", "Vai trò", "Loại", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu"],
                vec!["kh-117", "II.2.a", "", "Kế hoạch", "117/KH-UBND", "@2023-01-31", "", "Về việc {a}"],
                vec!["nd-09", "", "Căn cứ", "Nghị định", "09/2019/NĐ-CP", "tháng 1/2019", "Chính phủ", ""],
            ],
        ),
        (
            "Nội dung",
            vec![
                vec!["Mục", "Đoạn văn"],
                vec!["II.2.a Về thể chế", "{số liệu}"],
                vec!["II.2.a", "- Có {ho-so} hồ sơ{{\nTheo {vb:kh-117}[^ghi]"],
            ],
        ),
        (
            "Chú thích",
            vec![vec!["Mã", "Nội dung", "Giải thích cho"], vec!["ghi", "Trưởng (2), phó (3)", "bien-che"]],
        ),
    ]
}

fn sheets(workbook: &[(&'static str, Rows)]) -> Vec<Sheet> {
    let sketch = |(name, rows): &(&str, Rows)| {
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        sheet(name, &rows)
    };
    workbook.iter().map(sketch).collect()
}

fn read(workbook: &[(&'static str, Rows)]) -> Sourced<Book> {
    with_catalogue(|catalogue| book_of(&sheets(workbook), catalogue))
}

/// Puts `text` into a cell, as `Số liệu!D12`.
fn put(workbook: &mut [(&'static str, Rows)], at: &str, text: &'static str) -> Place {
    let (name, address) = at.split_once('!').unwrap();
    let (column, row) = address.split_at(1);
    let (column, row) = (usize::from(column.as_bytes()[0] - b'A'), row.parse::<usize>().unwrap() - 1);
    let (name, rows) = workbook.iter_mut().find(|(sheet, _)| *sheet == name).unwrap();
    rows.resize(rows.len().max(row + 1), Vec::new());
    let cells = &mut rows[row];
    cells.resize(cells.len().max(column + 1), "");
    cells[column] = text;
    Place::cell(name, CellRef::new(u32::try_from(row).unwrap(), u16::try_from(column).unwrap()))
}

#[test]
fn a_clean_workbook_is_a_book_and_no_finding() {
    let Sourced { value: book, findings } = read(&clean());
    assert_eq!(findings, []);
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(book.info.issuing_body.unwrap().value, "UBND xã {A}");
    assert_eq!((book.info.number, book.info.issued), (None, None));
    assert_eq!((book.info.period.unwrap().value, book.info.year.unwrap().value), (PeriodKey::Year, 2023));
    assert_eq!(book.info.from.unwrap().value, day(2023, 3, 15));
    assert_eq!(book.info.to.unwrap().place, Place::cell("THÔNG TIN", CellRef::new(8, 1)));
    let addressees: Vec<String> = book.info.addressees.into_iter().map(|given| given.value).collect();
    assert_eq!(addressees, ["UBND huyện", "Phòng Nội vụ", "Sở Nội vụ"]);
    let places: Vec<_> =
        book.documents.iter().map(|document| (document.section.as_deref(), document.role)).collect();
    assert_eq!(places, [(Some("II.2.a"), DocumentRole::Item), (None, DocumentRole::Basis)]);
    assert_eq!(book.documents[1].date.as_ref().unwrap().value, DocumentDate::Month { year: 2019, month: 1 });
    let levels: Vec<Level> = book.paragraphs.iter().map(|paragraph| paragraph.level).collect();
    assert_eq!(levels, [Level::Figures, Level::Item, Level::Paragraph]);
    assert_eq!(book.paragraphs[1].text[2], Inline::Text(" hồ sơ{".to_owned()));
    assert_eq!(book.notes[0].explains.as_ref().unwrap().as_str(), "bien-che");
}

#[test]
fn every_indicator_has_its_value() {
    let book = read(&clean()).value;
    let answer = book.entries["hinh-thuc"].place.clone();
    assert_eq!(answer, Some(Place::cell("Phụ lục 1", CellRef::new(10, 3))));
    for (code, printed) in [
        ("ho-so", "1.913"),
        ("ho-so.dung-han", "857"),
        ("ho-so.ty-le", "44,8%"),
        ("hinh-thuc", "1"),
        ("bien-che", "05"),
        ("nhiem-vu", "5"),
        ("nhiem-vu.qua-han", "0"),
    ] {
        assert_eq!(book.figure(code).map(|figure| figure.to_string()).as_deref(), Some(printed), "{code}");
    }
    for (code, value) in [
        ("van-ban", Value::Blank),
        ("van-ban.dung-han", Value::NotApplicable),
        ("nhan-xet", Value::Text("{ho-so} [^x]".to_owned())),
        ("don-vi", Value::Items(vec!["Một".to_owned(), "Hai".to_owned()])),
    ] {
        assert_eq!(book.entries[code].value, value, "{code}");
    }
    assert!(!book.entries.contains_key("nhiem-vu.tre-han"), "a blank total has no entry");
    let staff = &book.entries["bien-che"];
    assert_eq!((staff.source.as_str(), staff.note.as_str()), ("Phần mềm", "tăng"));
    assert_eq!(staff.previous.as_ref().map(|given| &given.value), Some(&Value::Figure(Figure::count(4))));
    assert_eq!(book.entries["nhiem-vu"].origin, Origin::Formula);
    assert_eq!(book.tasks.iter().map(|row| row.total).collect::<Vec<_>>(), [false, true]);
    assert_eq!(
        book.tasks[0].figures.keys().copied().collect::<Vec<_>>(),
        [TaskColumn::Count, TaskColumn::OnTime, TaskColumn::Pending]
    );
    assert_eq!(book.form.iter().filter(|line| line.row.is_none()).count(), 0);
}

/// A change of one cell, and the finding at it.
const FAULTS: [(&str, &str, &str); 38] = [
    ("THÔNG TIN!B2", "bao-cao-khac", "wrong-report"),
    ("THÔNG TIN!B6", "Quý V", "unknown-period"),
    ("THÔNG TIN!B6", "Quý I", "unknown-period"),
    ("THÔNG TIN!B7", "hai nghìn", "not-a-number"),
    ("THÔNG TIN!B8", "31/4/2023", "impossible-date"),
    ("THÔNG TIN!B8", "đầu năm", "impossible-date"),
    ("THÔNG TIN!B8", "4/2023", "impossible-date"),
    ("THÔNG TIN!B9", "!#REF!", "error-cell"),
    ("THÔNG TIN!A3", "Cơ quan", "unknown-label"),
    ("Nhiệm vụ!C4", "~", "not-calculated"),
    ("Nhiệm vụ!C4", "#5.5", "fractional-count"),
    ("Phụ lục 1!D5", "Đã kết nối", "not-a-number"),
    ("Phụ lục 1!D5", "1032 hồ sơ", "unit-in-cell"),
    ("Phụ lục 1!D5", "#1.913", "fractional-count"),
    ("Phụ lục 1!D7", "#0.448", "percent-scale"),
    ("Phụ lục 1!D5", "^", "unreadable-cell"),
    ("Phụ lục 1!B6", "Trễ hạn", "unknown-row"),
    ("Phụ lục 1!B7", "Đúng hạn", "duplicate-row"),
    ("Phụ lục 1!B6", "\u{fffd}", "odd-text"),
    ("Phụ lục 1!D12", "#2", "duplicate-row"),
    ("Phụ lục 1!D12", "#0", "wrong-choice"),
    ("Số liệu!A3", "bien-ch", "unknown-code"),
    ("Số liệu!A3", "Biên chế 1", "unknown-code"),
    ("Số liệu!A3", "ho-so", "unknown-code"),
    ("Số liệu!A3", "", "unknown-code"),
    ("Số liệu!A5", "tinh-den", "duplicate-code"),
    ("Số liệu!E3", "nhiều", "not-a-number"),
    ("Số liệu!D4", "@2023-01-09", "ambiguous-date"),
    ("Văn bản!A2", "KH 117", "unknown-code"),
    ("Văn bản!A3", "kh-117", "duplicate-code"),
    ("Văn bản!B2", "", "unknown-section"),
    ("Văn bản!C3", "tham khảo", "unknown-role"),
    ("Văn bản!F2", "31/4/2023", "impossible-date"),
    ("Nội dung!A2", "II.2.a Kiểm soát thủ tục hành chính", "section-title-mismatch"),
    ("Nội dung!A2", "II.3", "unknown-section"),
    ("Nội dung!B2", "{ho-sơ} {vb:kh-118}", "unknown-placeholder"),
    ("Chú thích!C2", "bien-chế", "unknown-code"),
    ("Chú thích!B2", "{bien-che", "unknown-placeholder"),
];

#[test]
fn a_fault_is_found_at_its_cell_and_the_book_is_still_there() {
    for (at, text, name) in FAULTS {
        let mut workbook = clean();
        let place = put(&mut workbook, at, text);
        let Sourced { value: book, findings } = read(&workbook);
        let found = findings.iter().find(|finding| finding.name == name && finding.place == place);
        let found = found.unwrap_or_else(|| panic!("{at} {text}: {findings:#?}"));
        assert!(!found.message.contains("FORM") && !found.fingerprint.is_empty(), "{found:?}");
        assert!(book.entries.contains_key("ho-so.dung-han") || at.contains("B6"), "{at}");
    }
}

#[test]
fn every_code_of_the_reader_is_met() {
    let elsewhere = ["missing-sheet", "missing-column", "unknown-sheet", "duplicate-label", "not-listed"];
    for (code, number) in READER_CODES.iter().zip(101..) {
        assert_eq!(code.id, format!("FORM{number}"));
        let met = elsewhere.contains(&code.name) || FAULTS.iter().any(|(_, _, name)| *name == code.name);
        assert!(met, "{}", code.name);
    }
}

#[test]
fn all_faults_are_found_in_one_run() {
    // some faults hide others: an unknown code has no value, a row that is not found is not found twice
    let hides = [
        "Văn bản!A2",
        "THÔNG TIN!B7",
        "THÔNG TIN!B8",
        "Phụ lục 1!B6",
        "Phụ lục 1!B7",
        "Số liệu!A3",
        "Số liệu!A5",
    ];
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    let chosen = FAULTS.iter().filter(|(at, ..)| !hides.contains(at));
    for (at, text, _) in chosen {
        last.insert(at, text);
    }
    let mut workbook = clean();
    let places: Vec<Place> = last.iter().map(|(at, text)| put(&mut workbook, at, text)).collect();
    let findings = read(&workbook).findings;
    let missed: Vec<&Place> =
        places.iter().filter(|place| !findings.iter().any(|finding| finding.place == **place)).collect();
    assert_eq!(missed, Vec::<&Place>::new(), "{findings:#?}");
    assert!(places.len() >= 12);
}

#[test]
fn sheets_and_columns_that_lack_are_errors() {
    let mut workbook = clean();
    workbook.retain(|(name, _)| *name != "Số liệu");
    workbook[0].1[0][1] = "Ghi chép";
    workbook.push(("Nháp", vec![vec!["a"]]));
    workbook.push(("Hướng dẫn", vec![vec!["a"]]));
    put(&mut workbook, "Phụ lục 1!E2", "");
    put(&mut workbook, "Phụ lục 1!E3", "");
    let findings = read(&workbook).findings;
    let found: Vec<_> =
        findings.iter().map(|finding| (finding.name, finding.severity, finding.place.to_string())).collect();
    assert!(!found.iter().any(|found| found.2.contains("Hướng dẫn")));
    for expected in [
        ("unknown-sheet", Severity::Info, "trang tính “Nháp”"),
        ("missing-sheet", Severity::Error, "trang tính “Số liệu”"),
        ("missing-column", Severity::Error, "trang tính “THÔNG TIN”"),
        ("missing-column", Severity::Error, "Phụ lục 1!C3"),
    ] {
        assert!(
            found.iter().any(|found| (found.0, found.1, found.2.as_str()) == expected),
            "{expected:?} {found:?}"
        );
    }
}

#[test]
fn a_share_is_judged_by_its_counts() {
    for (part, rate, severity) in [
        ("#857", "#0.448", Some(Severity::Error)),
        ("#857", "0,448", Some(Severity::Error)),
        ("#8", "#0.4", None),
        ("", "#0.4", Some(Severity::Warning)),
        ("#8", "%0.4", None),
    ] {
        let mut workbook = clean();
        put(&mut workbook, "Phụ lục 1!D6", part);
        put(&mut workbook, "Phụ lục 1!D7", rate);
        let read = read(&workbook);
        let found = read.findings.iter().find(|finding| finding.name == "percent-scale");
        assert_eq!(found.map(|finding| finding.severity), severity, "{part} {rate}");
        let is_figure = read.value.figure("ho-so.ty-le").is_some();
        assert_eq!(is_figure, severity != Some(Severity::Error));
        if severity == Some(Severity::Error) {
            assert_eq!(found.unwrap().repair[0].to, "44,8");
        }
    }
}

#[test]
fn labels_may_not_repeat_unless_they_may() {
    let mut workbook = clean();
    let place = put(&mut workbook, "THÔNG TIN!B12", "2024");
    put(&mut workbook, "THÔNG TIN!A12", "Năm");
    let findings = read(&workbook).findings;
    assert_eq!(
        findings.iter().map(|finding| (finding.name, &finding.place)).collect::<Vec<_>>(),
        [("duplicate-label", &place)]
    );
}

#[test]
fn a_fault_in_every_row_is_listed_up_to_a_number() {
    let mut workbook = clean();
    let faults = std::iter::repeat_n(vec!["khong-co", "", "", "#1"], 1_234);
    workbook[3].1.extend(faults);
    let findings = read(&workbook).findings;
    let (listed, last) = (findings.len() - 1, findings.last().unwrap());
    assert_eq!((listed, last.name, &last.place), (1_000, "not-listed", &Place::Workbook));
    assert!(last.message.contains("234 phát hiện FORM105"), "{}", last.message);
}

#[test]
fn merged_cells_speak_for_those_they_cover() {
    let at = |row, column| CellRef::new(row, column);
    let (merges, mut sheets) = (|regions| Merges::new(regions).unwrap().unwrap(), sheets(&clean()));
    let content = sheets.iter_mut().find(|sheet| sheet.name == "Nội dung").unwrap();
    *content = sheet("Nội dung", &[&["Mục", "Đoạn văn"], &["II.2.a", "một"], &["", "hai"], &["III", "ba"]]);
    content.merges = merges(vec![(at(1, 0), at(2, 0))]);
    let tasks = sheets.iter_mut().find(|sheet| sheet.name == "Nhiệm vụ").unwrap();
    // as the form prints it: names that span two rows, groups that span two columns
    tasks.merges =
        merges(vec![(at(0, 0), at(1, 0)), (at(0, 1), at(1, 1)), (at(0, 3), at(0, 4)), (at(0, 5), at(0, 6))]);
    let Sourced { value: book, findings } = with_catalogue(|catalogue| book_of(&sheets, catalogue));
    assert_eq!(findings, []);
    let sections: Vec<&str> = book.paragraphs.iter().map(|paragraph| paragraph.section.as_str()).collect();
    assert_eq!(sections, ["II.2.a", "II.2.a", "III"]);
    assert_eq!(book.figure("nhiem-vu.con-han"), Some(Figure::count(2)));
}

#[test]
fn the_order_of_figures_and_documents_does_not_matter() {
    let mut workbook = clean();
    for sheet in ["Số liệu", "Văn bản"] {
        let (_, rows) = workbook.iter_mut().find(|(name, _)| *name == sheet).unwrap();
        rows[1..].reverse();
    }
    workbook.reverse();
    let (one, other) = (read(&clean()), read(&workbook));
    assert_eq!(other.findings, []);
    let values = |book: &Book| -> Vec<(String, Value)> {
        book.entries.iter().map(|(code, entry)| (code.to_string(), entry.value.clone())).collect()
    };
    assert_eq!(values(&one.value), values(&other.value));
}

#[test]
fn totals_that_are_blank_or_not_calculated_are_added_up() {
    for written in ["", "=~"] {
        let mut workbook = clean();
        let place = put(&mut workbook, "Nhiệm vụ!F5", written);
        let Sourced { value: book, findings } = read(&workbook);
        assert_eq!(book.figure("nhiem-vu.con-han"), Some(Figure::count(2)), "{written}");
        assert!(findings.iter().all(|finding| finding.severity == Severity::Warning), "{findings:?}");
        assert_eq!(findings.iter().any(|finding| finding.place == place), !written.is_empty());
    }
}
