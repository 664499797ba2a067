//! Twenty children, one after the other, in a terminal and in lines without one: the same end.

use super::end::holds;
use super::keyboard::{Step, morning};
use super::table::{CHILDREN, Child, Deed, MISTAKEN, MOVED_TO, OUTCOME, PROMISED, TODAY, files};
use crate::harness::{Office, PASSPHRASE, Ran};
use crate::window::Window;
use lookout::store::Store;
use lookout::store::secret::Secret;
use std::io::Write;
use std::process::{Command, Stdio};

pub(crate) const NOW: (&str, &str) = ("LOOKOUT_NOW", "2026-11-23T09:14:00");

/// Runs a command at a moment on what is typed.
fn piped(mut command: Command, (name, now): (&str, &str), typed: &str) -> Ran {
    let mut child = command.env(name, now).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    Ran::of(child.wait_with_output().unwrap())
}

pub(crate) fn office() -> Office {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let office = Office::with_files(TODAY, &files);
    for (child, text, due) in PROMISED {
        let before = ("LOOKOUT_NOW", "2026-11-16T15:30:00");
        let ran = piped(office.command(&["note", child, "--follow-up", due]), before, text);
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
pub(crate) fn row(screen: &vt100::Screen) -> String {
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

/// What is typed about a child in lines; a child opens with `next`, marked ones are called by their numbers.
fn lines(place: usize) -> Vec<String> {
    let typed = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    match CHILDREN[place].deed {
        // The next step and the follow-up are the template's.
        Deed::Note(template, said) => typed(&["next", &format!("template {template}"), said, ".", "", ""]),
        Deed::Acknowledge(reason) => typed(&["next", "acknowledge", reason]),
        Deed::Snooze(until, reason) => typed(&["next", "snooze", until, reason]),
        Deed::HandOver(to, reason) => typed(&["next", "hand", to, reason]),
        Deed::Both(reason) => typed(&[&format!("mark {} {}", place + 1, place + 2), "acknowledge", reason]),
        Deed::WithTheOneBefore => Vec::new(),
    }
}

#[test]
fn demand_25_the_same_morning_in_lines_ends_the_same() {
    let office = office();
    let due = ["due", "done 1", OUTCOME, "due", "done 1", MISTAKEN, "undo", "undo", "due", "move 1", MOVED_TO.0];
    let mut typed: Vec<String> = due.into_iter().map(str::to_owned).collect();
    typed.push("list 20".to_owned());
    typed.extend((0..CHILDREN.len()).flat_map(lines));
    typed.push("quit\n".to_owned());
    let ran = piped(office.command(&["--plain"]), NOW, &typed.join("\n"));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!("twenty", ran.out);
    for Child { name, why, .. } in &CHILDREN {
        assert!(ran.out.lines().any(|line| line.contains(name) && line.contains(why)), "{name}: {why}");
    }
    ended_well(&office);
}
