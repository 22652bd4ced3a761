//! The amount of one claim that a relation asks for, the others being right.

use rust_decimal::Decimal;

use super::Figures;
use super::bounds::most_printed;
use super::sums::missing;
use crate::model::Relation;
use crate::num::{percent, sub, sum};

/// The amount of `id` that makes the relation hold; `None` where many would, or none.
pub(crate) fn solve<T: Copy + Eq>(relation: &Relation<T>, view: &impl Figures<T>, id: T) -> Option<Decimal> {
    match relation {
        Relation::Sum { total, parts } if *total == id => view.total(parts),
        Relation::Sum { total, parts } => missing(view, id, parts, &[*total]),
        Relation::Flow { incoming, outgoing } if incoming.contains(&id) => {
            missing(view, id, incoming, outgoing)
        }
        Relation::Flow { incoming, outgoing } => missing(view, id, outgoing, incoming),
        Relation::Complement { rates } => {
            let rest = sum(rates.iter().filter(|rate| **rate != id).map(|rate| view.amount(*rate)))?;
            sub(Decimal::ONE_HUNDRED, rest)
        }
        Relation::Ratio { rate, part, whole } => ratio(view, id, (*rate, *part, *whole)),
        Relation::Growth { change, now, before } => growth(view, id, (*change, *now, *before)),
        Relation::Equal { figures } => {
            let others: Vec<T> = figures.iter().copied().filter(|other| *other != id).collect();
            view.amount(most_printed(view, &others)?)
        }
        Relation::Product { total, count, each } => product(view, id, (*total, *count, *each)),
        Relation::Multiple { .. } | Relation::PartOf { .. } | Relation::AtMost { .. } => None,
    }
}

fn ratio<T: Copy + Eq>(view: &impl Figures<T>, id: T, (rate, part, whole): (T, T, T)) -> Option<Decimal> {
    let (printed, counted, of) = (view.read(rate)?, view.amount(part)?, view.amount(whole)?);
    if id == rate {
        return percent(counted, of, printed.figure.decimals());
    }
    let share = printed.figure.value();
    let (solved, places) = if id == part {
        (of.checked_mul(share)?.checked_div(Decimal::ONE_HUNDRED)?, view.read(part)?.figure.decimals())
    } else {
        (counted.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(share)?, view.read(whole)?.figure.decimals())
    };
    Some(solved.round_dp(places))
}

fn growth<T: Copy + Eq>(view: &impl Figures<T>, id: T, (change, now, before): (T, T, T)) -> Option<Decimal> {
    let (printed, to, from) = (view.read(change)?, view.amount(now)?, view.amount(before)?);
    let step = printed.figure.amount()?;
    let relative = printed.figure.is_percent() && !view.read(now)?.figure.is_percent();
    match (id == change, id == now) {
        (true, _) if relative => percent(sub(to, from)?, from, printed.figure.decimals()),
        (true, _) => sub(to, from),
        _ if relative => None,
        (_, true) => sum([Some(from), Some(step)]),
        _ => sub(to, step),
    }
}

fn product<T: Copy + Eq>(view: &impl Figures<T>, id: T, (total, count, each): (T, T, T)) -> Option<Decimal> {
    if id == total {
        return view.amount(count)?.checked_mul(view.amount(each)?);
    }
    let by = view.amount(if id == count { each } else { count })?;
    view.amount(total)?.checked_div(by).filter(|solved| solved.is_integer())
}
