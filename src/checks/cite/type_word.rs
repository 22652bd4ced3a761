//! A document's type word fits its symbol.
//!
//! **What it does.** Compares the type word with the type in the symbol, by the abbreviations of the decree.
//! **Why it matters.** One of the two was copied from the line above.
//! **Example.** `Kế hoạch số 12/QĐ-UBND`.
//! **Use instead.** The type that the symbol says, or the right symbol.
//! **Limits.** Words and symbols that the decree's list does not have are not judged; a party rule (`Quy định`)
//! may be numbered `QĐ`. One finding for a document and type word.
//! **Basis.** Nghị định 30/2020/NĐ-CP, Phụ lục III.

use std::collections::HashSet;

use crate::checks::cite::cited;
use crate::checks::rule::{Found, rule};
use crate::claim::Case;
use crate::finding::{Finding, say};
use crate::num::fold;

rule!(CITE006 "type-word-against-code" Warning "the type word of a document does not fit its symbol", check);

/// The type words, folded, with the abbreviations that their symbols may have.
const TYPES: [(&str, &str, &str); 22] = [
    ("nghị quyết", "nq", "Nghị quyết"),
    ("quyết định", "qđ", "Quyết định"),
    ("chỉ thị", "ct", "Chỉ thị"),
    ("quy chế", "qc", "Quy chế"),
    ("quy định", "qyđ", "Quy định"),
    ("quy định", "qđ", "Quyết định"),
    ("thông cáo", "tc", "Thông cáo"),
    ("thông báo", "tb", "Thông báo"),
    ("hướng dẫn", "hd", "Hướng dẫn"),
    ("chương trình", "ctr", "Chương trình"),
    ("kế hoạch", "kh", "Kế hoạch"),
    ("phương án", "pa", "Phương án"),
    ("đề án", "đa", "Đề án"),
    ("dự án", "da", "Dự án"),
    ("báo cáo", "bc", "Báo cáo"),
    ("biên bản", "bb", "Biên bản"),
    ("tờ trình", "ttr", "Tờ trình"),
    ("công điện", "cđ", "Công điện"),
    ("giấy mời", "gm", "Giấy mời"),
    ("kết luận", "kl", "Kết luận"),
    ("nghị định", "nđ", "Nghị định"),
    ("thông tư", "tt", "Thông tư"),
];

/// A letter has no type in its symbol at all.
const LETTER: &str = "công văn";

fn check(case: &Case<'_>, found: &mut Found) {
    let mut seen = HashSet::new();
    for one in cited(case) {
        let word = fold(&one.citation.kind);
        let Some(expected) = contradicted(&word, one.number.kind()) else { continue };
        if !seen.insert((one.key(), word)) {
            continue;
        }
        let kind = one.citation.kind.trim();
        let facts = [("number", one.citation.number.as_str()), ("found", kind), ("expected", expected)];
        let finding = Finding::new(CODE, one.citation.place.clone(), say(CODE.id, "word", &facts));
        let excerpt = one.name();
        found.report_from(finding.excerpt(excerpt).sides(expected, kind), one.cause());
    }
}

/// The type that the symbol says, where both say one and they differ.
fn contradicted(word: &str, code: &str) -> Option<&'static str> {
    let (_, _, says) = TYPES.iter().find(|(_, known, _)| *known == code)?;
    let known = word == LETTER || TYPES.iter().any(|(known, _, _)| *known == word);
    // the letters of an inspectorate (thanh tra) begin as a Tờ trình does
    if word == LETTER && code == "ttr" {
        return None;
    }
    let fits = TYPES.iter().any(|(known, short, _)| *known == word && *short == code);
    (known && !fits).then_some(*says)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    fn bench(kind: &str, number: &str) -> Bench {
        let mut bench = Bench::new();
        bench.cite(kind, number, "14/3/2023");
        bench
    }

    #[test]
    fn fires() {
        for (kind, number) in [("Kế hoạch", "12/QĐ-UBND"), ("Công văn", "12/KH-UBND")] {
            assert_eq!(bench(kind, number).messages("CITE006").len(), 1, "{kind} {number}");
        }
    }

    #[test]
    fn stays_silent() {
        for (kind, number) in [
            ("kế hoạch", "12/KH-UBND"),
            ("Công văn", "248/UBND-NC"),
            ("Chỉ thị", "31-CT/TU"),
            ("Hướng dẫn", "04-HD/TCNV"),
            ("Quy định", "37-QĐ/TW"),
            ("Luật", "12/QĐ-UBND"),
            ("", "12/QĐ-UBND"),
        ] {
            assert_eq!(bench(kind, number).messages("CITE006"), [""; 0], "{kind} {number}");
        }
    }

    #[test]
    fn the_words_are_folded() {
        for (word, _, _) in super::TYPES {
            assert_eq!(crate::num::fold(word), word);
        }
    }
}
