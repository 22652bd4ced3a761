//! Figures that stay tied: what the marks of a report say of it once it has been edited.

use std::collections::BTreeMap;
use std::io::Cursor;

use baocao::document::{Entry, Linked};
use baocao::finding::{Finding, Sourced};
use baocao::model::Book;
use baocao::{Case, Review, RuleSet, Templates, check, read_draft};

use crate::package::{packed, parts};
use crate::support::{Checked, WORKBOOK, report_type};
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
