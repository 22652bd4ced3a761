//! Reviews as SARIF 2.1.0, for the tools of reviewers: one run, one result for each finding.
//!
//! A location has no `region`: the specification's offsets count the characters of a *text* artifact, and its
//! byte regions the bytes of the file. A workbook or a draft is a ZIP package, so neither tells where a figure
//! stands. The logical location does, and the property `place` holds the span as in our own JSON. A repair is
//! proposed and never applied, so it is told in words and as a property; `fixes` stays out.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::error::Error;
use crate::finding::{Accepted, Finding, RuleCode, Severity};
use crate::output::review::{Reviewed, uri::uri};
use crate::output::rules::every_code;
use crate::place::Place;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One log. Results point at rules that stand before them, and all or none say whether they are suppressed: nothing
/// can be written before everything is known.
pub(super) fn write<W: Write>(
    reviewed: impl Iterator<Item: Borrow<Reviewed>>,
    mut output: W,
) -> io::Result<()> {
    let held: Vec<_> = reviewed.collect();
    let reviewed: Vec<&Reviewed> = held.iter().map(Borrow::borrow).collect();
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run(&reviewed)] });
    serde_json::to_writer_pretty(&mut output, &log)?;
    writeln!(output)
}

fn run(reviewed: &[&Reviewed]) -> Value {
    let rules = Rules::of(reviewed);
    // The results of a run either all have `suppressions`, empty ones too, or none has.
    let judged = results(reviewed).any(|(.., reason)| reason.is_some());
    let result = |(file, finding, reason)| {
        let mut result = rules.result(file, finding);
        if judged {
            set(&mut result, "suppressions", suppressions(reason));
        }
        result
    };
    let version = env!("CARGO_PKG_VERSION");
    json!({
        "tool": { "driver": {
            "name": "baocao",
            "version": version,
            "semanticVersion": version,
            "rules": rules.descriptors(),
        } },
        "language": "vi",
        "invocations": [invocation(reviewed)],
        "artifacts": reviewed.iter().copied().flat_map(artifacts).collect::<Vec<_>>(),
        "results": results(reviewed).map(result).collect::<Vec<_>>(),
    })
}

/// Every finding with its file; an accepted one has a reason.
fn results<'r>(
    reviewed: &[&'r Reviewed],
) -> impl Iterator<Item = (&'r Reviewed, &'r Finding, Option<&'r str>)> {
    reviewed.iter().copied().filter_map(|file| Some((file, file.outcome.as_ref().ok()?))).flat_map(
        |(file, review)| {
            let found = review.findings.iter().map(move |finding| (file, finding, None));
            let accepted = review.accepted.iter();
            let accepted =
                accepted.map(move |Accepted { finding, reason }| (file, finding, Some(reason.as_str())));
            found.chain(accepted)
        },
    )
}

/// A file that could not be read is no result: the run did not do all of its work.
fn invocation(reviewed: &[&Reviewed]) -> Value {
    let failed = reviewed.iter().copied().filter_map(|one| Some((one, one.outcome.as_ref().err()?)));
    let notification = |(one, error): (&Reviewed, &Error)| {
        json!({
            "level": "error",
            "message": message(&format!("{error}. {}", error.hint())),
            "locations": [{ "physicalLocation": artifact(&one.file) }],
        })
    };
    let notifications: Vec<Value> = failed.map(notification).collect();
    json!({
        "executionSuccessful": notifications.is_empty(),
        "toolExecutionNotifications": notifications,
    })
}

fn artifacts(reviewed: &Reviewed) -> impl Iterator<Item = Value> {
    let read = |(file, role): (&String, &str)| json!({ "location": { "uri": uri(file) }, "roles": [role] });
    let workbook = reviewed.against.as_ref().map(|workbook| (workbook, "referencedOnCommandLine"));
    [(&reviewed.file, "analysisTarget")].into_iter().chain(workbook).map(read)
}

