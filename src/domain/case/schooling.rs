//! Schools of a child, day by day, and the school days that follow from them.

use crate::domain::calendar::COUNCIL;
use crate::domain::calendar::days::{number, of_number};
use crate::domain::calendar::terms::Terms;
use crate::domain::case::Case;
use crate::domain::facts::{Enrolment, Registration};
use chrono::NaiveDate;

/// How far school days are looked for one by one, in days, where a child's schools keep different terms.
const REACH: i32 = 1_000;

fn runs(enrolment: &Enrolment, day: NaiveDate) -> bool {
    enrolment.start <= day && enrolment.end.is_none_or(|end| day <= end)
}

impl<'a> Case<'a> {
    /// Enrolments that run on a day.
    fn running(&self, day: NaiveDate) -> impl Iterator<Item = &'a Enrolment> {
        self.child.enrolments.iter().filter(move |enrolment| runs(enrolment, day))
    }

    /// On the roll of any school on a day.
    pub fn on_roll(&self, day: NaiveDate) -> bool {
        if self.child.enrolments.is_empty() {
            self.child.school_urn.is_some()
        } else {
            self.running(day).next().is_some()
        }
    }

    /// On the roll of one school on a day.
    pub fn on_roll_at(&self, urn: &str, day: NaiveDate) -> bool {
        if self.child.enrolments.is_empty() {
            self.child.school_urn.as_deref() == Some(urn)
        } else {
            self.running(day).any(|enrolment| &*enrolment.urn == urn)
        }
    }

    /// The main school's URN on a day: of the open main enrolments the one that started last.
    pub fn main_school_on(&self, day: NaiveDate) -> Option<&'a str> {
        if self.child.enrolments.is_empty() {
            return self.child.school_urn.as_deref();
        }
        let main = self.running(day).filter(|enrolment| enrolment.registration == Registration::Main);
        main.max_by_key(|enrolment| enrolment.start).map(|enrolment| &*enrolment.urn)
    }

    /// The main school's URN today.
    pub fn main_school(&self) -> Option<&'a str> {
        self.main_school_on(self.today())
    }

    /// The scope whose terms hold for the child today: the main school's URN, else the council's.
    pub fn scope(&self) -> &'a str {
        self.main_school().unwrap_or(COUNCIL)
    }

    /// The year group that the latest open enrolment gives, of those that give one.
    pub(crate) fn enrolled_year(&self) -> Option<i8> {
        let given = self.running(self.today()).filter(|enrolment| enrolment.nc_year.is_some());
        given.max_by_key(|enrolment| enrolment.start)?.nc_year
    }

    /// The terms that hold for the child today.
    pub(crate) fn terms(&self) -> &'a Terms {
        let calendar = self.context.calendar;
        if calendar.has_own() { calendar.scope(self.scope()) } else { calendar.scope(COUNCIL) }
    }

    /// The terms that hold for the child on every day; `None` where its schools keep different ones.
    fn only_terms(&self) -> Option<&'a Terms> {
        let calendar = self.context.calendar;
        if self.child.enrolments.is_empty() || !calendar.has_own() {
            return Some(self.terms());
        }
        let differ = self.child.enrolments.iter().any(|enrolment| calendar.is_own(&enrolment.urn));
        (!differ).then(|| calendar.scope(COUNCIL))
    }

    /// A school day of the child's main school on that day.
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        self.context.calendar.is_school_day(self.main_school_on(day).unwrap_or(COUNCIL), day)
    }

    /// School days from one day to another, both included; 0 where `last` is earlier.
    pub fn school_days(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        if let Some(terms) = self.only_terms() {
            return (terms.school_days.rank(number(last) + 1) - terms.school_days.rank(number(first))).max(0);
        }
        let days = (number(first)..=number(last)).filter(|&day| self.is_school_day(of_number(day)));
        i64::try_from(days.count()).unwrap_or(i64::MAX)
    }

    /// School days after a day, up to and including today.
    pub fn school_days_since(&self, day: NaiveDate) -> i64 {
        day.succ_opt().map_or(0, |next| self.school_days(next, self.today()))
    }

    /// The `count`th school day before a day and how many of them are known: where fewer are, the earliest known.
    pub fn school_day_before(&self, day: NaiveDate, count: i64) -> Option<(NaiveDate, i64)> {
        if let Some(terms) = self.only_terms() {
            let known = terms.school_days.rank(number(day)).min(count);
            let found = terms.school_days.at_rank(terms.school_days.rank(number(day)) - known);
            return found.filter(|_| known > 0).map(|found| (of_number(found), known));
        }
        let days = (number(day).saturating_sub(REACH)..number(day)).rev().map(of_number);
        self.nth_of(days, count)
    }

    /// The `count`th school day from a day, that day being the first if it is one, and how many of them are known:
    /// where fewer are, the last known.
    pub fn school_day_from(&self, day: NaiveDate, count: i64) -> Option<(NaiveDate, i64)> {
        if let Some(terms) = self.only_terms() {
            let days = &terms.school_days;
            let known = (days.total() - days.rank(number(day))).min(count);
            let found = days.at_rank(days.rank(number(day)) + known - 1);
            return found.filter(|_| known > 0).map(|found| (of_number(found), known));
        }
        let days = (number(day)..number(day).saturating_add(REACH)).map(of_number);
        self.nth_of(days, count)
    }

    fn nth_of(&self, days: impl Iterator<Item = NaiveDate>, count: i64) -> Option<(NaiveDate, i64)> {
        let wanted = usize::try_from(count).ok()?;
        let school_days = days.filter(|&day| self.is_school_day(day)).take(wanted);
        school_days.enumerate().last().map(|(place, day)| (day, i64::try_from(place).unwrap_or(0) + 1))
    }
}
