//! A report names no document of the future.
//!
//! **What it does.** Compares the date of every named document with the day of issue, or with the period's last
//! day while the report is not issued, or with a month after the period that a draft's title names; documents issued,
//! relied on and only named alike.
//! **Why it matters.** A document that does not exist yet cannot have been carried out; the year is wrong, most
//! often in January.
//! **Example.** A plan of 31/12/2023 in a report of 07/12/2023.
//! **Use instead.** The document's real date.
//! **Limits.** One finding for a document and date, however often it is named.
//! **Basis.** `Ngày ban hành`, `Đến ngày` of the workbook.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::checks::cite::{Cited, cited, limit, limit_way};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(CITE002 "date-after-report" Error "a document is dated after the report that names it", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let cited = cited(case);
    if cited.is_empty() {
        return;
    }
    let Some(limit) = limit(case) else {
        found.skip("not-issued");
        return;
    };
    let mut late: BTreeMap<(String, NaiveDate), Vec<&Cited<'_>>> = BTreeMap::new();
    for one in &cited {
        if let Some(day) = one.day().filter(|day| *day > limit.date) {
            late.entry((one.key(), day)).or_default().push(one);
        }
    }
    let way = limit_way(limit);
    for ((_, day), mentions) in late {
        let Some((first, others)) = mentions.split_first() else { continue };
        let (name, at, bound) = (first.name(), printed(day), printed(limit.date));
        let message = say(CODE.id, way, &[("number", &name), ("found", &at), ("limit", &bound)]);
        let place = first.citation.date_place.clone();
        let mut finding = Finding::new(CODE, place, message).excerpt(first.citation.excerpt.as_str());
        for other in others {
            finding = finding.related(other.citation.date_place.clone(), &*at);
        }
        finding = finding.related(limit.place.clone(), bound).found(at);
        found.report_from(finding, first.cause());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    fn bench(meaning: Meaning, date: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(meaning, "07/12/2023");
        bench.cite("Kế hoạch", "117/KH-UBND", date);
        bench.cite("Kế hoạch", "117/KH-UBND", date);
        bench
    }

    #[test]
    fn fires() {
        for meaning in [Meaning::Issued, Meaning::To, Meaning::Titled] {
            assert_eq!(bench(meaning, "31/12/2023").messages("CITE002").len(), 1);
        }
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench(Meaning::Issued, "07/12/2023").messages("CITE002"), [""; 0]);
        assert_eq!(bench(Meaning::AsOf, "31/12/2023").messages("CITE002"), [""; 0]);
    }
}
