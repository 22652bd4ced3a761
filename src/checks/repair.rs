//! Repairs: a change of one figure that makes every failing relation of a group hold. Proposed, never applied.

use std::cell::Cell;
use std::collections::HashMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::arithmetic::{Figures, Read, judge, solve};
use crate::checks::view::{Judgement, View};
use crate::claim::{Basis, Claim, ClaimId, Claims};
use crate::finding::Repair;
use crate::model::Relation;
use crate::num::{Figure, Slip, leaves_out};

/// So many repairs are proposed.
const PROPOSED: usize = 3;

/// So many claims of a group are tried, the stated ones first.
const TRIED: usize = 32;

/// Looks for changes, within a bound on the work that grows with the case and not faster.
pub(super) struct Mender<'a> {
    claims: &'a Claims,
    judgements: &'a [Judgement],
    /// The relations of each claim.
    standing: HashMap<ClaimId, Vec<usize>>,
    left: Cell<usize>,
}

/// A change of one claim that makes all failing relations of a group hold.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) id: ClaimId,
    pub(super) figure: Figure,
    /// The relations that hold now and would not any more.
    pub(super) breaks: Vec<usize>,
    plainness: u8,
    stated: bool,
}

impl<'a> Mender<'a> {
    pub(super) fn new(claims: &'a Claims, judgements: &'a [Judgement]) -> Self {
        let mut standing: HashMap<ClaimId, Vec<usize>> = HashMap::new();
        let mut size = 0;
        for (index, bound) in claims.relations.iter().enumerate() {
            for id in bound.relation.members() {
                size += 1;
                standing.entry(*id).or_default().push(index);
            }
        }
        Self { claims, judgements, standing, left: Cell::new(100_000 + 32 * size) }
    }

    /// The changes that make all these relations hold, best first.
    pub(super) fn changes(&self, failing: &[usize]) -> Vec<Change> {
        let mut changes: Vec<Change> =
            self.candidates(failing).into_iter().filter_map(|id| self.change(id, failing)).collect();
        changes.sort_by_key(|change| (change.breaks.len(), change.plainness, !change.stated));
        changes.truncate(PROPOSED);
        changes
    }

    /// The most of these failing relations that one value of the claim makes hold.
    pub(super) fn mended_by(&self, id: ClaimId, failing: &[usize]) -> Vec<usize> {
        let solved = failing.iter().take(4).flat_map(|index| self.solutions(*index, id));
        let mended = solved.map(|figure| {
            let view = View::of(self.claims).with(id, figure);
            failing.iter().copied().filter(|index| self.holds(*index, &view)).collect::<Vec<_>>()
        });
        mended.max_by_key(Vec::len).unwrap_or_default()
    }

    /// Whether two changes together keep all that each alone would break.
    pub(super) fn hold_jointly(&self, one: &Change, other: &Change) -> bool {
        let view = View::of(self.claims).with(one.id, one.figure).with(other.id, other.figure);
        one.id != other.id
            && !one.breaks.is_empty()
            && one.breaks.iter().chain(&other.breaks).all(|index| self.holds(*index, &view))
    }

    /// A change as it is proposed.
    pub(super) fn proposal(&self, change: &Change) -> Option<Repair> {
        let claim = self.claims.claim(change.id)?;
        let (from, to) = (claim.figure.to_string(), change.figure.to_string());
        // the items of a note share its cell: their words tell which one is meant
        let item = claim.excerpt.rsplit_once(&from).filter(|_| claim.excerpt == claim.label);
        let (from, to) = match item {
            Some((before, after)) => (claim.excerpt.clone(), format!("{before}{to}{after}")),
            None => (from, to),
        };
        Some(Repair { place: claim.place.clone(), from, to })
    }

    /// The typed claims that stand in all these relations. A derived figure is mended where it comes from.
    fn candidates(&self, failing: &[usize]) -> Vec<ClaimId> {
        let Some((first, rest)) = failing.split_first() else { return Vec::new() };
        let everywhere = |id: &ClaimId| {
            let stands = self.standing.get(id);
            rest.iter().all(|index| stands.is_some_and(|all| all.binary_search(index).is_ok()))
        };
        let typed = |id: &ClaimId| self.claims.claim(*id).is_some_and(|claim| claim.typed);
        let members =
            self.claims.relations.get(*first).into_iter().flat_map(|bound| bound.relation.members());
        members.copied().filter(|id| typed(id) && everywhere(id)).take(TRIED).collect()
    }

    fn change(&self, id: ClaimId, failing: &[usize]) -> Option<Change> {
        let solved = failing.iter().take(2).flat_map(|index| self.solutions(*index, id));
        let figure = solved.into_iter().find(|figure| {
            let view = View::of(self.claims).with(id, *figure);
            failing.iter().all(|index| self.holds(*index, &view))
        })?;
        let claim = self.claims.claim(id)?;
        let accused = |index: &usize| {
            self.judgements.get(*index).and_then(Judgement::failure).is_some_and(|f| f.accused == id)
        };
        let addends = failing.first().map(|index| self.addends(*index, id)).unwrap_or_default();
        Some(Change {
            id,
            figure,
            breaks: self.broken(claim, id, &figure),
            plainness: plainness(claim.figure, figure, &addends),
            stated: failing.iter().any(accused),
        })
    }

