use super::*;
use crate::finding::rule_code::{RuleCode, Severity};
use crate::place::{CellRef, Place};

const CODE: RuleCode =
    RuleCode { id: "SUM001", name: "sum-of-parts", severity: Severity::Error, summary: "" };

fn finding(row: u32, excerpt: &str, found: &str) -> Finding {
    let place = Place::cell("Số liệu", CellRef::new(row, 3));
    let mut finding = Finding::new(CODE, place, "…".to_owned()).excerpt(excerpt).sides("37", found);
    finding.seal();
    finding
}

fn review(findings: impl IntoIterator<Item = Finding>) -> Review {
    Review { findings: findings.into_iter().collect(), ..Review::default() }
}

fn parsed(baseline: &Baseline) -> Baseline {
    Baseline::parse("a.toml", &baseline.to_string()).unwrap()
}

#[test]
fn what_was_accepted_stays_silent_where_it_moves_and_not_where_it_changes() {
    let baseline = parsed(&Baseline::of([&review([finding(1, "Tổng: 38", "38")])]));
    let moved = review([finding(9, "Tổng: 38", "38")]).accept(&baseline);
    assert_eq!((moved.findings.len(), moved.accepted.len(), moved.worst()), (0, 1, None));
    assert!(moved.is_clear());
    let changed = review([finding(1, "Tổng: 39", "39")]).accept(&baseline);
    assert_eq!((changed.findings.len(), changed.accepted.len()), (1, 0));
}

#[test]
fn the_same_words_twice_are_silent_twice_and_a_third_time_shown() {
    let twice = || [finding(1, "Tổng: 38", "38"), finding(5, "Tổng: 38", "38")];
    let baseline = parsed(&Baseline::of([&review(twice())]));
    assert_eq!(baseline.decisions().len(), 1);
    assert_eq!(review(twice()).accept(&baseline).accepted.len(), 2);
    let third = review(twice().into_iter().chain([finding(7, "Tổng: 38", "38")])).accept(&baseline);
    assert_eq!(
        third.findings.iter().map(|found| found.place.to_string()).collect::<Vec<_>>(),
        ["Số liệu!D8"]
    );
    // By hand, without a count: all of them.
    let all = Baseline::parse("a.toml", &baseline.to_string().replace("count = 2\n", "")).unwrap();
    assert_eq!(review(twice().into_iter().chain([finding(7, "Tổng: 38", "38")])).accept(&all).findings, []);
}

#[test]
fn two_files_may_each_have_what_one_of_them_has() {
    let one = review([finding(1, "a", "38")]);
    let two = review([finding(1, "a", "38"), finding(2, "a", "38")]);
    let baseline = Baseline::of([&one, &two, &one]);
    assert_eq!(baseline.decisions()[0].count, Some(2));
}

#[test]
fn reasons_are_kept_and_nothing_is_dropped_silently() {
    let first = Baseline::of([&review([finding(1, "a", "38"), finding(2, "b", "39")])]);
    let reasoned = first.to_string().replace("reason = \"\"", "reason = \"theo \\\"huyện\\\"\\n\\\\\"");
    let reasoned = Baseline::parse("a.toml", &reasoned).unwrap();
    let now = review([finding(1, "a", "38"), finding(3, "c", "40")]);
    let (baseline, unneeded) = Baseline::of([&now]).merged(reasoned.clone());
    let reasons =
        baseline.decisions().iter().map(|decision| (decision.excerpt.as_str(), decision.reason.as_str()));
    assert_eq!(reasons.collect::<Vec<_>>(), [("a", "theo \"huyện\"\n\\"), ("c", "")]);
    assert_eq!(unneeded.iter().map(|decision| decision.excerpt.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(parsed(&baseline), baseline);
    // What is silent now is written again, with its reason.
    let accepted = now.accept(&reasoned);
    assert_eq!(Baseline::of([&accepted]), baseline);
}

#[test]
fn faults_are_told_with_their_line() {
    let entry = "[[accepted]]\nfingerprint = \"e5efeb16f5e20443\"\ncode = \"SUM004\"\n";
    let twice = format!("schema = 1\n{entry}{entry}");
    for (text, told) in [
        ("", "a.toml:1: thiếu “schema”"),
        ("\nschema = 2", "a.toml:2: “schema” phải là 1"),
        ("schema = 1\n[[acepted]]", "a.toml:2: không có khóa “acepted”: chỉ nhận schema, accepted"),
        ("schema = 1\naccepted = 3", "a.toml:2: “accepted” phải là các bảng [[accepted]]"),
        ("schema = 1\naccepted = [3]", "a.toml:2: mỗi mục của “accepted” phải là một bảng [[accepted]]"),
        ("schema = 1\n[[accepted]]\ncode = \"SUM004\"", "a.toml:2: thiếu “fingerprint”"),
        (
            "schema = 1\n[[accepted]]\nfingerprint = \"E5\"",
            "a.toml:3: “fingerprint” phải là 16 ký tự 0–9, a–f, ở đây là “E5”",
        ),
        (
            "schema = 1\n[[accepted]]\nfingerprint = \"e5efeb16f5e20443\"\ncode = 4",
            "a.toml:4: “code” phải là chữ trong ngoặc kép",
        ),
        (&format!("schema = 1\n{entry}count = 0"), "a.toml:5: “count” phải là số nguyên từ 1"),
        (
            &format!("schema = 1\n{entry}why = \"x\""),
            "a.toml:5: không có khóa “why”: chỉ nhận fingerprint, code, excerpt, reason, count",
        ),
        (&twice, "a.toml:5: “e5efeb16f5e20443” đã có ở dòng 2"),
    ] {
        assert_eq!(Baseline::parse("a.toml", text).unwrap_err().to_string(), told);
    }
    let broken = Baseline::parse("a.toml", "schema = 1\n[[accepted\n").unwrap_err().to_string();
    assert!(broken.starts_with("a.toml:2: sai cú pháp TOML ("), "{broken}");
}

#[test]
fn an_empty_file_of_decisions_is_one() {
    assert_eq!(parsed(&Baseline::default()), Baseline::default());
}
