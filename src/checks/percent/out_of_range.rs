//! A rate lies between 0 and 100%.
//!
//! **What it does.** Looks for rates below 0% or above 100%.
//! **Why it matters.** More than all of something is a swapped part and whole, or a lost decimal comma.
//! **Example.** `448%` typed for `44,8%`.
//! **Use instead.** Correct the rate; leave it blank where both counts are given.
//! **Limits.** Growth and the fulfilment of a plan or budget may pass 100%; they are known by their relation or
//! their label. One finding for an indicator, however often it is printed.
//! **Basis.** The meaning of a share.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::checks::rule::{Found, rule};
use crate::claim::{Basis, Bound, Case, Claim, ClaimId};
use crate::finding::{Finding, say};
use crate::model::{Kind, Relation};
use crate::num::fold;

rule!(PCT005 "percent-out-of-range" Warning "a rate is below 0 or above 100 percent", check);

/// Words in a label that say that the rate is no share of a whole.
const NO_SHARE: [&str; 7] = ["tăng", "giảm", "so với", "vượt", "kế hoạch", "dự toán", "gấp"];

fn check(case: &Case<'_>, found: &mut Found) {
    let changes: HashSet<ClaimId> = case.claims.relations.iter().filter_map(change).collect();
    let mut seen = HashSet::new();
    for (number, claim) in case.claims.figures.iter().enumerate() {
        let Some(way) = is_rate(case, claim).then(|| beyond(claim.figure.value())).flatten() else {
            continue;
        };
        let may = changes.contains(&ClaimId(number)) || is_no_share(&claim.label);
        let again = claim.code.as_ref().is_some_and(|code| !seen.insert(code));
        // a draft's own words need not say that a rate is of a plan
        let may = may || (case.source().is_none() && claim.code.is_none());
        if may && way == "above" || again || claim.change {
            continue;
        }
        let printed = claim.figure.to_string();
        let message = say(CODE.id, way, &[("label", &claim.label), ("found", &printed)]);
        found.report(Finding::new(CODE, claim.place.clone(), message).excerpt(&claim.excerpt).found(printed));
    }
}

/// The rate that a relation computes: a change, or what the text gives both counts of, as `24/20, đạt 120%`.
fn change(bound: &Bound) -> Option<ClaimId> {
    match bound.relation {
        Relation::Growth { change, .. } => Some(change),
        Relation::Ratio { rate, .. } if bound.basis == Basis::Stated => Some(rate),
        _ => None,
    }
}

fn is_rate(case: &Case<'_>, claim: &Claim) -> bool {
    let known = claim.code.as_ref().and_then(|code| case.catalogue.indicator(code.as_str()));
    claim.figure.is_percent() || known.is_some_and(|indicator| indicator.kind == Kind::Rate)
}

fn beyond(rate: Decimal) -> Option<&'static str> {
    match rate {
        below if below < Decimal::ZERO => Some("negative"),
        above if above > Decimal::ONE_HUNDRED => Some("above"),
        _ => None,
    }
}

fn is_no_share(label: &str) -> bool {
    let label = fold(label);
    NO_SHARE.iter().any(|word| label.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::{Kind, Relation};

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.coded("ty-le", Kind::Rate, "448");
        bench.figure("100,1%");
        assert_eq!(bench.messages("PCT005").len(), 2);
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.figures(&["100%", "0%", "448"]);
        let (change, now, before) = (bench.figure("150%"), bench.figure("25"), bench.figure("10"));
        bench.must(Relation::Growth { change, now, before });
        let plan = bench.figure("107,2%");
        bench.claims.figures[plan.0].label = "Thu ngân sách so với dự toán".to_owned();
        assert_eq!(bench.messages("PCT005"), [""; 0]);
    }
}
