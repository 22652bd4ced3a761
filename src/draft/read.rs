//! The flow of reading: the package, its small parts, the text, then what each paragraph is.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use super::codes;
use super::ending::joined;
use super::marks::{Marked, Said};
use super::notes::{NoteSource, OfNotes, placed};
use super::numbering::Numbering;
use super::paragraph::Facts;
use super::report::{Seat, Seats};
use super::roles;
use super::scan::{PageSize, Scan, Stand, Story};
use super::shared::Shared;
use super::spaces::{Space, Spaces};
use super::styles::Styles;
use crate::document::{
    Block, Comment, Document, Layout, Linked, Links, NoteKind, Page, Paragraph, Part, register,
};
use crate::error::Result;
use crate::finding::{Finding, Sourced};
use crate::num::{fold, is_too_dense, nfc};
use crate::package::{
    Expected, Limits, Node, Package, Relation, Walk, main_part, package_relations, relations_of,
};

/// So many custom XML parts of a file are looked into for the register of our marks.
const MOST_CUSTOM: usize = 16;

/// Reads a drafted report (.docx) into a [`Document`].
///
/// Everything the reader could not take as text is a [`Finding`](crate::Finding) with its place; tracked
/// changes are read as if they were accepted. Places count as in the file: `index` the paragraphs of its body.
/// Raised digits are the raised digits of Unicode (`hồ sơ²`), so that none joins a figure; text in a TCVN3 font
/// is converted, of text in a VNI font each letter and digit is U+FFFD. [`Document::layout`] has the pages and no
/// looks.
///
/// # Errors
/// The file is empty, encrypted, damaged, of another kind, without any text, or passes one of the default
/// [`Limits`].
pub fn read_draft<R: Read + Seek>(input: R) -> Result<Sourced<Document>> {
    read_draft_with(input, &Limits::default())
}

/// [`read_draft`] within limits of your own.
///
/// # Errors
/// As [`read_draft`].
pub fn read_draft_with<R: Read + Seek>(input: R, limits: &Limits) -> Result<Sourced<Document>> {
    let mut package = Package::open(input, Expected::Draft, limits)?;
    let reading = read(&mut package, Shared::new(limits))?;
    Ok(Sourced { value: reading.document, findings: reading.findings })
}

/// A draft and where its text stands in its part.
pub(crate) struct Reading {
    pub(crate) document: Document,
    pub(crate) findings: Vec<Finding>,
    /// Of each paragraph of the body and its tables, in reading order.
    pub(crate) facts: Vec<Facts>,
    /// Of each paragraph of the notes, where that is asked.
    pub(crate) notes: Vec<NoteSource>,
}

/// Reads a draft to write into it.
pub(crate) fn read_sources<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<Reading> {
    let mut shared = Shared::new(package.limits());
    shared.keeps_sources = true;
    read(package, shared)
}

/// Reads the parts in their order: the text needs styles, lists, notes and comments.
fn read<R: Read + Seek>(package: &mut Package<'_, R>, mut shared: Shared<'_>) -> Result<Reading> {
    let limits = shared.budget.limits();
    let main = main_part(package)?;
    let content = package.xml(&main)?;
    require_document(&main, &content, limits)?;
    let relations = relations_of(package, &main)?;
    let mut parts = Parts { package, relations: &relations };
    parts.tables(&mut shared)?;
    let mut of_notes = parts.notes(NoteKind::Footnote, &mut shared)?;
    of_notes.append(parts.notes(NoteKind::Endnote, &mut shared)?);
    parts.comments(&mut shared)?;
    let mut story = Scan::new(Walk::new(&main, &content, limits)?, &mut shared).run()?;
    drop(content);
    if !story.says {
        // a note or a header is no report
        return Err(Expected::Draft.not("văn bản Word không có chữ nào"));
    }
    let headers = parts.headers(&story.headers, &mut shared)?;
    let (title, creator) = parts.properties(limits)?;
    let links = parts.register();
    let mut document = Document {
        title,
        creator,
        parts: named_parts(&mut story),
        notes: shared.notes.take(),
        headers,
        boxes: std::mem::take(&mut story.boxes),
        comments: shared.remarks.take(),
        layout: layout(&story.pages),
        links,
    };
    for (note, comment) in std::mem::take(&mut shared.comments.of_notes) {
        if let Some(run) = document.notes.get_mut(note).and_then(|note| note.runs.first_mut()) {
            run.comments.push(comment);
        }
    }
    roles::assign(&mut document.parts, &story.facts);
    let facts = std::mem::take(&mut story.facts);
    let notes = of_notes.sources(&shared);
    let marks = report(story.said, of_notes, &mut shared);
    document.links.spans = spans(&document, marks);
    let findings = std::mem::take(&mut shared.report).into_findings(&document);
    Ok(Reading { document, findings, facts, notes })
}

