//! The numeric cells of the clean sample's workbook, and the workbook with one of them changed.

use std::sync::LazyLock;

use crate::package::{Parts, packed, parts};
use crate::support::WORKBOOK;

/// The sheets with figures and the part each is written to.
const SHEETS: [(&str, &str); 3] = [
    ("Nhiệm vụ", "xl/worksheets/sheet2.xml"),
    ("Phụ lục 1", "xl/worksheets/sheet3.xml"),
    ("Số liệu", "xl/worksheets/sheet4.xml"),
];

/// Numbers of days, which no count of the sample comes near.
const DAYS: std::ops::Range<f64> = 40_000.0..50_000.0;

static PARTS: LazyLock<Parts> = LazyLock::new(|| parts(WORKBOOK));

/// A numeric cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) sheet: &'static str,
    part: &'static str,
    /// As `D12`.
    pub(crate) address: String,
    /// As the file spells it.
    pub(crate) value: String,
}

/// Every numeric cell; ordinals and days aside.
pub(crate) fn numeric() -> Vec<Cell> {
    let mut found = Vec::new();
    for (sheet, part) in SHEETS {
        for chunk in PARTS[part].split("<c r=\"").skip(1) {
            let (address, rest) = chunk.split_once('"').unwrap();
            let Some((attributes, inside)) = rest.split_once('>') else { continue };
            let value = inside.strip_prefix("<v>").and_then(|inside| inside.split_once("</v>"));
            let Some((value, _)) = value.filter(|_| !attributes.contains("t=\"")) else { continue };
            let ordinal = sheet == "Nhiệm vụ" && address.starts_with('A');
            if !ordinal && !DAYS.contains(&value.parse().unwrap()) {
                let (address, value) = (address.to_owned(), value.to_owned());
                found.push(Cell { sheet, part, address, value });
            }
        }
    }
    found
}

impl Cell {
    /// As findings print it: `Số liệu!D12`.
    pub(crate) fn place(&self) -> String {
        format!("{}!{}", self.sheet, self.address)
    }

    /// The workbook with another value here.
    pub(crate) fn changed_to(&self, value: &str) -> Vec<u8> {
        changed([(self, value)])
    }

    /// The text of a part with another value here.
    fn put(&self, xml: &str, value: &str) -> String {
        let start = xml.find(&format!("<c r=\"{}\"", self.address)).unwrap();
        let from = start + xml[start..].find("<v>").unwrap() + 3;
        let to = from + xml[from..].find("</v>").unwrap();
        assert_eq!(&xml[from..to], self.value);
        [&xml[..from], value, &xml[to..]].concat()
    }
}

/// The workbook with other values in some cells, each named once.
pub(crate) fn changed<'c>(cells: impl IntoIterator<Item = (&'c Cell, &'c str)>) -> Vec<u8> {
    let mut parts = PARTS.clone();
    for (cell, value) in cells {
        let xml = cell.put(&parts[cell.part], value);
        parts.insert(cell.part.to_owned(), xml);
    }
    packed(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}
