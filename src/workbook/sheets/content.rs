//! The sheets `Nội dung` and `Chú thích`: free text, with the only markup there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Code, FreeParagraph, Level, NoteText};
use crate::num::fold;
use crate::place::Place;
use crate::workbook::codes;
use crate::workbook::grid::Sheet;
use crate::workbook::header::{Heading, Row, Table};
use crate::workbook::markup::Names;
use crate::workbook::reader::{Reader, Spot};

const SECTION: Heading = Heading(&["Mục"]);
const PARAGRAPH: Heading = Heading(&["Đoạn văn"]);
const CODE: Heading = Heading(&["Mã"]);
const TEXT: Heading = Heading(&["Nội dung"]);
const EXPLAINS: Heading = Heading(&["Giải thích cho"]);

/// What a row of a section puts there, word for word.
const BLOCKS: [(&str, Level); 2] = [("số liệu", Level::Figures), ("văn bản", Level::Documents)];

/// The marks before an item, a sub-item and a run-in title.
const MARKS: [(char, Level); 3] = [('-', Level::Item), ('+', Level::SubItem), ('*', Level::RunIn)];

/// A note whose text is not read yet.
pub(in crate::workbook) struct RawNote<'a> {
    code: Code,
    text: Spot<'a>,
    explains: Spot<'a>,
}

impl Reader<'_> {
    /// Reads the paragraphs.
    pub(in crate::workbook) fn paragraphs(&mut self, sheet: &Sheet, names: &Names) -> Vec<FreeParagraph> {
        let Some(table) = Table::find(self, sheet, &[SECTION, PARAGRAPH]) else { return Vec::new() };
        self.cells(&table);
        let mut paragraphs = Vec::new();
        for row in table.rows().filter(|row| !row.is_blank(PARAGRAPH)) {
            let section = self.section_of(&row, &table);
            let spot = row.spot(PARAGRAPH);
            for line in spot.shown().lines().map(str::trim).filter(|line| !line.is_empty()) {
                let (level, text) = level(line);
                // read even where the section is not known, so that every fault is reported at once
                let text = self.inline(text, names, &spot);
                let place = spot.place.clone();
                let paragraph = |section| FreeParagraph { section, level, text, place };
                paragraphs.extend(section.clone().map(paragraph));
            }
        }
        paragraphs
    }

    fn section_of(&mut self, row: &Row<'_>, table: &Table<'_>) -> Option<String> {
        let spot = row.merged(SECTION);
        if !spot.is_blank() {
            return self.section(&spot);
        }
        if table.has(SECTION) {
            self.report((codes::UNKNOWN_SECTION, "paragraph"), &row.spot(PARAGRAPH), &[]);
        }
        None
    }

    /// Reads the codes of the notes; their texts may name one another's sheet, so they come later.
    pub(in crate::workbook) fn raw_notes<'a>(&mut self, table: &'a Table<'a>) -> Vec<RawNote<'a>> {
        let mut seen: BTreeMap<Code, Place> = BTreeMap::new();
        let mut notes = Vec::new();
        for row in table.rows().filter(|row| !row.is_blank(TEXT)) {
            let spot = row.spot(CODE);
            let Some(code) = self.own_code(&spot) else { continue };
            match seen.get(&code).cloned() {
                Some(first) => self.duplicate(&code, &first, &spot),
                None => {
                    seen.insert(code.clone(), spot.place);
                    notes.push(RawNote { code, text: row.spot(TEXT), explains: row.spot(EXPLAINS) });
                }
            }
        }
        notes
    }

    /// The table of the notes, where its codes can be read.
    pub(in crate::workbook) fn note_table<'a>(&mut self, sheet: &'a Sheet) -> Option<Table<'a>> {
        let table = Table::find(self, sheet, &[CODE, TEXT, EXPLAINS])?;
        self.cells(&table);
        Some(table).filter(|table| table.has(CODE))
    }

    /// Reads the notes' texts. A note stands in no note, so that they may name figures and documents only.
    pub(in crate::workbook) fn notes(&mut self, raw: Vec<RawNote<'_>>, names: &Names) -> Vec<NoteText> {
        let inside = Names { documents: names.documents.clone(), notes: BTreeSet::new() };
        let note = |note: RawNote<'_>| {
            let text = self.inline(&note.text.shown(), &inside, &note.text);
            let explains = self.explained(&note.explains);
            NoteText { code: note.code, text, explains, place: note.text.place }
        };
        raw.into_iter().map(note).collect()
    }

    fn explained(&mut self, spot: &Spot<'_>) -> Option<Code> {
        let written = spot.shown();
        let indicator = self.catalogue.indicator(&written);
        if indicator.is_none() && !spot.is_blank() {
            self.unknown_code(&written, spot);
        }
        indicator.map(|indicator| indicator.code.clone())
    }
}

impl RawNote<'_> {
    /// The code that the note gives itself.
    pub(in crate::workbook) fn code(&self) -> &Code {
        &self.code
    }
}

/// What a line is, and its text without the mark; a block's line has none.
fn level(line: &str) -> (Level, &str) {
    let inside = line.strip_prefix('{').and_then(|line| line.strip_suffix('}')).map(fold);
    if let Some((_, level)) = BLOCKS.into_iter().find(|(name, _)| inside.as_deref() == Some(name)) {
        return (level, "");
    }
    let marked =
        MARKS.into_iter().find_map(|(mark, level)| Some((level, line.strip_prefix(mark)?.trim_start())));
    marked.unwrap_or((Level::Paragraph, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_its_level() {
        for (line, read) in [
            ("Thường", (Level::Paragraph, "Thường")),
            ("- Mục", (Level::Item, "Mục")),
            ("+ Ý", (Level::SubItem, "Ý")),
            ("*Tiêu đề", (Level::RunIn, "Tiêu đề")),
            ("{ Số  liệu }", (Level::Figures, "")),
            ("{văn bản}", (Level::Documents, "")),
            ("{ho-so}", (Level::Paragraph, "{ho-so}")),
            ("", (Level::Paragraph, "")),
        ] {
            assert_eq!(level(line), read, "{line}");
        }
    }
}
