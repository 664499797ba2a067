//! What encryption costs: opening, reading, ranking and drawing the first frame with the key at hand, beside the same
//! with the same rows read from a plain file.

use super::office::{TODAY, bare, key_of, secret};
use super::typing::WIDE;
use super::{Tally, hold, screens};
use lookout::import;
use lookout::sample::{Recipe, invent};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use rusqlite::Connection;
use std::time::{Duration, Instant};

/// Weeks of marks: facts hold them packed.
const WEEKS: u32 = 12;
/// The least of so many.
const RUNS: usize = 7;
/// Most that the first frame may take, and how many times the plain one.
const MOST: Duration = Duration::from_millis(100);
const TIMES: f64 = 3.0;
/// From so many children on the figures are held: fewer show nothing.
const MANY: usize = 10_000;

fn least<T>(mut work: impl FnMut() -> T) -> Duration {
    let time = |work: &mut dyn FnMut() -> T| {
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed()
    };
    (0..RUNS).map(|_| time(&mut work)).min().unwrap()
}

/// Every child's facts, as judging reads them.
fn facts(connection: &Connection) -> usize {
    let mut all = connection.prepare("SELECT packed FROM facts ORDER BY child").unwrap();
    all.query_map([], |row| Ok(row.get_ref(0)?.as_blob()?.len())).unwrap().map(Result::unwrap).sum()
}

/// With so many children.
pub(crate) fn first_frame(children: usize) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("caseload.db");
    let (mut store, code) = Store::create_cheap(&path, "amy", &secret()).unwrap();
    let key = key_of(code.reveal());
    let today = TODAY.parse().unwrap();
    let recipe = Recipe { children: u32::try_from(children).unwrap(), seed: 7, weeks: WEEKS, today };
    let mut files = invent(&recipe);
    files.sort_by_key(|file| file.name != "children.csv");
    let stamp = Stamp("2026-11-23T09:00:00+00:00".parse().unwrap());
    for file in files {
        for sheet in import::read(file.name, &mut file.bytes.as_slice()).unwrap() {
            let planned = store.plan(sheet).unwrap();
            store.apply(Command::Import(Box::new(planned)), stamp).unwrap();
        }
    }
    let plain = folder.path().join("plain.db");
    let mut tally = Tally::default();
    {
        let encrypted = bare(&path, &key).unwrap();
        let attach = format!("ATTACH '{}' AS plain KEY ''; PRAGMA plain.page_size = 16384;", plain.display());
        encrypted.execute_batch(&attach).unwrap();
        encrypted.execute_batch("CREATE TABLE plain.facts (child INTEGER PRIMARY KEY, packed BLOB)").unwrap();
        encrypted.execute_batch("INSERT INTO plain.facts SELECT child, packed FROM main.facts").unwrap();
    }
    let ours = least(|| screens::drawn(&screens::open(&store, "", WIDE)));
    let read = least(|| facts(&bare(&path, &key).unwrap()));
    let plainly = least(|| facts(&Connection::open(&plain).unwrap()));
    let without = ours.saturating_sub(read) + plainly;
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let (ours, without, read, plainly) =
        (milliseconds(ours), milliseconds(without), milliseconds(read), milliseconds(plainly));
    let told =
        format!("{children} children: {ours:.1} ms, plain {without:.1} ms; reading alone {read:.1}, {plainly:.1}");
    let good = ours <= TIMES * without && ours < milliseconds(MOST);
    tally.add(hold(good || children < MANY, || told.clone()));
    tally.found.push(told);
    tally
}
