//! The blocks of a report: what it says, in what role, with a mark on every figure that has a source.

use crate::document::layout::Layout;
use crate::document::links::Links;
use crate::document::role::Role;
use crate::model::{Code, Link, Way};
use crate::num::Figure;
use crate::place::Place;

/// A report as blocks, before or after it is a Word file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The title in the document's properties.
    pub title: String,
    /// The issuing body in the document's properties.
    pub creator: String,
    /// The parts in order; each is a Word section with page numbers of its own.
    pub parts: Vec<Part>,
    /// The footnotes and endnotes (chú thích) in the order of their marks; a run refers to one by its index.
    pub notes: Vec<Note>,
    /// What the page headers and footers of a draft say; those of our own reports hold only the page number.
    pub headers: Vec<Paragraph>,
    /// What the text boxes of a draft say, in the order of their anchors.
    pub boxes: Vec<Paragraph>,
    /// Reviewer's comments; a run refers to one by its index.
    pub comments: Vec<Comment>,
    /// How the roles look on paper.
    pub layout: Layout,
    /// How its figures are tied to the workbook that they come from.
    pub links: Links,
}

/// A part of the report with pages of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The page set-up, a name in [`Layout::pages`].
    pub page: String,
    /// The blocks in order.
    pub blocks: Vec<Block>,
}

/// A block of a part.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph (đoạn).
    Paragraph(Paragraph),
    /// A table (bảng).
    Table(Table),
    /// A short centred line under a text.
    Rule(Rule),
}

/// A paragraph in a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// What the paragraph is in the report; the layout says how that looks.
    pub role: Role,
    /// The section it belongs to, as `II.2.b`.
    pub section: Option<String>,
    /// The number or bullet that Word prints before the text (`1.`, `a)`, `-`) and that is no part of it.
    pub label: Option<String>,
    /// Its text.
    pub runs: Vec<Run>,
}

/// Text of one look, with at most one mark.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The text: NFC; `\n` is a line break, `\t` a tab.
    pub text: String,
    /// Bold beyond what the role says.
    pub bold: bool,
    /// Italic beyond what the role says.
    pub italic: bool,
    /// What the text prints, when it has a source.
    pub mark: Option<Mark>,
    /// The footnote whose number follows the text, an index into [`Document::notes`].
    pub note: Option<usize>,
    /// Comments on the text, indices into [`Document::comments`].
    pub comments: Vec<usize>,
}

/// What a run prints.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// A figure of an indicator.
    Figure {
        /// The indicator.
        code: Code,
        /// The figure as printed.
        figure: Figure,
        /// What it is tied to: the text's own print of the indicator, its row of the form, a change that it states.
        link: Link,
    },
    /// A figure of an indicator's change since last period: how much, or how many percent of it.
    Change {
        /// The indicator.
        code: Code,
        /// The change as printed, a decrease below zero.
        figure: Figure,
    },
    /// The word that says which way an indicator changed (tăng, giảm, bằng).
    Direction {
        /// The indicator.
        code: Code,
        /// Which way.
        way: Way,
    },
    /// A figure of a cell that belongs to no indicator.
    Cell {
        /// The cell.
        place: Place,
        /// The figure as printed.
        figure: Figure,
        /// The row and column that it stands in, by their words.
        link: Link,
    },
    /// Words of a cell.
    Words {
        /// The cell.
        place: Place,
    },
    /// The citation of a document.
    Citation {
        /// The document.
        code: Code,
    },
}

impl Mark {
    /// What the figure or the word is tied to in a workbook; none for other words.
    pub fn link(&self) -> Option<Link> {
        match self {
            Self::Figure { link, .. } | Self::Cell { link, .. } => Some(link.clone()),
            Self::Change { code, figure } if figure.is_percent() => Some(Link::Share { code: code.clone() }),
            Self::Change { code, .. } => Some(Link::Change { code: code.clone() }),
            Self::Direction { code, way } => Some(Link::Direction { code: code.clone(), way: *way }),
            Self::Words { .. } | Self::Citation { .. } => None,
        }
    }

