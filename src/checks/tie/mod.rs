//! One indicator, one value.

pub(super) mod appendix;
pub(super) mod base;
pub(super) mod indicator;
pub(super) mod lost_name;
pub(super) mod previous;
pub(super) mod printed_twice;
pub(super) mod shared_cell;
pub(super) mod unknown_name;
pub(super) mod untied_number;
pub(super) mod words_in_cell;

use crate::claim::NamedTie;
use crate::finding::{Finding, RuleCode, say};

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
