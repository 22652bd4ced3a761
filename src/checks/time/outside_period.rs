//! Figures are as of a day inside the period.
//!
//! **What it does.** Compares every as-of day (tính đến ngày) with the first and last day of the period.
//! **Why it matters.** Figures of another period under this period's title mislead whoever adds them up.
//! **Example.** "tính đến 15/01/2024" in a report from 01/01/2023 to 06/12/2023.
//! **Use instead.** The period's last day, or the day on which the figures were taken.
//! **Limits.** A day inside the period is [`not_at_end`](super::not_at_end)'s. Without a period nothing is
//! checked, and the coverage says so.
//! **Basis.** `Từ ngày`, `Đến ngày` of the workbook.

use chrono::Datelike;

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Dated, Meaning};
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(TIME001 "as-of-outside-period" Warning "figures are as of a day outside the period", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let (from, to) = (case.claims.day(Meaning::From), case.claims.day(Meaning::To));
    for day in case.claims.dates.iter().filter(|day| day.meaning == Meaning::AsOf) {
        let before = from.filter(|from| day.date < from.date).map(|from| ("before", from));
        let after = to.filter(|to| day.date > to.date).map(|to| ("after", to));
        if from.is_none() && to.is_none() {
            other_year(case, day, found);
            found.skip("no-period");
        }
        let Some((way, limit)) = before.or(after) else { continue };
        let (at, bound) = (printed(day.date), printed(limit.date));
        let message = say(CODE.id, way, &[("label", &day.label), ("found", &at), ("limit", &bound)]);
        let finding = Finding::new(CODE, day.place.clone(), message).excerpt(&day.label);
        found.report(finding.found(at).related(limit.place.clone(), bound));
    }
}

/// Without a period, the title's year at least: its figures are not as of an earlier one, December aside.
fn other_year(case: &Case<'_>, day: &Dated, found: &mut Found) {
    let Some(year) = case.book().and_then(|book| book.info.year.as_ref()) else { return };
    let (own, month) = (day.date.year(), day.date.month());
    if own >= year.value || (own + 1 == year.value && month == 12) {
        return;
    }
    let (at, expected) = (printed(day.date), year.value.to_string());
    let message = say(CODE.id, "year", &[("label", &day.label), ("found", &at), ("year", &expected)]);
    let finding = Finding::new(CODE, day.place.clone(), message).excerpt(&day.label);
    found.report(finding.found(at).related(year.place.clone(), expected));
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
        assert!(bench("15/01/2024").messages("TIME001")[0].contains("06/12/2023"));
        assert!(bench("31/12/2022").messages("TIME001")[0].contains("01/01/2023"));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("06/12/2023").messages("TIME001"), [""; 0]);
        assert_eq!(bench("06/09/2023").messages("TIME001"), [""; 0]);
    }
}
