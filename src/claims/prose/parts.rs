//! What must hold of a list: which of its figures are its parts, which is its whole.

use rust_decimal::Decimal;

use crate::claims::prose::about::Value;
use crate::claims::prose::items::{all_of_lines, ends_at_semicolon, is_cut_throughout};
use crate::claims::prose::lexicon::Sense;
use crate::claims::prose::text::{Count, Fraction, Noun, Text};
use crate::claims::prose::whole::{List, Opener, denies, nearest, reconciled, weigh};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::{has_digits_of, sum};

/// Says what must hold of a list.
pub(crate) fn bind(prose: &mut Prose<'_>, list: &List) {
    // `312 lượt cán bộ tham gia 05 lớp, gồm:` divides what its parts count
    let noun = list.parts.first().and_then(|at| prose.noun(*at));
    let counts = |whole: &&At| prose.lexicon.same_noun(prose.noun(**whole), noun);
    let Some(first) = list.wholes.iter().find(counts).or(list.wholes.first()).copied() else { return };
    let kin = kin_parts(prose, first, &list.parts);
    let mut parts = told_apart(prose, &kin);
    let mut whole = reconciled(prose, &list.wholes, &parts);
    if whole.is_none() && parts.len() < list.parts.len() && list.parts.len() > 2 {
        // what adds up exactly is one thing, however it is called
        whole = reconciled(prose, &list.wholes, &list.parts);
        parts = if whole.is_some() { list.parts.clone() } else { parts };
    }
    if whole.is_none() && list.bullets {
        let all = [[';'].as_slice(), &[';', ',']].map(|marks| all_of_lines(prose, &parts, marks));
        let fits = |all: Vec<At>| Some((reconciled(prose, &list.wholes, &all)?, all));
        if let Some((found, all)) = all.into_iter().find_map(fits) {
            (parts, whole) = (all, Some(found));
        }
    }
    if whole.is_none() && !is_cut_throughout(prose, &list.wholes, &parts) {
        // what comes after a semicolon may be no part any more
        let cut = (2..parts.len()).rev().find_map(|length| {
            let fewer = parts.get(..length).filter(|_| ends_at_semicolon(prose, &parts, length))?;
            Some((fewer.to_vec(), reconciled(prose, &list.wholes, fewer)?))
        });
        if let Some((fewer, found)) = cut {
            (parts, whole) = (fewer, Some(found));
        }
    }
    if whole.is_none() && list.opener == Opener::Whole && kin.len() > parts.len() {
        // what a list says it consists of are its parts, though the words may overlap
        parts = nearer(prose, first, [&parts, &kin]);
    }
    if kin.is_empty() {
        return;
    }
    for part in kin.iter().chain(&parts) {
        let mut wholes = vec![whole.unwrap_or(first)];
        wholes.extend(list.wholes.iter().filter(|at| Some(**at) != whole));
        prose.wholes.entry(*part).or_insert(wholes);
    }
    if parts.is_empty() {
        return;
    }
    same_base(prose, &parts, whole.unwrap_or(first));
    let ids = prose.ids(&parts);
    if let Some(whole) = whole.filter(|_| parts.len() > 1) {
        let total = prose.id(whole);
        return prose.must(Relation::Sum { total, parts: ids });
    }
    let nearest = nearest(prose, &list.wholes, &parts).unwrap_or(first);
    let total = prose.id(nearest);
    match weigh(prose, list, nearest, &parts) {
        Some(true) => prose.must(Relation::Sum { total, parts: ids }),
        Some(false) => prose.should(Relation::Sum { total, parts: ids }),
        None if list.opener != Opener::Colon => bound(prose, list, &parts),
        None => {}
    }
}

/// Fractions of one list are taken of one whole: that of most of them, or the list's own where it is near.
fn same_base(prose: &mut Prose<'_>, parts: &[At], whole: At) {
    let fractions =
        parts.iter().filter(|at| prose.count(**at).is_some_and(|count| count.fraction == Fraction::Part));
    let bases: Vec<At> = fractions.map(|(text, part)| (*text, part + 1)).collect();
    let amount = |at: &At| prose.amount(*at);
    let plain = prose.count(whole).is_some_and(|count| count.fraction == Fraction::No);
    let near = |at: &At| {
        amount(at).zip(amount(&whole)).is_some_and(|(base, whole)| {
            base.saturating_sub(whole).abs() <= Decimal::ONE.max(whole / Decimal::from(20))
                || has_digits_of(base, whole)
        })
    };
    let mut figures: Vec<At> = if plain && bases.iter().all(near) { vec![whole] } else { Vec::new() };
    let most = bases
        .iter()
        .map(|at| bases.iter().filter(|other| amount(other) == amount(at)).count())
        .max()
        .unwrap_or(0);
    if bases.len() > 2 && most + 1 >= bases.len() || !figures.is_empty() {
        figures.extend(bases);
    }
    if figures.len() > 1 {
        let figures = prose.ids(&figures);
        prose.bases.push(Relation::Equal { figures });
    }
}

