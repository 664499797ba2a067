//! The calendar: working days, terms, school days and ages, each clock a plain function.

pub(crate) mod bank_holidays;
pub mod days;
pub mod reach;
pub(crate) mod terms;

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::days::{DaySet, number, of_number, weekdays_before};
use crate::domain::calendar::terms::Terms;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The scope of the council's own dates.
pub const COUNCIL: &str = "*";

/// A row of terms.csv.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRow {
    /// [`COUNCIL`] or a school's URN.
    pub scope: Box<str>,
    /// Term, break or inset.
    pub kind: TermKind,
    /// autumn, spring, summer; or any name of a break.
    pub name: Box<str>,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
}

/// What a row of terms.csv is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A term.
    Term,
    /// A half-term break.
    Break,
    /// Days without pupils.
    Inset,
}

/// A term of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The academic year of its first day.
    pub year: AcademicYear,
    /// autumn, spring, summer.
    pub name: Box<str>,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
}

/// Terms, breaks, inset days and bank holidays, ready to be asked.
///
/// Working days are known for every day, bank holidays from 2012 to 2028 and as imported; school days from 1990 to
/// 2060.
#[derive(Debug, Clone)]
pub struct Calendar {
    assumed: bool,
    /// Bank holidays from Monday to Friday, by day number.
    holidays: Vec<i32>,
    council: Terms,
    /// Schools with rows of their own, by URN.
    own: BTreeMap<Box<str>, Terms>,
    /// The last day of the terms that schools have rows of their own for, by URN.
    own_until: BTreeMap<Box<str>, NaiveDate>,
}

impl Default for Calendar {
    /// Built-in bank holidays and assumed terms.
    fn default() -> Self {
        Self::new(Vec::new(), &[])
    }
}

impl Calendar {
    /// From the rows of terms.csv and the bank holidays imported; these replace the built-in ones of the years that
    /// they hold.
    pub fn new(rows: Vec<TermRow>, imported_holidays: &[NaiveDate]) -> Self {
        let assumed = rows.is_empty();
        let rows = if assumed { terms::assumed() } else { rows };
        let holidays = holidays(imported_holidays);
        let working_days = DaySet::weekdays_without(&holidays);
        let mut scopes: BTreeMap<&str, Vec<&TermRow>> = BTreeMap::new();
        for row in &rows {
            scopes.entry(&row.scope).or_default().push(row);
        }
        let council_rows = scopes.remove(COUNCIL).unwrap_or_default();
        let council = Terms::new(&council_rows, &working_days);
        let until = |own: &[&TermRow]| own.iter().filter(|row| row.kind == TermKind::Term).map(|row| row.end).max();
        let own_until = scopes.iter().filter_map(|(&scope, own)| Some((scope.into(), until(own)?))).collect();
        let own = scopes.into_iter().map(|(scope, own)| {
            let rows = terms::rows_of(scope, &own, &council_rows);
            (scope.into(), Terms::new(&rows, &working_days))
        });
        let own = own.collect();
        Self { assumed, holidays, council, own, own_until }
    }

    /// Whether no terms.csv came in, so that the terms are assumed.
    pub fn assumed(&self) -> bool {
        self.assumed
    }

