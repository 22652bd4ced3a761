//! A fixture for every code: `tests/rules/<CODE>-<name>.md`, a title and its cases.
//!
//! A case is a line `# fires: …` or `# silent: …` and the cells in which its workbook differs from the shared
//! one (`tests/support/base.md` with the form and the tasks of the clean sample), in the format of
//! `tables_with_changes`; below a line `(kỳ trước)` those in which last period's workbook does. A case that fires shows the code, a silent one does not; what is found is a snapshot.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use baocao::Review;

use crate::package::{packed, parts};
use crate::support::{CLEAN, Checked, TEMPLATES, told};
use crate::tables::tables_with_changes;

/// What no workbook of a few tables can show, and where it is tested instead.
const ELSEWHERE: [(&str, &str); 21] = [
    ("TIE004", "asks what the words of a draft imply; tested in its file"),
    ("TIE006", "is found in edited reports; tested in linked.rs"),
    ("TIE007", "is found in edited reports; tested in linked.rs"),
    ("TIE008", "is found in edited reports; tested in linked.rs"),
    ("TIE009", "is found in edited reports; tested in linked.rs"),
    ("TIE010", "is found in edited reports; tested in linked.rs"),
    ("TIE011", "asks what an appendix says; tested in its file and in named.rs"),
    ("TIE012", "asks what an appendix says; tested in its file and in named.rs"),
    ("TIE013", "asks what an appendix says; tested in its file and in named.rs"),
    ("TIE014", "asks what an appendix says; tested in its file and in named.rs"),
    ("TIE015", "asks what an appendix says; tested in its file and in named.rs"),
    ("NOTE003", "a workbook's notes are placed by the writer; tested in its file"),
    ("FORM127", "takes more than a thousand findings; tested in src/workbook/cases.rs"),
    ("FORM201", "is found in drafts; tested in drafts.rs"),
    ("FORM202", "is found in drafts; tested in drafts.rs"),
    ("FORM203", "is found in drafts; tested in drafts.rs"),
    ("FORM204", "is found in drafts; tested in drafts.rs"),
    ("FORM205", "is found in drafts; tested in drafts.rs"),
    ("FORM206", "is found in drafts; tested in drafts.rs"),
    ("FORM207", "is found in drafts; tested in drafts.rs"),
    ("FORM208", "takes hundreds of findings; tested in drafts.rs"),
];

#[test]
fn the_shared_workbook_has_no_finding() {
    assert_eq!(findings(&review("")), "");
}

#[test]
fn a_fixture_fires_and_stays_silent() {
    let mut wrong = String::new();
    insta::glob!("../rules", "*.md", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let code = code(path);
        assert!(text.starts_with(&format!("# {}\n", stem(path).replacen('-', " ", 1))), "{path:?}: title");
        let cases: Vec<&str> = text.split("\n# ").skip(1).collect();
        let mut shown = String::new();
        let mut kinds = BTreeSet::new();
        for case in cases {
            let (title, changes) = case.split_once('\n').unwrap();
            let (kind, _) = title.split_once(": ").unwrap();
            assert!(["fires", "silent"].contains(&kind), "{title}");
            let review = review(changes);
            let found = review.findings.iter().any(|finding| finding.code == code);
            if found != (kind == "fires") {
                let _ = writeln!(wrong, "{code}, {title}:\n{}", findings(&review));
            }
            kinds.insert(kind);
            let _ = writeln!(shown, "# {title}\n{}", findings(&review));
        }
        assert_eq!(kinds.len(), 2, "{code} has a case that fires and one that stays silent");
        insta::assert_snapshot!(shown);
    });
    assert_eq!(wrong, "");
}

#[test]
fn every_code_has_its_fixture() {
    let table = baocao::rule_table();
    let cells = table.lines().skip(2).map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let expected: BTreeSet<String> = cells
        .filter(|cells| !ELSEWHERE.iter().any(|(code, _)| *code == cells[1]))
        .map(|cells| format!("{}-{}", cells[1], cells[2].trim_matches('`')))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let fixtures: BTreeSet<String> = files
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|path| stem(&path))
        .collect();
    assert_eq!(fixtures, expected);
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn code(path: &Path) -> String {
    stem(path).split('-').next().unwrap().to_owned()
}

fn findings(review: &Review) -> String {
    review.findings.iter().map(told).collect()
}

fn review(changes: &str) -> Review {
    let shared = format!("{}{}", include_str!("../support/base.md"), tables_of_clean());
    let workbook = |changes| untyped(&tables_with_changes(&shared, changes));
    match changes.split_once("(kỳ trước)\n") {
        Some((own, before)) => Checked::after(&workbook(own), &workbook(before), &TEMPLATES).review,
        None => Checked::new(&workbook(changes)).review,
    }
}

/// The task table and the form, which stand between the facts and the figures in the clean sample.
fn tables_of_clean() -> &'static str {
    let from = CLEAN.find("## Nhiệm vụ").unwrap();
    let to = CLEAN.find("## Số liệu").unwrap();
    &CLEAN[from..to]
}

/// Formulas without a result (written `?`), and results that are no number, as other programs leave them.
fn untyped(workbook: &[u8]) -> Vec<u8> {
    let parts = parts(workbook);
    let spoilt = |xml: &str| xml.replace(r#" t="str""#, "").replace("<v>?</v>", "");
    let untyped = parts.iter().map(|(name, xml)| (name.as_str(), spoilt(xml)));
    let untyped: Vec<(&str, String)> = untyped.collect();
    packed(untyped.iter().map(|(name, xml)| (*name, xml.as_str())))
}
