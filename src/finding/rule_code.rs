//! The code of a rule: a family and a number, never used twice.

use serde::Serialize;

/// What a rule or a reader can find: its code, its name and how much it weighs by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCode {
    /// The code, as `SUM001`.
    pub id: &'static str,
    /// The name that says the fault, as `sum-of-parts`.
    pub name: &'static str,
    /// The severity unless the caller or the catalogue says otherwise.
    pub severity: Severity,
    /// What it finds, in half an English sentence, for the README's table.
    pub summary: &'static str,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must be mended: it stops `convert`.
    Error,
    /// Should be looked at.
    Warning,
    /// Good to know.
    Info,
}

/// What the rule concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It does not hold.
    Wrong,
    /// Possible, but unlikely.
    Unlikely,
    /// It could not be decided; the message says why.
    NotChecked,
}

impl Severity {
    /// The Vietnamese word for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Info => "lưu ý",
        }
    }
}
