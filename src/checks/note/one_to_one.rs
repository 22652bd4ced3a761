//! Every note of a draft is referred to, in order.
//!
//! **What it does.** Looks for notes that nothing refers to, and for marks that do not rise.
//! **Why it matters.** The reader who looks a note up finds none, or another.
//! **Example.** Notes 1 and 2, and a text that only refers to 1.
//! **Use instead.** Delete the note, or set its mark; let Word number the notes.
//! **Limits.** A mark typed as a raised digit is not known to be one.
//! **Basis.** Footnotes are one to one with their references.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::document::Met;
use crate::finding::{Finding, say};

rule!(NOTE003 "notes-one-to-one" Warning "a note of a draft is referred to nowhere, or out of order", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(document) = case.document.filter(|_| case.source().is_none()) else { return };
    let met = document.met();
    let marks: Vec<usize> = met.iter().flat_map(|one| one.runs).filter_map(|run| run.note).collect();
    let notes: Vec<&Met<'_>> = met.iter().filter(|one| one.paragraph.is_none()).collect();
    for (index, note) in notes.iter().enumerate() {
        let text = note.text();
        let earlier = marks.iter().position(|mark| *mark == index);
        let before = earlier.and_then(|at| marks.get(..at)).unwrap_or_default();
        let way = match earlier {
            None => "unused",
            Some(_) if before.iter().any(|mark| *mark > index) => "order",
            Some(_) => continue,
        };
        let number = (index + 1).to_string();
        let message = say(CODE.id, way, &[("number", &number)]);
        let place = note.place(0, text.chars().count());
        found.report(Finding::new(CODE, place, message).excerpt(text).found(number));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::run::{RuleSet, check};
    use crate::checks::testing::{Bench, draft};
    use crate::claim::Case;
    use crate::finding::Sourced;

    fn codes(marks: &[usize]) -> usize {
        let bench = Bench::new();
        let draft = Sourced { value: draft(marks, 2), findings: Vec::new() };
        let case = Case::draft(&bench.catalogue, &draft);
        check(&case, &RuleSet::default()).findings.iter().filter(|finding| finding.code == "NOTE003").count()
    }

    #[test]
    fn fires() {
        assert_eq!(codes(&[0]), 1);
        assert_eq!(codes(&[1, 0]), 1);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(codes(&[0, 1]), 0);
    }
}
