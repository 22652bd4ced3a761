//! Whether figures hold together in one reading, or would but for one slip.

use rust_decimal::Decimal;

use crate::claims::prose::implied::slip::{ALWAYS, Chance, slip};
use crate::claims::prose::whole::leaves_out;
use crate::model::Relation;
use crate::num::{Figure, Fit, Interval, fit, percent};

/// A figure that may have been mistyped, with the chance that figures that do not belong together look so.
pub(crate) type Slip<T> = (T, Chance);

/// What a figure may stand for: a count is exact, another was rounded at its last place.
fn interval(figure: Figure) -> Interval {
    if figure.is_count() { figure.exact() } else { figure.rounded() }
}

/// Whether figures agree as they are.
pub(crate) fn holds<T: Copy>(relation: &Relation<T>, figure: impl Fn(T) -> Option<Figure>) -> bool {
    matches!(solved(relation, &figure), Some(None))
}

/// The figures of which one slip keeps a reading from holding; none when it holds or no slip explains it.
pub(crate) fn slips<T: Copy>(relation: &Relation<T>, figure: impl Fn(T) -> Option<Figure>) -> Vec<Slip<T>> {
    let Some(Some(meant)) = solved(relation, &figure) else { return Vec::new() };
    let figures = u32::try_from(meant.len()).unwrap_or(u32::MAX);
    let slips = meant.iter().filter_map(|(at, meant)| {
        Some((*at, slip(figure(*at)?, *meant)?.saturating_mul(figures).min(ALWAYS)))
    });
    slips.chain(left_out(relation, &figure)).collect()
}

/// Solves sums, changes, shares, products and equal figures; other relations are not read here.
fn solved<T: Copy>(relation: &Relation<T>, figure: &impl Fn(T) -> Option<Figure>) -> Option<Solved<T>> {
    match relation {
        Relation::Sum { total, parts } => sum(*total, parts, figure),
        Relation::Flow { incoming, outgoing } => flow(incoming, outgoing, figure),
        Relation::Growth { change, now, before } => growth([*change, *now, *before], figure),
        Relation::Ratio { rate, part, whole } => ratio([*rate, *part, *whole], figure),
        Relation::Product { total, count, each } => product([*total, *count, *each], figure),
        Relation::Equal { figures } => equal(figures, figure),
        _ => None,
    }
}

/// A total that is the sum of all parts but one, as often as that happens by chance.
fn left_out<T: Copy>(relation: &Relation<T>, figure: &impl Fn(T) -> Option<Figure>) -> Option<(T, Chance)> {
    let Relation::Sum { total, parts } = relation else { return None };
    let amounts: Option<Vec<Decimal>> = parts.iter().map(|part| figure(*part)?.amount()).collect();
    let (amounts, stated) = (amounts.filter(|parts| parts.len() > 2)?, figure(*total)?);
    let sum = amounts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    let digits = stated.value().mantissa().unsigned_abs().checked_ilog10()? + 1;
    let ways = u32::try_from(amounts.len()).ok()?.checked_mul(2)?;
    let chance = (ways * ALWAYS).div_ceil(10_u32.checked_pow(digits.min(8))?).min(ALWAYS);
    leaves_out(stated.amount()?, sum, &amounts).then_some((*total, chance))
}

/// What each figure would have to be, the others as they are; none when they agree as they are.
type Solved<T> = Option<Vec<(T, Decimal)>>;

fn sum<T: Copy>(total: T, parts: &[T], figure: &impl Fn(T) -> Option<Figure>) -> Option<Solved<T>> {
    let stated = figure(total)?;
    let all: Option<Vec<Figure>> = parts.iter().map(|part| figure(*part)).collect();
    let all = all?;
    if Interval::sum(all.iter().copied().map(interval))?.meets(&interval(stated)) {
        return Some(None);
    }
    let added = all.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.amount()?))?;
    let apart = stated.amount()?.checked_sub(added)?;
    let mended =
        parts.iter().zip(&all).filter_map(|(at, part)| Some((*at, part.amount()?.checked_add(apart)?)));
    Some(Some([(total, added)].into_iter().chain(mended).collect()))
}

