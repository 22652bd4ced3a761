//! Report types that are data only: another report, a province's variant, and what a wrong one is told.

use std::collections::BTreeMap;
use std::io::Cursor;

use baocao::model::PeriodKey;
use baocao::{Templates, read_workbook, write_blank};

use crate::command::Desk;
use crate::docx::package::{every_part_has_a_type, every_reference_is_defined, every_relation_has_a_target};
use crate::package::parts;
use crate::shown::shown;
use crate::support::{Checked, files, report_type, weighs};
use crate::tables::{tables, tables_with_changes};

const CONTROL: &str = "bao-cao-kiem-soat-tthc";
const CONTROL_TABLES: &str = include_str!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.md");
const VARIANT: &str = "bao-cao-cchc-xa-van-khe";
const VARIANT_TABLES: &str = include_str!("../../examples/data/binh-lam-mau-van-khe-quy-3-2025.md");

fn weighty(checked: &Checked) -> Vec<String> {
    let found = checked.review.findings.iter().filter(|finding| weighs(finding));
    found.map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}

#[test]
fn the_samples_of_other_report_types_are_clean() {
    for (report, tables_of, workbook) in [
        (
            CONTROL,
            CONTROL_TABLES,
            include_bytes!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.xlsx").as_slice(),
        ),
        (
            VARIANT,
            VARIANT_TABLES,
            include_bytes!("../../examples/data/binh-lam-mau-van-khe-quy-3-2025.xlsx").as_slice(),
        ),
    ] {
        assert_eq!(tables(tables_of), workbook, "{report}: run `cargo run --example samples`");
        let checked = Checked::of(workbook, &report_type(report));
        assert_eq!(weighty(&checked), [""; 0], "{report}");
        insta::assert_snapshot!(report, shown(&checked.report));
        let written = parts(&checked.docx());
        every_part_has_a_type(&written);
        every_relation_has_a_target(&written);
        every_reference_is_defined(&written);
    }
}

#[test]
fn a_blank_workbook_of_each_period_is_read_by_its_report_type() {
    for report in [CONTROL, VARIANT] {
        let templates = report_type(report);
        let catalogue = templates.catalogue();
        for (period, _) in &catalogue.periods {
            let mut blank = Vec::new();
            write_blank(catalogue, *period, &mut blank).unwrap();
            let book = read_workbook(Cursor::new(&blank), catalogue).unwrap();
            assert_eq!(book.findings, [], "{report} {period:?}");
            assert_eq!(book.value.info.report.unwrap().value, report);
            let strings = &parts(&blank)["xl/sharedStrings.xml"];
            assert_eq!(strings.contains(">Nhiệm vụ<"), report == VARIANT, "{report} has no task table");
        }
    }
}

#[test]
fn mistakes_are_found_by_the_relations_of_the_report_type() {
    let replaced =
        |rows: &str| format!("## Phụ lục 1\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n{rows}\n");
    for (report, tables_of, rows, code) in [
        (CONTROL, CONTROL_TABLES, "| Sửa đổi, bổ sung | Số liệu | 7 |", "SUM001"),
        (CONTROL, CONTROL_TABLES, "| Hồ sơ đang giải quyết | Số liệu | 34 |", "SUM003"),
        (CONTROL, CONTROL_TABLES, "| Tỷ lệ hồ sơ nộp trực tuyến | Số liệu | 64,7 |", "PCT001"),
        (CONTROL, CONTROL_TABLES, "| Niêm yết TTHC tại nơi tiếp nhận hồ sơ | Số liệu | 3 |", "FORM001"),
        // the variant's own row, and what the base holds to be a warning only
        (
            VARIANT,
            VARIANT_TABLES,
            "| Số hồ sơ đã giải quyết của người dân, tổ chức ở xã khác | Số liệu | 40 |",
            "SUM006",
        ),
        (
            VARIANT,
            VARIANT_TABLES,
            "| Số TTHC mức độ 3 và 4 đã tích hợp lên Cổng DVC quốc gia | Số liệu | 45 |",
            "SUM001",
        ),
    ] {
        let workbook = tables_with_changes(tables_of, &replaced(rows));
        let checked = Checked::of(&workbook, &report_type(report));
        let errors = checked
            .review
            .findings
            .iter()
            .filter(|finding| finding.severity == baocao::finding::Severity::Error);
        let codes: Vec<&str> = errors.map(|finding| finding.code).collect();
        assert!(codes.contains(&code), "{report} {rows}: {codes:?}");
    }
    // what the variant requires in every period may be blank in the base's third quarter
    let blank =
        "## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| ra-soat.ke-hoach | Số liệu | |\n";
    let workbook = tables_with_changes(VARIANT_TABLES, blank);
    let found = weighty(&Checked::of(&workbook, &report_type(VARIANT)));
    assert!(found.iter().any(|finding| finding.starts_with("FORM002")), "{found:?}");
}

