//! The marks around the figures that are tied to a workbook: an inline content control that does not show, and a hidden
//! bookmark. Other programs keep one of them at least.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::document::{Entry, Links, Origin, register};
use crate::model::Link;

/// The vocabularies of the marks, for the root of a part that has some.
pub(super) const NAMESPACES: &str = concat!(
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15""#
);

/// The marks written so far.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The workbook; without one no mark is written.
    origin: Option<Origin>,
    entries: BTreeMap<u32, Entry>,
    last: u32,
}

impl Marks {
    pub(super) fn new(links: &Links) -> Self {
        Self { origin: links.origin.clone(), ..Self::default() }
    }

    /// Whether figures get marks.
    pub(super) fn are_written(&self) -> bool {
        self.origin.is_some()
    }

    /// Opens a mark around what a link prints.
    pub(super) fn open(&mut self, link: Link, printed: &str, out: &mut String) {
        self.last += 1;
        self.entries.insert(self.last, Entry { link, text: printed.to_owned() });
        let n = self.last;
        // writing to a String does not fail
        let _ = write!(
            out,
            r#"<w:bookmarkStart w:id="{n}" w:name="_bc{n}"/><w:sdt><w:sdtPr><w:tag w:val="bc{n}"/><w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>"#
        );
    }

    /// Closes it.
    pub(super) fn close(&self, out: &mut String) {
        let _ = write!(out, r#"</w:sdtContent></w:sdt><w:bookmarkEnd w:id="{}"/>"#, self.last);
    }

    /// The register of the marks, where there are some.
    pub(super) fn register(&self) -> Option<String> {
        let origin = self.origin.as_ref().filter(|_| !self.entries.is_empty())?;
        Some(register::written(origin, &self.entries))
    }
}
