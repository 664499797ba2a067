//! Columns of days: a header's word that is a day, or a session of one.

use crate::domain::attendance::Half;
use crate::import::mapping::dates::{self, Order};
use chrono::{Datelike, Days, NaiveDate};

/// The day of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// A day of the calendar.
    Date(NaiveDate),
    /// Monday to Friday as 0 to 4, in the week that the row names.
    Weekday(u64),
}

/// A column that holds marks of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayColumn {
    /// Which day.
    pub(super) day: Day,
    /// Which session; without one its cells hold both.
    pub(super) half: Option<Half>,
}

/// Which words beside the day do not spoil a column of a day.
const HARMLESS: &[&str] = &[
    "week",
    "wk",
    "beg",
    "beginning",
    "commencing",
    "starting",
    "wc",
    "w",
    "c",
    "session",
    "mark",
    "marks",
    "code",
    "date",
    "of",
];

/// Reads a header's word as a day: a date, or a weekday, with or without AM or PM. Of a date and another weekday, the
/// date is the Monday of the week.
pub(super) fn day(word: &str, order: Order) -> Option<DayColumn> {
    let pieces = dates::pieces(word);
    let half = half_of(&pieces);
    let weekday = pieces.iter().find_map(|piece| dates::weekday(piece));
    let Some(date) = dates::within(word, order) else {
        let plain = |piece: &String| dates::weekday(piece).is_some() || half_word(piece).is_some();
        return (weekday.is_some() && pieces.iter().all(plain))
            .then_some(DayColumn { day: Day::Weekday(weekday?), half });
    };
    let known = |piece: &String| {
        HARMLESS.contains(&piece.as_str())
            || dates::weekday(piece).is_some()
            || half_word(piece).is_some()
            || piece.bytes().all(|byte| byte.is_ascii_digit())
            || dates::date(&format!("1 {piece} 2026"), order).is_some()
            || matches!(piece.as_str(), "st" | "nd" | "rd" | "th")
    };
    if !pieces.iter().all(known) {
        return None;
    }
    let monday = date.weekday().num_days_from_monday() == 0;
    let shifted = weekday.filter(|_| monday).and_then(|day| date.checked_add_days(Days::new(day)));
    let fits = weekday.is_none_or(|day| monday || u64::from(date.weekday().num_days_from_monday()) == day);
    fits.then_some(DayColumn { day: Day::Date(shifted.unwrap_or(date)), half })
}

fn half_of(pieces: &[String]) -> Option<Half> {
    pieces.iter().find_map(|piece| half_word(piece))
}

fn half_word(piece: &str) -> Option<Half> {
    match piece {
        "am" | "morning" => Some(Half::Am),
        "pm" | "afternoon" => Some(Half::Pm),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_what_is_none() {
        let date = |day| Day::Date(NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
        for (word, read) in [
            ("02/11/2026", Some((date(2), None))),
            ("Mon 02/11/2026 AM", Some((date(2), Some(Half::Am)))),
            ("W/C 02/11/2026 Wed PM", Some((date(4), Some(Half::Pm)))),
            ("Tuesday 3 November 2026 afternoon", Some((date(3), Some(Half::Pm)))),
            ("Tuesday 02/11/2026", Some((date(3), None))),
            ("Friday 03/11/2026", None),
            ("Mon AM", Some((Day::Weekday(0), Some(Half::Am)))),
            ("Friday", Some((Day::Weekday(4), None))),
            ("Friday club", None),
            ("AM", None),
            ("PEP due 02/11/2026", None),
            ("02/11/26", None),
            ("", None),
        ] {
            assert_eq!(day(word, Order::DayFirst), read.map(|(day, half)| DayColumn { day, half }), "{word}");
        }
    }
}