    /// The figure, as it is printed in its place; none where it marks words.
    fn figure(&self) -> Option<Figure> {
        match self {
            Self::Figure { figure, .. } | Self::Change { figure, .. } | Self::Cell { figure, .. } => {
                Some(*figure)
            }
            Self::Direction { .. } | Self::Words { .. } | Self::Citation { .. } => None,
        }
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Where it is printed.
    pub kind: NoteKind,
    /// The note's code.
    pub code: Option<Code>,
    /// Its text.
    pub runs: Vec<Run>,
}

/// Where a note is printed; each kind is numbered by itself, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NoteKind {
    /// At the foot of the page (chú thích cuối trang).
    #[default]
    Footnote,
    /// At the end of the document (chú thích cuối bài).
    Endnote,
}

/// A reviewer's comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The comment's paragraphs.
    pub lines: Vec<String>,
}

/// A short centred line, as long as a share of the text above it (NĐ 30/2020, PL I, II.1, II.2, II.5).
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The text above the line.
    pub under: String,
    /// The role of that text, which gives its size and weight.
    pub role: Role,
    /// The line's length in percent of the text's.
    pub percent: u8,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Whether the cells have borders.
    pub frame: Frame,
    /// Widths of the grid's columns, in parts of the whole.
    pub widths: Vec<u16>,
    /// How many first rows repeat on each page.
    pub header_rows: usize,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The lines of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// Every cell has borders.
    Grid,
    /// No borders: the table only places text side by side.
    None,
}

/// A row of a table; it never breaks across pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The cells from left to right; spans fill the grid.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCell {
    /// How many grid columns it covers, at least 1.
    pub columns: usize,
    /// Its part in a vertical merge.
    pub merge: Merge,
    /// Its paragraphs, at least one (it may be empty).
    pub blocks: Vec<Block>,
}

/// A cell's part in a vertical merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// Not merged.
    #[default]
    Single,
    /// The first cell of a merge.
    First,
    /// Covered by the cell above.
    Below,
}

impl Document {
    /// The same document, tied to no workbook: its file has no marks.
    #[must_use]
    pub fn untied(mut self) -> Self {
        self.links = Links::default();
        self
    }
}

impl Block {
    /// A paragraph of plain text in a role.
    pub fn text(role: Role, text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { role, section: None, label: None, runs: vec![Run::plain(text)] })
    }

    /// A paragraph of a cell's words in a role.
    pub fn words(role: Role, text: impl Into<String>, place: &Place) -> Self {
        Self::Paragraph(Paragraph { role, section: None, label: None, runs: vec![Run::words(text, place)] })
    }
}

impl Paragraph {
    /// The paragraph's text without its marks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Run {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// What of the text is tied to a workbook: its figure, or the word that says which way one changed, and the rest.
    pub(crate) fn linked(&self) -> Option<(Link, &str, &str)> {
        let mark = self.mark.as_ref()?;
        let link = mark.link()?;
        let (printed, rest) = match mark.figure() {
            Some(figure) => {
                let rest = self.text.strip_prefix(&link.text(figure))?;
                self.text.split_at_checked(self.text.len() - rest.len())?
            }
            None => (self.text.as_str(), ""),
        };
        (!printed.is_empty()).then_some((link, printed, rest))
    }

    /// Words of a cell.
    pub fn words(text: impl Into<String>, place: &Place) -> Self {
        Self { mark: Some(Mark::Words { place: place.clone() }), ..Self::plain(text) }
    }
}

impl TableCell {
    /// A cell of one column holding one paragraph of plain text.
    pub fn text(role: Role, text: impl Into<String>) -> Self {
        Self { columns: 1, merge: Merge::Single, blocks: vec![Block::text(role, text)] }
    }
}
