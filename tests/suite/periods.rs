//! Every reporting period: its words, its required rows, and the samples of shorter periods.

use std::io::Cursor;

use baocao::{Case, RuleSet, check, read_draft, write_blank};

use crate::package::parts;
use crate::shown::shown;
use crate::support::{CLEAN, Checked, TEMPLATES, weighs};
use crate::tables::{tables, tables_with_changes};

/// A period: what the workbook says, and the words that the report makes of it.
struct Period {
    label: &'static str,
    days: [&'static str; 2],
    title: &'static str,
    within: &'static str,
    next: &'static str,
}

const PERIODS: [Period; 5] = [
    Period {
        label: "Quý I",
        days: ["15/12/2022", "14/3/2023"],
        title: "quý I năm 2023",
        within: "trong quý",
        next: "QUÝ II NĂM 2023",
    },
    Period {
        label: "6 tháng",
        days: ["15/12/2022", "14/6/2023"],
        title: "6 tháng đầu năm 2023",
        within: "trong 6 tháng đầu năm",
        next: "6 THÁNG CUỐI NĂM 2023",
    },
    Period {
        label: "Quý III",
        days: ["15/6/2023", "14/9/2023"],
        title: "quý III năm 2023",
        within: "trong quý",
        next: "QUÝ IV NĂM 2023",
    },
    Period {
        label: "9 tháng",
        days: ["15/12/2022", "14/9/2023"],
        title: "9 tháng đầu năm 2023",
        within: "trong 9 tháng đầu năm",
        next: "3 THÁNG CUỐI NĂM 2023",
    },
    Period {
        label: "Năm",
        days: ["15/12/2022", "14/12/2023"],
        title: "năm 2023",
        within: "trong năm",
        next: "NĂM 2024",
    },
];

/// The clean sample as if it were of this period, its own trích yếu left out.
fn of(period: &Period) -> Vec<u8> {
    let Period { label, days: [from, to], .. } = period;
    let info = format!(
        "## Thông tin\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| Kỳ báo cáo | Nội dung | {label} |\n\
         | Từ ngày | Nội dung | {from} |\n| Đến ngày | Nội dung | {to} |\n| Trích yếu | Nội dung | |\n"
    );
    let blank = "\n## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n\
                 | xep-loai.tot | Số liệu | |\n| ho-so.ton | Số liệu | |\n";
    tables_with_changes(CLEAN, &(info + blank))
}

#[test]
fn each_period_has_its_words() {
    for period in &PERIODS {
        let checked = Checked::new(&of(period));
        let text = shown(&checked.report);
        let Period { label, title, within, next, .. } = period;
        let reports =
            format!("báo cáo kết quả thực hiện công tác cải cách hành chính (CCHC) {title} như sau:");
        let capitalised = within.replacen('t', "T", 1);
        for words in [
            format!("title: Kết quả thực hiện công tác cải cách hành chính {title}\n"),
            reports,
            format!("b) Kết quả tiếp nhận và giải quyết TTHC {within}\n"),
            format!("{capitalised}, UBND xã Tịnh Châu đã ban hành"),
            format!("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {next}\n"),
            format!(
                "THỐNG KÊ SỐ LIỆU VỀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH {}\n",
                title.to_uppercase()
            ),
            format!("Trên đây là báo cáo kết quả thực hiện công tác CCHC {title} của"),
        ] {
            assert!(text.contains(&words), "{label}: {words}");
        }
        for other in PERIODS.iter().filter(|other| other.within != *within) {
            assert!(!text.contains(&format!("{} ", other.within)), "{label}: {}", other.within);
        }
        let appendix = &parts(&checked.appendix())["xl/sharedStrings.xml"];
        assert!(appendix.contains(&title.to_uppercase()), "{label}: {appendix}");
    }
}

#[test]
fn each_period_asks_for_its_own_rows() {
    for period in &PERIODS {
        let review = Checked::new(&of(period)).review;
        let of_code = |code: &str| -> Vec<&str> {
            let found = review.findings.iter().filter(|finding| finding.code == code);
            found.map(|finding| finding.message.as_str()).collect()
        };
        let blank = of_code("FORM002").join("\n");
        assert!(blank.contains("Hồ sơ TTHC kỳ trước chuyển sang"), "{}: {blank}", period.label);
        let yearly = blank.contains("Hoàn thành tốt nhiệm vụ");
        assert_eq!(yearly, period.label == "Năm", "{}: {blank}", period.label);
        // the days are the regime's, and of this period
        assert_eq!([of_code("TIME004"), of_code("TIME006")], [[""; 0], [""; 0]], "{}", period.label);
    }
}

#[test]
fn a_blank_workbook_is_of_its_period() {
    let catalogue = TEMPLATES.catalogue();
    for (key, _) in &catalogue.periods {
        let mut bytes = Vec::new();
        write_blank(catalogue, *key, &mut bytes).unwrap();
        let strings = &parts(&bytes)["xl/sharedStrings.xml"];
        let within = &catalogue.period(*key).unwrap().within;
        for words in
            [format!(">{}<", key.label()), format!("II.2.b. Kết quả tiếp nhận và giải quyết TTHC {within}")]
        {
            assert!(strings.contains(&words), "{}: {words}", key.label());
        }
    }
}

#[test]
fn the_samples_of_shorter_periods_are_clean() {
    for (name, tables_of, workbook) in [
        (
            "suoi-may-6-thang-2024",
            include_str!("../../examples/data/suoi-may-6-thang-2024.md"),
            include_bytes!("../../examples/data/suoi-may-6-thang-2024.xlsx").as_slice(),
        ),
        (
            "binh-lam-quy-3-2024",
            include_str!("../../examples/data/binh-lam-quy-3-2024.md"),
            include_bytes!("../../examples/data/binh-lam-quy-3-2024.xlsx").as_slice(),
        ),
    ] {
        assert_eq!(tables(tables_of), workbook, "{name}: run `cargo run --example samples`");
        let checked = Checked::new(workbook);
        let heavy: Vec<&str> = checked
            .review
            .findings
            .iter()
            .filter(|finding| weighs(finding))
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(heavy, [""; 0], "{name}");
        insta::assert_snapshot!(name, shown(&checked.report));
        // read back as a stranger's draft, by itself and against its workbook, it is accused of nothing
        let draft = read_draft(Cursor::new(checked.docx())).unwrap();
        let catalogue = TEMPLATES.catalogue();
        for case in [Case::draft(catalogue, &draft), Case::draft_against(catalogue, &draft, &checked.book)] {
            let findings = check(&case, &RuleSet::default()).findings;
            let heavy: Vec<&str> =
                findings.iter().filter(|finding| weighs(finding)).map(|f| f.message.as_str()).collect();
            assert_eq!(heavy, [""; 0], "{name}");
        }
    }
}
