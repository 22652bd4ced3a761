//! Findings with one root cause are one group: they accuse one figure, one change mends them all, or the
//! best changes of two groups keep a holding relation only together.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::checks::arithmetic::Judgement;
use crate::checks::repair::{Change, Mender};
use crate::checks::rule::{Cause, Reported};
use crate::claim::{ClaimId, Claims};
use crate::finding::Repair;

/// So many changes that break one relation are compared with each other.
const COMPARED: usize = 8;

/// Puts the findings into groups and proposes their repairs; a finding alone is in no group.
pub(super) fn group(
    claims: &Claims,
    judgements: &[Judgement],
    reported: &mut [Reported],
) -> Vec<Option<usize>> {
    let mut groups = Groups::of(reported.len());
    groups.join_keys(reported);
    let nodes = relations_of(reported);
    if !nodes.is_empty() {
        let mender = Mender::new(claims, judgements);
        groups.join_accused(judgements, &nodes);
        groups.join_mended(claims, &mender, &nodes);
        let mut changes = groups.changes(&mender, &nodes);
        groups.join_balanced(&mender, &nodes, &mut changes);
        propose(&mender, &changes, &nodes, reported);
    }
    groups.numbers()
}

/// The failing relations with the number of the finding that each is reported by.
fn relations_of(reported: &[Reported]) -> Vec<(usize, usize)> {
    let relation = |(node, reported): (usize, &Reported)| match reported.cause {
        Cause::Relation(index) => Some((index, node)),
        Cause::Key(_) | Cause::Own => None,
    };
    let mut nodes: Vec<(usize, usize)> = reported.iter().enumerate().filter_map(relation).collect();
    nodes.sort_unstable();
    nodes
}

/// Every finding of a group gets the group's repairs.
fn propose(mender: &Mender<'_>, changes: &[Mend], nodes: &[(usize, usize)], reported: &mut [Reported]) {
    let node: HashMap<usize, usize> = nodes.iter().copied().collect();
    for (relations, changes) in changes {
        let repairs: Vec<Repair> = changes.iter().filter_map(|change| mender.proposal(change)).collect();
        for relation in relations {
            if let Some(reported) = node.get(relation).and_then(|node| reported.get_mut(*node)) {
                reported.finding.repair.clone_from(&repairs);
            }
        }
    }
}

