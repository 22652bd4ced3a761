//! A sentence keeps its figure.
//!
//! **What it does.** Names the places of a draft from which a marked figure was deleted while its sentence stayed.
//! **Why it matters.** `tiếp nhận hồ sơ` reports nothing.
//! **Example.** `Đã tiếp nhận  hồ sơ`, where `1.555` was printed.
//! **Use instead.** The figure, or no such sentence.
//! **Limits.** Only reports that this program wrote have marks.
//! **Basis.** The mark is still there.

use super::{same_state, told};
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, TieState};

rule!(TIE008 "mark-without-figure" Warning "a figure was deleted from its sentence, which still stands", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for tie in same_state(case, TieState::Empty) {
        found.report(told(CODE, tie));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::TieState;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.tie(TieState::Empty, ["1.555", "", "1.555"]);
        let messages = bench.messages("TIE008");
        assert!(messages[0].contains("1.555"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.tie(TieState::Held, ["1.555", "1.555", "1.555"]);
        assert_eq!(bench.messages("TIE008"), [""; 0]);
    }
}
