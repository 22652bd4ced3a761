//! Compared with last period: what is printed of it, what is held against its workbook, and workbooks that are none.

use std::fs;
use std::io::Cursor;

use baocao::document::{Block, Document, Mark};
use baocao::{Case, Figure, Review, RuleSet, check, read_draft};

use crate::command::Desk;
use crate::docx::package::texts;
use crate::shown::paragraphs;
use crate::support::{CLEAN, Checked, TEMPLATES, WORKBOOK, report_type, weighs};
use crate::tables::{tables, tables_with_changes};

const CONTROL: &str = include_str!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.md");

/// The sample's workbook of the year before: some figures lower, some higher, one the same, one that was nothing.
pub(crate) fn last_year(more: &str) -> Vec<u8> {
    let figures = [
        ("chi-dao.van-ban", "7"),
        ("ho-so.tiep-nhan", "3.612"),
        ("ho-so.ty-le-truc-tuyen", "31,4"),
        ("ho-so.da-giai-quyet", "3.001"),
        ("ho-so.ty-le-dung-han", "98,2"),
        ("ho-so.qua-han", "0"),
        ("thanh-toan.ty-le", "60,5"),
        ("so-hoa.ty-le-thanh-phan", "52,9"),
        ("danh-gia.luot", "1.031"),
        ("ngan-sach.thu", "950"),
        ("ngan-sach.chi", "5.356.443"),
        ("van-ban.tong", ""),
        ("van-ban.den", "3.000"),
        ("thanh-toan.luot", "410"),
        ("tin-bai.tong", "-"),
        ("cbcc.tong", "19"),
    ];
    let rows = figures.map(|(code, value)| format!("| {code} | Số liệu | {value} |\n"));
    let head = "| Dòng | Cột | Giá trị mới |\n|---|---|---|\n";
    let year = format!("## Thông tin\n\n{head}| 2023 | Nội dung | 2022 |\n\n");
    tables_with_changes(CLEAN, &format!("{year}## Số liệu\n\n{head}{}\n{more}", rows.concat()))
}

fn after() -> Checked {
    Checked::after(WORKBOOK, &last_year(""), &TEMPLATES)
}

fn weighty(review: &Review) -> Vec<String> {
    let found = review.findings.iter().filter(|finding| weighs(finding));
    found.map(|finding| format!("{} {} {}", finding.code, finding.place, finding.message)).collect()
}

#[test]
fn every_change_is_printed_with_direction_and_size() {
    let checked = after();
    assert_eq!(weighty(&checked.review), [""; 0]);
    assert_eq!(checked.review.coverage.wrong, 0);
    insta::assert_snapshot!(paragraphs_with(&checked, "năm 2022"));
}

/// The paragraphs that have some words.
fn paragraphs_with(checked: &Checked, words: &str) -> String {
    let told = paragraphs(&checked.report).map(|paragraph| paragraph.text());
    told.filter(|text| text.contains(words)).collect::<Vec<_>>().join("\n")
}

#[test]
fn another_report_type_prints_the_changes_of_its_form() {
    let head = "| Dòng | Cột | Giá trị mới |\n|---|---|---|\n";
    let form = [
        ("Hồ sơ tiếp nhận trong kỳ", "1.000"),
        ("Nộp trực tuyến", "500"),
        ("Nộp trực tiếp, qua bưu chính", "500"),
        ("Hồ sơ đã giải quyết", "1.190"),
        ("Quá hạn", "9"),
        ("Phản ánh, kiến nghị tiếp nhận trong kỳ", "0"),
    ];
    let form = form.map(|(label, value)| format!("| {label} | Số liệu | {value} |\n")).concat();
    let figures = "| chi-dao.van-ban | Số liệu | 2 |\n| nhan-luc.mot-cua | Số liệu | 8 |\n";
    let year = format!("## Thông tin\n\n{head}| 2025 | Nội dung | 2024 |\n\n");
    let changes = format!("{year}## Phụ lục 1\n\n{head}{form}\n## Số liệu\n\n{head}{figures}");
    let templates = report_type("bao-cao-kiem-soat-tthc");
    let before = tables_with_changes(CONTROL, &changes);
    let checked = Checked::after(&tables(CONTROL), &before, &templates);
    assert_eq!(weighty(&checked.review), [""; 0]);
    let draft = read_draft(Cursor::new(checked.docx())).unwrap();
    let review = check(&Case::draft(templates.catalogue(), &draft), &RuleSet::default());
    assert_eq!(weighty(&review), [""; 0]);
    insta::assert_snapshot!(paragraphs_with(&checked, "quý III năm 2024"));
}

