//! Figures become claims: each with what it is about, its printed value and where it stands.

mod book;
mod marked;
mod note;
mod prose;
mod table;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::claim::{Case, Claim, ClaimId, Claims};
use crate::document::{Document, Met};
use crate::finding::Sourced;
use crate::model::{Book, Catalogue, Info, Operand};
use crate::num::Figure;
use crate::place::Place;

/// The claims of every indicator, so that relations can be bound to them.
type Bindings = HashMap<Operand, ClaimId>;

impl<'a> Case<'a> {
    /// A workbook by itself.
    pub fn workbook(catalogue: &'a Catalogue, book: &'a Sourced<Book>) -> Self {
        let mut claims = Claims::default();
        book::read(&book.value, catalogue, &mut claims);
        Self { catalogue, book: Some(Cow::Borrowed(&book.value)), document: None, read: Cow::Borrowed(&book.findings), claims }
    }

    /// A workbook and the report assembled from it: what the report prints is tied to the cells by its marks.
    pub fn report(catalogue: &'a Catalogue, book: &'a Sourced<Book>, document: &'a Document) -> Self {
        let mut case = Self::workbook(catalogue, book);
        marked::read(document, catalogue, &mut case.claims);
        case.document = Some(document);
        case
    }
}

/// Reads the claims of a draft, the tables aside that were read as a workbook's; gives what it says of itself.
pub(crate) fn read_draft(
    met: &[Met<'_>],
    (catalogue, book, tables): (&Catalogue, &Book, &HashSet<usize>),
    claims: &mut Claims,
) -> Info {
    let form = book::read(book, catalogue, claims);
    let subjects = table::read(met, tables, claims);
    prose::read(met, subjects, (catalogue, &form), claims)
}

/// An exact typed figure that belongs to no indicator.
fn plain(label: String, figure: Figure, (place, excerpt): (Place, String)) -> Claim {
    Claim { code: None, label, figure, exact: true, place, excerpt, typed: true, change: false }
}
