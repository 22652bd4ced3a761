//! What is typed into the free texts of a workbook, read as a draft's paragraphs are.

use std::io::Cursor;

use baocao::document::{Block, Document, Mark, Paragraph, Role};
use baocao::finding::Sourced;
use baocao::model::{Book, FreeParagraph, Inline, Level};
use baocao::{Case, Review, RuleSet, check, read_draft};

use crate::support::{Checked, TEMPLATES, told, weighs};

/// The share of wrong figures that must be seen, in percent; it may only rise.
const SEEN: usize = 70;

/// The paragraphs of a section that print figures and cite nothing.
fn sentences(report: &Document) -> Vec<&Paragraph> {
    let blocks = report.parts.iter().flat_map(|part| &part.blocks);
    let paragraphs = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    let prints = |paragraph: &&Paragraph| {
        let marks = || paragraph.runs.iter().filter_map(|run| run.mark.as_ref());
        paragraph.section.is_some()
            && marks().any(|mark| matches!(mark, Mark::Figure { .. }))
            && !marks().any(|mark| matches!(mark, Mark::Citation { .. }))
    };
    paragraphs.filter(prints).collect()
}

/// A paragraph as a clerk would type it into the cell of another.
fn typed(paragraph: &Paragraph, other: &FreeParagraph) -> FreeParagraph {
    let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
    let (level, text) = match paragraph.role {
        Role::Item => (Level::Item, text.trim_start_matches("- ")),
        Role::SubItem => (Level::SubItem, text.trim_start_matches("+ ")),
        Role::RunIn => (Level::RunIn, text.as_str()),
        _ => (Level::Paragraph, text.as_str()),
    };
    FreeParagraph {
        section: paragraph.section.clone().unwrap(),
        level,
        text: vec![Inline::Text(text.to_owned())],
        place: other.place.clone(),
    }
}

fn review(book: Book) -> Review {
    let book = Sourced { value: book, findings: Vec::new() };
    check(&Case::workbook(TEMPLATES.catalogue(), &book), &RuleSet::default())
}

/// The clean sample whose own sentences are typed into it once more.
fn typed_again() -> (Book, usize) {
    let clean = Checked::clean();
    let mut book = clean.book.value.clone();
    let rows = sentences(&clean.report);
    let own = book.paragraphs[0].clone();
    book.paragraphs.extend(rows.iter().map(|paragraph| typed(paragraph, &own)));
    (book, rows.len())
}

#[test]
fn a_clean_report_typed_into_its_workbook_agrees_with_it() {
    let (book, rows) = typed_again();
    assert!(rows > 40, "{rows}");
    let review = review(book);
    let wrong: Vec<String> = review.findings.iter().filter(|finding| weighs(finding)).map(told).collect();
    assert_eq!(wrong, [""; 0]);
}

/// The clean sample with one more line.
fn with(line: Vec<Inline>) -> Review {
    let mut book = Checked::clean().book.value.clone();
    let own = book.paragraphs[0].clone();
    book.paragraphs.push(FreeParagraph { text: line, level: Level::Paragraph, ..own });
    review(book)
}

fn words(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

#[test]
fn every_typed_figure_is_counted_once() {
    let before = with(vec![words("Các nhiệm vụ được thực hiện kịp thời.")]);
    let code = Checked::clean().book.value.entries.keys().find(|code| code.as_str() == "ho-so.tiep-nhan");
    let line = "Đã số hóa 120/160 văn bằng, đạt 76%; phát 700 tờ rơi về ";
    let after = with(vec![words(line), Inline::Figure(code.unwrap().clone()), words(" hồ sơ.")]);
    let counts = |review: &Review| {
        let coverage = &review.coverage;
        [coverage.figures, coverage.tied, coverage.wrong, coverage.no_relation, coverage.unread]
    };
    let more: Vec<usize> = counts(&before).iter().zip(counts(&after)).map(|(one, two)| two - one).collect();
    assert_eq!(more, [4, 0, 3, 1, 0], "a share with its counts that is wrong, and one that nothing holds");
    assert_eq!(after.untied.len() - before.untied.len(), 1);
    let untied = |review: &Review| review.findings.iter().filter(|finding| finding.code == "TIE003").count();
    assert_eq!([untied(&before), untied(&after)], [0, 1]);
}

#[test]
fn a_figure_typed_wrong_is_mostly_seen() {
    let (book, rows) = typed_again();
    let own = book.paragraphs.len() - rows;
    let (mut planted, mut missed) = (0, Vec::new());
    for row in own..book.paragraphs.len() {
        let [Inline::Text(text)] = book.paragraphs[row].text.as_slice() else { panic!("typed as one text") };
        let Some(wrong) = one_more(text) else { continue };
        planted += 1;
        let mut book = book.clone();
        book.paragraphs[row].text = vec![Inline::Text(wrong.clone())];
        if !review(book).findings.iter().any(weighs) {
            missed.push(wrong);
        }
    }
    let found = (planted - missed.len()) * 100 / planted;
    assert!(found >= SEEN, "{found} % of {planted}; missed: {missed:#?}");
}

/// The text with its first figure one higher.
fn one_more(text: &str) -> Option<String> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let length =
        text[from..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len() - from);
    let last = text[from..from + length].rfind(|c: char| c.is_ascii_digit())?;
    let digit = text[from + last..].chars().next()?.to_digit(10)?;
    Some(format!("{}{}{}", &text[..from + last], (digit + 1) % 10, &text[from + last + 1..]))
}

#[test]
fn a_clean_report_agrees_with_its_workbook_as_a_draft() {
    let clean = Checked::clean();
    let draft = read_draft(Cursor::new(clean.docx())).unwrap();
    let case = Case::draft_against(TEMPLATES.catalogue(), &draft, &clean.book);
    let ties = check(&case, &RuleSet::default()).findings.into_iter();
    let ties: Vec<String> =
        ties.filter(|finding| finding.code.starts_with("TIE")).map(|f| told(&f)).collect();
    assert_eq!(ties, [""; 0]);
}
