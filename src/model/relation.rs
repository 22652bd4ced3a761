//! What must hold between figures: one set of shapes for cells, tables, notes and prose.
//!
//! The catalogue states relations between codes; the claims readers bind them to printed figures, so
//! `T` is a [`Code`](crate::Code) there and a claim here.

use crate::model::code::Code;

/// A relation between figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Relation<T> {
    /// The parts add up to the total (tổng = các thành phần).
    Sum {
        /// The total.
        total: T,
        /// Every part.
        parts: Vec<T>,
    },
    /// Each part is at most the whole; parts may overlap (trong đó có …).
    PartOf {
        /// The whole.
        whole: T,
        /// Some of its parts.
        parts: Vec<T>,
    },
    /// The rate is part ÷ whole in percent, rounded at its printed decimals (tỷ lệ).
    Ratio {
        /// The rate, in percent.
        rate: T,
        /// The part.
        part: T,
        /// The whole.
        whole: T,
    },
    /// Rates of one whole that add to 100% (phần bù).
    Complement {
        /// The rates.
        rates: Vec<T>,
    },
    /// The same quantity at several places; units may differ by a magnitude.
    Equal {
        /// The figures, at least two.
        figures: Vec<T>,
    },
    /// One figure is at most another (không vượt quá).
    AtMost {
        /// The smaller one.
        smaller: T,
        /// The bound.
        larger: T,
    },
    /// What came in went out (tiếp nhận + tồn = đã giải quyết + đang giải quyết + rút).
    Flow {
        /// What came in.
        incoming: Vec<T>,
        /// Where it is now.
        outgoing: Vec<T>,
    },
    /// A change since last period (tăng, giảm so với kỳ trước): change = now − before.
    Growth {
        /// The printed change; a percent figure is a relative change in percent.
        change: T,
        /// The figure now.
        now: T,
        /// The figure of last period.
        before: T,
    },
    /// So many times another period's figure (gấp … lần): now = times × before.
    Multiple {
        /// How many times, rounded at its printed decimals.
        times: T,
        /// The figure now.
        now: T,
        /// The figure of the other period.
        before: T,
    },
    /// A count of things and what each has (mỗi …): total = count × each.
    Product {
        /// What all have.
        total: T,
        /// How many there are.
        count: T,
        /// What each has.
        each: T,
    },
}

/// A side of a declared relation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Operand {
    /// The indicator's value of this period.
    Now(Code),
    /// The indicator's value of last period (Kỳ trước).
    Before(Code),
}

impl<T> Relation<T> {
    /// The relation's kebab-case name, as the catalogue spells it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sum { .. } => "sum",
            Self::PartOf { .. } => "part-of",
            Self::Ratio { .. } => "ratio",
            Self::Complement { .. } => "complement",
            Self::Equal { .. } => "equal",
            Self::AtMost { .. } => "at-most",
            Self::Flow { .. } => "flow",
            Self::Growth { .. } => "growth",
            Self::Multiple { .. } => "multiple",
            Self::Product { .. } => "product",
        }
    }

    /// Every member, the side that is stated first (total, rate, whole, change).
    pub fn members(&self) -> impl Iterator<Item = &T> {
        let (first, rest): (Vec<&T>, &[T]) = match self {
            Self::Sum { total, parts } => (vec![total], parts),
            Self::PartOf { whole, parts } => (vec![whole], parts),
            Self::Ratio { rate, part, whole } => (vec![rate, part, whole], &[]),
            Self::Complement { rates } => (vec![], rates),
            Self::Equal { figures } => (vec![], figures),
            Self::AtMost { smaller, larger } => (vec![smaller, larger], &[]),
            Self::Flow { incoming, outgoing } => (incoming.iter().collect(), outgoing),
            Self::Growth { change, now, before } => (vec![change, now, before], &[]),
            Self::Multiple { times, now, before } => (vec![times, now, before], &[]),
            Self::Product { total, count, each } => (vec![total, count, each], &[]),
        };
        first.into_iter().chain(rest)
    }

    /// The same relation between other things; the first failure of `bind` ends it.
    pub fn bind<U, E>(&self, mut bind: impl FnMut(&T) -> Result<U, E>) -> Result<Relation<U>, E> {
        let mut all = |list: &[T]| list.iter().map(&mut bind).collect::<Result<Vec<U>, E>>();
        Ok(match self {
            Self::Sum { total, parts } => {
                let parts = all(parts)?;
                Relation::Sum { total: bind(total)?, parts }
            }
            Self::PartOf { whole, parts } => {
                let parts = all(parts)?;
                Relation::PartOf { whole: bind(whole)?, parts }
            }
            Self::Ratio { rate, part, whole } => {
                Relation::Ratio { rate: bind(rate)?, part: bind(part)?, whole: bind(whole)? }
            }
            Self::Complement { rates } => Relation::Complement { rates: all(rates)? },
            Self::Equal { figures } => Relation::Equal { figures: all(figures)? },
            Self::AtMost { smaller, larger } => {
                Relation::AtMost { smaller: bind(smaller)?, larger: bind(larger)? }
            }
            Self::Flow { incoming, outgoing } => {
                Relation::Flow { incoming: all(incoming)?, outgoing: all(outgoing)? }
            }
            Self::Growth { change, now, before } => {
                Relation::Growth { change: bind(change)?, now: bind(now)?, before: bind(before)? }
            }
            Self::Multiple { times, now, before } => {
                Relation::Multiple { times: bind(times)?, now: bind(now)?, before: bind(before)? }
            }
            Self::Product { total, count, each } => {
                Relation::Product { total: bind(total)?, count: bind(count)?, each: bind(each)? }
            }
        })
    }
}

impl Operand {
    /// The indicator, of whichever period.
    pub fn code(&self) -> &Code {
        match self {
            Self::Now(code) | Self::Before(code) => code,
        }
    }
}
