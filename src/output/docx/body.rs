//! Blocks as docx-rs holds them: paragraphs in the style of their role, runs, notes, comments, rules.

use docx_rs as word;
use docx_rs::BuildXML;

use super::metrics;
use super::styles::{COMMENT_TEXT, GAP, NOTE_MARK, NOTE_TEXT, RULE, SPACER, role_id, signed};
use super::text;
use crate::document::{Block, Comment, Document, Frame, Look, Note, Paragraph, Role, Rule, Run};
use crate::error::{Error, ErrorKind, Result};

/// Writes the blocks of a document in order, and counts what must be numbered along the way.
pub(super) struct Scribe<'a> {
    document: &'a Document,
    /// The printed number of each note, once the text has reached it.
    numbers: Vec<Option<usize>>,
    /// How many notes have a number.
    numbered: usize,
    /// Which comments already have their span.
    placed: Vec<bool>,
    /// The notes with a number, as docx-rs builds them.
    pub(super) notes: Vec<u8>,
    /// The comments with a span, as docx-rs builds them. Its own list repeats a comment for each paragraph.
    pub(super) comments: Vec<u8>,
    /// For each table row so far: whether it repeats on each page.
    pub(super) header_rows: Vec<bool>,
}

/// A block as docx-rs holds it.
pub(super) enum Piece {
    Paragraph(Box<word::Paragraph>),
    Table(Box<word::Table>),
}

impl<'a> Scribe<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            numbers: vec![None; document.notes.len()],
            numbered: 0,
            placed: vec![false; document.comments.len()],
            notes: Vec::new(),
            comments: Vec::new(),
            header_rows: Vec::new(),
        }
    }

    /// The blocks within a width in twips; the last piece is always a paragraph, for Word wants one there.
    pub(super) fn blocks(&mut self, blocks: &[Block], width: u32) -> Result<Vec<Piece>> {
        let mut pieces = Vec::with_capacity(blocks.len() + 1);
        for (index, block) in blocks.iter().enumerate() {
            let piece = match block {
                Block::Paragraph(paragraph) => Piece::Paragraph(Box::new(self.paragraph(paragraph)?)),
                Block::Rule(rule) => Piece::Paragraph(Box::new(self.rule(rule, width)?)),
                Block::Table(table) => Piece::Table(Box::new(self.table(table, width)?)),
            };
            pieces.extend(index.checked_sub(1).and_then(|before| between(blocks.get(before)?, block)));
            pieces.push(piece);
        }
        if !matches!(pieces.last(), Some(Piece::Paragraph(_))) {
            pieces.push(empty(SPACER));
        }
        Ok(pieces)
    }

    /// The blocks of a part: its signature never stands alone on a page.
    pub(super) fn part(&mut self, blocks: &[Block], width: u32) -> Result<Vec<Piece>> {
        let mut pieces = self.blocks(blocks, width)?;
        // From the end: the spacer, the signature, the text before it.
        for piece in pieces.iter_mut().rev().skip(2).take(companions(blocks)) {
            if let Piece::Paragraph(paragraph) = piece {
                paragraph.property.keep_next = Some(true);
            }
        }
        Ok(pieces)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<word::Paragraph> {
        self.look(paragraph.role)?;
        let mut out = styled(role_id(paragraph.role));
        for run in &paragraph.runs {
            self.run(run, &mut out.children)?;
        }
        Ok(out)
    }

    /// The look of a role, which the layout must have: a style nobody defined prints as anything.
    fn look(&self, role: Role) -> Result<&'a Look> {
        self.document.layout.roles.get(&role).ok_or_else(|| {
            let reason = format!("bố cục thiếu vai trò “{}” trong [roles]", role_id(role));
            Error::new(ErrorKind::Template { reason })
        })
    }

    /// A run, its comments around it, its note's number after it.
    fn run(&mut self, run: &Run, out: &mut Vec<word::ParagraphChild>) -> Result<()> {
        let comments = self.opened(&run.comments, out)?;
        out.push(plain_run(run));
        close(&comments, out);
        match run.note {
            Some(index) => self.note(index, out),
            None => Ok(()),
        }
    }

    /// Opens the spans of the comments that have none yet.
    fn opened(&mut self, comments: &[usize], out: &mut Vec<word::ParagraphChild>) -> Result<Vec<usize>> {
        let mut opened = Vec::new();
        for &index in comments {
            let (Some(comment), Some(placed)) =
                (self.document.comments.get(index), self.placed.get_mut(index))
            else {
                return Err(Error::internal(format!("không có nhận xét số {index}")));
            };
            if !std::mem::replace(placed, true) {
                self.comments.extend(comment_text(index, comment).build());
                let start = word::CommentRangeStart::new(word::Comment::new(index));
                out.push(word::ParagraphChild::CommentStart(Box::new(start)));
                opened.push(index);
            }
        }
        Ok(opened)
    }

    /// The number of a note: its mark the first time, the bare number again later.
    fn note(&mut self, index: usize, out: &mut Vec<word::ParagraphChild>) -> Result<()> {
        let (Some(note), Some(number)) = (self.document.notes.get(index), self.numbers.get_mut(index)) else {
            return Err(Error::internal(format!("không có chú thích số {index}")));
        };
        let mut mark = word::Run::new().style(NOTE_MARK);
        if let Some(number) = number {
            out.push(word::ParagraphChild::Run(Box::new(mark.add_text(number.to_string()))));
            return Ok(());
        }
        self.numbered += 1;
        *number = Some(self.numbered);
        self.notes.extend(note_text(self.numbered, note)?.build());
        mark.children.push(word::RunChild::FootnoteReference(word::FootnoteReference::new(self.numbered)));
        // Word keeps no comments inside notes: they stand at the mark.
        let inside: Vec<_> = note.runs.iter().flat_map(|run| run.comments.iter().copied()).collect();
        let comments = self.opened(&inside, out)?;
        out.push(word::ParagraphChild::Run(Box::new(mark)));
        close(&comments, out);
        Ok(())
    }

    /// A rule: an empty line two points high, as narrow as the rule is long.
    fn rule(&self, rule: &Rule, width: u32) -> Result<word::Paragraph> {
        let text = u64::from(metrics::width(&rule.under, self.look(rule.role)?));
        let length = u32::try_from(text * u64::from(rule.percent) / 100).unwrap_or(width).min(width);
        let side = Some(signed((width - length) / 2));
        Ok(styled(RULE).indent(side, None, side, None))
    }
}