fn product<T: Copy>(
    [total, count, each]: [T; 3],
    figure: &impl Fn(T) -> Option<Figure>,
) -> Option<Solved<T>> {
    let [stated, many, one] = [figure(total)?, figure(count)?, figure(each)?];
    let (sum, many, one) = (stated.amount()?, many.amount()?, one.amount()?);
    let computed = many.checked_mul(one)?;
    if interval(stated).contains(computed) {
        return Some(None);
    }
    let solved = |by: Decimal| sum.checked_div(by).filter(|solved| solved.is_integer());
    let sides = [(total, Some(computed)), (count, solved(one)), (each, solved(many))];
    Some(Some(sides.into_iter().filter_map(|(at, meant)| Some((at, meant?))).collect()))
}

fn equal<T: Copy>(figures: &[T], figure: &impl Fn(T) -> Option<Figure>) -> Option<Solved<T>> {
    let [one, other] = figures else { return None };
    let (a, b) = (figure(*one)?, figure(*other)?);
    let meet = interval(a).meets(&interval(b));
    Some((!meet).then_some(vec![(*one, b.amount()?), (*other, a.amount()?)]))
}

fn flow<T: Copy>(incoming: &[T], outgoing: &[T], figure: &impl Fn(T) -> Option<Figure>) -> Option<Solved<T>> {
    let amount = |at: &T| figure(*at)?.amount();
    let total = |all: &[T]| all.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(amount(at)?));
    let apart = total(incoming)?.checked_sub(total(outgoing)?)?;
    if apart.is_zero() {
        return Some(None);
    }
    let came = incoming.iter().filter_map(|at| Some((*at, amount(at)?.checked_sub(apart)?)));
    let went = outgoing.iter().filter_map(|at| Some((*at, amount(at)?.checked_add(apart)?)));
    Some(Some(came.chain(went).collect()))
}

/// `change` is printed without its sign: which way it goes is the words' business.
fn growth<T: Copy>(sides: [T; 3], figure: &impl Fn(T) -> Option<Figure>) -> Option<Solved<T>> {
    let [change, now, before] = sides.map(figure);
    let (change, now, before) = (change?, now?, before?);
    if !change.is_percent() || now.is_percent() {
        let (larger, smaller) = if now.value() >= before.value() { (now, before) } else { (before, now) };
        let plain = |figure: Figure| if figure.is_percent() { Figure::new(figure.value()) } else { figure };
        let (change, larger, smaller) = (plain(change), plain(larger), plain(smaller));
        let apart = interval(larger).checked_sub(&interval(smaller))?;
        if apart.meets(&interval(change)) {
            return Some(None);
        }
        let (move_, high, low) = (change.amount()?, larger.amount()?, smaller.amount()?);
        let grown = now.value() >= before.value();
        let (low_at, high_at) = if grown { (sides[2], sides[1]) } else { (sides[1], sides[2]) };
        return Some(Some(vec![
            (sides[0], high.checked_sub(low)?),
            (high_at, low.checked_add(move_)?),
            (low_at, high.checked_sub(move_)?),
        ]));
    }
    let apart = now.amount()?.checked_sub(before.amount()?)?.abs();
    if fit(change.value(), apart, before.amount()?)? != Fit::Off {
        return Some(None);
    }
    Some(Some(vec![(sides[0], percent(apart, before.amount()?, change.decimals())?)]))
}

fn ratio<T: Copy>([rate, part, whole]: [T; 3], figure: &impl Fn(T) -> Option<Figure>) -> Option<Solved<T>> {
    let (stated, counted, of) = (figure(rate)?, figure(part)?, figure(whole)?);
    let (n, all) = (counted.amount()?, of.amount()?);
    if fit(stated.value(), n, all)? != Fit::Off {
        return Some(None);
    }
    let mut meant = vec![(rate, percent(n, all, stated.decimals())?)];
    // a count that gives this very share, where only one does
    let share = stated.value().checked_div(Decimal::ONE_HUNDRED)?;
    let width = Decimal::new(1, stated.decimals().checked_add(2)?);
    if counted.is_count() && all.checked_mul(width)? < Decimal::TWO {
        meant.push((part, all.checked_mul(share)?.round()));
    }
    if of.is_count() && !share.is_zero() && n.checked_mul(width)? < share.checked_mul(share)? {
        meant.push((whole, n.checked_div(share)?.round()));
    }
    Some(Some(meant))
}
