//! A guarded walk over one sheet, cell by cell: what the spreadsheet reader will not tell, or would
//! tell wrong.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::strings::{Runs, read_runs};
use super::value::excerpt;
use crate::error::Result;
use crate::package::{Limits, Node, Walk, at_most, count, index, raw, raws};
use crate::place::CellRef;

/// The rows of a sheet.
const ROWS: u64 = 1_048_576;
/// Its columns.
const COLUMNS: u64 = 16_384;

/// Two opposite corners of a merged region.
pub(crate) type Region = (CellRef, CellRef);

/// A sheet being walked.
pub(crate) struct SheetWalk<'a> {
    walk: Walk<'a>,
    row: u32,
    column: u32,
}

/// What the file says of one cell.
pub(crate) struct Facts<'a> {
    pub(crate) at: CellRef,
    /// Whether the file gives the address; else the cell follows the one before.
    pub(crate) addressed: bool,
    pub(crate) kind: CellKind,
    pub(crate) style: Option<usize>,
    pub(crate) formula: bool,
    /// The content of `<v>`.
    pub(crate) value: Option<Cow<'a, str>>,
    /// The content of `<is>`.
    pub(crate) inline: Option<Runs>,
    /// Why the content cannot be believed, in Vietnamese.
    pub(crate) fault: Option<&'static str>,
}

/// What the `t` attribute says of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// `n`, or no attribute.
    Number,
    /// `s`: an index into the shared strings.
    Shared,
    /// `str`: text in place.
    Text,
    /// `inlineStr`: text in `<is>`.
    Inline,
    Bool,
    Error,
    Date,
    /// Nothing that a file may say.
    Unknown,
}

/// The content of `<v>`: the spreadsheet reader takes only the first piece of a number or an index,
/// and no CDATA.
struct Written<'a> {
    text: Cow<'a, str>,
    pieces: u32,
    odd: bool,
}

impl<'a> SheetWalk<'a> {
    /// Walks up to the cells.
    pub(crate) fn open(part: &'a str, content: &'a [u8], limits: &'a Limits) -> Result<Self> {
        let mut walk = Walk::new(part, content, limits)?;
        to_cells(&mut walk)?;
        Ok(Self { walk, row: 0, column: 0 })
    }

