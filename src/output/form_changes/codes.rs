//! Codes for new rows: proposed from the number above and the label, free to be renamed.

use std::collections::HashSet;

use crate::model::{Catalogue, Code};
use crate::num::bare;

/// The codes that are in use.
pub(super) struct Codes {
    used: HashSet<Code>,
}

/// How many words of a label make its code.
const WORDS: usize = 5;

impl Codes {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        Self { used: catalogue.indicators.iter().map(|known| known.code.clone()).collect() }
    }

    /// A new code: that of the sheet where it is free, or one like those of the rows beside it.
    pub(super) fn propose(&mut self, asked: Option<&Code>, beside: &str, label: &str) -> Option<Code> {
        if let Some(asked) = asked.filter(|asked| !self.used.contains(*asked)) {
            self.used.insert(asked.clone());
            return Some(asked.clone());
        }
        let words = slug(label);
        let stem = [beside, if words.is_empty() { "dong" } else { &words }];
        let stem = stem.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
        let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
        let mut free = std::iter::once(stem.clone()).chain(numbered).filter_map(|code| Code::new(&code).ok());
        let code = free.find(|code| !self.used.contains(code))?;
        self.used.insert(code.clone());
        Some(code)
    }
}

/// What the codes of a number's rows begin with: as the code of one of them does, or `pl` and the number.
pub(super) fn beginning(neighbour: Option<&Code>, under: &str) -> String {
    if let Some((beginning, _)) = neighbour.and_then(|code| code.as_str().rsplit_once('.')) {
        return beginning.to_owned();
    }
    let number = slug(under);
    if number.is_empty() { "pl".to_owned() } else { format!("pl.{number}") }
}

/// The first words of a text as a code has them.
fn slug(text: &str) -> String {
    let bare = bare(text);
    let words = bare.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
    words.filter(|word| !word.is_empty()).take(WORDS).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{Code, beginning, slug};

    #[test]
    fn codes_are_made_of_plain_words() {
        assert_eq!(slug("Số hồ sơ đã giải quyết (của xã)"), "so-ho-so-da-giai");
        let known = Code::new("pl.3-2.tich-hop").unwrap();
        assert_eq!(beginning(Some(&known), "3.2"), "pl.3-2");
        assert_eq!(beginning(None, "3.5"), "pl.3-5");
        assert_eq!(beginning(None, ""), "pl");
    }
}
