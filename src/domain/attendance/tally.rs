//! Tallies: marks folded to figures.

use crate::domain::attendance::{AcademicYear, Class, class_of};
use crate::domain::calendar::days::number;
use crate::domain::exact::Exact;
use chrono::NaiveDate;

/// Bytes folded at once.
const LANES: usize = 16;

/// Counts attended, authorised and unauthorised sessions of a block, lane by lane.
fn count(block: &[u8], counts: &mut [[u8; LANES]; 3]) {
    for (lane, &byte) in block.iter().enumerate().take(LANES) {
        let class = byte & 0xf0;
        counts[0][lane] += u8::from(class == 0x10) | u8::from(class == 0x20);
        counts[1][lane] += u8::from(class == 0x30);
        counts[2][lane] += u8::from(class == 0x40);
    }
}

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
        let mut figures = Self::default();
        // A stretch ends before a counter of a byte could overflow; such counters let 16 bytes be folded at once.
        for stretch in bytes.chunks(LANES * 255) {
            let mut counts = [[0_u8; LANES]; 3];
            let blocks = stretch.chunks_exact(LANES);
            let rest = blocks.remainder();
            for block in blocks {
                count(block, &mut counts);
            }
            for &byte in rest {
                figures.add(byte);
            }
            let [attended, authorised, unauthorised] =
                counts.map(|lanes| lanes.iter().copied().map(i64::from).sum::<i64>());
            figures.attended += attended;
            figures.authorised += authorised;
            figures.unauthorised += unauthorised;
            figures.possible += attended + authorised + unauthorised;
        }
        figures
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

    /// These sessions and others.
    #[must_use]
    pub const fn and(&self, other: &Self) -> Self {
        Self {
            possible: self.possible + other.possible,
            attended: self.attended + other.attended,
            authorised: self.authorised + other.authorised,
            unauthorised: self.unauthorised + other.unauthorised,
        }
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