#[test]
fn a_variant_says_only_what_differs() {
    let (base, variant) = (Templates::builtin().unwrap(), report_type(VARIANT));
    let (base, variant) = (base.catalogue(), variant.catalogue());
    assert_eq!(variant.indicators.len(), base.indicators.len() + 4);
    assert_eq!(variant.form.len(), base.form.len() + 3);
    let label = |stt: &str| variant.form.iter().find(|row| row.stt == stt).unwrap().label.as_str();
    assert_eq!(label("1.2."), "Thực hiện nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao");
    let at = |stt: &str| variant.form.iter().position(|row| row.stt == stt).unwrap();
    assert_eq!(at("4"), at("3.5.") + 3, "new rows stand where `after` says");
    let number = |number: &str| variant.sections.iter().position(|section| section.number == number).unwrap();
    assert_eq!(number("II.2.k"), number("II.2.i") + 1);
    assert_eq!(variant.indicator("ra-soat.ke-hoach").unwrap().required, PeriodKey::ALL);
    assert_eq!(
        variant.indicator("ra-soat.ke-hoach").unwrap().label,
        base.indicator("ra-soat.ke-hoach").unwrap().label
    );
}

/// A change to one file of a report type, and what is said of it at the line that holds these words.
struct Wrong {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    line_of: &'static str,
    said: &'static str,
}

