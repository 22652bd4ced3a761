//! From a relation that does not hold to a finding: the figures of both sides, put into words.

use crate::arithmetic::{Figures, Way};
use crate::checks::rule::{Cause, Found};
use crate::checks::view::{Failure, View};
use crate::claim::{Basis, Bound, Case, Claim, ClaimId, Claims};
use crate::finding::{Finding, RuleCode, Severity, Verdict, say};
use crate::model::{Relation, Weight};
use crate::num::{Figure, grouped};

/// So many members of a long sum are shown; the rest is dots.
const SHOWN: usize = 12;

/// Reports every relation that does not hold and that the rule picks, in the words `way` of its code.
pub(super) fn report(
    case: &Case<'_>,
    found: &mut Found,
    (code, way): (RuleCode, &str),
    picks: fn(&Bound, &Failure) -> bool,
) {
    let mut findings = Vec::new();
    for (index, bound, failure) in found.failures(case).filter(|(_, bound, failure)| picks(bound, failure)) {
        if let Some(finding) = finding(&case.claims, (bound, failure), (code, way)) {
            findings.push((finding, Cause::Relation(index)));
        }
    }
    for (finding, cause) in findings {
        found.report_from(finding, cause);
    }
}

/// Whether the relation was not rounded wrongly but is wrong, or hardly possible.
pub(super) fn is_off(failure: &Failure) -> bool {
    failure.way != Way::Truncated
}

/// Whether a note is what says that the relation must hold.
pub(super) fn is_note(bound: &Bound) -> bool {
    matches!(bound.basis, Basis::Note { .. })
}

fn finding(
    claims: &Claims,
    (bound, failure): (&Bound, &Failure),
    (code, way): (RuleCode, &str),
) -> Option<Finding> {
    let accused = claims.claim(failure.accused)?;
    let facts = facts(claims, bound, failure);
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut message = say(code.id, way, &facts);
    for addition in additions(failure) {
        message.push(' ');
        message.push_str(&addition);
    }
    let mut finding = Finding::new(code, accused.place.clone(), message).excerpt(&accused.excerpt);
    let found = accused.printed(accused.figure);
    finding = match failure.expected {
        Some(expected) => finding.sides(directed(accused, expected), found),
        None => finding.found(found),
    };
    if bound.weight == Weight::Should || failure.way == Way::Unlikely {
        finding.severity = finding.severity.max(Severity::Warning);
    }
    if failure.way == Way::Unlikely {
        finding = finding.verdict(Verdict::Unlikely);
    }
    for other in bound.relation.members().filter(|id| **id != failure.accused) {
        if let Some(other) = claims.claim(*other) {
            finding = finding.related(other.place.clone(), &other.excerpt);
        }
    }
    Some(finding)
}

/// The sentences that belong to every rule: both intervals, and that it is only unlikely.
fn additions(failure: &Failure) -> impl Iterator<Item = String> {
    let intervals = failure.intervals.filter(|_| failure.way == Way::Off).map(|(one, other)| {
        say("RELATION", "intervals", &[("one", &one.to_string()), ("other", &other.to_string())])
    });
    let unlikely = (failure.way == Way::Unlikely).then(|| say("RELATION", "unlikely", &[]));
    intervals.into_iter().chain(unlikely)
}

