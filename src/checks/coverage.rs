//! The coverage: how many of a case's figures were tied to something, and why the others were not.

use std::collections::BTreeMap;

use crate::arithmetic::Reason;
use crate::checks::view::Judgement;
use crate::claim::{Basis, Case, Claim, NamedState};
use crate::finding::{Coverage, say};
use crate::model::{Kind, Relation};
use crate::place::Place;

/// What became of a figure; the worst that was found of it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    NoRelation,
    Tied,
    Wrong,
}

/// Counts the figures, and names those that stand in no relation in the order of their places.
pub(super) fn cover(
    case: &Case<'_>,
    judgements: &[Judgement],
    skipped: &BTreeMap<&'static str, usize>,
) -> (Coverage, Vec<String>) {
    let states = states(case, judgements);
    let count = |state| states.iter().filter(|known| **known == state).count();
    let free = states.iter().zip(&case.claims.figures).filter(|(state, _)| **state == State::NoRelation);
    let mut untied: Vec<(&Place, String)> =
        free.map(|(_, claim)| (&claim.place, claim.label.clone())).collect();
    let mut reasons = reasons(case, judgements, skipped);
    let typed = case.claims.typed.iter().flatten();
    let typed = typed.filter(|id| states.get(id.0) == Some(&State::NoRelation)).count();
    add(&mut reasons, "prose", &[], typed);
    untied.sort();
    let [held, off, lost] = named(case);
    let (tied, wrong) = (count(State::Tied) + held, count(State::Wrong) + off);
    let unread = case.claims.unread.len() + lost;
    let coverage = Coverage {
        figures: tied + wrong + untied.len() + unread,
        tied,
        wrong,
        no_relation: untied.len(),
        unread,
        reasons,
    };
    (coverage, untied.into_iter().map(|(_, label)| label).collect())
}

/// How many named cells of an appendix say what the workbook says, how many do not, and how many cannot be compared.
/// What neither of the two says is no figure.
fn named(case: &Case<'_>) -> [usize; 3] {
    let ties = case.claims.named.ties.iter();
    let said = ties.filter(|tie| !(tie.found.is_empty() && tie.today.is_empty()));
    said.fold([0; 3], |[held, off, lost], tie| match tie.state {
        NamedState::Held => [held + 1, off, lost],
        NamedState::Differs => [held, off + 1, lost],
        _ => [held, off, lost + 1],
    })
}

/// What became of each figure.
pub(super) fn states(case: &Case<'_>, judgements: &[Judgement]) -> Vec<State> {
    let mut states: Vec<State> = case.claims.figures.iter().map(|claim| coded(case, claim)).collect();
    for (bound, judgement) in case.claims.relations.iter().zip(judgements) {
        let state = match judgement {
            Judgement::Holds => State::Tied,
            Judgement::Fails(_) => State::Wrong,
            Judgement::Unchecked(_) => State::NoRelation,
        };
        // a cell is not tied by its own print: that only ties the print
        let own_print = bound.basis == Basis::Same && state == State::Tied;
        let (first, count) = match &bound.relation {
            Relation::Growth { .. } if own_print => (0, 1),
            _ => (usize::from(own_print), usize::MAX),
        };
        for id in bound.relation.members().skip(first).take(count) {
            if let Some(known) = states.get_mut(id.0) {
                *known = state.max(*known);
            }
        }
    }
    for id in &case.claims.ties.wrong {
        if let Some(known) = states.get_mut(id.0) {
            *known = State::Wrong;
        }
    }
    states
}

/// A coded answer is tied to the set of its allowed codes.
fn coded(case: &Case<'_>, claim: &Claim) -> State {
    let indicator = claim.code.as_ref().and_then(|code| case.catalogue.indicator(code.as_str()));
    match indicator.filter(|indicator| indicator.kind == Kind::Code) {
        Some(indicator) if indicator.allows(&claim.figure) => State::Tied,
        Some(_) => State::Wrong,
        None => State::NoRelation,
    }
}

fn reasons(
    case: &Case<'_>,
    judgements: &[Judgement],
    skipped: &BTreeMap<&'static str, usize>,
) -> BTreeMap<String, usize> {
    let mut reasons = BTreeMap::new();
    for gap in &case.claims.gaps {
        add(&mut reasons, "missing", &[("kind", &say("KIND", gap.kind, &[]))], 1);
    }
    for judgement in judgements {
        let Judgement::Unchecked(reason) = judgement else { continue };
        let way = match reason {
            Reason::TooLarge => "too-large",
            Reason::NoWhole => "no-whole",
            Reason::OpenEnded => "open-ended",
        };
        add(&mut reasons, way, &[], 1);
    }
    for unread in &case.claims.unread {
        add(&mut reasons, "unread", &[("reason", unread.reason)], 1);
    }
    for (way, times) in skipped {
        add(&mut reasons, way, &[], *times);
    }
    reasons
}

fn add(reasons: &mut BTreeMap<String, usize>, way: &str, facts: &[(&str, &str)], times: usize) {
    if times > 0 {
        *reasons.entry(say("COVERAGE", way, facts)).or_default() += times;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::run::RuleSet;
    use crate::checks::testing::Bench;
    use crate::claim::{Basis, Gap, Unread};

    #[test]
    fn every_figure_is_counted_once() {
        let mut bench = Bench::new();
        bench.sum("5", &["2", "3"], Basis::Row);
        bench.sum("5", &["2", "2"], Basis::Row);
        bench.coded("hop", Kind::Code, "1");
        bench.coded("hop-2", Kind::Code, "7");
        bench.ratio("5%", "1", "0");
        bench.figure("9");
        bench.typed(&["20"]);
        bench.claims.unread.push(Unread { reason: "chữ trong ô số" });
        bench.claims.gaps.push(Gap { kind: "sum" });
        let review = bench.review(&RuleSet::default());
        let Coverage { figures, tied, wrong, no_relation, unread, reasons } = review.coverage;
        assert_eq!((figures, tied, wrong, no_relation, unread), (14, 4, 4, 5, 1));
        assert_eq!(review.untied.len(), 5);
        assert_eq!(reasons.values().sum::<usize>(), 4, "{reasons:?}");
        assert!(reasons.keys().all(|reason| !reason.contains(['{', '['])), "{reasons:?}");
    }

    #[test]
    fn a_figure_in_one_failing_relation_is_wrong() {
        let mut bench = Bench::new();
        let [total, part, again] = bench.figures(&["5", "5", "4"]).try_into().unwrap();
        bench.must(Relation::Sum { total, parts: vec![part] });
        bench.must(Relation::Equal { figures: vec![total, again] });
        let coverage = bench.review(&RuleSet::default()).coverage;
        assert_eq!((coverage.tied, coverage.wrong), (1, 2));
    }

    #[test]
    fn every_kind_of_relation_has_its_words() {
        for kind in [
            "sum",
            "part-of",
            "ratio",
            "complement",
            "equal",
            "at-most",
            "flow",
            "growth",
            "multiple",
            "product",
            "note",
        ] {
            assert!(!say("KIND", kind, &[]).contains("KIND"), "{kind}");
        }
    }
}
