//! Where some cells stand in the bytes of a sheet, so that they can be rewritten and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::sheet::{address, in_grid};
use crate::error::Result;
use crate::package::{Limits, Node, Walk, index, raw, raws};
use crate::place::CellRef;

/// Bytes of a part, the first and one past the last.
pub(crate) type Span = (usize, usize);

/// Where a cell stands, or could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spot {
    /// Its element.
    Cell(Standing),
    /// It has none: one may be put in here.
    Room {
        /// The byte.
        at: usize,
        /// The style that an empty cell has there.
        style: Option<usize>,
    },
}

/// The element of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) whole: Span,
    /// Its start tag, all of it where it is empty.
    pub(crate) opening: Span,
    pub(crate) style: Option<usize>,
    /// What the `t` attribute says.
    pub(crate) kind: String,
    /// The element `<f>`.
    pub(crate) formula: Option<Span>,
    /// The element `<v>`.
    pub(crate) value: Option<Span>,
    /// Its text.
    pub(crate) written: String,
}

/// The wanted cells of a sheet that was read before; those in rows that the part does not have are left out.
pub(crate) fn spots(
    (part, content): (&str, &[u8]),
    wanted: &BTreeSet<CellRef>,
    limits: &Limits,
) -> Result<BTreeMap<CellRef, Spot>> {
    let walk = Walk::new(part, content, limits)?;
    let mut scan = Scan { walk, wanted, columns: Vec::new(), found: BTreeMap::new(), row: 0, column: 0 };
    while let Some(node) = scan.walk.step()? {
        let Node::Open(element) = node else { continue };
        match (scan.walk.depth(), element.local_name().as_ref()) {
            (3, "col") => scan.columns.extend(styled(&element)),
            (3, "row") => scan.rows(&element)?,
            _ => {}
        }
    }
    Ok(scan.found)
}

struct Scan<'a> {
    walk: Walk<'a>,
    wanted: &'a BTreeSet<CellRef>,
    /// The first and the last column of each style, from 1, in their order.
    columns: Vec<(u64, u64, usize)>,
    found: BTreeMap<CellRef, Spot>,
    row: u64,
    column: u64,
}

impl Scan<'_> {
    /// A row, from its start tag to its end.
    fn rows(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let [written, style, custom] = raws(element, ["r", "s", "customFormat"]);
        if let Some(row) = written.and_then(|written| written.parse::<u64>().ok()) {
            self.row = row.saturating_sub(1);
        }
        let custom = custom.is_some_and(|custom| matches!(&*custom, "1" | "true"));
        let style = style.filter(|_| custom).and_then(|style| style.parse().ok());
        let tag = (index(self.walk.start()), index(self.walk.position()));
        self.column = 0;
        let mut last = tag.1;
        while self.walk.depth() >= 3 {
            match self.walk.step()? {
                None => break,
                Some(Node::Open(element)) if self.walk.depth() == 4 => {
                    let start = index(self.walk.start());
                    match element.local_name().as_ref() {
                        "c" => self.cell(&element, start, style)?,
                        _ => drop(self.inside()?),
                    }
                }
                Some(_) => last = index(self.walk.start()),
            }
        }
        // a row that closes itself has no room inside
        if last > tag.1 || tag.1 < index(self.walk.position()) {
            self.room(u64::MAX, last, style);
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>, start: usize, style: Option<usize>) -> Result<()> {
        let [written, own, kind] = raws(element, ["r", "s", "t"]);
        let named = written.and_then(|written| address(&written));
        let at = named.or_else(|| in_grid(self.row, self.column));
        let at = at.ok_or_else(|| self.walk.fault("có ô ngoài trang tính"))?;
        self.room(u64::from(at.column), start, style);
        self.column = u64::from(at.column) + 1;
        let opening = (start, index(self.walk.position()));
        let mut cell = Standing {
            whole: opening,
            opening,
            style: own.and_then(|own| own.parse().ok()),
            kind: kind.unwrap_or_default().into_owned(),
            formula: None,
            value: None,
            written: String::new(),
        };
        while self.walk.depth() >= 4 {
            let Some(node) = self.walk.step()? else { break };
            if let Node::Open(element) = node {
                let name = element.local_name().as_ref().to_owned();
                let from = index(self.walk.start());
                let text = self.inside()?;
                let whole = (from, index(self.walk.position()));
                match name.as_str() {
                    "f" => cell.formula = Some(whole),
                    "v" => (cell.value, cell.written) = (Some(whole), text),
                    _ => {}
                }
            }
        }
        cell.whole.1 = index(self.walk.position());
        if self.wanted.contains(&at) {
            self.found.insert(at, Spot::Cell(cell));
        }
        Ok(())
    }

    /// The text of the element that is open, up to its end.
    fn inside(&mut self) -> Result<String> {
        let outside = self.walk.depth() - 1;
        let mut text = String::new();
        while self.walk.depth() > outside {
            match self.walk.step()? {
                None => break,
                Some(Node::Text(piece) | Node::CData(piece)) => text.push_str(&piece),
                Some(Node::Reference(character)) => text.push(character),
                Some(_) => {}
            }
        }
        Ok(text)
    }

    /// Wanted cells of this row that stand before a column, and have not been met.
    fn room(&mut self, before: u64, at: usize, style: Option<usize>) {
        let (Some(first), Some(last)) = (
            in_grid(self.row, self.column),
            in_grid(self.row, before.saturating_sub(1).min(u64::from(u16::MAX >> 2))),
        ) else {
            return;
        };
        if first > last || before == 0 {
            return;
        }
        for wanted in self.wanted.range(first..=last) {
            let column = u64::from(wanted.column) + 1;
            let after = self.columns.partition_point(|(_, to, _)| *to < column);
            let of_column = self.columns.get(after).filter(|(from, ..)| *from <= column);
            let style = style.or(of_column.map(|(.., style)| *style));
            self.found.entry(*wanted).or_insert(Spot::Room { at, style });
        }
    }
}

