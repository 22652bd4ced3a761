//! Whether figures hold together in one reading, or would but for one slip.

use rust_decimal::Decimal;

use crate::arithmetic::{Figures, Read, judge, solve};
use crate::model::Relation;
use crate::num::{ALWAYS, Chance, Figure, left_out, slip, sum};

/// A figure that may have been mistyped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Suspect<T> {
    pub(crate) at: T,
    /// What was meant.
    pub(crate) meant: Decimal,
    /// How often figures that do not belong together look so.
    pub(crate) chance: Chance,
}

/// Whether figures agree as they are; that one keeps within another says too little.
pub(crate) fn holds<T: Copy + Eq>(relation: &Relation<T>, figure: impl Fn(T) -> Option<Figure>) -> bool {
    !matches!(relation, Relation::PartOf { .. } | Relation::AtMost { .. })
        && judge(relation, &stated(relation, &figure)).agrees()
}

/// The figures of which one slip keeps a reading from holding; none when it holds or no slip explains it.
pub(crate) fn slips<T: Copy + Eq>(
    relation: &Relation<T>,
    figure: impl Fn(T) -> Option<Figure>,
) -> Vec<Suspect<T>> {
    let view = stated(relation, &figure);
    let judged = judge(relation, &view);
    if judged.agrees() || judged.failure().is_none() {
        return Vec::new();
    }
    let told = relation.members().filter(|at| tells(relation, &view, **at) == Some(true));
    let meant: Vec<(T, Decimal)> = told.filter_map(|at| Some((*at, solve(relation, &view, *at)?))).collect();
    let figures = u32::try_from(meant.len()).unwrap_or(u32::MAX);
    let slips = meant.iter().filter_map(|(at, meant)| {
        let chance = slip(view.read(*at)?.figure, *meant)?;
        Some(Suspect { at: *at, meant: *meant, chance: chance.saturating_mul(figures).min(ALWAYS) })
    });
    slips.chain(omitted(relation, &view)).collect()
}

/// The figures as a text states them. A change is printed without its sign: which way it goes is the words' business,
/// so here it goes the way of its sides.
fn stated<T: Copy + Eq>(
    relation: &Relation<T>,
    figure: &impl Fn(T) -> Option<Figure>,
) -> impl Fn(T) -> Option<Read> {
    let amount = |at: &T| figure(*at)?.amount();
    let falls = match relation {
        Relation::Growth { change, now, before } => (amount(now) < amount(before)).then_some(*change),
        _ => None,
    };
    move |at| {
        let figure = figure(at)?;
        Some(Read::of(if falls == Some(at) { figure.negated() } else { figure }))
    }
}

/// Whether the others tell what a figure must be: of a rounded share a count that no other gives.
fn tells<T: Copy + Eq>(relation: &Relation<T>, view: &impl Figures<T>, at: T) -> Option<bool> {
    let Relation::Ratio { rate, part, whole } = relation else { return Some(true) };
    let rounded = view.read(*rate)?.figure;
    let share = rounded.value().checked_div(Decimal::ONE_HUNDRED)?;
    let width = Decimal::try_new(1, rounded.decimals().checked_add(2)?).ok()?;
    let width = |of: &T| view.amount(*of)?.checked_mul(width);
    Some(if at == *part {
        view.read(at)?.exact && width(whole)? < Decimal::TWO
    } else if at == *whole {
        view.read(at)?.exact && !share.is_zero() && width(part)? < share.checked_mul(share)?
    } else {
        true
    })
}

/// A total that leaves out one of three parts or more, or counts it twice.
fn omitted<T: Copy + Eq>(relation: &Relation<T>, view: &impl Figures<T>) -> Option<Suspect<T>> {
    let Relation::Sum { total, parts } = relation else { return None };
    let amounts = parts.iter().map(|part| view.amount(*part)).collect::<Option<Vec<Decimal>>>()?;
    let chance = left_out(view.read(*total)?.figure, &amounts).filter(|_| amounts.len() > 2)?;
    Some(Suspect { at: *total, meant: sum(amounts.into_iter().map(Some))?, chance })
}
