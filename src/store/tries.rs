//! Wrong passphrases: how long the next one waits, and the file beside the caseload that remembers them.

pub(super) mod book;

use std::ops::Range;

/// Most wrong passphrases in any [`WINDOW`].
const MOST: usize = 10;
/// Seconds for which a wrong passphrase counts. No wait is longer.
const WINDOW: i64 = 5 * 60;
/// Seconds to wait after so many wrong ones in the window; after [`MOST`] the first of them must leave the window.
const WAITS: [i64; MOST] = [0, 0, 0, 2, 5, 10, 20, 30, 45, 60];

/// Wrong passphrases, each as seconds since 1970 in UTC, the oldest first.
pub(super) type Times = Vec<i64>;

/// Times as a clock that went back leaves them: what lies ahead is as if it was just now, so that it neither stops
/// counting nor counts for longer than the window.
pub(super) fn as_of(times: &[i64], now: i64) -> Times {
    let mut times: Times = times.iter().map(|time| (*time).min(now)).collect();
    times.sort_unstable();
    times
}

/// How many seconds must pass before the next try; 0 for none, never more than [`WINDOW`].
pub(super) fn wait(times: &[i64], now: i64) -> i64 {
    let times = as_of(times, now);
    let counting = &times[counting(&times, now)];
    let Some(last) = counting.last() else { return 0 };
    let growing = last + WAITS[counting.len().min(MOST - 1)] - now;
    let full = counting.len().checked_sub(MOST).map_or(0, |at| counting[at] + WINDOW - now);
    growing.max(full).clamp(0, WINDOW)
}

/// How many may be tried one after the other before there is a wait.
pub(super) fn left(times: &[i64], now: i64) -> usize {
    let mut times = as_of(times, now);
    let mut left = 0;
    while left < MOST && wait(&times, now) == 0 {
        times.push(now);
        left += 1;
    }
    left
}

/// Those in the window that ends now.
fn counting(times: &[i64], now: i64) -> Range<usize> {
    times.partition_point(|time| *time <= now - WINDOW)..times.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_wait_grows_from_the_third_on() {
        let mut times = Vec::new();
        let mut now = 1_000_000;
        let mut waits = Vec::new();
        for _ in 0..11 {
            waits.push(wait(&times, now));
            now += wait(&times, now);
            times.push(now);
        }
        assert_eq!(waits, [0, 0, 0, 2, 5, 10, 20, 30, 45, 60, 128]);
        assert_eq!(times[10] - times[0], WINDOW);
    }

    #[test]
    fn a_wait_ends_at_its_second_and_a_try_at_the_windows_end() {
        let three = [100, 100, 100];
        for (now, waits) in [(100, 2), (101, 1), (102, 0), (399, 0), (400, 0)] {
            assert_eq!(wait(&three, now), waits, "{now}");
        }
        let ten = [100; 10];
        for (now, waits) in [(100, 300), (399, 1), (400, 0)] {
            assert_eq!(wait(&ten, now), waits, "{now}");
        }
        assert_eq!(wait(&[], 0), 0);
    }

    #[test]
    fn those_that_are_left_are_counted() {
        for (tries, tries_left) in [(0, 3), (1, 2), (2, 1), (3, 0), (10, 0)] {
            assert_eq!(left(&vec![500; tries], 500), tries_left, "{tries}");
        }
        assert_eq!((left(&[500; 3], 502), left(&[500; 3], 800)), (1, 3));
    }

    #[test]
    fn a_clock_that_went_back_neither_frees_nor_locks_out() {
        let ahead = [9_000_000; 10];
        assert_eq!(as_of(&ahead, 100), [100; 10]);
        assert_eq!(wait(&ahead, 100), WINDOW);
        assert_eq!(wait(&as_of(&ahead, 100), 100 + WINDOW), 0);
        assert_eq!(wait(&[9_000_000; 2], 100), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whoever tries as fast as is let, by a clock that goes on and back, gets ten in no five minutes of true time.
        #[test]
        fn no_five_minutes_hold_more_than_ten(pauses in proptest::collection::vec(0_i64..40, 1..120), back in 0_i64..5000, at in 0_usize..120) {
            let (mut times, mut truly, mut clock) = (Vec::new(), Vec::new(), 1_000_000_i64);
            let mut passed = 0;
            for (n, pause) in pauses.into_iter().enumerate() {
                clock -= if n == at { back } else { 0 };
                times = as_of(&times, clock);
                let waits = wait(&times, clock);
                prop_assert!((0..=WINDOW).contains(&waits));
                passed += waits + pause;
                clock += waits + pause;
                prop_assert_eq!(wait(&times, clock), 0);
                times.push(clock);
                truly.push(passed);
            }
            for eleven in truly.windows(MOST + 1) {
                prop_assert!(eleven[MOST] - eleven[0] >= WINDOW, "{:?}", eleven);
            }
        }
    }
}
