//! A part is at most its whole.
//!
//! **What it does.** Compares each part of a whole with the whole; the parts may overlap and are not added.
//! **Why it matters.** More procedures with dossiers than procedures provided is impossible whatever the date.
//! **Example.** `15/51 TTHC` holds, `51/15 TTHC` does not.
//! **Use instead.** Correct the part or the whole; often the two changed places.
//! **Limits.** Says nothing of parts that are too small. `hơn 20` is not held against 20.
//! **Basis.** The catalogue's `part-of` relations; fractions with a noun.

use crate::checks::relations::{is_note, is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(SUM002 "part-exceeds-whole" Error "a part is larger than its whole", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "part"), |bound, failure| {
        matches!(bound.relation, Relation::PartOf { .. }) && !is_note(bound) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn part_of(part: &str, whole: &str) -> Bench {
        let mut bench = Bench::new();
        let (part, whole) = (bench.figure(part), bench.figure(whole));
        bench.must(Relation::PartOf { whole, parts: vec![part] });
        bench
    }

    #[test]
    fn fires() {
        let messages = part_of("51", "15").messages("SUM002");
        assert_eq!(messages.len(), 1);
        assert_eq!(part_of("51", "15").findings("SUM002")[0].expected.as_deref(), Some("tối đa 15"));
    }

    #[test]
    fn stays_silent() {
        for (part, whole) in [("15", "51"), ("51", "51"), ("hơn 51", "51"), ("1,07 nghìn", "1.065")] {
            assert_eq!(part_of(part, whole).messages("SUM002"), [""; 0], "{part} / {whole}");
        }
    }
}
