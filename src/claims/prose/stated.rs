//! Amounts of things that a text states, found by what they count, by nearness and by their digits.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::claims::prose::At;
use crate::claims::prose::text::Noun;

/// What is counted.
type Thing = Option<Noun>;

/// Amounts in the order in which they are first stated, each with its places.
#[derive(Default)]
pub(crate) struct Stated {
    pub(crate) list: Vec<(Decimal, Vec<At>)>,
    known: HashMap<(Decimal, Thing), usize>,
}

impl Stated {
    pub(crate) fn add(&mut self, (amount, thing): (Decimal, Thing), at: At) {
        let number = *self.known.entry((amount, thing)).or_insert(self.list.len());
        match self.list.get_mut(number) {
            Some((_, places)) => places.push(at),
            None => self.list.push((amount, vec![at])),
        }
    }

    /// The amounts so sorted that those near to another, or of the same digits, are found at once.
    pub(crate) fn sorted(&self) -> Sorted<'_> {
        let mut sorted = Sorted { stated: self, by_amount: HashMap::new(), by_digits: HashMap::new() };
        for ((amount, thing), number) in &self.known {
            sorted.by_amount.entry(*thing).or_default().push((*amount, *number));
            sorted.by_digits.entry((*thing, digits(*amount))).or_default().push(*number);
        }
        sorted.by_amount.values_mut().for_each(|known| known.sort_unstable());
        sorted
    }
}

pub(crate) struct Sorted<'s> {
    stated: &'s Stated,
    by_amount: HashMap<Thing, Vec<(Decimal, usize)>>,
    by_digits: HashMap<(Thing, Vec<char>), Vec<usize>>,
}

impl Sorted<'_> {
    /// The amounts of a thing that are within one in twenty of this, or have its digits, in the order of the text.
    pub(crate) fn like(&self, amount: Decimal, thing: Thing) -> impl Iterator<Item = &(Decimal, Vec<At>)> {
        let share = |of: i64| amount.checked_mul(Decimal::from(20)).map(|times| times / Decimal::from(of));
        let (least, most) = (share(21), share(19));
        let known = self.by_amount.get(&thing).map_or(&[][..], Vec::as_slice);
        let from = known.partition_point(|(known, _)| least.is_some_and(|least| *known < least));
        let near = known.get(from..).unwrap_or_default().iter();
        let near = near.take_while(|(known, _)| most.is_none_or(|most| *known <= most));
        let shuffled = self.by_digits.get(&(thing, digits(amount))).into_iter().flatten();
        let mut like: Vec<usize> = near.map(|(_, number)| *number).chain(shuffled.copied()).collect();
        like.sort_unstable();
        like.dedup();
        like.into_iter().filter_map(|number| self.stated.list.get(number))
    }
}

/// The digits of an amount, in order of size.
pub(crate) fn digits(amount: Decimal) -> Vec<char> {
    let printed = amount.normalize().to_string();
    let mut digits: Vec<char> = printed.chars().filter(char::is_ascii_digit).collect();
    digits.sort_unstable();
    digits
}