#[test]
fn what_is_typed_is_printed_without_the_other_workbook() {
    let head = "## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n";
    let printed = |rows: &str| {
        let checked = Checked::new(&tables_with_changes(CLEAN, &format!("{head}{rows}")));
        assert_eq!(weighty(&checked.review), [""; 0], "{rows}");
        paragraphs_with(&checked, "cùng kỳ năm trước")
    };
    // only the change is known, so nothing says of what it would be a percentage
    let told = printed("| cbcc.tong | Kỳ trước | |\n");
    assert!(told.contains("20 người, tăng 1 người so với cùng kỳ năm trước, biên chế"), "{told}");
    // only last period is known
    let told = printed("| cbcc.tang-giam | Số liệu | |\n");
    assert!(told.contains("20 người, tăng 1 người (5,3%) so với cùng kỳ năm trước, biên chế"), "{told}");
    let told = printed("| danh-gia.luot | Kỳ trước | 1.032 |\n| thanh-toan.ty-le | Kỳ trước | 70 |\n");
    assert!(told.contains("kết hợp phát phiếu, bằng cùng kỳ năm trước. Kết quả"), "{told}");
    assert!(told.contains("đạt 68,19%, giảm 1,81 điểm phần trăm so với cùng kỳ năm trước ("), "{told}");
    // nothing is known of last period
    assert_eq!(printed("| cbcc.tong | Kỳ trước | |\n| cbcc.tang-giam | Số liệu | |\n"), "");
    assert_eq!(printed("| cbcc.tong | Kỳ trước | - |\n| cbcc.tang-giam | Số liệu | |\n"), "");
}

#[test]
fn a_report_with_changes_is_read_as_a_draft_without_an_alarm() {
    let checked = after();
    let catalogue = TEMPLATES.catalogue();
    let draft = read_draft(Cursor::new(checked.docx())).unwrap();
    for case in [Case::draft(catalogue, &draft), Case::draft_against(catalogue, &draft, &checked.book)] {
        let review = check(&case, &RuleSet::default());
        assert_eq!(weighty(&review), [""; 0]);
    }
}

#[test]
fn a_change_that_is_printed_wrong_is_found_in_each_place() {
    let checked = after();
    let mut printed = 0;
    for at in 0.. {
        let mut report = checked.report.clone();
        let Some(mark) = changes(&mut report).nth(at) else { break };
        let Mark::Change { figure, .. } = mark else { unreachable!() };
        let wrong = figure.value() + rust_decimal::Decimal::TWO;
        *figure = if figure.is_percent() { Figure::percent(wrong) } else { Figure::new(wrong) };
        let case = Case::report(TEMPLATES.catalogue(), &checked.book, &report);
        let found = check(&case, &RuleSet::default()).findings;
        assert!(found.iter().any(|finding| finding.code == "PCT004"), "change {at}");
        printed += 1;
    }
    assert!(printed > 15, "{printed} figures");
}

/// The marks of every printed change.
fn changes(report: &mut Document) -> impl Iterator<Item = &mut Mark> {
    let blocks = report.parts.iter_mut().flat_map(|part| &mut part.blocks);
    let runs = blocks.flat_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.runs.as_mut_slice(),
        _ => &mut [],
    });
    runs.filter_map(|run| run.mark.as_mut()).filter(|mark| matches!(mark, Mark::Change { .. }))
}

#[test]
fn what_could_not_be_read_of_last_period_is_told_with_its_file() {
    let cell = "| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| van-ban.di | Số liệu | chưa có |\n";
    let checked = Checked::after(WORKBOOK, &last_year(&format!("## Số liệu\n\n{cell}")), &TEMPLATES);
    let [finding] = checked.review.findings.iter().filter(|it| it.code == "FORM109").collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", checked.review.findings)
    };
    let (place, said) = (finding.place.to_string(), &finding.message);
    assert!(place == "sổ tính" && finding.related.len() == 1, "{finding:?}");
    assert!(said.starts_with("Sổ kỳ trước ky-truoc.xlsx, Số liệu!D") && said.contains("chưa có"), "{said}");
}

