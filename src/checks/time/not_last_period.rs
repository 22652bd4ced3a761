//! The workbook that is given as last period's is an earlier report of the same body.
//!
//! **What it does.** Compares report type, body, period and year of the two workbooks. Nothing is taken from one that
//! does not fit, so that this is the only finding of it.
//! **Why it matters.** Growth over another commune's figures, or over one's own, is no growth.
//! **Example.** The workbook of nine months given as what came before the half-year.
//! **Use instead.** The workbook of the period before, or of the same period of last year.
//! **Limits.** Of a body only the name is known: one that was renamed or merged gives no earlier report, and its figures
//! are typed into `Kỳ trước`. A period that ends in the same month is no earlier one.
//! **Basis.** `Mẫu báo cáo`, `Cơ quan ban hành`, `Kỳ báo cáo` and `Năm` of both.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::{Given, Info, Misfit, PeriodKey};
use crate::place::Place;

rule!(TIME007 "not-last-period" Error "the workbook given as last period's is no earlier report of this body", check);

/// What a workbook says of itself: the words and their cell.
type Said = Option<(String, Place)>;

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.source() else { return };
    let Some((previous, misfit)) = book.previous.as_ref().and_then(|it| Some((it, it.misfit?))) else {
        return;
    };
    let (way, pick): (&str, fn(&Info) -> Said) = match misfit {
        Misfit::Report => ("report", report),
        Misfit::Body => ("body", body),
        Misfit::Undated => ("undated", period),
        Misfit::NotEarlier => ("order", period),
    };
    let (own, other) = (pick(&book.info), pick(&previous.book.info));
    let words = |said: &Said| said.as_ref().map(|(words, _)| words.clone()).unwrap_or_default();
    let expected = if misfit == Misfit::Report { case.catalogue.name.clone() } else { words(&own) };
    let file = previous.file.as_str();
    let facts = [("file", file), ("found", &words(&other)), ("own", &expected)];
    let place = own.map_or(Place::Workbook, |(_, place)| place);
    let mut finding = Finding::new(CODE, place, say(CODE.id, way, &facts)).excerpt(expected);
    if let Some((words, place)) = other {
        finding = finding.related(place, format!("{file}: {words}"));
    }
    found.report(finding);
}

fn report(info: &Info) -> Said {
    info.report.as_ref().map(|report| (report.value.clone(), report.place.clone()))
}

fn body(info: &Info) -> Said {
    info.issuing_body.as_ref().map(|body| (body.value.clone(), body.place.clone()))
}

/// The period with its year, where that is known.
fn period(info: &Info) -> Said {
    let Given { value: period, place } = info.period.as_ref()?;
    let words = match info.year.as_ref().map(|year| year.value) {
        Some(year) if *period == PeriodKey::Year => format!("năm {year}"),
        Some(year) => format!("{} năm {year}", period.label()),
        None => period.label().to_owned(),
    };
    Some((words, place.clone()))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{Bench, earlier};
    use crate::model::PeriodKey;

    fn bench(period: PeriodKey, year: i32) -> Bench {
        let mut bench = Bench::new();
        bench.period(PeriodKey::HalfYear, 2024);
        earlier(bench, (period, year), &[])
    }

    #[test]
    fn fires() {
        for (period, year, words) in [
            (PeriodKey::NineMonths, 2024, "9 tháng năm 2024"),
            (PeriodKey::HalfYear, 2024, "6 tháng năm 2024"),
            (PeriodKey::Year, 2024, "năm 2024"),
        ] {
            let findings = bench(period, year).findings("TIME007");
            assert!(findings[0].message.contains(words), "{}", findings[0].message);
            assert_eq!(findings[0].related.len(), 1);
        }
    }

    #[test]
    fn fires_for_a_workbook_that_does_not_say_its_period() {
        let mut bench = Bench::new();
        bench.book.info.year = bench.given(2024);
        let messages = earlier(bench, (PeriodKey::HalfYear, 2023), &[]).messages("TIME007");
        assert!(messages[0].contains("truoc.xlsx"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        for (period, year) in
            [(PeriodKey::Quarter1, 2024), (PeriodKey::HalfYear, 2023), (PeriodKey::Year, 2023)]
        {
            assert_eq!(bench(period, year).messages("TIME007"), [""; 0], "{period:?} {year}");
        }
    }
}
