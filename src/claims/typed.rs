//! The free texts of a workbook, as the prose reader meets the paragraphs of a document: a line of a cell is a
//! paragraph under its section's title, a note is a note.

use crate::claim::{Basis, Claims};
use crate::claims::book::words;
use crate::claims::{Bindings, note, prose};
use crate::document::{Mark, Met, Paragraph, Role, Run, Spot};
use crate::model::{Book, Catalogue, FreeParagraph, Inline, Level, Link, NoteText, Section, Value};

/// A line as it will be printed, and where it was typed.
type Line<'b> = (Spot<'b>, Paragraph);

/// Reads what was typed into the paragraphs and the notes; a text without figures of its own says nothing new.
pub(crate) fn read(book: &Book, (catalogue, cells): (&Catalogue, &Bindings), claims: &mut Claims) {
    let printer = Printer { book, catalogue };
    let lines: Vec<Line<'_>> =
        catalogue.sections.iter().flat_map(|section| printer.section(section)).collect();
    let notes: Vec<Vec<Run>> = book.notes.iter().map(|note| printer.note(note, claims)).collect();
    let typed = lines.iter().filter(|(spot, _)| *spot != Spot::Title).flat_map(|(_, line)| &line.runs);
    if !typed.chain(notes.iter().flatten()).any(states) {
        return;
    }
    let paragraphs =
        lines.iter().map(|(spot, line)| Met { spot: *spot, paragraph: Some(line), runs: &line.runs });
    let notes = book.notes.iter().zip(&notes).map(|(note, runs)| Met {
        spot: Spot::Typed { cell: &note.place },
        paragraph: None,
        runs,
    });
    let met: Vec<Met<'_>> = paragraphs.chain(notes).map(Met::readable).collect();
    let form = Bindings::default();
    prose::read_typed(&met, &prose::Indicators { catalogue, form: &form, cells: Some(cells) }, claims);
}

/// Whether typed words may state a figure or name a document.
fn states(run: &Run) -> bool {
    run.mark.is_none() && run.text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'/')
}

struct Printer<'b> {
    book: &'b Book,
    catalogue: &'b Catalogue,
}

impl<'b> Printer<'b> {
    /// A section's title and the lines typed for it; no title where nothing was typed below it.
    fn section(&self, section: &Section) -> Vec<Line<'b>> {
        let below = |row: &FreeParagraph| {
            row.section
                .strip_prefix(&section.number)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if !self.book.paragraphs.iter().any(below) {
            return Vec::new();
        }
        let role = match section.number.split('.').count() {
            1 => Role::Heading1,
            2 => Role::Heading2,
            _ => Role::Heading3,
        };
        let paragraph =
            |role, runs| Paragraph { role, section: Some(section.number.clone()), label: None, runs };
        let own = self.book.paragraphs.iter().filter(|row| row.section == section.number);
        let line = |row: &'b FreeParagraph| {
            (Spot::Typed { cell: &row.place }, paragraph(role_of(row.level), self.runs(&row.text)))
        };
        let title = (Spot::Title, paragraph(role, vec![Run::plain(section.title.as_str())]));
        std::iter::once(title).chain(own.map(line)).collect()
    }

    /// A note; where its items are held to a figure already, what of it is no such item.
    fn note(&self, note: &NoteText, claims: &Claims) -> Vec<Run> {
        let basis = Basis::Note { code: note.code.clone() };
        if claims.relations.iter().any(|bound| bound.basis == basis) {
            return vec![Run::plain(note::loose(&words(&note.text)).join("; "))];
        }
        self.runs(&note.text)
    }

    fn runs(&self, text: &[Inline]) -> Vec<Run> {
        text.iter().map(|piece| self.run(piece)).collect()
    }

    /// A piece as it is printed; what is no figure is only hinted at, its own cell is what states it.
    fn run(&self, piece: &Inline) -> Run {
        match piece {
            Inline::Text(words) => Run::plain(without(&without(words, "{", '}'), "[^", ']')),
            Inline::Figure(code) => {
                let indicator = self.catalogue.indicator(code.as_str());
                let value = self.book.entry(code.as_str()).map(|entry| &entry.value);
                let (Some(indicator), Some(Value::Figure(figure))) = (indicator, value) else {
                    return Run::plain("…");
                };
                let figure = indicator.printed(*figure);
                let link = Link::Figure { code: code.clone() };
                let mark = Some(Mark::Figure { code: code.clone(), figure, link });
                Run { mark, ..Run::plain(figure.to_string()) }
            }
            Inline::Citation(code) => {
                let document = self.book.document(code.as_str()).filter(|document| !document.kind.is_empty());
                Run::plain(document.map_or("…", |document| document.kind.as_str()))
            }
            Inline::Note(code) => {
                let note = self.book.notes.iter().position(|note| note.code == *code);
                Run { note, ..Run::default() }
            }
        }
    }
}

/// Words without markup that stayed in them because it stands for nothing: a finding of its own names it.
fn without(words: &str, open: &str, close: char) -> String {
    let mut pieces = words.split(open);
    let first = pieces.next().unwrap_or_default().to_owned();
    let after = |piece| str::split_once(piece, close).map_or(piece, |(_, after)| after);
    pieces.map(after).fold(first, |words, piece| words + "…" + piece)
}

/// What a line is in the report; a block that was moved ends the list above it.
fn role_of(level: Level) -> Role {
    match level {
        Level::Item => Role::Item,
        Level::SubItem => Role::SubItem,
        Level::RunIn => Role::RunIn,
        Level::Paragraph | Level::Figures | Level::Documents => Role::Body,
    }
}
