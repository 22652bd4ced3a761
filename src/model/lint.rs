//! The lint of a catalogue: what would never be checked, or could never hold, is refused when it is loaded.

use std::collections::{HashMap, HashSet};

use crate::model::catalogue::{Catalogue, Declared, Indicator, Kind};
use crate::model::code::Code;
use crate::model::relation::{Operand, Relation};

/// A line of the catalogue file and what is wrong there.
pub(crate) type Fault = (usize, String);

/// Finds the first fault.
pub(crate) fn lint(catalogue: &Catalogue) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    for declared in &catalogue.relations {
        known(catalogue, declared)?;
        members(catalogue, declared)?;
        if !seen.insert(&declared.relation) {
            return Err((declared.line, "quan hệ này đã có ở trên".to_owned()));
        }
    }
    for note in &catalogue.notes {
        if catalogue.indicator(note.figure.as_str()).is_none() {
            return Err((note.line, unknown(&note.figure)));
        }
    }
    cycles(catalogue)
}

fn unknown(code: &Code) -> String {
    format!("không có chỉ tiêu mã “{code}”")
}

fn known(catalogue: &Catalogue, declared: &Declared) -> Result<(), Fault> {
    match declared.relation.members().find(|side| catalogue.indicator(side.code().as_str()).is_none()) {
        Some(side) => Err((declared.line, unknown(side.code()))),
        None => Ok(()),
    }
}

/// Each kind of relation needs members of kinds and units that can be compared.
fn members(catalogue: &Catalogue, declared: &Declared) -> Result<(), Fault> {
    let fault = |reason: &str| Err((declared.line, format!("{}: {reason}", declared.relation.kind())));
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

/// A total must not be a part of its own parts, however far down.
fn cycles(catalogue: &Catalogue) -> Result<(), Fault> {
    let mut parts: HashMap<&Code, Vec<&Code>> = HashMap::new();
    for declared in &catalogue.relations {
        if let Relation::Sum { total, parts: sides } = &declared.relation {
            parts.entry(total.code()).or_default().extend(sides.iter().map(Operand::code));
        }
    }
    for declared in &catalogue.relations {
        let Relation::Sum { total, .. } = &declared.relation else { continue };
        let mut seen = HashSet::new();
        let mut todo: Vec<&Code> = parts.get(total.code()).cloned().unwrap_or_default();
        while let Some(code) = todo.pop() {
            if code == total.code() {
                return Err((declared.line, format!("tổng “{code}” là thành phần của chính nó")));
            }
            if seen.insert(code) {
                todo.extend(parts.get(code).into_iter().flatten());
            }
        }
    }
    Ok(())
}
