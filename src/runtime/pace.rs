//! When a frame is drawn and how long the loop sleeps: decided from moments that are handed in.

use std::time::Duration;

/// The shortest time between two frames of a burst: 30 a second.
pub(super) const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 30);
/// Messages that wait at once from which on it is a burst.
const MANY: usize = 4;
/// Messages in the time of a frame from which on it is a burst, even where each is drawn before the next comes:
/// 360 a second. A held key is far below, and is drawn at once.
const STREAM: usize = 12;
/// How long the loop sleeps at most while a draft waits to be kept or a note's clock is shown.
const NOTE: Duration = Duration::from_millis(500);

/// Counts what comes. Moments are times since the start of the loop.
#[derive(Debug, Default)]
pub(super) struct Pace {
    drawn: Option<Duration>,
    window: Duration,
    count: usize,
    before: usize,
}

impl Pace {
    /// Messages came. For how long more are gathered before a frame is drawn; `None` where it is drawn at once.
    pub(super) fn came(&mut self, messages: usize, now: Duration) -> Option<Duration> {
        let past = now.saturating_sub(self.window);
        if past >= FRAME {
            self.before = if past < 2 * FRAME { self.count } else { 0 };
            (self.window, self.count) = (now, 0);
        }
        self.count += messages;
        let burst = messages >= MANY || self.count >= STREAM || self.before >= STREAM;
        let rest = FRAME.checked_sub(now.saturating_sub(self.drawn?))?;
        burst.then_some(rest)
    }

    /// More came while they were gathered.
    pub(super) const fn gathered(&mut self, messages: usize) {
        self.count += messages;
    }

    /// A frame was drawn.
    pub(super) const fn drew(&mut self, now: Duration) {
        self.drawn = Some(now);
    }
}

/// How long the loop sleeps while nothing comes; `None`: until something does. `minute` is what is left of the minute
/// that is shown.
pub(super) fn sleep(restless: bool, minute: Option<Duration>) -> Option<Duration> {
    if restless { Some(NOTE.min(minute.unwrap_or(NOTE))) } else { minute }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest time from a message to its frame, and the frames of a second in which a message comes every so
    /// often and a frame takes `cost`.
    fn second(every: Duration, cost: Duration) -> (usize, Duration) {
        let (mut pace, mut now, mut next) = (Pace::default(), Duration::ZERO, Duration::ZERO);
        let (mut frames, mut longest) = (0, Duration::ZERO);
        while next < Duration::from_secs(1) {
            now = now.max(next);
            let oldest = next;
            let take = |until: Duration, next: &mut Duration| {
                let mut taken = 0;
                while *next <= until {
                    *next += every;
                    taken += 1;
                }
                taken
            };
            let first = take(now, &mut next);
            if let Some(rest) = pace.came(first, now) {
                now += rest;
                pace.gathered(take(now, &mut next));
            }
            now += cost;
            pace.drew(now);
            frames += 1;
            longest = longest.max(now.saturating_sub(oldest));
        }
        (frames, longest)
    }

    #[test]
    fn a_burst_is_drawn_at_most_thirty_times_a_second() {
        for (every, cost) in [(1, 1), (100, 2_000), (1_000, 500), (1_000, 8_000), (2_000, 100)] {
            let (every, cost) = (Duration::from_micros(every), Duration::from_micros(cost));
            let (frames, longest) = second(every, cost);
            assert!((20..=30 + STREAM).contains(&frames), "{frames} frames at one message in {every:?}");
            assert!(longest <= FRAME + 2 * cost + every, "{longest:?}");
        }
    }

    #[test]
    fn a_held_key_is_drawn_at_once() {
        let cost = Duration::from_millis(2);
        for every in [25, 33, 200].map(Duration::from_millis) {
            let (frames, longest) = second(every, cost);
            assert_eq!((frames, longest), (usize::try_from(1_000_u128.div_ceil(every.as_millis())).unwrap(), cost));
        }
    }

    #[test]
    fn it_sleeps_to_the_minute_unless_a_draft_waits() {
        let ms = Duration::from_millis;
        for (restless, minute, slept) in [
            (false, None, None),
            (false, Some(ms(40_000)), Some(ms(40_000))),
            (true, None, Some(NOTE)),
            (true, Some(ms(40_000)), Some(NOTE)),
            (true, Some(ms(7)), Some(ms(7))),
        ] {
            assert_eq!(sleep(restless, minute), slept);
        }
    }
}
