//! A form that the catalogue does not know: its cells are held to the units that its own rows print.

use std::collections::BTreeMap;

use crate::document::Cells;
use crate::finding::{Finding, say};
use crate::num::{CellText, fold, parse_cell};
use crate::recognition::sheet::{HEAD, is_form};
use crate::workbook::NOT_A_NUMBER;

/// So many words a unit has at most; longer ones explain the row.
const UNIT: usize = 3;

/// Looks for words where a form's row asks for a figure, and for codes that its unit does not list.
pub(super) fn read(tables: &BTreeMap<usize, Cells>, known: impl Fn(usize) -> bool) -> Vec<Finding> {
    let foreign = tables.iter().filter(|(number, cells)| !known(**number) && is_form(cells));
    foreign.flat_map(|(_, cells)| rows(cells)).collect()
}

fn rows(cells: &Cells) -> Vec<Finding> {
    let (Some((head, unit)), Some((_, value))) = (column(cells, "đơn vị tính"), column(cells, "số liệu"))
    else {
        return Vec::new();
    };
    let below = cells.iter().filter(|((row, at), (text, _))| *row > head && *at == value && !text.is_empty());
    below
        .filter_map(|((row, _), (text, place))| {
            let unit = cells.get(&(*row, unit)).map(|(text, _)| text.as_str())?;
            let message = fault(unit, text)?;
            Some(
                Finding::new(NOT_A_NUMBER, place.clone(), message)
                    .excerpt(text.as_str())
                    .found(text.as_str()),
            )
        })
        .collect()
}

/// The row and the column of a head.
fn column(cells: &Cells, name: &str) -> Option<(usize, usize)> {
    let heads = cells.iter().take_while(|((row, _), _)| *row < HEAD);
    heads.filter(|(_, (text, _))| fold(text).contains(name)).map(|(at, _)| *at).next()
}

/// What is wrong with a value of this unit.
fn fault(unit: &str, value: &str) -> Option<String> {
    let codes = codes(unit);
    let read = parse_cell(value);
    if codes.len() > 1 {
        let listed = match read {
            CellText::Figure { figure, .. } => codes.contains(&figure.to_string().as_str()),
            CellText::Blank | CellText::NotApplicable => true,
            CellText::Text(_) => false,
        };
        return (!listed)
            .then(|| say(NOT_A_NUMBER.id, "code", &[("codes", &codes.join(", ")), ("value", value)]));
    }
    let counted =
        !unit.trim().is_empty() && unit.split_whitespace().count() <= UNIT && !unit.contains(['/', '=']);
    (counted && matches!(read, CellText::Text(_))).then(|| say(NOT_A_NUMBER.id, "text", &[("value", value)]))
}

/// The codes that a unit lists: `Không = 0, Có = 1`.
fn codes(unit: &str) -> Vec<&str> {
    let code = |part: &'_ str| -> Option<(usize, usize)> {
        let digits = part.trim_start();
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        (length > 0).then_some((part.len() - digits.len(), length))
    };
    let after = unit.split('=').skip(1);
    after.filter_map(|part| code(part).and_then(|(from, length)| part.get(from..from + length))).collect()
}

#[cfg(test)]
mod tests {
    use super::{codes, fault};

    #[test]
    fn a_unit_lists_its_codes() {
        assert_eq!(codes("Trực tuyến = 0, Phát phiếu = 1, Kết hợp =2"), ["0", "1", "2"]);
        assert_eq!(codes("Nhiệm vụ"), [""; 0]);
    }

    #[test]
    fn a_cell_is_held_to_its_unit() {
        for (unit, value, wrong) in [
            ("Không = 0, Có = 1", "2", true),
            ("Không = 0, Có = 1", "Có", true),
            ("Không = 0, Có = 1", "1", false),
            ("Không = 0, Có = 1", "-", false),
            ("%", "Đã thực hiện đầy đủ", true),
            ("%", "97,5", false),
            ("Văn bản", "chưa có", true),
            ("", "Đã ban hành", false),
            ("Có/Không", "Có", false),
        ] {
            assert_eq!(fault(unit, value).is_some(), wrong, "{unit}: {value}");
        }
    }
}
