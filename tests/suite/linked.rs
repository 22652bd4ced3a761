//! Figures that stay tied: what the marks of a report say of it once it has been edited.

use std::collections::BTreeMap;
use std::io::Cursor;

use baocao::document::{Entry, Linked};
use baocao::finding::{Finding, Sourced};
use baocao::linked::{State, Trace, trace};
use baocao::model::Book;
use baocao::{Case, Review, RuleSet, Templates, check, read_draft};

use crate::package::{packed, parts};
use crate::support::{Checked, TEMPLATES, WORKBOOK, report_type};
use crate::tables::tables;

/// The samples: a workbook and the report type it is of.
pub(crate) fn samples() -> Vec<(&'static str, Vec<u8>, Templates)> {
    let of = |text: &str, name: &str| (tables(text), report_type(name));
    let commune = "bao-cao-cchc-xa";
    let [half, quarter, procedures] = [
        of(include_str!("../../examples/data/suoi-may-6-thang-2024.md"), commune),
        of(include_str!("../../examples/data/binh-lam-quy-3-2024.md"), commune),
        of(
            include_str!("../../examples/data/suoi-may-kiem-soat-tthc-quy-3-2025.md"),
            "bao-cao-kiem-soat-tthc",
        ),
    ];
    let named = |name, (workbook, templates)| (name, workbook, templates);
    vec![
        ("tinh-chau-2023", WORKBOOK.to_vec(), report_type(commune)),
        named("suoi-may-6-thang-2024", half),
        named("binh-lam-quy-3-2024", quarter),
        named("suoi-may-kiem-soat-tthc-quy-3-2025", procedures),
    ]
}

/// What a draft says against a workbook.
pub(crate) fn against(draft: &[u8], book: &Sourced<Book>, templates: &Templates) -> Review {
    let draft = read_draft(Cursor::new(draft)).unwrap();
    check(&Case::draft_against(templates.catalogue(), &draft, book), &RuleSet::default())
}

/// The findings about marks, by code.
pub(crate) fn of_marks(review: &Review) -> Vec<&Finding> {
    review.findings.iter().filter(|finding| ("TIE006".."TIE011").contains(&finding.code)).collect()
}

/// The package with one part's text changed.
pub(crate) fn changed(draft: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let texts: BTreeMap<String, String> = parts(draft)
        .into_iter()
        .map(|(part, text)| if part == name { (part, change(&text)) } else { (part, text) })
        .collect();
    packed(texts.iter().map(|(part, text)| (part.as_str(), text.as_str())))
}

pub(crate) const DOCUMENT: &str = "word/document.xml";
pub(crate) const NOTES: &str = "word/footnotes.xml";
pub(crate) const REGISTER: &str = "customXml/item1.xml";

/// The figure of a mark in a part's text, in bytes.
fn figure_of(text: &str, number: u32) -> Option<(usize, usize)> {
    let mark = text.find(&format!("w:val=\"bc{number}\""))?;
    let from = mark + text[mark..].find("<w:t>")? + "<w:t>".len();
    Some((from, from + text[from..].find('<')?))
}

/// Another figure of the same length, or another word.
fn wrong(text: &str) -> String {
    match text {
        "tăng" | "bằng" => "giảm".to_owned(),
        "giảm" => "tăng".to_owned(),
        _ => text
            .chars()
            .map(|c| if c.is_ascii_digit() { if c == '9' { '8' } else { '9' } } else { c })
            .collect(),
    }
}

#[test]
fn every_figure_of_a_report_is_marked_and_holds() {
    for (name, workbook, templates) in samples() {
        let checked = Checked::of(&workbook, &templates);
        let draft = read_draft(Cursor::new(checked.docx())).unwrap().value;
        assert!(draft.links.entries.len() > 50, "{name}");
        let numbers: Vec<u32> = draft.links.spans.iter().map(|span| span.number).collect();
        assert_eq!(numbers.len(), draft.links.entries.len(), "{name}: each mark is read once");
        for Linked { number, text, .. } in &draft.links.spans {
            assert_eq!(*text, draft.links.entries[number].text, "{name}: {number}");
        }
        let review = against(&checked.docx(), &checked.book, &templates);
        assert_eq!(of_marks(&review), Vec::<&Finding>::new(), "{name}");
    }
}

/// So many drafts are made of each sample, each with another share of its figures changed.
const DRAFTS: u32 = 6;

