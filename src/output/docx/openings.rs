//! The openings of elements: docx-rs models each look once, the report repeats its bytes.
//!
//! An opening is a start tag with the properties after it; content and end tag are left to write. A report has
//! some fifty looks and some thousand elements in them.

use docx_rs as word;
use docx_rs::BuildXML;

use super::finish::finish;
use super::styles::NOTE_MARK;
use crate::document::{Frame, Merge};
use crate::error::{Error, Result};

/// The openings met so far, by what they look like.
#[derive(Debug, Default)]
pub(super) struct Openings {
    paragraphs: Memo<(&'static str, Stay)>,
    runs: Memo<RunLook>,
    cells: Memo<CellLook>,
}

/// Whether a paragraph stays on the page of the next one, beyond what its style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    AsStyled,
    WithNext,
}

/// The look of a run, beyond what its paragraph's style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunLook {
    Text { bold: bool, italic: bool },
    NoteMark,
}

/// The look of a table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellLook {
    /// Width in twips.
    pub(super) width: usize,
    pub(super) columns: usize,
    pub(super) merge: Merge,
    pub(super) frame: Frame,
}

impl Openings {
    /// `<w:p>` with the style's name.
    pub(super) fn paragraph(&mut self, style: &'static str, stay: Stay) -> Result<&str> {
        self.paragraphs.of((style, stay), |_| {
            let mut property = word::ParagraphProperty::new().style(style);
            property.keep_next = (stay == Stay::WithNext).then_some(true);
            paragraph(property)
        })
    }

    /// `<w:r>`.
    pub(super) fn run(&mut self, look: RunLook) -> Result<&str> {
        self.runs.of(look, |_| opening(&run(look), "</w:r>"))
    }

    /// `<w:tc>` with its place in the grid.
    pub(super) fn cell(&mut self, look: CellLook) -> Result<&str> {
        self.cells.of(look, |_| Ok(format!("<w:tc>{}", finish(&cell(look).build())?)))
    }
}

/// `<w:p>` with these properties. Made by hand: `Paragraph::new` counts ids for the whole thread.
pub(super) fn paragraph(property: word::ParagraphProperty) -> Result<String> {
    let empty = word::Paragraph { id: String::new(), children: Vec::new(), property, has_numbering: false };
    opening(&empty, "</w:p>")
}

/// What stands before the end tag of an element without content.
pub(super) fn opening(element: &impl BuildXML, end: &str) -> Result<String> {
    let mut xml = finish(&element.build())?;
    if !xml.ends_with(end) {
        return Err(Error::internal(format!("{xml} không kết thúc bằng {end}")));
    }
    xml.truncate(xml.len() - end.len());
    Ok(xml)
}

fn run(look: RunLook) -> word::Run {
    let out = word::Run::new();
    match look {
        RunLook::NoteMark => out.style(NOTE_MARK),
        RunLook::Text { bold, italic } => {
            let out = if bold { out.bold() } else { out };
            if italic { out.italic() } else { out }
        }
    }
}

fn cell(look: CellLook) -> word::TableCellProperty {
    let mut out = word::TableCellProperty::new().width(look.width, word::WidthType::Dxa);
    if look.columns > 1 {
        out = out.grid_span(look.columns);
    }
    out = match look.merge {
        Merge::Single => out,
        Merge::First => out.vertical_merge(word::VMergeType::Restart),
        Merge::Below => out.vertical_merge(word::VMergeType::Continue),
    };
    match look.frame {
        Frame::Grid => out.vertical_align(word::VAlignType::Center),
        Frame::None => out,
    }
}

/// Openings by key. A report has so few that a walk along them is the shortest way.
#[derive(Debug)]
struct Memo<K>(Vec<(K, String)>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq> Memo<K> {
    fn of(&mut self, key: K, build: impl FnOnce(&K) -> Result<String>) -> Result<&str> {
        let known = self.0.iter().position(|(known, _)| *known == key);
        let place = known.unwrap_or(self.0.len());
        if known.is_none() {
            let opening = build(&key)?;
            self.0.push((key, opening));
        }
        Ok(self.0.get(place).map_or("", |(_, opening)| opening.as_str()))
    }
}
