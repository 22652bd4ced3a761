//! One document has one date.
//!
//! **What it does.** Compares the dates with which documents of one number, symbol and issuer are named.
//! **Why it matters.** Nobody can find a document by a wrong date, and the reader asks which one is meant.
//! **Example.** 117/KH-UBND of 31/12/2022 in the opening, of 31/12/2023 in section I.
//! **Use instead.** The date that is proposed: one that is not after the report, then the more frequent one.
//! **Limits.** Numbers start anew each year, so dates of two years are one document only where day and month
//! agree, or the subject does, or the number holds its year. In a draft a mention without an issuer is held to be of the
//! document of that number that has one only where one slip tells the dates apart, and then it is a warning.
//! **Basis.** Nghị định 30/2020/NĐ-CP: one number, one document within a year.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::checks::cite::{Cited, alike, cited, limit};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, Severity, say};
use crate::model::day as printed;

rule!(CITE001 "one-number-two-dates" Error "one document is named with two dates", check);

/// A citation and its day.
type Mention<'c> = (&'c Cited<'c>, NaiveDate);

fn check(case: &Case<'_>, found: &mut Found) {
    let cited = cited(case);
    let mut documents: BTreeMap<String, Vec<(&Cited<'_>, NaiveDate)>> = BTreeMap::new();
    for one in &cited {
        if let Some(day) = one.day() {
            documents.entry(one.key()).or_default().push((one, day));
        }
    }
    let limit = limit(case).map(|day| day.date);
    for mentions in documents.values().filter(|mentions| mentions.len() > 1) {
        report(mentions, limit, found);
    }
    if case.source().is_none() {
        for (right, wrong) in named_shortly(&documents) {
            found.report_from(finding(right, wrong).severity(Severity::Warning), wrong.0.cause());
        }
    }
}

/// The mentions without an issuer whose date is one slip from that of a document of the same number and symbol with one:
/// a draft names a document in full once and shortly after that.
fn named_shortly<'a, 'c>(
    documents: &'a BTreeMap<String, Vec<Mention<'c>>>,
) -> Vec<(&'a Mention<'c>, &'a Mention<'c>)> {
    let mut numbers: BTreeMap<String, Vec<&Mention<'_>>> = BTreeMap::new();
    for mention in documents.values().flatten() {
        numbers.entry(mention.0.number()).or_default().push(mention);
    }
    let mut found = Vec::new();
    for mentions in numbers.values() {
        let is_short = |mention: &&&Mention<'_>| {
            let cited = mention.0;
            let longer =
                |other: &str| other.strip_prefix(&cited.issuer).is_some_and(|rest| rest.starts_with(' '));
            cited.citation.issuer.trim().is_empty() || mentions.iter().any(|(other, _)| longer(&other.issuer))
        };
        let (short, full): (Vec<&Mention<'_>>, Vec<&Mention<'_>>) = mentions.iter().partition(is_short);
        let open = short.iter().filter(|(_, day)| !full.iter().any(|(_, other)| other == day));
        found.extend(open.filter_map(|wrong| {
            let right = full.iter().find(|(_, day)| is_a_slip_off(*day, wrong.1))?;
            Some((*right, *wrong))
        }));
    }
    found
}

/// Whether one digit of the day, the month or the year is another, or two changed places.
fn is_a_slip_off(one: NaiveDate, other: NaiveDate) -> bool {
    let (one, other) = (one.format("%d%m%Y").to_string(), other.format("%d%m%Y").to_string());
    let off = one.chars().zip(other.chars()).filter(|(one, other)| one != other).count();
    let sorted = |day: &str| {
        let mut digits: Vec<char> = day.chars().collect();
        digits.sort_unstable();
        digits
    };
    off == 1 || off == 2 && sorted(&one) == sorted(&other)
}

