//! The code of an indicator, a document or a note (mã): what everything else is tied by.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A code (mã): lower-case ASCII words joined by `-` and `.`, as `ho-so.truc-tuyen`.
///
/// Cheap to clone: every claim, mark and finding about an indicator shares one text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(Arc<str>);

impl Code {
    /// Reads a code.
    ///
    /// # Errors
    /// Gives the text back when it is not lower-case ASCII letters and digits joined by single `-` or `.`.
    pub fn new(text: &str) -> Result<Self, NotACode> {
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.split(['-', '.']).all(word) {
            Ok(Self(text.into()))
        } else {
            Err(NotACode(text.to_owned()))
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        Self::new(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.as_str().to_owned()
    }
}

impl std::borrow::Borrow<str> for Code {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A text that is no [`Code`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotACode(pub String);

impl fmt::Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” không phải mã: cần chữ thường không dấu và số, nối bằng “-” hoặc “.”", self.0)
    }
}

impl std::error::Error for NotACode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_lower_case_words() {
        for good in ["ho-so.truc-tuyen", "a", "pl.1-1.hoan-thanh"] {
            assert_eq!(Code::new(good).map(|code| code.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "Hồ-sơ", "a--b", ".a", "a b", "A"] {
            assert_eq!(Code::new(bad), Err(NotACode(bad.to_owned())));
        }
    }
}
