//! One cell of an appendix is one indicator's.
//!
//! **What it does.** Names the cells of an Excel appendix that have the names of several indicators.
//! **Why it matters.** One of the figures stands nowhere, and a refreshed cell could say only one of them.
//! **Example.** `bc_ho_so.tiep_nhan` and `bc_ho_so.truc_tuyen`, both at `Số liệu!D7`.
//! **Use instead.** Each name at its own cell, by the name manager of the spreadsheet program.
//! **Limits.** Never more than a warning: what the cell says is compared with each of them (TIE011).
//! **Basis.** `baocao convert` gives each cell one name.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};

rule!(TIE015 "shared-cell" Warning "one cell of an Excel appendix has the names of several indicators", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for (place, names) in &case.claims.named.shared {
        let (at, count, named) = (place.to_string(), names.len().to_string(), names.join(", "));
        let facts = [("place", at.as_str()), ("count", &count), ("named", &named)];
        let message = say(CODE.id, "shared", &facts);
        found.report(Finding::new(CODE, place.clone(), message).excerpt(named.clone()));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::place::{CellRef, Place};

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        let place = Place::cell("Số liệu", CellRef::new(6, 3));
        bench.claims.named.shared.push((place, vec!["bc_a".to_owned(), "bc_b".to_owned()]));
        let messages = bench.messages("TIE015");
        assert!(messages[0].contains("bc_a, bc_b") && messages[0].contains("Số liệu!D7"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        assert_eq!(Bench::new().messages("TIE015"), [""; 0]);
    }
}