/// What the words of a relation may name.
type Facts = Vec<(&'static str, String)>;

fn facts(claims: &Claims, bound: &Bound, failure: &Failure) -> Facts {
    let label = |id: ClaimId| claims.claim(id).map(|claim| claim.label.clone()).unwrap_or_default();
    let found = claims.claim(failure.accused).map(|claim| claim.figure);
    let accused = claims.claim(failure.accused);
    let said = |figure: Option<Figure>| {
        accused.zip(figure).map(|(claim, figure)| directed(claim, figure)).unwrap_or_default()
    };
    let mut facts = vec![("label", label(failure.accused)), ("found", said(found))];
    facts.push(("expected", said(failure.expected)));
    facts.push(("difference", difference(found, failure.expected)));
    facts.push(("place", claims.claim(failure.accused).map(|c| c.place.to_string()).unwrap_or_default()));
    if let Some(other) = failure.against.and_then(|id| claims.claim(id)) {
        facts.push(("other", other.label.clone()));
        facts.push(("other-found", other.figure.to_string()));
        facts.push(("other-place", other.place.to_string()));
    }
    let one = |id: &ClaimId| printed(claims.claim(*id).map(|claim| claim.figure));
    match &bound.relation {
        Relation::Sum { total, parts } => {
            facts.extend([("total", label(*total)), ("parts", listed(claims, parts, " + "))]);
            facts.push(("computed", computed(claims, parts)));
        }
        Relation::Flow { incoming, outgoing } => {
            facts.push(("incoming", listed(claims, incoming, " + ")));
            facts.push(("outgoing", listed(claims, outgoing, " + ")));
            facts.push(("came", computed(claims, incoming)));
            facts.push(("went", computed(claims, outgoing)));
        }
        Relation::Complement { rates } => {
            facts.push(("rates", listed(claims, rates, " + ")));
            facts.push(("computed", computed(claims, rates)));
        }
        Relation::Ratio { part, whole, .. } => {
            facts.extend([("part", one(part)), ("whole", one(whole))]);
            facts.extend([("part-label", label(*part)), ("whole-label", label(*whole))]);
        }
        Relation::Growth { now, before, .. } => {
            facts.extend([("now", one(now)), ("before", one(before)), ("now-label", label(*now))]);
        }
        Relation::Multiple { now, before, .. } => {
            facts.extend([("now", one(now)), ("before", one(before)), ("now-label", label(*now))]);
        }
        Relation::Product { count, each, .. } => {
            facts.extend([("count", one(count)), ("each", one(each))]);
            facts.extend([("count-label", label(*count)), ("each-label", label(*each))]);
        }
        Relation::Equal { figures } => {
            facts.push(("all", elsewhere(claims, figures, failure.accused)));
            if let ([figure, listed], Basis::Note { .. }) = (figures.as_slice(), &bound.basis) {
                facts.extend([("figure-label", label(*figure)), ("figure", one(figure))]);
                facts.push(("listed", one(listed)));
            }
        }
        Relation::PartOf { .. } | Relation::AtMost { .. } => {}
    }
    facts
}

fn printed(figure: Option<Figure>) -> String {
    figure.map(|figure| figure.to_string()).unwrap_or_default()
}

/// A figure as its claim prints it; a change whose words say its direction is told with them.
fn directed(claim: &Claim, figure: Figure) -> String {
    if !claim.change {
        return figure.to_string();
    }
    let way = if figure.value().is_sign_negative() { "down" } else { "up" };
    say("RELATION", way, &[("figure", &claim.printed(figure))])
}

/// How far apart the two are, in the unit they are printed in.
fn difference(found: Option<Figure>, expected: Option<Figure>) -> String {
    let apart = |(found, expected): (Figure, Figure)| found.value().checked_sub(expected.value());
    found.zip(expected).and_then(apart).map(|apart| grouped(apart.abs())).unwrap_or_default()
}

/// The sum of the members, in their magnitude where they share one.
fn computed(claims: &Claims, ids: &[ClaimId]) -> String {
    let view = View::of(claims);
    let like = |amount| view.read(*ids.first()?)?.like(amount);
    view.total(ids).and_then(like).map(|sum| sum.to_string()).unwrap_or_default()
}

fn listed(claims: &Claims, ids: &[ClaimId], between: &str) -> String {
    let shown = ids.iter().filter_map(|id| claims.claim(*id)).take(SHOWN);
    let mut texts: Vec<String> = shown.map(|claim| claim.figure.to_string()).collect();
    if ids.len() > SHOWN {
        texts.push("…".to_owned());
    }
    texts.join(between)
}

/// What the other places print: `44,8% (Số liệu!D7)`.
fn elsewhere(claims: &Claims, ids: &[ClaimId], accused: ClaimId) -> String {
    let others = ids.iter().filter(|id| **id != accused).filter_map(|id| claims.claim(*id));
    let say = |claim: &Claim| format!("{} ({})", claim.figure, claim.place);
    others.take(SHOWN).map(say).collect::<Vec<_>>().join(", ")
}
