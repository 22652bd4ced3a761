//! A claim: one printed figure, what it is about and where it stands; and what must hold between claims.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::document::Document;
use crate::finding::{Finding, around_in};
use crate::model::{Book, Catalogue, Code, DocumentDate, Link, Operand, Relation, Weight};
use crate::num::Figure;
use crate::place::Place;

/// What is checked: a workbook, a report, or both against each other.
#[derive(Debug)]
pub struct Case<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) book: Option<Cow<'a, Book>>,
    pub(crate) document: Option<&'a Document>,
    /// What the reader found; the review shows it with the rules' findings.
    pub(crate) read: Cow<'a, [Finding]>,
    pub(crate) claims: Claims,
}

/// Everything that is claimed somewhere in a case.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    pub(crate) figures: Vec<Claim>,
    pub(crate) relations: Vec<Bound>,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) unread: Vec<Unread>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) impossible: Vec<Impossible>,
    pub(crate) dates: Vec<Dated>,
    /// The spans of days that a text tells of, from and to.
    pub(crate) spans: Vec<[Dated; 2]>,
    pub(crate) texts: Vec<Passage>,
    /// The figures typed into each free text of a workbook, in place of an indicator's code.
    pub(crate) typed: Vec<Vec<ClaimId>>,
    /// What the marks of a draft say of its figures.
    pub(crate) ties: Ties,
    /// What the cells of an appendix say, by their names.
    pub(crate) named: NamedTies,
}

/// The marked figures of a draft held against a workbook.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    pub(crate) ties: Vec<Tie>,
    /// The claims that are not what their cells say.
    pub(crate) wrong: Vec<ClaimId>,
    /// What was printed that no mark stands around any more: what it is tied to, its name and its figure.
    pub(crate) deleted: Vec<(Link, String, String)>,
    /// What of the marks is not understood.
    pub(crate) faults: Vec<TieFault>,
}

/// A marked figure held against the cells that it was printed from.
#[derive(Debug)]
pub(crate) struct Tie {
    /// What it is tied to.
    pub(crate) link: Link,
    /// What it is.
    pub(crate) label: String,
    /// As it was printed when the report was written.
    pub(crate) printed: String,
    /// As the draft has it; empty where nothing is left.
    pub(crate) found: String,
    /// As the workbook prints it today, where it gives it.
    pub(crate) today: Option<String>,
    /// Whether another figure or word in its place would not do: the sentence says something else today.
    pub(crate) rewritten: bool,
    /// The cells that it was printed from.
    pub(crate) cells: Vec<Place>,
    pub(crate) place: Place,
    /// The printed words around it.
    pub(crate) excerpt: String,
    pub(crate) state: TieState,
}

/// What became of a marked figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TieState {
    /// It is what the workbook says.
    Held,
    /// It is not what was printed: a hand has changed it.
    Changed,
    /// It is what was printed, and the workbook has changed since.
    Stale,
    /// Its mark stands around no figure.
    Empty,
}

/// What of a draft's marks is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TieFault {
    /// The register of the marks is damaged.
    Broken,
    /// It is of a later schema.
    Newer(u32),
    /// It is of another report type.
    Other(String),
    /// Codes that the report type does not have.
    Unknown(Vec<String>),
    /// So many marks stand in no register.
    Unlisted(usize),
}

/// The named cells of an appendix held against a workbook.
#[derive(Debug, Default)]
pub(crate) struct NamedTies {
    pub(crate) ties: Vec<NamedTie>,
    /// The names that name no indicator of the report type.
    pub(crate) unknown: Vec<String>,
    /// The cells that have several names, and these.
    pub(crate) shared: Vec<(Place, Vec<String>)>,
}

/// An indicator that has a named cell in an appendix, or should have one.
#[derive(Debug, Clone)]
pub(crate) struct NamedTie {
    /// Whose value it is.
    pub(crate) side: Operand,
    /// What it is.
    pub(crate) label: String,
    /// The cell's name.
    pub(crate) name: String,
    /// As the appendix has it; empty where the cell is.
    pub(crate) found: String,
    /// As the workbook has it; empty where it has nothing.
    pub(crate) today: String,
    /// The workbook's cell.
    pub(crate) cell: Option<Place>,
    /// The appendix's cell; where the name has none, the file.
    pub(crate) place: Place,
    pub(crate) state: NamedState,
}

/// What a named cell is to the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedState {
    /// It says the same.
    Held,
    /// It says something else, or only one of the two says anything.
    Differs,
    /// It holds words where a figure belongs.
    Words,
    /// It holds the figure as words.
    SameInWords,
    /// It holds an error.
    Error,
    /// It holds a formula without a result.
    NotCalculated,
    /// The name points at a cell that is gone.
    Gone,
    /// The name points at something else than one cell.
    Other,
    /// No cell has the name.
    Missing,
}

/// A claim's number within its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClaimId(pub(crate) usize);