const WRONG: [Wrong; 23] = [
    Wrong {
        file: "catalogue.toml",
        from: "items = \"sum\" },",
        to: "items = \"sum\" },\n  { kind = \"sum\", total = \"tthc.moi\", parts = [\"tthc.cong-bo\", \"tthc.bai-bo\"] },",
        line_of: "total = \"tthc.moi\"",
        said: "sum: “tthc.moi” là thành phần của chính nó",
    },
    Wrong {
        file: "catalogue.toml",
        from: "items = \"sum\" },",
        to: "items = \"sum\" },\n  { kind = \"at-most\", smaller = \"tthc.tong\", larger = \"tthc.cong-khai\" },",
        line_of: "smaller = \"tthc.tong\"",
        said: "at-most: “tthc.cong-khai” là thành phần của chính nó",
    },
    Wrong {
        file: "catalogue.toml",
        from: "smaller = \"tthc.cong-khai\"",
        to: "smaller = \"tthc.khong-co\"",
        line_of: "tthc.khong-co",
        said: "at-most: không có chỉ tiêu mã “tthc.khong-co”",
    },
    Wrong {
        file: "catalogue.toml",
        from: "\"ho-so.truc-tuyen\", \"ho-so.truc-tiep\"]",
        to: "\"ho-so.truc-tuyen\", \"tthc.moi\"]",
        line_of: "\"ho-so.truc-tuyen\", \"tthc.moi\"]",
        said: "sum: “tthc.moi” tính bằng “thủ tục”, còn “ho-so.tiep-nhan” tính bằng “hồ sơ”: cần cùng một đơn vị tính",
    },
    Wrong {
        file: "catalogue.toml",
        from: "figure = \"nhan-luc.mot-cua\"",
        to: "figure = \"nhan-luc.khac\"",
        line_of: "nhan-luc.khac",
        said: "không có chỉ tiêu mã “nhan-luc.khac”",
    },
    Wrong {
        file: "catalogue.toml",
        from: "code = \"chi-dao.van-ban\"",
        to: "code = \"tthc.tong\"",
        line_of: "Văn bản chỉ đạo kiểm soát",
        said: "mã “tthc.tong” có hai lần",
    },
    Wrong {
        file: "catalogue.toml",
        from: "section = \"I.1\"",
        to: "section = \"I.9\"",
        line_of: "I.9",
        said: "chi-dao.van-ban: không có mục “I.9” trong sections",
    },
    Wrong {
        file: "catalogue.toml",
        from: "schema = 1",
        to: "schema = 1\nextends = \"bao-cao-khac\"",
        line_of: "bao-cao-khac",
        said: "không có mẫu báo cáo “bao-cao-khac” cạnh mẫu này hay dựng sẵn",
    },
    Wrong {
        file: "catalogue.toml",
        from: "schema = 1",
        to: "schema = 1\nextends = \"../mau-thu\"",
        line_of: "../mau-thu",
        said: "cần tên của một thư mục mẫu báo cáo, không phải “../mau-thu”",
    },
    Wrong {
        file: "catalogue.toml",
        from: "schema = 1",
        to: "schema = 1\nextends = \"mau-thu\"",
        line_of: "extends",
        said: "extends đi vòng: mau-thu → mau-thu",
    },
    Wrong {
        file: "catalogue.toml",
        from: "decimals = 2",
        to: "decimal = 2",
        line_of: "decimal = 2",
        said: "không có khóa \"decimal\"; cần một trong",
    },
    Wrong {
        file: "catalogue.toml",
        from: "outgoing",
        to: "outgoin",
        line_of: "outgoin",
        said: "không có khóa \"outgoin\"; cần một trong \"incoming\", \"outgoing\", \"weight\"",
    },
    Wrong {
        file: "catalogue.toml",
        from: "required = [\"nam\"]",
        to: "required = [\"năm\"]",
        line_of: "\"năm\"",
        said: "required cần true, false hoặc các kỳ: quy-1",
    },
    Wrong {
        file: "catalogue.toml",
        from: "Nhiệm vụ trọng tâm {kỳ sau}",
        to: "Nhiệm vụ trọng tâm {ky sau}",
        line_of: "{ky sau}",
        said: "không có chỗ điền “{ky sau}”; dùng được: {kỳ}, {kỳ sau}, {trong kỳ}",
    },
    Wrong {
        file: "catalogue.toml",
        from: "quý II năm {năm}",
        to: "quý II năm {nam}",
        line_of: "{nam}",
        said: "không có chỗ điền “{nam}”; dùng được: {năm}, {năm sau}",
    },
    Wrong {
        file: "phrases.toml",
        from: "number = \"Số: {số}/",
        to: "number = \"Số: {so}/",
        line_of: "{so}",
        said: "number: không có chỗ điền “{so}”; dùng được: {số}, {ký hiệu}",
    },
    Wrong {
        file: "I.5.tera",
        from: "{% if is(",
        to: "{% if has_not(",
        line_of: "has_not(",
        said: "không có hàm \"has_not\"; dùng được: v, n, text",
    },
    Wrong {
        file: "I.1.tera",
        from: "{{ co_quan }}",
        to: "{{ coquan }}",
        line_of: "coquan",
        said: "không có tên “coquan”; dùng được: ky, trong_ky",
    },
    Wrong {
        file: "I.4.tera",
        from: "- {%",
        to: "\n- {% if kysau %}Có. {% endif %}{%",
        line_of: "kysau",
        said: "không có tên “kysau”; dùng được: ky, trong_ky",
    },
    Wrong {
        file: "I.3.tera",
        from: "zero(c=\"ho-so.qua-han\")",
        to: "zero(c=\"ho-so.quahan\")",
        line_of: "ho-so.quahan",
        said: "không có chỉ tiêu mã “ho-so.quahan” trong catalogue.toml",
    },
    Wrong {
        file: "I.3.tera",
        from: "is(c=\"ho-so.xin-loi\", code=0)",
        to: "is(c=\"ho-so.xin-loi\", code=2)",
        line_of: "code=2",
        said: "ho-so.xin-loi không có mã trả lời 2; có: 0, 1",
    },
    Wrong {
        file: "I.6.tera",
        from: "- Trung tâm",
        to: "@nhiem-vu\n- Trung tâm",
        line_of: "@nhiem-vu",
        said: "“@nhiem-vu” cần phần [tasks] trong catalogue.toml",
    },
    Wrong {
        file: "layout.toml",
        from: "signer  ",
        to: "# ",
        line_of: "# Thể thức",
        said: "thiếu “roles.signer”",
    },
];

/// The files of a report type written beside the workbook, in a folder of this name.
fn put(desk: &Desk, folder: &str, files: &BTreeMap<String, String>) {
    std::fs::create_dir_all(desk.0.join(folder)).unwrap();
    files.iter().for_each(|(name, text)| desk.put(&format!("{folder}/{name}"), text));
}

#[test]
fn a_wrong_report_type_is_told_its_file_and_line_and_nothing_is_written() {
    let desk = Desk::new("report-types");
    desk.put("so.xlsx", tables(CONTROL_TABLES));
    for Wrong { file, from, to, line_of, said } in WRONG {
        let mut changed = files(CONTROL);
        let text = changed.get_mut(file).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        *text = text.replacen(from, to, 1);
        let line = text.lines().position(|line| line.contains(line_of)).unwrap() + 1;
        put(&desk, "mau-thu", &changed);
        for arguments in [
            ["convert", "so.xlsx", "-o", "ra", "--templates", "mau-thu"].as_slice(),
            &["check", "so.xlsx", "--templates", "mau-thu"],
            &["blank", "trong.xlsx", "--templates", "mau-thu"],
        ] {
            let ran = desk.run(arguments);
            let expected = format!("lỗi: mau-thu/{file}:{line}: {said}");
            assert!(ran.failed().starts_with(&expected), "{} instead of {expected}", ran.err);
        }
        assert_eq!(desk.names("."), ["mau-thu", "sach.xlsx", "so.xlsx"], "{said}");
    }
}

