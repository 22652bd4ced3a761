//! Drafts as officials write them: `tests/corpus`.
//!
//! A passage of `passages` is a title `## …`, for a faulty one a line `> FAMILIES words | words` (what a reviewer
//! would say, and the words it may be said at), and the text. A report of `reports` is clean; beside it stands
//! which single figures a hand may get wrong (`<name>.changes.tsv`: the words to find, the words instead of them,
//! why that is wrong). What is missed, and what is accused of nothing, is a snapshot.

use std::cell::RefCell;
use std::fmt::Write as _;

use baocao::finding::{Finding, Review, Severity, Sourced};
use baocao::{Case, RuleSet, Templates, check};

use crate::sketch::{Passage, document, passages};

/// What a reviewer must answer: the errors and the warnings.
fn accused(templates: &Templates, text: &str) -> Vec<Finding> {
    let draft = Sourced { value: document(text), findings: Vec::new() };
    let Review { findings, .. } = check(&Case::draft(templates.catalogue(), &draft), &RuleSet::default());
    findings.into_iter().filter(|finding| finding.severity <= Severity::Warning).collect()
}

/// Whether a finding says what the reviewer would: of one of the families, at one of the words.
fn says(finding: &Finding, (families, words): &(Vec<String>, Vec<String>)) -> bool {
    let related = finding.related.iter().map(|related| related.excerpt.as_str());
    let said: Vec<&str> =
        related.chain([finding.excerpt.as_str(), &finding.message]).chain(finding.found.as_deref()).collect();
    families.iter().any(|family| finding.code.starts_with(family.as_str()))
        && words.iter().any(|word| said.iter().any(|said| said.contains(word.as_str())))
}

fn told(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut told, finding| {
        let _ = writeln!(told, "    {} {}", finding.code, finding.message);
        told
    })
}

#[test]
fn passages_are_read_as_a_reviewer_reads_them() {
    let templates = Templates::builtin().unwrap();
    let alarms = RefCell::new(String::new());
    insta::glob!("../corpus/passages", "*.md", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (mut found, mut faulty, mut clean, mut shown) = (0, 0, 0, String::new());
        for Passage { title, expected, text } in passages(&format!("\n{text}")) {
            let accused = accused(&templates, &text);
            let Some(expected) = expected else {
                clean += 1;
                if !accused.is_empty() {
                    let _ = writeln!(alarms.borrow_mut(), "{path:?}, {title}\n{}", told(&accused));
                }
                continue;
            };
            faulty += 1;
            if accused.iter().any(|finding| says(finding, &expected)) {
                found += 1;
            } else {
                let _ = writeln!(shown, "missed: {title}\n{}", told(&accused));
            }
        }
        insta::assert_snapshot!(format!("found {found} of {faulty}, no alarm on {clean}\n\n{shown}"));
    });
    assert!(alarms.borrow().is_empty(), "nothing is wrong here:\n{}", alarms.borrow());
}

/// A report with one figure changed: its number of the line, the words to find, the words instead, and why.
fn changed(report: &str, change: &str) -> Option<(String, String)> {
    let [line, from, to, why] = change.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let at = line.parse::<usize>().ok()? - 1;
    let mut lines: Vec<String> = report.lines().map(str::to_owned).collect();
    assert!(lines[at].contains(from), "line {line} says no {from:?}");
    lines[at] = lines[at].replacen(from, to, 1);
    Some((format!("{line}: {from} → {to}: {why}"), lines.join("\n")))
}

#[test]
fn one_wrong_figure_in_a_whole_report_is_found() {
    let templates = Templates::builtin().unwrap();
    insta::glob!("../corpus/reports", "*.md", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let changes = std::fs::read_to_string(path.with_extension("changes.tsv")).unwrap();
        let (_, clean) = text.split_once("\n## clean: ").unwrap().1.split_once('\n').unwrap();
        let alarms = accused(&templates, clean);
        let (mut found, mut made, mut shown) = (0, 0, String::new());
        for change in changes.lines() {
            let Some((told, report)) = changed(clean, change) else { continue };
            made += 1;
            // what is found must be new, or at least the old words must say something else
            if accused(&templates, &report).iter().any(|finding| !alarms.contains(finding)) {
                found += 1;
            } else {
                let _ = writeln!(shown, "missed: {told}");
            }
        }
        insta::assert_snapshot!(format!("found {found} of {made}\nalarms:\n{}\n{shown}", told(&alarms)));
    });
}

/// Figures at the end of what can be computed with exactly take no reader down.
#[test]
fn the_largest_figures_are_read() {
    let templates = Templates::builtin().unwrap();
    let largest = "79.228.162.514.264.337.593.543.950.335";
    for other in [largest, "9.999.999.999.999.999.999.999.999.999", "3", "0"] {
        for shape in [
            "Hiện có 46 vụ, giảm @ vụ (giảm §%). Số thu đạt § hồ sơ, tăng @% (tương ứng tăng 3 hồ sơ).",
            "Tổng số @ hồ sơ, gồm:\n- Đúng hạn § hồ sơ;\n- Quá hạn @ hồ sơ;\n- Trước hạn @ hồ sơ.",
            "Có @ hồ sơ, đúng hạn @%, quá hạn @%; ban hành @ văn bản[^1].\n[^1]: Các xã: An Phú, Bình Minh; Đông Hòa.",
            "Giải quyết @ hồ sơ; trước hạn @ hồ sơ, đúng hạn § hồ sơ, tỷ lệ đúng hạn và trước hạn đạt @%. Toàn xã có @ thôn.",
            "Từ @ ngày xuống còn 3 ngày, giảm @ ngày; cả § thôn; @/§ hồ sơ, §/@ hộ, @/@ hộ.",
            "| Xã | Hộ | Người |\n| An Phú | @ | § |\n| Bình Minh | @ | @ |\n| Tổng cộng | @ | § |",
            "Mỗi hộ @ con; § hộ, tổng @ con. Gấp @ lần so với năm trước (§ con); còn lại @ tỷ đồng.",
        ] {
            accused(&templates, &shape.replace('@', largest).replace('§', other));
        }
    }
}
