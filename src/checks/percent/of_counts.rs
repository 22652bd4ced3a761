//! A rate is the rounding of its part over its whole.
//!
//! **What it does.** Recomputes every rate whose two counts are known, at the decimals it is printed with.
//! **Why it matters.** The rate is what superiors compare; it must follow from the counts beside it.
//! **Example.** `1.555/3.472` is 44,8%; `44,3%` is not any rounding of it.
//! **Use instead.** Leave the rate blank in the workbook: it is computed and rounded.
//! **Limits.** At an exact tie half-up and half-even both pass. A cut-off rate is
//! [`truncated`](super::truncated). Quotients of rounded amounts are compared as intervals. A whole of 0 is
//! not checked.
//! **Basis.** The catalogue's `ratio` relations.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(PCT001 "percent-of-counts" Error "a rate is not the rounding of its part over its whole", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "rate"), |bound, failure| {
        matches!(bound.relation, Relation::Ratio { .. }) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    fn fits(rate: &str, part: &str, whole: &str) -> bool {
        let mut bench = Bench::new();
        bench.ratio(rate, part, whole);
        bench.messages("PCT001").is_empty()
    }

    #[test]
    fn fires() {
        for (rate, part, whole) in [
            ("44,3%", "1.555", "3.472"),
            ("44,9%", "1.555", "3.472"),
            ("93,57%", "1,018 triệu", "1,08 triệu"),
        ] {
            assert!(!fits(rate, part, whole), "{rate} = {part}/{whole}");
        }
        let mut bench = Bench::new();
        bench.ratio("44,3%", "1.555", "3.472");
        let findings = bench.findings("PCT001");
        assert_eq!(findings[0].expected.as_deref(), Some("44,8%"));
        assert_eq!(findings[0].repair[0].to, "44,8%");
    }

    #[test]
    fn stays_silent() {
        for (rate, part, whole) in [
            ("44,8%", "1.555", "3.472"),
            ("44,79%", "1.555", "3.472"),
            ("45%", "1.555", "3.472"),
            ("12,5%", "1", "8"),
            ("12%", "1", "8"),
            ("13%", "1", "8"),
            ("hơn 44%", "1.555", "3.472"),
            ("93,57%", "1.018", "1.088"),
            ("5%", "1", "0"),
            ("93,5%", "1,018 triệu", "1,088 triệu"),
        ] {
            assert!(fits(rate, part, whole), "{rate} = {part}/{whole}");
        }
    }
}
