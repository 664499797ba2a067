//! WHEN: a follow-up date in words, and its echo.

use crate::domain::calendar::Calendar;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The longest search for a day that exists (29 February over a century without a leap day) or for a school day.
const FARTHEST_YEARS: i32 = 8;
const FARTHEST_DAYS: usize = 366;

/// Reads `fri`, `next fri`, `+3d`, `+2w`, `4/12`, `after half term` or an ISO date. `scope` is the school whose terms
/// count, else the council's. `None` where the words are not understood.
pub fn parse(words: &str, today: NaiveDate, calendar: &Calendar, scope: &str) -> Option<NaiveDate> {
    let lower = words.to_lowercase();
    match lower.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["next", day] => weekday(day).and_then(|day| in_following_week(today, day)),
        ["after", "half", "term"] => after_half_term(today, calendar, scope),
        [word] => weekday(word)
            .and_then(|day| first_after(today, day))
            .or_else(|| from_now(word, today))
            .or_else(|| day_and_month(word, today))
            .or_else(|| iso(word)),
        _ => None,
    }
}

/// `Fri 4 Dec 2026, 11 days, school day`.
pub fn echo(day: NaiveDate, today: NaiveDate, calendar: &Calendar, scope: &str) -> String {
    let school = if calendar.is_school_day(scope, day) { "school day" } else { "not a school day" };
    format!("{}, {}, {school}", day.format("%a %-d %b %Y"), distance(day, today))
}

/// How far a day is from another, in words: `today`, `1 day`, `11 days`, `3 days ago`.
pub fn distance(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        -1 => "1 day ago".to_owned(),
        days if days < 0 => format!("{} days ago", -days),
        days => format!("{days} days"),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, &str, Weekday); 7] = [
        ("mon", "monday", Weekday::Mon),
        ("tue", "tuesday", Weekday::Tue),
        ("wed", "wednesday", Weekday::Wed),
        ("thu", "thursday", Weekday::Thu),
        ("fri", "friday", Weekday::Fri),
        ("sat", "saturday", Weekday::Sat),
        ("sun", "sunday", Weekday::Sun),
    ];
    DAYS.iter().find(|(short, long, _)| word == *short || word == *long).map(|row| row.2)
}

fn first_after(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let ahead = (6 + day.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7 + 1;
    today.checked_add_days(Days::new(ahead.into()))
}

fn in_following_week(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let ahead = 7 + day.num_days_from_monday();
    today.week(Weekday::Mon).checked_first_day()?.checked_add_days(Days::new(ahead.into()))
}

fn after_half_term(today: NaiveDate, calendar: &Calendar, scope: &str) -> Option<NaiveDate> {
    let (_, last) = calendar.running_or_next_break(scope, today)?;
    last.iter_days().skip(1).take(FARTHEST_DAYS).find(|day| calendar.is_school_day(scope, *day))
}

fn from_now(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let rest = word.strip_prefix('+')?;
    let (number, days) = match rest.strip_suffix('d') {
        Some(number) => (number, 1),
        None => (rest.strip_suffix('w')?, 7),
    };
    let count = digits(number, 4)?;
    today.checked_add_days(Days::new(u64::from(count) * days))
}

fn day_and_month(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = word.split_once('/')?;
    let (day, month) = (digits(day, 2)?, digits(month, 2)?);
    (today.year()..=today.year() + FARTHEST_YEARS)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|found| *found > today)
}

fn iso(word: &str) -> Option<NaiveDate> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && (year.len(), month.len(), day.len()) == (4, 2, 2);
    let year = i32::try_from(digits(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?).filter(|_| whole)
}

