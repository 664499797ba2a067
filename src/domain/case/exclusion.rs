//! Suspensions and exclusions: how long, and whether they still run.

use crate::domain::case::Case;
use crate::domain::facts::{Exclusion, ExclusionKind};
use chrono::NaiveDate;

/// What the length of a suspension was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedFrom {
    /// The sessions given.
    Sessions,
    /// The school days from its start to its end.
    Days,
    /// Neither was given: one day, or half a day over lunch, is assumed.
    Nothing,
}

/// The length of a suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Half-day sessions.
    pub sessions: i64,
    /// From what.
    pub from: CountedFrom,
}

impl<'a> Case<'a> {
    /// Suspensions, over lunch too, that started on or before today.
    pub fn suspensions(&self) -> impl DoubleEndedIterator<Item = &'a Exclusion> {
        let today = self.today();
        let started = self.child.exclusions.iter().filter(move |exclusion| exclusion.start <= today);
        started.filter(|exclusion| exclusion.kind != ExclusionKind::Permanent)
    }

    /// How long a suspension is: it counts whole, in the term and year that it started in.
    pub fn length(&self, suspension: &Exclusion) -> Counted {
        let a_day = if suspension.kind == ExclusionKind::Lunch { 1 } else { 2 };
        match (suspension.sessions, suspension.end) {
            (Some(sessions), _) => Counted { sessions: i64::from(sessions), from: CountedFrom::Sessions },
            (None, Some(end)) => {
                Counted { sessions: a_day * self.school_days(suspension.start, end), from: CountedFrom::Days }
            }
            (None, None) => Counted { sessions: a_day, from: CountedFrom::Nothing },
        }
    }

    /// Suspensions begun in the current term.
    pub fn suspensions_this_term(&self) -> impl Iterator<Item = &'a Exclusion> {
        let term = self.terms().current(self.today());
        self.suspensions().filter(move |suspension| {
            term.is_some_and(|term| term.start <= suspension.start && suspension.start <= term.end)
        })
    }

    /// Suspensions begun in the academic year.
    pub fn suspensions_this_year(&self) -> impl Iterator<Item = &'a Exclusion> {
        let first = self.context.year.first_day();
        self.suspensions().filter(move |suspension| suspension.start >= first)
    }

    /// Days of suspension begun in the current term and in the academic year, in half-day sessions.
    pub fn suspended_sessions(&self) -> (i64, i64) {
        if self.child.exclusions.is_empty() {
            return (0, 0);
        }
        let term = self.suspensions_this_term().map(|suspension| self.length(suspension).sessions).sum();
        let year = self.suspensions_this_year().map(|suspension| self.length(suspension).sessions).sum();
        (term, year)
    }

    /// Whether a suspension or permanent exclusion has ended before today.
    pub fn has_ended(&self, exclusion: &Exclusion) -> bool {
        if exclusion.kind == ExclusionKind::Permanent {
            return self.last_day_out(exclusion).is_some_and(|last| last < self.today());
        }
        match (exclusion.end, exclusion.sessions) {
            (Some(end), _) => end < self.today(),
            (None, Some(sessions)) => {
                let before_today = self.today().pred_opt().map_or(0, |last| self.school_days(exclusion.start, last));
                before_today >= i64::from(sessions.div_ceil(2))
            }
            (None, None) => exclusion.start < self.today(),
        }
    }

    /// A permanent exclusion's last day: its `end`, at most the day before the child starts at a school where it was
    /// not on roll.
    fn last_day_out(&self, permanent: &Exclusion) -> Option<NaiveDate> {
        let after = self.child.enrolments.iter().filter(|enrolment| enrolment.start >= permanent.start);
        let eves = after.filter_map(|enrolment| enrolment.start.pred_opt().map(|eve| (enrolment, eve)));
        let elsewhere =
            eves.filter(|(enrolment, eve)| !self.on_roll_at(&enrolment.urn, *eve)).map(|(_, eve)| eve).min();
        permanent.end.into_iter().chain(elsewhere).min()
    }
}