#[test]
fn any_figure_changed_by_hand_is_found_with_its_cell() {
    for (name, workbook, templates) in samples() {
        let checked = Checked::of(&workbook, &templates);
        let docx = checked.docx();
        let entries = read_draft(Cursor::new(&docx)).unwrap().value.links.entries;
        for turn in 0..DRAFTS {
            let turned: Vec<(&u32, &Entry)> =
                entries.iter().filter(|(number, _)| *number % DRAFTS == turn).collect();
            let change = |part: &str| {
                turned.iter().fold(part.to_owned(), |part, (number, entry)| {
                    match figure_of(&part, **number) {
                        Some((from, to)) => format!("{}{}{}", &part[..from], wrong(&entry.text), &part[to..]),
                        None => part,
                    }
                })
            };
            let edited = changed(&changed(&docx, DOCUMENT, change), NOTES, change);
            let review = against(&edited, &checked.book, &templates);
            let found = of_marks(&review);
            assert!(found.iter().all(|finding| finding.code == "TIE006"), "{name}: {found:?}");
            // each with the wrong figure, the right one and its cell; two of one place are told apart by these
            let mut told: Vec<(Option<String>, Option<String>)> =
                found.iter().map(|finding| (finding.found.clone(), finding.expected.clone())).collect();
            let mut planted: Vec<(Option<String>, Option<String>)> = turned
                .iter()
                .map(|(_, entry)| (Some(wrong(&entry.text)), Some(entry.text.clone())))
                .collect();
            told.sort();
            planted.sort();
            assert_eq!(told, planted, "{name}, {turn}");
            for finding in found {
                let is_computed = finding.related.is_empty() && finding.message.contains("tính ra");
                let has_cell =
                    finding.related.iter().all(|cell| finding.message.contains(&cell.place.to_string()));
                assert!(is_computed || (has_cell && !finding.related.is_empty()), "{name}: {finding:?}");
            }
        }
    }
}

/// The report of the third sample, marked; its texts may be changed.
fn report() -> (Checked, Vec<u8>) {
    let (_, workbook, templates) = samples().swap_remove(2);
    let checked = Checked::of(&workbook, &templates);
    let docx = checked.docx();
    (checked, docx)
}

/// The whole mark of a figure in the body, with its bookmark.
fn mark_of(text: &str, number: u32) -> (usize, usize) {
    let from = text.find(&format!("<w:bookmarkStart w:id=\"{number}\" ")).unwrap();
    let end = format!("<w:bookmarkEnd w:id=\"{number}\"/>");
    (from, text.find(&end).unwrap() + end.len())
}

/// The codes and the figures of what is found of the marks of an edited body.
fn told_of(edit: impl Fn(&str) -> String) -> Vec<(&'static str, Option<String>)> {
    let (checked, docx) = report();
    let review = against(&changed(&docx, DOCUMENT, edit), &checked.book, &TEMPLATES);
    of_marks(&review).iter().map(|finding| (finding.code, finding.found.clone())).collect()
}

#[test]
fn one_kind_of_mark_is_enough() {
    let tags = |text: &str| text.replace("<w:tag w:val=\"bc", "<w:tag w:val=\"x");
    let names = |text: &str| text.replace("w:name=\"_bc", "w:name=\"_x");
    for edit in [tags, names] {
        assert_eq!(told_of(edit), []);
        let typed = |text: &str| {
            let (from, to) = figure_of(text, 5).unwrap();
            edit(&format!("{}77{}", &text[..from], &text[to..]))
        };
        assert_eq!(told_of(typed), [("TIE006", Some("77".to_owned()))]);
    }
    // without either, the report is any draft
    assert_eq!(told_of(|text| tags(&names(text))), []);
}

