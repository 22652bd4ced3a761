//! Every note of the workbook is used.
//!
//! **What it does.** Looks for notes that no paragraph and no other note cites, and that explain no figure.
//! **Why it matters.** Such a note is not printed: what the clerk wrote is lost without a word.
//! **Example.** A row `vb-qppl` in `Chú thích`, and no `[^vb-qppl]` anywhere.
//! **Use instead.** Cite it with `[^mã]`, fill in `Giải thích cho`, or delete the row.
//! **Limits.** Notes that cite only each other count as used.
//! **Basis.** Footnotes are one to one with their references.

use std::collections::HashSet;

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::{Code, Inline};

rule!(NOTE002 "note-not-cited" Warning "a note of the workbook is used nowhere", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.source() else { return };
    let texts = book.paragraphs.iter().map(|paragraph| &paragraph.text);
    let pieces = texts.chain(book.notes.iter().map(|note| &note.text)).flatten();
    let cited: HashSet<&Code> = pieces
        .filter_map(|piece| match piece {
            Inline::Note(code) => Some(code),
            _ => None,
        })
        .collect();
    for note in book.notes.iter().filter(|note| note.explains.is_none() && !cited.contains(&note.code)) {
        let message = say(CODE.id, "unused", &[("note", note.code.as_str())]);
        found.report(Finding::new(CODE, note.place.clone(), message).excerpt(note.code.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::{Code, FreeParagraph, Inline, Level, NoteText};

    fn bench(text: Inline, explains: Option<&str>) -> Bench {
        let code = |text: &str| Code::new(text).unwrap();
        let mut bench = Bench::new();
        let place = bench.place();
        bench.book.notes = vec![NoteText {
            code: code("vb-qppl"),
            text: vec![Inline::Text("Quyết định…".to_owned())],
            explains: explains.map(code),
            place: place.clone(),
        }];
        bench.book.paragraphs =
            vec![FreeParagraph { section: "I".to_owned(), level: Level::Item, text: vec![text], place }];
        bench
    }

    #[test]
    fn fires() {
        let messages = bench(Inline::Text("Không có".to_owned()), None).messages("NOTE002");
        assert!(messages[0].contains("“vb-qppl”"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let cited = bench(Inline::Note(Code::new("vb-qppl").unwrap()), None);
        let explaining = bench(Inline::Text(String::new()), Some("ho-so"));
        assert_eq!(cited.messages("NOTE002"), [""; 0]);
        assert_eq!(explaining.messages("NOTE002"), [""; 0]);
    }
}
