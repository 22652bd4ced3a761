//! Book, catalogue and templates become a document whose every figure carries its mark.

mod change;
mod citation;
mod closing;
mod comments;
mod folders;
mod letterhead;
mod markup;
mod narrative;
mod phrases;
mod print;
mod sections;
mod tables;
mod templates;
mod token;
mod words;

use crate::assembly::narrative::{END, OPENING};
use crate::assembly::print::Printer;
use crate::document::{Block, Document, Links, Part, Role};
use crate::error::Result;
use crate::model::{Book, Catalogue, reference};

pub use templates::Templates;

/// Assembles the report: every part in its order, each figure with its mark.
///
/// Each sentence stands on a filled cell: what the workbook leaves blank is not printed.
///
/// # Errors
/// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line for a template that cannot be
/// rendered.
pub fn assemble(book: &Book, catalogue: &Catalogue, templates: &Templates) -> Result<Document> {
    let mut printer = Printer::new(book, catalogue, templates);
    let context = words::context(book);
    let mut main = letterhead::blocks(&printer);
    main.extend(sections::narrative(&mut printer, templates, (OPENING, &context))?);
    main.extend(sections::blocks(&mut printer, templates, &context)?);
    main.extend(sections::narrative(&mut printer, templates, (END, &context))?);
    main.push(closing::block(&printer));
    let mut parts = vec![Part { page: "main".to_owned(), blocks: main }];
    if !book.form.is_empty() {
        parts.push(Part { page: "appendix".to_owned(), blocks: appendix(&printer) });
    }
    Ok(Document {
        title: letterhead::subject(&printer),
        creator: book.info.issuing_body.as_ref().map(|body| body.value.clone()).unwrap_or_default(),
        parts,
        notes: printer.notes,
        headers: Vec::new(),
        boxes: Vec::new(),
        comments: Vec::new(),
        layout: templates.layout.clone(),
        links: Links::of(book, catalogue),
    })
}

/// The appendix: number, title, what it belongs to, the form (NĐ 30/2020, PL I, III).
fn appendix(printer: &Printer<'_>) -> Vec<Block> {
    let catalogue = printer.catalogue;
    let title = printer.period_words(&catalogue.form_title).to_uppercase();
    vec![
        Block::text(Role::AppendixNumber, catalogue.form_heading.clone()),
        Block::text(Role::AppendixTitle, title),
        Block::text(Role::AppendixReference, reference(&catalogue.form_reference, &printer.book.info)),
        tables::form(printer),
    ]
}