/// A number of one to `most` plain digits.
fn digits(text: &str, most: usize) -> Option<u32> {
    let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::COUNCIL;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(words: &str, today: &str) -> Option<NaiveDate> {
        parse(words, day(today), &Calendar::default(), COUNCIL)
    }

    #[test]
    fn words_become_days() {
        // 2026-11-23 is a Monday.
        for (words, today, expected) in [
            ("fri", "2026-11-23", "2026-11-27"),
            ("FRI", "2026-11-26", "2026-11-27"),
            ("friday", "2026-11-27", "2026-12-04"),
            ("sun", "2026-11-28", "2026-11-29"),
            ("mon", "2026-11-23", "2026-11-30"),
            ("next fri", "2026-11-23", "2026-12-04"),
            ("next mon", "2026-11-29", "2026-11-30"),
            ("next mon", "2026-11-30", "2026-12-07"),
            (" Next   Sunday ", "2026-11-29", "2026-12-06"),
            ("+0d", "2026-11-23", "2026-11-23"),
            ("+3d", "2026-11-23", "2026-11-26"),
            ("+2w", "2026-11-23", "2026-12-07"),
            ("+2W", "2026-12-24", "2027-01-07"),
            ("4/12", "2026-11-23", "2026-12-04"),
            ("04/12", "2026-12-03", "2026-12-04"),
            ("4/12", "2026-12-04", "2027-12-04"),
            ("29/2", "2026-11-23", "2028-02-29"),
            ("29/2", "2096-03-01", "2104-02-29"),
            ("2027-01-05", "2026-11-23", "2027-01-05"),
            ("2020-01-05", "2026-11-23", "2020-01-05"),
        ] {
            assert_eq!(read(words, today), Some(day(expected)), "{words} on {today}");
        }
    }

    #[test]
    fn other_words_are_not_understood() {
        for words in [
            "",
            "soon",
            "next",
            "next week",
            "fri next",
            "31/4",
            "0/1",
            "1/13",
            "4/12/2026",
            "+d",
            "+-3d",
            "+3",
            "3d",
            "2026-1-5",
            "2026-02-30",
            "+2026-01-01",
            "٣/٤",
            "after half",
            "+99999d",
        ] {
            assert_eq!(read(words, "2026-11-23"), None, "{words}");
        }
    }

    #[test]
    fn after_half_term_is_the_first_school_day_after_the_break() {
        // Assumed breaks: 26-30 October 2026 and 15-19 February 2027, a Monday to a Friday each.
        for (today, expected) in [
            ("2026-10-01", "2026-11-02"),
            ("2026-10-26", "2026-11-02"),
            ("2026-10-30", "2026-11-02"),
            ("2026-10-31", "2027-02-22"),
            ("2026-11-23", "2027-02-22"),
        ] {
            assert_eq!(read("after half term", today), Some(day(expected)), "{today}");
        }
    }

    #[test]
    fn the_echo_says_weekday_date_distance_and_school_day() {
        for (at, expected) in [
            ("2026-12-04", "Fri 4 Dec 2026, 11 days, school day"),
            ("2026-11-23", "Mon 23 Nov 2026, today, school day"),
            ("2026-11-24", "Tue 24 Nov 2026, 1 day, school day"),
            ("2026-11-28", "Sat 28 Nov 2026, 5 days, not a school day"),
            ("2026-11-20", "Fri 20 Nov 2026, 3 days ago, school day"),
            ("2026-12-25", "Fri 25 Dec 2026, 32 days, not a school day"),
        ] {
            assert_eq!(echo(day(at), day("2026-11-23"), &Calendar::default(), COUNCIL), expected);
        }
    }

    proptest! {
        #[test]
        fn any_words_on_any_day_are_safe(words in ".{0,20}", days in 0_i32..4_000_000) {
            let today = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default();
            let _ = parse(&words, today, &Calendar::default(), COUNCIL);
        }

        #[test]
        fn a_weekday_lies_one_to_seven_days_ahead(offset in 0_u64..800) {
            let today = day("2026-01-01") + Days::new(offset);
            for word in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
                let ahead = (parse(word, today, &Calendar::default(), COUNCIL).unwrap() - today).num_days();
                prop_assert!((1..=7).contains(&ahead));
            }
        }
    }
}
