//! Sorting and collecting where speed is of no account.
//!
//! The standard library compiles a sort of its own, of 3 kB, for every type that is sorted or collected into an ordered map.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts a list; what is equal stays in its order.
pub fn sort<T>(list: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    let places = sorted(list.len(), &|one, other| order(&list[one], &list[other]));
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// The one sort: places in a list, in order.
fn sorted(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| order(*one, *other));
    places
}

/// As `collect`. Of equal keys the last one counts.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// As `collect`.
pub fn set<K: Ord>(keys: impl IntoIterator<Item = K>) -> BTreeSet<K> {
    let mut set = BTreeSet::new();
    set.extend(keys);
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_stays_in_its_order() {
        let mut list: Vec<(usize, usize)> = (0..100).map(|at| (at * 7 % 5, at)).collect();
        let mut expected = list.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort(&mut list, |(one, _), (other, _)| one.cmp(other));
        assert_eq!(list, expected);
        sort(&mut list, |one, other| other.cmp(one));
        assert!(list.is_sorted_by(|one, other| one > other));
    }
}
