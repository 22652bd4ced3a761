//! The sheet `Thông tin` says who reports on what.
//!
//! **What it does.** Looks for labels that the report cannot do without and that hold nothing.
//! **Why it matters.** Without the body, the period and the year no title can be printed; the others leave
//! dots in the letterhead.
//! **Example.** `Kỳ báo cáo` left blank.
//! **Use instead.** Fill the label in.
//! **Limits.** `Số` and `Ngày ban hành` are given after signing and may be blank. A label whose content could
//! not be read, and a sheet that is not there, are the reader's findings.
//! **Basis.** NĐ 30/2020, PL I, II.1–II.5.

use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, Severity, say};
use crate::model::{Info, sheets};
use crate::num::fold;
use crate::place::Place;

rule!(FORM006 "missing-info" Error "Thông tin lacks a label that the report cannot do without", check);

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(info) = case.source().map(|book| &book.info).filter(|info| **info != Info::default()) else {
        return;
    };
    let lacks = [
        ("Cơ quan ban hành", info.issuing_body.is_none(), Severity::Error),
        ("Kỳ báo cáo", info.period.is_none(), Severity::Error),
        ("Năm", info.year.is_none(), Severity::Error),
        ("Địa danh", info.place_name.is_none(), Severity::Warning),
        ("Ký hiệu", info.symbol.is_none(), Severity::Warning),
        ("Từ ngày", info.from.is_none(), Severity::Warning),
        ("Đến ngày", info.to.is_none(), Severity::Warning),
    ];
    let is_unread = |label: &str| {
        let codes: &[&str] = match label {
            "Kỳ báo cáo" => &["FORM123"],
            "Năm" => &["FORM109"],
            "Từ ngày" | "Đến ngày" => &["FORM116"],
            _ => &[],
        };
        case.read.iter().any(|known| codes.contains(&known.code) && in_sheet(&known.place))
    };
    for (label, lacking, severity) in lacks {
        if lacking && !is_unread(label) {
            let message = say(CODE.id, "label", &[("label", label)]);
            let finding = Finding::new(CODE, Place::sheet(sheets::INFO), message);
            found.report(finding.excerpt(label).severity(severity));
        }
    }
}

fn in_sheet(place: &Place) -> bool {
    matches!(place, Place::Cell { sheet, .. } if fold(sheet) == fold(sheets::INFO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{Bench, day};
    use crate::model::PeriodKey;

    fn bench() -> Bench {
        let mut bench = Bench::new();
        let info = Info {
            issuing_body: bench.given("UBND xã A".to_owned()),
            place_name: bench.given("A".to_owned()),
            symbol: bench.given("BC-UBND".to_owned()),
            period: bench.given(PeriodKey::Year),
            year: bench.given(2023),
            from: bench.given(day("01/01/2023")),
            to: bench.given(day("31/12/2023")),
            ..Info::default()
        };
        bench.book.info = info;
        bench
    }

    #[test]
    fn fires() {
        let mut bench = bench();
        bench.book.info.period = None;
        assert!(bench.messages("FORM006")[0].contains("“Kỳ báo cáo”"));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench().messages("FORM006"), [""; 0]);
        assert_eq!(Bench::new().messages("FORM006"), [""; 0]);
    }
}
