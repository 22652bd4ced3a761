//! What writing and reading keep of a document, so that two can be compared.

use baocao::document::{Block, Document, Layout, Links, Paragraph, Part, Role, Run};

/// The document without what a file does not hold: places, marks and the codes of notes, layout (looks, widths,
/// page names), rules and the empty paragraphs that stand for them; runs of equal look are one.
pub(crate) fn plain(document: &Document) -> Document {
    let mut plain = document.clone();
    plain.links = Links::default();
    plain.layout = Layout {
        font: String::new(),
        language: String::new(),
        pages: [].into(),
        roles: [].into(),
        ..Layout::default()
    };
    for part in &mut plain.parts {
        part.page = String::new();
        blocks(&mut part.blocks);
    }
    for note in &mut plain.notes {
        note.code = None;
        note.runs = joined(&note.runs);
    }
    plain.headers.iter_mut().chain(&mut plain.boxes).for_each(paragraph);
    plain
}

fn blocks(blocks: &mut Vec<Block>) {
    blocks.retain(|block| match block {
        Block::Rule(_) => false,
        Block::Paragraph(Paragraph { role: Role::Body, label: None, runs, .. }) => {
            runs.iter().any(|run| !run.text.is_empty() || run.note.is_some() || !run.comments.is_empty())
        }
        _ => true,
    });
    for block in blocks {
        match block {
            Block::Paragraph(inner) => paragraph(inner),
            Block::Table(table) => {
                table.widths.clear();
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| self::blocks(&mut cell.blocks));
            }
            _ => {}
        }
    }
}

fn paragraph(paragraph: &mut Paragraph) {
    paragraph.runs = joined(&paragraph.runs);
}

fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        let bare = Run { mark: None, ..run.clone() };
        match joined.last_mut() {
            Some(last)
                if last.note.is_none()
                    && (looks(last) == looks(&bare) || bare.text.is_empty() && bare.comments.is_empty()) =>
            {
                last.text.push_str(&bare.text);
                last.note = bare.note;
            }
            _ => joined.push(bare),
        }
    }
    joined.retain(|run| !run.text.is_empty() || run.note.is_some() || !run.comments.is_empty());
    joined
}

fn looks(run: &Run) -> (bool, bool, &[usize]) {
    (run.bold, run.italic, &run.comments)
}

/// The document with the sections that its headings make, as assembly sets them; an appendix has none.
pub(crate) fn sectioned(mut document: Document) -> Document {
    let mut chain: Vec<String> = Vec::new();
    let (mut under, mut in_appendix) = (false, false);
    for block in document.parts.iter_mut().flat_map(|part: &mut Part| &mut part.blocks) {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = paragraph.text();
        let level = match paragraph.role {
            Role::Heading1 => 1,
            Role::Heading2 => 2,
            Role::Heading3 => 3,
            _ => 0,
        };
        if level > 0 {
            chain.truncate(level - 1);
            chain.push(text.split(['.', ')']).next().unwrap().to_owned());
            under = true;
        }
        in_appendix |= paragraph.role == Role::AppendixNumber;
        if in_appendix || text.starts_with("Trên đây là") {
            under = false;
        }
        paragraph.section = under.then(|| chain.join("."));
    }
    document
}
