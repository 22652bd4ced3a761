//! What holds for every document that is written and read back.

use baocao::document::{
    Block, Comment, Document, Frame, Merge, Note, NoteKind, Paragraph, Part, Role, Row, Run, Table, TableCell,
};
use proptest::prelude::*;

use crate::docx::sample::without_extras;
use crate::drafts::holds;
use crate::plain::sectioned;

/// Text as people type it, with what XML and Word treat in ways of their own.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "hồ sơ", "1.913", " ", "  ", "\t", "\n", "<&>\"'", "44,8%", "Ủy ban", "e\u{301}", "½", "–",
        "_x0041_", "]]>", "²",
    ]);
    prop::collection::vec(piece, 1..5).prop_map(|pieces| {
        use unicode_normalization::UnicodeNormalization as _;
        pieces.concat().nfc().collect()
    })
}

#[derive(Debug, Clone)]
struct Piece {
    text: String,
    /// Bold, italic.
    look: [bool; 2],
    /// Has a note, a comment.
    marks: [bool; 2],
}

fn runs() -> impl Strategy<Value = Vec<Piece>> {
    let mark = || prop::bool::weighted(0.2);
    let piece = (text(), any::<[bool; 2]>(), [mark(), mark()]);
    let piece = piece.prop_map(|(text, look, marks)| Piece { text, look, marks });
    prop::collection::vec(piece, 1..4)
}

fn paragraph() -> impl Strategy<Value = (Role, Vec<Piece>)> {
    let role = prop::sample::select(vec![
        Role::Body,
        Role::Item,
        Role::SubItem,
        Role::RunIn,
        Role::Body,
        Role::Signer,
    ]);
    (role, runs())
}

#[derive(Debug, Clone)]
enum Made {
    Heading(u8, String),
    Paragraph(Role, Vec<Piece>),
    Table(Frame, usize, Vec<Vec<(Role, Vec<Piece>)>>),
    Appendix,
}

fn blocks() -> impl Strategy<Value = Vec<Made>> {
    let cell = (prop::sample::select(vec![Role::TableText, Role::TableNumber, Role::TableHead]), runs());
    let rows = prop::collection::vec(prop::collection::vec(cell, 3), 1..4);
    let frame = prop::sample::select(vec![Frame::Grid, Frame::None]);
    let block = prop_oneof![
        2 => (1_u8..4, text()).prop_map(|(level, text)| Made::Heading(level, text)),
        5 => paragraph().prop_map(|(role, runs)| Made::Paragraph(role, runs)),
        1 => (frame, 0_usize..2, rows).prop_map(|(frame, head, rows)| Made::Table(frame, head, rows)),
        1 => Just(Made::Appendix),
    ];
    prop::collection::vec(block, 1..12)
}

/// A document of such blocks: headings count on, notes and comments are numbered as they are met.
fn document(parts: Vec<Vec<Made>>) -> Document {
    let mut making = Making { document: without_extras(), counts: [0; 3] };
    making.document.parts.clear();
    for blocks in parts {
        let parts_before = making.document.parts.len();
        let blocks = blocks.into_iter().map(|block| making.block(block));
        // a file without any text is none
        let blocks = (parts_before == 0)
            .then(|| Block::text(Role::Kind, "BÁO CÁO"))
            .into_iter()
            .chain(blocks)
            .collect();
        making.document.parts.push(Part { page: "main".to_owned(), blocks });
    }
    sectioned(making.document)
}

struct Making {
    document: Document,
    counts: [u8; 3],
}

impl Making {
    fn block(&mut self, block: Made) -> Block {
        match block {
            Made::Heading(level, text) => self.heading(level, &text),
            Made::Paragraph(role, runs) => self.paragraph(role, runs),
            Made::Table(frame, header_rows, rows) => {
                let rows = rows.into_iter().map(|cells| {
                    let cell = |(role, runs): (Role, Vec<Piece>)| TableCell {
                        columns: 1,
                        merge: Merge::Single,
                        blocks: vec![self.paragraph(role, runs)],
                    };
                    Row { cells: cells.into_iter().map(cell).collect() }
                });
                let rows = rows.collect();
                Block::Table(Table { frame, widths: vec![1, 2, 1], header_rows, rows })
            }
            Made::Appendix => Block::text(Role::AppendixNumber, "Phụ lục"),
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Block {
        // a heading stands under one of each level above it
        let level = usize::from(level).min(self.counts.iter().take_while(|count| **count > 0).count() + 1);
        self.counts[level - 1] += 1;
        self.counts[level..].fill(0);
        let count = self.counts[level - 1];
        let (role, number) = match level {
            1 => (
                Role::Heading1,
                format!(
                    "{}. ",
                    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
                        [usize::from(count - 1)]
                ),
            ),
            2 => (Role::Heading2, format!("{count}. ")),
            _ => (Role::Heading3, format!("{}) ", char::from(b'a' + count - 1))),
        };
        Block::text(role, format!("{number}Mục {text}"))
    }

    fn paragraph(&mut self, role: Role, pieces: Vec<Piece>) -> Block {
        let runs = pieces.into_iter().map(|piece| self.run(piece)).collect();
        Block::Paragraph(Paragraph { role, section: None, label: None, runs })
    }

    fn run(&mut self, piece: Piece) -> Run {
        let Piece { text, look: [bold, italic], marks: [noted, remarked] } = piece;
        let (notes, comments) = (&mut self.document.notes, &mut self.document.comments);
        let comments = remarked.then(|| {
            comments.push(Comment { lines: vec![text.replace(['\n', '\t'], " ").trim().to_owned()] });
            comments.len() - 1
        });
        let note = noted.then(|| {
            notes.push(Note {
                kind: NoteKind::Footnote,
                code: None,
                runs: vec![Run { italic, ..Run::plain(&text) }],
            });
            notes.len() - 1
        });
        Run { text, bold, italic, note, comments: comments.into_iter().collect(), ..Run::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(parts in prop::collection::vec(blocks(), 1..3)) {
        holds(&document(parts));
    }
}
