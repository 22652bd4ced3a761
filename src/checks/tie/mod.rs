//! One indicator, one value.

pub(super) mod appendix;
pub(super) mod base;
pub(super) mod changed;
pub(super) mod deleted;
pub(super) mod empty;
pub(super) mod indicator;
pub(super) mod lost_name;
pub(super) mod marks;
pub(super) mod previous;
pub(super) mod printed_twice;
pub(super) mod shared_cell;
pub(super) mod stale;
pub(super) mod unknown_name;
pub(super) mod untied_number;
pub(super) mod words_in_cell;

use crate::claim::{Case, NamedTie, Tie, TieState};
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

/// What a rule says of a named cell of an appendix.
fn named(code: RuleCode, way: &str, tie: &NamedTie) -> Finding {
    let cell = tie.cell.as_ref().map_or_else(|| say("NAMED", "computed", &[]), ToString::to_string);
    let place = tie.place.to_string();
    let facts = [
        ("label", tie.label.as_str()),
        ("name", tie.name.as_str()),
        ("found", tie.found.as_str()),
        ("today", tie.today.as_str()),
        ("place", place.as_str()),
        ("cell", cell.as_str()),
    ];
    let message = say(code.id, way, &facts);
    let said =
        |text: &str| if text.is_empty() { tie.label.clone() } else { [&tie.label, ": ", text].concat() };
    let mut finding = Finding::new(code, tie.place.clone(), message).excerpt(said(&tie.found));
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    (finding.found, finding.expected) = (filled(&tie.found), filled(&tie.today));
    match &tie.cell {
        Some(cell) => finding.related(cell.clone(), said(&tie.today)),
        None => finding,
    }
}