/// One finding for each date that is not the document's.
fn report(mentions: &[(&Cited<'_>, NaiveDate)], limit: Option<NaiveDate>, found: &mut Found) {
    let mut times: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for (_, day) in mentions {
        *times.entry(*day).or_default() += 1;
    }
    let late = |day: NaiveDate| limit.is_some_and(|limit| day > limit);
    // The first mention wins among equals, hence the reversal.
    let right = mentions.iter().rev().max_by_key(|(_, day)| (!late(*day), times.get(day).copied()));
    let Some(right) = right else { return };
    times.remove(&right.1);
    for day in times.into_keys() {
        let mut same = mentions.iter().filter(|(_, other)| *other == day);
        let Some(wrong) = same.next().filter(|wrong| is_one_document(right, wrong)) else { continue };
        let mut finding = finding(right, wrong);
        for (other, _) in same {
            finding = finding.related(other.citation.date_place.clone(), printed(day));
        }
        found.report_from(finding, wrong.0.cause());
    }
}

fn finding((right, kept): &(&Cited<'_>, NaiveDate), (wrong, day): &(&Cited<'_>, NaiveDate)) -> Finding {
    let (expected, printed, place) = (printed(*kept), printed(*day), wrong.citation.date_place.clone());
    let (at, other_at) = (place.to_string(), right.citation.date_place.to_string());
    let name = wrong.name();
    let facts = [
        ("number", name.as_str()),
        ("found", &printed),
        ("expected", &expected),
        ("place", &at),
        ("other-place", &other_at),
    ];
    let finding = Finding::new(CODE, place, say(CODE.id, "dates", &facts))
        .excerpt(wrong.citation.excerpt.as_str())
        .repair(&*printed, &*expected);
    finding.related(right.citation.date_place.clone(), &*expected).sides(expected, printed)
}

/// Whether two mentions of a number are slips of one date rather than documents of two years.
fn is_one_document((one, a): &(&Cited<'_>, NaiveDate), (other, b): &(&Cited<'_>, NaiveDate)) -> bool {
    let same_day = (a.day(), a.month()) == (b.day(), b.month());
    a.year() == b.year()
        || one.number.year.is_some()
        || same_day
        || alike(&one.citation.subject, &other.citation.subject)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::is_a_slip_off;
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    use crate::checks::run::RuleSet;

    fn bench(dates: &[&str]) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::Issued, "07/12/2023");
        for date in dates {
            bench.cite("Kế hoạch", "117/KH-UBND", date);
        }
        bench
    }

    #[test]
    fn fires() {
        let findings = bench(&["31/12/2023", "31/12/2022"]).findings("CITE001");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(
            (finding.expected.as_deref(), finding.found.as_deref()),
            (Some("31/12/2022"), Some("31/12/2023"))
        );
        assert_eq!(finding.repair[0].to, "31/12/2022");
        assert_eq!(bench(&["15/3/2023", "14/3/2023", "14/3/2023"]).messages("CITE001").len(), 1);
    }

    #[test]
    fn one_document_is_one_group() {
        let review = bench(&["31/12/2022", "31/12/2023"]).review(&RuleSet::default());
        let groups: Vec<_> = review.findings.iter().map(|found| (found.code, found.group.clone())).collect();
        assert_eq!(groups.len(), 2, "{groups:?}");
        assert!(groups[0].1.is_some() && groups[0].1 == groups[1].1, "{groups:?}");
    }

    #[test]
    fn dates_a_slip_apart() {
        let day = |day, month| NaiveDate::from_ymd_opt(2025, month, day).unwrap();
        for (other, expected) in
            [(day(18, 7), true), (day(28, 8), true), (day(29, 8), false), (day(2, 11), false)]
        {
            assert_eq!(is_a_slip_off(day(28, 7), other), expected, "{other}");
        }
        assert!(is_a_slip_off(day(25, 3), day(23, 5)));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench(&["31/12/2022", "31/12/2022"]).messages("CITE001"), [""; 0]);
        assert_eq!(bench(&["05/01/2022", "17/02/2023"]).messages("CITE001"), [""; 0]);
        let mut other = bench(&["09/11/2023"]);
        other.cite("Báo cáo", "117/BC-UBND", "10/11/2023");
        other.cite("Kế hoạch", "117/KH-UBND", "10/11/2023").issuer = "UBND tỉnh".to_owned();
        assert_eq!(other.messages("CITE001"), [""; 0]);
    }

    #[test]
    fn a_subject_tells_one_document_from_two() {
        for (subjects, expected) in [
            (["Cải cách hành chính năm 2023", "thực hiện Cải cách hành chính năm 2023"], 1),
            (["Cải cách hành chính năm 2022", "Cải cách hành chính năm 2023"], 0),
        ] {
            let mut bench = bench(&["05/01/2022", "17/02/2023"]);
            for (citation, subject) in bench.claims.citations.iter_mut().zip(subjects) {
                citation.subject = subject.to_owned();
            }
            assert_eq!(bench.messages("CITE001").len(), expected, "{subjects:?}");
        }
    }
}
