//! The texts of a document by their places.

use std::collections::BTreeMap;

use baocao::Place;
use baocao::document::{Block, Document, NoteKind, Paragraph, Run, Table};

/// Every text by its place, whose span is empty.
pub(crate) struct Texts(BTreeMap<Place, Vec<char>>);

impl Texts {
    pub(crate) fn of(document: &Document) -> Self {
        let mut walk = Walk { texts: BTreeMap::new(), paragraphs: 0, tables: 0 };
        document.parts.iter().flat_map(|part| &part.blocks).for_each(|block| walk.block(block));
        let (start, end) = (0, 0);
        for kind in [NoteKind::Footnote, NoteKind::Endnote] {
            let notes = document.notes.iter().filter(|note| note.kind == kind);
            for (note, number) in notes.zip(1..) {
                let place = match kind {
                    NoteKind::Footnote => Place::Footnote { number, start, end },
                    NoteKind::Endnote => Place::Endnote { number, start, end },
                };
                walk.texts.insert(place, letters(&note.runs));
            }
        }
        for (index, header) in document.headers.iter().enumerate() {
            walk.texts.insert(Place::Header { index, start, end }, letters(&header.runs));
        }
        for (index, inside) in document.boxes.iter().enumerate() {
            walk.texts.insert(Place::TextBox { index, start, end }, letters(&inside.runs));
        }
        Self(walk.texts)
    }

    /// The text that a place lies in; none for a place that has no span.
    pub(crate) fn around(&self, place: &Place) -> Option<&[char]> {
        place.span()?;
        let text = self.0.get(&whole(place)).unwrap_or_else(|| panic!("{place:?} is nowhere"));
        Some(text)
    }
}

fn letters(runs: &[Run]) -> Vec<char> {
    runs.iter().flat_map(|run| run.text.chars()).collect()
}

/// The place with an empty span.
fn whole(place: &Place) -> Place {
    let mut place = place.clone();
    if let Place::Paragraph { start, end, .. }
    | Place::TableCell { start, end, .. }
    | Place::Footnote { start, end, .. }
    | Place::Endnote { start, end, .. }
    | Place::Header { start, end, .. }
    | Place::TextBox { start, end, .. } = &mut place
    {
        (*start, *end) = (0, 0);
    }
    place
}

struct Walk {
    texts: BTreeMap<Place, Vec<char>>,
    paragraphs: usize,
    tables: usize,
}

impl Walk {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(Paragraph { section, runs, .. }) => {
                let (index, section) = (self.paragraphs, section.clone());
                self.texts.insert(Place::Paragraph { index, start: 0, end: 0, section }, letters(runs));
                self.paragraphs += 1;
            }
            Block::Table(table) => self.table(table),
            _ => self.paragraphs += 1,
        }
    }

    /// The paragraphs of a cell are lines of one text.
    fn table(&mut self, inside: &Table) {
        let table = self.tables;
        self.tables += 1;
        for (row, cells) in inside.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &cells.cells {
                for block in &cell.blocks {
                    match block {
                        Block::Paragraph(paragraph) => {
                            let place = Place::TableCell { table, row, column, start: 0, end: 0 };
                            let text = self.texts.entry(place).or_default();
                            text.extend(letters(&paragraph.runs));
                            text.push('\n');
                        }
                        Block::Table(inner) => self.table(inner),
                        _ => {}
                    }
                }
                column += cell.columns;
            }
        }
    }
}
