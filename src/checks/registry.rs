//! Every rule, sorted by code: one line a rule.

use crate::checks::rule::Rule;
use crate::checks::{cite, form, name, note, percent, sum, tie, time};
use crate::finding::RuleCode;

/// The rules in the order of their codes.
pub(super) const RULES: &[Rule] = &[
    cite::two_dates::RULE,
    cite::after_report::RULE,
    cite::out_of_order::RULE,
    cite::listed_twice::RULE,
    cite::incomplete::RULE,
    cite::type_word::RULE,
    cite::year_in_number::RULE,
    cite::impossible::RULE,
    cite::two_numbers::RULE,
    form::not_allowed::RULE,
    form::required_blank::RULE,
    form::missing_row::RULE,
    form::blank_code::RULE,
    form::missing_info::RULE,
    form::changed_row::RULE,
    name::two_spellings::RULE,
    note::items::RULE,
    note::not_cited::RULE,
    note::one_to_one::RULE,
    percent::of_counts::RULE,
    percent::truncated::RULE,
    percent::to_hundred::RULE,
    percent::growth::RULE,
    percent::out_of_range::RULE,
    percent::multiple::RULE,
    sum::of_parts::RULE,
    sum::part_exceeds_whole::RULE,
    sum::flow::RULE,
    sum::column::RULE,
    sum::row::RULE,
    sum::exceeds_bound::RULE,
    sum::cumulative_falls::RULE,
    sum::product::RULE,
    tie::indicator::RULE,
    tie::printed_twice::RULE,
    tie::untied_number::RULE,
    tie::base::RULE,
    tie::previous::RULE,
    tie::changed::RULE,
    tie::stale::RULE,
    tie::empty::RULE,
    tie::deleted::RULE,
    tie::marks::RULE,
    tie::appendix::RULE,
    tie::words_in_cell::RULE,
    tie::lost_name::RULE,
    tie::unknown_name::RULE,
    tie::shared_cell::RULE,
    time::outside_period::RULE,
    time::not_at_end::RULE,
    time::reversed::RULE,
    time::other_year::RULE,
    time::issued_early::RULE,
    time::closing::RULE,
    time::not_last_period::RULE,
    time::done_after::RULE,
];

/// The codes of all rules.
pub(crate) fn codes() -> impl Iterator<Item = RuleCode> {
    RULES.iter().map(|rule| rule.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::run::RuleSet;
    use crate::checks::testing::Bench;
    use crate::claim::Basis;
    use crate::model::{Code, Relation};
    use std::collections::HashSet;

    #[test]
    fn codes_are_sorted_and_used_once() {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code.id).collect();
        assert!(codes.is_sorted_by(|one, other| one < other), "{codes:?}");
        let names: HashSet<&str> = RULES.iter().map(|rule| rule.code.name).collect();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn every_rule_is_documented_and_tested_both_ways() {
        for rule in RULES {
            let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), rule.file);
            let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let headings = ["What it does", "Why it matters", "Example", "Use instead", "Limits", "Basis"];
            for heading in headings {
                assert!(source.contains(&format!("//! **{heading}.**")), "{}: {heading}", rule.code.id);
            }
            for test in ["fn fires", "fn stays_silent"] {
                assert!(source.contains(test), "{}: {test}", rule.code.id);
            }
        }
    }

    #[test]
    fn every_relation_that_fails_is_reported_once() {
        let note = Basis::Note { code: Code::new("ghi-chu").unwrap() };
        for basis in [Basis::Catalogue { line: 1 }, Basis::Column, Basis::Row, note, Basis::Same] {
            let mut bench = Bench::new();
            let [a, b, c] = bench.figures(&["50", "20", "10"]).try_into().unwrap();
            let [p, q] = bench.figures(&["45,2%", "44,1%"]).try_into().unwrap();
            let relations = [
                Relation::Sum { total: a, parts: vec![b, c] },
                Relation::PartOf { whole: b, parts: vec![a] },
                Relation::Ratio { rate: p, part: b, whole: a },
                Relation::Complement { rates: vec![p, q] },
                Relation::Equal { figures: vec![a, b] },
                Relation::AtMost { smaller: a, larger: c },
                Relation::Flow { incoming: vec![a], outgoing: vec![b, c] },
                Relation::Growth { change: a, now: b, before: c },
                Relation::Multiple { times: a, now: b, before: c },
                Relation::Product { total: a, count: b, each: c },
            ];
            let count = relations.len();
            relations.into_iter().for_each(|relation| bench.bind(relation, basis.clone()));
            let review = bench.review(&RuleSet::default());
            assert_eq!(review.findings.len(), count, "{basis:?}: {:?}", review.findings);
        }
    }
}