/// A part is at most the whole, whichever of the figures before it that is.
fn bound(prose: &mut Prose<'_>, list: &List, parts: &[At]) {
    let amount = |at: &At| prose.amount(*at);
    let Some(largest) = list.wholes.iter().copied().max_by_key(amount) else { return };
    let noun = prose.count(largest).and_then(|count| count.noun);
    // what stands after a semicolon may be told of another thing
    let apart = |at: &At| {
        let first = parts.first().copied();
        first.is_some_and(|first| prose.parted(first, *at)) && amount(at) > amount(&largest)
    };
    let parts: Vec<At> = parts.iter().copied().filter(|at| !apart(at)).collect();
    if noun.is_some() && parts.iter().all(|at| prose.count(*at).is_some_and(|count| count.noun == noun)) {
        let (whole, parts) = (prose.id(largest), prose.ids(&parts));
        prose.must(Relation::PartOf { whole, parts });
    }
}

/// Of two ways to take a list's parts the one that comes nearer to its whole.
fn nearer(prose: &Prose<'_>, whole: At, ways: [&[At]; 2]) -> Vec<At> {
    let away = |parts: &&[At]| {
        let sum = sum(parts.iter().map(|at| prose.amount(*at)))?;
        prose.amount(whole)?.checked_sub(sum).map(|apart| apart.abs())
    };
    let nearest = ways.into_iter().min_by_key(|parts| away(parts).unwrap_or(Decimal::MAX));
    nearest.unwrap_or_default().to_vec()
}

/// The parts that can be parts of this whole: of one thing with it, and no other stage of it.
fn kin_parts(prose: &Prose<'_>, whole: At, parts: &[At]) -> Vec<At> {
    let Some((text, count)) = prose.texts.get(whole.0).zip(prose.count(whole)) else { return Vec::new() };
    if is_denied(prose, parts) {
        return parts.to_vec();
    }
    let own = |at: &&At| {
        let Some((part_text, part)) = prose.texts.get(at.0).zip(prose.count(**at)) else { return false };
        let noun = prose.lexicon.same_noun(part.noun, count.noun)
            || !matches!((part.noun, count.noun), (Some(Noun::Known(_)), Some(Noun::Known(_))));
        noun && !part_text.sums_up(part)
            && (!part_text.is_elsewhere(part) || is_stock(prose, (part_text, part)))
            && !part_text.is_change(part)
            && !disagrees(prose, (text, count), &part_text.values(part))
    };
    parts.iter().filter(own).copied().collect()
}

/// The parts that share no members with their neighbours, as far as the words tell.
fn told_apart(prose: &Prose<'_>, parts: &[At]) -> Vec<At> {
    if is_denied(prose, parts) {
        return parts.to_vec();
    }
    let apart = |at: &&At| {
        let text = prose.texts.get(at.0).zip(prose.count(**at));
        text.is_some_and(|(text, part)| !text.is_apart(part) || is_stock(prose, (text, part)))
    };
    parts.iter().filter(apart).copied().collect()
}

/// Whether one of two parts is all that the other is not.
fn is_denied(prose: &Prose<'_>, parts: &[At]) -> bool {
    matches!(parts, [one, other] if denies(prose, *one, *other))
}

/// Whether a part was there before: `kỳ trước chuyển sang`.
fn is_stock(prose: &Prose<'_>, (text, part): (&Text<'_>, &Count)) -> bool {
    let flow = &prose.lexicon.flow;
    text.values(part).contains(&(flow.number, flow.stock))
}

/// Whether a part names another value of a facet than its whole, other than along the flow of dossiers; a whole may name
/// several: `trực tiếp và qua bưu chính 618 hồ sơ`.
fn disagrees(prose: &Prose<'_>, (text, count): (&Text<'_>, &Count), part: &[Value]) -> bool {
    let flow = &prose.lexicon.flow;
    let (from, _) = text.sentence(count.at);
    let names = |value: Value| {
        let sense = Sense::Value { facet: value.0, value: value.1 };
        text.tags_within(from, count.end).any(|tag| tag.sense == sense)
    };
    text.values(count).iter().any(|(facet, value)| {
        part.iter().any(|(own, other)| {
            let flows = *facet == flow.number && [flow.received, flow.due].contains(value);
            own == facet && other != value && !flows && !names((*own, *other))
        })
    })
}
