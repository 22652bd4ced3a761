//! Every day is in the calendar.
//!
//! **What it does.** Looks for written days that no calendar has, of named documents and otherwise.
//! **Why it matters.** The document cannot be found by it, and the slip is in the day or the month.
//! **Example.** `Thông báo số 52/TB-UBND ngày 31/4/2024`; `29/02/2023`.
//! **Use instead.** The document's real date.
//! **Limits.** Days of a draft's text; those of a workbook are read, and reported, by its reader.
//! **Basis.** The Gregorian calendar.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};

rule!(CITE008 "impossible-day" Error "a day is written that is in no calendar", check);

fn check(case: &Case<'_>, found: &mut Found) {
    for day in &case.claims.impossible {
        let way = if day.cited { "document" } else { "text" };
        let message = say(CODE.id, way, &[("found", &day.printed)]);
        let finding = Finding::new(CODE, day.place.clone(), message).excerpt(&day.excerpt);
        found.report(finding.found(&day.printed));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Impossible;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        for cited in [true, false] {
            let (printed, place) = ("31/4/2024".to_owned(), bench.place());
            bench.claims.impossible.push(Impossible { excerpt: printed.clone(), printed, place, cited });
        }
        assert_eq!(bench.findings("CITE008").len(), 2);
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.cite("Thông báo", "52/TB-UBND", "30/4/2024");
        assert_eq!(bench.messages("CITE008"), [""; 0]);
    }
}
