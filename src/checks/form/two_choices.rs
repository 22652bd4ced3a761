//! An answer spread over several rows is given in one of them.
//!
//! **What it does.** Looks for an indicator whose answer stands in more than one of its rows.
//! **Why it matters.** Nobody can say which of the answers is meant.
//! **Example.** 7.2 filled in both at "Liên thông 2 cấp" and at "Liên thông 3 cấp".
//! **Use instead.** Keep the row that applies and write `-` in the others.
//! **Limits.** `-` and blank are no answers.
//! **Basis.** The rows' codes in the catalogue.

use std::collections::BTreeMap;

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::model::{Code, FormLine, Value};

rule!(FORM005 "two-choices" Error "more than one row of a choice is filled in", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.book else { return };
    let mut chosen: BTreeMap<&Code, Vec<&FormLine>> = BTreeMap::new();
    for line in &book.form {
        let row = line.row.and_then(|row| case.catalogue.form.get(row)).filter(|row| row.choice.is_some());
        let answered = line.value.is_filled() && line.value != Value::NotApplicable;
        if let Some(code) = row.and_then(|row| row.indicator.as_ref()).filter(|_| answered) {
            chosen.entry(code).or_default().push(line);
        }
    }
    for (code, lines) in chosen {
        let Some((last, others)) = lines.split_last().filter(|(_, others)| !others.is_empty()) else {
            continue;
        };
        if case.read.iter().any(|known| known.code == "FORM121" && known.place == last.place) {
            continue; // the reader has said it of this row
        }
        let label = case.catalogue.indicator(code.as_str()).map_or(code.as_str(), |known| &known.label);
        let all: Vec<String> = lines.iter().map(|line| format!("“{}”", line.label)).collect();
        let facts = [("label", label), ("count", &lines.len().to_string()), ("all", &all.join(", "))];
        let mut finding = Finding::new(CODE, last.place.clone(), say(CODE.id, "two", &facts));
        finding = finding.excerpt(&last.label);
        for other in others {
            finding = finding.related(other.place.clone(), &other.label);
        }
        found.report(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::{FormRow, Kind};

    use crate::checks::testing::{form_line, form_row};

    fn bench(values: &[&str]) -> Bench {
        let mut bench = Bench::new();
        bench.indicator("hop", Kind::Code);
        for (row, value) in values.iter().enumerate() {
            let place = bench.place();
            let choice = u32::try_from(row).ok();
            bench.catalogue.form.push(FormRow { choice, ..form_row("hop") });
            bench.book.form.push(form_line(row, value, place));
        }
        bench
    }

    #[test]
    fn fires() {
        let findings = bench(&["-", "1", "2"]).findings("FORM005");
        assert_eq!((findings.len(), findings[0].related.len()), (1, 1));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench(&["-", "", "2"]).messages("FORM005"), [""; 0]);
    }
}
