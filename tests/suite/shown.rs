//! A report as indented text: roles, sections, figures as `⟦3.472⟧`, citations as `⟨…⟩`, notes as `[^1]`.

use std::fmt::Write as _;

use baocao::document::{Block, Document, Mark, Merge, NoteKind, Paragraph, Run, Table};

/// The whole report.
pub(crate) fn shown(report: &Document) -> String {
    let mut out = format!("title: {}\ncreator: {}\n", report.title, report.creator);
    for part in &report.parts {
        let _ = writeln!(out, "\n=== {}", part.page);
        part.blocks.iter().for_each(|block| show(block, 0, &mut out));
    }
    for (note, number) in report.notes.iter().zip(1..) {
        let code = note.code.as_ref().map_or("", |code| code.as_str());
        let kind = if note.kind == NoteKind::Endnote { " endnote" } else { "" };
        let _ = writeln!(out, "\n[^{number}]{kind} {code}: {}", runs(&note.runs));
    }
    for (kind, paragraphs) in [("header", &report.headers), ("box", &report.boxes)] {
        for paragraph in paragraphs {
            let _ = writeln!(out, "\n{kind}: {}", runs(&paragraph.runs));
        }
    }
    for (comment, number) in report.comments.iter().zip(1..) {
        let _ = writeln!(out, "\n[#{number}] {}", comment.lines.join(" / "));
    }
    out
}

/// Every run of the report and its notes.
pub(crate) fn all_runs(report: &Document) -> Vec<&Run> {
    let blocks = report.parts.iter().flat_map(|part| &part.blocks);
    let mut found: Vec<&Run> = Vec::new();
    blocks.for_each(|block| collect(block, &mut found));
    found.extend(report.notes.iter().flat_map(|note| &note.runs));
    found
}

/// The paragraphs of the body, tables aside.
pub(crate) fn paragraphs(report: &Document) -> impl Iterator<Item = &Paragraph> {
    report.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })
}

fn collect<'d>(block: &'d Block, found: &mut Vec<&'d Run>) {
    match block {
        Block::Paragraph(paragraph) => found.extend(&paragraph.runs),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.blocks).for_each(|block| collect(block, found));
        }
        _ => {}
    }
}

fn show(block: &Block, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match block {
        Block::Paragraph(Paragraph { role, section, label, runs: inside }) => {
            let section = section.as_deref().map(|number| format!(" {number}")).unwrap_or_default();
            let label = label.as_deref().map(|label| format!("‹{label}› ")).unwrap_or_default();
            let _ = writeln!(out, "{indent}{role:?}{section}: {label}{}", runs(inside));
        }
        Block::Table(table) => show_table(table, depth, out),
        Block::Rule(rule) => {
            let _ = writeln!(out, "{indent}――― {} % of “{}”", rule.percent, rule.under);
        }
        _ => panic!("a block that is not shown"),
    }
}

fn show_table(table: &Table, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(out, "{indent}{:?} table {:?}, head {}", table.frame, table.widths, table.header_rows);
    for row in &table.rows {
        let _ = writeln!(out, "{indent}  row");
        for cell in &row.cells {
            if cell.columns != 1 || cell.merge != Merge::Single {
                let _ = writeln!(out, "{indent}    ({} columns, {:?})", cell.columns, cell.merge);
            }
            cell.blocks.iter().for_each(|block| show(block, depth + 2, out));
        }
    }
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let text = run.text.replace('\n', "⏎").replace('\t', "⇥");
    let text = match run.mark {
        Some(Mark::Figure { .. } | Mark::Change { .. } | Mark::Cell { .. }) => format!("⟦{text}⟧"),
        Some(Mark::Citation { .. }) => format!("⟨{text}⟩"),
        _ => text,
    };
    let text = match (run.bold, run.italic) {
        (true, true) => format!("**_{text}_**"),
        (true, false) => format!("**{text}**"),
        (false, true) => format!("_{text}_"),
        (false, false) => text,
    };
    let comments: String = run.comments.iter().map(|comment| format!("[#{}]", comment + 1)).collect();
    let note = run.note.map_or_else(String::new, |note| format!("[^{}]", note + 1));
    format!("{text}{comments}{note}")
}
