//! The stretch of days that a report is about, and the one a year before.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::{COUNCIL, Calendar};
use crate::domain::kind::work::TERMS;
use chrono::{Months, NaiveDate};

/// A year, or a term of it with the holiday behind it: the three terms of a year leave no day of it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The academic year.
    pub year: AcademicYear,
    /// One of [`TERMS`]; `None` for the whole year.
    pub term: Option<&'static str>,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// The last day that counts: the last one, or that of the report where the period still runs.
    pub until: NaiveDate,
}

impl Period {
    /// The year or term, as far as it has gone by on a day.
    ///
    /// # Errors
    /// It has not begun, or no dates of the term are known.
    pub fn new(
        calendar: &Calendar,
        (year, term): (AcademicYear, Option<&str>),
        today: NaiveDate,
    ) -> Result<Self, String> {
        let (first, last) = match term {
            None => (year.first_day(), year.last_day()),
            Some(name) => days(calendar, year, name).ok_or_else(|| format!("no dates of {name} {year} are known"))?,
        };
        let term = term.and_then(|name| TERMS.iter().copied().find(|term| *term == name));
        if today < first {
            return Err(format!("it begins on {first}, after {today}"));
        }
        Ok(Self { year, term, first, last, until: last.min(today) })
    }

    /// The same stretch a year before, up to the same day of the year where this one still runs: like is compared with
    /// like. `None` where no dates of it are known.
    pub fn year_before(&self, calendar: &Calendar) -> Option<Self> {
        let year = AcademicYear(self.year.0 - 1);
        let whole = Self::new(calendar, (year, self.term), self.last).ok()?;
        let until = if self.runs() { self.until.checked_sub_months(Months::new(12))? } else { whole.last };
        Some(Self { until: until.clamp(whole.first, whole.last), ..whole })
    }

    /// Whether days of it are still to come.
    pub fn runs(&self) -> bool {
        self.until < self.last
    }

    /// Whether a day counts.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.until
    }

    /// `2026/27`, `autumn 2026/27`.
    pub fn words(&self) -> String {
        match self.term {
            Some(term) => format!("{term} {}", self.year),
            None => self.year.to_string(),
        }
    }
}

/// The days from a term's first to the eve of the next one; the first and the last reach to the ends of the year.
fn days(calendar: &Calendar, year: AcademicYear, name: &str) -> Option<(NaiveDate, NaiveDate)> {
    let place = TERMS.iter().position(|term| *term == name)?;
    let start = |place: usize| {
        let term = calendar.terms(COUNCIL, year).find(|term| TERMS.get(place) == Some(&&*term.name));
        term.map(|term| term.start)
    };
    let first = if place == 0 { start(0).map(|_| year.first_day()) } else { start(place) }?;
    let last = if place + 1 == TERMS.len() { year.last_day() } else { start(place + 1)?.pred_opt()? };
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::scene::day;

    fn period(term: Option<&str>, today: &str) -> Result<Period, String> {
        Period::new(&Calendar::default(), (AcademicYear(2026), term), day(today))
    }

    #[test]
    fn the_terms_of_a_year_leave_no_day_out() {
        let spans: Vec<Period> = TERMS.iter().map(|term| period(Some(term), "2027-08-31").unwrap()).collect();
        assert_eq!(spans[0].first, day("2026-09-01"));
        assert_eq!(spans[2].until, day("2027-08-31"));
        for pair in spans.windows(2) {
            assert_eq!(pair[0].last.succ_opt(), Some(pair[1].first));
        }
    }

    #[test]
    fn what_still_runs_is_compared_up_to_the_same_day() {
        let calendar = Calendar::default();
        let running = period(None, "2026-11-23").unwrap();
        let before = running.year_before(&calendar).unwrap();
        assert_eq!(
            (before.first, before.until, before.last),
            (day("2025-09-01"), day("2025-11-23"), day("2026-08-31"))
        );
        let done = period(Some("autumn"), "2027-03-01").unwrap();
        assert_eq!(done.year_before(&calendar).unwrap().until, day("2026-01-04"));
    }

    #[test]
    fn what_has_not_begun_is_no_period() {
        assert!(period(Some("autumn"), "2026-09-01").is_ok());
        assert_eq!(period(Some("autumn"), "2026-08-31").unwrap_err(), "it begins on 2026-09-01, after 2026-08-31");
        assert!(period(Some("winter"), "2026-11-23").unwrap_err().contains("no dates of winter"));
    }
}
