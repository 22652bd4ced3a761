//! How a figure comes about, in words: its cell, and what the report type computes it from.

use crate::claims::label;
use crate::finding::say;
use crate::model::{Book, Catalogue, Code, Home, Link, Operand, Origin, Relation, TaskColumn};

/// The sheet and the row or code behind a link, as the report type knows them.
pub(super) fn source(link: &Link, catalogue: &Catalogue) -> String {
    let named = |way: &str, sheet: &str, row: &str| say("TRACE", way, &[("sheet", sheet), ("row", row)]);
    match link {
        Link::Row { label, .. } => named("row", Home::Form.sheet(), label),
        Link::Task { label, .. } => named("row", Home::Tasks.sheet(), label),
        Link::Form { code, .. } => named("code", Home::Form.sheet(), code.as_str()),
        Link::Figure { code }
        | Link::Change { code }
        | Link::Share { code }
        | Link::Direction { code, .. } => {
            let home = catalogue.indicator(code.as_str()).map_or(Home::Figures, |known| known.home);
            named("code", home.sheet(), code.as_str())
        }
    }
}

/// What a figure is computed from; empty where it is only typed.
pub(super) fn derivation(link: &Link, catalogue: &Catalogue, book: Option<&Book>) -> String {
    match link {
        Link::Figure { code } | Link::Form { code, .. } => of_indicator(code, catalogue, book),
        Link::Row { .. } | Link::Task { .. } => String::new(),
        Link::Change { code } => change("growth", code, catalogue),
        Link::Share { code } => change("growth-percent", code, catalogue),
        Link::Direction { code, .. } => say("TRACE", "direction", &[("change", &name(code, catalogue))]),
    }
}

/// The relation that filled the indicator's blank cell, or else the first one that gives it.
fn of_indicator(code: &Code, catalogue: &Catalogue, book: Option<&Book>) -> String {
    let filled = book.and_then(|book| match book.entry(code.as_str())?.origin {
        Origin::Derived(number) => catalogue.relations.get(number),
        _ => None,
    });
    let gives = |relation: &Relation<Operand>| match relation {
        Relation::Sum { total, .. } => *total == Operand::Now(code.clone()),
        Relation::Ratio { rate, .. } => *rate == Operand::Now(code.clone()),
        _ => false,
    };
    let relation = filled.or_else(|| catalogue.relations.iter().find(|known| gives(&known.relation)));
    if let Some(declared) = relation {
        return words(&declared.relation, catalogue);
    }
    let column = TaskColumn::ALL.into_iter().find(|column| catalogue.task_total(*column) == Some(code));
    column.map_or(String::new(), |column| say("APPENDIX", "column", &[("column", column.label())]))
}

/// A relation as the sheet `Kiểm tra` words it.
fn words(relation: &Relation<Operand>, catalogue: &Catalogue) -> String {
    let one = |side: &Operand| match side {
        Operand::Now(code) => name(code, catalogue),
        Operand::Before(code) => say("TRACE", "before", &[("name", &name(code, catalogue))]),
    };
    let all = |sides: &[Operand], between: &str| sides.iter().map(one).collect::<Vec<_>>().join(between);
    match relation {
        Relation::Sum { total, parts } => {
            say("APPENDIX", "sum", &[("total", &one(total)), ("parts", &all(parts, " + "))])
        }
        Relation::Ratio { rate, part, whole } => {
            say("APPENDIX", "ratio", &[("rate", &one(rate)), ("part", &one(part)), ("whole", &one(whole))])
        }
        Relation::Equal { figures } => all(figures, " = "),
        _ => String::new(),
    }
}

fn change(way: &str, code: &Code, catalogue: &Catalogue) -> String {
    let now = name(code, catalogue);
    let before = say("TRACE", "before", &[("name", &now)]);
    let change = format!("“{}”", label(&Link::Change { code: code.clone() }, catalogue));
    say("APPENDIX", way, &[("change", &change), ("now", &now), ("before", &before)])
}

fn name(code: &Code, catalogue: &Catalogue) -> String {
    format!("“{}”", label(&Link::Figure { code: code.clone() }, catalogue))
}