#[test]
fn a_template_that_no_section_prints_is_refused() {
    let desk = Desk::new("report-type-file");
    let mut changed = files(CONTROL);
    let narrative = changed.remove("I.5.tera").unwrap();
    changed.insert("I.7.tera".to_owned(), narrative);
    put(&desk, "mau-thu", &changed);
    let ran = desk.run(&["blank", "trong.xlsx", "--templates", "mau-thu"]);
    let said =
        "lỗi: mau-thu/I.7.tera:1: không có mục “I.7” trong sections, nên tệp này không bao giờ được in";
    assert!(ran.failed().starts_with(said), "{}", ran.err);
    changed.remove("phrases.toml");
    changed.remove("I.7.tera");
    let missing = Templates::new("mau", |_| Ok(Some(changed.clone()))).unwrap_err();
    assert_eq!(missing.to_string(), "mau/phrases.toml:1: không có tệp này trong mẫu báo cáo");
}

#[test]
fn report_types_that_extend_each_other_are_refused_and_a_chain_of_them_loads() {
    let small = |extends: &str| {
        let catalogue = format!("schema = 1\n\nextends = \"{extends}\"\nversion = \"{extends}\"\n");
        BTreeMap::from([("catalogue.toml".to_owned(), catalogue)])
    };
    let find = |name: &str| match name {
        "mot" => Ok(Some(small("hai"))),
        "hai" => Ok(Some(small("mot"))),
        "ba" => Ok(Some(small("bon"))),
        "bon" => Ok(Some(small("bao-cao-cchc-xa"))),
        _ => Ok(None),
    };
    let error = Templates::new("mot", find).unwrap_err();
    assert_eq!(error.to_string(), "hai/catalogue.toml:3: extends đi vòng: mot → hai → mot");
    let chain = Templates::new("ba", find).unwrap();
    assert_eq!([chain.catalogue().name.as_str(), &chain.catalogue().version], ["ba", "bon"]);
    let base = Templates::builtin().unwrap();
    assert_eq!(chain.catalogue().relations.len(), base.catalogue().relations.len());
}

#[test]
fn a_folder_of_several_report_types_asks_which() {
    let desk = Desk::new("report-type-folder");
    put(&desk, "mau/a", &files(CONTROL));
    let ran = desk.run(&["blank", "trong.xlsx", "--templates", "mau", "--period", "quy-3"]);
    assert_eq!(ran.code, 0, "the only one is taken: {}", ran.err);
    put(&desk, "mau/b", &files(CONTROL));
    let ran = desk.run(&["blank", "khac.xlsx", "--templates", "mau"]);
    assert!(ran.failed().contains("có nhiều mẫu báo cáo, hãy chỉ rõ một thư mục: a, b"), "{}", ran.err);
    // a workbook says which report it is for
    let mut tables_of = CONTROL_TABLES.replace(CONTROL, "b");
    desk.put("so.xlsx", tables(&tables_of));
    assert_eq!(desk.run(&["check", "so.xlsx", "--templates", "mau"]).code, 0);
    let ran = desk.run(&["convert", "so.xlsx", "--templates", "mau", "-o", "ra"]);
    assert_eq!((ran.code, desk.names("ra").len()), (0, 2), "{}", ran.err);
    tables_of = CONTROL_TABLES.replace(CONTROL, "c");
    desk.put("so.xlsx", tables(&tables_of));
    assert!(desk.run(&["check", "so.xlsx", "--templates", "mau"]).failed().contains("a, b"));
    let ran = desk.run(&["blank", "khac.xlsx", "--templates", "mau/a", "--period", "9-thang"]);
    assert_eq!(ran.failed(), "lỗi: mẫu báo cáo “a” không có kỳ 9-thang; có: quy-1, 6-thang, quy-3, nam\n");
    let ran = desk.run(&["blank", "khac.xlsx", "--templates", "khong-co"]);
    assert!(ran.failed().contains("khong-co"), "{}", ran.err);
    assert_eq!(desk.names("."), ["mau", "ra", "sach.xlsx", "so.xlsx", "trong.xlsx"]);
}
