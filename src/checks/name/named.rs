//! Names in running text: the capitalised words after a word that says what is named, `xã Tịnh Châu`.

use std::collections::BTreeMap;

use crate::checks::name::{Written, spanned, trimmed};
use crate::claim::Passage;
use crate::num::{bare, fold, is_in_small, is_letter, is_letter_or_digit};

/// The words that a name follows, as they are written before it.
const BEFORE: [&str; 18] = [
    "xã",
    "phường",
    "trấn",
    "huyện",
    "quận",
    "phố",
    "tỉnh",
    "thôn",
    "ấp",
    "xóm",
    "bản",
    "làng",
    "học",
    "non",
    "sở",
    "đội",
    "khóm",
    "đảo",
];

/// So many words a name has at most.
const LONGEST: usize = 4;

/// Every name of two words or more, under its words without marks.
pub(super) fn names(texts: &[Passage]) -> BTreeMap<String, Vec<Written<'_>>> {
    let mut names: BTreeMap<String, Vec<Written<'_>>> = BTreeMap::new();
    for passage in texts {
        let words: Vec<&str> = passage.text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let capital = words.get(at + 1).is_some_and(|next| is_capital(next));
            if !capital || !BEFORE.iter().any(|before| is_in_small(word, before)) {
                continue;
            }
            let name = name(words.get(at + 1..).unwrap_or_default());
            if name.len() < 2 {
                continue;
            }
            let text = spanned(&passage.text, &name);
            let written = Written {
                text,
                folded: fold(text),
                place: passage.within(text),
                excerpt: passage.around(text),
            };
            names.entry(bare(text)).or_default().push(written);
        }
    }
    names
}

/// Whether a word begins with a capital, marks before it aside.
fn is_capital(word: &str) -> bool {
    word.chars().find(|c| is_letter_or_digit(*c)).is_some_and(char::is_uppercase)
}

/// The capitalised words at the start, up to a mark.
fn name<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut name = Vec::new();
    for word in words.iter().take(LONGEST) {
        let plain = trimmed(word);
        if !is_capital(word) || !plain.chars().all(is_letter) {
            break;
        }
        name.push(plain);
        if !word.ends_with(plain) {
            break;
        }
    }
    name
}
