//! The bank holidays of England and Wales, computed, and their JSON.

use crate::sample::SampleFile;
use crate::sample::almanac::shift;
use chrono::{Datelike, NaiveDate, Weekday};
use std::fmt::Write;

fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Easter Sunday (Meeus, Jones and Butcher).
pub(super) fn easter(year: i32) -> NaiveDate {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let sum = moon + week - 7 * late + 114;
    let day = u32::try_from(sum % 31).unwrap_or(0) + 1;
    on(year, u32::try_from(sum / 31).unwrap_or(4), day)
}

fn monday_from(day: NaiveDate) -> NaiveDate {
    shift(day, i64::from((7 - day.weekday().num_days_from_monday()) % 7))
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    monday_from(on(year, month, 25))
}

/// The bank holidays of a year, the earliest first, single proclaimed days of the past among them.
pub(super) fn of_year(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let new_year = on(year, 1, 1);
    let easter = easter(year);
    let (christmas, boxing) = match on(year, 12, 25).weekday() {
        Weekday::Fri => (25, 28),
        Weekday::Sat | Weekday::Sun => (27, if on(year, 12, 25).weekday() == Weekday::Sat { 28 } else { 26 }),
        _ => (25, 26),
    };
    let early_may = if year == 2020 { on(2020, 5, 8) } else { monday_from(on(year, 5, 1)) };
    let spring = if year == 2022 { on(2022, 6, 2) } else { last_monday(year, 5) };
    let mut days = vec![
        (if weekend(new_year) { monday_from(new_year) } else { new_year }, "New Year’s Day"),
        (shift(easter, -2), "Good Friday"),
        (shift(easter, 1), "Easter Monday"),
        (early_may, "Early May bank holiday"),
        (spring, "Spring bank holiday"),
        (last_monday(year, 8), "Summer bank holiday"),
        (on(year, 12, christmas), "Christmas Day"),
        (on(year, 12, boxing), "Boxing Day"),
    ];
    match year {
        2022 => days.extend([(on(2022, 6, 3), "Platinum Jubilee bank holiday"), (on(2022, 9, 19), "State Funeral")]),
        2023 => days.push((on(2023, 5, 8), "Coronation of King Charles III")),
        _ => {}
    }
    days.sort_unstable_by_key(|(day, _)| *day);
    days
}

/// The bank holidays in the layout of GOV.UK.
pub(super) fn file(days: &[(NaiveDate, &'static str)]) -> SampleFile {
    let mut text =
        String::from("{\n  \"england-and-wales\": {\n    \"division\": \"england-and-wales\",\n    \"events\": [");
    for (place, (day, title)) in days.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}\n      {{\n        \"date\": \"{day}\",\n        \"title\": \"{title}\",\n        \"notes\": \"\",\n        \
             \"bunting\": {}\n      }}",
            *title != "Good Friday" && *title != "State Funeral"
        );
    }
    text.push_str("\n    ]\n  }\n}\n");
    SampleFile { name: "bank-holidays.json", bytes: text.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_as_published() {
        for (year, month, day) in [(2012, 4, 8), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16)] {
            assert_eq!(easter(year), on(year, month, day));
        }
    }

    #[test]
    fn substitutes_fall_as_published() {
        let days = |year| of_year(year).into_iter().map(|(day, _)| day.to_string()).collect::<Vec<_>>();
        assert!(days(2027).ends_with(&["2027-08-30".into(), "2027-12-27".into(), "2027-12-28".into()]));
        assert!(days(2026).ends_with(&["2026-08-31".into(), "2026-12-25".into(), "2026-12-28".into()]));
        assert!(days(2022).ends_with(&["2022-09-19".into(), "2022-12-26".into(), "2022-12-27".into()]));
        assert_eq!(days(2028)[0], "2028-01-03");
    }
}
