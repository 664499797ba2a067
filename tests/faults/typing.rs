//! Cut short while somebody types: killed, hung up, closed, a fault in the program.

use super::dice::Dice;
use super::lanes::spread;
use super::office::{CANARY, office, open};
use super::{Tally, hold};
use crate::harness::Office;
use crate::window::Window;
use lookout::store::command::{Command, Stamp};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

pub(crate) const WIDE: (u16, u16) = (120, 36);
/// What may be lost: what was typed in the last second, or the last keys.
const SECOND: Duration = Duration::from_secs(1);
const KEYS: usize = 20;
/// What ends the window of a note.
const SIGNALS: [&str; 3] = ["HUP", "TERM", "INT"];

/// A window with a note open on the first child.
pub(crate) fn noting(office: &Office, more: &[(&str, &str)]) -> Window {
    let mut window = office.window(&[], WIDE, more);
    window.wait_text(CANARY);
    window.send("n");
    window.wait_text("Note: Amara");
    window
}

/// The text of the only draft, which is thrown away then; empty where there is none.
pub(crate) fn take_draft(office: &Office) -> Result<String, String> {
    let mut store = open(&office.path("caseload.db"))?;
    let drafts = store.drafts().map_err(|error| error.to_string())?;
    hold(drafts.len() < 2, || format!("{} drafts", drafts.len()))?;
    let Some(draft) = drafts.into_iter().next() else { return Ok(String::new()) };
    let now = Stamp(draft.kept);
    store.apply(Command::DropDraft(draft.stored()), now).map_err(|error| error.to_string())?;
    Ok(draft.content.text)
}

/// Letters that tell their place.
fn letters(count: usize) -> String {
    (0..count).map(|at| char::from(b'a' + u8::try_from(at % 26).unwrap())).collect()
}

/// Letters that stand nowhere else on a screen.
fn sentence(round: usize) -> String {
    format!("qzx{}", letters(Dice::new(round as u64).below(60)))
}

/// C3: killed at any moment of typing.
pub(crate) fn killed(times: usize) -> Tally {
    spread(times, office, |office, round| {
        let mut dice = Dice::new(round as u64);
        let mut window = noting(office, &[]);
        let until = Instant::now() + Duration::from_millis(300 + dice.below(2_200) as u64);
        let typed = letters(400);
        let mut sent = Vec::new();
        while Instant::now() < until && sent.len() < typed.len() {
            window.send(&typed[sent.len()..=sent.len()]);
            sent.push(Instant::now());
            std::thread::sleep(Duration::from_millis(10 + dice.below(40) as u64));
        }
        let killed = Instant::now();
        window.signal("KILL");
        window.exit_code();
        let kept = take_draft(office)?;
        let old = sent.iter().filter(|at| killed.duration_since(**at) > SECOND).count();
        let enough = kept.len() >= old || kept.len() + KEYS >= sent.len();
        let whole = typed[..sent.len()].starts_with(&kept);
        hold(enough && whole, || {
            format!("{} keys typed, {old} older than a second, {} kept, in order: {whole}", sent.len(), kept.len())
        })
    })
}

/// C4: each signal, and the window closed: no key lost, the terminal as it was.
pub(crate) fn hung_up(times: usize) -> Tally {
    let before = office().window(&["keys"], WIDE, &[]).cooked();
    let mut tally = Tally::default();
    for signal in SIGNALS {
        tally.join(spread(times, office, |office, round| {
            let typed = sentence(round);
            let mut window = noting(office, &[]);
            window.send(&typed);
            window.wait_text(&typed);
            window.signal(signal);
            let code = window.exit_code();
            let kept = take_draft(office)?;
            hold(kept == typed, || format!("{signal}: {} of {} letters kept", kept.len(), typed.len()))?;
            hold(code == 0 && !window.alternate(), || format!("{signal}: ended with {code}"))?;
            hold(window.cooked() == before, || format!("{signal}: the terminal is {}", window.cooked()))
        }));
    }
    tally.join(spread(times, office, closed));
    tally
}

/// A terminal that goes away with its window.
fn closed(office: &Office, round: usize) -> Result<(), String> {
    let typed = sentence(round);
    let size = PtySize { rows: WIDE.1, cols: WIDE.0, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(crate::program());
    office.dress(&mut command);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut reader, mut writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
    let mut parser = vt100::Parser::new(WIDE.1.try_into().unwrap(), WIDE.0.try_into().unwrap(), 0);
    let mut bytes = [0; 1 << 14];
    for (keys, brings) in [("", CANARY), ("n", "Note: Amara"), (&typed, &typed)] {
        writer.write_all(keys.as_bytes()).unwrap();
        while !parser.screen().contents().contains(brings) {
            let count = reader.read(&mut bytes).unwrap();
            hold(count > 0, || "it ended by itself".to_owned())?;
            parser.process(&bytes[..count]);
        }
    }
    drop((reader, writer, pair.master));
    let code = child.wait().unwrap().exit_code();
    let kept = take_draft(office)?;
    hold(kept == typed && code == 0, || format!("closed: {} of {} kept, exit {code}", kept.len(), typed.len()))
}
