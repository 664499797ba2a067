//! The process kept to itself: no core dump, no reading of its memory by another program of the same user.

/// Switches core dumps off and keeps debuggers out, where the system can. Where it cannot, the program runs all the
/// same: what is on the disk is encrypted either way.
#[cfg(unix)]
pub fn keep_memory_private() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Nothing to switch off.
#[cfg(not(unix))]
pub const fn keep_memory_private() {}

/// Stops, with whatever started us in the same job, until the shell lets the job go on. Nothing where there is no shell
/// that could.
#[cfg(unix)]
pub fn stop() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}

/// There are no jobs to stop.
#[cfg(not(unix))]
pub const fn stop() {}
