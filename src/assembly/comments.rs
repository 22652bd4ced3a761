//! A draft's comments: each finding at the figure it is about, or on the title where that is not printed.

use crate::document::{Block, Comment, Document, Mark, Role, Run};
use crate::finding::Review;
use crate::model::Book;
use crate::place::Place;

impl Document {
    /// The same report with a comment for every finding of the review.
    #[must_use]
    pub fn commented(mut self, book: &Book, review: &Review) -> Self {
        for finding in &review.findings {
            let number = self.comments.len();
            self.comments.push(Comment { lines: finding.remark() });
            let target = runs(&mut self).find(|run| prints(run, book, &finding.place));
            match target {
                Some(run) => run.comments.push(number),
                None => self.comment_title(number),
            }
        }
        self
    }

    fn comment_title(&mut self, number: usize) {
        let paragraphs =
            self.parts.iter_mut().flat_map(|part| &mut part.blocks).filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                _ => None,
            });
        let mut titles = paragraphs.filter(|paragraph| paragraph.role == Role::Kind);
        if let Some(run) = titles.next().and_then(|title| title.runs.first_mut()) {
            run.comments.push(number);
        }
    }
}

/// Whether a run prints what stands at a place of the workbook.
fn prints(run: &Run, book: &Book, place: &Place) -> bool {
    match &run.mark {
        Some(Mark::Figure { code, .. }) => {
            book.entry(code.as_str()).is_some_and(|entry| entry.place.as_ref() == Some(place))
        }
        Some(Mark::Change { code, .. }) => {
            let past = book.entry(code.as_str()).and_then(|entry| entry.previous.as_ref());
            past.is_some_and(|past| past.place == *place)
        }
        Some(Mark::Cell { place: own, .. } | Mark::Words { place: own }) => own == place,
        Some(Mark::Citation { code }) => book.document(code.as_str()).is_some_and(|document| {
            let date = document.date.as_ref().map(|date| &date.place);
            [Some(&document.place), Some(&document.number.place), date].contains(&Some(place))
        }),
        Some(Mark::Direction { .. }) | None => false,
    }
}

/// Every run of the body, then of the notes, in the order of the report.
fn runs(document: &mut Document) -> impl Iterator<Item = &mut Run> {
    let mut runs = Vec::new();
    for block in document.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        collect(block, &mut runs);
    }
    runs.into_iter()
}

fn collect<'d>(block: &'d mut Block, runs: &mut Vec<&'d mut Run>) {
    match block {
        Block::Paragraph(paragraph) => runs.extend(&mut paragraph.runs),
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            for inner in cells.flat_map(|cell| &mut cell.blocks) {
                if let Block::Paragraph(paragraph) = inner {
                    runs.extend(&mut paragraph.runs);
                }
            }
        }
        Block::Rule(_) => {}
    }
}