#[test]
fn nested_split_and_copied_marks_are_understood() {
    let nested = |text: &str| {
        let (from, to) = mark_of(text, 5);
        let inner = &text[from..to];
        let control = "<w:sdt><w:sdtPr><w:tag w:val=\"bc5\"/></w:sdtPr><w:sdtContent>";
        format!("{}{control}{inner}</w:sdtContent></w:sdt>{}", &text[..from], &text[to..])
    };
    assert_eq!(told_of(nested), []);
    let split = |text: &str| {
        let (from, to) = figure_of(text, 60).unwrap();
        let (one, other) = text[from..to].split_at(1);
        let between = "</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:tag w:val=\"bc60\"/></w:sdtPr><w:sdtContent><w:r><w:t>";
        format!("{}{one}{between}{other}{}", &text[..from], &text[to..])
    };
    assert!(told_of(split).is_empty());
    // a copy is checked as well; its bookmark has another name, as Word gives it none
    let copied = |text: &str| {
        let (from, to) = mark_of(text, 60);
        let copy = text[from..to].replace("_bc60", "_Copy60");
        let (figure, end) = figure_of(&copy, 60).unwrap();
        let copy = format!("{}1.234{}", &copy[..figure], &copy[end..]);
        let paragraph = from + text[from..].find("</w:p>").unwrap();
        let space = "<w:r><w:t xml:space=\"preserve\"> và </w:t></w:r>";
        format!("{}{space}{copy}{}", &text[..paragraph], &text[paragraph..])
    };
    assert_eq!(told_of(copied), [("TIE006", Some("1.234".to_owned()))]);
}

#[test]
fn figures_that_were_deleted_are_told_apart() {
    let emptied = |text: &str| {
        let (from, to) = figure_of(text, 60).unwrap();
        format!("{}{}", &text[..from], &text[to..])
    };
    assert_eq!(told_of(emptied), [("TIE008", None)]);
    let sentence = |text: &str| {
        let (mark, _) = mark_of(text, 60);
        let from = text[..mark].rfind("<w:p>").unwrap();
        let to = mark + text[mark..].find("</w:p>").unwrap() + "</w:p>".len();
        format!("{}{}", &text[..from], &text[to..])
    };
    assert_eq!(told_of(sentence), [("TIE009", None)]);
}

#[test]
fn a_workbook_that_changed_leaves_its_report_stale() {
    let (_, docx) = report();
    let text = include_str!("../../examples/data/binh-lam-quy-3-2024.md").replace("| 527 |", "| 528 |");
    let review = against(&docx, &Checked::new(&tables(&text)).book, &TEMPLATES);
    let found = of_marks(&review);
    assert!(!found.is_empty() && found.iter().all(|finding| finding.code == "TIE007"), "{found:?}");
    let received = found.iter().find(|finding| finding.found.as_deref() == Some("527")).unwrap();
    let said = format!("{} {:?}", received.message, received.expected);
    assert!(said.contains("Số liệu!D") && said.contains("nay cho 528"), "{said}");
}

#[test]
fn marks_that_are_not_understood_cost_only_themselves() {
    let (checked, docx) = report();
    let cases: [(&str, &str, &str); 5] = [
        ("schema=\"1\"", "schema=\"9\"", "lược đồ số 9"),
        ("catalogue=\"bao-cao-cchc-xa\"", "catalogue=\"mau-khac\"", "“mau-khac”"),
        ("</links>", "", "bị hỏng"),
        ("c=\"ho-so.ton\"", "c=\"ho-so.khac\"", "ho-so.khac"),
        ("<f c=\"ho-so.ton\">", "<f n=\"9999\" c=\"ho-so.ton\">", "không có trong phần ghi liên kết"),
    ];
    for (from, to, said) in cases {
        let broken = changed(&docx, REGISTER, |text| text.replacen(from, to, 1));
        assert_ne!(broken, docx, "{from}");
        let review = against(&broken, &checked.book, &TEMPLATES);
        let found = of_marks(&review);
        let faults: Vec<&str> =
            found.iter().filter(|it| it.code == "TIE010").map(|it| it.message.as_str()).collect();
        assert!(matches!(faults[..], [one] if one.contains(said)), "{said}: {found:?}");
        let untied = review.findings.iter().filter(|it| it.severity == baocao::finding::Severity::Error);
        assert_eq!(untied.count(), 0, "{said}: {:?}", review.findings);
    }
    // a file whose register is gone is any draft
    let gone =
        changed(&docx, "word/_rels/document.xml.rels", |text| text.replace("/customXml\"", "/other\""));
    assert_eq!(of_marks(&against(&gone, &checked.book, &TEMPLATES)), Vec::<&Finding>::new());
}

