//! What an Excel appendix says, cell by cell, each found by its name.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::relation::Operand;
use crate::num::Figure;
use crate::place::Place;

/// What an Excel appendix says that people may have edited: a cell for each name of an indicator's.
///
/// Rows may have been moved or inserted, and another program may have saved it: only the names tell which cell holds
/// what. `read_appendix` reads it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Appendix {
    /// In the order of the file.
    pub(crate) cells: Vec<NamedCell>,
}

/// A name of the file, and what stands there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NamedCell {
    /// As the file spells it.
    pub(crate) name: String,
    /// The indicator that it names; none where it has no code's form.
    pub(crate) side: Option<Operand>,
    pub(crate) target: Target,
}

/// What a name points at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Target {
    /// A cell, and what it says.
    Cell(Place, Said),
    /// A cell that is gone: its row, column or sheet was deleted.
    Gone,
    /// Something else than one cell, as the file spells it.
    Other(String),
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    Blank,
    /// A number.
    Figure {
        /// As it is shown.
        shown: Figure,
        /// As it is kept, a percentage a hundredfold; binary fractions rounded to the digits that count.
        kept: Decimal,
    },
    Date(NaiveDate),
    Text(String),
    /// An error as `#REF!`, or why it could not be read.
    Error(String),
    /// A formula without a result, as programs leave it that do not compute.
    NotCalculated,
}
