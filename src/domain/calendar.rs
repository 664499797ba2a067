//! The calendar: working days, terms, school days and ages, each clock a plain function.

use crate::domain::attendance::AcademicYear;
use chrono::NaiveDate;
use std::collections::BTreeSet;

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
#[derive(Debug, Clone)]
pub struct Calendar {
    rows: Vec<TermRow>,
    holidays: BTreeSet<NaiveDate>,
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
        let _ = imported_holidays;
        Self { rows, holidays: BTreeSet::new() }
    }

    /// Whether no terms.csv came in, so that the terms are assumed.
    pub fn assumed(&self) -> bool {
        self.rows.is_empty()
    }

    /// Monday to Friday and no bank holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let _ = (day, &self.holidays);
        todo!()
    }

    /// The day that is `count` working days after (before, where negative) a day.
    pub fn add_working_days(&self, day: NaiveDate, count: i64) -> NaiveDate {
        let _ = (day, count);
        todo!()
    }

    /// Working days after `since`, up to and including `today`; negative where `since` is later.
    pub fn working_days_since(&self, since: NaiveDate, today: NaiveDate) -> i64 {
        let _ = (since, today);
        todo!()
    }

    /// A working day inside a term and in no break or inset row of a scope.
    pub fn is_school_day(&self, scope: &str, day: NaiveDate) -> bool {
        let _ = (scope, day);
        todo!()
    }

    /// The term of a scope that holds a day, else the last that ended before it.
    pub fn current_term(&self, scope: &str, today: NaiveDate) -> Option<Term> {
        let _ = (scope, today);
        todo!()
    }
}

/// Age in whole years; a child born on 29 February comes of age on 1 March of other years.
pub fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let _ = (born, today);
    todo!()
}
