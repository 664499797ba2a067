//! The clock: the only place that asks the machine what time it is.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Timelike};
use std::time::Duration;

/// How `LOOKOUT_NOW` is written.
const FORMAT: &str = "%Y-%m-%dT%H:%M:%S";

/// The user's clock, or one that stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    frozen: Option<DateTime<FixedOffset>>,
}

impl Clock {
    /// The machine's clock.
    pub const fn running() -> Self {
        Self { frozen: None }
    }

    /// A clock that stands at `YYYY-MM-DDTHH:MM:SS`, in the user's time zone; `None` where the words are no moment.
    pub fn frozen_at(words: &str) -> Option<Self> {
        let civil = NaiveDateTime::parse_from_str(words, FORMAT).ok()?;
        let moment = civil.and_local_timezone(Local).earliest().map(|moment| moment.fixed_offset());
        Some(Self { frozen: moment.or_else(|| Some(civil.and_utc().fixed_offset())) })
    }

    /// The moment, with its offset.
    #[allow(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(self) -> DateTime<FixedOffset> {
        self.frozen.unwrap_or_else(|| Local::now().fixed_offset())
    }

    /// Whether it stands still.
    pub const fn stands_still(self) -> bool {
        self.frozen.is_some()
    }

    /// How long until the shown minute changes; `None` where it never does.
    pub fn until_next_minute(self) -> Option<Duration> {
        if self.stands_still() {
            return None;
        }
        let past = Duration::new(u64::from(self.now().second()), self.now().nanosecond() % 1_000_000_000);
        Some(Duration::from_secs(60).saturating_sub(past).max(Duration::from_millis(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_at_the_moment_given() {
        let clock = Clock::frozen_at("2026-11-23T09:14:05").unwrap();
        assert_eq!(clock.now().naive_local().to_string(), "2026-11-23 09:14:05");
        assert_eq!(clock.now(), clock.now());
        assert_eq!(clock.until_next_minute(), None);
    }

    #[test]
    fn other_words_are_no_moment() {
        for words in ["", "2026-11-23", "2026-11-31T09:00:00", "yesterday"] {
            assert_eq!(Clock::frozen_at(words), None, "{words}");
        }
    }

    #[test]
    fn the_next_minute_is_at_most_a_minute_away() {
        let wait = Clock::running().until_next_minute().unwrap();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(60));
    }
}
