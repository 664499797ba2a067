//! Panics of a library that are caught where they happen: they are no fault of the program.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does work that may panic. `None` where it did.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    GUARDED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.ok()
}

/// Whether a panic on this thread is caught where it happens, so that it must not be told of as the program's fault.
pub fn panic_is_caught() -> bool {
    GUARDED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_within_and_nowhere_else() {
        assert!(!panic_is_caught());
        assert_eq!(guarded(panic_is_caught), Some(true));
        assert_eq!(guarded(|| assert!(!panic_is_caught(), "on purpose")), None);
        assert!(!panic_is_caught());
        guarded(|| std::thread::spawn(panic_is_caught).join().map(|other| assert!(!other))).unwrap().unwrap();
    }
}
