//! The names of an appendix's cells: by its name a program finds a cell in a file that was edited by hand.

use crate::model::code::Code;
use crate::model::relation::Operand;

/// Before the code of this period's value, and before that of last period's; no cell is called so.
const NOW: &str = "bc_";
const BEFORE: &str = "kt_";

/// The name of an indicator's cell: `bc_ho_so.truc_tuyen`. A name may not hold the code's `-`, and a code holds no `_`.
pub(crate) fn cell_name(side: &Operand) -> String {
    let prefix = match side {
        Operand::Now(_) => NOW,
        Operand::Before(_) => BEFORE,
    };
    [prefix, &side.code().as_str().replace('-', "_")].concat()
}

/// Whether a name looks like one of an indicator's cell, known or not; spreadsheets tell no small letters from great.
pub(crate) fn is_cell_name(name: &str) -> bool {
    [NOW, BEFORE].iter().any(|prefix| after(name, prefix).is_some())
}

/// The indicator whose value stands in the cell of a name.
pub(crate) fn named_by(name: &str) -> Option<Operand> {
    let code = |prefix| Code::new(&after(name, prefix)?.to_lowercase().replace('_', "-")).ok();
    code(NOW).map(Operand::Now).or_else(|| code(BEFORE).map(Operand::Before))
}

fn after<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (head, rest) = name.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back_from_its_name() {
        for code in ["tong", "ho-so.tiep-nhan", "pl.1-1.van-ban", "a1"] {
            for side in [Operand::Now(Code::new(code).unwrap()), Operand::Before(Code::new(code).unwrap())] {
                let name = cell_name(&side);
                assert_eq!(named_by(&name), Some(side.clone()), "{name}");
                assert_eq!(named_by(&name.to_uppercase()), Some(side), "{name}");
            }
        }
    }

    #[test]
    fn other_names_are_none_of_ours() {
        for name in ["", "bc", "_xlnm.Print_Titles", "Tổng", "bộ_a"] {
            assert!(!is_cell_name(name) && named_by(name).is_none(), "{name}");
        }
        // ours by its look, and no code
        assert!(is_cell_name("bc_a..b") && named_by("bc_a..b").is_none());
    }
}
