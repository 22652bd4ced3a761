//! The scan of one part with text: a stack of what is open, and what each element does to it.
//!
//! Nothing here calls itself: however deep a file nests, only the stack grows, under the limits of the walk.

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use super::codes;
use super::look::Look;
use super::marks::{Control, Said};
use super::paragraph::{Bytes, Facts, Raw, Source};
use super::shared::Shared;
use super::spaces::{Space, Spaces};
use super::tables::Building;
use crate::document::{Block, Paragraph};
use crate::error::Result;
use crate::package::{Node, Walk, index};

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// The blocks of the body, a new list after each section.
    pub(super) parts: Vec<Vec<Block>>,
    /// What is known of each paragraph of the body and its tables, in reading order.
    pub(super) facts: Vec<Facts>,
    /// The paragraphs of the text boxes.
    pub(super) boxes: Vec<Paragraph>,
    /// The notes or comments of a part of such.
    pub(super) items: Vec<Item>,
    /// The relations of the page headers and footers, in order.
    pub(super) headers: Vec<String>,
    pub(super) pages: Vec<PageSize>,
    pub(super) said: Said,
    /// Where the paragraphs of notes and comments stand in the part, with their length, where that is asked.
    pub(super) of_items: Vec<(Stand, usize, Source)>,
    /// Whether there is any text in its paragraphs.
    pub(super) says: bool,
}

/// Where a paragraph of a story stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Body(usize),
    Box(usize),
    /// The item, and how much of its text precedes the paragraph.
    Item(usize, usize),
}

/// A note or a comment.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) kind: Option<String>,
    pub(super) paragraphs: Vec<Paragraph>,
    /// How many scalar values its paragraphs have so far, with a break after each.
    pub(super) length: usize,
}

/// A page set-up, in twips: width, height, top, bottom, left, right, header.
pub(super) type PageSize = [u32; 7];

/// What an element that is open does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Cell,
    TextBox,
    Item,
    Table,
    Row,
    Paragraph,
    Run,
    /// A word with its reading above it, which has runs of its own.
    Ruby,
    Text,
    /// A content control: it stands around what it holds, and changes nothing of it.
    Control,
    ControlProperties,
    /// An alternative was taken, or not yet.
    Alternate(bool),
    ParagraphProperties,
    ListProperties,
    RunProperties,
    TableProperties,
    Borders,
    Grid,
    RowProperties,
    CellProperties,
    Section,
}

/// A run while it is read.
#[derive(Debug, Default)]
pub(super) struct OpenRun {
    pub(super) own: Look,
    pub(super) style: Option<String>,
    /// Its look in all, once its text begins.
    pub(super) look: Option<Look>,
    /// Something stands in it: more properties would come too late.
    pub(super) begun: bool,
    pub(super) number: usize,
}

/// A field while it is read.
#[derive(Debug)]
pub(super) struct Field {
    /// Whether what follows is its code and not its result.
    pub(super) in_code: bool,
    /// How many paragraphs are open around its beginning.
    pub(super) paragraph: usize,
    /// The first piece of that paragraph after its beginning.
    pub(super) piece: usize,
}

/// A text element while it is read.
#[derive(Debug)]
pub(super) struct OpenText {
    pub(super) tag: Bytes,
    pub(super) preserve: bool,
    pub(super) first: usize,
}

/// The scan of one part.
pub(super) struct Scan<'s, 'a> {
    pub(super) walk: Walk<'s>,
    pub(super) shared: &'s mut Shared<'a>,
    pub(super) story: Story,
    spaces: Spaces,
    frames: Vec<(u64, Kind)>,
    /// Inside an element that is left out, by its depth.
    skipped: Option<u64>,
    /// The blocks of the body and of each cell that is open.
    pub(super) flows: Vec<Vec<Block>>,
    pub(super) paragraphs: Vec<(Option<usize>, Raw)>,
    pub(super) runs: Vec<OpenRun>,
    pub(super) text: Option<OpenText>,
    pub(super) fields: Vec<Field>,
    /// How many fields are in their code.
    pub(super) codes: usize,
    pub(super) tables: Vec<Building>,
    pub(super) controls: Vec<Control>,
    pub(super) boxes: usize,
    pub(super) item: Option<Item>,
    pub(super) page: PageSize,
    /// The relations of page headers that were met.
    pub(super) headers: HashSet<String>,
    tracked: bool,
}

impl<'s, 'a> Scan<'s, 'a> {
    pub(super) fn new(walk: Walk<'s>, shared: &'s mut Shared<'a>) -> Self {
        shared.budget.reads(walk.length());
        Self {
            walk,
            shared,
            story: Story::default(),
            spaces: Spaces::default(),
            frames: Vec::new(),
            skipped: None,
            flows: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            text: None,
            fields: Vec::new(),
            codes: 0,
            tables: Vec::new(),
            controls: Vec::new(),
            boxes: 0,
            item: None,
            page: PageSize::default(),
            headers: HashSet::new(),
            tracked: false,
        }
    }

    /// Reads the part to its end.
    pub(super) fn run(mut self) -> Result<Story> {
        while let Some(node) = self.walk.step()? {
            match node {
                Node::Open(element) => self.open(&element)?,
                Node::Close => self.close()?,
                Node::Text(text) | Node::CData(text) if self.reads_text() => self.written(&text)?,
                Node::Reference(character) if self.reads_text() => {
                    self.written(character.encode_utf8(&mut [0; 4]))?;
                }
                _ => {}
            }
        }
        if self.fields.iter().any(|field| !field.in_code) {
            self.shared.report.document(codes::UNCLOSED_FIELD, "document", "");
        }
        self.shared.comments.end_part();
        Ok(self.story)
    }

