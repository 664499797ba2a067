//! Entering with a passphrase: every try is put down before it is made, and the audit learns of those that failed.

use crate::domain::audit::{Deed, Event};
use crate::store::command::Stamp;
use crate::store::error::StoreError;
use crate::store::journal::By;
use crate::store::restore::Kept;
use crate::store::secret::Secret;
use crate::store::tries::book::Book;
use crate::store::tries::{left, wait};
use crate::store::{Store, apply, audit, files, open};
use chrono::{DateTime, Utc};
use std::path::Path;

/// How many moments of wrong passphrases the audit names; their number it says in any case.
const NAMED: usize = 20;

/// What became of a try.
#[derive(Debug)]
pub enum Tried<T = Store> {
    /// It was right.
    Open(Box<T>),
    /// It was neither a passphrase nor the recovery code.
    Wrong {
        /// How many more may be tried before there is a wait.
        left: usize,
        /// Seconds until the next may be tried; 0 where some are left.
        seconds: i64,
    },
    /// It was not tried: too many were wrong.
    Wait {
        /// Seconds until the next may be tried: 1 to 300.
        seconds: i64,
    },
}

impl Store {
    /// Tries a passphrase or the recovery code, at most ten wrong ones in any five minutes, whatever program tries and
    /// however often it is started. `now` is the machine's own clock, never a frozen one; `stamp` dates the audit.
    ///
    /// # Errors
    /// As [`Store::open`], but for a wrong passphrase.
    pub fn try_passphrase(path: &Path, typed: &Secret, now: DateTime<Utc>, stamp: Stamp) -> Result<Tried, StoreError> {
        Self::look(path)?;
        counted(path, now, || Self::open(path, typed), |store, book| store.entered(book, stamp))
    }

    /// Looks into a backup with a passphrase or its recovery code; wrong ones count as those of the caseload beside
    /// which they are put down.
    ///
    /// # Errors
    /// As [`Kept::open`], but for a wrong passphrase.
    pub fn try_backup(
        backup: &Path,
        typed: &Secret,
        now: DateTime<Utc>,
        caseload: &Path,
    ) -> Result<Tried<Kept>, StoreError> {
        let beside = if files::folder(caseload).exists() { caseload } else { backup };
        counted(beside, now, || Kept::open(backup, typed), |_, _| Ok(()))
    }

    /// Seconds until a passphrase may be tried; 0 where it may be now.
    ///
    /// # Errors
    /// Another program tries for longer than a try takes; the disk.
    pub fn wait(path: &Path, now: DateTime<Utc>) -> Result<i64, StoreError> {
        let now = now.timestamp();
        Ok(wait(Book::open(path, now)?.times(), now))
    }