fn require_document(name: &str, content: &[u8], limits: &Limits) -> Result<()> {
    let mut walk = Walk::new(name, content, limits)?;
    while let Some(node) = walk.step()? {
        let Node::Open(root) = node else { continue };
        let space = Spaces::default().enter(1, &root);
        return match (root.local_name().as_ref(), space) {
            ("document", Space::Word) => Ok(()),
            ("document", _) => Err(Expected::Draft.not("văn bản XML không theo định dạng của Word")),
            (other, _) => Err(Expected::Draft.other_root(other)),
        };
    }
    Ok(())
}

/// The parts of the file around the text, found through its relations.
struct Parts<'p, 'a, R> {
    package: &'p mut Package<'a, R>,
    relations: &'p [Relation],
}

impl<R: Read + Seek> Parts<'_, '_, R> {
    /// The part of a kind, if the document has one.
    fn of(&mut self, kind: &str) -> Result<Option<(String, Vec<u8>)>> {
        match self.relations.iter().find(|relation| relation.kind == kind) {
            Some(relation) => Ok(Some((relation.target.clone(), self.package.xml(&relation.target)?))),
            None => Ok(None),
        }
    }

    /// The styles and the lists.
    fn tables(&mut self, shared: &mut Shared<'_>) -> Result<()> {
        if let Some((name, content)) = self.of("styles")? {
            shared.styles = Styles::read(&mut Walk::new(&name, &content, shared.budget.limits())?)?;
        }
        if let Some((name, content)) = self.of("numbering")? {
            shared.numbering = Numbering::read(&mut Walk::new(&name, &content, shared.budget.limits())?)?;
        }
        Ok(())
    }

    fn notes(&mut self, kind: NoteKind, shared: &mut Shared<'_>) -> Result<OfNotes> {
        let part = match kind {
            NoteKind::Footnote => "footnotes",
            NoteKind::Endnote => "endnotes",
        };
        let Some((name, content)) = self.of(part)? else { return Ok(OfNotes::default()) };
        let story = Scan::new(Walk::new(&name, &content, shared.budget.limits())?, shared).run()?;
        let ids: Vec<String> = story.items.iter().map(|item| item.id.clone()).collect();
        // the lines between text and notes are notes to Word, of a type of their own
        let notes =
            story.items.into_iter().filter(|item| item.kind.as_deref().is_none_or(|kind| kind == "normal"));
        for item in notes {
            let runs = joined(item.paragraphs);
            if is_too_dense(&runs.iter().map(|run| run.text.as_str()).collect::<String>()) {
                shared.report.document(codes::UNREAD_OBJECT, "dense", &item.id);
            }
            shared.notes.add(kind, item.id, runs);
        }
        let of_note = |spot: Stand| match spot {
            Stand::Item(item, before) => Some((ids.get(item)?.clone(), before)),
            Stand::Body(_) | Stand::Box(_) => None,
        };
        let Said { notices, marks } = story.said;
        Ok(OfNotes {
            notices: placed(notices, kind, of_note),
            marks: placed(marks, kind, of_note),
            sources: placed(
                story.of_items.into_iter().map(|(spot, length, source)| (spot, (length, source))),
                kind,
                of_note,
            ),
        })
    }

    /// The register of the marks around figures, where the file has one.
    fn register(&mut self) -> Links {
        let custom = self.relations.iter().filter(|relation| relation.kind == "customXml");
        let mut links = Links::default();
        for relation in custom.take(MOST_CUSTOM) {
            let limits = self.package.limits();
            // what another program keeps in the file is no part of the report: a fault there stops nothing
            let Ok(content) = self.package.xml(&relation.target) else { continue };
            if let Some(read) = register::read((&relation.target, &content), limits) {
                links = read;
            }
        }
        links
    }

    fn comments(&mut self, shared: &mut Shared<'_>) -> Result<()> {
        let Some((name, content)) = self.of("comments")? else { return Ok(()) };
        let story = Scan::new(Walk::new(&name, &content, shared.budget.limits())?, shared).run()?;
        for item in story.items {
            let lines = item.paragraphs.iter().map(Paragraph::text).collect();
            shared.remarks.add(item.id, Comment { lines });
        }
        Ok(())
    }

    /// The paragraphs of the page headers and footers that the sections use, each part once.
    fn headers(&mut self, ids: &[String], shared: &mut Shared<'_>) -> Result<Vec<Paragraph>> {
        let (mut headers, mut met) = (Vec::new(), HashSet::new());
        let by_id: HashMap<&str, &Relation> =
            self.relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();
        for id in ids {
            let Some(relation) = by_id.get(id.as_str()) else {
                shared.report.document(codes::BROKEN_REFERENCE, "header", id);
                continue;
            };
            if !met.insert(&relation.target) {
                continue;
            }
            let content = self.package.xml(&relation.target)?;
            let walk = Walk::new(&relation.target, &content, shared.budget.limits())?;
            let mut story = Scan::new(walk, shared).run()?;
            let mut own = flat(std::mem::take(&mut story.parts));
            let body = own.len();
            own.append(&mut story.boxes);
            if own.iter().all(is_page_number) {
                continue;
            }
            for (spot, notice) in story.said.notices {
                let at = match spot {
                    Stand::Body(at) => at,
                    Stand::Box(at) | Stand::Item(at, _) => body + at,
                };
                shared.report.push(Seat::Header(headers.len() + at), notice);
            }
            headers.append(&mut own);
        }
        Ok(headers)
    }

