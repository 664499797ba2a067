//! Killed in the middle of something large: an import, its undo, a migration, a paper.

use super::dice::Dice;
use super::office::{TODAY, office, open, sound};
use super::{Tally, hold, older, trial};
use crate::harness::Office;
use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

/// Children of the file that goes in.
const CHILDREN: usize = 300;
/// How much longer than a whole run a kill may wait.
const SLACK: f64 = 1.1;

/// Runs a command and kills it after a part of the time that it takes. Whether it ended by itself, and well.
fn cut_short(office: &Office, arguments: &[&str], whole: Duration, dice: &mut Dice) -> bool {
    let mut child = office.command(arguments).spawn().unwrap();
    std::thread::sleep(whole.mul_f64(dice.part() * SLACK));
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// How long a command takes that is let go.
fn timed(office: &Office, arguments: &[&str]) -> Duration {
    let started = Instant::now();
    let ran = office.run(arguments);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    started.elapsed()
}

/// C9: all of an import, or nothing; all of it taken back, or nothing.
pub(crate) fn imports(times: usize) -> Tally {
    let office = office();
    let mut csv = "child_id,forename,surname,dob,nc_year,cohort\n".to_owned();
    for number in 0..CHILDREN {
        writeln!(csv, "K{number},Ann,Reed,2013-05-01,9,LAC").unwrap();
    }
    office.write("more.csv", csv.as_bytes());
    let path = office.path("caseload.db");
    let (mut tally, mut dice) = (Tally::default(), Dice::new(9));
    let going_in = timed(&office, &["import", "more.csv"]);
    let coming_out = timed(&office, &["undo", &latest(&office).to_string()]);
    let (mut inside, mut turned) = (false, 0);
    for round in 0..times {
        let done = trial(|| {
            let before = inside;
            let (arguments, whole) = if inside {
                (vec!["undo".to_owned(), latest(&office).to_string()], coming_out)
            } else {
                (vec!["import".to_owned(), "more.csv".to_owned()], going_in)
            };
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ended = cut_short(&office, &arguments, whole, &mut dice);
            let caseload = open(&path)?.caseload(TODAY.parse().unwrap()).map_err(|error| error.to_string())?;
            let count = caseload.children.len();
            inside = count == 3 + CHILDREN;
            turned += usize::from(inside != before);
            hold(inside || count == 3, || format!("round {round}: {count} children"))?;
            hold(!ended || inside != before, || format!("round {round}: it ended well and nothing was done"))
        });
        tally.add(done.and_then(|done| done));
    }
    tally.found.push(format!("{turned} came through before the kill"));
    tally
}

/// The number of the latest import that stands.
fn latest(office: &Office) -> i64 {
    let store = open(&office.path("caseload.db")).unwrap();
    store.imports().unwrap().iter().filter(|import| import.undone.is_none()).map(|one| one.id.0).max().unwrap()
}

/// C10: killed so many times in each step of the migrations.
pub(crate) fn migrations(times: usize) -> Tally {
    let steps = older::migrations().len();
    let mut tally = Tally::default();
    let mut dice = Dice::new(10);
    let mut came_through = 0;
    for version in 1..steps {
        let office = Office::bare(TODAY);
        let path = office.path("caseload.db");
        let key = older::make(&path, version);
        let before: Vec<_> = caseload_files(&office);
        let whole = timed(&office, &["imports"]);
        for round in 0..times {
            for (path, bytes) in &before {
                fs::write(path, bytes).unwrap();
            }
            for left in ["caseload.db-wal", "caseload.db-shm", &format!("caseload.db.before-{}", version + 1)] {
                let _ = fs::remove_file(office.path(left));
            }
            let done = trial(|| {
                cut_short(&office, &["imports"], whole, &mut dice);
                let state = older::state(&path, &key).map_err(|error| error.to_string())?;
                came_through += usize::from(state.0 == steps);
                let rows = (state.1, state.2) == (older::ROWS, older::ROWS);
                hold(rows && (state.0 == version || state.0 == steps), || format!("{version}, {round}: {state:?}"))?;
                let ran = office.run(&["imports"]);
                hold(ran.code == Some(0), || format!("{version}, {round}: {ran:?}"))?;
                sound(&path, &key)?;
                let state = older::state(&path, &key).map_err(|error| error.to_string())?;
                hold(state == (steps, older::ROWS, older::ROWS), || format!("{version}, {round}, after: {state:?}"))?;
                let copy = office.path(&format!("caseload.db.before-{}", version + 1));
                let state = older::state(&copy, &key).map_err(|error| error.to_string())?;
                hold(state == (version, older::ROWS, older::ROWS), || format!("{version}, {round}, copy: {state:?}"))
            });
            tally.add(done.and_then(|done| done));
        }
    }
    tally.found.push(format!("{came_through} were migrated before the kill"));
    tally
}

fn caseload_files(office: &Office) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    ["caseload.db", "caseload.db.keys"]
        .into_iter()
        .map(|name| (office.path(name), fs::read(office.path(name)).unwrap()))
        .collect()
}

/// C11: a paper is whole or not there, and no part of it under another name.
pub(crate) fn papers(times: usize) -> Tally {
    let office = office();
    let arguments = ["brief", "--names", "--out", "brief.html"];
    let path = office.path("brief.html");
    let before = names(&office);
    let whole = timed(&office, &arguments);
    let expected = fs::read(&path).unwrap();
    let (mut tally, mut dice, mut there) = (Tally::default(), Dice::new(11), 0);
    for _ in 0..times {
        fs::remove_file(&path).ok();
        let ended = cut_short(&office, &arguments, whole, &mut dice);
        let found = fs::read(&path).ok();
        there += usize::from(found.is_some());
        let half = found.as_ref().is_some_and(|bytes| *bytes != expected);
        let beside: Vec<String> =
            names(&office).into_iter().filter(|name| name != "brief.html" && !before.contains(name)).collect();
        for part in &beside {
            fs::remove_file(office.path(part)).ok();
        }
        let right = !half && (found.is_some() || !ended) && beside.is_empty();
        tally.add(hold(right, || format!("half a paper, or none: {half}; beside it {beside:?}")));
    }
    tally.found.push(format!("{there} were there"));
    tally
}

/// The files in the folder, but the logs of the caseload.
fn names(office: &Office) -> Vec<String> {
    let entries = fs::read_dir(office.path("")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.starts_with("caseload.db-")).collect()
}
