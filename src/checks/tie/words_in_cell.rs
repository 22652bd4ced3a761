//! A figure of an appendix stands in its cell as a number.
//!
//! **What it does.** Names the named cells of an Excel appendix that hold words or an error where a figure belongs.
//! **Why it matters.** Formulas over such a cell compute something else, or nothing; the figure is reported by nobody.
//! **Example.** `#REF!`, or `chưa có` in the cell of `1.555`.
//! **Use instead.** The figure as a number, or `baocao refresh`.
//! **Limits.** Only a warning where the words are the workbook's figure, as `1.555` typed as text, and where a program
//! that does not compute left a formula without its result.
//! **Basis.** The name says which indicator it is: nothing is inferred.

use super::named;
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, NamedState, NamedTie};
use crate::finding::{Finding, Severity, say};

rule!(TIE012 "words-for-a-figure" Error "a named cell of an Excel appendix holds words or an error in a figure's place", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let ties = &case.claims.named.ties;
    for tie in ties {
        match tie.state {
            NamedState::Words => found.report(named(CODE, "text", tie)),
            NamedState::Error => found.report(named(CODE, "error", tie)),
            NamedState::SameInWords => found.report(named(CODE, "same", tie).severity(Severity::Warning)),
            _ => {}
        }
    }
    let mut not_calculated: Vec<&NamedTie> =
        ties.iter().filter(|tie| tie.state == NamedState::NotCalculated).collect();
    not_calculated.sort_by_key(|tie| &tie.place);
    if let Some(first) = not_calculated.first() {
        let count = not_calculated.len().to_string();
        let message = say(CODE.id, "not-calculated", &[("count", &count)]);
        let finding = Finding::new(CODE, first.place.clone(), message).severity(Severity::Warning);
        let others = not_calculated.iter().skip(1);
        found.report(
            others.fold(finding, |finding, tie| finding.related(tie.place.clone(), tie.label.as_str())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.named(NamedState::Words, ["chưa có", "1.555"]);
        bench.named(NamedState::Error, ["#REF!", "1.555"]);
        bench.named(NamedState::SameInWords, ["1555", "1.555"]);
        bench.named(NamedState::NotCalculated, ["công thức chưa được tính", "1.555"]);
        let findings = bench.findings("TIE012");
        let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, [Severity::Error, Severity::Error, Severity::Warning, Severity::Warning]);
        assert!(findings[1].message.contains("#REF!"), "{}", findings[1].message);
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.named(NamedState::Held, ["hơn 20", "hơn 20"]);
        assert_eq!(bench.messages("TIE012"), [""; 0]);
    }
}
