//! One indicator, one value.

pub(super) mod base;
pub(super) mod changed;
pub(super) mod deleted;
pub(super) mod empty;
pub(super) mod indicator;
pub(super) mod marks;
pub(super) mod previous;
pub(super) mod printed_twice;
pub(super) mod stale;
pub(super) mod untied_number;

use crate::claim::{Case, Tie, TieState};
use crate::finding::{Finding, RuleCode, say};

/// The marked figures of which the same has become.
fn same_state<'c>(case: &'c Case<'_>, state: TieState) -> impl Iterator<Item = &'c Tie> {
    case.claims.ties.ties.iter().filter(move |tie| tie.state == state)
}

/// What a marked figure's rule says of it.
fn told(code: RuleCode, tie: &Tie) -> Finding {
    let cells: Vec<String> = tie.cells.iter().map(ToString::to_string).collect();
    let cells = if cells.is_empty() { say("TIE", "computed", &[]) } else { cells.join(", ") };
    let way = match tie.today {
        Some(_) if tie.rewritten => "sentence",
        Some(_) => "differs",
        None => "gone",
    };
    let today = tie.today.as_deref().unwrap_or_default();
    let facts = [
        ("label", tie.label.as_str()),
        ("printed", tie.printed.as_str()),
        ("found", tie.found.as_str()),
        ("today", today),
        ("cell", cells.as_str()),
    ];
    let mut finding =
        Finding::new(code, tie.place.clone(), say(code.id, way, &facts)).excerpt(tie.excerpt.as_str());
    finding.found = Some(tie.found.clone()).filter(|found| !found.is_empty());
    finding.expected.clone_from(&tie.today);
    for cell in &tie.cells {
        finding = finding.related(cell.clone(), today);
    }
    match &tie.today {
        Some(today) if !tie.found.is_empty() && !tie.rewritten => {
            finding.repair(tie.found.as_str(), today.as_str())
        }
        _ => finding,
    }
}
