//! A look at a period: the case of every child on its last day, and the limits by which it is judged.

use crate::domain::attendance::{AcademicYear, NO_MARK, session_day};
use crate::domain::calendar::Term;
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::kind::Kind;
use crate::domain::report::measure;
use crate::domain::report::period::Period;
use crate::domain::rules::RULES;
use crate::domain::thresholds::Thresholds;
use crate::domain::work::Books;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What a report is made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Facts about every child, with the marks of `marks`.
    pub caseload: &'a Caseload,
    /// The academic year whose marks the caseload holds whole.
    pub marks: AcademicYear,
    /// The rows of [`crate::domain::report::READS`].
    pub books: &'a Books,
    /// Limits in force.
    pub thresholds: &'a Thresholds,
    /// The day of the report.
    pub today: NaiveDate,
}

/// Sources looked at for a period.
pub struct Look<'a> {
    /// The period.
    pub period: Period,
    /// Judging on its last day that counts.
    pub context: Context<'a>,
    /// Rows by kind.
    pub books: &'a Books,
    /// The council's terms of it that have begun.
    pub terms: Vec<Term>,
    /// The limits.
    pub limits: Limits,
    /// The day of the report.
    pub today: NaiveDate,
    marks: AcademicYear,
    first: BTreeMap<Kind, NaiveDate>,
}

/// The limits of rules that measures share.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Per cent of absence and the least sessions of persistent absence.
    pub persistent: (i64, i64),
    /// The same of severe absence.
    pub severe: (i64, i64),
    /// Working days that a term must leave a child, and the ages, of PEPs.
    pub pep: (i64, i64, i64),
    /// Year groups, and ages of care leavers, whose destinations are followed.
    pub tracked: (RangeInclusive<i64>, RangeInclusive<i64>),
}

impl std::fmt::Debug for Look<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "look at {:?}", self.period)
    }
}

impl<'a> Look<'a> {
    /// At a period.
    pub fn new(sources: &Sources<'a>, period: Period) -> Self {
        let Sources { caseload, marks, books, thresholds, today } = *sources;
        Self {
            period,
            context: Context::new(caseload, thresholds, period.until),
            books,
            terms: measure::terms(&caseload.calendar, &period),
            limits: Limits::of(thresholds),
            today,
            marks,
            first: first_days(sources),
        }
    }

    /// The first day of which the file holds something of a kind; of marks, of this period's year.
    pub fn first_day(&self, kind: Kind) -> Option<NaiveDate> {
        self.first.get(&kind).copied()
    }

    /// The kinds whose first day lies some weeks inside the period: what came before it is not held.
    pub fn late(&self) -> Vec<(Kind, NaiveDate)> {
        let settled = self.period.first + Days::new(WEEKS * 7);
        let inside = |(_, first): &(&Kind, &NaiveDate)| settled < **first && **first <= self.period.until;
        self.first.iter().filter(inside).map(|(kind, first)| (*kind, *first)).collect()
    }

    /// Academic years from the last day that counts to the day of the report.
    pub fn years_back(&self) -> i32 {
        AcademicYear::of(self.today).0 - AcademicYear::of(self.period.until).0
    }

    /// Whether rows of a kind ever came in, from a file or by hand; of marks, whether those of the period were read.
    pub fn knows(&self, kind: Kind) -> bool {
        let known = self.context.knows(kind) || self.books.all(kind).next().is_some();
        known && (kind != Kind::Attendance || self.marks == self.period.year)
    }
}

/// Weeks at the beginning of a period in which nothing need happen.
const WEEKS: u64 = 6;

/// The earliest day of each kind that measures rest on. Enrolments and placements are left out: they tell of years
/// before the child came.
fn first_days(sources: &Sources<'_>) -> BTreeMap<Kind, NaiveDate> {
    let mut first: BTreeMap<Kind, NaiveDate> = BTreeMap::new();
    let mut put = |kind: Kind, day: Option<NaiveDate>| {
        if let Some(day) = day {
            let known = first.entry(kind).or_insert(day);
            *known = day.min(*known);
        }
    };
    for child in &sources.caseload.children {
        put(Kind::Pep, child.peps.iter().filter_map(|pep| pep.held).min());
        put(Kind::Exclusion, child.exclusions.iter().map(|found| found.start).min());
        put(Kind::Destination, child.destinations.iter().map(|found| found.from).min());
        let marks = child.marks.iter().find(|marks| marks.year == sources.marks);
        let marked = marks.and_then(|marks| marks.bytes.iter().position(|byte| *byte != NO_MARK));
        put(Kind::Attendance, marked.map(|index| session_day(sources.marks, index)));
    }
    for (kind, column) in [(Kind::Enquiry, "received"), (Kind::Attainment, "date")] {
        put(kind, sources.books.all(kind).filter_map(|row| row.date(column)).min());
    }
    let years = sources.books.all(Kind::Premium).filter_map(|row| AcademicYear::parse(row.text("financial_year")));
    put(Kind::Premium, years.min().and_then(|year| NaiveDate::from_ymd_opt(year.0, 4, 1)));
    first
}

impl Limits {
    fn of(thresholds: &Thresholds) -> Self {
        let limit = |rule: &str, key: &str| {
            let at = RULES.iter().position(|known| known.id == rule);
            let place = |at: usize| RULES[at].limits.iter().position(|limit| limit.key == key).map(|place| (at, place));
            at.and_then(place).and_then(|(at, place)| thresholds.of(at).get(place).copied()).unwrap_or_default()
        };
        let absence = |rule| (limit(rule, "percent"), limit(rule, "at_least_sessions"));
        let span = |from, to| limit("eet-neet", from)..=limit("eet-neet", to);
        let pep = |key| limit("pep-overdue", key);
        Self {
            persistent: absence("attendance-persistent"),
            severe: absence("attendance-severe"),
            pep: (pep("in_term_working_days"), pep("from_age"), pep("to_age")),
            tracked: (span("from_year", "to_year"), span("from_age", "to_age")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_found() {
        let limits = Limits::of(&Thresholds::default());
        assert_eq!((limits.persistent, limits.severe, limits.pep), ((10, 20), (50, 20), (20, 3, 17)));
        assert_eq!(limits.tracked, (12..=13, 16..=24));
    }
}