/// A union-find over findings.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn of(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    fn root(&mut self, node: usize) -> usize {
        let mut root = node;
        while let Some(parent) = self.parents.get(root).copied().filter(|parent| *parent != root) {
            root = parent;
        }
        let mut step = node;
        while let Some(parent) = self.parents.get_mut(step).filter(|parent| **parent != root) {
            step = std::mem::replace(parent, root);
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }

    fn join_keys(&mut self, reported: &[Reported]) {
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (node, reported) in reported.iter().enumerate() {
            if let Cause::Key(key) = &reported.cause {
                let known = *first.entry(key).or_insert(node);
                self.join(known, node);
            }
        }
    }

    fn join_accused(&mut self, judgements: &[Judgement], nodes: &[(usize, usize)]) {
        let mut first: HashMap<ClaimId, usize> = HashMap::new();
        for (relation, node) in nodes {
            if let Some(failure) = judgements.get(*relation).and_then(Judgement::failure) {
                let known = *first.entry(failure.accused).or_insert(*node);
                self.join(known, *node);
            }
        }
    }

    /// Joins the relations that one value of one claim makes hold.
    fn join_mended(&mut self, claims: &Claims, mender: &Mender<'_>, nodes: &[(usize, usize)]) {
        let node: HashMap<usize, usize> = nodes.iter().copied().collect();
        let mut failing: HashMap<ClaimId, Vec<usize>> = HashMap::new();
        for (relation, _) in nodes {
            for id in claims.relations.get(*relation).into_iter().flat_map(|bound| bound.relation.members()) {
                failing.entry(*id).or_default().push(*relation);
            }
        }
        let mut shared: Vec<(ClaimId, Vec<usize>)> =
            failing.into_iter().filter(|(_, relations)| relations.len() > 1).collect();
        // The map's order is not the same in every run, and the work is bounded.
        shared.sort_unstable();
        for (id, relations) in shared {
            let mended = mender.mended_by(id, &relations);
            let mut mended = mended.iter().filter_map(|relation| node.get(relation));
            if let Some(first) = mended.next() {
                mended.for_each(|other| self.join(*first, *other));
            }
        }
    }

    /// The failing relations of each group with the changes that mend them.
    fn changes(&mut self, mender: &Mender<'_>, nodes: &[(usize, usize)]) -> Vec<Mend> {
        let mut relations: HashMap<usize, Vec<usize>> = HashMap::new();
        for (relation, node) in nodes {
            relations.entry(self.root(*node)).or_default().push(*relation);
        }
        let mut groups: Vec<Vec<usize>> = relations.into_values().collect();
        groups.sort_unstable();
        let changes = |relations: Vec<usize>| {
            let changes = mender.changes(&relations);
            (relations, changes)
        };
        groups.into_iter().map(changes).collect()
    }

    /// Joins two groups whose changes each break a relation that holds, and keep it together: a total row
    /// with one figure too high and one too low still crosses to its own total.
    fn join_balanced(&mut self, mender: &Mender<'_>, nodes: &[(usize, usize)], mends: &mut [Mend]) {
        let node: HashMap<usize, usize> = nodes.iter().copied().collect();
        for (one, other) in balanced(mender, mends) {
            let at = |(group, _): (usize, usize), mends: &[Mend]| {
                mends.get(group).and_then(|(relations, _)| node.get(relations.first()?)).copied()
            };
            if let (Some(a), Some(b)) = (at(one, mends), at(other, mends)) {
                self.join(a, b);
                to_front(mends, one);
                to_front(mends, other);
            }
        }
    }

    /// The group of each node, where it has more than one finding.
    fn numbers(&mut self) -> Vec<Option<usize>> {
        let roots: Vec<usize> = (0..self.parents.len()).map(|node| self.root(node)).collect();
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for root in &roots {
            *sizes.entry(*root).or_default() += 1;
        }
        let shared = |root: usize| sizes.get(&root).is_some_and(|size| *size > 1);
        roots.into_iter().map(|root| shared(root).then_some(root)).collect()
    }
}

/// The failing relations of a group with the changes that mend them.
type Mend = (Vec<usize>, Vec<Change>);

/// The pairs of changes, each as group and number in it, that keep together what each alone breaks.
fn balanced(mender: &Mender<'_>, mends: &[Mend]) -> Vec<((usize, usize), (usize, usize))> {
    let mut breaking: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (group, (_, changes)) in mends.iter().enumerate() {
        for (number, change) in changes.iter().enumerate() {
            for relation in &change.breaks {
                breaking.entry(*relation).or_default().push((group, number));
            }
        }
    }
    let change = |(group, number): (usize, usize)| mends.get(group)?.1.get(number);
    let together = |one, other| {
        change(one).zip(change(other)).is_some_and(|(one, other)| mender.hold_jointly(one, other))
    };
    let mut pairs = Vec::new();
    let mut joined: HashSet<usize> = HashSet::new();
    for breakers in breaking.values() {
        let pair = (breakers.iter().take(COMPARED).enumerate()).find_map(|(at, one)| {
            let mut later = breakers.iter().take(COMPARED).skip(at + 1);
            let free = |other: &(usize, usize)| {
                other.0 != one.0 && !joined.contains(&one.0) && !joined.contains(&other.0)
            };
            Some((*one, *later.find(|other| free(other) && together(*one, **other))?))
        });
        if let Some((one, other)) = pair {
            joined.extend([one.0, other.0]);
            pairs.push((one, other));
        }
    }
    pairs
}

/// Makes a change the best of its group.
fn to_front(mends: &mut [Mend], (group, number): (usize, usize)) {
    if let Some(changes) = mends.get_mut(group).and_then(|(_, changes)| changes.get_mut(..=number)) {
        changes.rotate_right(1);
    }
}
