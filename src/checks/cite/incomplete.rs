//! The first mention of a document is complete.
//!
//! **What it does.** Looks for documents that are nowhere named with their day, and for those whose symbol says
//! that another body than ours issued them but not which; and for numbers that are none.
//! **Why it matters.** Number, date and issuer are what a document is found by.
//! **Example.** `248/UBND-NC` without a date; `11/2022/NQ-HĐND` without the council that passed it.
//! **Use instead.** Fill in the date or the issuer in the sheet `Văn bản`.
//! **Limits.** One finding for a document; a later mention may be short. Symbols of a ministry or the
//! Government say their issuer themselves.
//! **Basis.** Nghị định 30/2020/NĐ-CP on naming documents.

use std::collections::BTreeMap;

use crate::checks::cite::number::Number;
use crate::checks::cite::{Cited, cited, own_code};
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Citation};
use crate::finding::{Finding, Severity, say};
use crate::place::Place;

rule!(CITE005 "incomplete-citation" Info "a document is named without its date or issuer", check);

/// Bodies that exist at every level, so that the symbol alone does not tell which one issued a document.
const ANYWHERE: [&str; 5] = ["hđnd", "ubnd", "tu", "đu", "mttq"];

fn check(case: &Case<'_>, found: &mut Found) {
    for citation in case.claims.citations.iter().filter(|one| Number::read(&one.number).is_none()) {
        unnumbered(citation, found);
    }
    let cited = cited(case);
    let own = own_code(case);
    let mut documents: BTreeMap<String, Vec<&Cited<'_>>> = BTreeMap::new();
    for one in &cited {
        documents.entry(one.key()).or_default().push(one);
    }
    for mentions in documents.values() {
        let Some(first) = mentions.first() else { continue };
        let dated = mentions.iter().find(|one| one.day().is_some());
        let part = mentions.iter().find_map(|one| one.citation.date);
        match (dated, part) {
            (Some(_), _) => {}
            (None, None)
                if mentions
                    .iter()
                    .any(|one| one.citation.unread || is_unread(case, &one.citation.date_place)) => {}
            (None, Some(month)) => report(first, "day", &month.to_string(), found),
            (None, None) => report(first, "date", "", found),
        }
        let body = first.number.body();
        let elsewhere = own.as_deref().is_some_and(|own| own != body) && ANYWHERE.contains(&body);
        if first.issuer.is_empty() && elsewhere {
            report(first, "issuer", "", found);
        }
    }
}

/// Reports a number that is none, so that nothing else can be checked of the document.
fn unnumbered(citation: &Citation, found: &mut Found) {
    let open = citation.number.starts_with(['…', '.', '_']);
    let way = match citation.number.trim() {
        "" => "no-number",
        _ if open => "open",
        _ => "number",
    };
    let facts = [("kind", citation.kind.as_str()), ("number", &citation.number)];
    let finding = Finding::new(CODE, citation.place.clone(), say(CODE.id, way, &facts));
    let finding = finding.excerpt(citation.excerpt.as_str()).found(citation.number.as_str());
    // a gap that a draft was to fill
    found.report(if open { finding.severity(Severity::Warning) } else { finding });
}

/// Whether the reader has said what is wrong in the row of a date that it could not read.
fn is_unread(case: &Case<'_>, date: &Place) -> bool {
    let Place::Cell { sheet, cell } = date else { return false };
    case.read.iter().any(|known| match (&known.place, known.code) {
        (Place::Cell { sheet: own, cell: at }, "FORM113" | "FORM114" | "FORM115" | "FORM116") => {
            own == sheet && at.row == cell.row
        }
        // without its column no document has a date
        (Place::Cell { sheet: own, .. }, "FORM102") => own == sheet,
        _ => false,
    })
}

fn report(first: &Cited<'_>, way: &str, printed: &str, found: &mut Found) {
    let name = first.name();
    let message = say(CODE.id, way, &[("number", &name), ("found", printed)]);
    let place = if way == "issuer" { &first.citation.place } else { &first.citation.date_place };
    let finding = Finding::new(CODE, place.clone(), message).excerpt(first.citation.excerpt.as_str());
    found.report(if printed.is_empty() { finding } else { finding.found(printed) });
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;
    use crate::model::DocumentDate;

    fn bench(number: &str, date: &str) -> Bench {
        let mut bench = Bench::new();
        bench.book.info.symbol = bench.given("BC-UBND".to_owned());
        bench.cite("", number, date);
        bench
    }

    #[test]
    fn fires() {
        assert_eq!(bench("248/UBND-NC", "").messages("CITE005").len(), 1);
        assert_eq!(bench("11/2022/NQ-HĐND", "07/7/2022").messages("CITE005").len(), 1);
        assert!(bench("32KH-UBND", "06/3/2023").messages("CITE005")[0].contains("“32KH-UBND”"));
        assert_eq!(bench("", "06/3/2023").messages("CITE005").len(), 1);
        let mut month = bench("04-HD/TCNV", "");
        month.claims.citations[0].date = Some(DocumentDate::Month { year: 2019, month: 4 });
        assert!(month.messages("CITE005")[0].contains("4/2019"));
    }

    #[test]
    fn stays_silent() {
        assert_eq!(bench("468/QĐ-TTg", "27/3/2021").messages("CITE005"), [""; 0]);
        assert_eq!(bench("38/KH-UBND", "14/3/2023").messages("CITE005"), [""; 0]);
        let mut later = bench("38/KH-UBND", "14/3/2023");
        later.cite("", "38/KH-UBND", "");
        assert_eq!(later.messages("CITE005"), [""; 0]);
        let mut named = bench("38/KH-UBND", "14/3/2023");
        named.cite("", "11/2022/NQ-HĐND", "07/7/2022").issuer = "HĐND tỉnh".to_owned();
        assert_eq!(named.messages("CITE005"), [""; 0]);
    }
}
