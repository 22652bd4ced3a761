//! A coded question is answered, with `-` where it does not apply.
//!
//! **What it does.** Looks for coded rows of the form that are blank.
//! **Why it matters.** A blank leaves open whether the answer is no, or was forgotten.
//! **Example.** 7.3 `Chưa = 0, Đang làm = 1, Hoàn thành = 2` left empty.
//! **Use instead.** A code, or `-`.
//! **Limits.** Where the answer is spread over several rows, only if none of them is filled. Required rows are
//! [`required_blank`](super::required_blank)'s.
//! **Basis.** The unit column of the form.

use std::collections::HashSet;

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::{Code, FormLine, Indicator, Kind};

rule!(FORM004 "blank-coded-cell" Info "a coded question of the form is not answered", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.book() else { return };
    let period = book.info.period.as_ref().map(|period| period.value);
    let mut filled: HashSet<&Code> = HashSet::new();
    let mut blank: Vec<(&Indicator, &FormLine)> = Vec::new();
    for line in &book.form {
        let Some(indicator) = coded(case, line) else { continue };
        if line.value.is_filled() {
            filled.insert(&indicator.code);
        } else if !period.is_some_and(|period| indicator.required.contains(&period)) {
            blank.push((indicator, line));
        }
    }
    for (indicator, line) in blank {
        // One finding for an indicator: the first blank row takes it.
        if filled.insert(&indicator.code) {
            let message = say(CODE.id, "blank", &[("label", &line.label)]);
            let finding = Finding::new(CODE, line.place.clone(), message).excerpt(&line.label);
            found.report(finding.repair("", "-"));
        }
    }
}

fn coded<'a>(case: &Case<'a>, line: &FormLine) -> Option<&'a Indicator> {
    let code = case.catalogue.form_row(line.row)?.indicator.as_ref()?;
    case.catalogue.indicator(code.as_str()).filter(|indicator| indicator.kind == Kind::Code)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::Kind;

    use crate::checks::testing::{form_line, form_row};

    fn bench(values: &[&str]) -> Bench {
        let mut bench = Bench::new();
        bench.indicator("hop", Kind::Code);
        for (row, value) in values.iter().enumerate() {
            let place = bench.place();
            bench.catalogue.form.push(form_row("hop"));
            bench.book.form.push(form_line(row, value, place));
        }
        bench
    }

    #[test]
    fn fires() {
        let findings = bench(&["", ""]).findings("FORM004");
        assert_eq!((findings.len(), findings[0].repair[0].to.as_str()), (1, "-"));
    }

    #[test]
    fn stays_silent() {
        for values in [["", "2"], ["0", ""], ["-", "-"]] {
            assert_eq!(bench(&values).messages("FORM004"), [""; 0], "{values:?}");
        }
    }
}
