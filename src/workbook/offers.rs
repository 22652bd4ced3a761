//! What the cells of a sheet offer before they are filled in: their colours and their drop-down lists.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::BytesStart;

use super::grid::{Outline, Region, address};
use crate::error::Result;
use crate::num::fold;
use crate::package::{Expected, Limits, Node, Package, Walk, at_most, count, is_open_spreadsheet, raw, raws};
use crate::place::CellRef;

/// The colours and lists of one sheet.
#[derive(Debug, Default)]
pub(super) struct Offers {
    colours: HashMap<CellRef, u32>,
    lists: Vec<(Region, Vec<u32>)>,
}

impl Offers {
    /// Reads them from the sheet of this name; nothing from an .ods, whose looks are not read.
    pub(super) fn read<R: Read + Seek>(input: R, name: &str, limits: &Limits) -> Result<Option<Self>> {
        let mut package = Package::open(input, Expected::Workbook, limits)?;
        if is_open_spreadsheet(&mut package)? {
            return Ok(None);
        }
        let outline = Outline::read(&mut package, limits)?;
        let Some(listed) = outline.sheets.iter().find(|listed| fold(&listed.name) == fold(name)) else {
            return Ok(Some(Self::default()));
        };
        let colours = match &outline.styles {
            Some(part) => colours(&mut Walk::new(part, &package.xml(part)?, limits)?)?,
            None => Vec::new(),
        };
        let content = package.xml(&listed.part)?;
        let mut offers = Self::default();
        let mut walk = Walk::new(&listed.part, &content, limits)?;
        while let Some(node) = walk.step()? {
            let Node::Open(element) = node else { continue };
            match element.local_name().as_ref() {
                "c" => offers.cell(&element, &colours),
                "dataValidation" => offers.validation(&element, &mut walk)?,
                _ => {}
            }
        }
        Ok(Some(offers))
    }

    /// The fill of a cell, as `0xFFE699`.
    pub(super) fn colour(&self, at: CellRef) -> Option<u32> {
        self.colours.get(&at).copied()
    }

    /// The codes that a cell's list offers.
    pub(super) fn answers(&self, at: CellRef) -> Option<&[u32]> {
        let covers = |(first, last): &Region| {
            (first.row..=last.row).contains(&at.row) && (first.column..=last.column).contains(&at.column)
        };
        self.lists.iter().find(|(region, _)| covers(region)).map(|(_, codes)| codes.as_slice())
    }

    fn cell(&mut self, element: &BytesStart<'_>, colours: &[Option<u32>]) {
        let [reference, style] = raws(element, ["r", "s"]);
        let style = style.and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
        let at = reference.as_deref().and_then(address);
        if let (Some(at), Some(Some(colour))) = (at, colours.get(style)) {
            self.colours.insert(at, *colour);
        }
    }

    fn validation(&mut self, element: &BytesStart<'_>, walk: &mut Walk<'_>) -> Result<()> {
        let [kind, cells] = raws(element, ["type", "sqref"]);
        let codes = codes(&text_of(walk)?).filter(|_| kind.as_deref() == Some("list"));
        let Some(codes) = codes else { return Ok(()) };
        for region in cells.as_deref().unwrap_or_default().split_whitespace().filter_map(region) {
            self.lists.push((region, codes.clone()));
        }
        at_most(("merges", walk.limits().merges), count(self.lists.len()), || {
            "số vùng có danh sách chọn".to_owned()
        })
    }
}

/// The text inside the element that was just opened.
fn text_of(walk: &mut Walk<'_>) -> Result<String> {
    let outside = walk.depth() - 1;
    let mut said = String::new();
    while walk.depth() > outside {
        match walk.step()? {
            None => break,
            Some(Node::Text(text) | Node::CData(text)) => said.push_str(&text),
            Some(Node::Reference(character)) => said.push(character),
            Some(_) => {}
        }
    }
    Ok(said)
}

/// `"0,1,-"`: the codes of a list; none where it lists something else.
fn codes(list: &str) -> Option<Vec<u32>> {
    let inside = list.trim().strip_prefix('"')?.split('"').next()?;
    let offered = inside.split(',').map(str::trim).filter(|one| *one != "-");
    offered.map(|one| one.parse().ok()).collect()
}

fn region(written: &str) -> Option<Region> {
    let (first, last) = written.split_once(':').unwrap_or((written, written));
    Some((address(first)?, address(last)?))
}

/// The fill of each cell format, by its number.
fn colours(walk: &mut Walk<'_>) -> Result<Vec<Option<u32>>> {
    let (mut fills, mut formats) = (Vec::new(), Vec::new());
    let mut table = String::new();
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else { continue };
        match (walk.depth(), element.local_name().as_ref()) {
            (2, name) => table = name.to_owned(),
            (3, "fill") if table == "fills" => fills.push(None),
            (5, "fgColor") if table == "fills" => {
                fills.last_mut().into_iter().for_each(|last| *last = rgb(&element));
            }
            (3, "xf") if table == "cellXfs" => {
                let fill = raw(&element, "fillId").and_then(|fill| fill.parse::<usize>().ok());
                formats.push(fill.and_then(|fill| fills.get(fill).copied().flatten()));
                at_most(("formats", walk.limits().formats), count(formats.len()), || "số kiểu ô".to_owned())?;
            }
            _ => {}
        }
    }
    Ok(formats)
}

/// A colour that is given outright, without its opacity.
fn rgb(element: &BytesStart<'_>) -> Option<u32> {
    let written = raw(element, "rgb")?;
    u32::from_str_radix(&written, 16).ok().map(|colour| colour & 0x00FF_FFFF)
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn a_list_of_codes_is_told_from_a_list_of_words() {
        assert_eq!(codes("\"0,1, 2,-\""), Some(vec![0, 1, 2]));
        for other in ["\"căn cứ,viện dẫn\"", "'Hướng dẫn'!$B$2:$B$9", ""] {
            assert_eq!(codes(other), None, "{other}");
        }
    }
}
