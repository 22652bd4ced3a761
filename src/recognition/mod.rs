//! What a file is, and what a draft holds of a workbook: its task table and its indicator form are read as those sheets
//! are, so that a draft and a workbook are held to the same form.

mod foreign;
mod kind;
mod sheet;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::claim::{Case, Claims};
use crate::claims;
use crate::document::{Document, cells};
use crate::finding::{Finding, Severity, Sourced};
use crate::model::{Book, Catalogue};
pub use kind::{Kind, kind_of, kind_of_with};
use sheet::Recognised;

/// What of the form a stranger's draft is accused of; the rest it is only told, since its form may be another.
const ACCUSES: [&str; 5] = ["FORM109", "FORM111", "FORM112", "FORM121", "FORM126"];

impl<'a> Case<'a> {
    /// A drafted report by itself: its prose, notes and tables, and its form and tasks by the catalogue.
    pub fn draft(catalogue: &'a Catalogue, draft: &'a Sourced<Document>) -> Self {
        Self::drafted(catalogue, draft, None)
    }

    /// A drafted report held against its workbook: the figures that print an indicator must be those of its cells.
    pub fn draft_against(
        catalogue: &'a Catalogue,
        draft: &'a Sourced<Document>,
        workbook: &'a Sourced<Book>,
    ) -> Self {
        Self::drafted(catalogue, draft, Some(&workbook.value))
    }

    fn drafted(catalogue: &'a Catalogue, draft: &'a Sourced<Document>, workbook: Option<&Book>) -> Self {
        let mut claims = Claims::default();
        let met = draft.value.met();
        let cells = cells(&met);
        let recognised = Recognised::read(&cells, catalogue);
        let mut read = draft.findings.clone();
        let (mut book, mut tables) = (Book::default(), HashSet::new());
        if let Some(Recognised { book: own, findings, tables: known }) = recognised {
            read.extend(findings.into_iter().filter_map(weighed));
            (book, tables) = (own, known);
        }
        read.extend(foreign::read(&cells, |number| tables.contains(&number)));
        let document = &draft.value;
        let known =
            claims::Known { catalogue, form: &book, cells: &cells, read: &tables, document, workbook };
        book.info = claims::read_draft(&met, &known, &mut claims);
        let book = Some(Cow::Owned(book));
        Self { catalogue, book, document: Some(&draft.value), read: Cow::Owned(read), claims }
    }
}

/// A finding of the form's reader, as much as it weighs in a draft.
fn weighed(finding: Finding) -> Option<Finding> {
    let foreign = ["FORM101", "FORM102", "FORM103"].contains(&finding.code);
    let accuses = ACCUSES.contains(&finding.code);
    (!foreign).then(|| if accuses { finding } else { finding.severity(Severity::Info) })
}
