//! Dates as exports write them, and dates inside the words of a header.

use crate::import::dates::MONTHS;
use chrono::NaiveDate;

/// In which order day and month stand where both are figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Day, month, year.
    #[default]
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

impl Order {
    /// The word of a profile.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "day-month-year",
            Self::MonthFirst => "month-day-year",
        }
    }

    /// Reads the word of a profile.
    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst].into_iter().find(|order| order.word() == word)
    }
}

/// Reads a date that may have a weekday before it and a time behind it. Years have four figures.
pub(super) fn date(text: &str, order: Order) -> Option<NaiveDate> {
    let (date, before, behind) = find(text, order)?;
    let before = before.iter().all(|word| weekday(word).is_some());
    let few = behind.len() <= 5;
    let behind = behind
        .iter()
        .all(|word| matches!(word.as_str(), "t" | "z" | "am" | "pm") || word.bytes().all(|byte| byte.is_ascii_digit()));
    (before && behind && few).then_some(date)
}

/// The date that stands in the words of a header.
pub(super) fn within(text: &str, order: Order) -> Option<NaiveDate> {
    find(text, order).map(|(date, _, _)| date)
}

/// Monday to Friday as 0 to 4, by a word like `mon`, `tues` or `Wednesday`.
pub(super) fn weekday(word: &str) -> Option<u64> {
    const DAYS: &[(&str, &str)] =
        &[("mon", "monday"), ("tue", "tuesday"), ("wed", "wednesday"), ("thu", "thursday"), ("fri", "friday")];
    let word = word.to_ascii_lowercase();
    let fits = |(short, long): &(&str, &str)| word.starts_with(short) && long.starts_with(word.as_str());
    let place = DAYS.iter().position(fits).or_else(|| (word == "thur").then_some(3))?;
    u64::try_from(place).ok()
}

/// Figures and words, divided by all else.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let class = (letter.is_ascii_digit(), letter.is_alphanumeric());
        if letter.is_alphanumeric() {
            match pieces.last_mut().filter(|_| before == Some(class)) {
                Some(piece) => piece.push(letter),
                None => pieces.push(letter.to_string()),
            }
        }
        before = Some(class);
    }
    pieces
}

type Found<'p> = (NaiveDate, Vec<&'p str>, Vec<&'p str>);

fn find(text: &str, order: Order) -> Option<(NaiveDate, Vec<String>, Vec<String>)> {
    let pieces = pieces(text);
    let words: Vec<&str> = pieces.iter().map(String::as_str).filter(|word| !is_ordinal(word)).collect();
    let found: Option<Found<'_>> = (0..words.len()).find_map(|at| {
        let date = three(words.get(at..at + 3)?, order)?;
        Some((date, words.get(..at)?.to_vec(), words.get(at + 3..)?.to_vec()))
    });
    let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
    found.map(|(date, before, behind)| (date, owned(before), owned(behind)))
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

fn three(words: &[&str], order: Order) -> Option<NaiveDate> {
    let [first, second, third] = words else { return None };
    let figure = |word: &str, widest| {
        (word.len() <= widest && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse::<u32>().ok())?
    };
    let year = |word: &str| word.parse::<i32>().ok().filter(|year| word.len() == 4 && (1900..=2100).contains(year));
    if let Some(year) = year(first) {
        let month = month(second).or_else(|| figure(second, 2))?;
        return NaiveDate::from_ymd_opt(year, month, figure(third, 2)?);
    }
    let year = year(third)?;
    let (day, month) = match (month(first), month(second), order) {
        (Some(month), None, _) => (figure(second, 2)?, month),
        (None, Some(month), _) => (figure(first, 2)?, month),
        (None, None, Order::DayFirst) => (figure(first, 2)?, figure(second, 2)?),
        (None, None, Order::MonthFirst) => (figure(second, 2)?, figure(first, 2)?),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

fn month(word: &str) -> Option<u32> {
    let found = (1..)
        .zip(MONTHS)
        .find(|(_, month)| word.len() >= 3 && month.starts_with(word) || word == "sept" && *month == "september");
    found.map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_writing_and_none_that_is_guessed() {
        for (text, order, read) in [
            ("2026-11-02", Order::DayFirst, "2026-11-02"),
            ("02/11/2026", Order::DayFirst, "2026-11-02"),
            ("02/11/2026", Order::MonthFirst, "2026-02-11"),
            ("2.11.2026", Order::DayFirst, "2026-11-02"),
            ("2-Nov-2026", Order::MonthFirst, "2026-11-02"),
            ("Mon 2nd November 2026", Order::DayFirst, "2026-11-02"),
            ("Nov 2, 2026", Order::DayFirst, "2026-11-02"),
            ("2026-Nov-02 00:00:00", Order::DayFirst, "2026-11-02"),
            ("2026-11-02T09:30:00Z", Order::DayFirst, "2026-11-02"),
            ("02/11/2026 09:30", Order::DayFirst, "2026-11-02"),
            ("29/02/2024", Order::DayFirst, "2024-02-29"),
            ("29/02/2026", Order::DayFirst, ""),
            ("13/12/2026", Order::MonthFirst, ""),
            ("02/11/26", Order::DayFirst, ""),
            ("due 02/11/2026", Order::DayFirst, ""),
            ("02/11/2026 to 06/11/2026 or later", Order::DayFirst, ""),
            ("1899-12-31", Order::DayFirst, ""),
            ("", Order::DayFirst, ""),
        ] {
            let shown = date(text, order).map_or_else(String::new, |date| date.to_string());
            assert_eq!(shown, read, "{text} {order:?}");
        }
        assert_eq!(within("Wk beg 02/11/2026 Mon AM", Order::DayFirst), NaiveDate::from_ymd_opt(2026, 11, 2));
    }

    #[test]
    fn school_days_by_their_short_and_long_names() {
        for (word, day) in [
            ("Mon", Some(0)),
            ("tues", Some(1)),
            ("Wednesday", Some(2)),
            ("Thur", Some(3)),
            ("fri", Some(4)),
            ("Sat", None),
            ("m", None),
            ("month", None),
        ] {
            assert_eq!(weekday(word), day, "{word}");
        }
    }
}
