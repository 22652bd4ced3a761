//! The items of a footnote: `Phó Chủ tịch (2)` or `2 người` between separators, against the figure they explain.

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims};
use crate::claims::{Bindings, plain};
use crate::model::{Book, Catalogue, Inline, NoteItems, NoteText, Operand, Relation, Weight};
use crate::num::{CellText, Figure, parse_cell};

/// Reads a note's items and what they are to the figure that the note explains.
pub(crate) fn read(
    note: &NoteText,
    book: &Book,
    catalogue: &Catalogue,
    (claims, bindings): (&mut Claims, &Bindings),
) {
    let Some(code) = &note.explains else { return };
    let Some(figure) = bindings.get(&Operand::Now(code.clone())).copied() else { return };
    let text = printed(note, book);
    let items = items(&text);
    let declared = catalogue.notes.iter().find(|rule| rule.figure == *code).map(|rule| rule.items);
    let kind = declared.unwrap_or_else(|| likely(&text, &items));
    let relation = match kind {
        NoteItems::List => {
            Relation::Equal { figures: vec![figure, add_count(note, (&text, &items), claims)] }
        }
        NoteItems::Sum => Relation::Sum { total: figure, parts: add_items(note, &items, claims) },
        NoteItems::Part => Relation::PartOf { whole: figure, parts: add_items(note, &items, claims) },
    };
    if relation.members().count() > 1 {
        let basis = Basis::Note { code: note.code.clone() };
        claims.relations.push(Bound { relation, basis, weight: Weight::Must });
    }
}

/// The items of a note that are not counted and hold digits: numbers that nothing stands behind.
pub(crate) fn loose(words: &str) -> Vec<&str> {
    let loose = |item: &Item<'_>| item.figure.is_none() && item.words.bytes().any(|b| b.is_ascii_digit());
    items(words).into_iter().filter(loose).map(|item| item.words).collect()
}

/// A name and its count, as `Phó Chủ tịch UBND xã (2)`.
struct Item<'a> {
    words: &'a str,
    figure: Option<Figure>,
}

/// The note as it will be printed.
fn printed(note: &NoteText, book: &Book) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) => text.clone(),
        Inline::Figure(code) => {
            book.figure(code.as_str()).map(|figure| figure.to_string()).unwrap_or_default()
        }
        Inline::Citation(_) | Inline::Note(_) => "…".to_owned(),
    };
    note.text.iter().map(piece).collect()
}

fn items(text: &str) -> Vec<Item<'_>> {
    let mut separators = vec![';', '\n'];
    if !text.contains(';') {
        separators.push(',');
    }
    let words = text.split(separators.as_slice()).map(str::trim).filter(|words| !words.is_empty());
    words.map(|words| Item { words, figure: count(words) }).collect()
}

/// `(2)` at the end of an item, or a figure before its noun: `cán bộ là 9 người`.
fn count(words: &str) -> Option<Figure> {
    let words = words.trim_end_matches(['.', ',']).trim_end();
    if let Some(inner) = words.strip_suffix(')')
        && let Some((_, inner)) = inner.rsplit_once('(')
        && let CellText::Figure { figure, .. } = parse_cell(inner)
    {
        return Some(figure);
    }
    let starts = words.char_indices().filter(|(at, _)| {
        let before = words.get(..*at).and_then(|before| before.chars().next_back());
        before.is_none_or(|char| char.is_whitespace() || char == ':')
    });
    starts.filter_map(|(at, _)| words.get(at..)).find_map(|tail| match parse_cell(tail) {
        CellText::Figure { figure, unit } if !unit.is_empty() => Some(figure),
        _ => None,
    })
}

/// What an undeclared note's items are: a part where it says so, a list where nothing is counted.
fn likely(text: &str, items: &[Item<'_>]) -> NoteItems {
    if text.trim_start().to_lowercase().starts_with("trong đó, có") {
        NoteItems::Part
    } else if items.iter().all(|item| item.figure.is_none()) {
        NoteItems::List
    } else {
        NoteItems::Sum
    }
}

fn add_items(note: &NoteText, items: &[Item<'_>], claims: &mut Claims) -> Vec<ClaimId> {
    let counted = items.iter().filter_map(|item| Some((item.words, item.figure?)));
    counted
        .map(|(words, figure)| {
            claims.add(plain(words.to_owned(), figure, (note.place.clone(), words.to_owned())))
        })
        .collect()
}

fn add_count(note: &NoteText, (text, items): (&str, &[Item<'_>]), claims: &mut Claims) -> ClaimId {
    let figure = Figure::count(u64::try_from(items.len()).unwrap_or(u64::MAX));
    let counted = plain("số mục của chú thích".to_owned(), figure, (note.place.clone(), text.to_owned()));
    claims.add(Claim { typed: false, ..counted })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Vec<String> {
        items(text)
            .iter()
            .map(|item| item.figure.map_or("?".to_owned(), |figure| figure.to_string()))
            .collect()
    }

    #[test]
    fn items_are_counted_after_or_before_their_noun() {
        assert_eq!(counts("Bí thư (1); Phó Chủ tịch UBND xã (2); Tư pháp - Hộ tịch (1)."), ["1", "2", "1"]);
        assert_eq!(counts("Trong đó, cán bộ là 9 người; công chức là 6 người."), ["9", "6"]);
        assert_eq!(counts("cán bộ 9 người, công chức 6 người"), ["9", "6"]);
        assert_eq!(counts("Thông báo A; Thông báo B"), ["?", "?"]);
    }

    #[test]
    fn counted_items_are_no_loose_numbers() {
        assert_eq!(loose("Gồm: Bí thư (1); Phó Chủ tịch UBND xã (2)."), [""; 0]);
        assert_eq!(loose("Bí thư (1); đợt 2"), ["đợt 2"]);
    }
}
