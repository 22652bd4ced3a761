//! Which things are computed from others, never in a circle.

use std::collections::BTreeMap;

/// Targets and what each is computed from.
///
/// Relations may be read in several directions (equal figures, rates that add to 100%); the first reading
/// that closes no circle is kept, as a spreadsheet refuses the others.
#[derive(Debug, Default)]
pub(super) struct Derivation<K> {
    sources: BTreeMap<K, Vec<K>>,
}

impl<K: Ord + Copy> Derivation<K> {
    /// Nothing is computed yet.
    pub(super) fn new() -> Self {
        Self { sources: BTreeMap::new() }
    }

    /// Takes `target` as computed from `sources`, unless it is computed already or would feed itself.
    pub(super) fn accept(&mut self, target: K, sources: Vec<K>) -> bool {
        let open = !self.is_derived(target) && !self.feeds(target, &sources);
        if open {
            self.sources.insert(target, sources);
        }
        open
    }

    /// Whether it is computed.
    pub(super) fn is_derived(&self, target: K) -> bool {
        self.sources.contains_key(&target)
    }

    /// Whether `target` is among `sources` or what they are computed from.
    fn feeds(&self, target: K, sources: &[K]) -> bool {
        let mut todo = sources.to_vec();
        while let Some(source) = todo.pop() {
            if source == target {
                return true;
            }
            todo.extend(self.sources.get(&source).into_iter().flatten());
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_refused_however_long() {
        let mut derivation = Derivation::new();
        assert!(derivation.accept('a', vec!['b', 'c']));
        assert!(derivation.accept('b', vec!['d']));
        assert!(!derivation.accept('d', vec!['e', 'a']));
        assert!(!derivation.accept('e', vec!['e']));
        assert!(derivation.accept('d', vec!['e']));
        assert!(!derivation.is_derived('e'));
    }

    #[test]
    fn the_first_way_to_compute_a_thing_stays() {
        let mut derivation = Derivation::new();
        assert!(derivation.accept(1, vec![2]));
        assert!(!derivation.accept(1, vec![3]));
        assert!(derivation.accept(3, vec![1]));
    }
}