    /// The figures of a claim that one relation asks for, printed as the claim is.
    fn solutions(&self, index: usize, id: ClaimId) -> Option<Figure> {
        let bound = self.claims.relations.get(index)?;
        // of a product the total is what somebody worked out
        if matches!(bound.relation, Relation::Product { total, .. } if total != id) {
            return None;
        }
        self.spend(bound.relation.members().count())?;
        let view = View::of(self.claims);
        let amount = solve(&bound.relation, &view, id)?;
        fitting(view.read(id)?, amount)
    }

    /// The relations that hold now and would not with this figure.
    fn broken(&self, claim: &Claim, id: ClaimId, figure: &Figure) -> Vec<usize> {
        let view = View::of(self.claims).with(id, *figure);
        let stands = self.standing.get(&id).map(Vec::as_slice).unwrap_or_default();
        let held = |index: &usize| self.judgements.get(*index).is_some_and(Judgement::holds);
        let kept = |index: &usize| self.follows(*index, claim) || self.holds(*index, &view);
        stands.iter().copied().filter(|index| held(index) && !kept(index)).collect()
    }

    /// Whether the other sides are only prints of the same cell and change with it.
    fn follows(&self, index: usize, claim: &Claim) -> bool {
        let Some(bound) = self.claims.relations.get(index).filter(|bound| bound.basis == Basis::Same) else {
            return false;
        };
        if matches!(bound.relation, Relation::Growth { .. }) {
            return true; // a printed change is computed again from whatever is mended
        }
        let mut others = bound.relation.members().filter_map(|other| self.claims.claim(*other));
        others.all(|other| other.place == claim.place || !other.typed)
    }

    fn addends(&self, index: usize, id: ClaimId) -> Vec<Decimal> {
        match self.claims.relations.get(index).map(|bound| &bound.relation) {
            Some(Relation::Sum { total, parts }) if *total == id => {
                parts.iter().filter_map(|part| self.claims.claim(*part)?.figure.amount()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a relation holds in a view; what cannot be afforded does not.
    fn holds(&self, index: usize, view: &View<'_>) -> bool {
        let Some(bound) = self.claims.relations.get(index) else { return false };
        self.spend(bound.relation.members().count()).is_some() && judge(&bound.relation, view).holds()
    }

    fn spend(&self, work: usize) -> Option<()> {
        self.left.set(self.left.get().checked_sub(work)?);
        Some(())
    }
}

/// A solved amount printed as the claim is: a count stays whole, a rounded figure keeps its decimals.
fn fitting(read: Read, amount: Decimal) -> Option<Figure> {
    let factor = read.figure.magnitude().factor();
    let places = read.figure.decimals();
    let value = amount.checked_div(factor)?;
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let negative = rounded.is_sign_negative() && !read.figure.value().is_sign_negative();
    if negative || (read.exact && rounded != value) {
        return None;
    }
    read.like(rounded.checked_mul(factor)?).filter(|figure| figure.value() != read.figure.value())
}

/// How plainly a slip of the hand explains the printed figure: digits at other places or ranks, then an addend left out
/// or counted twice, then nothing.
fn plainness(from: Figure, to: Figure, addends: &[Decimal]) -> u8 {
    let (from, to) = (from.value(), to.value());
    match Slip::between(from, to) {
        Some(Slip::Swapped) => 0,
        Some(Slip::Shifted) => 1,
        _ if leaves_out(from, to, addends) => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Bench;

    fn first_repair(total: &str, parts: &[&str]) -> (String, String) {
        let mut bench = Bench::new();
        bench.sum(total, parts, Basis::Catalogue { line: 1 });
        let findings = bench.findings("SUM001");
        let repair = &findings[0].repair[0];
        (repair.from.clone(), repair.to.clone())
    }

    #[test]
    fn plain_slips_come_first() {
        for (total, parts, from, to) in [
            ("3.470", vec!["1.931", "1.555", "2"], "1.931", "1.913"),
            ("60", vec!["10", "20", "3"], "3", "30"),
            ("50", vec!["10", "20", "30"], "50", "60"),
            ("59", vec!["10", "20", "28"], "59", "58"),
        ] {
            assert_eq!(first_repair(total, &parts), (from.to_owned(), to.to_owned()));
        }
    }

    #[test]
    fn what_keeps_the_rest_comes_before_any_slip() {
        let mut bench = Bench::new();
        let [total, one, other] = bench.figures(&["31", "10", "3"]).try_into().unwrap();
        bench.must(Relation::Sum { total, parts: vec![one, other] });
        let again = bench.figure("31");
        bench.must(Relation::Equal { figures: vec![total, again] });
        let findings = bench.findings("SUM001");
        // 31 → 13 is a transposition, but breaks the other print of 31.
        assert_eq!(
            findings[0].repair.iter().map(|repair| repair.to.as_str()).collect::<Vec<_>>(),
            ["28", "21", "13"]
        );
    }

    #[test]
    fn a_derived_figure_is_not_repaired() {
        let mut bench = Bench::new();
        bench.sum("5", &["2", "2"], Basis::Catalogue { line: 1 });
        bench.claims.figures[0].typed = false;
        let findings = bench.findings("SUM001");
        assert_eq!(
            findings[0].repair.iter().map(|repair| repair.from.as_str()).collect::<Vec<_>>(),
            ["2", "2"]
        );
    }
}
