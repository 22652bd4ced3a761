//! The period lies in the report's year.
//!
//! **What it does.** Compares `Năm` with the year in which the period ends and with the year of the subject, and
//! `Kỳ báo cáo` with the part of the year that the subject names and with the month in which the period ends.
//! **Why it matters.** Last year's workbook, filled in again, keeps last year's days in a corner.
//! **Example.** Year 2023, period to 06/12/2022; or a subject that says `năm 2022`.
//! **Use instead.** Correct the one that was left over.
//! **Limits.** The period may start in the December before, as the regime's year does. A subject that names
//! several years needs to name the report's.
//! **Basis.** `Năm`, `Đến ngày`, `Trích yếu` of the workbook.

use chrono::Datelike;

use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Meaning};
use crate::finding::{Finding, say};
use crate::model::Info;
use crate::model::day as printed;
use crate::num::fold;

rule!(TIME004 "period-of-other-year" Error "the period or the title is of another year than the report", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(info) = case.book().map(|book| &book.info) else { return };
    other_period(info, found);
    other_dates(case, info, found);
    let Some(year) = &info.year else { return };
    let expected = year.value.to_string();
    if let Some(to) = case.claims.day(Meaning::To).filter(|to| to.date.year() != year.value) {
        let end = printed(to.date);
        let message = say(CODE.id, "period", &[("found", &end), ("year", &expected)]);
        let finding = Finding::new(CODE, to.place.clone(), message).excerpt(&end).found(end);
        found.report(finding.related(year.place.clone(), &expected));
    }
    let Some(subject) = &info.subject else { return };
    let years = years(&subject.value);
    if let Some(other) = years.first().filter(|_| !years.contains(&expected.as_str())) {
        let message = say(CODE.id, "title", &[("found", other), ("year", &expected)]);
        let finding = Finding::new(CODE, subject.place.clone(), message).excerpt(&subject.value);
        found.report(finding.sides(&expected, *other).related(year.place.clone(), &expected));
    }
}

/// Reports a subject that names another part of the year than the period.
fn other_period(info: &Info, found: &mut Found) {
    let (Some(period), Some(subject)) = (&info.period, &info.subject) else { return };
    let parts = parts_of_year(&subject.value);
    let own = period.value.label();
    if let Some(other) = parts.first().filter(|_| !parts.iter().any(|part| fold(part) == fold(own))) {
        let message = say(CODE.id, "part", &[("found", other), ("period", own)]);
        let finding = Finding::new(CODE, subject.place.clone(), message).excerpt(&subject.value);
        found.report(finding.sides(own, *other).related(period.place.clone(), own));
    }
}

/// Reports a subject, or where there is none a period, whose part of the year does not end in the month that the
/// period's last day is near.
fn other_dates(case: &Case<'_>, info: &Info, found: &mut Found) {
    let Some(to) = case.claims.day(Meaning::To) else { return };
    let (place, words, way) = match (&info.subject, &info.period) {
        (Some(subject), _) => (&subject.place, subject.value.as_str(), "dates"),
        (None, Some(period)) => (&period.place, period.value.label(), "period-dates"),
        (None, None) => return,
    };
    let part = match parts_of_year(words).as_slice() {
        [part] => *part,
        [] if info.subject.is_none() => words,
        _ => return,
    };
    let last = match part {
        "quý I" => 3,
        "quý II" | "6 tháng" => 6,
        "quý III" | "9 tháng" => 9,
        _ => 12,
    };
    // closing dates lie up to a month and a half before the period's end, or a few days after it
    let apart = i32::try_from(to.date.month()).unwrap_or(0) - last;
    if (-1..=0).contains(&apart) || (apart == 1 && to.date.day() <= 10) {
        return;
    }
    let end = printed(to.date);
    let message = say(CODE.id, way, &[("found", part), ("end", &end)]);
    let finding = Finding::new(CODE, place.clone(), message).excerpt(words);
    found.report(finding.found(part).related(to.place.clone(), end));
}

/// The parts of a year that a text names, as `quý i` and `6 tháng`; the same words tell a plan's next period,
/// so that a subject may name several.
fn parts_of_year(text: &str) -> Vec<&'static str> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().zip(words.iter().skip(1)).filter_map(|pair| match pair {
        (&"quý", &("i" | "1")) => Some("quý I"),
        (&"quý", &("ii" | "2")) => Some("quý II"),
        (&"quý", &("iii" | "3")) => Some("quý III"),
        (&"quý", &("iv" | "4")) => Some("quý IV"),
        (&("6" | "sáu"), &"tháng") => Some("6 tháng"),
        (&("9" | "chín"), &"tháng") => Some("9 tháng"),
        _ => None,
    });
    named.collect()
}

/// The years that a text names as `năm 2023`.
fn years(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.iter().zip(words.iter().skip(1)).filter_map(|(before, word)| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        (is_year && fold(before) == "năm").then_some(word)
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::Meaning;
    use crate::model::PeriodKey;

    fn bench(to: &str, subject: &str) -> Bench {
        let mut bench = Bench::new();
        bench.date(Meaning::To, to);
        bench.book.info.year = bench.given(2023);
        bench.book.info.subject = bench.given(subject.to_owned());
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(bench("06/12/2022", "").messages("TIME004").len(), 1);
        assert_eq!(bench("06/12/2023", "Kết quả cải cách hành chính năm 2022").messages("TIME004").len(), 1);
    }

    #[test]
    fn fires_for_another_part_of_the_year() {
        for (subject, fires) in [
            ("Kết quả quý I năm 2023", true),
            ("Kết quả 6 tháng đầu năm 2023", true),
            ("Kết quả năm 2023", false),
            ("Kết quả 9 tháng đầu năm, nhiệm vụ quý IV năm 2023", false),
        ] {
            let mut bench = bench("06/12/2023", subject);
            bench.book.info.period = bench.given(PeriodKey::NineMonths);
            assert_eq!(!bench.messages("TIME004").is_empty(), fires, "{subject}");
        }
    }

    #[test]
    fn fires_for_a_period_that_ends_in_another_part_of_the_year() {
        for (period, to, fires) in [
            (PeriodKey::Quarter1, "14/3/2023", false),
            (PeriodKey::Quarter1, "06/12/2023", true),
            (PeriodKey::HalfYear, "14/6/2023", false),
            (PeriodKey::HalfYear, "14/9/2023", true),
            (PeriodKey::Quarter3, "14/9/2023", false),
            (PeriodKey::NineMonths, "14/9/2023", false),
            (PeriodKey::NineMonths, "14/6/2023", true),
            (PeriodKey::Year, "14/12/2023", false),
            (PeriodKey::Year, "14/6/2023", true),
        ] {
            let mut bench = bench(to, "");
            bench.book.info.subject = None;
            bench.book.info.period = bench.given(period);
            assert_eq!(!bench.messages("TIME004").is_empty(), fires, "{period:?} {to}");
        }
    }

    #[test]
    fn stays_silent() {
        for subject in ["Kết quả năm 2023", "Kết quả năm 2023, phương hướng năm 2024", "Kết quả trong năm"]
        {
            assert_eq!(bench("06/12/2023", subject).messages("TIME004"), [""; 0], "{subject}");
        }
    }
}
