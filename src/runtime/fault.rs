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

/// Where a fault can be made on purpose.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// The loop: a batch, or a line of the line mode, is done.
    Loop,
    /// A frame is drawn.
    Drawing,
    /// The worker is about to carry something out.
    Worker,
}

/// A fault made on purpose, so that a test sees the real program die and give the terminal back: at the place and the
/// time that `LOOKOUT_FAULT_AFTER` names, `drawing:3` for the third frame. Not in release builds.
#[cfg(debug_assertions)]
pub(super) fn drill(place: Place) {
    use std::sync::atomic::{AtomicU64, Ordering};
    static TIMES: [AtomicU64; 3] = [const { AtomicU64::new(0) }; 3];
    let time = 1 + TIMES[place as usize].fetch_add(1, Ordering::Relaxed);
    let named = ["loop", "drawing", "worker"][place as usize];
    let after = std::env::var("LOOKOUT_FAULT_AFTER").unwrap_or_default();
    assert!(after != format!("{named}:{time}"), "a drill with the canary CANARY-NAME in its text");
}

/// No faults on purpose in release builds.
#[cfg(not(debug_assertions))]
pub(super) const fn drill(_: Place) {}

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
