//! Appendices that people edit: held against their workbook by the names of their cells, and refreshed in place.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use baocao::finding::{Severity, Sourced};
use baocao::linked::{Left, Refreshed, read_appendix, refresh_appendix};
use baocao::model::Book;
use baocao::{Case, ErrorKind, Finding, Kind, Review, RuleSet, Templates, check, kind_of, write_appendix};
use proptest::prelude::*;

use crate::cells::{Cell, changed as book_with, numeric};
use crate::command::Desk;
use crate::laws::few;
use crate::package::{Parts, packed, parts};
use crate::support::{CLEAN, Checked, TEMPLATES, WORKBOOK, report_type};
use crate::tables::{tables, tables_with_changes};

const QUARTER: &str = include_str!("../../examples/data/binh-lam-quy-3-2024.md");
const LIBREOFFICE: &[u8] = include_bytes!("../appendices/libreoffice.xlsx");
const OPENPYXL: &[u8] = include_bytes!("../appendices/openpyxl.xlsx");
const MAIN: &str = "xl/workbook.xml";

fn samples() -> Vec<(&'static str, Vec<u8>, Templates)> {
    let commune = || report_type("bao-cao-cchc-xa");
    let half = include_str!("../../examples/data/suoi-may-6-thang-2024.md");
    let procedures = include_str!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.md");
    vec![
        ("tinh-chau-2023", WORKBOOK.to_vec(), commune()),
        ("suoi-may-6-thang-2024", tables(half), commune()),
        ("binh-lam-quy-3-2024", tables(QUARTER), commune()),
        ("suoi-may-kiem-soat-tthc", tables(procedures), report_type("bao-cao-kiem-soat-tthc")),
    ]
}

fn appendix_of(checked: &Checked, templates: &Templates) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_appendix(&checked.book.value, templates.catalogue(), &checked.review, &mut bytes).unwrap();
    bytes
}

fn against(appendix: &[u8], book: &Sourced<Book>, templates: &Templates) -> Review {
    let appendix = read_appendix(Cursor::new(appendix)).unwrap();
    check(&Case::appendix_against(templates.catalogue(), &appendix, book), &RuleSet::default())
}

fn refreshed(appendix: &[u8], book: &Sourced<Book>, templates: &Templates) -> (Vec<u8>, Refreshed) {
    let mut out = Vec::new();
    let told = refresh_appendix(Cursor::new(appendix), (book, templates.catalogue()), &mut out).unwrap();
    (out, told)
}

/// Code and place of each finding.
fn codes(review: &Review) -> Vec<String> {
    review.findings.iter().map(|finding| format!("{} {}", finding.code, finding.place)).collect()
}

/// An appendix with some of its parts' text put otherwise.
fn changed(appendix: &[u8], change: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let parts = parts(appendix);
    let parts: Vec<(&str, String)> =
        parts.iter().map(|(name, text)| (name.as_str(), change(name, text))).collect();
    packed(parts.iter().map(|(name, text)| (*name, text.as_str())))
}

/// An appendix with something else in its list of names.
fn renamed(appendix: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(parts(appendix)[MAIN].matches(from).count(), 1, "{from}");
    changed(appendix, |name, text| if name == MAIN { text.replace(from, to) } else { text.to_owned() })
}

/// A named cell as the file has it, found without the library.
#[derive(Debug, Clone)]
struct Named {
    name: String,
    part: String,
    /// As `Số liệu!D12`.
    place: String,
    address: String,
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(inside, _)| inside)
}

/// Every named cell of an appendix whose sheets are parts in the order of their tabs.
fn named(parts: &Parts) -> Vec<Named> {
    let main = &parts[MAIN];
    let sheets: Vec<&str> =
        main.split("<sheet ").skip(1).map(|sheet| between(sheet, "name=\"", "\"").unwrap()).collect();
    let names = main.split("<definedName ").skip(1);
    let names = names.filter_map(|name| Some((between(name, "name=\"", "\"")?, between(name, ">", "<")?)));
    let ours = names.filter(|(name, _)| name.starts_with("bc_") || name.starts_with("kt_"));
    let cell = |(name, refers_to): (&str, &str)| {
        let (sheet, address) = refers_to.rsplit_once('!').unwrap();
        let sheet = sheet.trim_matches('\'');
        let number = sheets.iter().position(|known| *known == sheet).unwrap() + 1;
        let address = address.replace('$', "");
        let (place, part) = (format!("{sheet}!{address}"), format!("xl/worksheets/sheet{number}.xml"));
        Named { name: name.to_owned(), part, place, address }
    };
    ours.map(cell).collect()
}

