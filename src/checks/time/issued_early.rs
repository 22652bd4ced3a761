//! A report is issued when its period is over.
//!
//! **What it does.** Compares the day of issue with the period's last day.
//! **Why it matters.** Figures to a day that has not come are an estimate and should say so.
//! **Example.** Issued on 01/12/2023 with figures to 06/12/2023.
//! **Use instead.** The day to which figures were really taken.
//! **Limits.** A report not yet issued is not checked, and the coverage says so.
//! **Basis.** `Ngày ban hành`, `Đến ngày` of the workbook.

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Meaning};
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(TIME005 "issued-before-period-end" Warning "the report is issued before its period ends", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(to) = case.claims.day(Meaning::To) else { return };
    let Some(issued) = case.claims.day(Meaning::Issued) else {
        found.skip("not-issued");
        return;
    };
    if issued.date < to.date {
        let (day, end) = (printed(issued.date), printed(to.date));
        let message = say(CODE.id, "early", &[("found", &day), ("limit", &end)]);
        let finding = Finding::new(CODE, issued.place.clone(), message).excerpt(&day).found(day);
        found.report(finding.related(to.place.clone(), end));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    use crate::checks::run::RuleSet;

    fn bench(issued: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::To, "06/12/2023");
        bench.date(Meaning::Issued, issued);
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(bench("01/12/2023").messages("TIME005").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("06/12/2023").messages("TIME005"), [""; 0]);
        assert_eq!(bench("07/12/2023").messages("TIME005"), [""; 0]);
    }

    #[test]
    fn a_report_not_yet_issued_is_said_to_be_unchecked() {
        let mut bench = Bench::new();
        bench.date(Meaning::To, "06/12/2023");
        let review = bench.review(&RuleSet::default());
        assert_eq!((review.findings.len(), review.coverage.reasons.len()), (0, 1));
    }
}
