//! Names for the cells of indicators, so that a program finds them in a file that was edited by hand.

use rust_xlsxwriter::Workbook;

use crate::error::Result;
use crate::model::{Catalogue, Code};
use crate::output::appendix::cells::{Cells, Held};
use crate::output::sheet::fault;

/// Before the code of this period's value, and before that of last period's; no cell is called so.
const NOW: &str = "bc_";
const BEFORE: &str = "kt_";

/// Names every indicator's cell, and that of last period where it holds something.
pub(super) fn define(workbook: &mut Workbook, cells: &Cells, catalogue: &Catalogue) -> Result<()> {
    let mut named = Vec::with_capacity(catalogue.indicators.len());
    for indicator in &catalogue.indicators {
        let code = &indicator.code;
        let before = cells.before(code).filter(|cell| cell.held != Held::Nothing);
        for (prefix, cell) in [(NOW, cells.now(code)), (BEFORE, before)] {
            named.extend(cell.map(|cell| (name(prefix, code), cell.fixed())));
        }
    }
    // a file lists them in order; the writer is slow to put them so
    named.sort_unstable();
    named.into_iter().try_for_each(|(name, cell)| workbook.define_name(name, &cell).map(drop).map_err(fault))
}

/// `bc_ho_so.truc_tuyen`: a name may not hold the code's `-`, and a code holds no `_`.
fn name(prefix: &str, code: &Code) -> String {
    [prefix, &code.as_str().replace('-', "_")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back_from_its_name() {
        for code in ["tong", "ho-so.tiep-nhan", "pl.1-1.van-ban", "a1"] {
            let name = name(NOW, &Code::new(code).unwrap());
            assert_eq!(name.strip_prefix(NOW).unwrap().replace('_', "-"), code);
        }
    }
}
