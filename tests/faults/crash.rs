//! Killed at any moment.

use super::dice::Dice;
use super::office::{TODAY, none_lost, office, open};
use super::{Tally, trial};
use crate::harness::Office;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::time::Duration;

/// Kills of one caseload before another is made.
const EACH: usize = 25;
/// Notes that are typed in; the kill comes somewhere among them.
const NOTES: usize = 6;

/// The lines of a note in the line mode, without a next step or a follow-up.
pub(crate) fn note_lines(texts: &[String]) -> String {
    let notes = texts.iter().map(|text| format!("n\n{text}\n.\n\n\n"));
    ["1\n".to_owned()].into_iter().chain(notes).collect()
}

/// Whether a line says that a note is filed.
pub(crate) fn says_saved(line: &str) -> bool {
    line.starts_with("saved ")
}

/// Kills the line mode while it files notes.
pub(crate) fn filing(times: usize) -> Tally {
    let mut tally = Tally::default();
    let mut dice = Dice::new(1);
    let mut kept = 0;
    for first in (0..times).step_by(EACH) {
        let office = office();
        let mut saved = Vec::new();
        for round in first..times.min(first + EACH) {
            tally.add(trial(|| one_kill(&office, round, &mut dice, &mut saved)).and_then(|done| done));
        }
        kept += saved.len();
    }
    tally.found.push(format!("{kept} notes were said to be saved"));
    tally
}

fn one_kill(office: &Office, round: usize, dice: &mut Dice, saved: &mut Vec<String>) -> Result<(), String> {
    let texts: Vec<String> = (0..NOTES).map(|at| format!("note {round}-{at} of {TODAY}")).collect();
    let mut child = office.command(&["--plain"]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(note_lines(&texts).as_bytes()).unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap());
    let (mut line, mut filed) = (String::new(), 0);
    let enough = dice.below(NOTES);
    while filed < enough && told.read_line(&mut line).unwrap() > 0 {
        filed += usize::from(says_saved(&line));
        line.clear();
    }
    std::thread::sleep(Duration::from_micros(u64::try_from(dice.below(15_000)).unwrap()));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    filed += rest.lines().filter(|line| says_saved(line)).count();
    saved.extend(texts.into_iter().take(filed));
    none_lost(&open(&office.path("caseload.db"))?, saved)
}
