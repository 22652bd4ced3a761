//! A draft as text: one line a paragraph, `| a | b |` lines a table, `[^1]` a footnote.

use baocao::document::{
    Block, Document, Frame, Layout, Links, Note, NoteKind, Paragraph, Part, Role, Row, Run, Table, TableCell,
};

/// A passage of the corpus: what a reviewer would say of it.
pub(crate) struct Passage {
    pub(crate) title: String,
    /// The families of which one must be found, and the words it may accuse; none for a clean passage.
    pub(crate) expected: Option<(Vec<String>, Vec<String>)>,
    pub(crate) text: String,
}

/// The passages of a corpus file.
pub(crate) fn passages(file: &str) -> Vec<Passage> {
    file.split("\n## ").skip(1).map(passage).collect()
}

fn passage(text: &str) -> Passage {
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    let mut body = body.trim();
    let mut expected = None;
    if let Some(rest) = body.strip_prefix("> ") {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let (families, words) = line.split_once(' ').unwrap_or((line, ""));
        let words = words.split(" | ").map(|word| word.trim().to_owned()).collect();
        expected = Some((families.split('/').map(str::to_owned).collect(), words));
        body = after.trim();
    }
    Passage { title: title.to_owned(), expected, text: body.to_owned() }
}

/// The document of a text.
pub(crate) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut notes: Vec<(String, String)> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let definition = |line: &str| {
        let (number, text) = line.strip_prefix("[^")?.split_once("]:")?;
        Some((number.to_owned(), text.trim().to_owned()))
    };
    notes.extend(text.lines().filter_map(|line| definition(line.trim())));
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && definition(line).is_none()) {
        if let Some(cells) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
            if cells.chars().all(|c| "-|: ".contains(c)) {
                continue; // the rule under a heading
            }
            let cells = cells.split('|').map(|cell| TableCell::text(Role::TableText, cell.trim()));
            rows.push(Row { cells: cells.collect() });
            continue;
        }
        close(&mut rows, &mut blocks);
        blocks.push(Block::Paragraph(paragraph(line, &notes)));
    }
    close(&mut rows, &mut blocks);
    let note = |(_, text): &(String, String)| Note {
        kind: NoteKind::Footnote,
        code: None,
        runs: vec![Run::plain(text.clone())],
    };
    Document {
        title: String::new(),
        creator: String::new(),
        parts: vec![Part { page: "main".to_owned(), blocks }],
        notes: notes.iter().map(note).collect(),
        headers: Vec::new(),
        boxes: Vec::new(),
        comments: Vec::new(),
        layout: Layout::default(),
        links: Links::default(),
    }
}

fn close(rows: &mut Vec<Row>, blocks: &mut Vec<Block>) {
    if !rows.is_empty() {
        let widths = vec![1; rows.iter().map(|row| row.cells.len()).max().unwrap_or(1)];
        let rows = std::mem::take(rows);
        blocks.push(Block::Table(Table { frame: Frame::Grid, widths, header_rows: 0, rows }));
    }
}

fn paragraph(line: &str, notes: &[(String, String)]) -> Paragraph {
    let mut runs = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[^") {
        let (number, tail) = after.split_once(']').unwrap_or((after, ""));
        let note = notes.iter().position(|(known, _)| known == number);
        runs.push(Run { note, ..Run::plain(before) });
        rest = tail;
    }
    runs.push(Run::plain(rest));
    Paragraph { role: role(line), section: None, label: None, runs }
}

fn role(line: &str) -> Role {
    let word = line.split_whitespace().next().unwrap_or_default();
    let number = word.trim_end_matches('.');
    let dotted = word.ends_with('.') && line.chars().count() < 160;
    match word {
        "-" => Role::Item,
        "+" => Role::SubItem,
        "*" => Role::RunIn,
        _ if dotted && !number.is_empty() && number.chars().all(|c| "IVX".contains(c)) => Role::Heading1,
        _ if dotted && number.chars().all(|c| c.is_ascii_digit()) => Role::Heading2,
        _ if word.len() <= 3 && word.ends_with(')') && !word.starts_with('(') => Role::Heading3,
        _ if dotted && number.chars().count() == 1 && number.chars().all(char::is_lowercase) => {
            Role::Heading3
        }
        _ => Role::Body,
    }
}
