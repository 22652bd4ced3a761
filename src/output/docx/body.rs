//! Blocks as Word's XML: paragraphs in the style of their role, runs, notes, comments, rules.

use std::borrow::Cow;

use docx_rs as word;

use super::marks::Marks;
use super::metrics;
use super::openings::{self, Openings, RunLook, Stay};
use super::styles::{COMMENT_TEXT, GAP, NOTE_TEXT, RULE, SPACER, signed};
use super::text;
use crate::document::{Block, Comment, Document, Frame, Look, Note, Paragraph, Role, Rule, Run};
use crate::error::{Error, ErrorKind, Result};

/// Writes the blocks of a document in order, and counts what must be numbered along the way.
pub(super) struct Scribe<'a> {
    document: &'a Document,
    pub(super) openings: Openings,
    /// The printed number of each note, once the text has reached it.
    numbers: Vec<Option<usize>>,
    /// How many notes have a number.
    numbered: usize,
    /// Which comments already have their span.
    placed: Vec<bool>,
    /// The notes with a number.
    pub(super) notes: String,
    /// The comments with a span.
    pub(super) comments: String,
    /// The marks around the figures.
    pub(super) marks: Marks,
}

/// Blocks one under the other.
pub(super) struct Flow<'a> {
    blocks: &'a [Block],
    /// The width they have, in twips.
    width: u32,
    /// How many paragraphs stay with the last block.
    companions: usize,
}

impl<'a> Flow<'a> {
    /// The blocks of a part: its signature never stands alone on a page.
    pub(super) fn of_part(blocks: &'a [Block], width: u32) -> Self {
        Self { blocks, width, companions: companions(blocks) }
    }

    /// The blocks of a table cell.
    pub(super) fn of_cell(blocks: &'a [Block], width: u32) -> Self {
        Self { blocks, width, companions: 0 }
    }

    fn stay(&self, index: usize) -> Stay {
        let below = self.blocks.len() - index - 1;
        if (1..=self.companions).contains(&below) { Stay::WithNext } else { Stay::AsStyled }
    }
}

