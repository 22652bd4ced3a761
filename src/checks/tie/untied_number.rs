//! A number in prose is tied to an indicator.
//!
//! **What it does.** Looks for numbers that were typed as words into a free paragraph or a note.
//! **Why it matters.** Nothing says what they count, so nothing can be checked; they are where drafts go stale.
//! **Example.** `đã mở 20 lớp` typed, where `đã mở {lop.tap-huan} lớp` would print the indicator.
//! **Use instead.** The indicator's code in braces, where there is one.
//! **Limits.** Dates, ranges, document numbers, ordinals and years are not looked at. One finding a paragraph;
//! the coverage counts every number as in no relation.
//! **Basis.** Missing input never passes silently.

use crate::checks::prose;
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};

rule!(TIE003 "untied-number" Info "a number in prose is tied to no indicator", check);

/// So many numbers of a paragraph are named.
const NAMED: usize = 6;

fn check(case: &Case<'_>, found: &mut Found) {
    for passage in case.claims.texts.iter().filter(|passage| passage.prose) {
        let numbers = prose::numbers(&passage.text);
        let Some(first) = numbers.first() else { continue };
        let mut named: Vec<String> =
            numbers.iter().take(NAMED).map(|number| format!("“{}”", number.words)).collect();
        if numbers.len() > NAMED {
            named.push("…".to_owned());
        }
        let message = say(CODE.id, "prose", &[("numbers", &named.join(", "))]);
        found.report(
            Finding::new(CODE, passage.place.clone(), message).excerpt(first.words).found(first.text),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.text("Đã mở 20 lớp cho 1.032 lượt người.", true);
        let messages = bench.messages("TIE003");
        assert!(messages[0].contains("“20 lớp cho 1.032”, “1.032 lượt người”"), "{messages:?}");
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.text("Theo Kế hoạch số 38 ngày 14/3/2023, không phát sinh.", true);
        bench.text("Đã mở 20 lớp.", false);
        assert_eq!(bench.messages("TIE003"), [""; 0]);
    }
}
