//! A minute in which nobody touches anything: how often a thread of the program woke up.

use crate::caseload::{Files, lookout_command};
use crate::figures::{row, skipped};
use crate::{LOOKOUT, terminal};
use std::path::Path;
use std::time::Duration;

const WATCHED: Duration = Duration::from_secs(60);

/// Counts the times that threads gave the processor up, by the system's own book-keeping.
pub(crate) fn measure(children: u32, files: &Files, first_child: &str) {
    let what = "wake-ups in 60 s untouched";
    let dashboard = terminal::start(&lookout_command(Path::new(LOOKOUT), files));
    dashboard.first(first_child);
    std::thread::sleep(Duration::from_secs(2));
    let Some(before) = dashboard.switches() else { return skipped(children, what, "/proc is not here") };
    std::thread::sleep(WATCHED);
    let after = dashboard.switches().unwrap();
    let woken = |(name, count): &(String, u64)| {
        let was = before.iter().find(|(thread, _)| thread == name).map_or(0, |(_, was)| *was);
        (*count > was).then(|| count - was)
    };
    let times: Vec<u64> = after.iter().filter_map(woken).collect();
    let beside = format!("{} of {} threads woke", times.len(), after.len());
    row(children, what, &times.iter().sum::<u64>().to_string(), &beside, ("-", "the minute's alone"));
}
