//! Placeholder until the floor of figures lands.
use rust_decimal::Decimal;
/// One printed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Figure(Decimal);
impl Figure {
    /// A figure.
    pub fn new(value: Decimal) -> Self {
        Self(value)
    }
}
