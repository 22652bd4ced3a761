//! What people will read, as text: the report, the findings, the parts of the written files.

use baocao::{Format, Reviewed, write_review};

use crate::docx::package::indented;
use crate::package::parts;
use crate::shown::shown;
use crate::support::{Checked, weighs};

/// The first blocks of the Word report: the letterhead, the headings, the task table.
const BLOCKS: usize = 60;

fn written(checked: &Checked, format: Format) -> String {
    let mut out = Vec::new();
    let reviewed = [Reviewed::new("mẫu.xlsx", Ok(checked.review.clone()))];
    write_review(&reviewed, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_report_of_the_clean_sample() {
    insta::assert_snapshot!(shown(&Checked::clean().report));
}

#[test]
fn the_findings_of_the_sample_as_drafted() {
    insta::assert_snapshot!(written(Checked::drafted(), Format::Text));
}

#[test]
fn the_findings_of_the_sample_as_drafted_for_programs() {
    let json = written(Checked::drafted(), Format::Json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn the_clean_sample_is_clean_and_tied() {
    let review = &Checked::clean().review;
    assert_eq!(review.findings.iter().filter(|finding| weighs(finding)).count(), 0);
    let coverage = &review.coverage;
    let counts = [coverage.tied, coverage.wrong, coverage.no_relation, coverage.unread];
    assert_eq!(counts.iter().sum::<usize>(), coverage.figures);
    assert!(coverage.tied * 100 >= coverage.figures * 80, "{coverage:?}");
    assert_eq!(review.untied.len(), coverage.no_relation);
    insta::assert_snapshot!(review.untied.join("\n"));
}

#[test]
fn the_word_report() {
    let xml = indented(&parts(&Checked::clean().docx())["word/document.xml"]);
    let mut blocks = 0;
    let first = xml.lines().take_while(|line| {
        // children of the body stand under document and body
        blocks += usize::from(line.starts_with("    <"));
        blocks <= BLOCKS
    });
    insta::assert_snapshot!(first.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_appendix() {
    insta::assert_snapshot!(indented(&parts(&Checked::clean().appendix())["xl/worksheets/sheet1.xml"]));
}
