//! T1, T3, T6, T7: sizes, pastes, split sequences, outputs that cannot be written.

use super::dice::Dice;
use super::office::{CANARY, office};
use super::screens::{self, SCREENS};
use super::typing::{WIDE, noting, take_draft};
use super::{Tally, hold, trial};
use lookout::app::Msg;
use std::fs::File;
use std::time::{Duration, Instant};

/// Every size up to these.
const COLUMNS: u16 = 80;
const ROWS: u16 = 40;
/// A pause within what a terminal sends at once.
const PAUSE: Duration = Duration::from_millis(5);
/// What the program may wait for the rest of it, and draw.
const DRAWN: Duration = Duration::from_millis(120);

/// T1: so many sizes on every screen, all of them at the full figure; and far too large.
pub(crate) fn sizes(times: usize) -> Tally {
    let office = office();
    let store = screens::store(&office.path("caseload.db"));
    let all = usize::from(COLUMNS) * usize::from(ROWS);
    let mut tally = Tally::default();
    for (number, keys) in SCREENS.iter().enumerate() {
        let mut replay = screens::open(&store, keys, WIDE);
        let step = (all / times.min(all)).max(1);
        let chosen = (number % step..all).step_by(step).map(|at| {
            let at = u16::try_from(at).unwrap();
            (1 + at % COLUMNS, 1 + at / COLUMNS)
        });
        for size in chosen.chain([(0, 0), (1, 1), (500, 200)]) {
            let done = trial(|| {
                replay.change(Msg::Resized(size.0, size.1));
                screens::drawn(&replay);
            });
            tally.add(done.map_err(|why| format!("{keys:?} at {size:?}: {why}")));
        }
    }
    tally
}

/// T3: so many bytes pasted, in brackets and without, in a note and in a list.
pub(crate) fn pastes(bytes: usize) -> Tally {
    let mut tally = Tally::default();
    let text: String = "the quick brown fox; ".chars().cycle().take(bytes).collect();
    for bracketed in [true, false] {
        let done = trial(|| {
            let office = office();
            let mut window = noting(&office, &[]);
            let started = Instant::now();
            window.send(&if bracketed { format!("\x1b[200~{text}\x1b[201~") } else { text.clone() });
            window.send(" qzx");
            window.wait_text("qzx");
            let took = started.elapsed();
            window.send("\x13");
            window.wait_text("saved");
            window.send("q");
            let shown = office.run(&["show", "C1", "--json"]).json();
            let filed = shown["notes"][0]["text"].as_str().unwrap_or_default().to_owned();
            hold(filed == format!("{text} qzx"), || format!("{} of {bytes} bytes came", filed.len()))?;
            Ok(format!("in a note, brackets {bracketed}: {} ms", took.as_millis()))
        });
        match done.and_then(|done: Result<String, String>| done) {
            Ok(told) => {
                tally.add(Ok(()));
                tally.found.push(told);
            }
            Err(why) => tally.add(Err(why)),
        }
    }
    let done = trial(|| {
        let office = office();
        let mut window = office.window(&[], WIDE, &[]);
        window.wait_text(CANARY);
        window.send(&"dddqxyn\n".chars().cycle().take(bytes).collect::<String>());
        window.wait_text("pasted: nothing was done");
        window.settle(Duration::from_millis(400));
        let unchanged = window.contents().contains(CANARY) && !window.closed();
        window.send("\r");
        window.wait_text("1 Overview");
        hold(unchanged && take_draft(&office)?.is_empty(), || "a burst in the list did something".to_owned())
    });
    tally.add(done.and_then(|done| done));
    tally
}

/// What terminals send for keys.
const SEQUENCES: &[&str] = &[
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOA",
    "\x1b[1;5C",
    "\x1b[H",
    "\x1b[F",
    "\x1b[3~",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[Z",
    "\x1b[1;2A",
    "\x1b[200~\x1b[201~",
    "\x1b[I",
    "\x1b[O",
    "\x1b[15~",
];

/// T6: sequences cut at every point, with a pause between: nothing of them is typed into a note.
pub(crate) fn splits(times: usize) -> Tally {
    let mut tally = Tally::default();
    let mut dice = Dice::new(46);
    let office = office();
    let mut window = noting(&office, &[]);
    window.send("qzx");
    window.wait_text("qzx");
    for _ in 0..times {
        let done = trial(|| {
            let sequence = dice.one_of(SEQUENCES);
            let at = 1 + dice.below(sequence.len() - 1);
            window.send(&sequence[..at]);
            std::thread::sleep(PAUSE);
            window.send(&sequence[at..]);
            window.settle(DRAWN);
            let screen = window.contents();
            // Shift-tab leaves the text; an escape alone hides the note: both are what the key means.
            let stray: String = sequence.chars().filter(|c| !c.is_control()).collect();
            let told = !screen.contains(&format!("qzx{stray}")) && !screen.contains(&format!("{stray}qzx"));
            hold(told, || format!("{sequence:?} cut at {at} typed {stray:?}"))?;
            hold(screen.contains("Note: Amara"), || format!("{sequence:?} cut at {at} left the note"))
        });
        let failed = done.as_ref().map_or(true, Result::is_err);
        tally.add(done.and_then(|done| done));
        if failed {
            drop(window);
            let _ = take_draft(&office);
            window = noting(&office, &[]);
            window.send("qzx");
            window.wait_text("qzx");
        }
    }
    tally
}

/// T7: commands whose output cannot be written.
pub(crate) fn no_output(_: usize) -> Tally {
    let office = office();
    let Ok(full) = File::options().write(true).open("/dev/full") else { return Tally::skip("no /dev/full") };
    let mut tally = Tally::default();
    for line in [
        "alerts",
        "alerts --json",
        "show C1",
        "find Rees",
        "health",
        "held",
        "who",
        "imports",
        "brief",
        "rules",
        "keys",
        "templates",
        "config path",
        "man",
        "completions bash",
        "import in --check",
        "note C1",
        "--plain",
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let done = trial(|| {
            let mut command = office.command(&arguments);
            let input = office.write("input", b"said\n");
            command.stdin(File::open(input).unwrap()).stdout(full.try_clone().unwrap());
            let ran = command.output().unwrap();
            let told = String::from_utf8_lossy(&ran.stderr).into_owned();
            hold(ran.status.code() == Some(74), || format!("{line}: {:?}, {told}", ran.status.code()))
        });
        tally.add(done.and_then(|done| done));
    }
    tally
}