    /// Puts the unlock down, and the wrong ones before it, which are forgotten then. Where another program writes for
    /// long, or nothing can be written, the wrong ones wait for the next time and the file opens all the same.
    fn entered(&self, book: &mut Book, stamp: Stamp) -> Result<(), StoreError> {
        if self.unlocked.read_only {
            return Ok(());
        }
        let by = By { actor: &self.unlocked.actor, stamp };
        let detail = if self.damaged_log.is_some() { "the log was damaged: kept aside" } else { "" };
        let unlock = Event { deed: Deed::Unlock, child: None, detail: detail.to_owned() };
        let events: Vec<Event> = failed(book.times()).into_iter().chain(self.strange_slots()).chain([unlock]).collect();
        let connection = &self.unlocked.connection;
        let written = open::without_waiting(connection, || {
            apply::write(connection, |open| Ok(audit::add(open, by, &events, None)?))
        });
        match written.map_err(|error| error.at(&self.path)) {
            Ok(()) => book.forget(),
            Err(StoreError::Busy | StoreError::DiskFull | StoreError::ReadOnly(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

impl Store {
    /// A keys file that came from elsewhere, or from a program that was ended before it could tell.
    fn strange_slots(&self) -> Option<Event> {
        let names = || self.slots().unwrap_or_default().join(", ");
        let detail = || format!("the keys file was another than before; its passphrases are of: {}", names());
        self.unlocked.new_slots.then(|| Event { deed: Deed::Keys, child: None, detail: detail() })
    }
}

/// A try that is put down before it is made, and taken off where it was no wrong passphrase.
fn counted<T>(
    path: &Path,
    now: DateTime<Utc>,
    open: impl FnOnce() -> Result<T, StoreError>,
    opened: impl FnOnce(&T, &mut Book) -> Result<(), StoreError>,
) -> Result<Tried<T>, StoreError> {
    let now = now.timestamp();
    let mut book = Book::open(path, now)?;
    let seconds = wait(book.times(), now);
    if seconds > 0 {
        return Ok(Tried::Wait { seconds });
    }
    book.put_down(now)?;
    match open() {
        Ok(found) => {
            book.take_off()?;
            opened(&found, &mut book)?;
            Ok(Tried::Open(Box::new(found)))
        }
        Err(StoreError::WrongPassphrase) => {
            let times = book.times();
            Ok(Tried::Wrong { left: left(times, now), seconds: wait(times, now) })
        }
        Err(other) => {
            book.take_off()?;
            Err(other)
        }
    }
}

/// How many failed and when.
fn failed(times: &[i64]) -> Option<Event> {
    let moment = |time: &i64| {
        let moment = DateTime::from_timestamp(*time, 0).unwrap_or_default();
        moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    let moments: Vec<String> = times.iter().rev().take(NAMED).rev().map(moment).collect();
    let last = if times.len() > NAMED { format!("the last {NAMED} at ") } else { String::new() };
    let detail = format!("{} wrong: {last}{}", times.len(), moments.join(" "));
    (!times.is_empty()).then_some(Event { deed: Deed::FailedUnlock, child: None, detail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::beside;
    use crate::store::testing::{Bench, PASSPHRASE, secret, stamp};

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    fn attempt(bench: &Bench, typed: &str, second: i64) -> Tried {
        Store::try_passphrase(&bench.path, &secret(typed), at(second), stamp()).unwrap()
    }

    fn lines(bench: &Bench) -> usize {
        std::fs::read_to_string(beside(&bench.path, ".tries")).unwrap().lines().count()
    }

    fn log(bench: &Bench) -> Vec<(Deed, String)> {
        let entries = bench.store.audit(None).unwrap();
        entries.into_iter().map(|entry| (entry.event.deed, entry.event.detail)).collect()
    }

    #[test]
    fn of_a_hundred_tries_in_five_minutes_ten_are_made() {
        let bench = Bench::new();
        let made = (0..100).filter(|n| matches!(attempt(&bench, "wrong horse battery", n * 3), Tried::Wrong { .. }));
        assert_eq!(made.count(), 10);
        assert!(matches!(attempt(&bench, PASSPHRASE, 299), Tried::Wait { seconds: 1 }));
        assert_eq!(Store::wait(&bench.path, at(299)).unwrap(), 1);
        assert!(matches!(attempt(&bench, PASSPHRASE, 300), Tried::Open(_)));
    }

    #[test]
    fn the_audit_learns_how_many_failed_and_when() {
        let bench = Bench::new();
        let before = log(&bench).len();
        for (typed, second) in [("wrong", 0), (&*Bench::new().code, 1)] {
            assert!(matches!(attempt(&bench, typed, second), Tried::Wrong { seconds: 0, .. }));
        }
        assert!(matches!(attempt(&bench, PASSPHRASE, 2), Tried::Open(store) if store.actor() == "Anna"));
        let told = "2 wrong: 2027-01-15T08:00:00Z 2027-01-15T08:00:01Z".to_owned();
        assert_eq!(log(&bench)[before..], [(Deed::FailedUnlock, told), (Deed::Unlock, String::new())]);
        assert_eq!(lines(&bench), 0);
        assert!(matches!(attempt(&bench, &bench.code, 3), Tried::Open(_)));
        assert_eq!(log(&bench)[before + 2..], [(Deed::Unlock, String::new())]);
    }

    #[test]
    fn a_program_that_is_ended_within_a_try_has_tried() {
        let bench = Bench::new();
        for second in 0..3 {
            // What the killed program had put down.
            Book::open(&bench.path, at(second).timestamp()).unwrap().put_down(at(second).timestamp()).unwrap();
        }
        assert!(matches!(attempt(&bench, PASSPHRASE, 2), Tried::Wait { seconds: 2 }));
    }

    #[test]
    fn a_clock_that_went_back_locks_out_for_five_minutes_at_most() {
        let bench = Bench::new();
        let day = 24 * 3600;
        for second in [0, 0, 0, 10, 20, 40, 80, 120, 180, 250] {
            assert!(matches!(attempt(&bench, "wrong", day + second), Tried::Wrong { .. }), "{second}");
        }
        assert!(matches!(attempt(&bench, PASSPHRASE, 0), Tried::Wait { seconds: 300 }));
        assert!(matches!(attempt(&bench, PASSPHRASE, 299), Tried::Wait { seconds: 1 }));
        assert!(matches!(attempt(&bench, PASSPHRASE, 300), Tried::Open(_)));
    }

    #[test]
    fn what_is_no_guess_does_not_count_and_damage_counts() {
        let bench = Bench::new();
        let keys = std::fs::read(beside(&bench.path, ".keys")).unwrap();
        std::fs::remove_file(beside(&bench.path, ".keys")).unwrap();
        for _ in 0..20 {
            let lost = Store::try_passphrase(&bench.path, &secret("wrong"), at(0), stamp());
            assert!(matches!(lost, Err(StoreError::LostKeys(_))));
        }
        std::fs::write(beside(&bench.path, ".keys"), keys).unwrap();
        std::fs::write(beside(&bench.path, ".tries"), "x\n\u{0}\u{0}\n99999999999999999999\n").unwrap();
        assert!(matches!(attempt(&bench, PASSPHRASE, 1), Tried::Wait { seconds: 2 }));
        assert!(matches!(attempt(&bench, PASSPHRASE, 3), Tried::Open(_)));
    }

    #[test]
    fn two_that_try_at_once_try_one_after_the_other() {
        let bench = Bench::new();
        let path = &bench.path;
        let tried = || Store::try_passphrase(path, &secret("wrong"), at(0), stamp()).unwrap();
        let wrong = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| matches!(tried(), Tried::Wrong { .. }))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).filter(|wrong| *wrong).count()
        });
        assert_eq!((wrong, lines(&bench)), (3, 3));
    }
}
