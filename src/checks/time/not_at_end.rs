//! Figures are as of the period's end.
//!
//! **What it does.** Looks for as-of days inside the period that lie more than 31 days before its end.
//! **Why it matters.** A sentence left over from the last report freezes this one at an old state.
//! **Example.** "tính đến 06/9/2023" in a report to 06/12/2023: the same day three months earlier.
//! **Use instead.** Newer figures, or the right day.
//! **Limits.** The month-end before the period's end is usual for staff figures and lies within the 31 days.
//! **Basis.** `Đến ngày` of the workbook.

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Meaning};
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(TIME002 "as-of-not-at-end" Warning "figures are as of a day long before the period ends", check);

/// A month, the longest time in which figures are still held to be of the period's end.
const DAYS: i64 = 31;

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(to) = case.claims.day(Meaning::To) else { return };
    let from = case.claims.day(Meaning::From);
    for day in case.claims.dates.iter().filter(|day| day.meaning == Meaning::AsOf) {
        let days = (to.date - day.date).num_days();
        let outside = from.is_some_and(|from| day.date < from.date);
        if days <= DAYS || outside {
            continue;
        }
        let (at, limit, days) = (printed(day.date), printed(to.date), days.to_string());
        let facts = [("label", day.label.as_str()), ("found", &at), ("limit", &limit), ("days", &days)];
        let finding =
            Finding::new(CODE, day.place.clone(), say(CODE.id, "early", &facts)).excerpt(&day.label);
        found.report(finding.sides(limit.clone(), at).related(to.place.clone(), limit));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    fn bench(as_of: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::From, "01/01/2023");
        bench.date(Meaning::To, "06/12/2023");
        bench.date(Meaning::AsOf, as_of);
        bench
    }

    #[test]
    fn fires() {
        assert!(bench("06/09/2023").messages("TIME002")[0].contains("91 ngày"));
    }

    #[test]
    fn stays_silent() {
        for day in ["30/11/2023", "06/12/2023", "05/11/2023", "01/12/2022", "07/12/2023"] {
            assert_eq!(bench(day).messages("TIME002"), [""; 0], "{day}");
        }
    }
}
