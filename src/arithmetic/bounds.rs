//! Bounds and equalities: a part within its whole, one quantity printed at several places.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Failure, Figures, Judgement};
use crate::num::{Interval, Qualifier};

/// Each part is at most the whole.
pub(super) fn part_of<T: Copy + Eq>(view: &impl Figures<T>, whole: T, parts: &[T]) -> Option<Judgement<T>> {
    let bound = view.interval(whole)?;
    for part in parts {
        let printed = view.interval(*part)?;
        let beyond = printed.low().zip(bound.high()).is_some_and(|(part, whole)| part > whole);
        if beyond {
            let most = view.amount(whole).and_then(|amount| view.read(*part)?.like(amount));
            let expected = most.map(|figure| figure.with_qualifier(Qualifier::AtMost));
            let failure = Failure { against: Some(whole), ..Failure::off(*part, expected) };
            return Some(failure.between(bound, printed).into());
        }
    }
    Some(Judgement::Holds)
}

/// All figures say the same; a coarser rounding is legal, another value is not.
pub(super) fn equal<T: Copy + Eq>(view: &impl Figures<T>, figures: &[T]) -> Option<Judgement<T>> {
    let mut common = Interval::EVERYTHING;
    for id in figures {
        let next = view.interval(*id)?;
        match common.intersect(&next) {
            Some(narrower) => common = narrower,
            None => return odd_one_out(view, figures, *id),
        }
    }
    Some(Judgement::Holds)
}

/// The figure that disagrees with what most places print; `breaks` emptied the intersection.
fn odd_one_out<T: Copy + Eq>(view: &impl Figures<T>, figures: &[T], breaks: T) -> Option<Judgement<T>> {
    let kept = most_printed(view, figures)?;
    let agreed = view.interval(kept)?;
    let mut others = figures.iter().copied().filter(|id| *id != kept);
    let odd = others.find(|id| view.interval(*id).is_some_and(|printed| !printed.meets(&agreed)));
    let odd = odd.unwrap_or(breaks);
    let accused = view.read(odd)?;
    let expected = view.amount(kept).and_then(|amount| accused.like(amount));
    let failure = Failure { against: Some(kept), ..Failure::off(odd, expected) };
    Some(failure.between(agreed, accused.interval()).into())
}

/// The first claim with the value that most places print.
pub(super) fn most_printed<T: Copy + Eq>(view: &impl Figures<T>, figures: &[T]) -> Option<T> {
    let mut times: HashMap<Decimal, usize> = HashMap::new();
    for id in figures {
        *times.entry(view.amount(*id)?.normalize()).or_default() += 1;
    }
    let count =
        |id: &T| view.amount(*id).and_then(|amount| times.get(&amount.normalize())).copied().unwrap_or(0);
    // The first among equals: `max_by_key` would give the last.
    figures.iter().rev().copied().max_by_key(count)
}
