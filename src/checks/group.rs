//! Findings with one root cause are one group: they accuse one figure, one change mends them all, or the
//! best changes of two groups keep a holding relation only together.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::checks::repair::{Change, Mender};
use crate::checks::rule::{Cause, Reported};
use crate::checks::view::Judgement;
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

/// A change of a group: the group and the change's number in it.
type At = (usize, usize);

/// The pairs of changes that keep together what each alone breaks; each group once, its best changes first.
fn balanced(mender: &Mender<'_>, mends: &[Mend]) -> Vec<(At, At)> {
    let change = |(group, number): At| mends.get(group)?.1.get(number);
    let together = |one, other| {
        change(one).zip(change(other)).is_some_and(|(one, other)| mender.hold_jointly(one, other))
    };
    let mut pairs = candidates(mends);
    pairs.sort_by_key(|(one, other)| (one.1 + other.1, *one, *other));
    let mut joined: HashSet<usize> = HashSet::new();
    pairs.retain(|(one, other)| {
        let free = !joined.contains(&one.0) && !joined.contains(&other.0);
        let pairs = free && together(*one, *other);
        joined.extend(if pairs { vec![one.0, other.0] } else { Vec::new() });
        pairs
    });
    pairs
}

/// The pairs of changes of two groups that break one relation.
fn candidates(mends: &[Mend]) -> Vec<(At, At)> {
    let mut breaking: BTreeMap<usize, Vec<At>> = BTreeMap::new();
    for (group, (_, changes)) in mends.iter().enumerate() {
        // A group that one change mends without breaking anything needs no other to explain it.
        let clean = changes.first().is_none_or(|change| change.breaks.is_empty());
        for (number, change) in changes.iter().enumerate().filter(|_| !clean) {
            for relation in &change.breaks {
                breaking.entry(*relation).or_default().push((group, number));
            }
        }
    }
    let pairs = breaking.values().flat_map(|breakers| {
        let first = breakers.iter().take(COMPARED).enumerate();
        first.flat_map(|(at, one)| breakers.iter().take(COMPARED).skip(at + 1).map(|other| (*one, *other)))
    });
    pairs.filter(|(one, other)| one.0 != other.0).collect()
}

/// Makes a change the best of its group.
fn to_front(mends: &mut [Mend], (group, number): (usize, usize)) {
    if let Some(changes) = mends.get_mut(group).and_then(|(_, changes)| changes.get_mut(..=number)) {
        changes.rotate_right(1);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::run::RuleSet;
    use crate::checks::testing::Bench;
    use crate::claim::{Basis, ClaimId};
    use crate::finding::{Finding, Review};
    use crate::model::Relation;

    /// The task table of the reference report: rows, totals, and the form's three figures of the same tasks.
    struct Table {
        bench: Bench,
        totals: Vec<ClaimId>,
    }

    fn table(totals: [&str; 5]) -> Table {
        let rows = [
            ["7", "5", "1", "1", "0"],
            ["13", "13", "0", "0", "0"],
            ["3", "3", "0", "0", "0"],
            ["3", "3", "0", "0", "0"],
            ["3", "3", "0", "0", "0"],
            ["4", "4", "0", "0", "0"],
            ["7", "6", "0", "1", "0"],
        ];
        let mut bench = Bench::new();
        let rows: Vec<Vec<ClaimId>> = rows.iter().map(|row| bench.figures(row)).collect();
        let totals = bench.figures(&totals);
        for row in rows.iter().chain([&totals]) {
            bench.bind(Relation::Sum { total: row[0], parts: row[1..].to_vec() }, Basis::Row);
        }
        for column in 0..5 {
            let parts = rows.iter().map(|row| row[column]).collect();
            bench.bind(Relation::Sum { total: totals[column], parts }, Basis::Column);
        }
        Table { bench, totals }
    }

    fn repairs(finding: &Finding) -> Vec<(String, &str)> {
        finding.repair.iter().map(|repair| (repair.place.to_string(), repair.to.as_str())).collect()
    }

    fn review(bench: Bench) -> Review {
        bench.review(&RuleSet::default())
    }

    #[test]
    fn two_totals_that_cancel_are_one_group() {
        let Table { bench, totals } = table(["40", "38", "1", "1", "0"]);
        let place = |id: ClaimId| bench.claims.claim(id).unwrap().place.to_string();
        let (on_time, pending) = (place(totals[1]), place(totals[3]));
        let review = review(bench);
        let [one, other] = review.findings.as_slice() else { panic!("{:?}", review.findings) };
        assert_eq!([one.code, other.code], ["SUM004"; 2]);
        assert!(one.group.is_some() && one.group == other.group);
        assert_eq!(repairs(one)[0], (on_time, "37"));
        assert_eq!(repairs(other)[0], (pending, "2"));
    }

    #[test]
    fn what_hangs_on_the_totals_joins_their_group() {
        let Table { mut bench, totals } = table(["40", "38", "1", "1", "0"]);
        let (done, left) = (bench.figure("38"), bench.figure("2"));
        bench.must(Relation::Sum { total: done, parts: vec![totals[1], totals[2]] });
        bench.must(Relation::Sum { total: left, parts: vec![totals[3], totals[4]] });
        let review = review(bench);
        assert_eq!(review.findings.len(), 4);
        assert!(review.findings.iter().all(|found| found.group == review.findings[0].group));
        assert!(review.findings.iter().all(|found| found.repair.len() == 1), "one cell explains each pair");
    }

    #[test]
    fn a_table_that_adds_up_is_silent() {
        let review = review(table(["40", "37", "1", "2", "0"]).bench);
        assert_eq!((review.findings.len(), review.coverage.tied, review.coverage.wrong), (0, 40, 0));
    }

    #[test]
    fn causes_that_only_share_a_figure_stay_apart() {
        let mut bench = Bench::new();
        let [received, in_person, online, withdrawn] =
            bench.figures(&["3.472", "1.913", "1.555", "2"]).try_into().unwrap();
        let [early, rate] = bench.figures(&["44,3%", "44,8%"]).try_into().unwrap();
        bench.must(Relation::Sum { total: received, parts: vec![in_person, online, withdrawn] });
        bench.must(Relation::Ratio { rate: early, part: online, whole: received });
        bench.must(Relation::Ratio { rate, part: online, whole: received });
        bench.must(Relation::Equal { figures: vec![rate, early] });
        let review = review(bench);
        let group =
            |code: &str| review.findings.iter().find(|found| found.code == code).unwrap().group.clone();
        assert_eq!(review.findings.len(), 3);
        assert_eq!(group("SUM001"), None);
        assert!(group("PCT001").is_some() && group("PCT001") == group("TIE001"));
        let rate = review.findings.iter().find(|found| found.code == "TIE001").unwrap();
        assert_eq!(rate.repair.iter().map(|repair| repair.to.as_str()).collect::<Vec<_>>(), ["44,8%"]);
    }
}
