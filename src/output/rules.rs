//! The table of every rule and of everything the readers find, for the README.

use std::fmt::Write;

use crate::checks;
use crate::draft::DRAFT_CODES;
use crate::finding::RuleCode;
use crate::workbook::READER_CODES;

/// Every code that a review can hold, sorted.
pub(super) fn every_code() -> Vec<RuleCode> {
    let mut codes: Vec<RuleCode> = checks::codes().chain(READER_CODES).chain(DRAFT_CODES).collect();
    codes.sort_by_key(|code| code.id);
    codes
}

/// Every code that a review can hold, as a Markdown table sorted by code.
pub fn rule_table() -> String {
    let mut table = String::from("| code | name | severity | finds |\n|---|---|---|---|\n");
    for RuleCode { id, name, severity, summary } in every_code() {
        let severity = format!("{severity:?}").to_lowercase();
        // Writing to a String does not fail.
        let _ = writeln!(table, "| {id} | `{name}` | {severity} | {summary} |");
    }
    table
}
