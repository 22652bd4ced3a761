//! Names for the cells of indicators, so that a program finds them in a file that was edited by hand.

use rust_xlsxwriter::Workbook;

use crate::error::Result;
use crate::model::{Catalogue, Operand, cell_name};
use crate::output::appendix::cells::{Cells, Held};
use crate::output::sheet::fault;

/// Names every indicator's cell, and that of last period where it holds something.
pub(super) fn define(workbook: &mut Workbook, cells: &Cells, catalogue: &Catalogue) -> Result<()> {
    let mut named = Vec::with_capacity(catalogue.indicators.len());
    for indicator in &catalogue.indicators {
        let code = &indicator.code;
        let before = cells.before(code).filter(|cell| cell.held != Held::Nothing);
        for (side, cell) in
            [(Operand::Now(code.clone()), cells.now(code)), (Operand::Before(code.clone()), before)]
        {
            named.extend(cell.map(|cell| (cell_name(&side), cell.fixed())));
        }
    }
    // a file lists them in order; the writer is slow to put them so
    named.sort_unstable();
    named.into_iter().try_for_each(|(name, cell)| workbook.define_name(name, &cell).map(drop).map_err(fault))
}
