//! Sums and products that are exact or not given at all.
//!
//! `rust_decimal` drops low digits when a result needs more than 96 bits; a check that accuses must know.

use rust_decimal::Decimal;

/// The sum, where it can be held exactly.
pub(super) fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let sum = a.checked_add(b)?;
    let kept = a.is_zero() || b.is_zero() || sum.scale() >= a.scale().max(b.scale());
    kept.then_some(sum)
}

/// The sum of all, zero for none; `None` when one is missing or the sum cannot be held exactly.
pub(crate) fn sum(amounts: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| add(sum, amount?))
}

/// The difference, where it can be held exactly.
pub(crate) fn sub(a: Decimal, b: Decimal) -> Option<Decimal> {
    add(a, -b)
}

/// The product, where it can be held exactly.
pub(super) fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let product = a.checked_mul(b)?;
    let kept = a.is_zero() || b.is_zero() || product.scale() == a.scale() + b.scale();
    kept.then_some(product)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal() -> impl Strategy<Value = Decimal> {
        (-(1_i128 << 95)..1_i128 << 95, 0_u32..=28, 0_u32..=95)
            .prop_map(|(mantissa, scale, shift)| Decimal::from_i128_with_scale(mantissa >> shift, scale))
    }

    proptest! {
        #[test]
        fn a_sum_gives_its_addend_back(a in decimal(), b in decimal()) {
            if let Some(sum) = add(a, b) {
                prop_assert_eq!(sub(sum, b), Some(a));
            }
        }

        #[test]
        fn a_product_has_the_product_of_the_digits(a in decimal(), b in decimal()) {
            if let Some(product) = mul(a, b).filter(|product| !product.is_zero()) {
                let (a, b) = (a.normalize(), b.normalize());
                prop_assert_eq!(Some(product.mantissa()), a.mantissa().checked_mul(b.mantissa()));
            }
        }

        #[test]
        fn figures_of_a_report_are_always_held(a in -10_i64.pow(15)..10_i64.pow(15), b in 0_i64..10_i64.pow(12),
                                               k in 0_u32..=6) {
            let (a, b) = (Decimal::new(a, k), Decimal::new(b, 0));
            prop_assert_eq!(add(a, b), Some(a + b));
            prop_assert!(mul(a, b).is_some());
        }
    }

    #[test]
    fn lost_digits_are_none() {
        let tenth = Decimal::new(1, 1);
        assert_eq!(add(Decimal::MAX, tenth), None);
        assert_eq!(add(Decimal::MAX, Decimal::ONE), None);
        assert_eq!(mul(Decimal::new(3, 28), tenth), None);
        assert_eq!(add(Decimal::MAX, Decimal::ZERO), Some(Decimal::MAX));
    }
}
