//! Book, catalogue and templates become a document whose every figure carries its mark.

mod citation;
mod closing;
mod comments;
mod letterhead;
mod markup;
mod print;
mod sections;
mod tables;
mod templates;
mod words;

use crate::assembly::print::{Printer, fill};
use crate::document::{Block, Document, Part, Role};
use crate::error::Result;
use crate::model::{Book, Catalogue};

pub use templates::Templates;

/// Assembles the report: every part in its order, each figure with its mark.
///
/// Each sentence stands on a filled cell: what the workbook leaves blank is not printed.
///
/// # Errors
/// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line for a template that cannot be
/// rendered.
pub fn assemble(book: &Book, catalogue: &Catalogue, templates: &Templates) -> Result<Document> {
    let mut printer = Printer::new(book, catalogue, &templates.phrases);
    let context = words::context(book);
    let mut main = letterhead::blocks(&printer);
    main.extend(sections::narrative(&mut printer, templates, ("mo-dau.tera", &context))?);
    main.extend(sections::blocks(&mut printer, templates, &context)?);
    main.extend(sections::narrative(&mut printer, templates, ("ket-thuc.tera", &context))?);
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
        comments: Vec::new(),
        layout: templates.layout.clone(),
    })
}

/// The appendix: number, title, what it belongs to, the form (NĐ 30/2020, PL I, III).
fn appendix(printer: &Printer<'_>) -> Vec<Block> {
    let info = &printer.book.info;
    let number =
        info.number.as_ref().map_or_else(|| "     ".to_owned(), |given| letterhead::padded(&given.value));
    let symbol = info.symbol.as_ref().map_or("", |given| &given.value);
    let date = info
        .issued
        .as_ref()
        .map_or_else(|| letterhead::date(printer), |given| format!("ngày {}", print::day(given.value)));
    let body = info.issuing_body.as_ref().map_or(printer.phrases.unknown.as_str(), |given| &given.value);
    let facts = [("số", number.as_str()), ("ký hiệu", symbol), ("ngày", date.as_str()), ("cơ quan", body)];
    let title = printer.period_words(&printer.catalogue.form_title).to_uppercase();
    vec![
        Block::text(Role::AppendixNumber, printer.phrases.appendix.clone()),
        Block::text(Role::AppendixTitle, title),
        Block::text(Role::AppendixReference, fill(&printer.phrases.appendix_reference, &facts)),
        tables::form(printer),
    ]
}
