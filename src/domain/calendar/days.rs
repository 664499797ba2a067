//! Days by number: sets of days that count and find in no time, and weekdays counted by sums.

use chrono::{Datelike, NaiveDate};

/// The number of a day; numbers of neighbouring days differ by 1.
pub(crate) fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The day of a number.
pub(crate) fn of_number(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

/// Calendar days from one day to another; negative where `to` is earlier.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(number(to)) - i64::from(number(from))
}

/// Monday to Friday days with a number below `number`, from Monday, day 1.
pub(crate) fn weekdays_before(number: i32) -> i64 {
    let days = i64::from(number) - 1;
    5 * days.div_euclid(7) + days.rem_euclid(7).min(5)
}

/// The first year whose school days are known.
pub(crate) const FIRST_YEAR: i32 = 1990;
/// The last year whose school days are known.
pub(crate) const LAST_YEAR: i32 = 2060;

/// The number of 1 January of the first year.
const FIRST: i32 = 726_468;
/// Words of 64 days that reach into the last year.
const WORDS: usize = 406;

/// A set of days between 1990 and 2060: a bit a day, and how many days stand before each word.
#[derive(Debug, Clone)]
pub(crate) struct DaySet {
    words: Vec<u64>,
    before: Vec<u32>,
}

/// The place of a day in the set, at the ends where it lies outside.
fn place(number: i32) -> usize {
    usize::try_from(number.saturating_sub(FIRST)).unwrap_or(0).min(64 * WORDS)
}

impl DaySet {
    /// No day.
    pub(crate) fn empty() -> Self {
        Self { words: vec![0; WORDS], before: vec![0; WORDS] }
    }

    /// Monday to Friday without the days given.
    pub(crate) fn weekdays_without(days: &[i32]) -> Self {
        let mut set = Self::empty();
        let mut monday = FIRST;
        while place(monday) < 64 * WORDS {
            set.fill(monday, monday + 4, true);
            monday += 7;
        }
        for &day in days {
            set.fill(day, day, false);
        }
        set
    }

    /// Puts the days of a span in, or takes them out. [`DaySet::count_up`] must follow.
    pub(crate) fn fill(&mut self, first: i32, last: i32, into: bool) {
        let (from, to) = (place(first), place(last.saturating_add(1)));
        let mut at = from;
        while at < to {
            let stop = to.min(64 * (at / 64 + 1));
            let mask = (u64::MAX >> (64 - (stop - at))) << (at % 64);
            let word = &mut self.words[at / 64];
            *word = if into { *word | mask } else { *word & !mask };
            at = stop;
        }
    }

    /// Keeps what another set holds too.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Counts, so that the questions below can be asked.
    pub(crate) fn count_up(&mut self) {
        let mut sum = 0;
        for (before, word) in self.before.iter_mut().zip(&self.words) {
            *before = sum;
            sum += word.count_ones();
        }
    }

    /// Whether a day is in.
    pub(crate) fn has(&self, number: i32) -> bool {
        number >= FIRST && self.words.get(place(number) / 64).is_some_and(|word| word >> (place(number) % 64) & 1 == 1)
    }

    /// How many days of the set lie before a day.
    pub(crate) fn rank(&self, number: i32) -> i64 {
        let at = place(number);
        match self.words.get(at / 64) {
            Some(word) => i64::from(self.before[at / 64] + (word & ((1 << (at % 64)) - 1)).count_ones()),
            None => self.total(),
        }
    }

    /// How many days are in.
    pub(crate) fn total(&self) -> i64 {
        i64::from(self.before[WORDS - 1] + self.words[WORDS - 1].count_ones())
    }

    /// The day with a rank: 0 is the earliest. `None` where there are not so many.
    pub(crate) fn at_rank(&self, rank: i64) -> Option<i32> {
        let rank = u32::try_from(rank).ok().filter(|&rank| i64::from(rank) < self.total())?;
        let place = self.before.partition_point(|&before| before <= rank) - 1;
        let mut word = self.words[place];
        for _ in 0..rank - self.before[place] {
            word &= word - 1;
        }
        Some(FIRST + i32::try_from(64 * place).ok()? + i32::try_from(word.trailing_zeros()).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        number(text.parse().unwrap())
    }

    #[test]
    fn the_set_begins_on_a_monday_and_reaches_its_last_year() {
        assert_eq!(of_number(FIRST), NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap());
        assert_eq!(of_number(FIRST).weekday(), chrono::Weekday::Mon);
        let end = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap();
        assert!(place(number(end)) < 64 * WORDS);
    }

    #[test]
    fn fills_counts_and_finds() {
        let mut set = DaySet::empty();
        set.fill(day("2026-09-01"), day("2026-12-19"), true);
        set.fill(day("2026-10-26"), day("2026-10-30"), false);
        set.count_up();
        assert_eq!(set.total(), 110 - 5);
        assert!(set.has(day("2026-09-01")) && set.has(day("2026-12-19")));
        assert!(!set.has(day("2026-08-31")) && !set.has(day("2026-12-20")) && !set.has(day("2026-10-26")));
        for rank in 0..set.total() {
            assert_eq!(set.rank(set.at_rank(rank).unwrap()), rank);
        }
        assert_eq!(set.at_rank(105), None);
        assert_eq!(set.at_rank(-1), None);
        assert_eq!((set.rank(i32::MIN), set.rank(i32::MAX)), (0, 105));
        assert!(!set.has(i32::MIN) && !set.has(i32::MAX));
    }

    #[test]
    fn weekdays_by_sums_are_weekdays_one_by_one() {
        let mut count = weekdays_before(day("2026-08-31"));
        for number in day("2026-08-31")..day("2026-09-30") {
            assert_eq!(weekdays_before(number), count);
            count += i64::from(of_number(number).weekday().num_days_from_monday() < 5);
        }
    }
}
