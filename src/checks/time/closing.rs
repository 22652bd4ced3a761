//! The period closes when the reporting regime says.
//!
//! **What it does.** Compares the period's first and last day with the regime's closing days.
//! **Why it matters.** Periods that close on other days cannot be added up above; a province may set its own.
//! **Example.** 01/01 to 06/12 where the regime has 15/12 to 14/12.
//! **Use instead.** The regime's days, unless the superior office set others.
//! **Limits.** Only an info: the report alone cannot say which days were ordered.
//! **Basis.** The closing days of the period in the catalogue (Nghị định 09/2019/NĐ-CP).

use chrono::{Datelike, NaiveDate};

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Meaning};
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(TIME006 "closing-dates" Info "the period closes on other days than the reporting regime has", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let (Some(from), Some(to)) = (case.claims.day(Meaning::From), case.claims.day(Meaning::To)) else {
        return;
    };
    let key = case.book().and_then(|book| book.info.period.as_ref()).map(|period| period.value);
    let Some(period) = key.and_then(|key| case.catalogue.period(key)) else { return };
    let Some((opens, closes)) = period.closing.split_once(['–', '-']) else { return };
    if falls_on(from.date, opens) && falls_on(to.date, closes) {
        return;
    }
    let (start, end) = (printed(from.date), printed(to.date));
    let facts = [("from", start.as_str()), ("to", &end), ("closing", &period.closing)];
    let finding = Finding::new(CODE, to.place.clone(), say(CODE.id, "closing", &facts)).excerpt(&end);
    found.report(finding.sides(&period.closing, format!("{start}–{end}")).related(from.place.clone(), start));
}

/// Whether a day falls on `15/12`; what is no such text is no demand.
fn falls_on(date: NaiveDate, text: &str) -> bool {
    let Some((day, month)) = text.trim().split_once('/') else { return true };
    let (Ok(day), Ok(month)) = (day.parse::<u32>(), month.parse::<u32>()) else { return true };
    (date.day(), date.month()) == (day, month)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    use crate::model::PeriodKey;

    fn bench(from: &str, to: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::From, from);
        bench.date(Meaning::To, to);
        bench.book.info.period = bench.given(PeriodKey::Year);
        bench
    }

    #[test]
    fn fires() {
        assert!(bench("01/01/2023", "06/12/2023").messages("TIME006")[0].contains("15/12–14/12"));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("15/12/2022", "14/12/2023").messages("TIME006"), [""; 0]);
    }
}
