//! The section (mục) that a row names: by the number as the report prints it, by its title, or by both.

use super::codes;
use super::reader::{Reader, Spot, fault};
use super::words::key;
use crate::finding::Finding;
use crate::model::Section;
use crate::num::fold;

/// The sections of a report, ready to be compared.
#[derive(Debug)]
pub(super) struct SectionNames(Vec<SectionName>);

#[derive(Debug)]
struct SectionName {
    /// The number as the report prints it.
    number: String,
    /// The title with its places, as in the catalogue.
    title: String,
    /// The number without points and brackets.
    compact: String,
    /// The words of the title before, between and after its places.
    pieces: Vec<String>,
}

impl Reader<'_> {
    /// The number of the section that a cell names; one that the report does not have is reported.
    pub(super) fn section(&mut self, spot: &Spot<'_>) -> Option<String> {
        let text = spot.shown();
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
        let (found, finding) = match self.sections.numbered(first) {
            Some(section) => (Some(section), self.sections.mismatch(section, rest, spot)),
            None => match self.sections.titled(&text) {
                Some(section) => (Some(section), None),
                None => (None, Some(self.sections.unknown(rest, spot))),
            },
        };
        let number = found.map(|section| section.number.clone());
        finding.into_iter().for_each(|finding| self.push(finding));
        number
    }
}

impl SectionNames {
    pub(super) fn new(sections: &[Section]) -> Self {
        Self(sections.iter().map(SectionName::new).collect())
    }

    fn numbered(&self, number: &str) -> Option<&SectionName> {
        let compact = compact(number);
        self.0.iter().find(|section| section.compact == compact)
    }

    /// The one section of this title.
    fn titled(&self, title: &str) -> Option<&SectionName> {
        let title = key(title);
        let mut found = self.0.iter().filter(|section| section.has_title(&title));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The finding, where the title after a section's number is that of another section.
    fn mismatch(&self, section: &SectionName, title: &str, spot: &Spot<'_>) -> Option<Finding> {
        let other = self.titled(title).filter(|_| !section.has_title(&key(title)))?;
        let facts = [
            ("number", section.number.as_str()),
            ("title", &section.title),
            ("other", &other.number),
            ("other-title", &other.title),
        ];
        Some(fault((codes::SECTION_TITLE_MISMATCH, "title"), spot, &facts))
    }

    /// The finding of a section that the report does not have; its title may still say which is meant.
    fn unknown(&self, title: &str, spot: &Spot<'_>) -> Finding {
        match self.titled(title) {
            Some(meant) => {
                let facts = [("number", meant.number.as_str()), ("title", &meant.title)];
                fault((codes::UNKNOWN_SECTION, "number"), spot, &facts)
            }
            None => {
                let numbers: Vec<&str> = self.0.iter().map(|section| section.number.as_str()).collect();
                fault((codes::UNKNOWN_SECTION, "unknown"), spot, &[("numbers", &numbers.join(", "))])
            }
        }
    }
}

impl SectionName {
    fn new(section: &Section) -> Self {
        let pieces = section.title.split('{').enumerate().map(|(index, piece)| match index {
            0 => key(piece),
            _ => key(piece.split_once('}').map_or("", |(_, after)| after)),
        });
        Self {
            number: section.number.clone(),
            title: section.title.clone(),
            compact: compact(&section.number),
            pieces: pieces.collect(),
        }
    }

    /// Whether a folded text is the title, whatever words stand for its places.
    fn has_title(&self, text: &str) -> bool {
        let [start, others @ ..] = self.pieces.as_slice() else { return false };
        let Some(mut rest) = text.strip_prefix(start.as_str()) else { return false };
        let Some((end, middle)) = others.split_last() else { return rest.is_empty() && !text.is_empty() };
        for piece in middle {
            let Some((_, after)) = rest.split_once(piece.as_str()) else { return false };
            rest = after;
        }
        !text.is_empty() && rest.ends_with(end.as_str())
    }
}

/// A number without its points and brackets: `II.2a)` is `ii2a`.
fn compact(number: &str) -> String {
    fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{CellRef, Place};
    use crate::workbook::sketch::{cell, with_catalogue};

    #[test]
    fn sections_are_named_by_number_title_or_both() {
        for (text, number, found) in [
            ("II.2.a", "II.2.a", ""),
            ("II.2a", "II.2.a", ""),
            ("ii.2.A)", "II.2.a", ""),
            ("II.2.Đ.", "II.2.đ", ""),
            ("I", "I", ""),
            ("về thể chế", "II.2.a", ""),
            ("II.2.đ) Kết quả giải quyết hồ sơ", "II.2.đ", ""),
            ("Nhiệm vụ năm 2024", "III", ""),
            ("III. Nhiệm vụ năm 2024", "III", ""),
            ("II.2.d Kết quả giải quyết hồ sơ", "II.2.d", "section-title-mismatch"),
            ("II.2.d Chuyện khác", "II.2.d", ""),
            ("II.2.f Kết quả giải quyết hồ sơ", "", "unknown-section"),
            ("II.9", "", "unknown-section"),
            ("#1", "", "unknown-section"),
        ] {
            let (read, names) = with_catalogue(|catalogue| {
                let mut reader = Reader::new(catalogue);
                let cell = cell(text);
                let spot = Spot { cell: cell.as_ref(), place: Place::cell("A", CellRef::new(0, 0)) };
                let read = reader.section(&spot).unwrap_or_default();
                (read, reader.findings().iter().map(|finding| finding.name).collect::<Vec<_>>())
            });
            assert_eq!((read.as_str(), names.join(" ").as_str()), (number, found), "{text}");
        }
    }
}
