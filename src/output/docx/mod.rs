//! The Word report: a [`Document`] as a .docx file.
//!
//! docx-rs holds the model and builds the parts; one pass of ours puts them into the schema's order and
//! adds what it lacks (`finish`); the package is zipped to the same bytes every time (`package`).
//! Formatting lives in one style per role, so the text carries none of its own.

mod body;
mod finish;
mod fixed;
mod metrics;
mod order;
mod package;
mod styles;
mod table;
mod text;

use std::io::Write;

use docx_rs as word;
use docx_rs::BuildXML;

use self::body::{Piece, Scribe};
use self::finish::{Additions, finish};
use self::package::{Kind, Part, package, relation_id};
use self::styles::signed;
use crate::document::{self, Document, Page};
use crate::error::{Error, ErrorKind, Result};

/// Writes a document as a Word file (.docx).
///
/// The same document gives the same bytes, on every machine. Notes and comments no run refers to have no
/// place on paper and are left out; a comment spans the first run that refers to it.
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
    // Each part is built on its own: what `Docx::build` adds to them is what we do not want.
    let body = body(document, &mut scribe)?.build();
    let styles = styles::styles(&document.layout).build();
    let additions = Additions { language: &document.layout.language, header_rows: &scribe.header_rows };
    let settings = fixed::settings(&document.layout.language, &scribe.notes);
    let mut parts = vec![
        Part::new("word/document.xml", Kind::Document, finish(&body, additions)?),
        Part::new("word/styles.xml", Kind::Styles, finish(&styles, additions)?),
        Part::new("word/settings.xml", Kind::Settings, settings),
        Part::new("docProps/core.xml", Kind::Core, fixed::core(document)),
        Part::new("docProps/app.xml", Kind::App, fixed::APP),
    ];
    for (list, kind, name) in
        [(&scribe.comments, Kind::Comments, "comments"), (&scribe.notes, Kind::Footnotes, "footnotes")]
    {
        if !list.is_empty() {
            let (start, end) = (format!("<w:{name}>"), format!("</w:{name}>"));
            let whole = [start.as_bytes(), list, end.as_bytes()].concat();
            parts.push(Part::new(format!("word/{name}.xml"), kind, finish(&whole, additions)?));
        }
    }
    for (index, part) in document.parts.iter().enumerate() {
        let header = fixed::header(page(document, part)?);
        parts.push(Part::new(header_name(index), Kind::Header, header));
    }
    Ok(parts)
}

/// The text of all parts; each ends with its section, the last one's stands at the end of the document.
fn body(document: &Document, scribe: &mut Scribe<'_>) -> Result<word::Document> {
    let mut out = word::Document::new();
    for (index, part) in document.parts.iter().enumerate() {
        let page = page(document, part)?;
        let mut pieces = scribe.part(&part.blocks, text_width(page)?)?;
        let section = section(page, index);
        if index + 1 == document.parts.len() {
            out.section_property = section;
        } else if let Some(Piece::Paragraph(last)) = pieces.last_mut() {
            last.property.section_property = Some(section);
        }
        out.children.extend(pieces.into_iter().map(child));
    }
    Ok(out)
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

fn child(piece: Piece) -> word::DocumentChild {
    match piece {
        Piece::Paragraph(paragraph) => word::DocumentChild::Paragraph(paragraph),
        Piece::Table(table) => word::DocumentChild::Table(table),
    }
}
