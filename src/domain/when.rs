//! WHEN: a follow-up date in words, and its echo.

use crate::domain::calendar::Calendar;
use chrono::NaiveDate;

/// Reads `fri`, `next fri`, `+3d`, `+2w`, `4/12`, `after half term` or an ISO date. `scope` is the school whose terms
/// count, else the council's. `None` where the words are not understood.
pub fn parse(words: &str, today: NaiveDate, calendar: &Calendar, scope: &str) -> Option<NaiveDate> {
    let _ = (words, today, calendar, scope);
    todo!()
}

/// `Fri 4 Dec 2026, 11 days, school day`.
pub fn echo(day: NaiveDate, today: NaiveDate, calendar: &Calendar, scope: &str) -> String {
    let _ = (day, today, calendar, scope);
    todo!()
}
