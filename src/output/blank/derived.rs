//! Which cells follow from others, so that a clerk may leave them blank, and how to say it.

use std::collections::BTreeMap;

use crate::model::{Catalogue, Code, Declared, Home, Kind, Operand, PeriodKey, Relation, Weight};
use crate::output::derivation::Derivation;

/// For each indicator that follows from others, the words of its cell's note.
///
/// Every cell that is required leans on cells that are required too: a total of optional parts is asked for.
pub(super) fn hints(catalogue: &Catalogue, period: PeriodKey) -> BTreeMap<&str, String> {
    let mut search = Search { catalogue, period, derivation: Derivation::new(), hints: BTreeMap::new() };
    let must = || catalogue.relations.iter().filter(|declared| declared.weight == Weight::Must);
    let mut found = None;
    // A later line of the catalogue may give what an earlier one needs.
    while found != Some(search.hints.len()) {
        found = Some(search.hints.len());
        must().for_each(|declared| search.computed(declared));
        must().for_each(|declared| search.repeated(declared));
    }
    search.hints
}

struct Search<'a> {
    catalogue: &'a Catalogue,
    period: PeriodKey,
    derivation: Derivation<&'a str>,
    hints: BTreeMap<&'a str, String>,
}

impl<'a> Search<'a> {
    /// Takes the total of a sum and the rate of a ratio.
    fn computed(&mut self, declared: &'a Declared) {
        match &declared.relation {
            Relation::Sum { total: Operand::Now(total), parts } => {
                let names: Vec<String> = parts.iter().map(|part| self.name(part.code())).collect();
                self.take(total, codes(parts), names.join(" + "));
            }
            Relation::Ratio { rate: Operand::Now(rate), part, whole } => {
                let how = format!("{} : {} × 100", self.name(part.code()), self.name(whole.code()));
                self.take(rate, vec![part.code().as_str(), whole.code().as_str()], how);
            }
            _ => {}
        }
    }

    /// Takes every figure that repeats another: what is computed or counted in the task table comes first, then
    /// the first one stated.
    fn repeated(&mut self, declared: &'a Declared) {
        let Relation::Equal { figures } = &declared.relation else { return };
        if figures.iter().any(|side| self.is_list(side.code())) {
            return; // a list is not made from its length
        }
        let known = figures.iter().find(|side| self.is_known(side.code()));
        let Some(source) = known.or(figures.first()).map(Operand::code) else { return };
        for side in figures.iter().filter(|side| side.code() != source) {
            self.take(side.code(), vec![source.as_str()], self.name(source));
        }
    }

    fn take(&mut self, target: &'a Code, sources: Vec<&'a str>, how: String) {
        let leans = !self.is_required(target.as_str())
            || sources.iter().all(|source| self.is_required(source) || self.hints.contains_key(source));
        if !self.is_task(target.as_str()) && leans && self.derivation.accept(target.as_str(), sources) {
            self.hints.insert(target.as_str(), format!("Có thể để trống, chương trình tự tính: {how}."));
        }
    }

    fn is_known(&self, code: &Code) -> bool {
        self.is_task(code.as_str()) || self.derivation.is_derived(code.as_str())
    }

    fn is_list(&self, code: &Code) -> bool {
        self.catalogue.indicator(code.as_str()).is_some_and(|known| known.kind == Kind::List)
    }

    fn is_task(&self, code: &str) -> bool {
        self.catalogue.indicator(code).is_some_and(|known| known.home == Home::Tasks)
    }

    fn is_required(&self, code: &str) -> bool {
        let known = self.catalogue.indicator(code);
        known.is_some_and(|known| known.home == Home::Tasks || known.required.contains(&self.period))
    }

    /// An indicator's label and the sheet it is typed into.
    fn name(&self, code: &Code) -> String {
        let Some(known) = self.catalogue.indicator(code.as_str()) else { return code.to_string() };
        let sheet = known.home.sheet();
        format!("“{}” ({sheet})", known.label)
    }
}

fn codes(sides: &[Operand]) -> Vec<&str> {
    sides.iter().map(|side| side.code().as_str()).collect()
}
