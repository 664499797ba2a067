//! The caseload judged for a command: read once, ranked once.

use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::{Ranking, rank};
use crate::store::Store;
use chrono::NaiveDate;

/// A caseload with its ranking.
#[derive(Debug)]
pub(super) struct Judged {
    /// The open file.
    pub(super) store: Store,
    /// Facts about every child.
    pub(super) caseload: Caseload,
    /// Limits in force.
    pub(super) thresholds: Thresholds,
    /// The day that it was judged for.
    pub(super) today: NaiveDate,
    /// Every child in the order of the list.
    pub(super) ranking: Ranking,
}

impl Judged {
    /// Opens, reads, judges and ranks.
    ///
    /// # Errors
    /// Those of opening and reading.
    pub(super) fn new(setting: &Setting) -> Result<Self, Failure> {
        let store = setting.open()?;
        let thresholds = setting.thresholds_said();
        let today = setting.today;
        let caseload = store.caseload(today)?;
        let ranking = rank(&caseload, &Context::new(&caseload, &thresholds, today));
        Ok(Self { store, caseload, thresholds, today, ranking })
    }

    /// The context of this judging.
    pub(super) fn context(&self) -> Context<'_> {
        Context::new(&self.caseload, &self.thresholds, self.today)
    }
}