#[test]
fn the_command_compares_two_workbooks() {
    let desk = Desk::new("previous");
    desk.put("truoc.xlsx", last_year(""));
    let ran = desk.run(&["check", "sach.xlsx", "--previous", "truoc.xlsx"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let ran = desk.run(&["convert", "sach.xlsx", "--previous", "truoc.xlsx", "-o", "ra"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = texts(&crate::package::parts(&desk.bytes("ra/sach.docx"))["word/document.xml"]);
    assert!(report.contains("13,4 điểm phần trăm"), "the report prints from the other workbook");
    let other = "| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| cbcc.tong | Số liệu | 18 |\n";
    desk.put("khac.xlsx", last_year(&format!("## Số liệu\n\n{other}")));
    let ran = desk.run(&["check", "sach.xlsx", "--previous", "khac.xlsx"]);
    assert_eq!(ran.code, 0, "a warning: {}", ran.out);
    assert!(ran.out.contains("TIE005") && ran.out.contains("khac.xlsx"), "{}", ran.out);
}

#[test]
fn a_workbook_that_is_not_last_periods_is_one_error() {
    let desk = Desk::new("not-previous");
    desk.put("sau.xlsx", WORKBOOK);
    let ran = desk.run(&["check", "sach.xlsx", "--previous", "sau.xlsx"]);
    let errors: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("lỗi[")).collect();
    assert_eq!((ran.code, errors.len()), (1, 1), "{}", ran.out);
    assert!(errors[0].contains("TIME007") && errors[0].contains("sau.xlsx"), "{}", ran.out);
    let ran = desk.run(&["convert", "sach.xlsx", "--previous", "sau.xlsx"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(desk.names(""), ["sach.xlsx", "sau.xlsx"]);
    let control = include_bytes!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.xlsx");
    desk.put("khac-mau.xlsx", control);
    let ran = desk.run(&["check", "sach.xlsx", "--previous", "khac-mau.xlsx"]);
    let found: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("lỗi[")).collect();
    assert_eq!((ran.code, found.len()), (1, 1), "no other finding of that workbook: {}", ran.out);
}

#[test]
fn a_bad_previous_file_is_one_line_with_its_name() {
    let desk = Desk::new("bad-previous");
    desk.put("rong.xlsx", "");
    desk.put("cat.xlsx", &WORKBOOK[..WORKBOOK.len() / 2]);
    desk.put("bao-cao.docx", Checked::clean().docx());
    for (name, said) in
        [("rong.xlsx", "rỗng"), ("cat.xlsx", "hỏng"), ("bao-cao.docx", "Word"), ("khong-co.xlsx", "khong-co")]
    {
        for command in ["check", "convert"] {
            let ran = desk.run(&[command, "sach.xlsx", "--previous", name]);
            assert!(ran.failed().contains(said) && ran.err.contains(name), "{command} {name}: {}", ran.err);
        }
    }
    for arguments in [
        ["check", "sach.xlsx", "rong.xlsx", "--previous", "sach.xlsx"].as_slice(),
        &["check", "bao-cao.docx", "--previous", "sach.xlsx"],
        &["check", "sach.xlsx", "--previous"],
        &["blank", "trong.xlsx", "--previous", "sach.xlsx"],
    ] {
        desk.run(arguments).failed();
    }
    assert_eq!(desk.names(""), ["bao-cao.docx", "cat.xlsx", "rong.xlsx", "sach.xlsx"]);
}

#[test]
fn last_periods_workbook_is_never_written_over() {
    let desk = Desk::new("previous-kept");
    fs::create_dir(desk.0.join("truoc")).unwrap();
    desk.put("truoc/sach-phu-luc.xlsx", last_year(""));
    let before = "truoc/sach-phu-luc.xlsx";
    desk.run(&["convert", "sach.xlsx", "--previous", before, "-o", "truoc"]).failed();
    desk.run(&["check", "sach.xlsx", "--previous", before, "--write-baseline", before]).failed();
    assert_eq!(desk.names("truoc"), ["sach-phu-luc.xlsx"]);
    assert_eq!(desk.bytes(before), last_year(""));
}
