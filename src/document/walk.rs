//! A document's paragraphs in reading order, each with the place it stands at; a workbook's texts are met alike.

use std::collections::BTreeMap;

use crate::document::blocks::{Block, Document, NoteKind, Paragraph, Run, Table};
use crate::num::{MOST_FIGURES, is_too_dense};
use crate::place::Place;

/// A paragraph, or a note's text, where the walk meets it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met<'d> {
    pub(crate) spot: Spot<'d>,
    /// None for a note, which has only runs.
    pub(crate) paragraph: Option<&'d Paragraph>,
    pub(crate) runs: &'d [Run],
}

/// Where a paragraph stands; with a span of its text it is a [`Place`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Spot<'d> {
    /// The body: the paragraph's number, tables not counted.
    Body { index: usize },
    /// A table's cell: the paragraphs of a cell are one text with `\n` between them, `before` is what
    /// precedes this one.
    Cell { table: usize, row: usize, column: usize, before: usize },
    /// A footnote, by its printed number.
    Footnote { number: usize },
    /// An endnote, by its printed number.
    Endnote { number: usize },
    /// A page header or footer.
    Header { index: usize },
    /// A text box.
    TextBox { index: usize },
    /// A cell of a workbook: one line of what was typed there.
    Typed { cell: &'d Place },
    /// The title of a section above what was typed for it; it states nothing.
    Title,
}

impl Met<'_> {
    /// The text.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The same without its words where it is too long, or has too many figures, to be read for what it states.
    pub(crate) fn readable(self) -> Self {
        // so many figures need two letters each
        let is_long = self.runs.iter().map(|run| run.text.len()).sum::<usize>() > 2 * MOST_FIGURES;
        if is_long && is_too_dense(&self.text()) { Self { runs: &[], ..self } } else { self }
    }

    /// Whether it is a paragraph of the body, outside tables and notes.
    pub(crate) fn is_body(&self) -> bool {
        matches!(self.spot, Spot::Body { .. } | Spot::Typed { .. })
    }

    /// Whether it stands in a table.
    pub(crate) fn is_cell(&self) -> bool {
        matches!(self.spot, Spot::Cell { .. })
    }

    /// The place of a span of the text, in scalar values.
    pub(crate) fn place(&self, start: usize, end: usize) -> Place {
        match self.spot {
            Spot::Body { index } => {
                let section = self.paragraph.and_then(|paragraph| paragraph.section.clone());
                Place::Paragraph { index, start, end, section }
            }
            Spot::Cell { table, row, column, before } => {
                Place::TableCell { table, row, column, start: before + start, end: before + end }
            }
            Spot::Footnote { number } => Place::Footnote { number, start, end },
            Spot::Endnote { number } => Place::Endnote { number, start, end },
            Spot::Header { index } => Place::Header { index, start, end },
            Spot::TextBox { index } => Place::TextBox { index, start, end },
            Spot::Typed { cell } => cell.clone(),
            Spot::Title => Place::Workbook,
        }
    }
}

impl Document {
    /// Every paragraph of the body with its tables, then the notes, the headers and the text boxes.
    pub(crate) fn met(&self) -> Vec<Met<'_>> {
        let mut walk = Walk::default();
        for block in self.parts.iter().flat_map(|part| &part.blocks) {
            walk.block(block);
        }
        let (mut footnotes, mut endnotes) = (0, 0);
        for note in &self.notes {
            let (count, spot): (_, fn(usize) -> Spot<'static>) = match note.kind {
                NoteKind::Footnote => (&mut footnotes, |number| Spot::Footnote { number }),
                NoteKind::Endnote => (&mut endnotes, |number| Spot::Endnote { number }),
            };
            *count += 1;
            walk.met.push(Met { spot: spot(*count), paragraph: None, runs: &note.runs });
        }
        for (index, paragraph) in self.headers.iter().enumerate() {
            walk.push(Spot::Header { index }, paragraph);
        }
        for (index, paragraph) in self.boxes.iter().enumerate() {
            walk.push(Spot::TextBox { index }, paragraph);
        }
        walk.met
    }
}

/// The texts of a table's cells by row and column, each with the place of its words.
pub(crate) type Cells = BTreeMap<(usize, usize), (String, Place)>;

/// The cells of every table; the paragraphs of a cell are lines of one text.
pub(crate) fn cells(met: &[Met<'_>]) -> BTreeMap<usize, Cells> {
    let mut tables: BTreeMap<usize, Cells> = BTreeMap::new();
    for one in met {
        let Spot::Cell { table, row, column, .. } = one.spot else { continue };
        let text = one.text();
        let lead = text.chars().take_while(|c| c.is_whitespace()).count();
        let place = one.place(lead, lead.max(text.trim_end().chars().count()));
        let cell = tables.entry(table).or_default().entry((row, column));
        let (all, first) = cell.or_insert_with(|| (String::new(), place.clone()));
        if all.is_empty() {
            *first = place;
        } else if !text.trim().is_empty() {
            all.push('\n');
        }
        all.push_str(text.trim());
    }
    tables
}

#[derive(Default)]
struct Walk<'d> {
    met: Vec<Met<'d>>,
    paragraphs: usize,
    tables: usize,
}

impl<'d> Walk<'d> {
    fn push(&mut self, spot: Spot<'d>, paragraph: &'d Paragraph) {
        self.met.push(Met { spot, paragraph: Some(paragraph), runs: &paragraph.runs });
    }

    fn block(&mut self, block: &'d Block) {
        match block {
            Block::Paragraph(paragraph) => {
                self.push(Spot::Body { index: self.paragraphs }, paragraph);
                self.paragraphs += 1;
            }
            Block::Table(table) => self.table(table),
            Block::Rule(_) => self.paragraphs += 1,
        }
    }

    /// A table is counted where it starts, one inside a cell after the one around it.
    fn table(&mut self, table: &'d Table) {
        let number = self.tables;
        self.tables += 1;
        for (row, cells) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &cells.cells {
                let mut before = 0;
                for block in &cell.blocks {
                    match block {
                        Block::Paragraph(paragraph) => {
                            self.push(Spot::Cell { table: number, row, column, before }, paragraph);
                            before +=
                                paragraph.runs.iter().map(|run| run.text.chars().count()).sum::<usize>() + 1;
                        }
                        Block::Table(inner) => self.table(inner),
                        Block::Rule(_) => {}
                    }
                }
                column += cell.columns;
            }
        }
    }
}
