//! An appendix says what its workbook says.
//!
//! **What it does.** Compares every named cell of an Excel appendix with the workbook's cell of the same indicator.
//! **Why it matters.** The appendix is sent together with the report; a figure typed over in it contradicts both.
//! **Example.** `1.556` in the appendix, where the workbook says 1.555.
//! **Use instead.** Correct the workbook, and `baocao refresh` for the appendix.
//! **Limits.** Only cells that have their names. A number that its cell shows with fewer decimals is compared as it is
//! kept, a computed one as it is shown.
//! **Basis.** The name says which indicator it is: nothing is inferred.

use super::named;
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, NamedState};

rule!(TIE011 "appendix-differs" Error "a named cell of an Excel appendix is not what the workbook says", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let differ = case.claims.named.ties.iter().filter(|tie| tie.state == NamedState::Differs);
    for tie in differ {
        let way = match (tie.found.is_empty(), tie.today.is_empty()) {
            (true, _) => "blank",
            (_, true) => "extra",
            _ => "differs",
        };
        let finding = named(CODE, way, tie);
        found.report(match way {
            "differs" => finding.repair(tie.found.as_str(), tie.today.as_str()),
            _ => finding,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::claim::NamedState;

    #[test]
    fn fires() {
        let mut bench = Bench::new();
        bench.named(NamedState::Differs, ["1.556", "1.555"]);
        bench.named(NamedState::Differs, ["", "1.555"]);
        bench.named(NamedState::Differs, ["1.556", ""]);
        let findings = bench.findings("TIE011");
        assert_eq!(
            findings[0].message,
            "“Chỉ tiêu”: phụ lục ghi 1.556 tại Biểu!D12, sổ số liệu ghi 1.555 tại Số liệu!D7."
        );
        assert_eq!((findings[0].repair.len(), findings[0].related.len()), (1, 1));
        assert_eq!((findings[1].found.as_deref(), findings[2].expected.as_deref()), (None, None));
    }

    #[test]
    fn stays_silent() {
        let mut bench = Bench::new();
        bench.named(NamedState::Held, ["1.555", "1.555"]);
        assert_eq!(bench.messages("TIE011"), [""; 0]);
    }
}
