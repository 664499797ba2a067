//! Two programs on one file, and one that died with its hand on it.

use super::crash::{note_lines, says_saved};
use super::damage::note;
use super::dice::Dice;
use super::office::{office, open, texts};
use super::{Tally, hold, trial};
use lookout::domain::note::NoteId;
use lookout::store::command::{Command, Stamp};
use std::fmt::Write as _;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// What an office may wait after a program died.
const SOON: Duration = Duration::from_secs(2);

/// D7: two programs file so many notes each at once, and two connections edit one note: none is lost.
pub(crate) fn two(times: usize) -> Tally {
    let office = office();
    let of = |who: &str| -> Vec<String> { (0..times).map(|at| format!("{who} {at}")).collect() };
    let start = |who: &str| {
        let mut child = office.command(&["--plain"]).stdin(Stdio::piped()).spawn().unwrap();
        let (mut stdin, lines) = (child.stdin.take().unwrap(), note_lines(&of(who)));
        std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
        std::thread::spawn(move || String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
    };
    let both = [start("one"), start("other")];
    let saved: usize =
        both.map(|told| told.join().unwrap().lines().filter(|line| says_saved(line)).count()).into_iter().sum();
    let there = texts(&open(&office.path("caseload.db")).unwrap()).unwrap();
    let mut tally = Tally { tried: 2 * times, ..Tally::default() };
    let found = of("one").iter().chain(&of("other")).filter(|text| there.get(*text) == Some(&1)).count();
    if found != 2 * times || saved != 2 * times {
        tally.fail(format!("{saved} said to be saved, {found} there of {}", 2 * times));
    }
    tally.join(edits(&office, times.div_ceil(20)));
    tally
}

/// Both edit the same note in turns of their own: every version is kept.
fn edits(office: &crate::harness::Office, times: usize) -> Tally {
    let path = office.path("caseload.db");
    let id = NoteId(1);
    let before = open(&path).unwrap().versions(id).unwrap().len();
    std::thread::scope(|scope| {
        for who in ["one", "other"] {
            let path = &path;
            scope.spawn(move || {
                let mut store = open(path).unwrap();
                let about: Vec<_> = store.child_by_id("C1").unwrap().into_iter().collect();
                for at in 0..times {
                    let now = "2026-11-23T09:00:00+00:00".parse().unwrap();
                    let mut text = String::new();
                    write!(text, "{who} edit {at}").unwrap();
                    let note = note(about.clone(), &text, now);
                    store.apply(Command::EditNote { edit: id.into(), note, draft: None }, Stamp(now)).unwrap();
                }
            });
        }
    });
    let versions = open(&path).unwrap().versions(id).unwrap();
    let mut tally = Tally { tried: 2 * times, ..Tally::default() };
    for who in ["one", "other"] {
        for at in 0..times {
            let text = format!("{who} edit {at}");
            if versions.iter().filter(|version| version.content.text == text).count() != 1 {
                tally.fail(format!("{text} is not among {} versions", versions.len() - before));
            }
        }
    }
    tally
}

/// D8: killed while it holds the lock: the next one opens and writes at once.
pub(crate) fn stale_locks(times: usize) -> Tally {
    let office = office();
    let mut csv = "child_id,forename,surname,dob\n".to_owned();
    for number in 0..2_000 {
        writeln!(csv, "K{number},Ann,Reed,2013-05-01").unwrap();
    }
    office.write("more.csv", csv.as_bytes());
    let started = Instant::now();
    assert_eq!(office.run(&["import", "more.csv"]).code, Some(0));
    let whole = started.elapsed();
    let (mut tally, mut dice, mut slowest) = (Tally::default(), Dice::new(28), Duration::ZERO);
    let (mut held, log) = (0, office.path("caseload.db-wal"));
    for round in 0..times {
        let done = trial(|| {
            // The same rows with another forename: changes all of them.
            office.write("more.csv", csv.replace("Ann", &format!("Ann{round}")).as_bytes());
            let mut child = office.command(&["import", "more.csv"]).spawn().unwrap();
            let (started, late) = (Instant::now(), whole.mul_f64(dice.part()));
            while started.elapsed() < late {
                std::thread::yield_now();
            }
            child.kill().unwrap();
            held += usize::from(log.exists());
            child.wait().unwrap();
            let started = Instant::now();
            let ran = office.run_on(&["note", "C1"], b"rang again\n");
            slowest = slowest.max(started.elapsed());
            hold(ran.code == Some(0) && started.elapsed() < SOON, || format!("{round}: {:?}", started.elapsed()))
        });
        tally.add(done.and_then(|done| done));
    }
    tally.found.push(format!("{held} died at the file; the slowest next note took {} ms", slowest.as_millis()));
    tally
}
