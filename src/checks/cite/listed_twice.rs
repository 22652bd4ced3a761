//! A list names a document once.
//!
//! **What it does.** Looks for two items of one section's list that are the same document.
//! **Why it matters.** It is a line too many, and the number of documents issued is counted from the list.
//! **Example.** 32/KH-UBND of 06/3/2023 as the first and the last plan of section II.2.a.
//! **Use instead.** Delete one of the rows.
//! **Limits.** Naming a document again elsewhere is no fault; two dates are [`two_dates`](super::two_dates).
//! **Basis.** The sheet `Văn bản`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::checks::cite::{Cited, cited};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::DocumentDate;
use crate::place::Place;

rule!(CITE004 "listed-twice" Warning "a list names one document twice", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let cited = cited(case);
    let mut listed: BTreeMap<(bool, &str, String, Option<DocumentDate>), &Cited<'_>> = BTreeMap::new();
    for one in &cited {
        let Some(section) = one.citation.listed_in.as_deref() else { continue };
        // A workbook's row and its line in the report are one item.
        let in_sheet = matches!(one.citation.place, Place::Cell { .. });
        match listed.entry((in_sheet, section, one.key(), one.citation.date)) {
            Entry::Vacant(free) => {
                free.insert(one);
            }
            Entry::Occupied(first) if is_another(first.get(), one) => {
                let first = first.get().citation;
                let (name, at) = (one.name(), first.place.to_string());
                let facts = [("number", name.as_str()), ("section", section), ("other-place", &at)];
                let place = one.citation.place.clone();
                // a list inside a sentence has no section of its own
                let way = if section.is_empty() || section.contains('#') { "here" } else { "twice" };
                let finding = Finding::new(CODE, place, say(CODE.id, way, &facts))
                    .excerpt(one.citation.excerpt.as_str())
                    .found(one.citation.number.as_str());
                found.report_from(finding.related(first.place.clone(), &first.number), one.cause());
            }
            Entry::Occupied(_) => {}
        }
    }
}

fn is_another(first: &Cited<'_>, one: &Cited<'_>) -> bool {
    first.citation.code.is_none() || first.citation.code != one.citation.code
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    fn bench(sections: [Option<&str>; 2]) -> Bench {
        let mut bench = Bench::new();
        for section in sections {
            bench.cite("Kế hoạch", "32/KH-UBND", "06/3/2023").listed_in = section.map(str::to_owned);
        }
        bench
    }

    #[test]
    fn fires() {
        let messages = bench([Some("II.2.a"), Some("II.2.a")]).messages("CITE004");
        assert!(messages[0].contains("mục II.2.a"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        for sections in [[Some("II.2.a"), Some("II.1")], [Some("II.2.a"), None]] {
            assert_eq!(bench(sections).messages("CITE004"), [""; 0]);
        }
    }
}
