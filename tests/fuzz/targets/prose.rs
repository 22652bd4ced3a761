//! Prose: paragraphs, tables and notes of report fragments with figures of any size.

use std::fmt::Write as _;

use super::lot::Lot;
use super::{laws, words};
use crate::samples;

pub(crate) fn hold(bytes: &[u8]) {
    let mut lot = Lot::new(bytes);
    let body = body(&words::lines(&mut lot), &mut Lot::new(bytes));
    let pack = samples::draft(&body.0).with("word/footnotes.xml", body.1);
    laws::draft(&pack.raw().bytes());
}

/// The text with what XML asks for in place of its own letters.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The body of such lines, and the part of their notes. The lot says where runs end.
pub(crate) fn body(lines: &[String], lot: &mut Lot<'_>) -> (String, String) {
    let (mut body, mut notes, mut rows) = (String::new(), String::new(), String::new());
    for line in lines {
        if let Some((number, text)) = definition(line) {
            let _ =
                write!(notes, r#"<w:footnote w:id="{number}"><w:p>{}</w:p></w:footnote>"#, runs(text, lot));
            continue;
        }
        if let Some(cells) = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
            let mut cell = |text| format!("<w:tc><w:p>{}</w:p></w:tc>", runs(text, lot));
            let cells: String = cells.split('|').map(|text| cell(text.trim())).collect();
            let _ = write!(rows, "<w:tr>{cells}</w:tr>");
            continue;
        }
        close(&mut rows, &mut body);
        let _ = write!(body, "<w:p>{}</w:p>", runs(line, lot));
    }
    close(&mut rows, &mut body);
    (body, format!("<w:footnotes {}>{notes}</w:footnotes>", samples::WORD))
}

fn close(rows: &mut String, body: &mut String) {
    if !rows.is_empty() {
        let _ = write!(body, "<w:tbl>{}</w:tbl>", std::mem::take(rows));
    }
}

fn definition(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.strip_prefix("[^")?.split_once("]:")?;
    Some((number.parse().ok()?, text))
}

/// The runs of a text, cut by lot; `[^1]` is a note's mark.
fn runs(text: &str, lot: &mut Lot<'_>) -> String {
    let mut out = String::new();
    for (at, piece) in text.split("[^").enumerate() {
        let mut piece = piece;
        if at > 0
            && let Some((number, rest)) = piece.split_once(']')
            && number.parse::<usize>().is_ok()
        {
            let _ = write!(out, r#"<w:r><w:footnoteReference w:id="{number}"/></w:r>"#);
            piece = rest;
        }
        let letters: Vec<char> = piece.chars().collect();
        let cut = lot.below(letters.len().max(1));
        for half in [&letters[..cut], &letters[cut..]] {
            let text: String = half.iter().collect();
            let _ = write!(out, r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(&text));
        }
    }
    out
}
