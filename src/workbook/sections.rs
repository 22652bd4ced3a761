//! The section (mục) that a row names: by the number as the report prints it, by its title, or by both.

use super::codes;
use super::reader::{Reader, Spot};
use super::words::key;
use crate::model::Section;
use crate::num::fold;

impl Reader<'_> {
    /// The number of the section that a cell names; one that the report does not have is reported.
    pub(super) fn section(&mut self, spot: &Spot<'_>) -> Option<String> {
        let sections = &self.catalogue.sections;
        let text = spot.shown();
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
        let Some(numbered) = sections.iter().find(|section| compact(&section.number) == compact(first))
        else {
            return self.titled(&text, rest, spot);
        };
        let other = titled(sections, rest).filter(|_| !has_title(numbered, rest));
        if let Some(other) = other {
            let facts = [
                ("number", numbered.number.as_str()),
                ("title", &numbered.title),
                ("other", &other.number),
                ("other-title", &other.title),
            ];
            self.report(codes::SECTION_TITLE_MISMATCH, "title", spot, &facts);
        }
        Some(numbered.number.clone())
    }

    /// The section of a title; `rest` is the text without its first word, which may be a number of old.
    fn titled(&mut self, text: &str, rest: &str, spot: &Spot<'_>) -> Option<String> {
        let sections = &self.catalogue.sections;
        if let Some(section) = titled(sections, text) {
            return Some(section.number.clone());
        }
        match titled(sections, rest) {
            Some(meant) => {
                let facts = [("number", meant.number.as_str()), ("title", &meant.title)];
                self.report(codes::UNKNOWN_SECTION, "number", spot, &facts);
            }
            None => {
                let numbers: Vec<&str> = sections.iter().map(|section| section.number.as_str()).collect();
                self.report(codes::UNKNOWN_SECTION, "unknown", spot, &[("numbers", &numbers.join(", "))]);
            }
        }
        None
    }
}

/// A number without its points and brackets: `II.2a)` is `ii2a`.
fn compact(number: &str) -> String {
    fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The one section of this title.
fn titled<'a>(sections: &'a [Section], text: &str) -> Option<&'a Section> {
    let mut found = sections.iter().filter(|section| has_title(section, text));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a text is the section's title, whatever words stand for its places.
fn has_title(section: &Section, text: &str) -> bool {
    let text = key(text);
    let pieces: Vec<String> = section
        .title
        .split('{')
        .enumerate()
        .map(|(index, piece)| {
            key(if index == 0 { piece } else { piece.split_once('}').map_or("", |(_, after)| after) })
        })
        .collect();
    let [start, others @ ..] = pieces.as_slice() else { return false };
    let Some(mut rest) = text.strip_prefix(start.as_str()) else { return false };
    let Some((end, middle)) = others.split_last() else { return rest.is_empty() && !text.is_empty() };
    for piece in middle {
        let Some((_, after)) = rest.split_once(piece.as_str()) else { return false };
        rest = after;
    }
    !text.is_empty() && rest.ends_with(end.as_str())
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
                (read, reader.findings.iter().map(|finding| finding.name).collect::<Vec<_>>())
            });
            assert_eq!((read.as_str(), names.join(" ").as_str()), (number, found), "{text}");
        }
    }
}
