//! What is told as done was done before the report.
//!
//! **What it does.** Compares the days that open a sentence (`Ngày 21/8/2024, UBND xã tổ chức …`) with the day of issue,
//! with the period's last day while the report is not issued, or with a month after the period that a title names.
//! **Why it matters.** What has not happened yet cannot be a result; the month or the year is wrong.
//! **Example.** "Ngày 15/8/2024 đã tổ chức hội nghị" in a report to 30/6/2024.
//! **Use instead.** The day on which it was done; what is planned belongs to the tasks.
//! **Limits.** A day inside a sentence is not read so, nor one beside words such as `dự kiến` or `sẽ`, nor the sections
//! of plans. Without a period and a day of issue nothing is checked.
//! **Basis.** `Ngày ban hành`, `Đến ngày` of the workbook, or what a draft says of itself.

use crate::checks::cite::{limit, limit_way};
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Meaning};
use crate::finding::{Finding, say};
use crate::model::day as printed;

rule!(TIME008 "done-after-report" Warning "something is told as done on a day after the report", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(limit) = limit(case) else { return };
    let way = limit_way(limit);
    let done = case.claims.dates.iter().filter(|day| day.meaning == Meaning::Done);
    for day in done.filter(|day| day.date > limit.date) {
        let (at, bound) = (printed(day.date), printed(limit.date));
        let message = say(CODE.id, way, &[("label", &day.label), ("found", &at), ("limit", &bound)]);
        let finding = Finding::new(CODE, day.place.clone(), message).excerpt(&day.label);
        found.report(finding.found(at).related(limit.place.clone(), bound));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;

    fn bench(done: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::To, "30/6/2024");
        bench.date(Meaning::Done, done);
        bench
    }

    #[test]
    fn fires() {
        assert!(bench("15/8/2024").messages("TIME008")[0].contains("30/6/2024"));
    }

    #[test]
    fn the_day_of_issue_counts_where_it_is_known() {
        let mut bench = bench("02/7/2024");
        bench.date(Meaning::Issued, "05/7/2024");
        assert_eq!(bench.messages("TIME008"), [""; 0]);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("30/6/2024").messages("TIME008"), [""; 0]);
        assert_eq!(Bench::new().messages("TIME008"), [""; 0]);
    }
}
