//! What holds for every workbook.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use baocao::document::{Mark, Role};
use baocao::model::PeriodKey;
use baocao::{Case, Review, RuleSet, check, read_workbook, write_blank};
use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use crate::cells::numeric;
use crate::package::{packed, parts};
use crate::shown::{all_runs, paragraphs, shown};
use crate::support::{CLEAN, Checked, DRAFTED, TEMPLATES};
use crate::tables::{tables, tables_with_changes};

/// A case reads and checks a whole workbook.
pub(crate) fn few(cases: u32) -> ProptestConfig {
    let failure_persistence: Option<Box<dyn proptest::test_runner::FailurePersistence>> =
        Some(Box::new(FileFailurePersistence::Off));
    ProptestConfig { cases, failure_persistence, max_shrink_iters: 8, ..ProptestConfig::default() }
}

/// The clean sample's text before, in and after the rows of a sheet.
fn around_rows(sheet: &str) -> (&'static str, Vec<&'static str>, &'static str) {
    let sheet = CLEAN.find(&format!("## {sheet}\n")).unwrap();
    let from = sheet + CLEAN[sheet..].find("|---").unwrap();
    let from = from + CLEAN[from..].find('\n').unwrap() + 1;
    let to = from + CLEAN[from..].find("\n\n").unwrap() + 1;
    (&CLEAN[..from], CLEAN[from..to].lines().collect(), &CLEAN[to..])
}

/// Code and fingerprint, which leaves positions out.
fn findings(review: &Review) -> BTreeSet<(&'static str, &str)> {
    review.findings.iter().map(|finding| (finding.code, finding.fingerprint.as_str())).collect()
}

proptest! {
    #![proptest_config(few(8))]

    #[test]
    fn the_order_of_the_figures_does_not_matter(
        rows in Just(around_rows("Số liệu").1).prop_shuffle(),
    ) {
        let (before, _, after) = around_rows("Số liệu");
        let shuffled = format!("{before}{}\n{after}", rows.join("\n"));
        let (one, other) =
            (Checked::drafted(), Checked::new(&tables_with_changes(&shuffled, DRAFTED)));
        prop_assert_eq!(findings(&one.review), findings(&other.review));
        prop_assert_eq!(&one.review.coverage, &other.review.coverage);
        prop_assert_eq!(shown(&one.report), shown(&other.report));
    }
}

proptest! {
    #![proptest_config(few(16))]

    /// Every state of a task stands in its row and in its column.
    #[test]
    fn an_error_planted_in_the_task_table_is_found(
        cell in prop::sample::select(numeric()).prop_filter("a task", |cell| cell.sheet == "Nhiệm vụ"),
        more in 1_u32..1_000,
    ) {
        let value = cell.value.parse::<u32>().unwrap() + more;
        let catalogue = TEMPLATES.catalogue();
        let book = read_workbook(Cursor::new(cell.changed_to(&value.to_string())), catalogue).unwrap();
        let review = check(&Case::workbook(catalogue, &book), &RuleSet::default());
        let repairs = review.findings.iter().flat_map(|finding| &finding.repair);
        let right = |repair: &&baocao::finding::Repair| {
            repair.place.to_string() == cell.place() && repair.to == cell.value
        };
        prop_assert!(!review.is_clear(), "{} {}", cell.place(), value);
        prop_assert!(repairs.into_iter().find(right).is_some(), "{} {}", cell.place(), value);
    }
}

/// Names of the sample, which no other commune's report may hold.
const NAMES: [&str; 5] = ["tịnh châu", "tỉnh châu", "quảng ngãi", "ioffice", "zalo"];

fn names_in(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    NAMES.into_iter().filter(|name| text.contains(name)).collect()
}