/// The rules that occur, by code.
struct Rules(BTreeMap<&'static str, RuleCode>);

impl Rules {
    fn of(reviewed: &[&Reviewed]) -> Self {
        let known = every_code();
        let rule = |(_, finding, _): (&Reviewed, &Finding, Option<&str>)| {
            let Finding { code: id, name, severity, .. } = *finding;
            let known = known.iter().find(|rule| rule.id == id).copied();
            (id, known.unwrap_or(RuleCode { id, name, severity, summary: name }))
        };
        Self(results(reviewed).map(rule).collect())
    }

    fn descriptors(&self) -> Vec<Value> {
        let descriptor = |rule: &RuleCode| {
            json!({
                "id": rule.id,
                "name": rule.name,
                "shortDescription": message(rule.summary),
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        };
        self.0.values().map(descriptor).collect()
    }

    fn result(&self, file: &Reviewed, finding: &Finding) -> Value {
        let related = finding.related.iter().zip(1_u32..).map(|(related, id)| {
            let mut location = location(file, &related.place);
            set(&mut location, "id", id.into());
            set(&mut location, "message", message(&related.excerpt));
            location
        });
        json!({
            "ruleId": finding.code,
            "ruleIndex": self.0.keys().position(|code| *code == finding.code),
            "level": level(finding.severity),
            "message": message(&told(finding)),
            "locations": [location(file, &finding.place)],
            "relatedLocations": related.collect::<Vec<_>>(),
            "partialFingerprints": { "baocao/v1": finding.fingerprint },
            "properties": {
                "verdict": finding.verdict,
                "excerpt": finding.excerpt,
                "expected": finding.expected,
                "found": finding.found,
                "group": finding.group,
                "repair": finding.repair,
            },
        })
    }
}

/// The message with the repairs in words.
fn told(finding: &Finding) -> String {
    let repairs = finding.repair.iter();
    let repairs = repairs.map(|repair| format!("{}: {} → {}", repair.place, repair.from, repair.to));
    match repairs.collect::<Vec<_>>() {
        none if none.is_empty() => finding.message.clone(),
        repairs => format!("{} Có thể sửa {}.", finding.message, repairs.join("; hoặc ")),
    }
}

fn suppressions(reason: Option<&str>) -> Value {
    match reason {
        None => json!([]),
        Some("") => json!([{ "kind": "external", "status": "accepted" }]),
        Some(reason) => json!([{ "kind": "external", "status": "accepted", "justification": reason }]),
    }
}

/// A place: a cell stands in the workbook, also where the file that is checked is a draft.
fn location(file: &Reviewed, place: &Place) -> Value {
    let cells = matches!(place, Place::Cell { .. } | Place::Sheet { .. } | Place::Workbook);
    let stands_in = file.against.as_ref().filter(|_| cells).unwrap_or(&file.file);
    let shape = json!(place);
    json!({
        "physicalLocation": artifact(stands_in),
        "logicalLocations": [{
            "name": place.to_string(),
            "fullyQualifiedName": path(place),
            "kind": shape.get("kind"),
        }],
        "properties": { "place": shape },
    })
}

/// The way to a place from the file down; numbers as in the property `place`.
fn path(place: &Place) -> String {
    match place {
        Place::Workbook => "workbook".to_owned(),
        Place::Sheet { sheet } => sheet.clone(),
        Place::Cell { sheet, cell } => format!("{sheet}!{cell}"),
        Place::Document => "document".to_owned(),
        Place::Paragraph { index, section: Some(section), .. } => format!("{section}/paragraph[{index}]"),
        Place::Paragraph { index, section: None, .. } => format!("paragraph[{index}]"),
        Place::TableCell { table, row, column, .. } => format!("table[{table}]/row[{row}]/column[{column}]"),
        Place::Footnote { number, .. } => format!("footnote[{number}]"),
        Place::Endnote { number, .. } => format!("endnote[{number}]"),
        Place::Header { index, .. } => format!("header[{index}]"),
        Place::TextBox { index, .. } => format!("text-box[{index}]"),
        Place::Template { file, line } => format!("{file}:{line}"),
    }
}

fn artifact(file: &str) -> Value {
    json!({ "artifactLocation": { "uri": uri(file) } })
}

/// A message string, in which a brace would start a placeholder unless it is doubled.
fn message(text: &str) -> Value {
    json!({ "text": text.replace('{', "{{").replace('}', "}}") })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}