    /// The next cell, blank ones too, or `None` after the last.
    pub(crate) fn next_cell(&mut self) -> Result<Option<Facts<'a>>> {
        while self.walk.depth() >= 2 {
            let Some(node) = self.walk.step()? else { break };
            match node {
                Node::Open(element) if self.walk.depth() == 3 => self.open_row(&element)?,
                Node::Open(element) if self.walk.depth() == 4 && is(&element, "c") => {
                    return self.cell(&element).map(Some);
                }
                Node::Open(element)
                    if is(&element, "c") || is(&element, "row") || is(&element, "sheetData") =>
                {
                    return Err(self.walk.fault("ô đặt sai chỗ"));
                }
                Node::Close if self.walk.depth() == 2 => {
                    self.row += 1;
                    self.column = 0;
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// The merged regions, which stand after the cells; walks to the end of the part.
    pub(crate) fn finish(mut self) -> Result<Vec<Region>> {
        let mut merges = Vec::new();
        while let Some(node) = self.walk.step()? {
            let Node::Open(element) = node else { continue };
            if is(&element, "sheetData") {
                return Err(self.walk.fault("có hơn một bảng ô"));
            }
            if is(&element, "mergeCell") && self.walk.depth() == 3 {
                merges.push(self.region(&element)?);
                at_most(("merges", self.walk.limits().merges), count(merges.len()), || {
                    "số vùng ô gộp của một trang tính".to_owned()
                })?;
            }
        }
        Ok(merges)
    }

    fn region(&self, element: &BytesStart<'_>) -> Result<Region> {
        let written = raw(element, "ref").unwrap_or_default();
        let (first, last) = written.split_once(':').unwrap_or((&written, &written));
        match corners(first, last) {
            Some((first, last)) if first.row <= last.row && first.column <= last.column => Ok((first, last)),
            _ => Err(self.walk.fault(format!("vùng ô gộp “{}” không có thật", excerpt(&written)))),
        }
    }

    fn open_row(&mut self, element: &BytesStart<'_>) -> Result<()> {
        if !is(element, "row") {
            return Err(self.walk.fault("bảng ô có thẻ lạ"));
        }
        if let Some(written) = raw(element, "r") {
            let row = row_of(&written).and_then(|row| in_grid(row, 0));
            self.row = row
                .ok_or_else(|| self.walk.fault(format!("dòng “{}” không có thật", excerpt(&written))))?
                .row;
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<Facts<'a>> {
        let [reference, style, kind] = raws(element, ["r", "s", "t"]);
        let addressed = reference.is_some();
        let at = self.position(reference.as_deref())?;
        self.column = u32::from(at.column) + 1;
        let style = style.map(|written| written.parse().unwrap_or(usize::MAX));
        let kind = CellKind::of(kind.as_deref());
        let mut facts =
            Facts { at, addressed, kind, style, formula: false, value: None, inline: None, fault: None };
        while self.walk.depth() >= 4 {
            match self.walk.step()? {
                None => break,
                Some(Node::Open(element)) => self.content(&element, &mut facts)?,
                Some(_) => {}
            }
        }
        Ok(facts)
    }

    fn position(&self, reference: Option<&str>) -> Result<CellRef> {
        let here = in_grid(u64::from(self.row), u64::from(self.column));
        let Some(written) = reference else {
            return here.ok_or_else(|| self.walk.fault("có ô ngoài trang tính"));
        };
        address(written).filter(|at| at.row == self.row).ok_or_else(|| {
            let row = u64::from(self.row) + 1;
            self.walk.fault(format!("dòng {row} có ô “{}”: địa chỉ không có thật", excerpt(written)))
        })
    }

    fn content(&mut self, element: &BytesStart<'_>, facts: &mut Facts<'a>) -> Result<()> {
        let taken = facts.value.is_some() || facts.inline.is_some();
        match element.local_name().as_ref() {
            "f" => {
                facts.formula = true;
                if taken {
                    facts.fault = Some("giá trị đứng trước công thức");
                }
                self.skip()?;
            }
            "v" => {
                let written = self.value()?;
                let inline = facts.kind == CellKind::Inline;
                if taken && !inline {
                    facts.fault = Some("ô có hai giá trị");
                } else if !inline && (written.odd || (written.pieces > 1 && facts.kind != CellKind::Text)) {
                    facts.fault = Some("giá trị viết không đúng chuẩn");
                }
                facts.value = Some(written.text);
            }
            "is" => {
                if facts.inline.is_some() {
                    facts.fault = Some("ô có hai giá trị");
                }
                facts.inline = Some(read_runs(&mut self.walk)?);
            }
            "c" => return Err(self.walk.fault("ô đặt sai chỗ")),
            _ => self.skip()?,
        }
        Ok(())
    }

    fn value(&mut self) -> Result<Written<'a>> {
        let outside = self.walk.depth() - 1;
        let mut written = Written { text: Cow::Borrowed(""), pieces: 0, odd: false };
        while self.walk.depth() > outside {
            let Some(node) = self.walk.step()? else { break };
            match node {
                Node::Text(text) => written.text += text,
                Node::Reference(character) => written.text.to_mut().push(character),
                Node::Close => continue,
                Node::Open(_) | Node::CData(_) | Node::Aside => written.odd = true,
            }
            written.pieces += 1;
        }
        at_most(("cell_text_bytes", self.walk.limits().cell_text_bytes), count(written.text.len()), || {
            "chữ của một ô (byte)".to_owned()
        })?;
        Ok(written)
    }

    fn skip(&mut self) -> Result<()> {
        let outside = self.walk.depth() - 1;
        while self.walk.depth() > outside {
            match self.walk.step()? {
                None => break,
                Some(Node::Open(element)) if is(&element, "c") => {
                    return Err(self.walk.fault("ô đặt sai chỗ"));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

impl CellKind {
    fn of(written: Option<&str>) -> Self {
        match written.unwrap_or_default() {
            "" | "n" => Self::Number,
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" | "is" => Self::Inline,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Unknown,
        }
    }
}

/// The part as it may be handed on: the root, and everything from the cells on. What stands before
/// (a dimension, often a wrong one) is checked here and left out.
pub(crate) fn from_cells<'c>(part: &str, content: &'c [u8], limits: &Limits) -> Result<(Vec<u8>, &'c [u8])> {
    let mut walk = Walk::new(part, content, limits)?;
    let root = to_cells(&mut walk)?;
    Ok((format!("<{root}>").into_bytes(), content.get(index(walk.start())..).unwrap_or_default()))
}

/// Walks up to the cells; gives the name of the root.
fn to_cells(walk: &mut Walk<'_>) -> Result<String> {
    let mut root = String::new();
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else { continue };
        match (walk.depth(), is(&element, "sheetData")) {
            (1, _) if is(&element, "worksheet") => root = element.name().as_ref().to_owned(),
            (2, true) => return Ok(root),
            (2.., false) => {}
            _ => break,
        }
    }
    Err(walk.fault("không phải nội dung của một trang tính"))
}

fn is(element: &BytesStart<'_>, name: &str) -> bool {
    element.local_name().as_ref() == name
}

/// The corners of a region as `B2:C5`, of whole rows as `50:50` or of whole columns as `B:C`.
fn corners(first: &str, last: &str) -> Option<Region> {
    let of_cells = address(first).zip(address(last));
    let of_rows = || row_of(first).zip(row_of(last));
    let of_columns = || column_of(first).zip(column_of(last));
    of_cells
        .or_else(|| of_rows().and_then(|(first, last)| in_grid(first, 0).zip(in_grid(last, COLUMNS - 1))))
        .or_else(|| of_columns().and_then(|(first, last)| in_grid(0, first).zip(in_grid(ROWS - 1, last))))
}

/// An address as `B12`, in the grid and without signs.
pub(crate) fn address(written: &str) -> Option<CellRef> {
    let (letters, digits) =
        written.split_at_checked(written.bytes().take_while(u8::is_ascii_alphabetic).count())?;
    in_grid(row_of(digits)?, column_of(letters)?)
}

/// A column by its letters, from 0.
fn column_of(letters: &str) -> Option<u64> {
    let letters_only =
        matches!(letters.len(), 1..=3) && letters.bytes().all(|letter| letter.is_ascii_alphabetic());
    let place = |letter: u8| u64::from(letter.to_ascii_uppercase() - b'A') + 1;
    letters_only.then(|| letters.bytes().fold(0, |sum, letter| sum * 26 + place(letter)))?.checked_sub(1)
}

/// A row by its printed number, from 0.
fn row_of(digits: &str) -> Option<u64> {
    let digits_only = matches!(digits.len(), 1..=7) && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits_only.then(|| digits.parse::<u64>().ok())??.checked_sub(1)
}

/// The address of a row and a column, if a sheet has them.
pub(super) fn in_grid(row: u64, column: u64) -> Option<CellRef> {
    let inside = row < ROWS && column < COLUMNS;
    Some(CellRef::new(u32::try_from(row).ok()?, u16::try_from(column).ok()?)).filter(|_| inside)
}

#[cfg(test)]
mod tests {
    use super::address;
    use crate::place::CellRef;

    #[test]
    fn addresses_lie_in_the_grid() {
        assert_eq!(address("A1"), Some(CellRef::new(0, 0)));
        assert_eq!(address("xfd1048576"), Some(CellRef::new(1_048_575, 16_383)));
        for junk in
            ["", "A", "1", "A0", "XFE1", "A1048577", "A4294967297", "$A$1", "A-1", "A1B", "Đ1", "AAAA1"]
        {
            assert_eq!(address(junk), None, "{junk}");
        }
    }
}
