//! Citations: in full at the first mention, short later (NĐ 30/2020, PL I, II.6).

use crate::assembly::phrases::Phrases;
use crate::model::{Book, DocumentDate, DocumentRole, Issued, phrase, running};

/// The bases of the report (căn cứ), in row order.
pub(crate) fn bases(book: &Book) -> impl Iterator<Item = &Issued> {
    book.documents.iter().filter(|document| document.role == DocumentRole::Basis)
}

/// Type, number, date, issuing body and subject.
pub(crate) fn full(document: &Issued, book: &Book, phrases: &Phrases) -> String {
    let own = book.info.issuing_body.as_ref().map(|body| running(&body.value)).unwrap_or_default();
    let issuer = if document.issuer.is_empty() { &own } else { &document.issuer };
    let mut text = dated(document, phrases);
    if !issuer.is_empty() {
        text.push_str(&phrase(&phrases.issued_by, &[("cơ quan", issuer)]));
    }
    text + &subject(document, phrases)
}

/// As in a list of what the reporting body issued: the body is not named again.
pub(crate) fn listed(document: &Issued, book: &Book, phrases: &Phrases) -> String {
    if document.issuer.is_empty() {
        dated(document, phrases) + &subject(document, phrases)
    } else {
        full(document, book, phrases)
    }
}

/// Type and number.
pub(crate) fn short(document: &Issued, phrases: &Phrases) -> String {
    phrase(&phrases.numbered, &[("loại", &document.kind), ("số", &document.number.value)])
}

fn dated(document: &Issued, phrases: &Phrases) -> String {
    let mut text = short(document, phrases);
    if let Some(date) = document.date.as_ref().map(|date| date.value) {
        let template = if matches!(date, DocumentDate::Day(_)) { &phrases.dated } else { &phrases.month };
        text.push_str(&phrase(template, &[("ngày", &date.to_string())]));
    }
    text
}

/// `về việc …`, unless the subject opens with such a word itself.
fn subject(document: &Issued, phrases: &Phrases) -> String {
    let subject = document.subject.trim();
    if subject.is_empty() {
        return String::new();
    }
    let lower = subject.to_lowercase();
    let opens = |word: &String| lower.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' '));
    if phrases.about_openers.iter().any(opens) {
        format!(" {subject}")
    } else {
        phrase(&phrases.about, &[("trích yếu", subject)])
    }
}
