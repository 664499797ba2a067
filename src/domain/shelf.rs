//! A long list of which a copy shares all but what is changed in it, so that ten thousand children are not copied for
//! one.

use std::ops::{Index, IndexMut};
use std::slice::Iter;
use std::sync::Arc;

/// Items of a part. A change copies one part, and a copy of the list counts up one number a part.
const PART: usize = 32;

/// A list in parts: all full but the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf<T> {
    parts: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Shelf<T> {
    /// How many items it holds.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The item at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.parts.get(at / PART)?.get(at % PART)
    }

    /// Its items in their order.
    pub fn iter(&self) -> Items<'_, T> {
        self.parts.iter().flat_map(items as fn(_) -> _)
    }

    /// The place of an item, where the items stand in the order of a key.
    ///
    /// # Errors
    /// The place at which it would stand.
    pub fn binary_search_by_key<K: Ord>(&self, key: &K, of: impl Fn(&T) -> K) -> Result<usize, usize> {
        let part = self.parts.partition_point(|part| part.last().is_some_and(|last| of(last) < *key));
        let from = part * PART;
        let Some(part) = self.parts.get(part) else { return Err(self.len) };
        part.binary_search_by_key(key, of).map(|at| from + at).map_err(|at| from + at)
    }
}

impl<T: Clone> Shelf<T> {
    /// The item at a place, to be changed in this list alone.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        Arc::make_mut(self.parts.get_mut(at / PART)?).get_mut(at % PART)
    }

    /// Its items in their order, to be changed in this list alone.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.parts.iter_mut().flat_map(|part| Arc::make_mut(part))
    }

    /// Puts an item at the end.
    pub fn push(&mut self, item: T) {
        match self.parts.last_mut().filter(|last| last.len() < PART) {
            Some(last) => Arc::make_mut(last).push(item),
            None => self.parts.push(Arc::new(part(std::iter::once(item)))),
        }
        self.len += 1;
    }
}

/// The items of a list.
pub type Items<'a, T> = std::iter::FlatMap<Iter<'a, Arc<Vec<T>>>, Iter<'a, T>, fn(&'a Arc<Vec<T>>) -> Iter<'a, T>>;

fn items<T>(part: &Arc<Vec<T>>) -> Iter<'_, T> {
    part.iter()
}

fn part<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut part = Vec::with_capacity(PART);
    part.extend(items);
    part
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { parts: Vec::new(), len: 0 }
    }
}

impl<T> FromIterator<T> for Shelf<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter().fuse();
        let mut shelf = Self::default();
        loop {
            let next = part(items.by_ref().take(PART));
            if next.is_empty() {
                return shelf;
            }
            shelf.len += next.len();
            shelf.parts.push(Arc::new(next));
        }
    }
}

impl<T> From<Vec<T>> for Shelf<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a Shelf<T> {
    type Item = &'a T;
    type IntoIter = Items<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Index<usize> for Shelf<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.parts[at / PART][at % PART]
    }
}

impl<T: Clone> IndexMut<usize> for Shelf<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut Arc::make_mut(&mut self.parts[at / PART])[at % PART]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_list_and_a_change_in_a_copy_is_in_the_copy_alone(
            items in prop::collection::vec(0_u8..9, 0..100), more in 0_u8..9, at in any::<prop::sample::Index>(),
        ) {
            let mut shelf = Shelf::from(items.clone());
            let (mut list, mut copy) = (items.clone(), shelf.clone());
            copy.push(more);
            list.push(more);
            let at = at.index(list.len());
            copy[at] += 10;
            list[at] += 10;
            prop_assert_eq!(copy.iter().collect::<Vec<_>>(), list.iter().collect::<Vec<_>>());
            prop_assert_eq!((copy.len(), copy.get(at), copy.get(list.len())), (list.len(), list.get(at), None));
            prop_assert_eq!(shelf.iter().collect::<Vec<_>>(), items.iter().collect::<Vec<_>>());
            shelf.iter_mut().for_each(|item| *item += 20);
            prop_assert_eq!(copy.iter().max(), list.iter().max());
            prop_assert_eq!(shelf.is_empty(), items.is_empty());
        }

        #[test]
        fn it_is_searched_as_a_list_is(count in 0_usize..100, key in 0_usize..220) {
            let list: Vec<usize> = (0..count).map(|at| at * 2 + 1).collect();
            let shelf = Shelf::from(list.clone());
            prop_assert_eq!(shelf.binary_search_by_key(&key, |item| *item), list.binary_search(&key));
        }
    }
}
