//! Shares of one whole: `đúng hạn 97,1%, quá hạn 2,9%`, `trực tuyến 64,5%; trực tiếp 31,2%; bưu chính 4,3%`.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::claim::{Bound, ClaimId};
use crate::claims::prose::about::Value;
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::text::Text;
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::sum;

/// Finds shares that make up a whole.
pub(crate) fn bind(prose: &mut Prose<'_>) {
    let mut found: Vec<Vec<At>> = Vec::new();
    for (number, text) in prose.texts.iter().enumerate() {
        let sentences = text.counts.iter().map(|count| count.sentence).max().map_or(0, |last| last + 1);
        for sentence in 0..sentences {
            let shares: Vec<(usize, Vec<Value>)> = text
                .counts
                .iter()
                .enumerate()
                .filter(|(_, count)| {
                    count.sentence == sentence && count.figure.is_percent() && !text.is_change(count)
                })
                .map(|(index, _)| (index, text.share_values(index)))
                .collect();
            found.extend(
                text.with_rest(&shares).map(|run| run.into_iter().map(|index| (number, index)).collect()),
            );
            found.extend(
                covering(prose, &shares).map(|run| run.into_iter().map(|index| (number, index)).collect()),
            );
        }
    }
    let wholes = wholes(prose);
    let of_one = |shares: &Vec<At>| {
        let known: Vec<&Decimal> = shares.iter().filter_map(|at| wholes.get(&prose.id(*at))).collect();
        known.iter().all(|whole| Some(whole) == known.first())
    };
    let near = found.into_iter().filter(|shares| of_one(shares) && is_near(prose, shares));
    for shares in near.collect::<Vec<_>>() {
        let rates = prose.ids(&shares);
        prose.must(Relation::Complement { rates });
    }
}

/// The whole of each share whose counts the text gives.
fn wholes(prose: &Prose<'_>) -> HashMap<ClaimId, Decimal> {
    let mut amounts = HashMap::new();
    for (number, text) in prose.texts.iter().enumerate() {
        let counts = text.counts.iter().enumerate();
        amounts
            .extend(counts.filter_map(|(at, count)| Some((prose.id((number, at)), count.figure.amount()?))));
    }
    let whole = |bound: &Bound| match &bound.relation {
        Relation::Ratio { rate, whole, .. } => Some((*rate, *amounts.get(whole)?)),
        _ => None,
    };
    prose.relations.iter().filter_map(whole).collect()
}

/// Whether shares come near a hundred; rates of several wholes do not.
fn is_near(prose: &Prose<'_>, shares: &[At]) -> bool {
    let values = shares.iter().map(|at| prose.count(*at).map(|count| count.figure.value()));
    let apart = sum(values).and_then(|sum| sum.checked_sub(Decimal::ONE_HUNDRED));
    apart.is_some_and(|apart| apart.abs() <= Decimal::TEN)
}

/// The longest run of shares whose values cover a facet.
fn covering(prose: &Prose<'_>, shares: &[(usize, Vec<Value>)]) -> Option<Vec<usize>> {
    let facets: Vec<u8> =
        shares.iter().flat_map(|(_, values)| values.iter().map(|(facet, _)| *facet)).collect();
    facets.into_iter().find_map(|facet| {
        let run: Vec<(usize, u8)> = shares
            .iter()
            .filter_map(|(index, values)| Some((*index, values.iter().find(|(own, _)| *own == facet)?.1)))
            .collect();
        let rest = shares
            .iter()
            .filter(|(index, _)| run.iter().any(|(own, _)| own == index))
            .flat_map(|(_, values)| values);
        let rest: Vec<&Value> = rest.filter(|(own, _)| *own != facet).collect();
        let same =
            rest.iter().all(|(own, value)| rest.iter().all(|(other, known)| own != other || value == known));
        let values: Vec<u8> = run.iter().map(|(_, value)| *value).collect();
        (same && prose.lexicon.is_complete(facet, &values))
            .then(|| run.into_iter().map(|(index, _)| index).collect())
    })
}

impl Text<'_> {
    /// The shares of a sentence whose last is what is left: `… 31,6%; 13,4%; còn lại 9,8%`.
    fn with_rest(&self, shares: &[(usize, Vec<Value>)]) -> Option<Vec<usize>> {
        let last = self.counts.get(shares.last()?.0)?;
        let says = |cue: Cue| self.clause_tags(last).any(|tag| tag.sense == Sense::Cue(cue));
        // `…, đạt 88,7%; còn 11,3% chưa được thu gom`
        let denied = self.says(last.at, "còn") && says(Cue::Negation);
        let rest = says(Cue::Remaining) || denied;
        (rest && shares.len() > 1).then(|| shares.iter().map(|(index, _)| *index).collect())
    }

    /// The values that a share's clause names, or those of the count it speaks of.
    pub(crate) fn share_values(&self, share: usize) -> Vec<Value> {
        let Some(own) = self.counts.get(share) else { return Vec::new() };
        let values = self.values(own);
        if !values.is_empty() {
            return values;
        }
        let spoken = self.antecedent(share).and_then(|count| self.counts.get(count));
        spoken.map(|count| self.values(count)).unwrap_or_default()
    }
}
