//! The almanac: the terms, bank holidays and school days around the day that a caseload is invented for.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::{COUNCIL, Calendar, TermKind, TermRow};
use crate::sample::holidays;
use crate::sample::schools::OWN_TERMS;
use crate::sample::years;
use chrono::{Days, NaiveDate};

/// A council's term.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// Its academic year.
    pub(super) year: AcademicYear,
    /// autumn, spring, summer.
    pub(super) name: &'static str,
    /// First day.
    pub(super) start: NaiveDate,
    /// Last day.
    pub(super) end: NaiveDate,
}

/// The school days of one scope.
#[derive(Debug)]
pub(super) struct SchoolDays {
    days: Vec<NaiveDate>,
    /// How many of them are today or before.
    past: usize,
    /// Stands in for a day that the calendar does not reach.
    today: NaiveDate,
}

impl SchoolDays {
    fn new(calendar: &Calendar, scope: &str, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Self {
        let days: Vec<NaiveDate> =
            from.iter_days().take_while(|day| *day <= to).filter(|day| calendar.is_school_day(scope, *day)).collect();
        let past = days.partition_point(|day| *day <= today);
        Self { days, past, today }
    }

    /// The school day `count` school days before the latest one that is not after today.
    pub(super) fn ago(&self, count: usize) -> NaiveDate {
        self.days.get(self.past.saturating_sub(count + 1)).copied().unwrap_or(self.today)
    }

    /// The school day `count` places from a day on (0: the day itself or the first after it).
    pub(super) fn from(&self, day: NaiveDate, count: usize) -> NaiveDate {
        let place = self.days.partition_point(|other| *other < day) + count;
        self.days.get(place).or(self.days.last()).copied().unwrap_or(day)
    }

    /// School days from `first` to `last`, both included.
    pub(super) fn within(&self, first: NaiveDate, last: NaiveDate) -> &[NaiveDate] {
        let start = self.days.partition_point(|day| *day < first);
        let end = self.days.partition_point(|day| *day <= last).max(start);
        &self.days[start..end]
    }
}

/// Terms, bank holidays and school days around a day.
#[derive(Debug)]
pub(super) struct Almanac {
    /// The day that the caseload is invented for.
    pub(super) today: NaiveDate,
    /// The rows of terms.csv.
    pub(super) rows: Vec<TermRow>,
    /// The bank holidays of bank-holidays.json.
    pub(super) holidays: Vec<(NaiveDate, &'static str)>,
    /// The council's terms, the earliest first.
    pub(super) terms: Vec<Term>,
    calendar: Calendar,
    council: SchoolDays,
    own: SchoolDays,
}

impl Almanac {
    /// For a day: three academic years before the one that holds it (and as many more as some weeks fill), and the
    /// one after.
    pub(super) fn new(today: NaiveDate, weeks: u32) -> Self {
        let this = AcademicYear::of(today).0;
        let first = this - 3 - i32::try_from(weeks / 52).unwrap_or(0).min(40);
        let span: Vec<AcademicYear> = (first..=this + 1).map(AcademicYear).collect();
        let rows: Vec<TermRow> = span.iter().flat_map(|year| years::rows(*year)).collect();
        let holidays: Vec<(NaiveDate, &'static str)> = (first..=this + 2).flat_map(holidays::of_year).collect();
        let days: Vec<NaiveDate> = holidays.iter().map(|(day, _)| *day).collect();
        let calendar = Calendar::new(rows.clone(), &days);
        let (from, to) = (AcademicYear(first).first_day(), AcademicYear(this + 1).last_day());
        let council = SchoolDays::new(&calendar, COUNCIL, from, to, today);
        let own = SchoolDays::new(&calendar, OWN_TERMS, from, to, today);
        let terms = span.iter().flat_map(|year| years::terms(*year)).collect();
        Self { today, rows, holidays, terms, calendar, council, own }
    }

    /// The school days of a school.
    pub(super) fn days(&self, urn: &str) -> &SchoolDays {
        if urn == OWN_TERMS { &self.own } else { &self.council }
    }

    /// The council's school days.
    pub(super) fn council(&self) -> &SchoolDays {
        &self.council
    }

    /// The academic year of today.
    pub(super) fn year(&self) -> AcademicYear {
        AcademicYear::of(self.today)
    }

    /// The term that holds today, else the last that ended.
    pub(super) fn current_term(&self) -> &Term {
        let begun = self.terms.partition_point(|term| term.start <= self.today);
        &self.terms[begun.saturating_sub(1)]
    }

    /// The day a number of days before today (after, where negative).
    pub(super) fn ago(&self, days: i64) -> NaiveDate {
        shift(self.today, -days)
    }

    /// The day `count` working days after a day (before, where negative).
    pub(super) fn working_days_from(&self, day: NaiveDate, count: i64) -> NaiveDate {
        self.calendar.add_working_days(day, count)
    }

    /// A day, or the Friday before where it falls on a weekend.
    pub(super) fn weekday(day: NaiveDate) -> NaiveDate {
        use chrono::Datelike;
        shift(day, -(i64::from(day.weekday().num_days_from_monday()) - 4).max(0))
    }

    /// The tenth school day counted from today.
    pub(super) fn tenth_school_day(&self) -> NaiveDate {
        self.council.from(self.today, 9)
    }
}

/// A day some days later (earlier, where negative); the day itself at the ends of the calendar.
pub(super) fn shift(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.unwrap_or(day)
}

/// The word for a kind of term row.
pub(super) fn kind_word(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Term => "term",
        TermKind::Break => "break",
        TermKind::Inset => "inset",
    }
}
