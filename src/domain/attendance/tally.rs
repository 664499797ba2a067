//! Tallies: marks folded to figures.

use crate::domain::attendance::{AcademicYear, Class, YearMarks, class_of};
use crate::domain::calendar::days::number;
use crate::domain::exact::Exact;
use chrono::NaiveDate;

/// What a stretch of marks adds up to, in half-day sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearFigures {
    /// Sessions in the denominator of every rate.
    pub possible: i64,
    /// Present and approved.
    pub attended: i64,
    /// Authorised absences.
    pub authorised: i64,
    /// Unauthorised absences.
    pub unauthorised: i64,
}

impl YearFigures {
    /// Folds bytes, one a session.
    pub fn of(bytes: &[u8]) -> Self {
        let mut counts = [0_i64; 4];
        // A chunk stays below 256 so that the counters fit a byte, which lets the fold run many bytes at once.
        for chunk in bytes.chunks(240) {
            let mut few = [0_u8; 4];
            for byte in chunk {
                let class = byte & 0xf0;
                few[0] += u8::from(class == 0x10);
                few[1] += u8::from(class == 0x20);
                few[2] += u8::from(class == 0x30);
                few[3] += u8::from(class == 0x40);
            }
            for (count, few) in counts.iter_mut().zip(few) {
                *count += i64::from(few);
            }
        }
        let [present, approved, authorised, unauthorised] = counts;
        let attended = present + approved;
        Self { possible: attended + authorised + unauthorised, attended, authorised, unauthorised }
    }

    /// Absences of both kinds.
    pub const fn absent(&self) -> i64 {
        self.authorised + self.unauthorised
    }

    /// Absence rate in per cent; `None` without a possible session.
    pub const fn absence(&self) -> Option<Exact> {
        Exact::percent(self.absent(), self.possible)
    }

    /// Attendance rate in per cent; `None` without a possible session.
    pub const fn attendance(&self) -> Option<Exact> {
        Exact::percent(self.attended, self.possible)
    }

    /// These sessions without some of them.
    #[must_use]
    pub const fn without(&self, other: &Self) -> Self {
        Self {
            possible: self.possible - other.possible,
            attended: self.attended - other.attended,
            authorised: self.authorised - other.authorised,
            unauthorised: self.unauthorised - other.unauthorised,
        }
    }

    /// Adds one mark.
    pub const fn add(&mut self, byte: u8) {
        match class_of(byte) {
            Class::Present | Class::Approved => self.attended += 1,
            Class::Authorised => self.authorised += 1,
            Class::Unauthorised => self.unauthorised += 1,
            _ => return,
        }
        self.possible += 1;
    }
}

/// How many bytes of a year count on a day: those of sessions up to and including it.
pub fn sessions_until(year: AcademicYear, today: NaiveDate) -> usize {
    if today > year.last_day() {
        return usize::MAX;
    }
    let Ok(days) = usize::try_from(number(today) - number(year.first_monday())) else { return 0 };
    if today < year.first_day() { 0 } else { 10 * (days / 7) + (2 * (days % 7 + 1)).min(10) }
}

/// The bytes of a year that count on a day.
pub fn counted(marks: &YearMarks, today: NaiveDate) -> &[u8] {
    &marks.bytes[..sessions_until(marks.year, today).min(marks.bytes.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::{Half, parse_code, session_index};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn figures_add_up_however_long_the_year() {
        let code = |text: &str| parse_code(text).unwrap().byte;
        let mut bytes = vec![code("/"); 300];
        bytes.extend(vec![code("I"); 120]);
        bytes.extend(vec![code("N"); 60]);
        bytes.extend([code("K"), code("D"), code("#"), 0, 0xff]);
        let figures = YearFigures::of(&bytes);
        assert_eq!(figures, YearFigures { possible: 481, attended: 301, authorised: 120, unauthorised: 60 });
        let mut one_by_one = YearFigures::default();
        for &byte in &bytes {
            one_by_one.add(byte);
        }
        assert_eq!(one_by_one, figures);
    }

    #[test]
    fn marks_after_today_do_not_count() {
        let year = AcademicYear(2026);
        for (today, last) in [("2026-11-23", "2026-11-23"), ("2026-11-28", "2026-11-27"), ("2026-11-29", "2026-11-27")]
        {
            let until = sessions_until(year, day(today));
            assert_eq!(Some(until - 1), session_index(day(last), Half::Pm), "{today}");
        }
        assert_eq!(sessions_until(year, day("2026-08-31")), 0);
        assert_eq!(sessions_until(year, day("2027-09-01")), usize::MAX);
        assert_eq!(sessions_until(AcademicYear(2024), day("2024-09-01")), 10);
    }
}
