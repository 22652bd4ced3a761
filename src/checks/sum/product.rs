//! What all have is how many there are times what each has.
//!
//! **What it does.** Multiplies a count of things by what each of them has, where both stand beside a total.
//! **Why it matters.** Support is paid by the piece: a wrong product is a wrong amount.
//! **Example.** "186 suất quà trị giá 47,4 triệu đồng (mỗi suất 400 nghìn đồng)" is 74,4 triệu đồng.
//! **Use instead.** The product, or the figure of it that was typed wrong.
//! **Limits.** Drafts only, and only where the product holds but for one slip of the hand: `mỗi` may tell an average.
//! **Basis.** The words of the text.

use crate::checks::relations::{is_off, report};
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::model::Relation;

rule!(SUM008 "product-of-count" Error "a total differs from a count times what each has", check);

fn check(case: &Case<'_>, found: &mut Found) {
    report(case, found, (CODE, "product"), |bound, failure| {
        matches!(bound.relation, Relation::Product { .. }) && is_off(failure)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn product(total: &str, count: &str, each: &str) -> Bench {
        let mut bench = Bench::new();
        let (total, count, each) = (bench.figure(total), bench.figure(count), bench.figure(each));
        bench.must(Relation::Product { total, count, each });
        bench
    }

    #[test]
    fn fires() {
        let findings = product("183", "46", "3").findings("SUM008");
        assert_eq!(findings[0].expected.as_deref(), Some("138"));
        assert_eq!(product("47,4 triệu", "186", "400 nghìn").messages("SUM008").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert_eq!(product("138", "46", "3").messages("SUM008"), [""; 0]);
        assert_eq!(product("74,4 triệu", "186", "400 nghìn").messages("SUM008"), [""; 0]);
    }
}