    /// The bytes of the node that was met last.
    pub(super) fn bytes(&self) -> Bytes {
        (index(self.walk.start()), index(self.walk.position()))
    }

    /// What is open around the node.
    pub(super) fn top(&self) -> Option<Kind> {
        self.frames.last().map(|(_, kind)| *kind)
    }

    /// What is open around the node, alternatives and controls aside.
    pub(super) fn around(&self) -> Option<Kind> {
        let kinds = self.frames.iter().rev().map(|(_, kind)| *kind);
        kinds.into_iter().find(|kind| !matches!(kind, Kind::Alternate(_) | Kind::Control))
    }

    /// Whether the text or sign is more than one element below its run.
    pub(super) fn is_nested(&self) -> bool {
        let run = self.frames.iter().rev().find(|(_, kind)| *kind == Kind::Run);
        run.is_some_and(|(depth, _)| self.walk.depth() > depth + 1)
    }

    /// Takes the element as the beginning of something.
    pub(super) fn enter(&mut self, kind: Kind) {
        self.frames.push((self.walk.depth(), kind));
    }

    /// Leaves the element out with all that is in it.
    pub(super) fn skip(&mut self) {
        self.skipped = Some(self.walk.depth());
    }

    /// Tells once that changes are tracked.
    pub(super) fn tracks(&mut self) {
        if !std::mem::replace(&mut self.tracked, true) {
            self.notice(codes::TRACKED_CHANGES, "tracked", "");
        }
    }

    fn reads_text(&self) -> bool {
        self.skipped.is_none() && self.top() == Some(Kind::Text)
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let space = self.spaces.enter(self.walk.depth(), element);
        if self.skipped.is_some() {
            return Ok(());
        }
        let name = element.local_name();
        match space {
            Space::Word => self.word(name.as_ref(), element),
            Space::Compatibility => {
                self.alternative(name.as_ref());
                Ok(())
            }
            Space::Math => {
                self.notice(codes::UNREAD_OBJECT, "equation", "");
                self.skip();
                Ok(())
            }
            Space::Other => {
                self.foreign(name.as_ref());
                Ok(())
            }
        }
    }

    fn word(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match self.top() {
            Some(Kind::ParagraphProperties) => self.paragraph_property(name, element),
            Some(Kind::ListProperties) => self.list_property(name, element),
            Some(Kind::RunProperties) => self.run_property(name, element),
            Some(Kind::TableProperties) => self.table_property(name, element),
            Some(Kind::Borders) => self.border(element),
            Some(Kind::Grid) => self.grid_column(name, element)?,
            Some(Kind::RowProperties) => self.row_property(name, element),
            Some(Kind::CellProperties) => self.cell_property(name, element),
            Some(Kind::Section) => self.section_property(name, element),
            Some(Kind::ControlProperties) => self.control_property(name, element),
            _ => return self.content(name, element),
        }
        Ok(())
    }

    /// Of alternatives for several programs, the first is read, once.
    fn alternative(&mut self, name: &str) {
        if name == "AlternateContent" {
            return self.enter(Kind::Alternate(false));
        }
        if let Some((_, Kind::Alternate(taken))) = self.frames.last_mut()
            && std::mem::replace(taken, true)
        {
            self.skip();
        }
    }

    /// What is drawn or embedded, in vocabularies of its own.
    fn foreign(&mut self, name: &str) {
        let what = match name {
            "pic" | "imagedata" => "picture",
            "chart" | "relIds" => "chart",
            "OLEObject" => "embedded",
            _ => return,
        };
        self.notice(codes::UNREAD_OBJECT, what, "");
    }

    /// Notes something where the scan is.
    pub(super) fn notice(&mut self, code: crate::finding::RuleCode, way: &'static str, words: &str) {
        match self.paragraphs.last_mut() {
            Some((_, raw)) => raw.notice(code, way, words),
            None => self.shared.report.document(code, way, words),
        }
    }

    fn close(&mut self) -> Result<()> {
        let depth = self.walk.depth();
        self.spaces.leave(depth);
        if let Some(skipped) = self.skipped {
            if depth < skipped {
                self.skipped = None;
            }
            return Ok(());
        }
        while let Some((_, kind)) = self.frames.pop_if(|(opened, _)| *opened > depth) {
            self.leave(kind)?;
        }
        Ok(())
    }

    fn leave(&mut self, kind: Kind) -> Result<()> {
        match kind {
            Kind::Body => self.end_body(),
            Kind::Cell => self.end_cell(),
            Kind::TextBox => self.boxes -= 1,
            Kind::Item => self.story.items.extend(self.item.take()),
            Kind::Table => self.end_table(),
            Kind::Row => self.end_row(),
            Kind::Paragraph => return self.end_paragraph(),
            Kind::Run => self.end_run(),
            Kind::Text => self.end_text(),
            Kind::Control => return self.end_control(),
            Kind::ParagraphProperties => self.end_paragraph_properties(),
            Kind::RunProperties => self.end_run_properties(),
            Kind::Section => self.story.pages.push(std::mem::take(&mut self.page)),
            _ => {}
        }
        Ok(())
    }

    fn end_body(&mut self) {
        let last = self.flows.pop().unwrap_or_default();
        if !last.is_empty() || self.story.parts.is_empty() {
            self.story.parts.push(last);
        }
    }
}
