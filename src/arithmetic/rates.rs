//! Rates: percentages of counts, quotients of rounded amounts, growth.

use rust_decimal::Decimal;

use super::{Failure, Figures, Judgement, Read, Reason, Way};
use crate::num::{Figure, Fit, Interval, Qualifier, fit, percent, sub};

/// The rate is 100 · part ÷ whole.
pub(super) fn ratio<T: Copy + Eq>(
    view: &impl Figures<T>,
    rate: T,
    part: T,
    whole: T,
) -> Option<Judgement<T>> {
    let (printed, part, whole) = (view.read(rate)?, view.read(part)?, view.read(whole)?);
    if whole.figure.value().is_zero() {
        return Some(Judgement::Unchecked(Reason::NoWhole));
    }
    let judged = if part.exact && whole.exact && is_plain(&[printed, part, whole]) {
        counts(printed, part.figure.amount()?, whole.figure.amount()?)?
    } else {
        amounts(printed, part.interval(), whole.interval())?
    };
    let expected = || {
        let value = percent(part.figure.amount()?, whole.figure.amount()?, printed.figure.decimals())?;
        Some(restyled(printed.figure, value))
    };
    Some(judged.map_or(Judgement::Unchecked(Reason::OpenEnded), |judged| judged.of(rate, expected())))
}

/// The change is now − before, in percent of before where the change is a percentage.
pub(super) fn growth<T: Copy + Eq>(
    view: &impl Figures<T>,
    change: T,
    now: T,
    before: T,
) -> Option<Judgement<T>> {
    let (printed, to, from) = (view.read(change)?, view.read(now)?, view.read(before)?);
    let (high, low) = (to.figure.amount()?, from.figure.amount()?);
    let apart = sub(high, low)?;
    let difference = to.interval().checked_sub(&from.interval())?;
    let percents = printed.figure.is_percent();
    // Many write "tăng 0,10%" for percentage points, so between two rates both readings are tried.
    if (!percents || to.figure.is_percent()) && difference.meets(&printed.interval()) {
        return Some(Judgement::Holds);
    }
    if !percents {
        let failure = Failure::off(change, printed.like(apart));
        return Some(failure.between(difference, printed.interval()).into());
    }
    if low.is_zero() {
        return Some(Judgement::Unchecked(Reason::NoWhole));
    }
    let judged = if to.exact && from.exact && is_plain(&[printed, to, from]) {
        counts(printed, apart, low)?
    } else {
        amounts(printed, difference, from.interval())?
    };
    let expected =
        percent(apart, low, printed.figure.decimals()).map(|value| restyled(printed.figure, value));
    Some(judged.map_or(Judgement::Unchecked(Reason::OpenEnded), |judged| judged.of(change, expected)))
}

/// How many times the other period's figure this one is.
pub(super) fn multiple<T: Copy + Eq>(
    view: &impl Figures<T>,
    times: T,
    now: T,
    before: T,
) -> Option<Judgement<T>> {
    let (printed, to, from) = (view.read(times)?, view.read(now)?, view.read(before)?);
    if from.figure.value().is_zero() {
        return Some(Judgement::Unchecked(Reason::NoWhole));
    }
    // `gấp 3 lần` was rounded as any quotient
    let Some(product) = times_each(printed.figure.rounded(), from.interval()) else {
        return Some(Judgement::Unchecked(Reason::OpenEnded));
    };
    if product.meets(&to.interval()) {
        return Some(Judgement::Holds);
    }
    let quotient = to.figure.amount()?.checked_div(from.figure.amount()?)?;
    let expected = Figure::new(quotient.round_dp(printed.figure.decimals().max(1)));
    Some(Failure::off(times, Some(expected)).into())
}

/// What all have is how many there are times what each has.
pub(super) fn product<T: Copy + Eq>(
    view: &impl Figures<T>,
    total: T,
    count: T,
    each: T,
) -> Option<Judgement<T>> {
    let (printed, counted, one) = (view.read(total)?, view.read(count)?, view.read(each)?);
    let Some(product) = times_each(counted.interval(), one.interval()) else {
        return Some(Judgement::Unchecked(Reason::OpenEnded));
    };
    if product.meets(&printed.interval()) {
        return Some(Judgement::Holds);
    }
    let expected = counted.figure.amount()?.checked_mul(one.figure.amount()?);
    Some(
        Failure::off(total, expected.and_then(|amount| printed.like(amount)))
            .between(product, printed.interval())
            .into(),
    )
}

