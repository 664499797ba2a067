//! T4 and S8: put aside by the shell and taken up again, and locked: the terminal as it was, no name left.

use super::office::{CANARY, office};
use super::typing::WIDE;
use super::{Tally, hold, trial};
use crate::harness::{Office, PASSPHRASE};
use crate::window::Window;
use portable_pty::CommandBuilder;

/// A shell in the office's terminal.
fn shell(office: &Office) -> Window {
    let mut command = CommandBuilder::new("sh");
    command.arg("-i");
    office.dress(&mut command);
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    command.env("PS1", "ready$ ");
    Window::open(command, WIDE)
}

/// Whether the shell waits for a line.
fn prompts(screen: &vt100::Screen) -> bool {
    !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready$")
}

/// The terminal's modes, as the shell sees them.
fn modes(window: &mut Window, round: usize) -> String {
    window.send(&format!("echo modes{round}=$(stty -g)=\n"));
    let sign = format!("modes{round}=");
    let found = |text: &str| {
        let rest = text.split(&sign).nth(2)?;
        rest.split_once('=').map(|(modes, _)| modes.to_owned())
    };
    window.wait("the modes", |screen| found(&screen.contents()).is_some() && prompts(screen));
    found(&window.contents()).unwrap()
}

/// So many times stopped and taken up again.
pub(crate) fn stopped(times: usize) -> Tally {
    let mut tally = Tally::default();
    let office = office();
    let mut window = shell(&office);
    window.wait("the shell", prompts);
    let before = modes(&mut window, 0);
    window.send(&format!("clear; {}\n", crate::program().display()));
    let mut locked = false;
    for round in 1..=times {
        let done = trial(|| {
            if locked {
                window.wait_text("LOCKED");
                hold(!window.contents().contains(CANARY), || "a name on the locked screen".to_owned())?;
                window.send(PASSPHRASE);
                window.wait_text("****");
                window.send("\r");
            }
            window.wait_text(CANARY);
            window.send("\x1a");
            window.wait("the shell", prompts);
            locked = true;
            let now = modes(&mut window, round);
            let contents = window.contents();
            window.send("clear\n");
            window.wait("a clear screen", |screen| !screen.contents().contains("modes") && prompts(screen));
            window.send("fg\n");
            hold(now == before, || format!("round {round}: modes {now}, before {before}"))?;
            hold(!contents.contains(CANARY), || format!("round {round}: a name in the shell's window"))
        });
        let failed = done.is_err();
        tally.add(done.and_then(|done| done).map_err(|why| format!("round {round}: {why}")));
        if failed {
            break;
        }
    }
    tally
}
