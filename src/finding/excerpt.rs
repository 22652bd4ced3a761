//! An excerpt: the printed words around a figure, and where in them the figure stands.

use std::ops::Range;

use crate::place::Place;

/// How many characters of the text an excerpt keeps before and after the figure.
const AROUND: usize = 30;

/// An excerpt in three pieces, the accused words in the middle; `…` stands where the text goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pointed {
    pub(crate) before: String,
    pub(crate) words: String,
    pub(crate) after: String,
}

/// The printed words around a span of a text.
pub(crate) fn around(letters: &[char], start: usize, end: usize) -> String {
    let (from, to) = (start.saturating_sub(AROUND), letters.len().min(end + AROUND));
    letters.get(from..to).unwrap_or_default().iter().collect()
}

/// [`around`] for a span of bytes.
pub(crate) fn around_in(text: &str, span: Range<usize>) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last().map_or(span.start, |(at, _)| at);
    let after = text.get(span.end..).unwrap_or_default();
    let to = after.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    text.get(from..to).unwrap_or_default().to_owned()
}

/// An excerpt with the words that a place spans, and without the halves of words at its ends.
///
/// None where the excerpt does not tell: words that only might be meant are not pointed at.
pub(crate) fn pointed(place: &Place, excerpt: &str, found: Option<&str>) -> Option<Pointed> {
    let (start, _) = place.span()?;
    let span = accused(place, excerpt, found)?;
    let letters: Vec<char> = excerpt.chars().collect();
    let piece = |range: Range<usize>| letters.get(range).unwrap_or_default().iter().collect::<String>();
    let (before, after) = (piece(0..span.start), piece(span.end..letters.len()));
    let goes_on = letters.len() - span.end == AROUND;
    Some(Pointed {
        before: match before.split_once(' ').filter(|_| span.start == AROUND && start > AROUND) {
            Some((_, whole)) => format!("…{whole}"),
            None => before,
        },
        words: piece(span),
        after: match after.rsplit_once(' ').filter(|_| goes_on) {
            Some((whole, _)) => format!("{whole}…"),
            None => after,
        },
    })
}

/// Where in an excerpt the words stand that a place spans, in scalar values.
fn accused(place: &Place, excerpt: &str, found: Option<&str>) -> Option<Range<usize>> {
    let (start, end) = place.span().filter(|(start, end)| start < end)?;
    let letters: Vec<char> = excerpt.chars().collect();
    let wide = end - start;
    if letters.len() == wide {
        return Some(0..wide);
    }
    let found: Vec<char> = found.unwrap_or_default().chars().collect();
    let from = start.min(AROUND);
    let cut = Some(from..from + wide).filter(|cut| is_whole(&letters, cut));
    match cut.clone().filter(|cut| letters.get(cut.clone()) == Some(found.as_slice())) {
        Some(cut) => Some(cut),
        None => only(&letters, &found).or(cut.filter(|cut| letters.len() <= cut.end + AROUND)),
    }
}

/// The one place where words stand in a text; none where they stand twice.
fn only(letters: &[char], words: &[char]) -> Option<Range<usize>> {
    let last = letters.len().checked_sub(words.len()).filter(|_| !words.is_empty())?;
    let spans = (0..=last).map(|from| from..from + words.len());
    let mut meant = spans.filter(|span| letters.get(span.clone()) == Some(words) && is_whole(letters, span));
    meant.next().filter(|_| meant.next().is_none())
}

/// Whether a span of a text starts and ends between words.
fn is_whole(letters: &[char], span: &Range<usize>) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphanumeric());
    let starts = word(span.start.checked_sub(1)) && word(Some(span.start));
    let ends = word(span.end.checked_sub(1)) && word(Some(span.end));
    span.end <= letters.len() && !starts && !ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(start: usize, end: usize) -> Place {
        Place::Paragraph { index: 0, start, end, section: None }
    }

    /// The excerpt of a figure of a text.
    fn figure(text: &str, figure: &str, found: Option<&str>) -> Option<Pointed> {
        let letters: Vec<char> = text.chars().collect();
        let start = text.split(figure).next().unwrap().chars().count();
        let end = start + figure.chars().count();
        let excerpt = around(&letters, start, end);
        pointed(&paragraph(start, end), &excerpt, found)
    }

    #[test]
    fn a_figure_is_found_in_its_own_excerpt() {
        let long =
            "Trong kỳ, Ủy ban nhân dân xã đã tiếp nhận tổng số hồ sơ là 3.472, đạt 44,3% kế hoạch được giao";
        for (text, printed) in
            [("1 và 1 là 2", "1"), ("đạt 44,3%.", "44,3%"), (long, "44,3%"), (long, "3.472"), ("12", "12")]
        {
            for found in [None, Some(printed), Some("khác")] {
                assert_eq!(figure(text, printed, found).unwrap().words, printed, "{text} {found:?}");
            }
        }
        let Pointed { before, after, .. } = figure(long, "44,3%", None).unwrap();
        assert_eq!(
            (before.as_str(), after.as_str()),
            ("…tổng số hồ sơ là 3.472, đạt ", " kế hoạch được giao")
        );
        let Pointed { before, after, .. } =
            figure(long.strip_prefix("Trong kỳ").unwrap(), "tiếp", None).unwrap();
        assert_eq!(
            (before.as_str(), after.as_str()),
            (", Ủy ban nhân dân xã đã ", " nhận tổng số hồ sơ là 3.472,…")
        );
    }

    #[test]
    fn an_excerpt_of_another_shape_points_at_what_was_found_once() {
        let place = paragraph(200, 202);
        assert_eq!(accused(&place, "đã mở 20 lớp", Some("20")), Some(6..8));
        assert_eq!(accused(&place, "đã mở 20 lớp, 20 lượt", Some("20")), None);
        assert_eq!(accused(&place, "đã mở 120 lớp", Some("20")), None, "part of another figure");
        assert_eq!(accused(&place, "đã mở hai mươi lớp", None), None);
        assert_eq!(accused(&paragraph(0, 900), "20 lớp", None), None);
    }

    #[test]
    fn a_cell_of_a_sheet_has_no_span() {
        assert_eq!(accused(&Place::Workbook, "20", Some("20")), None);
    }
}