    /// Monday to Friday and no bank holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.is_working(number(day))
    }

    fn is_working(&self, day: i32) -> bool {
        // Day 1 of the common era was a Monday.
        (day - 1).rem_euclid(7) < 5 && self.holidays.binary_search(&day).is_err()
    }

    /// The day that is `count` working days after (before, where negative) a day; the day itself for 0. At most
    /// 100 years away.
    pub fn add_working_days(&self, day: NaiveDate, count: i64) -> NaiveDate {
        let step = if count < 0 { -1 } else { 1 };
        let mut left = count.abs();
        let mut at = number(day);
        for _ in 0..36_525 {
            if left == 0 {
                break;
            }
            at += step;
            left -= i64::from(self.is_working(at));
        }
        of_number(at)
    }

    /// The `count`th working day counted from a day, that day being the first if it is one.
    pub fn nth_working_day_from(&self, day: NaiveDate, count: i64) -> NaiveDate {
        self.add_working_days(of_number(number(day) - 1), count)
    }

    /// Working days after `since`, up to and including `today`; negative where `since` is later.
    pub fn working_days_since(&self, since: NaiveDate, today: NaiveDate) -> i64 {
        let before = |day: i32| {
            let holidays = self.holidays.partition_point(|&holiday| holiday < day);
            weekdays_before(day) - i64::try_from(holidays).unwrap_or(i64::MAX)
        };
        before(number(today) + 1) - before(number(since) + 1)
    }

    /// A working day inside a term and in no break or inset row of a scope.
    pub fn is_school_day(&self, scope: &str, day: NaiveDate) -> bool {
        self.scope(scope).school_days.has(number(day))
    }

    /// School days of a scope from one day to another, both included; 0 where `last` is earlier.
    pub fn school_days(&self, scope: &str, first: NaiveDate, last: NaiveDate) -> i64 {
        let days = &self.scope(scope).school_days;
        (days.rank(number(last) + 1) - days.rank(number(first))).max(0)
    }

    /// The first school day of a scope after a day; `None` where none is known.
    pub fn next_school_day_after(&self, scope: &str, day: NaiveDate) -> Option<NaiveDate> {
        let days = &self.scope(scope).school_days;
        days.at_rank(days.rank(number(day) + 1)).map(of_number)
    }

    /// The term of a scope that holds a day, else the last that ended before it.
    pub fn current_term(&self, scope: &str, today: NaiveDate) -> Option<Term> {
        self.scope(scope).current(today).cloned()
    }

    /// The term of a scope that holds a day.
    pub fn term_holding(&self, scope: &str, day: NaiveDate) -> Option<&Term> {
        self.scope(scope).holding(day)
    }

    /// The terms of a scope that begin in an academic year, the earliest first.
    pub fn terms(&self, scope: &str, year: AcademicYear) -> impl Iterator<Item = &Term> {
        self.scope(scope).by_start.iter().filter(move |term| term.year == year)
    }

    /// Whether a day lies in a break of a scope.
    pub fn is_break(&self, scope: &str, day: NaiveDate) -> bool {
        self.scope(scope).breaks.iter().any(|&(start, end)| start <= day && day <= end)
    }

    /// First and last day of the break of a scope that runs on a day, else of the next one; `None` where none is
    /// known.
    pub fn running_or_next_break(&self, scope: &str, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        self.scope(scope).breaks.iter().copied().find(|&(_, end)| day <= end)
    }

    /// The last bank holiday known.
    fn last_holiday(&self) -> Option<NaiveDate> {
        self.holidays.last().copied().map(of_number)
    }

    /// Whether any school has rows of its own.
    pub(crate) fn has_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// Whether a school has rows of its own.
    pub(crate) fn is_own(&self, urn: &str) -> bool {
        self.own.contains_key(urn)
    }

    /// The terms of a school, else the council's.
    pub(crate) fn scope(&self, scope: &str) -> &Terms {
        if self.own.is_empty() { &self.council } else { self.own.get(scope).unwrap_or(&self.council) }
    }
}

/// Bank holidays from Monday to Friday: the imported ones, and the built-in ones of the years that these leave out.
fn holidays(imported: &[NaiveDate]) -> Vec<i32> {
    let replaced: BTreeSet<i32> = imported.iter().map(Datelike::year).collect();
    let kept = bank_holidays::built_in().filter(|day| !replaced.contains(&day.year()));
    let days: BTreeSet<NaiveDate> = kept.chain(imported.iter().copied()).collect();
    days.into_iter().filter(|day| day.weekday().num_days_from_monday() < 5).map(number).collect()
}

/// Age in whole years; a child born on 29 February comes of age on 1 March of other years.
pub fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let before = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i32::from(before)
}

/// The birthday on which a child comes to an age; 1 March for one born on 29 February where the year has none.
pub fn birthday(born: NaiveDate, age: i32) -> Option<NaiveDate> {
    let year = born.year() + age;
    NaiveDate::from_ymd_opt(year, born.month(), born.day()).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

#[cfg(test)]
mod tests;
