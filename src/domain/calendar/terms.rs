//! The terms of one scope: a school's own rows over the council's, or those assumed where no file came in.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::days::{DaySet, FIRST_YEAR, LAST_YEAR, number};
use crate::domain::calendar::{COUNCIL, Term, TermKind, TermRow};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The terms, breaks and school days of the council or of a school with rows of its own.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    /// Terms by their first day.
    pub(crate) by_start: Vec<Term>,
    /// For each term, which of it and those before it ends last.
    latest_end: Vec<usize>,
    /// Breaks by their first day.
    pub(crate) breaks: Vec<(NaiveDate, NaiveDate)>,
    /// Working days inside a term and in no break or inset row.
    pub(crate) school_days: DaySet,
}

impl Terms {
    /// From the rows that hold for one scope.
    pub(crate) fn new(rows: &[&TermRow], working_days: &DaySet) -> Self {
        let mut school_days = DaySet::empty();
        for (kind, into) in [(TermKind::Term, true), (TermKind::Break, false), (TermKind::Inset, false)] {
            for row in rows.iter().filter(|row| row.kind == kind) {
                school_days.fill(number(row.start), number(row.end), into);
            }
        }
        school_days.keep(working_days);
        school_days.count_up();
        let of_kind = |kind| rows.iter().filter(move |row| row.kind == kind && row.start <= row.end);
        let mut terms: Vec<Term> = of_kind(TermKind::Term)
            .map(|row| Term {
                year: AcademicYear::of(row.start),
                name: row.name.clone(),
                start: row.start,
                end: row.end,
            })
            .collect();
        terms.sort_by(|left, right| (left.start, left.end, &left.name).cmp(&(right.start, right.end, &right.name)));
        let mut breaks: Vec<_> = of_kind(TermKind::Break).map(|row| (row.start, row.end)).collect();
        breaks.sort_unstable();
        let latest_end = latest_ends(&terms);
        Self { by_start: terms, latest_end, breaks, school_days }
    }

    /// The term that holds a day.
    pub(crate) fn holding(&self, day: NaiveDate) -> Option<&Term> {
        self.current(day).filter(|term| day <= term.end)
    }

    /// The term that holds a day, else the last that ended before it.
    pub(crate) fn current(&self, day: NaiveDate) -> Option<&Term> {
        let last = self.by_start.partition_point(|term| term.start <= day).checked_sub(1)?;
        let place = if self.by_start[last].end >= day { last } else { self.latest_end[last] };
        self.by_start.get(place)
    }

    /// The last term that ended before a day.
    pub(crate) fn last_ended(&self, day: NaiveDate) -> Option<&Term> {
        let started = self.by_start.partition_point(|term| term.start <= day);
        let mut best: Option<&Term> = None;
        for place in (0..started).rev() {
            if best.is_some_and(|best| self.by_start[self.latest_end[place]].end <= best.end) {
                break;
            }
            let term = &self.by_start[place];
            if term.end < day && best.is_none_or(|best| term.end > best.end) {
                best = Some(term);
            }
        }
        best
    }
}

fn latest_ends(terms: &[Term]) -> Vec<usize> {
    let mut latest = 0;
    let places = (0..terms.len()).map(|place| {
        if terms[place].end >= terms[latest].end {
            latest = place;
        }
        latest
    });
    places.collect()
}

/// The rows that hold for a scope: its own, and the council's of which it has none of that kind, name and year.
pub(crate) fn rows_of<'a>(scope: &str, own: &[&'a TermRow], council: &[&'a TermRow]) -> Vec<&'a TermRow> {
    let same = |left: &TermRow, right: &TermRow| {
        left.kind == right.kind
            && left.name == right.name
            && AcademicYear::of(left.start) == AcademicYear::of(right.start)
    };
    let mut rows = own.to_vec();
    if scope != COUNCIL {
        rows.extend(council.iter().filter(|row| !own.iter().any(|own| same(own, row))));
    }
    rows
}

/// The terms and breaks assumed where no terms.csv came in.
pub(crate) fn assumed() -> Vec<TermRow> {
    (FIRST_YEAR..LAST_YEAR).flat_map(assumed_in).collect()
}

/// Those of the academic year that begins in a year.
fn assumed_in(year: i32) -> Vec<TermRow> {
    let row = |kind, name: &str, from: (i32, u32, u32), to: (i32, u32, u32)| {
        let start = NaiveDate::from_ymd_opt(from.0, from.1, from.2)?;
        let end = NaiveDate::from_ymd_opt(to.0, to.1, to.2)?;
        Some(TermRow { scope: COUNCIL.into(), kind, name: name.into(), start, end })
    };
    let half_term = |name: &str, monday: Option<NaiveDate>| {
        let start = monday?;
        let end = start.checked_add_days(Days::new(4))?;
        Some(TermRow { scope: COUNCIL.into(), kind: TermKind::Break, name: name.into(), start, end })
    };
    let next = year + 1;
    let rows = [
        row(TermKind::Term, "autumn", (year, 9, 1), (year, 12, 19)),
        row(TermKind::Term, "spring", (next, 1, 5), (next, 3, 31)),
        row(TermKind::Term, "summer", (next, 4, 16), (next, 7, 22)),
        half_term("autumn half term", full_weeks(year, 10).next_back()),
        half_term("spring half term", full_weeks(next, 2).nth(2)),
        half_term("summer half term", last_monday(next, 5)),
    ];
    rows.into_iter().flatten().collect()
}

/// The Mondays of a month whose Friday is in the month too.
fn full_weeks(year: i32, month: u32) -> impl DoubleEndedIterator<Item = NaiveDate> {
    (1..=27)
        .filter_map(move |day| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|day| day.weekday() == Weekday::Mon)
        .filter(move |day| day.checked_add_days(Days::new(4)).is_some_and(|friday| friday.month() == month))
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    (1..=31).rev().filter_map(|day| NaiveDate::from_ymd_opt(year, month, day)).find(|day| day.weekday() == Weekday::Mon)
}