#[test]
fn a_report_saved_by_other_programs_stays_tied() {
    let (checked, _) = report();
    for (name, file) in elsewhere() {
        let draft = read_draft(Cursor::new(&file)).unwrap().value;
        let exact =
            |span: &&Linked| draft.links.entries.get(&span.number).is_some_and(|it| it.text == span.text);
        let tied = draft.links.spans.iter().filter(exact).count();
        assert!(
            tied * 100 >= draft.links.entries.len() * 95,
            "{name}: {tied} of {}",
            draft.links.entries.len()
        );
        let review = against(&file, &checked.book, &TEMPLATES);
        let codes: Vec<&str> = of_marks(&review).iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["TIE009"], "{name}: the sentence that was deleted");
    }
}

/// The report as LibreOffice and python-docx have edited and saved it.
pub(crate) fn elsewhere() -> [(&'static str, Vec<u8>); 2] {
    let file = |name: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts/linked");
        std::fs::read(folder.join(name)).unwrap()
    };
    ["libreoffice.docx", "python-docx.docx"].map(|name| (name, file(name)))
}

#[test]
fn every_figure_is_traced_to_its_cell() {
    let (checked, docx) = report();
    let catalogue = TEMPLATES.catalogue();
    let entries = read_draft(Cursor::new(&docx)).unwrap().value.links.entries.len();
    let alone = trace(Cursor::new(&docx), catalogue, None).unwrap();
    let held = trace(Cursor::new(&docx), catalogue, Some(&checked.book.value)).unwrap();
    assert_eq!((alone.figures.len(), held.figures.len()), (entries, entries));
    assert!(held.figures.iter().all(|figure| figure.state == State::Tied && !figure.source.is_empty()));
    let rows = |trace: &Trace| {
        let text = trace.to_string();
        let some: Vec<&str> = text.lines().step_by(9).collect();
        some.join("\n")
    };
    insta::assert_snapshot!(format!("{}\n\n{}", rows(&alone), rows(&held)));
    let mut json = Vec::new();
    held.write_json(&mut json).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(value["schema"], 1);
    assert_eq!(value["figures"].as_array().unwrap().len(), entries);
}

#[test]
fn the_trace_is_a_sheet_to_tick() {
    let (checked, docx) = report();
    let edited = changed(&docx, DOCUMENT, |text| {
        let (from, to) = figure_of(text, 60).unwrap();
        format!("{}1.234{}", &text[..from], &text[to..])
    });
    let traced = trace(Cursor::new(&edited), TEMPLATES.catalogue(), Some(&checked.book.value)).unwrap();
    let mut bytes = Vec::new();
    traced.write_sheet(&mut bytes).unwrap();
    let mut again = Vec::new();
    traced.write_sheet(&mut again).unwrap();
    assert!(bytes == again, "the same input gives the same bytes");
    let mut sheets: calamine::Xlsx<_> = calamine::Reader::new(Cursor::new(&bytes)).unwrap();
    let range = calamine::Reader::worksheet_range(&mut sheets, "Nguồn số liệu").unwrap();
    assert_eq!(range.height(), traced.figures.len() + 2);
    let hand: Vec<String> = range
        .rows()
        .filter(|row| row[6].to_string().starts_with("Bị sửa tay"))
        .map(|row| format!("{} {} {}", row[2], row[4], row[6]))
        .collect();
    assert!(matches!(&hand[..], [one] if one.starts_with("1.234 Số liệu!D")), "{hand:?}");
}

/// What a mark may cost of the file, deflated, in a report of a hundred figures and more; in a shorter one, what names
/// and describes the register to Word counts for itself.
const BYTES: usize = 32;
const REGISTERED: usize = 600;

#[test]
fn a_mark_costs_few_bytes() {
    for (name, workbook, templates) in samples() {
        let checked = Checked::of(&workbook, &templates);
        let mut plain = Vec::new();
        baocao::write_docx(&checked.report.clone().untied(), &mut plain).unwrap();
        let deflated = |package: &[u8]| -> usize {
            let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
            let sizes = (0..archive.len()).map(|at| archive.by_index(at).unwrap().compressed_size());
            usize::try_from(sizes.sum::<u64>()).unwrap()
        };
        let marked = checked.docx();
        let figures = read_draft(Cursor::new(&marked)).unwrap().value.links.entries.len();
        let cost = deflated(&marked) - deflated(&plain);
        let most = BYTES * figures + if figures < 100 { REGISTERED } else { 0 };
        assert!(cost <= most, "{name}: {cost} bytes for {figures} figures");
    }
}
