//! What a period asks for is filled in.
//!
//! **What it does.** Looks for indicators that are required in this period and left blank, or whose row is gone.
//! **Why it matters.** The report has a hole where the superior office expects a figure.
//! **Example.** The number of dossiers received is blank in an annual report.
//! **Use instead.** The figure, `0` where there were none, `-` where the indicator does not apply.
//! **Limits.** A blank that a relation fills is filled. Without a period nothing is required.
//! **Basis.** The catalogue's `required`.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, Severity, say};
use crate::model::{Book, Home};
use crate::place::Place;

rule!(FORM002 "required-blank" Warning "an indicator that the period requires is blank", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.book() else { return };
    let Some(period) = book.info.period.as_ref().map(|period| period.value) else { return };
    let figures = sheet_of_figures(case, book);
    for indicator in case.catalogue.indicators.iter().filter(|known| known.required.contains(&period)) {
        let place = match book.entry(indicator.code.as_str()) {
            Some(entry) if entry.value.is_filled() => continue,
            Some(entry) => entry.place.clone().unwrap_or(Place::Workbook),
            // a row of the form that is missing is the form's fault
            None if indicator.home != Home::Figures => continue,
            None => match &figures {
                Some(sheet) => sheet.clone(),
                None => continue,
            },
        };
        let facts = [("label", indicator.label.as_str()), ("period", period.label())];
        let finding =
            Finding::new(CODE, place, say(CODE.id, "blank", &facts)).excerpt(indicator.label.as_str());
        // the form of a stranger's draft may ask for less
        let told = case.source().is_none();
        found.report(if told { finding.severity(Severity::Info) } else { finding });
    }
}

/// The sheet of the figures, where it has any.
fn sheet_of_figures(case: &Case<'_>, book: &Book) -> Option<Place> {
    let figures = case.catalogue.indicators.iter().filter(|known| known.home == Home::Figures);
    let mut entries = figures.filter_map(|known| book.entry(known.code.as_str())?.place.as_ref());
    entries.find_map(|place| match place {
        Place::Cell { sheet, .. } => Some(Place::sheet(sheet)),
        _ => None,
    })
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
    fn a_row_that_is_gone_is_blank() {
        let mut bench = bench(Value::NotApplicable, PeriodKey::Year);
        for indicator in &mut bench.catalogue.indicators {
            indicator.home = crate::model::Home::Figures;
        }
        let gone = bench.indicator("da-xoa", Kind::Count);
        (gone.home, gone.required) = (crate::model::Home::Figures, vec![PeriodKey::Year]);
        let findings = bench.findings("FORM002");
        assert_eq!((findings.len(), findings[0].place.to_string().as_str()), (1, "trang tính “Số liệu”"));
    }

    #[test]
    fn stays_silent() {
        for bench in [bench(Value::NotApplicable, PeriodKey::Year), bench(Value::Blank, PeriodKey::Quarter1)]
        {
            assert_eq!(bench.messages("FORM002"), [""; 0]);
        }
    }
}
