//! Sums that must meet: parts and their total, what came in and what went out, percents of one whole.

use rust_decimal::Decimal;

use super::{Failure, Figures, Judgement, Reason, Way};
use crate::num::{self, Figure, Interval, sub, unlikely};

/// The parts add up to the total.
pub(super) fn sum<T: Copy + Eq>(view: &impl Figures<T>, total: T, parts: &[T]) -> Option<Judgement<T>> {
    let computed = interval_sum(view, parts)?;
    let printed = view.interval(total)?;
    let failure = || {
        let expected = view.total(parts).and_then(|amount| view.read(total)?.like(amount));
        Failure::off(total, expected).between(computed, printed)
    };
    if !computed.meets(&printed) {
        return Some(failure().into());
    }
    let hardly = || sub(view.total(parts)?, view.amount(total)?).zip(common_place(view, parts, Some(total)));
    Some(match hardly() {
        Some((difference, place)) if improbable(difference, place, parts.len()) => {
            Failure { way: Way::Unlikely, ..failure() }.into()
        }
        _ => Judgement::Holds,
    })
}

/// What came in went out.
pub(super) fn flow<T: Copy + Eq>(
    view: &impl Figures<T>,
    incoming: &[T],
    outgoing: &[T],
) -> Option<Judgement<T>> {
    let (came, went) = (interval_sum(view, incoming)?, interval_sum(view, outgoing)?);
    if came.meets(&went) {
        return Some(Judgement::Holds);
    }
    let (first, rest) = incoming.split_first()?;
    let expected = sub(view.total(outgoing)?, view.total(rest)?)
        .filter(|amount| !amount.is_sign_negative())
        .and_then(|amount| view.read(*first)?.like(amount));
    Some(Failure::off(*first, expected).between(went, came).into())
}

/// The percents of one whole add to 100; where all are 0 there was no whole.
pub(super) fn complement<T: Copy + Eq>(view: &impl Figures<T>, rates: &[T]) -> Option<Judgement<T>> {
    let hundred = Interval::point(Decimal::ONE_HUNDRED);
    let printed = interval_sum(view, rates)?;
    let (last, rest) = rates.split_last()?;
    let failure = || {
        let amount = view.total(rest).and_then(|rest| sub(Decimal::ONE_HUNDRED, rest));
        let expected = amount.and_then(|amount| view.read(*last)?.like(amount));
        Failure::off(*last, expected).between(hundred, printed)
    };
    if rates.iter().all(|id| view.amount(*id).is_some_and(|rate| rate.is_zero())) {
        return Some(Judgement::Unchecked(Reason::NoWhole));
    }
    if !printed.meets(&hundred) {
        return Some(failure().into());
    }
    let difference = || sub(view.total(rates)?, Decimal::ONE_HUNDRED).zip(common_place(view, rates, None));
    Some(match difference() {
        Some((difference, place)) if improbable(difference, place, rest.len()) => {
            Failure { way: Way::Unlikely, ..failure() }.into()
        }
        _ => Judgement::Holds,
    })
}

fn interval_sum<T: Copy + Eq>(view: &impl Figures<T>, ids: &[T]) -> Option<Interval> {
    let mut sum = Interval::point(Decimal::ZERO);
    for id in ids {
        sum = sum.checked_add(&view.interval(*id)?)?;
    }
    Some(sum)
}

/// The unit of the last place, where all figures are rounded at the same one; σ is known only then.
fn common_place<T: Copy + Eq>(view: &impl Figures<T>, ids: &[T], total: Option<T>) -> Option<Decimal> {
    let place = |id: &T| {
        let read = view.read(*id).filter(|read| !read.exact)?;
        Some((read.figure.decimals(), read.figure.magnitude()))
    };
    let first = place(ids.first()?)?;
    let alike = ids.iter().chain(total.as_ref()).all(|id| place(id) == Some(first));
    let unit = Decimal::try_new(1, first.0).ok()?;
    alike.then(|| Figure::new(unit).with_magnitude(first.1).amount()).flatten()
}

fn improbable(difference: Decimal, place: Decimal, addends: usize) -> bool {
    let units = difference.checked_div(place);
    units.zip(u32::try_from(addends).ok()).is_some_and(|(units, addends)| unlikely(units, addends))
}

/// The amount of one member of a balance that makes it hold: `side` without it against `other`.
pub(super) fn missing<T: Copy + Eq>(
    view: &impl Figures<T>,
    id: T,
    side: &[T],
    other: &[T],
) -> Option<Decimal> {
    let rest = num::sum(side.iter().filter(|known| **known != id).map(|known| view.amount(*known)))?;
    sub(view.total(other)?, rest)
}