/// What stands in the element of a cell: a number as written, or its words.
fn says(parts: &Parts, cell: &Named) -> String {
    let start = format!("<c r=\"{}\"", cell.address);
    let Some((_, rest)) = parts[&cell.part].split_once(&start) else { return String::new() };
    let (attributes, inside) = rest.split_once('>').unwrap();
    if attributes.ends_with('/') {
        return String::new();
    }
    let inside = inside.split("</c>").next().unwrap();
    if let Some(words) = between(inside, "<is>", "</is>") {
        return between(&words.replace("<t xml:space=\"preserve\">", "<t>"), "<t>", "</t>")
            .unwrap()
            .to_owned();
    }
    let value = between(inside, "<v>", "</v>").unwrap_or_default();
    if attributes.contains("t=\"s\"") {
        let strings = &parts["xl/sharedStrings.xml"];
        let string = strings.split("<si>").nth(value.parse::<usize>().unwrap() + 1).unwrap();
        return between(&string.replace("<t xml:space=\"preserve\">", "<t>"), "<t>", "</t>")
            .unwrap()
            .to_owned();
    }
    value.to_owned()
}

#[test]
fn a_fresh_appendix_is_its_workbook() {
    for (name, workbook, templates) in samples() {
        let checked = Checked::of(&workbook, &templates);
        let appendix = appendix_of(&checked, &templates);
        assert_eq!(kind_of(Cursor::new(&appendix)).unwrap(), Kind::Appendix, "{name}");
        assert_eq!(kind_of(Cursor::new(&workbook)).unwrap(), Kind::Workbook, "{name}");
        let review = against(&appendix, &checked.book, &templates);
        assert_eq!(codes(&review), [""; 0], "{name}");
        let coverage = &review.coverage;
        assert!(coverage.figures > 25 && coverage.tied == coverage.figures, "{name}: {coverage:?}");
        let (out, told) = refreshed(&appendix, &checked.book, &templates);
        assert!(out == appendix, "{name}: other bytes");
        assert!(told.replaced.is_empty() && told.left.is_empty(), "{name}: {told:?}");
    }
}

/// An appendix in which these cells hold these numbers.
fn with_numbers(parts: &Parts, numbers: &[(&Named, String)]) -> Vec<u8> {
    let mut parts = parts.clone();
    for (cell, number) in numbers {
        let xml = &parts[&cell.part];
        let at = xml.find(&format!("<c r=\"{}\"", cell.address)).unwrap();
        let from = at + xml[at..].find("<v>").unwrap() + "<v>".len();
        let to = from + xml[from..].find("</v>").unwrap();
        let changed = format!("{}{number}{}", &xml[..from], &xml[to..]);
        parts.insert(cell.part.clone(), changed);
    }
    packed(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// Every named cell with a number, and another number that its cell shows otherwise.
fn others<'c>(cells: &'c [Named], parts: &Parts) -> Vec<(&'c Named, String)> {
    let number = |cell: &'c Named| {
        let said = says(parts, cell);
        said.parse::<f64>().ok()?;
        let other = if said.contains('.') { bumped(&said) } else { format!("{said}1") };
        Some((cell, other))
    };
    cells.iter().filter_map(number).collect()
}

#[test]
fn any_figure_changed_by_hand_is_found_with_its_cell() {
    let checked = Checked::new(&tables(QUARTER));
    let parts = parts(&checked.appendix());
    let cells = named(&parts);
    let others = others(&cells, &parts);
    assert!(others.len() > 100, "{}", others.len());
    for (cell, number) in others {
        let review = against(&with_numbers(&parts, &[(cell, number)]), &checked.book, &TEMPLATES);
        assert_eq!(codes(&review), [format!("TIE011 {}", cell.place)], "{cell:?}");
        let Finding { severity, expected, found, repair, .. } = &review.findings[0];
        assert_eq!((*severity, repair.len()), (Severity::Error, 1));
        assert!(expected.is_some() && found.is_some() && expected != found, "{cell:?}");
        assert_eq!((review.coverage.wrong, review.coverage.unread), (1, 0));
    }
}

