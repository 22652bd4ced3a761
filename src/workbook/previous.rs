//! A workbook after that of an earlier period: what it leaves blank is there, what could not be read there is told.

use crate::finding::{Finding, Severity, Sourced, say};
use crate::model::{Book, Catalogue};
use crate::place::Place;

impl Sourced<Book> {
    /// The same workbook after that of an earlier period: a blank `Kỳ trước` is what the earlier one says, so that the
    /// report prints how each figure changed, and the rules hold the two together.
    ///
    /// `file` is how findings name the earlier workbook. What could not be read of it is a finding here too. Nothing is
    /// taken from a workbook of another report type or body, or of no earlier period; that is one finding (TIME007).
    #[must_use]
    pub fn after(self, earlier: Self, file: &str, catalogue: &Catalogue) -> Self {
        let Self { value, mut findings } = self;
        let value = value.after(earlier.value, file, catalogue);
        if value.earlier().is_some() {
            let errors = earlier.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
            findings.extend(errors.map(|finding| elsewhere(finding, file)));
        }
        Self { value, findings }
    }
}

/// A finding of another file: its place is none of this workbook's, and no repair is of its cells.
fn elsewhere(finding: Finding, file: &str) -> Finding {
    let facts = [("file", file), ("place", &finding.place.to_string()), ("message", &finding.message)];
    let message = say("PREVIOUS", "read", &facts);
    let there = (finding.place.clone(), format!("{file}: {}", finding.excerpt));
    let (related, repair) = (Vec::new(), Vec::new());
    Finding { place: Place::Workbook, message, related, repair, ..finding }.related(there.0, there.1)
}
