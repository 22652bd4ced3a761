//! Numbers and dates of one series run alike.
//!
//! **What it does.** Puts the documents of one issuer, type, year and series in the order of their numbers and
//! looks for the fewest whose dates fall out of it. The report's own number takes part.
//! **Why it matters.** A number or a date was mistyped, or the issuer was left out.
//! **Example.** 117/BC-UBND of 09/11 beside 166 of 04/8 and 219 of 07/11: one finding, at 117.
//! **Use instead.** Look the document up; ask for its issuer where it is another body's.
//! **Limits.** Never an error, since numbers are sometimes reserved. `01/2023/QĐ-UBND` is the normative series,
//! numbered apart. Only our own series and those of a named issuer.
//! **Basis.** Numbers are given in the order of issue, from 01 each year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::checks::cite::{cited, limit, own_code};
use crate::checks::rule::{Cause, Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::day as printed;
use crate::place::Place;

rule!(CITE003 "numbers-against-dates" Warning "a document number is out of the order of its dates", check);

/// So many of the documents that one stands against are named.
const NAMED: usize = 5;

/// A document of a series.
struct Item<'a> {
    serial: u64,
    day: NaiveDate,
    name: String,
    number: &'a str,
    place: &'a Place,
    key: String,
}

/// Issuer, symbol, year, and whether it is the normative series.
type Series = (String, String, i32, bool);

fn check(case: &Case<'_>, found: &mut Found) {
    let cited = cited(case);
    let own = own_code(case);
    let limit = limit(case).map(|day| day.date);
    let mut series: BTreeMap<Series, BTreeMap<u64, Item<'_>>> = BTreeMap::new();
    for one in &cited {
        let known = !one.issuer.is_empty() || own.as_deref().is_none_or(|own| own == one.number.body());
        // A date after the report is wrong by itself and would accuse the others.
        let Some(day) = one.day().filter(|day| known && limit.is_none_or(|limit| *day <= limit)) else {
            continue;
        };
        let key = (one.issuer.clone(), one.number.code.clone(), day.year(), one.number.year.is_some());
        let item = Item {
            serial: one.number.serial,
            day,
            name: one.name(),
            number: &one.citation.excerpt,
            place: &one.citation.place,
            key: one.key(),
        };
        series.entry(key).or_default().entry(item.serial).or_insert(item);
    }
    if let Some((key, item)) = own_report(case) {
        series.entry(key).or_default().entry(item.serial).or_insert(item);
    }
    for items in series.into_values().filter(|items| items.len() > 1) {
        report(&items.into_values().collect::<Vec<_>>(), found);
    }
}

/// The report itself, once it has its number and date.
fn own_report<'a>(case: &'a Case<'_>) -> Option<(Series, Item<'a>)> {
    let info = &case.book()?.info;
    let (number, symbol) = (info.number.as_ref()?, info.symbol.as_ref()?);
    let day = info.issued.as_ref()?.value;
    let digits = number.value.split('/').next().unwrap_or_default().trim();
    let serial = digits.parse().ok()?;
    let item = Item {
        serial,
        day,
        name: format!("chính báo cáo này, số {serial}/{}", symbol.value),
        number: &number.value,
        place: &number.place,
        key: String::from("report"),
    };
    Some(((String::new(), symbol.value.to_lowercase(), day.year(), false), item))
}

/// Reports the fewest items that fall out of the order; `items` are in the order of their numbers.
fn report(items: &[Item<'_>], found: &mut Found) {
    let kept = in_order(items);
    let kept_items: Vec<&Item<'_>> = kept.iter().filter_map(|at| items.get(*at)).collect();
    let kept: BTreeSet<usize> = kept.into_iter().collect();
    for (at, item) in items.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        let split = kept.range(..at).count();
        let (lower, higher) = kept_items.split_at_checked(split).unwrap_or((&kept_items, &[]));
        let later = lower.iter().rev().take_while(|other| other.day > item.day);
        let earlier = higher.iter().take_while(|other| other.day < item.day);
        let against: Vec<&Item<'_>> = later.chain(earlier).take(NAMED).copied().collect();
        found.report_from(finding(item, &against), Cause::Key(item.key.clone()));
    }
}

fn finding(item: &Item<'_>, against: &[&Item<'_>]) -> Finding {
    let others: Vec<String> =
        against.iter().map(|other| format!("{} ngày {}", other.name, printed(other.day))).collect();
    let day = printed(item.day);
    let facts = [("number", item.name.as_str()), ("found", &day), ("others", &others.join(", "))];
    let finding = Finding::new(CODE, item.place.clone(), say(CODE.id, "order", &facts));
    let finding = finding.excerpt(item.number).found(day);
    against.iter().fold(finding, |finding, other| finding.related(other.place.clone(), other.number))
}

/// The longest run of items whose days never fall, by patience sorting: each step keeps, for every length,
/// the run that ends earliest.
fn in_order(items: &[Item<'_>]) -> Vec<usize> {
    let mut ends: Vec<(NaiveDate, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| *end <= item.day);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last)).map(|(_, at)| *at));
        match ends.get_mut(length) {
            Some(end) => *end = (item.day, at),
            None => ends.push((item.day, at)),
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().map(|(_, at)| *at), |at| before.get(*at).copied().flatten())
            .collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::checks::testing::day;

    fn bench(documents: &[(&str, &str)]) -> Bench {
        let mut bench = Bench::new();
        bench.book.info.symbol = bench.given("BC-UBND".to_owned());
        for (number, date) in documents {
            bench.cite("", number, date);
        }
        bench
    }

    #[test]
    fn fires() {
        let reports =
            [("117/BC-UBND", "09/11/2023"), ("166/BC-UBND", "04/8/2023"), ("219/BC-UBND", "07/11/2023")];
        let findings = bench(&reports).findings("CITE003");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.excerpt.as_str(), finding.related.len()), ("117/BC-UBND", 2));
        let plans = bench(&[("38/KH-UBND", "14/3/2023"), ("37/KH-UBND", "15/3/2023")]);
        assert_eq!(plans.messages("CITE003").len(), 1);
    }

    #[test]
    fn the_report_itself_takes_part() {
        let mut bench = bench(&[("219/BC-UBND", "07/11/2023")]);
        bench.book.info.number = bench.given("24".to_owned());
        bench.book.info.issued = bench.given(day("07/12/2023"));
        assert_eq!(bench.messages("CITE003").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let mut bench = bench(&[
            ("37/KH-UBND", "15/3/2023"),
            ("38/KH-UBND", "15/3/2023"),
            ("01/2023/QĐ-UBND", "01/7/2023"),
            ("02/QĐ-UBND", "12/01/2023"),
            ("117/KH-UBND", "31/12/2022"),
            ("468/QĐ-TTg", "27/3/2023"),
            ("500/QĐ-TTg", "26/3/2023"),
        ]);
        bench.cite("Quyết định", "906/QĐ-UBND", "14/01/2023").issuer = "UBND tỉnh".to_owned();
        assert_eq!(bench.messages("CITE003"), [""; 0]);
    }
}