impl<'a> Scribe<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            openings: Openings::default(),
            numbers: vec![None; document.notes.len()],
            numbered: 0,
            placed: vec![false; document.comments.len()],
            notes: String::new(),
            comments: String::new(),
            marks: Marks::new(&document.links),
        }
    }

    /// The blocks in order. The last element is always a paragraph, for Word wants one there.
    pub(super) fn flow(&mut self, flow: &Flow<'_>, out: &mut String) -> Result<()> {
        let mut before = None;
        for (index, block) in flow.blocks.iter().enumerate() {
            if let Some(style) = before.and_then(|before| between(before, block)) {
                self.empty(style, out)?;
            }
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, flow.stay(index), out)?,
                Block::Rule(rule) => self.rule(rule, flow.width, out)?,
                Block::Table(table) => self.table(table, flow.width, out)?,
            }
            before = Some(block);
        }
        match before {
            Some(Block::Paragraph(_) | Block::Rule(_)) => Ok(()),
            Some(Block::Table(_)) | None => self.empty(SPACER, out),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, stay: Stay, out: &mut String) -> Result<()> {
        self.look(paragraph.role)?;
        out.push_str(self.openings.paragraph(paragraph.role.style().0, stay)?);
        for runs in paragraph.runs.chunk_by(continues) {
            self.run(runs, out)?;
        }
        out.push_str("</w:p>");
        Ok(())
    }

    /// A paragraph without text.
    fn empty(&mut self, style: &'static str, out: &mut String) -> Result<()> {
        out.push_str(self.openings.paragraph(style, Stay::AsStyled)?);
        out.push_str("</w:p>");
        Ok(())
    }

    /// The look of a role, which the layout must have: a style nobody defined prints as anything.
    fn look(&self, role: Role) -> Result<&'a Look> {
        self.document.layout.roles.get(&role).ok_or_else(|| {
            let reason = format!("bố cục thiếu vai trò “{}” trong [roles]", role.style().0);
            Error::new(ErrorKind::Template { reason })
        })
    }

    /// Runs that continue each other as one, the comments around it, the number of a note after it.
    fn run(&mut self, runs: &[Run], out: &mut String) -> Result<()> {
        // Only a run alone has comments, only the last has a note.
        let Some(last) = runs.last() else { return Ok(()) };
        let comments = self.opened(&last.comments, out)?;
        words((&mut self.openings, &mut self.marks), runs, out)?;
        close(&comments, out);
        match last.note {
            Some(index) => self.note(index, out),
            None => Ok(()),
        }
    }

    /// Opens the spans of the comments that have none yet.
    fn opened(&mut self, comments: &[usize], out: &mut String) -> Result<Vec<usize>> {
        let mut opened = Vec::new();
        for &index in comments {
            let (Some(comment), Some(placed)) =
                (self.document.comments.get(index), self.placed.get_mut(index))
            else {
                return Err(Error::internal(format!("không có nhận xét số {index}")));
            };
            if !std::mem::replace(placed, true) {
                comment_text(&mut self.openings, (index, comment), &mut self.comments)?;
                out.push_str(&format!(r#"<w:commentRangeStart w:id="{index}"/>"#));
                opened.push(index);
            }
        }
        Ok(opened)
    }

    /// The number of a note: its mark the first time, the bare number again later.
    fn note(&mut self, index: usize, out: &mut String) -> Result<()> {
        let (Some(note), Some(number)) = (self.document.notes.get(index), self.numbers.get_mut(index)) else {
            return Err(Error::internal(format!("không có chú thích số {index}")));
        };
        if let Some(number) = number {
            let mark = self.openings.run(RunLook::NoteMark)?;
            out.push_str(&format!("{mark}<w:t>{number}</w:t></w:r>"));
            return Ok(());
        }
        self.numbered += 1;
        *number = Some(self.numbered);
        note_text((&mut self.openings, &mut self.marks), (self.numbered, note), &mut self.notes)?;
        // Word keeps no comments inside notes: they stand at the mark.
        let inside: Vec<_> = note.runs.iter().flat_map(|run| run.comments.iter().copied()).collect();
        let comments = self.opened(&inside, out)?;
        let mark = self.openings.run(RunLook::NoteMark)?;
        out.push_str(&format!(r#"{mark}<w:footnoteReference w:id="{}"/></w:r>"#, self.numbered));
        close(&comments, out);
        Ok(())
    }

    /// A rule: an empty line two points high, as narrow as the rule is long.
    fn rule(&self, rule: &Rule, width: u32, out: &mut String) -> Result<()> {
        let text = u64::from(metrics::width(&rule.under, self.look(rule.role)?));
        let length = u32::try_from(text * u64::from(rule.percent) / 100).unwrap_or(width).min(width);
        let side = Some(signed((width - length) / 2));
        let property = word::ParagraphProperty::new().style(RULE).indent(side, None, side, None);
        out.push_str(&openings::paragraph(property)?);
        out.push_str("</w:p>");
        Ok(())
    }
}

/// How many of the last blocks stay with the signature: the two last paragraphs of text right before it.
fn companions(blocks: &[Block]) -> usize {
    let Some((Block::Table(table), before)) = blocks.split_last() else { return 0 };
    let text = |block: &&Block| matches!(block, Block::Paragraph(p) if matches!(p.role, Role::Body | Role::Item | Role::SubItem));
    if table.frame == Frame::None { before.iter().rev().take(2).take_while(text).count() } else { 0 }
}

/// Whether one run's text goes on in the next as if both were one; a figure that is tied still stands by itself.
fn continues(run: &Run, next: &Run) -> bool {
    (run.bold, run.italic) == (next.bold, next.italic)
        && run.note.is_none()
        && run.comments.is_empty()
        && next.comments.is_empty()
}

/// What text is written with: the openings of its runs, the marks of its figures.
type Tools<'a> = (&'a mut Openings, &'a mut Marks);

/// Runs of one look, without comments and notes: their text as one, but for figures that are tied.
fn words((openings, marks): Tools<'_>, runs: &[Run], out: &mut String) -> Result<()> {
    let Some(look) = runs.first().map(|run| RunLook::Text { bold: run.bold, italic: run.italic }) else {
        return Ok(());
    };
    let mut text = Cow::Borrowed("");
    for run in runs {
        let linked = if marks.are_written() { run.linked() } else { None };
        let Some((link, printed, rest)) = linked else {
            join(&mut text, &run.text);
            continue;
        };
        piece(openings, look, &text, out)?;
        marks.open(link, printed, out);
        piece(openings, look, printed, out)?;
        marks.close(out);
        text = Cow::Borrowed(rest);
    }
    piece(openings, look, &text, out)
}

/// More words after some, of which most stand alone.
fn join<'a>(text: &mut Cow<'a, str>, more: &'a str) {
    if text.is_empty() { *text = Cow::Borrowed(more) } else { text.to_mut().push_str(more) }
}

/// Text in a run of its own.
fn piece(openings: &mut Openings, look: RunLook, text: &str, out: &mut String) -> Result<()> {
    if !text.is_empty() {
        out.push_str(openings.run(look)?);
        text::write(text, out);
        out.push_str("</w:r>");
    }
    Ok(())
}

fn close(comments: &[usize], out: &mut String) {
    for id in comments {
        out.push_str(&format!(
            r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#
        ));
    }
}

fn note_text((openings, marks): Tools<'_>, (number, note): (usize, &Note), out: &mut String) -> Result<()> {
    if note.runs.iter().any(|run| run.note.is_some()) {
        return Err(Error::internal(format!("chú thích {number} chứa một chú thích khác")));
    }
    out.push_str(&format!(r#"<w:footnote w:id="{number}">"#));
    out.push_str(openings.paragraph(NOTE_TEXT, Stay::AsStyled)?);
    out.push_str(openings.run(RunLook::NoteMark)?);
    out.push_str("<w:footnoteRef/></w:r>");
    words((openings, marks), &[Run::plain(" ")], out)?;
    for runs in note.runs.chunk_by(continues) {
        words((openings, marks), runs, out)?;
    }
    out.push_str("</w:p></w:footnote>");
    Ok(())
}

fn comment_text(openings: &mut Openings, (id, comment): (usize, &Comment), out: &mut String) -> Result<()> {
    out.push_str(&format!(r#"<w:comment w:id="{id}" w:author="baocao" w:initials="bc">"#));
    let nothing = [String::new()];
    let lines = if comment.lines.is_empty() { &nothing } else { comment.lines.as_slice() };
    for line in lines {
        out.push_str(openings.paragraph(COMMENT_TEXT, Stay::AsStyled)?);
        words((openings, &mut Marks::default()), &[Run::plain(line)], out)?;
        out.push_str("</w:p>");
    }
    out.push_str("</w:comment>");
    Ok(())
}

/// The style of what stands between two blocks: Word joins tables that touch, and leaves no room under a table.
fn between(before: &Block, after: &Block) -> Option<&'static str> {
    match (before, after) {
        (Block::Table(_), Block::Table(_)) => Some(SPACER),
        (Block::Table(table), _) if table.frame == Frame::Grid => Some(GAP),
        _ => None,
    }
}
