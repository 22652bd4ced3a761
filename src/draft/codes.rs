//! What the draft reader can find: the codes FORM201 and up.

use crate::finding::{RuleCode, Severity};

const fn code(id: &'static str, severity: Severity, name: &'static str, summary: &'static str) -> RuleCode {
    RuleCode { id, name, severity, summary }
}

/// Text in a font of an encoding before Unicode (VNI) that the reader cannot convert, or whose letters look so.
pub(super) const UNREAD_FONT: RuleCode = code(
    "FORM201",
    Severity::Warning,
    "unread-font",
    "text of a draft in, or typed for, a font of an old encoding (VNI, TCVN3) that is not read",
);
/// A picture, an equation, an embedded file, a paragraph too long: its words and figures are not read.
pub(super) const UNREAD_OBJECT: RuleCode = code(
    "FORM202",
    Severity::Info,
    "unread-object",
    "a picture, equation, embedded file or overlong paragraph of a draft: what it says is not read",
);
/// Characters that no document may hold, or a sign of a symbol font nobody knows.
pub(super) const ODD_CHARACTERS: RuleCode = code(
    "FORM203",
    Severity::Warning,
    "odd-characters",
    "characters of a draft that no document may hold, or an unknown sign of a symbol font",
);
/// A note, comment, list or part that the text refers to and the file does not have.
pub(super) const BROKEN_REFERENCE: RuleCode = code(
    "FORM204",
    Severity::Warning,
    "broken-reference",
    "a note, list or page header that the draft refers to and does not have",
);
/// A field that begins and does not end; its text is read as it stands.
pub(super) const UNCLOSED_FIELD: RuleCode = code(
    "FORM205",
    Severity::Info,
    "unclosed-field",
    "a field of a draft that begins and does not end; its text is read as it stands",
);
/// Text that does not print; it is not read.
pub(super) const HIDDEN_TEXT: RuleCode = code(
    "FORM206",
    Severity::Info,
    "hidden-text",
    "hidden text of a draft: it does not print and is not read",
);
/// Tracked changes; they are read as if accepted.
pub(super) const TRACKED_CHANGES: RuleCode = code(
    "FORM207",
    Severity::Info,
    "tracked-changes",
    "a draft with tracked changes; it is read as if they were accepted",
);
/// More findings of one code than are listed.
pub(super) const NOT_LISTED: RuleCode = code(
    "FORM208",
    Severity::Info,
    "draft-not-listed",
    "more findings of one code in a draft than are listed",
);

/// Every code of the draft reader, in order.
pub(crate) const DRAFT_CODES: [RuleCode; 8] = [
    UNREAD_FONT,
    UNREAD_OBJECT,
    ODD_CHARACTERS,
    BROKEN_REFERENCE,
    UNCLOSED_FIELD,
    HIDDEN_TEXT,
    TRACKED_CHANGES,
    NOT_LISTED,
];
