//! A case: a child on a day, with what several rules derive from the facts worked out once.

mod care;
mod exclusion;
mod pep;
mod register;
mod schooling;

pub use exclusion::{Counted, CountedFrom};
pub use register::WeekRate;

use crate::domain::attendance::AcademicYear;
use crate::domain::attendance::tally::{YearFigures, sessions_until};
use crate::domain::calendar::days::{number, of_number};
use crate::domain::calendar::{Calendar, age};
use crate::domain::caseload::Caseload;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Kind;
use crate::domain::rules::Rule;
use crate::domain::thresholds::Thresholds;
use chrono::NaiveDate;
use std::cell::OnceCell;

/// What is the same for every child of a judging.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day on which it is judged.
    pub today: NaiveDate,
    /// Terms and bank holidays.
    pub calendar: &'a Calendar,
    /// Limits in force.
    pub thresholds: &'a Thresholds,
    /// The academic year of `today`.
    pub year: AcademicYear,
    /// How many bytes of that year's marks count: those up to today.
    pub(crate) sessions: usize,
    /// The kinds that are known, a bit each: asked for every rule and child.
    known: u64,
}

impl<'a> Context<'a> {
    /// For judging a caseload on a day.
    pub fn new(caseload: &'a Caseload, thresholds: &'a Thresholds, today: NaiveDate) -> Self {
        let schools_given = || caseload.children.iter().any(|child| child.school_urn.is_some());
        let mut known = caseload.sources.iter().fold(0, |known, &kind| known | bit(kind));
        if known & bit(Kind::Enrolment) == 0 && schools_given() {
            known |= bit(Kind::Enrolment);
        }
        let year = AcademicYear::of(today);
        Self { today, calendar: &caseload.calendar, thresholds, year, sessions: sessions_until(year, today), known }
    }

    /// Whether a kind of file ever came in; a `school_urn` of children.csv counts as an enrolment.
    pub fn knows(&self, kind: Kind) -> bool {
        self.known & bit(kind) != 0
    }

    /// The day that lies some days before today.
    pub fn days_ago(&self, days: i64) -> NaiveDate {
        self.days_ahead(-days)
    }

    /// The day that lies some days after today.
    pub fn days_ahead(&self, days: i64) -> NaiveDate {
        let days = i32::try_from(days).unwrap_or(0);
        of_number(number(self.today).saturating_add(days))
    }

    /// Calendar days from a day to today; negative where it lies ahead.
    pub fn days_since(&self, day: NaiveDate) -> i64 {
        i64::from(number(self.today)) - i64::from(number(day))
    }
}

const fn bit(kind: Kind) -> u64 {
    1 << kind as u32
}

/// A child on a day.
#[derive(Debug)]
pub struct Case<'a> {
    /// The child.
    pub child: &'a ChildFacts,
    /// The day and its calendar.
    pub context: &'a Context<'a>,
    care: OnceCell<care::Care>,
    figures: OnceCell<YearFigures>,
    nc_year: OnceCell<Option<i8>>,
    initial_pep: OnceCell<Option<NaiveDate>>,
}

impl<'a> Case<'a> {
    /// Prepares a child for the rules.
    pub fn new(child: &'a ChildFacts, context: &'a Context<'a>) -> Self {
        Self {
            child,
            context,
            care: OnceCell::new(),
            figures: OnceCell::new(),
            nc_year: OnceCell::new(),
            initial_pep: OnceCell::new(),
        }
    }

    /// The day on which the child is judged.
    pub fn today(&self) -> NaiveDate {
        self.context.today
    }

    /// The virtual school's caseworker; empty where none is known.
    pub fn caseworker(&self) -> &'a str {
        self.child.caseworker.as_deref().unwrap_or_default()
    }

    /// Age in whole years today; `None` without a date of birth.
    pub fn age(&self) -> Option<i32> {
        self.child.dob.map(|born| age(born, self.today()))
    }

    /// Whether the child's age today lies between two ages, both included.
    pub fn aged(&self, from: i64, to: i64) -> bool {
        self.age().is_some_and(|age| (from..=to).contains(&i64::from(age)))
    }

    /// Year group today: -2 N1, -1 N2, 0 R, 1-14.
    pub fn nc_year(&self) -> Option<i8> {
        *self.nc_year.get_or_init(|| self.child.nc_year.or_else(|| self.enrolled_year()).or_else(|| self.year_by_age()))
    }

    /// From the date of birth: a child of 5 on 31 August goes into year 1 the next day.
    fn year_by_age(&self) -> Option<i8> {
        let eve = NaiveDate::from_ymd_opt(self.context.year.0, 8, 31)?;
        let year = i8::try_from(age(self.child.dob?, eve) - 4).ok()?;
        (-2..=14).contains(&year).then_some(year)
    }

    /// Whether the year group today lies between two, both included.
    pub fn in_years(&self, from: i64, to: i64) -> bool {
        self.nc_year().is_some_and(|year| (from..=to).contains(&i64::from(year)))
    }

    /// Compulsory school age: reception to year 11.
    pub fn compulsory_school_age(&self) -> bool {
        self.in_years(0, 11)
    }

    /// A care leaver.
    pub fn care_leaver(&self) -> bool {
        self.child.cohorts.is_some_and(|cohorts| cohorts.has(Cohorts::CL))
    }

    /// The first kind of file that a rule lacks for this child: it reads absence as a fact, and none ever came in.
    pub fn lacks(&self, rule: &Rule) -> Option<Kind> {
        rule.needs.iter().enumerate().find_map(|(place, &kind)| {
            let concerns = rule.need_years.get(place).is_none_or(|&year| self.nc_year() == Some(year));
            (concerns && !self.context.knows(kind)).then_some(kind)
        })
    }
}

#[cfg(test)]
mod tests;
