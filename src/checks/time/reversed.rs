//! A period ends after it starts.
//!
//! **What it does.** Compares `Từ ngày` with `Đến ngày`, and the two days of each `từ ngày … đến ngày …` of a text.
//! **Why it matters.** Every check of days hangs on the period.
//! **Example.** From 06/12/2023 to 01/01/2023.
//! **Use instead.** The two days changed places, or a year is wrong.
//! **Limits.** A period of one day is allowed.
//! **Basis.** The calendar.

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Dated, Meaning};
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(TIME003 "period-reversed" Error "the period ends before it starts", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let period = case.claims.day(Meaning::From).zip(case.claims.day(Meaning::To));
    if let Some((from, to)) = period {
        report("reversed", (from, to), found);
    }
    for [from, to] in &case.claims.spans {
        let is_period = period.is_some_and(|(_, end)| end.place == to.place);
        if !is_period {
            report("span", (from, to), found);
        }
    }
}

fn report(way: &str, (from, to): (&Dated, &Dated), found: &mut Found) {
    if to.date < from.date {
        let (end, start) = (printed(to.date), printed(from.date));
        let message = say(CODE.id, way, &[("found", &end), ("limit", &start)]);
        let finding = Finding::new(CODE, to.place.clone(), message).excerpt(&end).found(end);
        found.report(finding.related(from.place.clone(), start));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    fn bench(from: &str, to: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::From, from);
        bench.date(Meaning::To, to);
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(bench("06/12/2023", "01/01/2023").messages("TIME003").len(), 1);
    }

    #[test]
    fn spans_of_a_text_are_held_too() {
        let mut bench = bench("01/01/2023", "06/12/2023");
        for (from, to) in [("20/3/2023", "10/3/2023"), ("01/3/2023", "10/3/2023")] {
            bench.span(from, to);
        }
        assert_eq!(bench.messages("TIME003").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("01/01/2023", "06/12/2023").messages("TIME003"), [""; 0]);
        assert_eq!(bench("01/01/2023", "01/01/2023").messages("TIME003"), [""; 0]);
    }
}
