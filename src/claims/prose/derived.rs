//! Figures that no text prints but tells: what two values have together, last period's figure of `tăng 44 hồ sơ
//! (12,5%)`. A share that is taken of such a figure is tied to it.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::claim::{Claim, ClaimId, Claims};
use crate::claims::prose::about::Value;
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::{At, Prose};
use crate::model::Relation;
use crate::num::{Figure, Fit, Slip, fit, has_digits_of, percent, sum};

/// So many paragraphs back the figures of two values are looked for.
const BACK: usize = 80;

/// A share this many points off is of something else.
const NEAR: i64 = 12;

/// Ties the shares that no printed figure explains.
pub(crate) fn bind(prose: &mut Prose<'_>, claims: &mut Claims) {
    let rated: HashSet<ClaimId> = prose
        .relations
        .iter()
        .filter_map(|bound| match bound.relation {
            Relation::Ratio { rate, .. } | Relation::Growth { change: rate, .. } => Some(rate),
            _ => None,
        })
        .collect();
    let (mut found, mut sums) = (Vec::new(), Vec::new());
    for (number, text) in prose.texts.iter().enumerate() {
        for (index, count) in text.counts.iter().enumerate() {
            let at = (number, index);
            if !count.figure.is_percent() {
                sums.extend(summed(prose, at).map(|derived| (at, derived)));
                continue;
            }
            if rated.contains(&prose.id(at)) {
                continue;
            }
            found.extend(moved(prose, at).or_else(|| together(prose, at)).map(|derived| (at, derived)));
        }
    }
    for (at, derived) in found {
        let Some(claim) = derived.claim(prose) else { continue };
        let id = claims.add(claim);
        let (rate, side) = (prose.id(at), |at: Option<At>| at.map_or(id, |at| prose.id(at)));
        let relation = Relation::Ratio { rate, part: side(derived.part), whole: side(derived.whole) };
        if let Some(part) = derived.part {
            prose.note_change(part, derived.falls);
            prose.note_change(at, derived.falls);
        }
        prose.should(relation);
    }
    for (at, derived) in sums {
        let Some(claim) = derived.claim(prose) else { continue };
        let figures = vec![claims.add(claim), prose.id(at)];
        prose.should(Relation::Equal { figures });
    }
}

/// A figure that is told by others, and the sides of a share of which it is the one that is not printed.
struct Derived {
    amount: Decimal,
    label: &'static str,
    /// The figures that tell it.
    told: Vec<At>,
    part: Option<At>,
    whole: Option<At>,
    /// Whether the share is of a change that falls.
    falls: bool,
}

impl Derived {
    fn claim(&self, prose: &Prose<'_>) -> Option<Claim> {
        let first = *self.told.first()?;
        let (text, count) = prose.texts.get(first.0).zip(prose.count(first))?;
        let (from, to) = text.letters(count);
        Some(Claim {
            code: None,
            label: self.label.to_owned(),
            figure: Figure::new(self.amount.normalize()),
            exact: self.told.iter().all(|at| prose.count(*at).is_some_and(|count| count.figure.is_count())),
            place: text.met.place(from, to),
            excerpt: text.excerpt(count.at, count.at + 1),
            typed: false,
            change: false,
        })
    }
}

/// A change in percent beside the same change in things: `hiện có 46 vụ, giảm 143 vụ (giảm 76%)`.
fn moved(prose: &Prose<'_>, at: At) -> Option<Derived> {
    let text = prose.texts.get(at.0)?;
    let (rate, part) = (text.counts.get(at.1)?, text.moved_before(at.1).or_else(|| text.moved_after(at.1))?);
    let change = text.counts.get(part)?;
    let mut before = text.counts.iter().enumerate().take(part.min(at.1)).rev();
    let (now, own) = before.find(|(_, count)| {
        count.sentence == change.sentence && count.depth <= change.depth && text.is_plain_amount(count)
    })?;
    let same = own.noun == change.noun || change.noun.is_none();
    let falls = text.change(change)?.sense == Sense::Cue(Cue::Down);
    let (now_is, by) = (own.figure.amount()?, change.figure.amount()?);
    let amount = if falls { now_is.checked_add(by)? } else { now_is.checked_sub(by)? };
    let meant = percent(by, amount, rate.figure.decimals()).filter(|_| same && amount > Decimal::ZERO)?;
    let stated = rate.figure.value();
    let holds = fit(stated, by, amount)? != Fit::Off;
    let change_meant = now_is.checked_mul(stated)?.checked_div(if falls {
        Decimal::ONE_HUNDRED.saturating_sub(stated)
    } else {
        Decimal::ONE_HUNDRED.saturating_add(stated)
    })?;
    let slips = Slip::between(stated, meant).is_some()
        || Slip::between(by, change_meant.round_dp(change.figure.decimals())).is_some();
    (holds || slips).then_some(Derived {
        amount,
        label: "số kỳ trước, tính từ số kỳ này và mức thay đổi",
        told: vec![(at.0, now), (at.0, part)],
        part: Some((at.0, part)),
        whole: None,
        falls,
    })
}

