//! Threads that read the caseload beside the store thread. The program waits for them at its end: what encrypts the file
//! is taken down there, and nobody may be using it.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How many run.
static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// The longest that the end of the program waits: a file on a slow share may keep a reader longer.
const LONGEST: Duration = Duration::from_secs(2);

/// Counts a thread, however it ends.
struct Counted;

impl Counted {
    fn new() -> Self {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_all();
    }
}

/// Starts a thread that the end of the program waits for.
pub(super) fn spawn(work: impl FnOnce() + Send + 'static) {
    let counted = Counted::new();
    std::thread::spawn(move || {
        // Moved in whole, so that it is dropped after the work and all that the work holds.
        let counted = counted;
        work();
        drop(counted);
    });
}

/// Waits until they have ended; they were told to before.
pub(super) fn wait() {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = ENDED.wait_timeout_while(running, LONGEST, |running| *running > 0);
}
