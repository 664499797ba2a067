//! The children's money added up.

use crate::domain::facts::ChildKey;
use crate::domain::part::premium::Frame;
use crate::domain::premium::Purse;
use crate::domain::work::Scene;
use std::collections::BTreeMap;

/// Some children's money, in pence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) allocated: i64,
    pub(super) released: i64,
    pub(super) spent: i64,
    /// Of a child never below nothing: what one has left does not make up for what another spent too much.
    pub(super) unspent: i64,
    /// Whose it is, each once.
    pub(super) children: Vec<ChildKey>,
}

impl Sum {
    fn add(&mut self, child: ChildKey, (allocated, released, spent): (i64, i64, i64)) {
        self.allocated += allocated;
        self.released += released;
        self.spent += spent;
        // Children come in order: one with several uses is the last one there.
        if self.children.last() != Some(&child) {
            self.children.push(child);
        }
    }
}

/// The sums of a financial year.
#[derive(Default)]
pub(super) struct Sums<'a> {
    pub(super) whole: Sum,
    /// By the main school of today; empty for children on no roll.
    pub(super) schools: BTreeMap<&'a str, Sum>,
    /// By term.
    pub(super) terms: BTreeMap<&'a str, Sum>,
    /// By purpose, as it is written.
    pub(super) purposes: BTreeMap<&'a str, Sum>,
    /// How many children the grant counts.
    pub(super) eligible: i64,
}

impl<'a> Sums<'a> {
    /// Of every child that is looked at.
    pub(super) fn of(scene: &Scene<'a>, frame: &Frame) -> Self {
        let mut sums = Self::default();
        for case in scene.cases() {
            let child = ChildKey(case.child.key);
            sums.eligible += i64::from(frame.eligible(&case));
            let purse = Purse::of(scene.books, child, frame.year, scene.today());
            if purse.is_empty() {
                continue;
            }
            let all = (purse.allocated(), purse.released(), purse.spent());
            let school = sums.schools.entry(case.main_school().unwrap_or_default()).or_default();
            for sum in [&mut sums.whole, school] {
                sum.add(child, all);
                sum.unspent += purse.unspent();
            }
            for of in &purse.uses {
                let own = (of.allocated, of.released, of.spent);
                for sum in [sums.terms.entry(of.term).or_default(), sums.purposes.entry(of.purpose).or_default()] {
                    sum.add(child, own);
                    sum.unspent += (of.allocated.max(of.released) - of.spent).max(0);
                }
            }
        }
        sums
    }
}
