//! One document has one number.
//!
//! **What it does.** Compares the numbers of documents of one symbol, day, issuer and subject.
//! **Why it matters.** Nobody can find a document by a wrong number.
//! **Example.** 17/NQ-HĐND and 71/NQ-HĐND of 18/7/2025, both on the budget of the year's second half.
//! **Use instead.** The number that the document bears.
//! **Limits.** Only numbers one slip apart, and no near ones but those whose digits changed places: documents of one day on
//! one matter follow each other. Two items of one list are two documents.
//! **Basis.** Nghị định 30/2020/NĐ-CP: one document, one number.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::checks::cite::{Cited, alike, cited};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::num::Slip;

rule!(CITE009 "one-document-two-numbers" Warning "one document is named with two numbers", check);

/// So many documents of one day are compared with each other.
const MOST: usize = 40;

/// Numbers so near to each other are those of documents that followed one another.
const NEAR: u64 = 10;

fn check(case: &Case<'_>, found: &mut Found) {
    let cited = cited(case);
    let mut documents: BTreeMap<(&str, NaiveDate), Vec<&Cited<'_>>> = BTreeMap::new();
    for one in &cited {
        let Some(day) = one.day() else { continue };
        let earlier = documents.entry((one.number.code.as_str(), day)).or_default();
        if earlier.iter().any(|other| other.number() == one.number()) || earlier.len() >= MOST {
            continue;
        }
        if let Some(first) = earlier.iter().find(|first| is_one_document(first, one)) {
            report(first, one, found);
        }
        earlier.push(one);
    }
}

fn report(first: &Cited<'_>, one: &Cited<'_>, found: &mut Found) {
    let (name, other) = (one.name(), first.citation.place.to_string());
    let (expected, number) = (first.citation.number.as_str(), one.citation.number.as_str());
    let facts = [("number", name.as_str()), ("expected", expected), ("other-place", &other)];
    let finding = Finding::new(CODE, one.citation.place.clone(), say(CODE.id, "numbers", &facts))
        .excerpt(one.citation.excerpt.as_str())
        .related(first.citation.place.clone(), expected)
        .sides(expected, number);
    found.report_from(finding, first.cause());
}

/// Whether two mentions are of one document whose number was mistyped in one of them.
fn is_one_document(first: &Cited<'_>, one: &Cited<'_>) -> bool {
    let (serial, other) = (first.number.serial, one.number.serial);
    let listed = first.citation.listed_in.is_some() && first.citation.listed_in == one.citation.listed_in;
    let slip = Slip::between(Decimal::from(serial), Decimal::from(other));
    let told = slip.is_some_and(|slip| slip == Slip::Swapped || serial.abs_diff(other) >= NEAR);
    told && !listed
        && first.number.year == one.number.year
        && (first.issuer.is_empty() || one.issuer.is_empty() || first.issuer == one.issuer)
        && alike(&first.citation.subject, &one.citation.subject)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    fn bench(numbers: [&str; 2], subjects: [&str; 2]) -> Bench {
        let mut bench = Bench::new();
        for (number, subject) in numbers.into_iter().zip(subjects) {
            bench.cite("Nghị quyết", number, "18/7/2023").subject = subject.to_owned();
        }
        bench
    }

    const SUBJECT: &str = "về dự toán thu, chi ngân sách 6 tháng cuối năm";

    #[test]
    fn fires() {
        let messages = bench(["17/NQ-HĐND", "71/NQ-HĐND"], [SUBJECT; 2]).messages("CITE009");
        assert!(matches!(messages.as_slice(), [one] if one.contains("17/NQ-HĐND")), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        for (numbers, subjects) in [
            (["17/NQ-HĐND", "17/NQ-HĐND"], [SUBJECT; 2]),
            (["17/NQ-HĐND", "18/NQ-HĐND"], [SUBJECT; 2]),
            (["17/NQ-HĐND", "71/NQ-HĐND"], [SUBJECT, "về phân bổ vốn đầu tư công trung hạn"]),
            (["17/NQ-HĐND", "71/NQ-HĐND"], ["", ""]),
        ] {
            assert_eq!(bench(numbers, subjects).messages("CITE009"), [""; 0], "{numbers:?}");
        }
    }
}
