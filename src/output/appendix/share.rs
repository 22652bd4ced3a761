//! What one figure is of another in percent, as a formula.

use rust_decimal::Decimal;

use crate::num;
use crate::output::appendix::formula::{Formula, Term};
use crate::output::appendix::verdict::{FAILS, HOLDS, OPEN, Test};

/// A part of a whole; or, less last period's figure, what came to that.
pub(super) struct Share<'a> {
    pub(super) part: &'a Term,
    pub(super) less: Option<&'a Term>,
    pub(super) whole: &'a Term,
}

impl Share<'_> {
    /// Whether it is one of exact counts, of which a rate must be the rounding.
    pub(super) fn is_exact(&self) -> bool {
        self.part.exact && self.whole.exact && self.less.is_none_or(|less| less.exact)
    }

    /// The percentage itself, where every cell is a number and the whole is none that may be 0.
    pub(super) fn percent(&self, places: u32) -> Formula {
        let numbers = self.dividend_value().zip(self.whole.number());
        let value = numbers.and_then(|(part, whole)| num::percent(part, whole, places));
        let text = format!("ROUND(100*{}/{},{places})", self.dividend(), self.whole.shown());
        Formula { text, value }
    }

    /// The same, left open where there is no whole.
    pub(super) fn guarded(&self, places: u32) -> Formula {
        let mut percent = self.percent(places);
        percent.value = percent.value.filter(|_| self.has_whole());
        let names = format!("{},{}", self.part.name, self.whole.name);
        percent.guarded(&self.whole_condition()).guarded(&format!("COUNT({names})=2"))
    }

    /// A verdict for where a change between two rates is no difference: it may be a relative one.
    pub(super) fn or_relative(&self, change: &Term) -> Test {
        let [least, most] = self.span();
        let (shown, half) = (change.shown(), change.half());
        let among = format!("AND({shown}+{half}>={},{shown}-{half}<={})", least.text, most.text);
        let text = format!("IF({},IF({among},\"{HOLDS}\",\"{FAILS}\"),\"{OPEN}\")", self.whole_condition());
        let holds = || {
            let printed = change.amount()?;
            Some(printed + half >= least.value? && printed - half <= most.value?)
        };
        Test::Or(
            text,
            if !self.has_whole() {
                OPEN
            } else if holds() == Some(true) {
                HOLDS
            } else {
                FAILS
            },
        )
    }

    /// Whether the whole cannot be 0.
    fn has_whole(&self) -> bool {
        let half = self.whole.half();
        self.whole.number().is_some_and(|whole| if half.is_zero() { !whole.is_zero() } else { whole > half })
    }

    fn whole_condition(&self) -> String {
        let half = self.whole.half();
        let bound = if half.is_zero() { "<>0".to_owned() } else { format!(">{half}") };
        format!("{}{bound}", self.whole.shown())
    }

    /// The least and the greatest percentage that rounded amounts may have.
    pub(super) fn span(&self) -> [Formula; 2] {
        let (half, wide) = (self.dividend_half(), self.whole.half());
        let whole = self.whole.shown();
        [("MIN", "-"), ("MAX", "+")].map(|(most, sign)| {
            let part = format!("100*({}{sign}{half})", self.dividend());
            let text = format!("{most}({part}/({whole}-{wide}),{part}/({whole}+{wide}))");
            Formula { text, value: self.bound(if sign == "-" { -half } else { half }) }
        })
    }

    /// The percentage farthest out on the side to which the dividend is moved.
    fn bound(&self, moved: Decimal) -> Option<Decimal> {
        let (whole, wide) = (self.whole.number()?, self.whole.half());
        let part = self.dividend_value()?.checked_add(moved)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let one = part.checked_div(whole.checked_sub(wide)?)?;
        let other = part.checked_div(whole.checked_add(wide)?)?;
        Some(if moved.is_sign_negative() { one.min(other) } else { one.max(other) })
    }

    fn dividend(&self) -> String {
        let part = self.part.shown();
        match self.less {
            Some(less) => format!("({part}-{})", less.shown()),
            None => part,
        }
    }

    fn dividend_value(&self) -> Option<Decimal> {
        let less = self.less.map_or(Some(Decimal::ZERO), Term::number)?;
        self.part.number()?.checked_sub(less)
    }

    fn dividend_half(&self) -> Decimal {
        let less = self.less.map_or(Decimal::ZERO, Term::half);
        self.part.half().saturating_add(less).normalize()
    }
}
