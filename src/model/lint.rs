//! The lint of a catalogue: what would never be checked, or could never hold, is refused when it is loaded.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, Result};
use crate::model::catalogue::{Catalogue, Declared, Indicator, Kind};
use crate::model::code::Code;
use crate::model::relation::{Operand, Relation};
use crate::num::fold;

/// Finds the first fault, with its file and line.
pub(super) fn lint(catalogue: &Catalogue) -> Result<()> {
    let mut seen = HashSet::new();
    for declared in &catalogue.relations {
        known(catalogue, declared)?;
        fits(catalogue, declared)?;
        if !seen.insert(&declared.relation) {
            return Err(fault(declared, "quan hệ này đã có ở trên"));
        }
    }
    for note in &catalogue.notes {
        if catalogue.indicator(note.figure.as_str()).is_none() {
            return Err(Error::template(&note.file, note.line, unknown(&note.figure)));
        }
    }
    cycles(catalogue)
}

/// Refuses a relation whose members cannot be compared.
pub(crate) fn fits(catalogue: &Catalogue, declared: &Declared) -> Result<()> {
    members(catalogue, declared)?;
    one_unit(catalogue, declared, &catalogue.same_units)
}

/// Refuses a relation that names a row which has left the form: it could never be checked.
pub(super) fn removed(relations: &[Declared], removed: &HashSet<Code>) -> Result<()> {
    for declared in relations {
        if let Some(side) = declared.relation.members().find(|side| removed.contains(side.code())) {
            let why = "không còn dòng trong biểu: ghi lại quan hệ này với weight = \"off\"";
            return Err(fault(declared, &format!("“{}” {why}", side.code())));
        }
    }
    Ok(())
}

fn fault(declared: &Declared, reason: &str) -> Error {
    let kind = declared.relation.kind();
    Error::template(&declared.file, declared.line, format!("{kind}: {reason}"))
}

pub(super) fn unknown(code: &Code) -> String {
    format!("không có chỉ tiêu mã “{code}”")
}

fn known(catalogue: &Catalogue, declared: &Declared) -> Result<()> {
    match declared.relation.members().find(|side| catalogue.indicator(side.code().as_str()).is_none()) {
        Some(side) => Err(fault(declared, &unknown(side.code()))),
        None => Ok(()),
    }
}

/// Each kind of relation needs members of kinds and units that can be compared.
fn members(catalogue: &Catalogue, declared: &Declared) -> Result<()> {
    let fault = |reason: &str| Err(fault(declared, reason));
    let all: Vec<&Indicator> =
        declared.relation.members().filter_map(|side| catalogue.indicator(side.code().as_str())).collect();
    if all.len() < 2 {
        return fault("cần ít nhất hai chỉ tiêu, nếu không sẽ không bao giờ được kiểm tra");
    }
    let distinct: HashSet<&Operand> = declared.relation.members().collect();
    if distinct.len() < all.len() {
        return fault("một chỉ tiêu đứng hai lần");
    }
    // a list is the number of its items where it equals a count
    let counted = |kind: Kind| kind == Kind::List && matches!(declared.relation, Relation::Equal { .. });
    if let Some(odd) = all.iter().find(|known| !known.kind.is_numeric() && !counted(known.kind)) {
        return fault(&format!("“{}” không phải chỉ tiêu số", odd.code));
    }
    let rate = |side: &Operand| {
        catalogue.indicator(side.code().as_str()).is_some_and(|known| known.kind == Kind::Rate)
    };
    match &declared.relation {
        Relation::Ratio { rate: side, part, whole } => {
            if !rate(side) || rate(part) || rate(whole) {
                return fault("cần rate là chỉ tiêu tỷ lệ (%), part và whole là chỉ tiêu số lượng");
            }
            Ok(())
        }
        Relation::Complement { rates } if rates.iter().any(|side| !rate(side)) => {
            fault("mọi thành phần phải là tỷ lệ (%)")
        }
        Relation::Sum { .. } | Relation::Flow { .. } | Relation::Equal { .. } => {
            match all.iter().find(|other| !alike(all.first(), other)) {
                Some(odd) => fault(&format!("“{}” khác loại với các chỉ tiêu còn lại", odd.code)),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// Counts go with counts and coded answers, amounts with amounts, rates with rates.
fn alike(first: Option<&&Indicator>, other: &Indicator) -> bool {
    let class = |kind: Kind| match kind {
        Kind::Code | Kind::List => Kind::Count,
        other => other,
    };
    first.is_some_and(|first| class(first.kind) == class(other.kind))
}

/// What is added counts the same things; an answer's unit lists its codes and says nothing of it.
fn one_unit(catalogue: &Catalogue, declared: &Declared, same_units: &[Vec<String>]) -> Result<()> {
    if !matches!(declared.relation, Relation::Sum { .. } | Relation::Flow { .. }) {
        return Ok(());
    }
    let all = declared.relation.members().filter_map(|side| catalogue.indicator(side.code().as_str()));
    let mut counted = all.filter(|known| known.kind != Kind::Code);
    let Some(first) = counted.next() else { return Ok(()) };
    let named = |names: &Vec<String>, unit: &str| names.iter().any(|name| fold(name) == fold(unit));
    let same = |unit: &str| {
        unit == first.unit
            || fold(unit) == fold(&first.unit)
            || same_units.iter().any(|names| named(names, unit) && named(names, &first.unit))
    };
    counted.find(|known| !same(&known.unit)).map_or(Ok(()), |odd| {
        let reason = format!(
            "“{}” tính bằng “{}”, còn “{}” tính bằng “{}”: cần cùng một đơn vị tính",
            odd.code, odd.unit, first.code, first.unit
        );
        Err(fault(declared, &reason))
    })
}

/// A total must not be a part of its own parts, however far down; nor a bound lie below what it bounds.
///
/// Of a circle the last relation is told: what extends another report type comes after it.
fn cycles(catalogue: &Catalogue) -> Result<()> {
    let mut below: HashMap<&Code, Vec<&Code>> = HashMap::new();
    for declared in &catalogue.relations {
        if let Some((whole, parts)) = order(&declared.relation) {
            below.entry(whole).or_default().extend(parts);
        }
    }
    for declared in catalogue.relations.iter().rev() {
        let Some((whole, parts)) = order(&declared.relation) else { continue };
        let mut seen = HashSet::new();
        let mut todo = parts;
        while let Some(code) = todo.pop() {
            if code == whole {
                let why = "là thành phần của chính nó, trực tiếp hoặc qua các quan hệ khác";
                return Err(fault(declared, &format!("“{code}” {why}")));
            }
            if seen.insert(code) {
                todo.extend(below.get(code).into_iter().flatten());
            }
        }
    }
    Ok(())
}

/// What a relation holds to be the larger, and what the smaller.
fn order(relation: &Relation<Operand>) -> Option<(&Code, Vec<&Code>)> {
    match relation {
        Relation::Sum { total, parts } => Some((total.code(), parts.iter().map(Operand::code).collect())),
        Relation::PartOf { whole, parts } => Some((whole.code(), parts.iter().map(Operand::code).collect())),
        Relation::AtMost { smaller, larger } => Some((larger.code(), vec![smaller.code()])),
        _ => None,
    }
}
