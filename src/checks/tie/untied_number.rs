//! A number in prose is tied to an indicator.
//!
//! **What it does.** Names the figures that were typed as words into a free paragraph or a note and that nothing holds:
//! no figure beside them, no indicator of that name.
//! **Why it matters.** They cannot be checked; they are where drafts go stale.
//! **Example.** `đã mở 20 lớp` typed, where `đã mở {lop.tap-huan} lớp` would print the indicator.
//! **Use instead.** The indicator's code in braces, where there is one.
//! **Limits.** Dates, ranges, document numbers, ordinals and years are no figures. One finding a paragraph; the
//! coverage counts every such figure as in no relation.
//! **Basis.** Missing input never passes silently.

use crate::checks::coverage::State;
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Claim, ClaimId};
use crate::finding::{Finding, say};

rule!(TIE003 "untied-number" Info "a number in prose is tied to no indicator", check);

/// So many numbers of a paragraph are named.
const NAMED: usize = 6;

fn check(case: &Case<'_>, found: &mut Found) {
    if case.claims.typed.is_empty() {
        return;
    }
    let states = found.states(case);
    let untied = |id: &&ClaimId| states.get(id.0) == Some(&State::NoRelation);
    for typed in &case.claims.typed {
        let figures: Vec<&Claim> =
            typed.iter().filter(untied).filter_map(|id| case.claims.claim(*id)).collect();
        let Some(first) = figures.first() else { continue };
        let mut named: Vec<String> =
            figures.iter().take(NAMED).map(|figure| format!("“{}”", figure.label)).collect();
        if figures.len() > NAMED {
            named.push("…".to_owned());
        }
        let message = say(CODE.id, "prose", &[("numbers", &named.join(", "))]);
        found.report(
            Finding::new(CODE, first.place.clone(), message)
                .excerpt(&first.excerpt)
                .found(first.figure.to_string()),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::Relation;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.typed(&["20", "1.032"]);
        bench.typed(&["1", "2", "3", "4", "5", "6", "7"]);
        let messages = bench.messages("TIE003");
        assert!(messages[0].contains("“Chỉ tiêu 1”, “Chỉ tiêu 2” vào"), "{messages:?}");
        assert!(messages[1].contains("“Chỉ tiêu 8”, … vào"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        let typed = bench.typed(&["20", "12", "8"]);
        bench.must(Relation::Sum { total: typed[0], parts: typed[1..].to_vec() });
        bench.figure("7");
        assert_eq!(bench.messages("TIE003"), [""; 0]);
    }
}