/// A figure of what two values have together, each counted before: `có 5.416 hồ sơ trước hạn và đúng hạn`.
fn summed(prose: &Prose<'_>, at: At) -> Option<Derived> {
    let text = prose.texts.get(at.0)?;
    let count = text.counts.get(at.1).filter(|count| text.is_plain_amount(count) && !text.is_apart(count))?;
    let flow = prose.lexicon.flow.number;
    let own: Vec<Value> = text.values(count).into_iter().filter(|(facet, _)| *facet != flow).collect();
    let values = prose.lexicon.apart(&own).filter(|values| values.len() > 1)?;
    let parts: Vec<At> =
        values.iter().map(|value| nearest(prose, at, (*value, &[]))).collect::<Option<_>>()?;
    let first = one_whole(prose, &parts)?;
    let alike = parts.iter().all(|part| prose.noun(*part) == count.noun);
    let amount =
        sum(parts.iter().map(|part| prose.amount(*part))).filter(|_| alike && !parts.contains(&at))?;
    let stated = count.figure.amount()?;
    (stated == amount || has_digits_of(stated, amount)).then_some(Derived {
        amount,
        label: "tổng của các số cùng nhóm",
        told: parts,
        part: None,
        whole: Some(first),
        falls: false,
    })
}

/// A share of what two values have together: `tỷ lệ đúng hạn và trước hạn đạt 99,5%`.
fn together(prose: &Prose<'_>, at: At) -> Option<Derived> {
    let text = prose.texts.get(at.0)?;
    let rate = text.counts.get(at.1).filter(|rate| !text.is_change(rate) && !text.is_apart(rate))?;
    let named = text.named_values(rate);
    // `trực tuyến (toàn trình và một phần)`: of the values that are told together
    let of = |facet: u8| named.iter().copied().filter(|(own, _)| *own == facet).collect::<Vec<Value>>();
    let several = named.iter().map(|(facet, _)| of(*facet)).find(|values| values.len() > 1);
    let values = prose.lexicon.apart(several.as_ref().unwrap_or(&named))?;
    let parts: Vec<At> =
        values.iter().map(|value| nearest(prose, at, (*value, &named))).collect::<Option<_>>()?;
    let first = one_whole(prose, &parts)?;
    let amount = sum(parts.iter().map(|part| prose.amount(*part))).filter(|_| prose.of_one_noun(&parts))?;
    let whole = prose.amount(first)?;
    let stated = rate.figure.value();
    let apart = percent(amount, whole, stated.scale())?.checked_sub(stated)?.abs();
    let holds = fit(stated, amount, whole)? != Fit::Off;
    (holds || apart <= Decimal::from(NEAR) && stated < Decimal::ONE_HUNDRED).then_some(Derived {
        amount,
        label: "tổng của các số cùng nhóm",
        told: parts,
        part: None,
        whole: Some(first),
        falls: false,
    })
}

/// The whole that all of these are parts of.
fn one_whole(prose: &Prose<'_>, parts: &[At]) -> Option<At> {
    let whole = |part: &At| prose.wholes.get(part).and_then(|wholes| wholes.first()).copied();
    let first = parts.first().and_then(whole)?;
    parts.iter().all(|part| whole(part) == Some(first)).then_some(first)
}

/// The figure nearest before another that has this value, and of others only those that the other names too.
fn nearest(prose: &Prose<'_>, at: At, (value, named): (Value, &[Value])) -> Option<At> {
    let from = at.0.saturating_sub(BACK);
    let texts = prose.texts.iter().enumerate().take(at.0 + 1).skip(from).rev();
    let mut figures = texts.flat_map(|(number, text)| {
        let counts = text.counts.iter().enumerate().rev();
        counts
            .filter(move |(index, count)| (number, *index) < at && text.is_plain_amount(count))
            .map(move |(index, count)| ((number, index), text.values(count)))
    });
    let is_it = |values: &[Value]| {
        let other = |own: &Value| *own == value || own.0 != value.0 && named.contains(own);
        values.contains(&value) && values.iter().all(other)
    };
    figures.find(|(_, values)| is_it(values)).map(|(at, _)| at)
}

impl Text<'_> {
    /// The same change in things in the bracket after one in percent: `tăng 10,7% (tương ứng tăng 3,44 tỷ đồng)`.
    fn moved_after(&self, rate: usize) -> Option<usize> {
        let (own, next) = (self.counts.get(rate)?, self.counts.get(rate + 1)?);
        let way = |count: &Count| self.change(count).map(|tag| tag.sense);
        let again = next.depth > own.depth && self.is_mark(own.end, '(') && way(own) == way(next);
        (again && self.is_change(own) && !next.figure.is_percent()).then_some(rate + 1)
    }

    /// Whether a figure is an amount of now: no rate, no change, no side of a fraction that is its whole.
    fn is_plain_amount(&self, count: &Count) -> bool {
        !count.figure.is_percent()
            && !self.is_change(count)
            && !self.is_times(count)
            && count.fraction != Fraction::Whole
    }

    /// The values that the words before a rate name, from its name on.
    fn named_values(&self, rate: &Count) -> Vec<Value> {
        let from = self.named_rate(rate).unwrap_or(self.clause(rate)[0].0);
        let tags = self.tags_within(from, rate.at);
        let mut values: Vec<Value> = tags
            .filter_map(|tag| match tag.sense {
                Sense::Value { facet, value } => Some((facet, value)),
                _ => None,
            })
            .collect();
        values.sort_unstable();
        values.dedup();
        values
    }
}
