//! The Word report: a [`Document`] as a .docx file.
//!
//! docx-rs models the styles and the properties of every element, each look once (`openings`); one pass of ours
//! puts what it builds into the schema's order (`finish`). The text is written between the openings in one
//! stream (`body`, `table`), figures that are tied to a workbook in their marks (`marks`), and the package is zipped to the same bytes every time (`package`).
//! Formatting lives in one style per role, so the text carries none of its own.

mod body;
mod finish;
mod fixed;
mod marks;
mod metrics;
mod openings;
mod package;
mod styles;
mod table;
mod text;

use std::io::Write;

use docx_rs as word;
use docx_rs::BuildXML;

use self::body::{Flow, Scribe};
use self::finish::finish;
use self::fixed::NAMESPACES;
use self::package::{Kind, Part, package, relation_id};
use self::styles::signed;
use crate::document::{self, Document, Page};
use crate::error::{Error, ErrorKind, Result};

/// Writes a document as a Word file (.docx).
///
/// The same document gives the same bytes, on every machine. Notes and comments no run refers to have no
/// place on paper and are left out; a comment spans the first run that refers to it. Where [`Document::links`] name
/// the workbook, each figure of it stands in a mark that neither shows nor prints, and a part of the package says what
/// each mark prints.
///
/// # Errors
/// [`ErrorKind::Template`] where the layout lacks a page or a role the document uses, [`ErrorKind::Internal`]
/// where the document contradicts itself (a note that is not there, a row that does not fill its table's
/// grid), [`ErrorKind::Io`] where `output` cannot be written.
pub fn write_docx<W: Write>(document: &Document, mut output: W) -> Result<()> {
    let bytes = package(parts(document)?)?;
    let written = output.write_all(&bytes).and_then(|()| output.flush());
    written.map_err(|error| Error::io("ghi tệp Word", error))
}

/// The parts of the package.
fn parts(document: &Document) -> Result<Vec<Part>> {
    let mut scribe = Scribe::new(document);
    let body = body(document, &mut scribe)?;
    let layout = &document.layout;
    let mut parts = vec![
        Part::new("word/document.xml", Kind::Document, body),
        Part::new("word/styles.xml", Kind::Styles, styles::styles(layout)?),
        Part::new("word/settings.xml", Kind::Settings, fixed::settings(&layout.language, &scribe.notes)),
        Part::new("docProps/core.xml", Kind::Core, fixed::core(document)),
        Part::new("docProps/app.xml", Kind::App, fixed::APP),
    ];
    if !scribe.comments.is_empty() {
        parts.push(Part::new("word/comments.xml", Kind::Comments, fixed::comments(&scribe.comments)));
    }
    if !scribe.notes.is_empty() {
        let notes = fixed::notes(&scribe.notes, vocabularies(&scribe));
        parts.push(Part::new("word/footnotes.xml", Kind::Footnotes, notes));
    }
    if let Some(register) = scribe.marks.register() {
        parts.push(Part::new("customXml/item1.xml", Kind::Custom, register));
        parts.push(Part::new("customXml/itemProps1.xml", Kind::CustomProperties, fixed::REGISTER));
    }
    for (index, part) in document.parts.iter().enumerate() {
        let header = fixed::header(page(document, part)?);
        parts.push(Part::new(header_name(index), Kind::Header, header));
    }
    Ok(parts)
}

/// The text of all parts.
fn body(document: &Document, scribe: &mut Scribe<'_>) -> Result<String> {
    let mut out = format!("<w:document {NAMESPACES}{}><w:body>", vocabularies(scribe));
    for (index, part) in document.parts.iter().enumerate() {
        let page = page(document, part)?;
        scribe.flow(&Flow::of_part(&part.blocks, text_width(page)?), &mut out)?;
        let section = finish(&section(page, index).build())?;
        // A part ends with its section: the last one's stands on its own, the others' in their last paragraph.
        let last = index + 1 == document.parts.len();
        let end = if last { None } else { out.rfind("</w:pPr>") };
        out.insert_str(end.unwrap_or(out.len()), &section);
    }
    if document.parts.is_empty() {
        out.push_str(&finish(&word::SectionProperty::new().build())?);
    }
    out.push_str("</w:body></w:document>");
    Ok(out)
}

/// The vocabularies of a text that has marks.
fn vocabularies(scribe: &Scribe<'_>) -> &'static str {
    if scribe.marks.are_written() { marks::NAMESPACES } else { "" }
}

/// A section: its page, its header from the second page on, its numbers from 1.
fn section(page: &Page, index: usize) -> word::SectionProperty {
    let mut size = word::PageSize::new().size(page.width, page.height);
    if page.width > page.height {
        size = size.orient(word::PageOrientationType::Landscape);
    }
    let mut out = word::SectionProperty::new()
        .page_size(size)
        .page_margin(margin(page))
        .page_num_type(word::PageNumType::new().start(1))
        .title_pg();
    out.header_reference = Some(word::HeaderReference::new("default", relation_id(&header_name(index))));
    out
}

fn margin(page: &Page) -> word::PageMargin {
    word::PageMargin {
        top: signed(page.top),
        bottom: signed(page.bottom),
        left: signed(page.left),
        right: signed(page.right),
        header: signed(page.header),
        footer: signed(page.header),
        gutter: 0,
    }
}

fn page<'a>(document: &'a Document, part: &document::Part) -> Result<&'a Page> {
    document.layout.pages.get(&part.page).ok_or_else(|| {
        let reason = format!("bố cục thiếu trang [pages.{}]", part.page);
        Error::new(ErrorKind::Template { reason })
    })
}

fn text_width(page: &Page) -> Result<u32> {
    page.width.checked_sub(page.left.saturating_add(page.right)).filter(|width| *width > 0).ok_or_else(|| {
        let reason = format!("lề trái {} và lề phải {} rộng hơn trang {}", page.left, page.right, page.width);
        Error::new(ErrorKind::Template { reason })
    })
}

fn header_name(index: usize) -> String {
    format!("word/header{}.xml", index + 1)
}