#[test]
fn every_figure_changed_by_hand_is_found_and_put_right() {
    let checked = Checked::clean();
    let parts = parts(&checked.appendix());
    let cells = named(&parts);
    let others = others(&cells, &parts);
    let spoilt = with_numbers(&parts, &others);
    let expected: BTreeSet<String> =
        others.iter().map(|(cell, _)| format!("TIE011 {}", cell.place)).collect();
    let found: BTreeSet<String> = codes(&against(&spoilt, &checked.book, &TEMPLATES)).into_iter().collect();
    assert_eq!(found, expected);
    let (out, told) = refreshed(&spoilt, &checked.book, &TEMPLATES);
    assert_eq!((told.replaced.len(), told.left.len()), (others.len(), 0), "{:?}", told.left);
    assert_eq!(crate::package::parts(&out), parts, "the fresh appendix again");
}

#[test]
fn numbers_as_excel_writes_them_are_the_same() {
    let checked = Checked::clean();
    let parts = parts(&checked.appendix());
    let cells = named(&parts);
    let noisy = |cell| {
        let said = says(&parts, cell);
        // the digits behind the fifteenth that a binary fraction has
        let digits = said.len() - 1;
        said.contains('.').then(|| (cell, format!("{said}{}3", "0".repeat(16 - digits))))
    };
    let noisy: Vec<(&Named, String)> = cells.iter().filter_map(noisy).collect();
    assert!(noisy.len() > 10, "{noisy:?}");
    let appendix = with_numbers(&parts, &noisy);
    assert_eq!(codes(&against(&appendix, &checked.book, &TEMPLATES)), [""; 0], "{noisy:?}");
}

/// A number with decimals, its last digit another one.
fn bumped(number: &str) -> String {
    let (rest, last) = number.split_at(number.len() - 1);
    format!("{rest}{}", (last.parse::<u32>().unwrap() + 5) % 10)
}

/// A name of the sample and where it points.
const RECEIVED: &str = r#"<definedName name="bc_ho_so.tiep_nhan">'Số liệu'!$D$21</definedName>"#;

fn pointing(at: &str) -> String {
    RECEIVED.replace("'Số liệu'!$D$21", at)
}

#[test]
fn names_that_lead_nowhere_are_told() {
    let checked = Checked::clean();
    let appendix = checked.appendix();
    let unknown = RECEIVED.replace("ho_so.tiep_nhan", "hs.nhan");
    for (to, expected, said) in [
        (pointing("'Số liệu'!#REF!"), vec!["TIE013 sổ tính"], "không còn trỏ tới ô nào"),
        (pointing("'Bảng khác'!$D$21"), vec!["TIE013 sổ tính"], "không còn trỏ tới ô nào"),
        (pointing("'Số liệu'!$D$21:$D$22"), vec!["TIE013 sổ tính"], "không phải một ô"),
        (pointing("3472"), vec!["TIE013 sổ tính"], "không phải một ô"),
        (String::new(), vec!["TIE013 sổ tính"], "không có ô nào mang tên bc_ho_so.tiep_nhan"),
        (unknown, vec!["TIE013 sổ tính", "TIE014 sổ tính"], "không có ô nào mang tên"),
        (pointing("'Số liệu'!$D$22"), vec!["TIE011 Số liệu!D22", "TIE015 Số liệu!D22"], "phụ lục ghi"),
    ] {
        let spoilt = renamed(&appendix, RECEIVED, &to);
        let review = against(&spoilt, &checked.book, &TEMPLATES);
        assert_eq!(codes(&review), expected, "{to}");
        assert!(review.findings[0].message.contains(said), "{}", review.findings[0].message);
        // what has no cell of its own is left to the author, and no byte changes
        let (out, told) = refreshed(&spoilt, &checked.book, &TEMPLATES);
        assert!(out == spoilt && told.replaced.is_empty(), "{to}: {told:?}");
        assert_eq!(told.left.len(), 1, "{to}: {told:?}");
    }
    let review = against(&appendix.clone(), &checked.book, &report_type("bao-cao-kiem-soat-tthc"));
    assert!(review.findings.iter().any(|finding| finding.code == "TIE014"), "another report type");
}