/// One printed figure.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The indicator, where the figure has one.
    pub(crate) code: Option<Code>,
    /// What it is, in the words of the form or the text.
    pub(crate) label: String,
    /// As printed.
    pub(crate) figure: Figure,
    /// Exact counts have no tolerance; others are rounded at their last printed digit.
    pub(crate) exact: bool,
    /// Where it stands.
    pub(crate) place: Place,
    /// The printed words around it.
    pub(crate) excerpt: String,
    /// Whether a person typed it (a derived figure cannot be wrong by itself).
    pub(crate) typed: bool,
    /// Whether the words before it say the direction: `giảm 5%` is -5%, printed without a minus.
    pub(crate) change: bool,
}

/// A relation between claims.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) relation: Relation<ClaimId>,
    /// What says that it must hold.
    pub(crate) basis: Basis,
    pub(crate) weight: Weight,
}

/// What says that a relation must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The catalogue, at this line.
    Catalogue { line: usize },
    /// A column of the task table: its total row.
    Column,
    /// A row of the task table: the number of tasks and its four states.
    Row,
    /// A note's items.
    Note { code: Code },
    /// The same indicator, printed twice.
    Same,
    /// Last period's figure, typed here and in that period's workbook.
    Previous,
    /// The words of the text.
    Stated,
    /// One whole, as the base of a share and by itself.
    Base,
}

/// A relation that could not be checked, and why.
#[derive(Debug, Clone)]
pub(crate) struct Gap {
    /// What kind of relation it is.
    pub(crate) kind: &'static str,
}

/// A figure that was not understood.
#[derive(Debug, Clone)]
pub(crate) struct Unread {
    pub(crate) reason: &'static str,
}

/// A document that is named.
#[derive(Debug, Clone)]
pub(crate) struct Citation {
    /// The document's code in the workbook.
    pub(crate) code: Option<Code>,
    /// The type word, as `Kế hoạch`.
    pub(crate) kind: String,
    /// As printed: `117/KH-UBND`.
    pub(crate) number: String,
    pub(crate) date: Option<DocumentDate>,
    /// Empty for the reporting body itself.
    pub(crate) issuer: String,
    pub(crate) subject: String,
    /// The section whose list it is an item of; none when it is only cited.
    pub(crate) listed_in: Option<String>,
    /// Where the number stands.
    pub(crate) place: Place,
    /// Where the date stands.
    pub(crate) date_place: Place,
    /// Whether a date is written that is in no calendar.
    pub(crate) unread: bool,
    /// The printed words around it; the number alone in a sheet.
    pub(crate) excerpt: String,
}

/// A day that is in no calendar.
#[derive(Debug, Clone)]
pub(crate) struct Impossible {
    /// As printed.
    pub(crate) printed: String,
    pub(crate) place: Place,
    pub(crate) excerpt: String,
    /// Whether it is the date of a named document.
    pub(crate) cited: bool,
}

/// A day that means something.
#[derive(Debug, Clone)]
pub(crate) struct Dated {
    pub(crate) meaning: Meaning,
    pub(crate) label: String,
    pub(crate) date: NaiveDate,
    pub(crate) place: Place,
}

/// What a day means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The period starts (Từ ngày).
    From,
    /// The period ends (Đến ngày).
    To,
    /// The report is issued (Ngày ban hành).
    Issued,
    /// Figures are as of this day (tính đến ngày).
    AsOf,
    /// Something is told as done on this day.
    Done,
    /// The period that the title names is over, and so is the month after it.
    Titled,
    /// A span that a text tells of starts or ends.
    Span,
}

/// A text that names and words are looked for in.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl Case<'_> {
    /// What the workbook says, or what was recognised of it in a draft.
    pub(crate) fn book(&self) -> Option<&Book> {
        self.book.as_deref()
    }

    /// The workbook, where one is checked.
    pub(crate) fn source(&self) -> Option<&Book> {
        match &self.book {
            Some(Cow::Borrowed(book)) => Some(book),
            _ => None,
        }
    }
}

impl Passage {
    /// The printed words around some of the text's own.
    pub(crate) fn around(&self, words: &str) -> String {
        let at = words.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        around_in(&self.text, at..at + words.len())
    }

    /// The place of some of the text's own words.
    pub(crate) fn within(&self, words: &str) -> Place {
        let at = words.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let before = self.text.get(..at).map_or(0, |before| before.chars().count());
        self.place.narrowed(before, before + words.chars().count())
    }
}

impl Claim {
    /// A figure as this claim prints it: without the minus that its words say.
    pub(crate) fn printed(&self, figure: Figure) -> String {
        let falls = self.change && figure.value().is_sign_negative();
        if falls { figure.negated().to_string() } else { figure.to_string() }
    }
}

impl Claims {
    /// The claim of a number.
    pub(crate) fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.figures.get(id.0)
    }

    /// The first day of a meaning.
    pub(crate) fn day(&self, meaning: Meaning) -> Option<&Dated> {
        self.dates.iter().find(|day| day.meaning == meaning)
    }

    /// Adds a claim and gives its number.
    pub(crate) fn add(&mut self, claim: Claim) -> ClaimId {
        self.figures.push(claim);
        ClaimId(self.figures.len() - 1)
    }
}
