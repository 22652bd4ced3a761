//! One indicator has one value.
//!
//! **What it does.** Compares the places that print the same indicator, by the values that each may stand for.
//! **Why it matters.** Two values of one indicator make both unbelievable.
//! **Example.** `44,3%` in section I against `44,8%` in section II and in the appendix.
//! **Use instead.** The value that most places print, which is proposed.
//! **Limits.** A coarser rounding (`45%` for 44,8%) is legal; `hơn 44%` too. In a draft two levels of government, two
//! topics, two items of a list and two paragraphs that differ in several figures are never one.
//! **Basis.** The catalogue's `equal` relations; in a draft the words of both figures.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};
use crate::model::Relation;

rule!(TIE001 "same-indicator-differs" Error "one indicator has different values at different places", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "differs"), |bound, failure| {
        matches!(bound.relation, Relation::Equal { .. })
            && !matches!(bound.basis, Basis::Same | Basis::Base | Basis::Previous | Basis::Note { .. })
            && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    const DECLARED: Basis = Basis::Catalogue { line: 1 };

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.equal(&["44,3%", "44,8%", "44,8%"], DECLARED);
        let findings = bench.findings("TIE001");
        assert_eq!(findings[0].found.as_deref(), Some("44,3%"));
        assert_eq!((findings[0].related.len(), findings[0].repair[0].to.as_str()), (2, "44,8%"));
    }

    #[test]
    fn stays_silent() {
        for figures in [["44,8%", "44,79%", "45%"], ["1.070", "1,07 nghìn", "hơn 1.000"]] {
            let mut bench = Bench::new();
            bench.equal(&figures, DECLARED);
            assert_eq!(bench.messages("TIE001"), [""; 0]);
        }
    }
}
