//! Drafts: what this library writes and what other programs write, read back.

use std::io::Cursor;

use baocao::document::Document;
use baocao::finding::Sourced;
use baocao::read_draft;

use crate::docx::package::bytes;
use crate::docx::sample::{full, small, without_extras};
use crate::made::docx;
use crate::plain::{plain, sectioned};
use crate::shown::shown;
use crate::support::{Checked, told};

fn read(docx: &[u8]) -> Sourced<Document> {
    read_draft(Cursor::new(docx)).unwrap()
}

#[test]
fn our_own_report_reads_back() {
    for report in [&Checked::clean().report, &Checked::drafted().report] {
        holds(report);
    }
}

#[test]
fn documents_with_everything_read_back() {
    let used = |document: Document| {
        // what nothing refers to is not written
        let (notes, comments) = (document.notes[..1].to_vec(), document.comments[..1].to_vec());
        Document { notes, comments, ..document }
    };
    for document in [full(), used(small()), without_extras()] {
        holds(&sectioned(document));
    }
}

/// Holds that a document is the same after writing and reading.
pub(crate) fn holds(document: &Document) {
    let read = read(&bytes(document));
    assert_eq!(read.findings, []);
    pretty(&plain(&read.value), &plain(document));
}

/// Holds that two documents are the same, and shows the first lines that differ.
fn pretty(one: &Document, other: &Document) {
    let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
    let differ = one.lines().zip(other.lines()).position(|(one, other)| one != other);
    if let Some(at) = differ.or((one.len() != other.len()).then_some(0)) {
        let around =
            |text: &str| text.lines().skip(at.saturating_sub(30)).take(45).collect::<Vec<_>>().join("\n");
        panic!("read:\n{}\n\nwritten:\n{}", around(&one), around(&other));
    }
}

fn told_of(read: &Sourced<Document>) -> String {
    let findings: String = read.findings.iter().map(told).collect();
    format!("{}\n{findings}", shown(&read.value))
}

#[test]
fn drafts_of_other_programs_are_read() {
    insta::glob!("../drafts", "*.docx", |path| {
        insta::assert_snapshot!(told_of(&read(&std::fs::read(path).unwrap())));
    });
}

#[test]
fn drafts_typed_by_hand_are_read() {
    insta::glob!("../drafts/made", "*.xml", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(told_of(&read(&docx(&text))));
    });
}
