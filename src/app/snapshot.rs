//! What the screens show: the caseload judged and ranked for a day, made off the screen's thread.

use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::search::Index;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::{Ranking, rank};
use chrono::NaiveDate;

/// The caseload, judged.
#[derive(Debug)]
pub struct Snapshot {
    /// Facts about every child.
    pub caseload: Caseload,
    /// Limits in force.
    pub thresholds: Thresholds,
    /// The day that it was judged for.
    pub today: NaiveDate,
    /// Every child in the order of the list.
    pub ranking: Ranking,
    /// The place in the list of each child, by its place in the caseload.
    pub order: Vec<usize>,
    /// For fuzzy find.
    pub index: Index,
}

impl Snapshot {
    /// Judges and ranks a caseload.
    pub fn new(caseload: Caseload, thresholds: Thresholds, today: NaiveDate) -> Self {
        let ranking = rank(&caseload, &Context::new(&caseload, &thresholds, today));
        Self::ranked(caseload, thresholds, today, ranking)
    }

    /// Takes a ranking that is already made.
    pub fn ranked(caseload: Caseload, thresholds: Thresholds, today: NaiveDate, ranking: Ranking) -> Self {
        let mut order = vec![0; caseload.children.len()];
        for (place, row) in ranking.rows.iter().enumerate() {
            order[row.child] = place;
        }
        let index = Index::new(&caseload);
        Self { caseload, thresholds, today, ranking, order, index }
    }

    /// Nothing, before the first load.
    pub fn empty(today: NaiveDate) -> Self {
        Self::ranked(Caseload::default(), Thresholds::default(), today, Ranking::default())
    }

    /// The context of this judging.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.caseload, &self.thresholds, self.today)
    }

    /// Works with one child's case; `child` is its place in the caseload.
    pub fn with_case<T>(&self, child: usize, work: impl FnOnce(&Case<'_>) -> T) -> Option<T> {
        let context = self.context();
        self.caseload.children.get(child).map(|facts| work(&Case::new(facts, &context)))
    }
}