/// The product of two bands of what is not negative; none where one is open.
fn times_each(one: Interval, other: Interval) -> Option<Interval> {
    let (low, high) = (one.low()?, one.high()?);
    let positive = !low.is_sign_negative() && !other.low()?.is_sign_negative() && other.high().is_some();
    positive.then(|| Some(hull(other.scaled(low)?, other.scaled(high)?))).flatten()
}

/// How a printed rate agrees, and the intervals of a quotient of rounded amounts.
enum Agreement {
    Fits(Fit),
    Apart(Interval, Interval),
}

impl Agreement {
    fn of<T>(self, rate: T, expected: Option<Figure>) -> Judgement<T> {
        let failure = Failure::off(rate, expected);
        match self {
            Self::Fits(Fit::Rounded) => Judgement::Holds,
            Self::Fits(Fit::Truncated) => Failure { way: Way::Truncated, ..failure }.into(),
            Self::Fits(Fit::Off) => failure.into(),
            Self::Apart(computed, printed) => failure.between(computed, printed).into(),
        }
    }
}

/// Exact counts: the rate must be the rounding of their quotient.
#[expect(clippy::option_option, reason = "too large and open-ended are two different reasons")]
fn counts(printed: Read, part: Decimal, whole: Decimal) -> Option<Option<Agreement>> {
    Some(Some(Agreement::Fits(fit(printed.figure.value(), part, whole)?)))
}

/// Rounded amounts: rate × whole must meet 100 × part, so that nothing is divided.
#[expect(clippy::option_option, reason = "too large and open-ended are two different reasons")]
fn amounts(printed: Read, part: Interval, whole: Interval) -> Option<Option<Agreement>> {
    let (Some(low), Some(high)) = (whole.low(), whole.high()) else { return Some(None) };
    if low.is_sign_negative() || low.is_zero() {
        return Some(None);
    }
    let rate = printed.interval();
    let product = hull(rate.scaled(low)?, rate.scaled(high)?);
    let hundredfold = part.scaled(Decimal::ONE_HUNDRED)?;
    if product.meets(&hundredfold) {
        return Some(Some(Agreement::Fits(Fit::Rounded)));
    }
    Some(Some(Agreement::Apart(quotient(hundredfold, low, high).unwrap_or(hundredfold), rate)))
}

/// The quotient for the message only; it is shown to four further digits.
fn quotient(part: Interval, low: Decimal, high: Decimal) -> Option<Interval> {
    let shown = |bound: Decimal, by: Decimal| bound.checked_div(by).map(|value| value.round_dp(4));
    let (least, most) = (part.low()?, part.high()?);
    let by = |bound: Decimal, other: Decimal, this: Decimal| {
        shown(bound, if bound.is_sign_negative() { other } else { this })
    };
    Some(Interval::new(by(least, low, high)?, by(most, high, low)?))
}

/// The least interval that holds both.
fn hull(one: Interval, other: Interval) -> Interval {
    let low = one.low().zip(other.low()).map(|(one, other)| one.min(other));
    let high = one.high().zip(other.high()).map(|(one, other)| one.max(other));
    match (low, high) {
        (Some(low), Some(high)) => Interval::new(low, high),
        (Some(low), None) => Interval::at_least(low),
        (None, Some(high)) => Interval::at_most(high),
        (None, None) => Interval::EVERYTHING,
    }
}

/// Whether no figure is an inequality.
fn is_plain(figures: &[Read]) -> bool {
    figures.iter().all(|read| read.figure.qualifier() == Qualifier::Exactly)
}

/// The value printed as the rate is.
fn restyled(rate: Figure, value: Decimal) -> Figure {
    if rate.is_percent() { Figure::percent(value) } else { Figure::new(value) }
}
