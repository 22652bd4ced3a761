//! A change is the difference to last period.
//!
//! **What it does.** Recomputes a change from the figures of this and last period; a percent change relative
//! to last period, at the decimals it is printed with.
//! **Why it matters.** "tăng 1 người" is read without the two figures, so it must follow from them.
//! **Example.** 20 now and 19 before is 1 more, not 2.
//! **Use instead.** Leave the change blank, or correct last period's figure.
//! **Limits.** Between two rates a percent change may be meant as points; both readings pass. Last period's
//! 0 gives no percentage.
//! **Basis.** The catalogue's `growth` relations; the column `Kỳ trước`.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(PCT004 "growth-difference" Error "a change differs from this period less last period", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "change"), |bound, failure| {
        matches!(bound.relation, Relation::Growth { .. }) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn growth(change: &str, now: &str, before: &str) -> Bench {
        let mut bench = Bench::new();
        let (change, now, before) = (bench.figure(change), bench.figure(now), bench.figure(before));
        bench.must(Relation::Growth { change, now, before });
        bench
    }

    #[test]
    fn fires() {
        for (change, now, before) in [("2", "20", "19"), ("5,4%", "20", "19"), ("0,9%", "44,8%", "44,7%")] {
            assert_eq!(growth(change, now, before).messages("PCT004").len(), 1, "{change}: {before} → {now}");
        }
        assert_eq!(growth("2", "20", "19").findings("PCT004")[0].expected.as_deref(), Some("1"));
    }

    #[test]
    fn stays_silent() {
        for (change, now, before) in [
            ("1", "20", "19"),
            ("5,3%", "20", "19"),
            ("0,1%", "44,8%", "44,7%"),
            ("0,2%", "44,8%", "44,7%"),
            ("5%", "20", "0"),
        ] {
            assert_eq!(growth(change, now, before).messages("PCT004"), [""; 0], "{change}: {before} → {now}");
        }
    }
}
