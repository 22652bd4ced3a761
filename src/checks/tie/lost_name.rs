//! Every figure of the workbook has its named cell in the appendix.
//!
//! **What it does.** Names the figures whose cell is gone from an Excel appendix, whose name points at something else, or
//! whose name was taken out.
//! **Why it matters.** What is not found is not compared, and is not refreshed; the official form may lack a row.
//! **Example.** A row deleted by hand: its name refers to `#REF!`.
//! **Use instead.** The row of a fresh appendix, or the name given to the right cell again.
//! **Limits.** Never more than a warning: a row may have been left out on purpose.
//! **Basis.** `baocao convert` names the cell of every figure.

use super::named;
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, NamedState};

rule!(TIE013 "name-without-cell" Warning "a figure of the workbook has no named cell in an Excel appendix", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for tie in &case.claims.named.ties {
        match tie.state {
            // what the workbook does not say either is not missed
            _ if tie.today.is_empty() => {}
            NamedState::Gone => found.report(named(CODE, "gone", tie)),
            NamedState::Other => found.report(named(CODE, "other", tie)),
            NamedState::Missing => found.report(named(CODE, "missing", tie)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        for (state, said) in [
            (NamedState::Gone, "bị xóa"),
            (NamedState::Other, "một ô"),
            (NamedState::Missing, "không có ô nào"),
        ] {
            let mut bench = Bench::new();
            bench.named(state, ["Biểu!A1:B2", "1.555"]);
            let messages = bench.messages("TIE013");
            assert!(messages[0].contains(said) && messages[0].contains("bc_chi_tieu"), "{messages:?}");
        }
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.named(NamedState::Held, ["1.555", "1.555"]);
        bench.named(NamedState::Gone, ["", ""]);
        assert_eq!(bench.messages("TIE013"), [""; 0]);
    }
}
