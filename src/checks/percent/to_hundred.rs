//! The rates of one whole add up to 100%.
//!
//! **What it does.** Adds the rates that divide one whole and holds the sum against 100%, within what the
//! rounding of so many rates allows.
//! **Why it matters.** On time and late are complements; a gap between them is an untold rest.
//! **Example.** `97,1%` on time and `2,9%` late hold; `97,1%` and `3,9%` do not.
//! **Use instead.** Correct one of the rates, or name the rest.
//! **Limits.** The rates must share their base, which the catalogue says.
//! **Basis.** |Σ − 100| ≤ n · ½ · 10⁻ᵏ for n rates of k decimals.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(PCT003 "percents-to-hundred" Error "the rates of one whole do not add up to 100%", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "hundred"), |bound, failure| {
        matches!(bound.relation, Relation::Complement { .. }) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn rates(rates: &[&str]) -> Bench {
        let mut bench = Bench::new();
        let rates = bench.figures(rates);
        bench.must(Relation::Complement { rates });
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(rates(&["97,1%", "3,9%"]).messages("PCT003").len(), 1);
        assert_eq!(rates(&["33%", "33%", "32%"]).messages("PCT003").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(rates(&["97,1%", "2,9%"]).messages("PCT003"), [""; 0]);
        assert_eq!(rates(&["33%", "33%", "33%"]).messages("PCT003"), [""; 0]);
        assert_eq!(rates(&["0%", "0%"]).messages("PCT003"), [""; 0], "nothing was received");
    }
}
