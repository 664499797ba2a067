//! A long list of which a copy shares all but what is changed in it, so that ten thousand children are not copied for
//! one.

use std::cmp::Ordering;
use std::ops::{Index, IndexMut};
use std::slice::Iter;
use std::sync::Arc;

/// Items of a part.
const PART: usize = 16;
/// Parts of a board. A copy of the list counts up one number a board; a change copies one board and one part.
const BOARD: usize = 32;

/// Parts, all full but the last.
type Board<T> = Vec<Arc<Vec<T>>>;

/// A list in parts on boards, all of them full but the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf<T> {
    boards: Vec<Arc<Board<T>>>,
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

    fn part(&self, part: usize) -> Option<&Vec<T>> {
        self.boards.get(part / BOARD)?.get(part % BOARD).map(|part| &**part)
    }

    /// The item at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.part(at / PART)?.get(at % PART)
    }

    /// Its items in their order.
    pub fn iter(&self) -> Items<'_, T> {
        Items { shelf: self, next: 0, part: [].iter() }
    }

    /// The place of an item, where the items stand in the order of a key.
    ///
    /// # Errors
    /// The place at which it would stand.
    pub fn binary_search_by_key<K: Ord>(&self, key: &K, of: impl Fn(&T) -> K) -> Result<usize, usize> {
        let (mut from, mut to) = (0, self.len);
        while from < to {
            let middle = from + (to - from) / 2;
            match of(&self[middle]).cmp(key) {
                Ordering::Equal => return Ok(middle),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        Err(from)
    }
}

impl<T: Clone> Shelf<T> {
    /// The item at a place, to be changed in this list alone.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        let part = at / PART;
        let board = Arc::make_mut(self.boards.get_mut(part / BOARD)?);
        Arc::make_mut(board.get_mut(part % BOARD)?).get_mut(at % PART)
    }

    /// Its items in their order, to be changed in this list alone.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let parts = self.boards.iter_mut().flat_map(Arc::make_mut);
        parts.flat_map(Arc::make_mut)
    }

    /// Puts an item at the end.
    pub fn push(&mut self, item: T) {
        if self.len.is_multiple_of(PART * BOARD) {
            self.boards.push(Arc::new(Vec::with_capacity(BOARD)));
        }
        // There is a board, and where a part is begun or not full, a part.
        if let Some(board) = self.boards.last_mut().map(Arc::make_mut) {
            if self.len.is_multiple_of(PART) {
                board.push(Arc::new(Vec::with_capacity(PART)));
            }
            if let Some(part) = board.last_mut() {
                Arc::make_mut(part).push(item);
                self.len += 1;
            }
        }
    }
}

/// The items of a list.
#[derive(Debug, Clone)]
pub struct Items<'a, T> {
    shelf: &'a Shelf<T>,
    next: usize,
    part: Iter<'a, T>,
}

impl<'a, T> Iterator for Items<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        if let Some(item) = self.part.next() {
            return Some(item);
        }
        self.part = self.shelf.part(self.next)?.iter();
        self.next += 1;
        self.part.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.shelf.len.saturating_sub(self.next * PART) + self.part.len();
        (left, Some(left))
    }
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { boards: Vec::new(), len: 0 }
    }
}

impl<T: Clone> FromIterator<T> for Shelf<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut shelf = Self::default();
        items.into_iter().for_each(|item| shelf.push(item));
        shelf
    }
}

impl<T: Clone> From<Vec<T>> for Shelf<T> {
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
        let part = at / PART;
        &self.boards[part / BOARD][part % BOARD][at % PART]
    }
}

impl<T: Clone> IndexMut<usize> for Shelf<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        let part = at / PART;
        let board = Arc::make_mut(&mut self.boards[part / BOARD]);
        &mut Arc::make_mut(&mut board[part % BOARD])[at % PART]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_list_and_a_change_in_a_copy_is_in_the_copy_alone(
            items in prop::collection::vec(0_u8..9, 0..600), more in 0_u8..9, at in any::<prop::sample::Index>(),
        ) {
            let mut shelf = Shelf::from(items.clone());
            let (mut list, mut copy) = (items.clone(), shelf.clone());
            copy.push(more);
            list.push(more);
            let at = at.index(list.len());
            copy[at] += 10;
            list[at] += 10;
            prop_assert_eq!(copy.iter().collect::<Vec<_>>(), list.iter().collect::<Vec<_>>());
            prop_assert_eq!(copy.iter().skip(at).size_hint(), (list.len() - at, Some(list.len() - at)));
            prop_assert_eq!((copy.len(), copy.get(at), copy.get(list.len())), (list.len(), list.get(at), None));
            prop_assert_eq!(shelf.iter().collect::<Vec<_>>(), items.iter().collect::<Vec<_>>());
            shelf.iter_mut().for_each(|item| *item += 20);
            prop_assert_eq!(copy.iter().max(), list.iter().max());
            prop_assert_eq!(shelf.is_empty(), items.is_empty());
        }

        #[test]
        fn it_is_searched_as_a_list_is(count in 0_usize..600, key in 0_usize..1_220) {
            let list: Vec<usize> = (0..count).map(|at| at * 2 + 1).collect();
            let shelf = Shelf::from(list.clone());
            prop_assert_eq!(shelf.binary_search_by_key(&key, |item| *item), list.binary_search(&key));
        }
    }
}