#[test]
fn another_commune_prints_no_word_of_the_sample() {
    // The free texts are the sample's own, and so are the names of systems and offices in the other sheets.
    let own = ["Văn bản", "Nội dung", "Chú thích"];
    let sheets = CLEAN.split("## ").skip(1).filter(|sheet| !own.iter().any(|name| sheet.starts_with(name)));
    let mut text: String = sheets.map(|sheet| format!("## {sheet}")).collect();
    let renamed = [
        ("Tịnh Châu", "Ea Kly"),
        ("thành phố Quảng Ngãi", "huyện Krông Pắc"),
        ("TP Quảng Ngãi", "huyện Krông Pắc"),
        ("tỉnh Quảng Ngãi", "tỉnh Đắk Lắk"),
        ("iOffice", "eOffice"),
    ];
    for (from, to) in renamed {
        text = text.replace(from, to);
    }
    assert_eq!(names_in(&text), [""; 0], "the workbook itself names the sample");
    let checked = Checked::new(&tables(&text));
    assert_eq!(names_in(&shown(&checked.report)), [""; 0]);
    for (name, xml) in parts(&checked.docx()).into_iter().chain(parts(&checked.appendix())) {
        assert_eq!(names_in(&xml), [""; 0], "{name}");
    }
    assert!(shown(&checked.report).contains("Ea Kly"));
}

#[test]
fn templates_name_no_commune() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut folders = vec![folder];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            seen += 1;
            assert_eq!(names_in(&std::fs::read_to_string(&path).unwrap()), [""; 0], "{path:?}");
        }
    }
    assert!(seen > 5);
}

/// The blank workbook with the sample's `Thông tin`.
fn blank_with_facts() -> Vec<u8> {
    let mut blank = Vec::new();
    write_blank(TEMPLATES.catalogue(), PeriodKey::Year, &mut blank).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&blank)).unwrap();
    let at = book.sheet_names().iter().position(|name| name == "Thông tin").unwrap();
    let range = book.worksheet_range("Thông tin").unwrap();
    let mut parts = parts(&blank);
    let xml = parts.get_mut(&format!("xl/worksheets/sheet{}.xml", at + 1)).unwrap();
    let (_, facts, _) = around_rows("Thông tin");
    for fact in facts {
        let cells: Vec<&str> = fact.split('|').map(str::trim).collect();
        let label = |cell: &(usize, usize, &Data)| cell.1 == 0 && *cell.2 == *cells[1];
        let Some((row, ..)) = range.used_cells().find(label) else { panic!("no label {}", cells[1]) };
        let address = format!("B{}", row + 1 + usize::try_from(range.start().unwrap().0).unwrap());
        fill(xml, &address, cells[2]);
    }
    packed(parts.iter().map(|(name, xml)| (name.as_str(), xml.as_str())))
}

/// Puts a text into a blank cell; a cell that is filled already keeps what it has.
fn fill(xml: &mut String, address: &str, text: &str) {
    let start = xml.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no cell {address}"));
    let end = start + xml[start..].find('>').unwrap();
    if let Some(open) = xml[start..end].strip_suffix('/') {
        let filled = format!("{open} t=\"inlineStr\"><is><t>{text}</t></is></c>");
        xml.replace_range(start..=end, &filled);
    }
}

#[test]
fn a_blank_workbook_with_its_facts_claims_nothing() {
    let checked = Checked::new(&blank_with_facts());
    assert_eq!(checked.book.value.info.issuing_body.as_ref().unwrap().value, "UBND xã Tịnh Châu");
    let printed = all_runs(&checked.report).into_iter().filter_map(|run| run.mark.as_ref());
    let figures: Vec<&Mark> =
        printed.filter(|mark| !matches!(mark, Mark::Citation { .. } | Mark::Words { .. })).collect();
    assert_eq!(figures, Vec::<&Mark>::new());
    for paragraph in paragraphs(&checked.report) {
        let body = matches!(paragraph.role, Role::Body | Role::Item | Role::SubItem | Role::RunIn);
        let digits = paragraph.text().chars().any(|letter| letter.is_ascii_digit());
        assert!(!(body && digits && paragraph.section.is_some()), "{}", paragraph.text());
    }
    let shown = shown(&checked.report);
    let (main, _) = shown.split_once("=== appendix").unwrap();
    insta::assert_snapshot!(main);
}
