//! Figures become claims: each with what it is about, its printed value and where it stands.

mod book;
mod linked;
mod marked;
mod named;
mod note;
mod prose;
mod table;
mod typed;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::claim::{Basis, Bound, Case, Claim, ClaimId, Claims, Dated, Meaning};
use crate::document::{Cells, Document, Met};
use crate::finding::Sourced;
use crate::model::{Appendix, Book, Catalogue, Given, Info, Operand, Relation, Weight};
use crate::num::Figure;
use crate::place::Place;

pub(crate) use book::is_held;
pub(crate) use linked::{held, is_same, label};
pub(crate) use named::{ties, today};

/// The claims of every indicator, so that relations can be bound to them.
type Bindings = HashMap<Operand, ClaimId>;

impl<'a> Case<'a> {
    /// A workbook by itself: its cells, and what its free texts say.
    pub fn workbook(catalogue: &'a Catalogue, book: &'a Sourced<Book>) -> Self {
        Self::with_cells(catalogue, book).0
    }

    fn with_cells(catalogue: &'a Catalogue, book: &'a Sourced<Book>) -> (Self, Bindings) {
        let mut claims = Claims::default();
        let cells = book::read(&book.value, catalogue, &mut claims);
        typed::read(&book.value, (catalogue, &cells), &mut claims);
        let case = Self {
            catalogue,
            book: Some(Cow::Borrowed(&book.value)),
            document: None,
            read: Cow::Borrowed(&book.findings),
            claims,
        };
        (case, cells)
    }

    /// A workbook and the report assembled from it: what the report prints is tied to the cells by its marks.
    pub fn report(catalogue: &'a Catalogue, book: &'a Sourced<Book>, document: &'a Document) -> Self {
        let (mut case, cells) = Self::with_cells(catalogue, book);
        marked::read(document, (&book.value, catalogue), (&mut case.claims, cells));
        case.document = Some(document);
        case
    }

    /// An appendix held against its workbook: each named cell must say what the workbook says of its indicator.
    pub fn appendix_against(
        catalogue: &'a Catalogue,
        appendix: &'a Appendix,
        workbook: &'a Sourced<Book>,
    ) -> Self {
        let claims = Claims { named: ties(appendix, &workbook.value, catalogue), ..Claims::default() };
        Self { catalogue, book: None, document: None, read: Cow::Borrowed(&[]), claims }
    }
}

/// What is known of a draft before its text is read.
pub(crate) struct Known<'k> {
    pub(crate) catalogue: &'k Catalogue,
    /// Its task table and its form.
    pub(crate) form: &'k Book,
    /// The cells of every table.
    pub(crate) cells: &'k BTreeMap<usize, Cells>,
    /// The tables that the form and the task table were.
    pub(crate) read: &'k HashSet<usize>,
    /// The draft itself.
    pub(crate) document: &'k Document,
    /// The workbook that it is held against.
    pub(crate) workbook: Option<&'k Book>,
}

/// Reads the claims of a draft; gives what it says of itself.
pub(crate) fn read_draft(met: &[Met<'_>], known: &Known<'_>, claims: &mut Claims) -> Info {
    let met: Vec<Met<'_>> = met.iter().map(|met| met.readable()).collect();
    let met = met.as_slice();
    let form = book::read(known.form, known.catalogue, claims);
    let cells = known.workbook.map(|workbook| cells(workbook, known.catalogue, claims));
    if let Some(cells) = &cells {
        for (side, id) in &form {
            claims.relations.extend(cells.get(side).map(|cell| printed_again(*cell, *id)));
        }
    }
    let subjects = table::read(met, known, claims);
    let bindings = prose::Indicators { catalogue: known.catalogue, form: &form, cells: cells.as_ref() };
    let info = prose::read(met, subjects, &bindings, claims);
    if let (Some(workbook), Some(cells)) = (known.workbook, &cells) {
        linked::read(known.document, (workbook, known.catalogue), cells, claims);
    }
    info
}

/// The figures of a workbook's cells; whether the workbook agrees with itself is its own check.
fn cells(workbook: &Book, catalogue: &Catalogue, claims: &mut Claims) -> Bindings {
    let mut own = Claims { figures: std::mem::take(&mut claims.figures), ..Claims::default() };
    let cells = book::read(workbook, catalogue, &mut own);
    claims.figures = own.figures;
    cells
}

/// A figure of a draft that a cell stands behind.
fn printed_again(cell: ClaimId, print: ClaimId) -> Bound {
    let relation = Relation::Equal { figures: vec![cell, print] };
    Bound { relation, basis: Basis::Same, weight: Weight::Must }
}

/// The period and the day of issue that a report states of itself.
fn stated_days(info: &Info, claims: &mut Claims) {
    for (meaning, label, given) in [
        (Meaning::From, "Từ ngày", &info.from),
        (Meaning::To, "Đến ngày", &info.to),
        (Meaning::Issued, "Ngày ban hành", &info.issued),
    ] {
        if let Some(Given { value, place }) = given {
            claims.dates.push(Dated { meaning, label: label.to_owned(), date: *value, place: place.clone() });
        }
    }
}

/// An exact typed figure that belongs to no indicator.
fn plain(label: String, figure: Figure, (place, excerpt): (Place, String)) -> Claim {
    Claim { code: None, label, figure, exact: true, place, excerpt, typed: true, change: false }
}
