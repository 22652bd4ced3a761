//! A cumulative figure does not fall within a year.
//!
//! **What it does.** Compares the figures that run on from the year's start (lũy kế) with those of the workbook that was
//! given as last period's, where both are of one year.
//! **Why it matters.** What was counted in June is still counted in September.
//! **Example.** Four units in the half-year's report, three in that of nine months.
//! **Use instead.** Correct the one that is wrong, or say in the note why fewer are counted.
//! **Limits.** Only indicators that the catalogue calls cumulative; a new year starts at nothing.
//! **Basis.** `cumulative = true` in the catalogue.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::Indicator;

rule!(SUM007 "cumulative-falls" Warning "a cumulative figure is smaller than last period's of the same year", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.source() else { return };
    let Some(earlier) = book.earlier() else { return };
    let year = |info: &crate::model::Info| info.year.as_ref().map(|year| year.value);
    if year(&book.info) != year(&earlier.book.info) {
        return;
    }
    let cumulative = case.catalogue.indicators.iter().filter(|indicator| indicator.cumulative);
    cumulative.filter_map(|indicator| fall(case, indicator)).for_each(|finding| found.report(finding));
}

fn fall(case: &Case<'_>, indicator: &Indicator) -> Option<Finding> {
    let (book, code) = (case.source()?, indicator.code.as_str());
    let (now, before) = (book.figure(code)?, book.filed(code)?);
    let (most, least) = (now.rounded().high()?, before.figure.rounded().low()?);
    let falls =
        if indicator.kind.is_exact() { now.amount()? < before.figure.amount()? } else { most < least };
    if !falls {
        return None;
    }
    let (found, expected, file) = (now.to_string(), before.figure.to_string(), before.file?);
    let facts = [
        ("label", indicator.label.as_str()),
        ("found", &found),
        ("before", &expected),
        ("file", file),
        ("place", &before.place.to_string()),
    ];
    let finding = Finding::new(CODE, book.entry(code)?.place.clone()?, say(CODE.id, "falls", &facts));
    let excerpt = format!("{}: {found}", indicator.label);
    let other = format!("{file}: {}: {expected}", indicator.label);
    Some(finding.excerpt(excerpt).found(found).related(before.place, other))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{Bench, earlier};
    use crate::model::{Kind, PeriodKey};

    fn bench(now: &str, before: &str, year: i32) -> Bench {
        let mut bench = Bench::new();
        bench.indicator("don-vi", Kind::Count).cumulative = true;
        bench.period(PeriodKey::Year, 2024);
        bench.entry("don-vi", now);
        earlier(bench, (PeriodKey::HalfYear, year), &[("don-vi", before)])
    }

    #[test]
    fn fires() {
        let findings = bench("3", "4", 2024).findings("SUM007");
        assert!(findings[0].message.contains("truoc.xlsx"), "{}", findings[0].message);
        assert_eq!((findings[0].found.as_deref(), findings[0].related.len()), (Some("3"), 1));
    }

    #[test]
    fn stays_silent() {
        for (now, before, year) in [("4", "4", 2024), ("5", "4", 2024), ("3", "4", 2023)] {
            assert_eq!(bench(now, before, year).messages("SUM007"), [""; 0], "{now} {before} {year}");
        }
    }
}
