//! C5: a fault in the program itself, in its loop, while it draws, in the worker.

use super::lanes::spread;
use super::office::{CANARY, office};
use super::typing::{WIDE, take_draft};
use super::{Tally, hold, trial};
use crate::harness::Office;

const PLACES: [&str; 3] = ["loop", "drawing", "worker"];
/// Words that stand nowhere else on a screen.
const TYPED: &str = "qzvxjkwfqzjxvqkzzqvxw";
/// What the panic's own words hold beside the caseload's names.
const DRILL: &str = "CANARY";

/// Panics at so many points.
pub(crate) fn everywhere(times: usize) -> Tally {
    let Some(program) = crate::drilled() else { return Tally::skip("no debug build, which alone has drills") };
    let before = office().window(&["keys"], WIDE, &[]).cooked();
    let before = &before;
    let mut tally = spread(
        times,
        || office().with_program(crate::drilled().unwrap()),
        move |office, round| {
            fault(office, &format!("{}:{}", PLACES[round % PLACES.len()], 1 + round / PLACES.len()), before)
        },
    );
    tally.found.push(format!("by {}", program.parent().and_then(|at| at.file_name()).unwrap().display()));
    tally
}

fn fault(office: &Office, point: &str, before: &str) -> Result<(), String> {
    let mut window = office.window(&[], WIDE, &[("LOOKOUT_FAULT_AFTER", point)]);
    let mut shown = 0;
    if window.came(|screen| screen.contents().contains(CANARY)) {
        let _ = trial(|| window.send("n"));
        let open = window.came(|screen| screen.contents().contains("Note: Amara"));
        for length in 1..=TYPED.len() {
            if window.closed() || !open {
                break;
            }
            let _ = trial(|| window.send(&TYPED[length - 1..length]));
            if window.came(|screen| screen.contents().contains(&TYPED[..length])) {
                shown = length;
            }
        }
    }
    // An open note's clock, or a minute, brings the next batch.
    for _ in 0..200 {
        if window.closed() {
            break;
        }
        let _ = trial(|| window.send(" "));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let code = window.exit_code();
    let (screen, raw) = (window.contents(), window.raw());
    let kept = take_draft(office)?;
    hold(code == 101, || format!("{point}: ended with {code}"))?;
    hold(screen.contains("kept as a draft"), || format!("{point}: says {screen}"))?;
    hold(!window.alternate() && window.cooked() == before, || format!("{point}: the terminal is not given back"))?;
    let kept_all = kept.trim_end().len() >= shown && (TYPED.starts_with(kept.trim_end()));
    hold(kept_all, || format!("{point}: {shown} letters stood on the screen, {} kept", kept.len()))?;
    hold(!screen.contains(CANARY) && !screen.contains(DRILL), || format!("{point}: a name is told"))?;
    let leave = b"\x1b[?1049l";
    let after = raw.windows(leave.len()).rposition(|bytes| bytes == leave).unwrap_or(0);
    let after = String::from_utf8_lossy(&raw[after..]);
    hold(!after.contains(CANARY) && !after.contains(DRILL), || format!("{point}: a name is told after the screen"))
}
