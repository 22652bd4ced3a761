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

    /// The name of a mark in a file: `bc12` of a control, `_bc12` of a bookmark, `_bc12_Copy_1` of one that LibreOffice
    /// has copied, as it does with those of notes.
    pub(crate) fn number(name: &str) -> Option<u32> {
        let name = name.strip_prefix('_').unwrap_or(name).strip_prefix("bc")?;
        let digits = name.split_once("_Copy_").map_or(name, |(digits, _)| digits);
        let plain = !digits.starts_with('0') && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    }
}

impl Entry {
    /// Where in the words of its mark the figure stands, in bytes: what was printed where it still is, else the first
    /// figure with the words that belong to it; of a word that says which way, all words. None where nothing is left.
    pub(crate) fn within(&self, words: &str) -> Option<(usize, usize)> {
        if let Some(found) = whole(words, &self.text) {
            return Some(found);
        }
        let trimmed = words.trim();
        let lead = words.len() - words.trim_start().len();
        if matches!(self.link, Link::Direction { .. }) {
            return (!trimmed.is_empty()).then_some((lead, lead + trimmed.len()));
        }
        let is_digit = |c: char| c.is_ascii_digit();
        let start = words.find(is_digit)?;
        let inside = |c: char| is_digit(c) || matches!(c, '.' | ',');
        let number = words.get(start..)?.split(|c| !inside(c)).next()?;
        let end = start + number.trim_end_matches(['.', ',']).len();
        // `hơn `, `-` before the digits, `%`, ` triệu` after them
        let own = self.text.find(is_digit).zip(self.text.rfind(is_digit));
        let (prefix, suffix) =
            own.and_then(|(from, to)| Some((self.text.get(..from)?, self.text.get(to + 1..)?)))?;
        let before = words.get(..start)?;
        let prefixes =
            [prefix, "-"].into_iter().find(|prefix| before.ends_with(prefix) && !prefix.is_empty());
        let suffixes = [suffix, "%"];
        let after = words.get(end..)?;
        let suffix = suffixes.into_iter().find(|suffix| after.starts_with(suffix) && !suffix.is_empty());
        Some((start - prefixes.map_or(0, str::len), end + suffix.map_or(0, str::len)))
    }
}

/// Where some words stand first as a whole, in bytes: no digit or letter goes on before or after them.
fn whole(words: &str, printed: &str) -> Option<(usize, usize)> {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '%');
    let grouped = |rest: &str| {
        let mut letters = rest.chars();
        matches!(letters.next(), Some('.' | ',')) && letters.next().is_some_and(|c| c.is_ascii_digit())
    };
    words.match_indices(printed).map(|(at, said)| (at, at + said.len())).find(|(from, to)| {
        let (before, after) = (words.get(..*from).unwrap_or_default(), words.get(*to..).unwrap_or_default());
        let backwards: String = before.chars().rev().take(2).collect();
        from < to
            && !before.ends_with(goes_on)
            && !before.ends_with('-')
            && !after.starts_with(goes_on)
            && !grouped(after)
            && !grouped(&backwards)
    })
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
    fn the_figure_is_found_in_the_words_of_its_mark() {
        let code = crate::model::Code::new("a").unwrap();
        for (printed, words, found) in [
            ("1.555", "1.555", "1.555"),
            ("1.555", " 1.556 hồ sơ.", "1.556"),
            ("1.555", "khoảng 1.555, tăng", "1.555"),
            ("555", "1.555", "1.555"),
            ("1.555", "1.555.000", "1.555.000"),
            ("5", "5%", "5%"),
            ("44,8%", "44,9%", "44,9%"),
            ("44,8%", "44,9", "44,9"),
            ("hơn 20", "hơn 30 lớp", "hơn 30"),
            ("1,5 triệu", "1,7 triệu đồng", "1,7 triệu"),
            ("3", "-3", "-3"),
            ("12", "12.", "12"),
        ] {
            let entry = Entry { link: Link::Figure { code: code.clone() }, text: printed.to_owned() };
            let (from, to) = entry.within(words).unwrap();
            assert_eq!(words.get(from..to), Some(found), "{printed} in {words}");
        }
        let entry = Entry { link: Link::Figure { code: code.clone() }, text: "5".to_owned() };
        assert_eq!(entry.within("năm"), None);
        let link = Link::Direction { code, way: crate::model::Way::Up };
        let entry = Entry { link, text: "tăng".to_owned() };
        assert_eq!(entry.within(" Giảm "), Some((1, 7)));
        assert_eq!(entry.within("tăng mạnh"), Some((0, 5)));
        assert_eq!(entry.within(" "), None);
    }

    #[test]
    fn a_mark_has_a_number() {
        for (name, number) in [
            ("bc12", Some(12)),
            ("_bc1", Some(1)),
            ("_bc", None),
            ("bc01", None),
            ("bc+1", None),
            ("_bc143_Copy_1", Some(143)),
            ("_Toc1", None),
        ] {
            assert_eq!(Links::number(name), number, "{name}");
        }
    }
}
