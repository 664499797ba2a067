//! The register of a case: its marks up to today.

use crate::domain::attendance::tally::YearFigures;
use crate::domain::attendance::{AcademicYear, NO_MARK, YearMarks, class_of, session_day};
use crate::domain::calendar::days::{number, of_number};
use crate::domain::case::Case;
use chrono::{Datelike, NaiveDate};

/// Attended and possible sessions of a week; `None` without a possible one.
pub type WeekRate = Option<(i64, i64)>;

/// A mark and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    year: AcademicYear,
    index: usize,
    /// The packed code.
    pub(crate) byte: u8,
}

impl Mark {
    /// Whether the mark stands in an academic year.
    pub(crate) fn in_year(&self, year: AcademicYear) -> bool {
        self.year == year
    }

    /// The day of the mark.
    pub(crate) fn day(&self) -> NaiveDate {
        session_day(self.year, self.index)
    }
}

impl<'a> Case<'a> {
    /// The years of marks up to today's, each with the bytes that count, the latest first.
    pub(crate) fn years(&self) -> impl Iterator<Item = (&'a YearMarks, &'a [u8])> {
        let (this_year, sessions) = (self.context.year, self.context.sessions);
        let past = self.child.marks.iter().filter(move |marks| marks.year <= this_year);
        past.map(move |marks| {
            let counted = if marks.year == this_year { sessions.min(marks.bytes.len()) } else { marks.bytes.len() };
            (marks, &marks.bytes[..counted])
        })
    }

    /// This academic year's marks up to today, a byte a session.
    pub fn marks_this_year(&self) -> &'a [u8] {
        self.years().find(|(marks, _)| marks.year == self.context.year).map_or(&[], |(_, bytes)| bytes)
    }

    /// This academic year's figures up to today.
    pub fn figures(&self) -> YearFigures {
        *self.figures.get_or_init(|| YearFigures::of(self.marks_this_year()))
    }

    /// The figures of any academic year, up to today.
    pub fn figures_of(&self, year: AcademicYear) -> YearFigures {
        self.years()
            .find(|(marks, _)| marks.year == year)
            .map_or_else(YearFigures::default, |(_, bytes)| YearFigures::of(bytes))
    }

    /// Possible sessions of this academic year, the latest first.
    pub(crate) fn possible_this_year(&self) -> impl Iterator<Item = u8> {
        self.marks_this_year().iter().rev().copied().filter(|&byte| class_of(byte).possible())
    }

    /// Possible sessions of all years, the latest first.
    pub(crate) fn possible_back(&self) -> impl Iterator<Item = Mark> {
        self.marks_back().filter(|mark| class_of(mark.byte).possible())
    }

    /// Marks of any code in all years, the latest first.
    pub(crate) fn marks_back(&self) -> impl Iterator<Item = Mark> {
        self.years().flat_map(|(marks, bytes)| {
            let year = marks.year;
            let back = bytes.iter().enumerate().rev().filter(|&(_, &byte)| byte != NO_MARK);
            back.map(move |(index, &byte)| Mark { year, index, byte })
        })
    }

    /// Marks of this academic year up to today, the earliest first.
    pub(crate) fn marks_on(&self) -> impl Iterator<Item = Mark> {
        let year = self.context.year;
        self.marks_this_year().iter().enumerate().map(move |(index, &byte)| Mark { year, index, byte })
    }

    /// Whether there is a possible session in the last `days` days.
    pub(crate) fn possible_within(&self, days: i64) -> bool {
        let first = self.context.days_ago(days);
        self.possible_back().next().is_some_and(|mark| mark.day() >= first)
    }

    /// Whether a day has a mark of any code.
    pub(crate) fn marked_on(&self, day: NaiveDate) -> bool {
        let year = AcademicYear::of(day);
        let Ok(days) = usize::try_from(number(day) - number(year.first_monday())) else { return false };
        let (week, weekday) = (days / 7, days % 7);
        let found = self.years().find(|(marks, _)| marks.year == year && weekday < 5);
        let start = 10 * week + 2 * weekday;
        found.is_some_and(|(_, bytes)| bytes.iter().skip(start).take(2).any(|&byte| byte != NO_MARK))
    }

    /// The bytes of a week by its Monday; two stretches where the week holds 1 September.
    fn week(&self, monday: i32) -> impl Iterator<Item = &'a [u8]> {
        self.years().filter_map(move |(marks, bytes)| {
            let days = usize::try_from(monday - number(marks.year.first_monday())).ok()?;
            let start = 10 * (days / 7);
            bytes.get(start..bytes.len().min(start + 10))
        })
    }

    /// Attended and possible sessions of the last `weeks` calendar weeks, this one last.
    pub fn weekly_rates(&self, weeks: usize) -> Vec<WeekRate> {
        let today = number(self.today());
        let this_monday = today - i32::try_from(self.today().weekday().num_days_from_monday()).unwrap_or(0);
        debug_assert!(of_number(this_monday).weekday() == chrono::Weekday::Mon);
        let mondays = (0..weeks).rev().map(|back| this_monday - 7 * i32::try_from(back).unwrap_or(0));
        let rates = mondays.map(|monday| {
            let mut figures = YearFigures::default();
            self.week(monday).flatten().for_each(|&byte| figures.add(byte));
            (figures.possible > 0).then_some((figures.attended, figures.possible))
        });
        rates.collect()
    }
}
