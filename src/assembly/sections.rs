//! The sections in order: heading, documents, figures, free paragraphs.

use crate::assembly::citation;
use crate::assembly::markup::{self, Line};
use crate::assembly::narrative::TASKS;
use crate::assembly::print::Printer;
use crate::assembly::tables;
use crate::assembly::templates::Templates;
use crate::document::{Block, Mark, Paragraph, Role, Run};
use crate::error::Result;
use crate::model::{DocumentRole, FreeParagraph, Level, Section};

/// Every section, in the order of the catalogue.
pub(crate) fn blocks(
    printer: &mut Printer<'_>,
    templates: &Templates,
    context: &tera::Context,
) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    let catalogue = printer.catalogue;
    for section in &catalogue.sections {
        printer.section = Some(&section.number);
        blocks.push(heading(printer, section));
        body(printer, templates, (section, context), &mut blocks)?;
    }
    printer.section = None;
    Ok(blocks)
}

/// One template by its file name; nothing where the report type has no such file.
pub(crate) fn narrative(
    printer: &mut Printer<'_>,
    templates: &Templates,
    (file, context): (&str, &tera::Context),
) -> Result<Vec<Block>> {
    let Some(rendered) = templates.narrative.render(file, context)? else { return Ok(Vec::new()) };
    let mut blocks = Vec::new();
    for line in markup::lines(&rendered) {
        match line {
            // another name was refused when the template was loaded
            Line::Table(name) => blocks.extend((name == TASKS).then(|| tables::tasks(printer)).flatten()),
            Line::Paragraph(role, pieces) => {
                let section = printer.section.map(str::to_owned);
                let runs = printer.line(&pieces);
                blocks.extend(
                    runs.map(|runs| Block::Paragraph(Paragraph { role, section, label: None, runs })),
                );
            }
        }
    }
    Ok(blocks)
}

/// Documents, figures and paragraphs; a row of `Nội dung` may move either block to its place.
fn body(
    printer: &mut Printer<'_>,
    templates: &Templates,
    (section, context): (&Section, &tera::Context),
    blocks: &mut Vec<Block>,
) -> Result<()> {
    let book = printer.book;
    let file = format!("{}.tera", section.number);
    let rows: Vec<&FreeParagraph> =
        book.paragraphs.iter().filter(|row| row.section == section.number).collect();
    let moved = |level| rows.iter().any(|row| row.level == level);
    if !moved(Level::Documents) {
        blocks.extend(documents(printer, section));
    }
    if !moved(Level::Figures) {
        blocks.extend(narrative(printer, templates, (&file, context))?);
    }
    for row in rows {
        match row.level {
            Level::Documents => blocks.extend(documents(printer, section)),
            Level::Figures => blocks.extend(narrative(printer, templates, (&file, context))?),
            _ => blocks.push(paragraph(printer, row)),
        }
    }
    Ok(())
}

fn documents(printer: &mut Printer<'_>, section: &Section) -> Vec<Block> {
    let book = printer.book;
    let own = book.documents.iter().filter(|document| {
        document.role == DocumentRole::Item && document.section.as_deref() == Some(&section.number)
    });
    own.map(|document| {
        let phrases = printer.phrases;
        let is_ours = document.issuer.is_empty();
        let phrase = if is_ours { &phrases.issued_item } else { &phrases.listed_item };
        let text = if printer.cited.insert(document.code.clone()) {
            citation::listed(document, book, phrases)
        } else {
            citation::short(document, phrases)
        };
        let (before, after) = phrase.split_once("{văn bản}").unwrap_or((phrase, ""));
        let mark = Some(Mark::Citation { code: document.code.clone() });
        let runs = vec![Run::plain(before), Run { mark, ..Run::plain(text) }, Run::plain(after)];
        Block::Paragraph(Paragraph {
            role: Role::Item,
            section: Some(section.number.clone()),
            label: None,
            runs,
        })
    })
    .collect()
}

fn paragraph(printer: &mut Printer<'_>, row: &FreeParagraph) -> Block {
    let (role, lead) = match row.level {
        Level::Item => (Role::Item, "- "),
        Level::SubItem => (Role::SubItem, "+ "),
        Level::RunIn => (Role::RunIn, ""),
        _ => (Role::Body, ""),
    };
    let mut runs = printer.inlines(&row.text);
    for run in runs.iter_mut().filter(|run| run.mark.is_none()) {
        run.mark = Some(Mark::Words { place: row.place.clone() });
    }
    if !lead.is_empty() {
        runs.insert(0, Run::plain(lead));
    }
    Block::Paragraph(Paragraph { role, section: Some(row.section.clone()), label: None, runs })
}

/// `I. …` in capitals, `1. …`, `a) …` (NĐ 30/2020, PL I, II.6).
fn heading(printer: &Printer<'_>, section: &Section) -> Block {
    let title = printer.period_words(&section.title);
    let parts: Vec<&str> = section.number.split('.').collect();
    let last = parts.last().copied().unwrap_or_default();
    let (role, text) = match parts.len() {
        1 => (Role::Heading1, format!("{last}. {}", title.to_uppercase())),
        2 => (Role::Heading2, format!("{last}. {title}")),
        _ => (Role::Heading3, format!("{last}) {title}")),
    };
    Block::Paragraph(Paragraph {
        role,
        section: Some(section.number.clone()),
        label: None,
        runs: vec![Run::plain(text)],
    })
}
