//! A case: a child on a day, with what several rules derive from the facts worked out once.

use crate::domain::calendar::Calendar;
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildFacts;
use crate::domain::kind::Kind;
use crate::domain::thresholds::Thresholds;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is the same for every child of a judging.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day on which it is judged.
    pub today: NaiveDate,
    /// Terms and bank holidays.
    pub calendar: &'a Calendar,
    /// Limits in force.
    pub thresholds: &'a Thresholds,
    /// Kinds of file that ever came in.
    pub sources: &'a BTreeSet<Kind>,
}

impl<'a> Context<'a> {
    /// For judging a caseload on a day.
    pub fn new(caseload: &'a Caseload, thresholds: &'a Thresholds, today: NaiveDate) -> Self {
        Self { today, calendar: &caseload.calendar, thresholds, sources: &caseload.sources }
    }
}

/// A child on a day.
#[derive(Debug)]
pub struct Case<'a> {
    /// The child.
    pub child: &'a ChildFacts,
    /// The day and its calendar.
    pub context: &'a Context<'a>,
}

impl<'a> Case<'a> {
    /// Prepares a child for the rules.
    pub fn new(child: &'a ChildFacts, context: &'a Context<'a>) -> Self {
        Self { child, context }
    }

    /// Age in whole years today; `None` without a date of birth.
    pub fn age(&self) -> Option<i32> {
        todo!()
    }

    /// Year group today: -2 N1, -1 N2, 0 R, 1-14.
    pub fn nc_year(&self) -> Option<i8> {
        todo!()
    }

    /// Looked after today.
    pub fn looked_after(&self) -> bool {
        todo!()
    }

    /// Since when, where known.
    pub fn looked_after_since(&self) -> Option<NaiveDate> {
        todo!()
    }

    /// The main school's URN today.
    pub fn main_school(&self) -> Option<&'a str> {
        todo!()
    }

    /// Days of suspension begun in the current term and in the academic year, in half-day sessions.
    pub fn suspended_sessions(&self) -> (i64, i64) {
        todo!()
    }

    /// Starts of the moves in the last `days` days, the latest first.
    pub fn moves_within(&self, days: i64) -> Vec<NaiveDate> {
        let _ = days;
        todo!()
    }
}
