//! A rate is rounded, not cut off.
//!
//! **What it does.** Recognises a rate whose further decimals were dropped where rounding gives another value.
//! **Why it matters.** It is a rounding habit and no wrong count, so it is said apart; two reports that round
//! differently still disagree.
//! **Example.** `1.555/3.472` is 44,787%: `44,7%` is cut off, `44,8%` rounded.
//! **Use instead.** The rounded rate, which is proposed.
//! **Limits.** Only rates of exact counts.
//! **Basis.** The catalogue's `ratio` and `growth` relations.

use crate::arithmetic::Way;
use crate::checks::relations::report;
use crate::checks::rule::{Found, rule};
use crate::claim::Case;

rule!(PCT002 "truncated-percent" Warning "a rate was cut off where it should be rounded", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "cut"), |_, failure| failure.way == Way::Truncated);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.ratio("44,7%", "1.555", "3.472");
        let findings = bench.findings("PCT002");
        assert_eq!(findings[0].repair.first().map(|repair| repair.to.as_str()), Some("44,8%"));
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.ratio("44,8%", "1.555", "3.472");
        bench.ratio("44,3%", "1.555", "3.472");
        assert_eq!(bench.messages("PCT002"), [""; 0]);
    }
}
