//! The year inside a number is the year of the date.
//!
//! **What it does.** Compares the year of numbers such as `01/2023/QĐ-UBND` with the date beside it.
//! **Why it matters.** A normative document is found by number and year.
//! **Example.** 11/2022/NQ-HĐND of 07/7/2023.
//! **Use instead.** Correct the year that was mistyped.
//! **Limits.** One finding for a document and date.
//! **Basis.** The numbering of normative documents.

use std::collections::HashSet;

use crate::checks::cite::cited;
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};

rule!(CITE007 "year-in-number" Warning "the year in a document number differs from its date", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let mut seen = HashSet::new();
    for one in cited(case) {
        let (Some(expected), Some(date)) = (one.number.year, one.citation.date) else { continue };
        if date.year() == expected || !seen.insert((one.key(), date)) {
            continue;
        }
        let (name, at, expected) = (one.name(), date.to_string(), expected.to_string());
        let facts = [("number", name.as_str()), ("found", &at), ("year", &expected)];
        let place = one.citation.date_place.clone();
        let finding = Finding::new(CODE, place, say(CODE.id, "year", &facts));
        let finding = finding.excerpt(one.citation.excerpt.as_str()).sides(expected, at);
        found.report_from(finding, one.cause());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    fn bench(number: &str, date: &str) -> Bench {
        let mut bench = Bench::new();
        bench.cite("Nghị quyết", number, date);
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(bench("11/2022/NQ-HĐND", "07/7/2023").messages("CITE007").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("11/2022/NQ-HĐND", "07/7/2022").messages("CITE007"), [""; 0]);
        assert_eq!(bench("11/NQ-HĐND", "07/7/2023").messages("CITE007"), [""; 0]);
    }
}
