//! What is typed into the free texts of a workbook, read as a draft's paragraphs are.

use baocao::document::{Block, Document, Mark, Paragraph, Role};
use baocao::finding::Sourced;
use baocao::model::{Book, FreeParagraph, Inline, Level};
use baocao::{Case, Review, RuleSet, check};

use crate::support::{Checked, TEMPLATES, told, weighs};

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
