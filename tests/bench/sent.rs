//! Bytes that go to the terminal for one `j`, beside a whole frame.

use crate::caseload::{Files, lookout_command};
use crate::figures::row;
use crate::{LOOKOUT, terminal};
use std::path::Path;

/// Presses: over several windows of the list.
const PRESSES: usize = 200;

/// Measures it in a small window, and in one with the chosen child beside the list.
pub(crate) fn measure(children: u32, files: &Files, first_child: &str) {
    for size in [(80, 24), (120, 36)] {
        let mut dashboard = terminal::start_in(&lookout_command(Path::new(LOOKOUT), files), size);
        dashboard.first(first_child);
        let frame = dashboard.sent("\x0c");
        let mut moves: Vec<usize> = (0..PRESSES).map(|_| dashboard.sent("j")).collect();
        let mean = moves.iter().sum::<usize>() / moves.len();
        moves.sort_unstable();
        let (middle, most) = (moves[moves.len() / 2], moves[moves.len() - 1]);
        let part = |bytes: usize| format!("{}.{} %", 100 * bytes / frame, 1_000 * bytes / frame % 10);
        let what = format!("bytes sent for one j, {}x{}, p50 of {PRESSES}", size.0, size.1);
        let beside = format!("a full frame: {frame}; mean {mean} ({}), most {most} ({})", part(mean), part(most));
        row(children, &what, &middle.to_string(), &beside, (&part(middle), "8 %"));
    }
}
