//! How the figures of a document are tied to the workbook that they come from.
//!
//! In a report that is written, each run's mark says it; a Word file keeps it as marks around the figures and a register
//! of what each mark prints ([`register`](super::register)); in a draft that was read, the register's entries and the
//! places of the marks stand here.

use std::collections::BTreeMap;

use crate::model::{Book, Catalogue, Link, TaskColumn, Value};
use crate::num::Fnv;
use crate::place::Place;

/// How a document's figures are tied to a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The workbook; none for a document that is not tied.
    pub origin: Option<Origin>,
    /// What each mark of a draft printed when it was written, by its number.
    pub entries: BTreeMap<u32, Entry>,
    /// Where the marks of a draft stand.
    pub spans: Vec<Linked>,
    /// Why the register of a draft is not read, where it has one.
    pub unread: Option<Unread>,
}

/// The workbook that a report was written from, without a name or a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The report type.
    pub catalogue: String,
    /// Its version.
    pub version: String,
    /// A hash of all figures of the workbook: equal ones print the same report.
    pub figures: String,
}

/// What a mark printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is tied to.
    pub link: Link,
    /// As printed.
    pub text: String,
}

/// A mark in the text of a draft; one that was copied stands there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The number of its entry.
    pub number: u32,
    /// The words that it stands around.
    pub place: Place,
    /// These words.
    pub text: String,
}

/// Why a register is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is damaged.
    Broken,
    /// A later version of this program wrote it, with this schema number.
    Newer(u32),
}

impl Links {
    /// The figures of a report come from this workbook.
    pub(crate) fn of(book: &Book, catalogue: &Catalogue) -> Self {
        Self { origin: Some(Origin::of(book, catalogue)), ..Self::default() }
    }

    /// The name of a mark in a file: `bc12` of a control, `_bc12` of a bookmark.
    pub(crate) fn number(name: &str) -> Option<u32> {
        let digits = name.strip_prefix('_').unwrap_or(name).strip_prefix("bc")?;
        let plain = !digits.starts_with('0') && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    }
}

impl Origin {
    /// The workbook's report type and the hash of its figures.
    pub(crate) fn of(book: &Book, catalogue: &Catalogue) -> Self {
        let mut hash = Fnv::default();
        for (code, entry) in &book.entries {
            hash.text(code.as_str());
            hash.text(&figure(&entry.value));
            hash.text(&book.before(code.as_str()).map_or(String::new(), |before| before.figure.to_string()));
        }
        for row in &book.tasks {
            hash.text(&row.label);
            for column in TaskColumn::ALL {
                hash.text(&row.figures.get(&column).map_or(String::new(), |given| given.value.to_string()));
            }
        }
        for line in &book.form {
            hash.text(&line.label);
            hash.text(&figure(&line.value));
        }
        let (catalogue, version) = (catalogue.name.clone(), catalogue.version.clone());
        Self { catalogue, version, figures: format!("{:016x}", hash.0) }
    }
}

/// A figure as it is printed, `-` where none applies.
fn figure(value: &Value) -> String {
    match value {
        Value::Figure(figure) => figure.to_string(),
        Value::NotApplicable => "-".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_a_number() {
        for (name, number) in [
            ("bc12", Some(12)),
            ("_bc1", Some(1)),
            ("_bc", None),
            ("bc01", None),
            ("bc+1", None),
            ("_Toc1", None),
        ] {
            assert_eq!(Links::number(name), number, "{name}");
        }
    }
}
