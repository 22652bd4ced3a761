//! What the reader can find: the codes FORM101 and up, one for each kind of fault in reading.

use crate::finding::{RuleCode, Severity};

const fn error(id: &'static str, name: &'static str, summary: &'static str) -> RuleCode {
    RuleCode { id, name, severity: Severity::Error, summary }
}

const fn warning(id: &'static str, name: &'static str, summary: &'static str) -> RuleCode {
    RuleCode { id, name, severity: Severity::Warning, summary }
}

const fn info(id: &'static str, name: &'static str, summary: &'static str) -> RuleCode {
    RuleCode { id, name, severity: Severity::Info, summary }
}

/// A required sheet is absent, or a sheet stands twice.
pub(super) const MISSING_SHEET: RuleCode =
    error("FORM101", "missing-sheet", "a required sheet is absent, or a sheet stands twice");
/// A column of the contract is absent, or no row of the sheet looks like its header.
pub(super) const MISSING_COLUMN: RuleCode = error(
    "FORM102",
    "missing-column",
    "a column of the contract is absent, or no row of the sheet looks like its header",
);
/// A sheet whose name says nothing to the reader; it is left out.
pub(super) const UNKNOWN_SHEET: RuleCode =
    info("FORM103", "unknown-sheet", "a sheet whose name says nothing to the reader; it is left out");
/// A code stands on two rows.
pub(super) const DUPLICATE_CODE: RuleCode = error("FORM104", "duplicate-code", "a code stands on two rows");
/// A code that the catalogue does not have, that belongs to another sheet, or that is none.
pub(super) const UNKNOWN_CODE: RuleCode = error(
    "FORM105",
    "unknown-code",
    "a code that the catalogue does not have, that belongs to another sheet, or that is none",
);
/// A `{mã}`, `{vb:mã}` or `[^mã]` that stands for nothing, or is not closed.
pub(super) const UNKNOWN_PLACEHOLDER: RuleCode = error(
    "FORM106",
    "unknown-placeholder",
    "a {mã}, {vb:mã} or [^mã] that stands for nothing, or is not closed",
);
/// A section that the report does not have.
pub(super) const UNKNOWN_SECTION: RuleCode =
    error("FORM107", "unknown-section", "a section that the report does not have");
/// A section's number with the title of another section.
pub(super) const SECTION_TITLE_MISMATCH: RuleCode =
    error("FORM108", "section-title-mismatch", "a section's number with the title of another section");
/// Something else where a figure belongs.
pub(crate) const NOT_A_NUMBER: RuleCode =
    error("FORM109", "not-a-number", "something else where a figure belongs");
/// A figure with its unit in the cell; it is read.
pub(super) const UNIT_IN_CELL: RuleCode =
    info("FORM110", "unit-in-cell", "a figure with its unit in the cell; it is read");
/// A share (0,448) where a percentage (44,8) belongs.
pub(super) const PERCENT_SCALE: RuleCode =
    error("FORM111", "percent-scale", "a share (0,448) where a percentage (44,8) belongs");
/// A count with decimals, as 1,913 for 1.913.
pub(super) const FRACTIONAL_COUNT: RuleCode =
    error("FORM112", "fractional-count", "a count with decimals, as 1,913 for 1.913");
/// A formula without a result.
pub(super) const NOT_CALCULATED: RuleCode = error("FORM113", "not-calculated", "a formula without a result");
/// A cell that shows an error, as `#REF!`.
pub(super) const ERROR_CELL: RuleCode =
    error("FORM114", "error-cell", "a cell that shows an error, as #REF!");
/// A cell that holds something unreadable.
pub(super) const UNREADABLE_CELL: RuleCode =
    error("FORM115", "unreadable-cell", "a cell that holds something unreadable");
/// A day that is in no calendar (31/4), or no day at all.
pub(super) const IMPOSSIBLE_DATE: RuleCode =
    error("FORM116", "impossible-date", "a day that is in no calendar (31/4), or no day at all");
/// A date cell whose day and month look swapped.
pub(super) const AMBIGUOUS_DATE: RuleCode =
    warning("FORM117", "ambiguous-date", "a date cell whose day and month look swapped");
/// A label of `Thông tin` that the reader does not know.
pub(super) const UNKNOWN_LABEL: RuleCode =
    warning("FORM118", "unknown-label", "a label of Thông tin that the reader does not know");
/// A label of `Thông tin` that stands twice.
pub(super) const DUPLICATE_LABEL: RuleCode =
    error("FORM119", "duplicate-label", "a label of Thông tin that stands twice");
/// A row that the official form does not have; it is printed as it stands.
pub(super) const UNKNOWN_ROW: RuleCode = warning(
    "FORM120",
    "unknown-row",
    "a row that the official form does not have; it is printed as it stands",
);
/// A row of the official form that stands twice, or two answers where one belongs.
pub(super) const DUPLICATE_ROW: RuleCode = error(
    "FORM121",
    "duplicate-row",
    "a row of the official form that stands twice, or two answers where one belongs",
);
/// A text too long for a spreadsheet or for its figures to be checked, with characters that no document may hold, or
/// typed for a font of an old encoding.
pub(super) const ODD_TEXT: RuleCode = warning(
    "FORM122",
    "odd-text",
    "a text too long to be held or checked, with characters that no document may hold, or typed for an old font",
);
/// A reporting period that the report does not know.
pub(super) const UNKNOWN_PERIOD: RuleCode =
    error("FORM123", "unknown-period", "a reporting period that the report does not know");
/// A workbook made for another report.
pub(super) const WRONG_REPORT: RuleCode =
    error("FORM124", "wrong-report", "a workbook made for another report");
/// A document's role that the contract does not have.
pub(super) const UNKNOWN_ROLE: RuleCode =
    error("FORM125", "unknown-role", "a document's role that the contract does not have");
/// An answer's row that holds another code than its own.
pub(super) const WRONG_CHOICE: RuleCode =
    error("FORM126", "wrong-choice", "an answer's row that holds another code than its own");

/// More findings of one code than are listed.
pub(super) const NOT_LISTED: RuleCode =
    info("FORM127", "not-listed", "more findings of one code than are listed");

/// Every code of the reader, in order.
pub(crate) const READER_CODES: [RuleCode; 27] = [
    MISSING_SHEET,
    MISSING_COLUMN,
    UNKNOWN_SHEET,
    DUPLICATE_CODE,
    UNKNOWN_CODE,
    UNKNOWN_PLACEHOLDER,
    UNKNOWN_SECTION,
    SECTION_TITLE_MISMATCH,
    NOT_A_NUMBER,
    UNIT_IN_CELL,
    PERCENT_SCALE,
    FRACTIONAL_COUNT,
    NOT_CALCULATED,
    ERROR_CELL,
    UNREADABLE_CELL,
    IMPOSSIBLE_DATE,
    AMBIGUOUS_DATE,
    UNKNOWN_LABEL,
    DUPLICATE_LABEL,
    UNKNOWN_ROW,
    DUPLICATE_ROW,
    ODD_TEXT,
    UNKNOWN_PERIOD,
    WRONG_REPORT,
    UNKNOWN_ROLE,
    WRONG_CHOICE,
    NOT_LISTED,
];
