//! The form has all its rows.
//!
//! **What it does.** Looks for rows of the official form that the sheet does not have.
//! **Why it matters.** The superior office adds the forms up row by row.
//! **Example.** Row 3.2 was deleted because there was nothing to report.
//! **Use instead.** Put the row back, with `0` or `-`.
//! **Limits.** A sheet without any row is the reader's finding. Rows are found by number and label, wherever
//! they stand.
//! **Basis.** The form's rows in the catalogue.

use std::collections::HashSet;

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::place::Place;

rule!(FORM003 "missing-form-row" Warning "the form lacks one of its rows", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(book) = case.source() else { return };
    let Some(first) = book.form.first() else { return };
    let sheet = match &first.place {
        Place::Cell { sheet, .. } => Place::sheet(sheet),
        _ => Place::Workbook,
    };
    let present: HashSet<usize> = book.form.iter().filter_map(|line| line.row).collect();
    for (index, row) in case.catalogue.form.iter().enumerate() {
        if !present.contains(&index) {
            let facts = [("label", row.label.as_str()), ("under", &row.under)];
            let finding = Finding::new(CODE, sheet.clone(), say(CODE.id, "row", &facts));
            found.report(finding.excerpt(&row.label));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    use crate::checks::testing::{form_line, form_row};

    fn bench(rows: &[usize]) -> Bench {
        let mut bench = Bench::new();
        bench.catalogue.form = vec![form_row("Dòng một"), form_row("Dòng hai")];
        for row in rows {
            let place = bench.place();
            bench.book.form.push(form_line(*row, "", place));
        }
        bench
    }

    #[test]
    fn fires() {
        assert!(bench(&[0]).messages("FORM003")[0].contains("“Dòng hai”"));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench(&[1, 0]).messages("FORM003"), [""; 0]);
        assert_eq!(bench(&[]).messages("FORM003"), [""; 0]);
    }
}