/// The columns of a `<col>` and their style, where it names one.
fn styled(element: &BytesStart<'_>) -> Option<(u64, u64, usize)> {
    let number = |name| raw(element, name)?.parse::<u64>().ok();
    Some((number("min")?, number("max")?, raw(element, "style")?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sheet: &str, wanted: &[&str]) -> Vec<(String, Spot)> {
        let wanted = wanted.iter().map(|written| address(written).unwrap()).collect();
        let found = spots(("trang", sheet.as_bytes()), &wanted, &Limits::default()).unwrap();
        found.into_iter().map(|(at, spot)| (at.to_string(), spot)).collect()
    }

    const SHEET: &str = r#"<x:worksheet><x:cols><x:col min="4" max="5" style="7"/></x:cols><x:sheetData><x:row r="2"><x:c r="B2" s="3"/><x:c r="C2" t="s"><x:f>A1</x:f><x:v>5</x:v></x:c></x:row><x:row r="3" s="9" customFormat="1"><x:c r="F3"><x:v>1</x:v></x:c></x:row><x:row r="5"/></x:sheetData></x:worksheet>"#;

    #[test]
    fn cells_stand_where_their_bytes_are() {
        let text = |span: Span| SHEET.get(span.0..span.1).unwrap();
        let found = found(SHEET, &["B2", "C2"]);
        let [(_, Spot::Cell(empty)), (_, Spot::Cell(full))] = &found[..] else { panic!("{found:?}") };
        assert_eq!((text(empty.whole), empty.style), (r#"<x:c r="B2" s="3"/>"#, Some(3)));
        assert_eq!(empty.whole, empty.opening);
        assert_eq!(text(full.whole), r#"<x:c r="C2" t="s"><x:f>A1</x:f><x:v>5</x:v></x:c>"#);
        assert_eq!(text(full.opening), r#"<x:c r="C2" t="s">"#);
        assert_eq!((full.kind.as_str(), full.written.as_str()), ("s", "5"));
        assert_eq!(text(full.formula.unwrap()), "<x:f>A1</x:f>");
        assert_eq!(text(full.value.unwrap()), "<x:v>5</x:v>");
    }

    #[test]
    fn cells_that_are_not_there_have_room_in_their_row() {
        let before = |text: &str| SHEET.find(text).unwrap();
        let found = found(SHEET, &["A2", "D2", "D3", "G3", "A4", "A5"]);
        let expected = [
            ("A2", before(r#"<x:c r="B2""#), None),
            ("D2", before("</x:row>"), Some(7)),
            ("D3", before(r#"<x:c r="F3""#), Some(9)),
            ("G3", SHEET.rfind("</x:row>").unwrap(), Some(9)),
        ];
        let expected = expected.map(|(at, byte, style)| (at.to_owned(), Spot::Room { at: byte, style }));
        assert_eq!(found, expected);
    }
}