#[test]
fn words_errors_and_blanks_in_a_figures_place_are_told_and_mended() {
    let checked = Checked::clean();
    let appendix = checked.appendix();
    let cell = |inside: &str| {
        changed(&appendix, |name, text| match name {
            "xl/worksheets/sheet3.xml" => {
                let at = text.find("<c r=\"D21\"").unwrap();
                let end = at + text[at..].find("</c>").unwrap() + "</c>".len();
                format!("{}{inside}{}", &text[..at], &text[end..])
            }
            _ => text.to_owned(),
        })
    };
    let words = |text: &str| format!(r#"<c r="D21" t="inlineStr"><is><t>{text}</t></is></c>"#);
    for (inside, code, severity, said) in [
        (words("chưa có"), "TIE012", Severity::Error, "ghi chữ “chưa có”"),
        (words("3472"), "TIE012", Severity::Warning, "dưới dạng chữ"),
        (r#"<c r="D21" t="e"><v>#DIV/0!</v></c>"#.to_owned(), "TIE012", Severity::Error, "(#DIV/0!)"),
        (r#"<c r="D21"><f>1/0</f></c>"#.to_owned(), "TIE012", Severity::Warning, "1 ô công thức"),
        (r#"<c r="D21"/>"#.to_owned(), "TIE011", Severity::Error, "để trống"),
        (String::new(), "TIE011", Severity::Error, "để trống"),
    ] {
        let spoilt = cell(&inside);
        let review = against(&spoilt, &checked.book, &TEMPLATES);
        assert_eq!(codes(&review), [format!("{code} Số liệu!D21")], "{inside}");
        let finding = &review.findings[0];
        assert_eq!(finding.severity, severity, "{inside}");
        assert!(finding.message.contains(said), "{}", finding.message);
        let (out, told) = refreshed(&spoilt, &checked.book, &TEMPLATES);
        assert_eq!((told.replaced.len(), told.left.len()), (1, 0), "{inside}: {told:?}");
        assert_eq!(codes(&told.review), [""; 0], "{inside}");
        let (before, after) = (parts(&spoilt), parts(&out));
        let differ: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
        assert_eq!(differ, ["xl/worksheets/sheet3.xml"], "{inside}");
    }
}

/// The named cells of a refreshed appendix say what those of a fresh one of the same workbook say, but for those that
/// were left to the author; gives how many of each.
fn agrees(a: &Checked, b: &Checked) -> Result<(usize, usize), TestCaseError> {
    let (old, new) = (a.appendix(), b.appendix());
    let (out, told) = refreshed(&old, &b.book, &TEMPLATES);
    let (before, after, fresh) = (parts(&old), parts(&out), parts(&new));
    let expected: BTreeMap<String, String> =
        named(&fresh).iter().map(|cell| (cell.name.clone(), says(&fresh, cell))).collect();
    let written = |left: &&Left| left.message.contains("đã ghi vào ô");
    let left: BTreeSet<String> =
        told.left.iter().filter(|left| !written(left)).map(|left| left.place.to_string()).collect();
    let (mut same, mut others) = (0, 0);
    for cell in named(&after) {
        let (said, expected) = (says(&after, &cell), expected.get(&cell.name).cloned().unwrap_or_default());
        match left.contains(&cell.place) {
            true => {
                prop_assert_eq!(said, says(&before, &cell), "{} is left as it was", cell.name);
                others += 1;
            }
            false => {
                prop_assert_eq!(said, expected, "{}", cell.name);
                same += 1;
            }
        }
    }
    for (name, text) in &before {
        let own = name.starts_with("xl/worksheets/sheet");
        prop_assert!(own || after[name] == *text, "{} changed", name);
        prop_assert_eq!(text.matches("<f>").count(), after[name].matches("<f>").count(), "{}", name);
    }
    let off = told.review.findings.iter().filter(|finding| ["TIE011", "TIE012"].contains(&finding.code));
    prop_assert_eq!(off.count(), others, "what is left is told");
    let (again, told) = refreshed(&out, &b.book, &TEMPLATES);
    prop_assert!(again == out && told.replaced.is_empty(), "{:?}", told.replaced);
    Ok((same, others))
}

#[test]
fn an_appendix_of_one_sample_takes_the_figures_of_another() {
    let half = include_str!("../../examples/data/suoi-may-6-thang-2024.md");
    let samples = [WORKBOOK.to_vec(), tables(QUARTER), tables(half)].map(|workbook| Checked::new(&workbook));
    for a in &samples {
        for b in samples.iter().filter(|b| !std::ptr::eq(a, *b)) {
            let (same, others) = agrees(a, b).unwrap();
            // formulas whose figure the other sample does not have
            assert!(same > 100 && others < same / 10, "{same} {others}");
        }
    }
}

proptest! {
    #![proptest_config(few(12))]

    #[test]
    fn any_two_workbooks_agree(
        one in prop::sample::subsequence(numeric(), 0..6),
        other in prop::sample::subsequence(numeric(), 1..40),
        value in 0_u32..5_000,
    ) {
        let book = |cells: &[Cell]| {
            let values: Vec<(&Cell, String)> =
                cells.iter().zip(value..).map(|(cell, value)| (cell, value.to_string())).collect();
            Checked::new(&book_with(values.iter().map(|(cell, value)| (*cell, value.as_str()))))
        };
        let (same, others) = agrees(&book(&one), &book(&other))?;
        prop_assert!(same > 10 * others, "{} {}", same, others);
    }
}

#[test]
fn an_appendix_edited_in_libreoffice_is_compared_and_refreshed_by_name() {
    let checked = Checked::new(&tables(QUARTER));
    let review = against(LIBREOFFICE, &checked.book, &TEMPLATES);
    // one figure typed over with the rates that follow from it, one in words, one row deleted; rows were inserted above
    // all of them
    assert_eq!(
        codes(&review),
        [
            "TIE013 sổ tính",
            "TIE012 Phụ lục 1!D12",
            "TIE011 Số liệu!D17",
            "TIE011 Số liệu!D19",
            "TIE011 Số liệu!D21",
            "TIE011 Số liệu!D74"
        ]
    );
    assert!(review.findings[0].message.contains("bc_tin_bai.tong"), "{}", review.findings[0].message);
    let later = QUARTER.replace("| 527 |", "| 530 |").replace("| 324 |", "| 327 |");
    let later = Checked::new(&tables(&later));
    let (out, told) = refreshed(LIBREOFFICE, &later.book, &TEMPLATES);
    assert_eq!(codes(&told.review), ["TIE013 sổ tính"]);
    let received = told.replaced.iter().find(|one| one.place.to_string() == "Số liệu!D17").unwrap();
    assert_eq!((received.old.as_str(), received.new.as_str()), ("528", "530"));
    assert_eq!(received.cells[0].to_string(), "Số liệu!D14");
    assert_eq!(told.left.len(), 1, "{:?}", told.left);
    let (before, after) = (parts(LIBREOFFICE), parts(&out));
    let differ: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(differ, [MAIN, "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"]);
    assert!(after[MAIN].contains("<calcPr fullCalcOnLoad=\"1\" "), "formulas are computed anew");
    for name in differ {
        assert_eq!(before[name].matches("<f ").count(), after[name].matches("<f ").count(), "{name}");
    }
}

#[test]
fn an_appendix_saved_by_openpyxl_is_compared_and_refreshed_by_name() {
    let checked = Checked::new(&tables(QUARTER));
    let review = against(OPENPYXL, &checked.book, &TEMPLATES);
    assert_eq!(codes(&review), ["TIE012 Phụ lục 1!D31", "TIE011 Số liệu!D14"]);
    let (out, told) = refreshed(OPENPYXL, &checked.book, &TEMPLATES);
    assert_eq!((codes(&told.review), told.left.len()), (Vec::new(), 0));
    let (before, after) = (parts(OPENPYXL), parts(&out));
    let differ = before.keys().filter(|name| before[*name] != after[*name]);
    assert!(differ.into_iter().all(|name| name.starts_with("xl/worksheets/sheet")), "nothing else changes");
}

#[test]
fn figures_that_their_cell_would_show_otherwise_are_told() {
    let checked = Checked::clean();
    let change = "## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| ho-so.ty-le-truc-tuyen | Số liệu | 44,79 |\n";
    let finer = Checked::new(&tables_with_changes(CLEAN, change));
    let (_, told) = refreshed(&checked.appendix(), &finer.book, &TEMPLATES);
    let said: Vec<&str> = told.left.iter().map(|left| left.message.as_str()).collect();
    assert!(
        matches!(said[..], [one] if one.contains("44,79%") && one.contains("hiện thành 44,8%")),
        "{said:?} {:?}",
        told.replaced
    );
    assert_eq!(codes(&told.review), [""; 0], "it is kept exactly");
}

#[test]
fn what_has_no_names_is_refused() {
    let checked = Checked::clean();
    let mut out = Vec::new();
    let refused = refresh_appendix(Cursor::new(WORKBOOK), (&checked.book, TEMPLATES.catalogue()), &mut out);
    let error = refused.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Untied { .. }), "{error}");
    assert_eq!(out, [0_u8; 0]);
    assert!(read_appendix(Cursor::new(checked.docx())).is_err());
}

#[test]
fn the_command_checks_and_refreshes() {
    let desk = Desk::new("named");
    let change =
        "## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| thanh-toan.luot | Số liệu | 975 |\n";
    desk.put("moi.xlsx", tables_with_changes(CLEAN, change));
    assert_eq!(desk.run(&["convert", "sach.xlsx"]).code, 0);
    assert_eq!(desk.run(&["check", "sach-phu-luc.xlsx", "--against", "sach.xlsx"]).code, 0);
    let ran = desk.run(&["check", "sach-phu-luc.xlsx", "--against", "moi.xlsx"]);
    assert!(ran.code == 1 && ran.out.contains("phụ lục ghi 971 tại Số liệu!D"), "{}", ran.out);
    let ran = desk.run(&["check", "sach-phu-luc.xlsx", "--against", "moi.xlsx", "--format", "json"]);
    assert_eq!((ran.code, ran.json()["findings"][0]["code"].as_str()), (1, Some("TIE011")));
    let ran = desk.run(&["check", "sach-phu-luc.xlsx", "--against", "moi.xlsx", "--format", "sarif"]);
    assert!(ran.code == 1 && ran.out.contains("TIE011"), "{}", ran.out);
    let ran = desk.run(&["refresh", "sach-phu-luc.xlsx", "moi.xlsx", "-o", "ra.xlsx"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("Đã thay") && ran.out.contains(": 971 → 975 (") && ran.out.contains("F9"),
        "{}",
        ran.out
    );
    assert_eq!(desk.run(&["check", "ra.xlsx", "--against", "moi.xlsx"]).code, 0);
    // what cannot be done leaves nothing behind
    for (arguments, said) in [
        (["refresh", "sach-phu-luc.xlsx", "moi.xlsx", "-o", "moi.xlsx"].as_slice(), "ghi đè"),
        (&["refresh", "sach-phu-luc.xlsx", "moi.xlsx", "-o", "sach-phu-luc.xlsx"], "ghi đè"),
        (&["refresh", "sach-phu-luc.xlsx", "moi.xlsx"], "-o OUT.xlsx"),
        (&["refresh", "sach-phu-luc.xlsx", "-o", "hong.xlsx"], "một sổ tính"),
        (&["refresh", "sach.xlsx", "moi.xlsx", "-o", "hong.xlsx"], "sổ tính Excel"),
        (&["refresh", "sach-phu-luc.xlsx", "moi.xlsx", "-o", "hong.xlsx", "--track"], "là phụ lục"),
        (&["check", "sach-phu-luc.xlsx", "--annotate", "hong.docx"], "cần đúng một dự thảo"),
        (&["check", "ra.xlsx", "sach-phu-luc.xlsx", "--against", "moi.xlsx"], "cần đúng một dự thảo"),
        (&["check", "ra.xlsx", "--previous", "moi.xlsx"], "cần đúng một sổ tính"),
    ] {
        assert!(desk.run(arguments).failed().contains(said), "{arguments:?}");
    }
    desk.put_drafted();
    let ran = desk.run(&["refresh", "sach-phu-luc.xlsx", "nhap.xlsx", "-o", "hong.xlsx"]);
    assert!(ran.code == 1 && ran.err.contains("Chưa ghi tệp nào"), "{}", ran.err);
    assert!(!desk.names(".").iter().any(|name| name.starts_with("hong")));
}
