//! The defined names of a workbook that are names of indicators' cells, and what they refer to.

use super::grid::address;
use crate::error::Result;
use crate::model::{is_cell_name, sheets};
use crate::num::fold;
use crate::package::{Node, Walk, at_most, count, raw, text};
use crate::place::CellRef;

/// A name as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defined {
    pub(crate) name: String,
    /// What it refers to: `'Số liệu'!$D$21`.
    pub(crate) refers_to: String,
}

/// What a workbook's main part says of its sheets and names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The names of indicators' cells.
    pub(crate) defined: Vec<Defined>,
    /// Whether a sheet is called as the one that no workbook can do without.
    has_info: bool,
}

/// A reference to the cells from one to another of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) sheet: String,
    pub(crate) first: CellRef,
    pub(crate) last: CellRef,
}

impl Names {
    /// Walks over the main part of a workbook. A name that counts on one sheet only is a copy of the sheet's, and left out.
    pub(crate) fn read(walk: &mut Walk<'_>) -> Result<Self> {
        let mut names = Self::default();
        let mut open: Option<Defined> = None;
        while let Some(node) = walk.step()? {
            match node {
                Node::Open(element) if walk.depth() == 3 => match element.local_name().as_ref() {
                    "sheet" => {
                        let name = text(walk, &element, "name")?.unwrap_or_default();
                        names.has_info |= fold(&name) == fold(sheets::INFO);
                    }
                    "definedName" if raw(&element, "localSheetId").is_none() => {
                        let name = text(walk, &element, "name")?.unwrap_or_default();
                        open = is_cell_name(&name).then(|| Defined { name, refers_to: String::new() });
                    }
                    _ => {}
                },
                Node::Text(piece) | Node::CData(piece) => {
                    open.iter_mut().for_each(|open| open.refers_to.push_str(&piece));
                }
                Node::Reference(character) => {
                    open.iter_mut().for_each(|open| open.refers_to.push(character));
                }
                Node::Close if walk.depth() == 2 => names.defined.extend(open.take()),
                _ => {}
            }
            // each stands in a row of its own
            at_most(("rows", walk.limits().rows), count(names.defined.len()), || "số tên ô".to_owned())?;
        }
        Ok(names)
    }

    /// Whether it is an appendix: it has names of indicators' cells, and is no workbook that a clerk fills in.
    pub(crate) fn are_of_appendix(&self) -> bool {
        !self.defined.is_empty() && !self.has_info
    }
}

impl Reference {
    /// Reads a reference; none where it is no cells of one sheet of this workbook.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let (sheet, cells) = written.trim().rsplit_once('!')?;
        let sheet = match sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            Some(quoted) => quoted.replace("''", "'"),
            None => sheet.to_owned(),
        };
        let cells = cells.replace('$', "");
        let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
        Some(Self { sheet, first: address(first)?, last: address(last)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Limits;

    fn names(inside: &str) -> Names {
        let workbook = format!("<workbook>{inside}</workbook>");
        let limits = Limits::default();
        Names::read(&mut Walk::new("sổ", workbook.as_bytes(), &limits).unwrap()).unwrap()
    }

    #[test]
    fn names_of_cells_are_told_from_others() {
        let defined = r#"<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">A!$1:$2</definedName><definedName name="BC_ho_so">&apos;Số &amp; liệu&apos;!$D$7</definedName><definedName name="bc_ho_so" localSheetId="1">B!$D$7</definedName></definedNames>"#;
        let found = names(defined);
        assert_eq!(
            found.defined,
            [Defined { name: "BC_ho_so".to_owned(), refers_to: "'Số & liệu'!$D$7".to_owned() }]
        );
        assert!(found.are_of_appendix());
        let filled_in = format!(r#"<sheets><sheet name="THÔNG TIN"/></sheets>{defined}"#);
        assert!(!names(&filled_in).are_of_appendix());
        assert!(!names("<definedNames/>").are_of_appendix());
    }

    #[test]
    fn references_name_a_sheet_and_cells() {
        let cell = |row, column| CellRef::new(row, column);
        for (written, sheet, first, last) in [
            ("'Số liệu'!$D$21", "Số liệu", cell(20, 3), cell(20, 3)),
            ("Sheet1!D21", "Sheet1", cell(20, 3), cell(20, 3)),
            ("'a''b'!$A$1:$B$2", "a'b", cell(0, 0), cell(1, 1)),
        ] {
            assert_eq!(Reference::parse(written), Some(Reference { sheet: sheet.to_owned(), first, last }));
        }
        for written in ["#REF!", "'Số liệu'!#REF!", "1555", "'Số liệu'!$D:$D", "SUM(A!$A$1)", ""] {
            assert_eq!(Reference::parse(written), None, "{written}");
        }
    }
}
