//! What a period asks for is filled in.
//!
//! **What it does.** Looks for indicators that are required in this period and left blank.
//! **Why it matters.** The report has a hole where the superior office expects a figure.
//! **Example.** The number of dossiers received is blank in an annual report.
//! **Use instead.** The figure, `0` where there were none, `-` where the indicator does not apply.
//! **Limits.** A blank that a relation fills is filled. Without a period nothing is required.
//! **Basis.** The catalogue's `required`.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::place::Place;

rule!(FORM002 "required-blank" Warning "an indicator that the period requires is blank", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.book else { return };
    let Some(period) = book.info.period.as_ref().map(|period| period.value) else { return };
    for indicator in case.catalogue.indicators.iter().filter(|known| known.required.contains(&period)) {
        let Some(entry) = book.entry(indicator.code.as_str()).filter(|entry| !entry.value.is_filled()) else {
            continue;
        };
        let place = entry.place.clone().unwrap_or(Place::Workbook);
        let facts = [("label", indicator.label.as_str()), ("period", period.label())];
        found.report(
            Finding::new(CODE, place, say(CODE.id, "blank", &facts)).excerpt(indicator.label.as_str()),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::{Code, Entry, Kind, Origin, PeriodKey, Value};

    fn bench(value: Value, period: PeriodKey) -> Bench {
        let mut bench = Bench::new();
        bench.indicator("ho-so", Kind::Count).required = vec![PeriodKey::Year];
        bench.book.info.period = bench.given(period);
        let entry = Entry {
            value,
            origin: Origin::Typed,
            place: Some(bench.place()),
            previous: None,
            source: String::new(),
            note: String::new(),
        };
        bench.book.entries.insert(Code::new("ho-so").unwrap(), entry);
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(bench(Value::Blank, PeriodKey::Year).messages("FORM002").len(), 1);
    }

    #[test]
    fn stays_silent() {
        for bench in [bench(Value::NotApplicable, PeriodKey::Year), bench(Value::Blank, PeriodKey::Quarter1)]
        {
            assert_eq!(bench.messages("FORM002"), [""; 0]);
        }
    }
}
