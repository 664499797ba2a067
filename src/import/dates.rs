//! Dates as files write them: each of the ways is unmistakable, and whatever might be read in two ways is refused.

use crate::import::values::{EMPTY, Why, digits, quote};
use chrono::{Datelike, Days, NaiveDate};

const NOT_A_DATE: &str = "is not a date written YYYY-MM-DD or DD/MM/YYYY";
const SHORT_YEAR: &str = "has a year of two digits: write all four";
const TIME_OF_DAY: &str = "has a time of day, where a date alone belongs";
/// Whole numbers that a spreadsheet means as days since 1899-12-30: from October 1954 to January 2119. Fewer digits would
/// be a number, more a date without its dashes.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;
/// The months by their English names, January first.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A year, a month and a day as written.
type Parts = (u32, u32, u32);

/// Reads a date of the years 1900 to 2100: `2025-01-22`, `22/01/2025`, `1/9/2025`, `2025-Jan-22`, `22-Jan-2025`,
/// `22 January 2025`, each with or without a time of midnight, or the number of a spreadsheet's day.
pub(super) fn date(text: &str) -> Result<NaiveDate, Why> {
    if text.is_empty() {
        return Err(EMPTY.to_owned());
    }
    let parts = usual(text.as_bytes()).map_or_else(|| unusual(text), Ok);
    let (year, month, day) = parts.map_err(|why| format!("{} {why}", quote(text)))?;
    if !(1900..=2100).contains(&year) {
        return Err(format!("{} is not between 1900 and 2100", quote(text)));
    }
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.ok_or_else(|| format!("{} is a date that does not exist", quote(text)))
}

/// The two usual ways, by the places of the figures: millions of marks are read by them.
fn usual(text: &[u8]) -> Option<Parts> {
    let (year, month, day) = match text {
        [_, _, _, _, b'-', _, _, b'-', _, _] => (0..4, 5..7, 8..10),
        [_, _, b'/', _, _, b'/', _, _, _, _] => (6..10, 3..5, 0..2),
        _ => return None,
    };
    Some((digits(text.get(year)?)?, digits(text.get(month)?)?, digits(text.get(day)?)?))
}

fn unusual(text: &str) -> Result<Parts, &'static str> {
    if let Some(parts) = serial(text) {
        return Ok(parts);
    }
    let (day, time) = apart(text);
    let parts = named(day)?;
    if time.is_none_or(is_midnight) { Ok(parts) } else { Err(TIME_OF_DAY) }
}

fn serial(text: &str) -> Option<Parts> {
    let days = whole(text, 5).filter(|days| SERIALS.contains(days))?;
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days.into()))?;
    Some((date.year().unsigned_abs(), date.month(), date.day()))
}

/// The day, and the time behind it: what holds colons, behind a `T` or a blank.
fn apart(text: &str) -> (&str, Option<&str>) {
    let cut = text.find(':').and_then(|colon| text.get(..colon)?.rfind(['T', ' ']));
    match cut.and_then(|cut| Some((text.get(..cut)?, text.get(cut + 1..)?))) {
        Some((day, time)) => (day.trim_end(), Some(time)),
        None => (text, None),
    }
}

fn is_midnight(time: &str) -> bool {
    time.strip_suffix('Z').unwrap_or(time).bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'))
}

/// Three words divided by one sign.
fn named(text: &str) -> Result<Parts, &'static str> {
    let sign = text.chars().find(|sign| matches!(sign, '-' | '/' | ' ')).ok_or(NOT_A_DATE)?;
    let mut words = text.split(sign).filter(|word| sign != ' ' || !word.is_empty());
    let (Some(first), Some(second), Some(third), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(NOT_A_DATE);
    };
    let month = match sign {
        '/' => whole(second, 2),
        '-' => month(second).or_else(|| whole(second, 2)),
        _ => month(second),
    };
    let month = month.ok_or(NOT_A_DATE)?;
    let (day, year) = if sign == '-' && first.len() == 4 { (third, first) } else { (first, third) };
    let day = whole(day, 2).ok_or(NOT_A_DATE)?;
    let year = whole(year, 4).ok_or(NOT_A_DATE)?;
    match if first.len() == 4 { first.len() } else { third.len() } {
        4 => Ok((year, month, day)),
        2 => Err(SHORT_YEAR),
        _ => Err(NOT_A_DATE),
    }
}

/// The number of a month by its English name or the first three letters of it.
fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let known = |name: &str| name == word || name.get(..3) == Some(&word) || (word == "sept" && name == "september");
    (1..).zip(&MONTHS).find(|&(_, name)| known(name)).map(|(number, _)| number)
}

/// A whole number of at most so many figures.
fn whole(text: &str, most: usize) -> Option<u32> {
    if text.is_empty() || text.len() > most { None } else { digits(text.as_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_day_is_that_day() {
        for text in [
            "2025-01-02",
            "02/01/2025",
            "2/1/2025",
            "02/1/2025",
            "2025-Jan-02",
            "2025-Jan-2",
            "2025-jan-02 00:00:00",
            "02-Jan-2025",
            "2-JANUARY-2025",
            "2 January 2025",
            "02  Jan  2025",
            "2025-01-02T00:00:00",
            "2025-01-02T00:00:00.000Z",
            "2025-01-02 00:00:00",
            "02/01/2025 00:00",
            "45659",
        ] {
            assert_eq!(date(text).unwrap().to_string(), "2025-01-02", "{text}");
        }
    }

    #[test]
    fn what_could_be_another_day_is_refused_with_its_reason() {
        for (text, why) in [
            ("02/01/25", SHORT_YEAR),
            ("2/1/25", SHORT_YEAR),
            ("02-01-25", SHORT_YEAR),
            ("2-Jan-25", SHORT_YEAR),
            ("2 January 25", SHORT_YEAR),
            ("2025-01-02T09:30:00", TIME_OF_DAY),
            ("2025-Jan-02 00:00:01", TIME_OF_DAY),
            ("02/01/2025 12:00:00 AM", TIME_OF_DAY),
            ("2025/01/02", NOT_A_DATE),
            ("02/Jan/2025", NOT_A_DATE),
            ("2025-1", NOT_A_DATE),
            ("02/01/025", NOT_A_DATE),
            ("02/01/2025/1", NOT_A_DATE),
            ("20250102", NOT_A_DATE),
            ("19999", NOT_A_DATE),
            ("80001", NOT_A_DATE),
            ("45659.0", NOT_A_DATE),
            ("1-2-3", NOT_A_DATE),
            ("00:00", NOT_A_DATE),
            ("2 Janu 2025", "is not a date written YYYY-MM-DD or DD/MM/YYYY"),
        ] {
            assert_eq!(date(text), Err(format!("{} {why}", quote(text))), "{text}");
        }
    }

    #[test]
    fn the_first_and_the_last_day_of_a_spreadsheet_are_taken() {
        for (text, day) in [("20000", "1954-10-03"), ("80000", "2119-01-11")] {
            let shown = date(text).map(|date| date.to_string());
            let expected =
                if day > "2101" { Err(format!("{text} is not between 1900 and 2100")) } else { Ok(day.to_owned()) };
            assert_eq!(shown, expected);
        }
        assert_eq!(date("73415").unwrap().to_string(), "2100-12-31");
    }
}
