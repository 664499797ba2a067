//! What the screens show: the caseload judged and ranked for a day, made off the screen's thread.

use crate::app::filter::choice::Traits;
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::exact::Exact;
use crate::domain::facts::{ChildKey, Cohorts};
use crate::domain::search::Index;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::{Ranking, rank};
use chrono::NaiveDate;
use std::sync::OnceLock;

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
    index: OnceLock<Index>,
    traits: OnceLock<Vec<Traits>>,
    attendance: OnceLock<Vec<Option<Exact>>>,
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
        Self {
            caseload,
            thresholds,
            today,
            ranking,
            order,
            index: OnceLock::new(),
            traits: OnceLock::new(),
            attendance: OnceLock::new(),
        }
    }

    /// Nothing, before the first load.
    pub fn empty(today: NaiveDate) -> Self {
        Self::ranked(Caseload::default(), Thresholds::default(), today, Ranking::default())
    }

    /// The context of this judging. It may look at every child: make it once a frame, not once a row.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.caseload, &self.thresholds, self.today)
    }

    /// Works with one child's case; `child` is its place in the caseload.
    pub fn with_case<T>(&self, child: usize, work: impl FnOnce(&Case<'_>) -> T) -> Option<T> {
        let context = self.context();
        self.caseload.children.get(child).map(|facts| work(&Case::new(facts, &context)))
    }

    /// For fuzzy find; made when first asked for.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.caseload))
    }

    /// What each child can be filtered by, by its place in the caseload; worked out when first asked for.
    pub fn traits(&self) -> &[Traits] {
        self.traits.get_or_init(|| {
            let context = self.context();
            let rows = self.order.iter().map(|rank| &self.ranking.rows[*rank]);
            let children = self.caseload.children.iter().zip(rows);
            children.map(|(facts, row)| traits_of(&Case::new(facts, &context), row)).collect()
        })
    }

    /// Each child's rate of attendance this academic year, in per cent, by its place in the caseload; `None` where no
    /// session was possible. Worked out when first asked for.
    pub fn attendance(&self) -> &[Option<Exact>] {
        self.attendance.get_or_init(|| {
            let context = self.context();
            let figures = self.caseload.children.iter().map(|facts| Case::new(facts, &context).figures());
            figures.map(|figures| Exact::percent(figures.attended, figures.possible)).collect()
        })
    }

    /// A child's place in the ranking.
    pub fn rank_of(&self, child: ChildKey) -> Option<usize> {
        self.order.get(self.caseload.position(child)?).copied()
    }

    /// The child at a place of the ranking.
    pub fn key_at(&self, rank: usize) -> Option<ChildKey> {
        let row = self.ranking.rows.get(rank)?;
        Some(ChildKey(self.caseload.children[row.child].key))
    }
}

fn traits_of(case: &Case<'_>, row: &crate::domain::triage::Ranked) -> Traits {
    let given = case.child.cohorts.unwrap_or_default();
    let looked_after = if case.looked_after() { Cohorts::LAC.0 } else { 0 };
    Traits {
        families: row.alerts.iter().map(|alert| alert.rule().family).collect(),
        year: case.nc_year(),
        school: case.main_school().map(Into::into),
        cohorts: Cohorts(given.0 & !Cohorts::LAC.0 | looked_after),
    }
}
