//! Faults: a panic is remembered by its place alone. Its text may hold a child's data, so nobody prints it.

use crate::import::guard::panic_is_caught;
use std::sync::{Mutex, PoisonError};

static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// From now on a panic prints nothing by itself; [`words`] tell of it once the terminal is given back.
pub fn remember_place_only() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        remember(&mut PLACE.lock().unwrap_or_else(PoisonError::into_inner), place, panic_is_caught());
    }));
}

/// The first fault is the cause of later ones. What is caught where it happens is none: the file is held back.
fn remember(first: &mut Option<String>, place: Option<String>, caught: bool) {
    if !caught && first.is_none() {
        *first = place;
    }
}

/// What to tell the user: what happened and whether work is safe.
pub fn words() -> String {
    let place = PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default();
    format!(
        "a fault in the program ended it ({place}). What was filed is on disk, and what was being typed is kept as a \
         draft; start Lookout again. Please report the place in brackets; it tells nothing about a child"
    )
}

/// A fault made on purpose, so that a test sees the real program die and give the terminal back: after the number of
/// batches that `LOOKOUT_FAULT_AFTER` names. Not in release builds.
#[cfg(debug_assertions)]
pub(super) fn drill(batches: u64) {
    let after = std::env::var("LOOKOUT_FAULT_AFTER").ok().and_then(|words| words.parse::<u64>().ok());
    assert!(after != Some(batches), "a drill with the canary CANARY-NAME in its text");
}

/// No faults on purpose in release builds.
#[cfg(not(debug_assertions))]
pub(super) const fn drill(_: u64) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_that_nobody_caught_is_told_of() {
        let mut first = None;
        for (place, caught) in [("library:1", true), ("ours:2", false), ("ours:3", false), ("library:4", true)] {
            remember(&mut first, Some(place.to_owned()), caught);
        }
        assert_eq!(first.as_deref(), Some("ours:2"));
    }
}