/// How many of the last blocks stay with the signature: the two last paragraphs of text right before it.
fn companions(blocks: &[Block]) -> usize {
    let Some((Block::Table(table), before)) = blocks.split_last() else { return 0 };
    let text = |block: &&Block| matches!(block, Block::Paragraph(p) if matches!(p.role, Role::Body | Role::Item | Role::SubItem));
    if table.frame == Frame::None { before.iter().rev().take(2).take_while(text).count() } else { 0 }
}

/// A run without its comments and note.
fn plain_run(run: &Run) -> word::ParagraphChild {
    let mut out = word::Run::new();
    if run.bold {
        out = out.bold();
    }
    if run.italic {
        out = out.italic();
    }
    out.children = text::children(&run.text);
    word::ParagraphChild::Run(Box::new(out))
}

fn close(comments: &[usize], out: &mut Vec<word::ParagraphChild>) {
    out.extend(comments.iter().map(|id| word::ParagraphChild::CommentEnd(word::CommentRangeEnd::new(*id))));
}

fn note_text(number: usize, note: &Note) -> Result<word::Footnote> {
    if note.runs.iter().any(|run| run.note.is_some()) {
        return Err(Error::internal(format!("chú thích {number} chứa một chú thích khác")));
    }
    let mut paragraph = styled(NOTE_TEXT);
    paragraph.children = note.runs.iter().map(plain_run).collect();
    Ok(word::Footnote { id: number, content: vec![paragraph] })
}

fn comment_text(id: usize, comment: &Comment) -> word::Comment {
    let paragraph = |line: &str| {
        let run = word::Run { children: text::children(line), ..word::Run::default() };
        styled(COMMENT_TEXT).add_run(run)
    };
    let out = word::Comment::new(id);
    if comment.lines.is_empty() {
        return out.add_paragraph(paragraph(""));
    }
    comment.lines.iter().fold(out, |out, line| out.add_paragraph(paragraph(line)))
}

/// What stands between two blocks: Word joins tables that touch, and leaves no room under a table.
fn between(before: &Block, after: &Block) -> Option<Piece> {
    match (before, after) {
        (Block::Table(_), Block::Table(_)) => Some(empty(SPACER)),
        (Block::Table(table), _) if table.frame == Frame::Grid => Some(empty(GAP)),
        _ => None,
    }
}

/// A paragraph in a style. Made by hand: `Paragraph::new` counts ids for the whole thread.
fn styled(style: &str) -> word::Paragraph {
    let property = word::ParagraphProperty::new().style(style);
    word::Paragraph { id: String::new(), children: Vec::new(), property, has_numbering: false }
}

/// A paragraph without text.
fn empty(style: &str) -> Piece {
    Piece::Paragraph(Box::new(styled(style)))
}
