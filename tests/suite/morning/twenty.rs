//! Twenty children, one after the other, in a terminal and in lines: the same end.

use super::end::holds;
use super::keyboard::{Step, morning};
use super::table::{PROMISED, TODAY, files};
use crate::harness::{Office, PASSPHRASE};
use crate::window::Window;
use lookout::store::Store;
use lookout::store::secret::Secret;

const NOW: (&str, &str) = ("LOOKOUT_NOW", "2026-11-23T09:14:00");

fn office() -> Office {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let office = Office::with_files(TODAY, &files);
    for (child, text, due) in PROMISED {
        let ran = office.run_on(&["note", child, "--follow-up", due], text.as_bytes());
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    office
}

fn ended_well(office: &Office) {
    holds(&Store::open(&office.path("caseload.db"), &Secret::new(PASSPHRASE.to_owned())).unwrap());
}

/// What a terminal sends for a key.
fn bytes(key: &str) -> String {
    match key {
        "enter" => "\r".to_owned(),
        "space" => " ".to_owned(),
        "esc" => "\x1b".to_owned(),
        _ => match key.strip_prefix("ctrl-") {
            Some(letter) => char::from(letter.as_bytes()[0] & 0x1f).to_string(),
            None => key.to_owned(),
        },
    }
}

/// The row that the terminal's cursor stands on.
fn row(screen: &vt100::Screen) -> String {
    let (row, _) = screen.cursor_position();
    screen.rows(0, screen.size().1.get()).nth(row.into()).unwrap_or_default()
}

fn follow(window: &mut Window, step: &Step) {
    match step {
        Step::Key(key) => window.send(&bytes(key)),
        Step::Text(text) => {
            window.send(text);
            window.wait_text(text);
        }
        Step::Shows(text) => {
            window.wait_text(text);
        }
        Step::On(name, why) => {
            window.wait(&format!("the cursor on {name}: {why}"), |screen| {
                let row = row(screen);
                row.contains(name) && row.contains(why)
            });
        }
    }
}

#[test]
fn twenty_children_cost_four_keys_each() {
    for size in [(120, 36), (80, 24)] {
        let office = office();
        let mut window = office.window(&[], size, &[NOW]);
        for step in morning() {
            follow(&mut window, &step);
        }
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        ended_well(&office);
    }
}
