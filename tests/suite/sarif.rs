//! The SARIF log: what the specification asks for, over everything that the sample as drafted holds.

use std::collections::BTreeSet;

use baocao::finding::Review;
use baocao::{Baseline, Format, Reviewed, read_workbook, write_review};
use serde_json::Value;

use crate::support::{Checked, TEMPLATES};

fn log(reviewed: &[Reviewed]) -> Value {
    let mut out = Vec::new();
    write_review(reviewed, Format::Sarif, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn unreadable() -> Reviewed {
    let error = read_workbook(std::io::Cursor::new(Vec::new()), TEMPLATES.catalogue()).unwrap_err();
    Reviewed::new("báo cáo/rỗng.xlsx", Err(error))
}

/// The first findings of the sample as drafted.
fn first(count: usize) -> Review {
    let mut review = Checked::drafted().review.clone();
    review.findings.truncate(count);
    review
}

fn array<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} of {value}"))
}

#[test]
fn what_the_specification_asks_for() {
    let review = Checked::drafted().review.clone();
    let found = review.findings.len();
    let log = log(&[Reviewed::new("mẫu.xlsx", Ok(review)), unreadable()]);
    assert_eq!(log["version"], "2.1.0");
    let [run] = array(&log, "runs").as_slice() else { panic!("{log}") };
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["version"]), (&"baocao".into(), &env!("CARGO_PKG_VERSION").into()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let [notification] = array(&run["invocations"][0], "toolExecutionNotifications").as_slice() else {
        panic!("{run}")
    };
    assert_eq!(notification["level"], "error");
    let rules = array(driver, "rules");
    let mut used = BTreeSet::new();
    assert_eq!(array(run, "results").len(), found);
    for result in array(run, "results") {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(result["ruleId"], rule["id"]);
        used.insert(rule["id"].as_str().unwrap());
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert_eq!(result["partialFingerprints"]["baocao/v1"].as_str().unwrap().len(), 16);
        assert!(result.get("suppressions").is_none() && result.get("fixes").is_none());
        let ids: BTreeSet<u64> =
            array(result, "relatedLocations").iter().map(|other| other["id"].as_u64().unwrap()).collect();
        assert_eq!(ids.len(), array(result, "relatedLocations").len());
        for location in array(result, "locations").iter().chain(array(result, "relatedLocations")) {
            let physical = &location["physicalLocation"];
            assert_eq!(physical["artifactLocation"]["uri"], "m%E1%BA%ABu.xlsx");
            assert!(physical.get("region").is_none());
            let logical = &location["logicalLocations"][0];
            assert!(logical["fullyQualifiedName"].is_string() && logical["kind"].is_string());
        }
    }
    let declared: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(declared, used.into_iter().collect::<Vec<_>>(), "each rule that occurs, once and in order");
    for rule in rules {
        assert!(
            rule["shortDescription"]["text"].is_string() && rule["defaultConfiguration"]["level"].is_string()
        );
    }
}

#[test]
fn braces_of_a_message_are_no_placeholders() {
    let mut review = first(1);
    review.findings[0].message = "Không có {mã} này.".to_owned();
    let log = log(&[Reviewed::new("a.xlsx", Ok(review))]);
    let said = log["runs"][0]["results"][0]["message"]["text"].as_str().unwrap();
    assert!(said.starts_with("Không có {{mã}} này. Có thể sửa Nhiệm vụ!D11: 38 → 37."), "{said}");
}

#[test]
fn a_cell_of_a_draft_stands_in_the_workbook() {
    let against = Some("sách.xlsx".to_owned());
    let reviewed = Reviewed { against, ..Reviewed::new("bao-cao.docx", Ok(first(1))) };
    let log = log(&[reviewed]);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "s%C3%A1ch.xlsx");
    assert_eq!(array(&log["runs"][0], "artifacts").len(), 2);
}

#[test]
fn a_log_with_an_accepted_finding_and_an_unreadable_file() {
    let accepted =
        Baseline::of([&first(1)]).to_string().replace("reason = \"\"", "reason = \"huyện đã duyệt\"");
    let mut review = first(4).accept(&Baseline::parse("da-duyet.toml", &accepted).unwrap());
    review.findings.retain(|finding| finding.related.len() < 3);
    review.accepted[0].finding.related.truncate(1);
    let mut log = log(&[Reviewed::new("mẫu.xlsx", Ok(review)), unreadable()]);
    log["runs"][0]["tool"]["driver"]["version"] = "…".into();
    log["runs"][0]["tool"]["driver"]["semanticVersion"] = "…".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}
