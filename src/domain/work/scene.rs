//! A scene: what a part judges in.

use crate::domain::attendance::AcademicYear;
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::work::books::Books;
use chrono::NaiveDate;

/// The caseload, the books that the part reads, the day and the year that is looked at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Facts about every child, schools, calendar.
    pub caseload: &'a Caseload,
    /// The day and the limits in force.
    pub context: &'a Context<'a>,
    /// The rows that the part reads.
    pub books: &'a Books,
    /// The academic year that is looked at: that of today unless another was asked for.
    pub year: AcademicYear,
    /// The council's own name as it stands in `la` of schools, where it is known.
    pub authority: Option<&'a str>,
    /// One child alone.
    pub only: Option<ChildKey>,
}

impl<'a> Scene<'a> {
    /// The day on which it is judged.
    pub fn today(&self) -> NaiveDate {
        self.context.today
    }

    /// The children that are looked at: every one, or the one.
    pub fn cases(&self) -> impl Iterator<Item = Case<'a>> {
        let one = self.only.map(|child| self.caseload.position(child));
        let (first, last) = match one {
            Some(Some(at)) => (at, at + 1),
            Some(None) => (0, 0),
            None => (0, self.caseload.children.len()),
        };
        let (caseload, context) = (self.caseload, self.context);
        (first..last).map(move |at| Case::new(&caseload.children[at], context))
    }

    /// The name of a child's school; empty for one that is on no roll.
    pub fn school_of(&self, case: &Case<'_>) -> String {
        case.main_school().map(|urn| self.caseload.school_name(urn)).unwrap_or_default()
    }

    /// The limit of a watch that is in force.
    pub fn limit(&self, watch: &str, key: &str) -> i64 {
        self.context.thresholds.of_watch(watch, key)
    }
}
