//! A share is taken of the whole that the report states.
//!
//! **What it does.** Compares the wholes of fractions with the totals of the same thing, and names those that almost
//! equal one and are none.
//! **Why it matters.** Two bases for one thing mean two extractions, or a slip; the reader cannot tell which holds.
//! **Example.** `3.472 hồ sơ` received, and `1.836/3.471 hồ sơ` of them digitised.
//! **Use instead.** The same whole, or a word on what it leaves out.
//! **Limits.** Only wholes that differ by a fifth of a percent at most, whose digits changed places, or of which one is
//! stated plainly and the other is a twentieth away at most; never more than a warning.
//! **Basis.** One whole, one figure.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Case};

rule!(TIE004 "another-base" Warning "a share is taken of a whole that almost equals the stated one", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "base"), |bound, failure| bound.basis == Basis::Base && is_off(failure));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.equal(&["3.472", "3.471"], Basis::Base);
        assert_eq!(bench.messages("TIE004").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.equal(&["3.472", "3.472"], Basis::Base);
        assert_eq!(bench.messages("TIE004"), [""; 0]);
    }
}