    /// Title and author from the properties that a file manager shows.
    fn properties(&mut self, limits: &Limits) -> Result<(String, String)> {
        let (mut title, mut creator) = (String::new(), String::new());
        let relations = package_relations(self.package)?;
        let Some(core) = relations.iter().find(|relation| relation.kind == "core-properties") else {
            return Ok((title, creator));
        };
        let content = self.package.xml(&core.target)?;
        let mut walk = Walk::new(&core.target, &content, limits)?;
        let mut into: Option<&mut String> = None;
        while let Some(node) = walk.step()? {
            match node {
                Node::Open(element) => {
                    into = match element.local_name().as_ref() {
                        "title" => Some(&mut title),
                        "creator" => Some(&mut creator),
                        _ => None,
                    };
                }
                Node::Close => into = None,
                Node::Text(text) | Node::CData(text) => into.iter_mut().for_each(|into| into.push_str(&text)),
                Node::Reference(sign) => into.iter_mut().for_each(|into| into.push(sign)),
                Node::Aside => {}
            }
        }
        Ok((nfc(&title).into_owned(), nfc(&creator).into_owned()))
    }
}

/// The paragraphs of blocks, those of tables too, in reading order.
fn flat(parts: Vec<Vec<Block>>) -> Vec<Paragraph> {
    let mut todo: Vec<Block> = parts.into_iter().flatten().rev().collect();
    let mut paragraphs = Vec::new();
    while let Some(block) = todo.pop() {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            Block::Table(table) => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                todo.extend(cells.flat_map(|cell| cell.blocks).collect::<Vec<_>>().into_iter().rev());
            }
            Block::Rule(_) => {}
        }
    }
    paragraphs
}

/// Whether a paragraph of a header says no more than which page it is.
fn is_page_number(paragraph: &Paragraph) -> bool {
    let said = fold(&paragraph.text());
    let words = said.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.into_iter().all(|word| ["trang", "page", "of"].contains(&word))
}

fn named_parts(story: &mut Story) -> Vec<Part> {
    let parts = std::mem::take(&mut story.parts).into_iter();
    parts.enumerate().map(|(number, blocks)| Part { page: page_name(number), blocks }).collect()
}

fn page_name(number: usize) -> String {
    if number == 0 { "main".to_owned() } else { format!("section-{}", number + 1) }
}

/// The pages of the draft; how its roles look is not read.
fn layout(pages: &[PageSize]) -> Layout {
    let page = |[width, height, top, bottom, left, right, header]: PageSize| Page {
        width,
        height,
        top,
        bottom,
        left,
        right,
        header,
        number_size: 0,
    };
    Layout {
        font: String::new(),
        language: String::new(),
        pages: pages.iter().enumerate().map(|(number, size)| (page_name(number), page(*size))).collect(),
        ..Layout::default()
    }
}

/// Brings what was noticed to the places of the finished document, and gives the marks with theirs.
fn report(of_text: Said, of_notes: OfNotes, shared: &mut Shared<'_>) -> Vec<(Seat, Marked)> {
    let of_stand = |spot| match spot {
        Stand::Body(at) => Seat::Body(at),
        Stand::Box(at) | Stand::Item(at, _) => Seat::Box(at),
    };
    for (spot, notice) in of_text.notices {
        shared.report.push(of_stand(spot), notice);
    }
    let mut marks: Vec<(Seat, Marked)> =
        of_text.marks.into_iter().map(|(spot, marked)| (of_stand(spot), marked)).collect();
    let of_note = |shared: &Shared<'_>, kind, id: &str, before| {
        shared.notes.index(kind, id).map_or(Seat::Document, |note| Seat::Note(note, before))
    };
    for (kind, id, before, notice) in of_notes.notices {
        let seat = of_note(shared, kind, &id, before);
        shared.report.push(seat, notice);
    }
    for (kind, id, before, marked) in of_notes.marks {
        marks.push((of_note(shared, kind, &id, before), marked));
    }
    marks
}

/// The marks at the places of the finished document; where nothing else is said, an empty one says that its figure
/// was deleted with its sentence.
fn spans(document: &Document, marks: Vec<(Seat, Marked)>) -> Vec<Linked> {
    if marks.is_empty() {
        return Vec::new();
    }
    let seats = Seats::new(document);
    let is_left = |marked: &Marked| !marked.text.trim().is_empty() || !marked.alone;
    let linked = |(seat, marked): (Seat, Marked)| {
        let Marked { number, span, text, .. } = marked;
        Linked { number, place: seats.place(seat, span), text }
    };
    marks.into_iter().filter(|(_, marked)| is_left(marked)).map(linked).collect()
}
