//! The rows of the list, kept by child and walked in the order of the list: a child that is judged again takes its new
//! place, and the others are shared with the list before.

use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::triage::order::Standing;
use crate::domain::triage::{Ranked, judged};
use imbl::Vector;
use rayon::prelude::*;
use std::ops::Index;
use std::sync::Arc;

/// A row a child, in the order of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// By the child's place in [`Caseload::children`].
    judged: Vector<Arc<Ranked>>,
    /// The place of each row's child there, in the order of the list.
    list: Vec<u32>,
    /// The place in the list of each child.
    places: Vec<usize>,
}

impl Rows {
    /// Of children judged, by their places in [`Caseload::children`], each with where it stands.
    pub(super) fn of(judged: Vec<(Standing, Ranked)>) -> Self {
        let mut standings: Vec<(Standing, u32)> = judged.iter().map(|(standing, _)| *standing).zip(0..).collect();
        standings.par_sort_unstable_by_key(|(standing, _)| *standing);
        let list: Vec<u32> = standings.into_iter().map(|(_, child)| child).collect();
        let mut places = vec![0; list.len()];
        for (place, child) in list.iter().enumerate() {
            places[*child as usize] = place;
        }
        Self { judged: judged.into_iter().map(|(_, row)| Arc::new(row)).collect(), list, places }
    }

    /// The same rows with one child judged again, by its place in [`Caseload::children`].
    pub(super) fn again(&mut self, caseload: &Caseload, context: &Context<'_>, child: usize) {
        let (Some(facts), Some(&from)) = (caseload.children.get(child), self.places.get(child)) else { return };
        let names = caseload.by_name();
        let (standing, row) = judged(&Case::new(facts, context), (child, names[child]));
        let moved = self.list.remove(from);
        let before = |other: &u32| {
            let other = *other as usize;
            Standing::of(names[other], &self.judged[other]) < standing
        };
        let to = self.list.partition_point(before);
        self.list.insert(to, moved);
        self.shift(from, to);
        self.places[child] = to;
        self.judged[child] = Arc::new(row);
    }

    /// Moves those between by one.
    fn shift(&mut self, from: usize, to: usize) {
        // Without a branch: all places in a few operations of the processor.
        if from < to {
            self.places.iter_mut().for_each(|place| *place -= usize::from(from < *place && *place <= to));
        } else {
            self.places.iter_mut().for_each(|place| *place += usize::from(to <= *place && *place < from));
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The row at a place of the list.
    pub fn get(&self, place: usize) -> Option<&Ranked> {
        self.judged.get(*self.list.get(place)? as usize).map(|row| &**row)
    }

    /// The row of a child, by its place in [`Caseload::children`].
    pub fn of_child(&self, child: usize) -> Option<&Ranked> {
        self.judged.get(child).map(|row| &**row)
    }

    /// The place in the list of each child, by its place in [`Caseload::children`].
    pub fn places(&self) -> &[usize] {
        &self.places
    }

    /// The rows in the order of the list.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Ranked> {
        self.list.iter().map(|child| &*self.judged[*child as usize])
    }

    /// The same, handed to several processors.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &Ranked> {
        self.list.par_iter().map(|child| &*self.judged[*child as usize])
    }
}

impl Index<usize> for Rows {
    type Output = Ranked;

    fn index(&self, place: usize) -> &Ranked {
        &self.judged[self.list[place] as usize]
    }
}
