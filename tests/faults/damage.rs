//! Files that are not what they should be: a bit turned over, anything at all, a newer or an older program's.

use super::dice::Dice;
use super::office::{CHILDREN, EXCLUSIONS, TODAY, bare, key_of, open, secret};
use super::{Tally, hold, older, trial};
use crate::harness::Office;
use chrono::{DateTime, NaiveDate};
use lookout::domain::note::search::Wanted;
use lookout::domain::note::{NewNote, NoteKind, Own};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use std::fs;
use std::path::{Path, PathBuf};

/// An office that was closed well, and its bare key.
fn closed() -> (Office, PathBuf, String) {
    let office = Office::bare(TODAY);
    let path = office.path("caseload.db");
    let (store, code) = Store::create_cheap(&path, "amy", &secret()).unwrap();
    drop(store);
    office.write("in/children.csv", CHILDREN.as_bytes());
    office.write("in/exclusions.csv", EXCLUSIONS.as_bytes());
    assert_eq!(office.run(&["import", "in"]).code, Some(0));
    for round in 0..20 {
        file(&mut open(&path).unwrap(), &format!("note {round}"), "2026-11-23T09:00:00+00:00");
    }
    (office, path, key_of(code.reveal()))
}

/// Files a note about the first child at a moment.
pub(crate) fn file(store: &mut Store, text: &str, at: &str) {
    let at = DateTime::parse_from_rfc3339(at).unwrap();
    let about = store.child_by_id("C1").unwrap().into_iter().collect();
    store.apply(Command::FileNote { note: note(about, text, at), draft: None }, Stamp(at)).unwrap();
}

/// A note with nothing but a text.
pub(crate) fn note(
    about: Vec<lookout::domain::facts::ChildKey>,
    text: &str,
    opened: DateTime<chrono::FixedOffset>,
) -> NewNote {
    NewNote {
        about,
        kind: NoteKind::Call,
        person: None,
        text: text.to_owned(),
        own: Own::new(),
        next_step: None,
        follow_up: None,
        follow_up_words: None,
        opened,
    }
}

/// Everything that the program reads of a caseload, as one text.
fn everything(path: &Path) -> Result<String, String> {
    let store = open(path)?;
    let read = || -> Result<String, lookout::store::error::StoreError> {
        let caseload = store.caseload(TODAY.parse::<NaiveDate>().unwrap())?;
        let notes = store.find_notes(&Wanted::new(""), usize::MAX)?;
        let texts: Vec<_> = notes.hits.iter().map(|hit| (&hit.note.content.text, &hit.note.filed)).collect();
        let mut all = format!("{caseload:?} {texts:?} {:?} {:?}", store.imports()?, store.audit(None)?);
        for child in ["C1", "C2", "C3"] {
            let record = store.child_by_id(child)?.map(|key| store.record(key)).transpose()?;
            all = format!("{all} {record:?}");
        }
        Ok(format!("{all} {:?} {:?}", store.drafts()?, store.held()?))
    };
    read().map_err(|error| error.to_string())
}

/// D1: a bit is turned over, anywhere: told with the file's name, or it makes no difference.
pub(crate) fn bits(times: usize) -> Tally {
    let (_office, path, _) = closed();
    let sound = everything(&path).unwrap();
    let keys = path.with_extension("db.keys");
    let files = [(path.clone(), fs::read(&path).unwrap()), (keys.clone(), fs::read(&keys).unwrap())];
    let (mut tally, mut dice, mut told, mut found) = (Tally::default(), Dice::new(21), 0, 0);
    for round in 0..times {
        let (file, bytes) = &files[usize::from(round % 20 == 0)];
        let (at, bit) = (dice.below(bytes.len()), dice.below(8));
        let mut turned = bytes.clone();
        turned[at] ^= 1 << bit;
        fs::write(file, turned).unwrap();
        tally.add(
            trial(|| match everything(&path) {
                Err(why) => {
                    told += 1;
                    let named = why.contains("caseload.db") || why.contains("passphrase");
                    hold(named, || format!("byte {at}: the file is not named: {why}"))
                }
                Ok(text) => {
                    hold(text == sound, || format!("byte {at}, bit {bit}: shown wrong in silence"))?;
                    let findings: Vec<String> =
                        open(&path)?.verify(None).checks.into_iter().flat_map(|check| check.findings).collect();
                    found += 1;
                    let page = findings.iter().any(|finding| finding.contains("page"));
                    hold(page, || format!("byte {at}, bit {bit}: no page is named in {findings:?}"))
                }
            })
            .and_then(|done| done),
        );
        fs::write(file, bytes).unwrap();
        for left in ["db-wal", "db-shm"] {
            let _ = fs::remove_file(path.with_extension(left));
        }
    }
    tally.found.push(format!("{told} told on reading, {found} in pages that were not read and named by verify"));
    tally
}

/// D1w: a bit of the log of a program that was killed is turned over: told, or it makes no difference.
pub(crate) fn log_bits(times: usize) -> Tally {
    let (_office, path, _) = closed();
    let log = path.with_extension("db-wal");
    let mut store = open(&path).unwrap();
    for round in 0..20 {
        file(&mut store, &format!("late {round}"), "2026-11-23T10:00:00+00:00");
    }
    let files = [(path.clone(), fs::read(&path).unwrap()), (log.clone(), fs::read(&log).unwrap())];
    drop(store);
    let put = |turned: &[u8]| {
        fs::write(&path, &files[0].1).unwrap();
        fs::write(&log, turned).unwrap();
        let _ = fs::remove_file(path.with_extension("db-shm"));
    };
    let bytes = &files[1].1;
    put(bytes);
    let sound = everything(&path).unwrap();
    let (mut tally, mut dice) = (Tally::default(), Dice::new(29));
    let (mut refused, mut same, mut told) = (0, 0, 0);
    for _ in 0..times {
        let (at, bit) = (dice.below(bytes.len()), dice.below(8));
        let mut turned = bytes.clone();
        turned[at] ^= 1 << bit;
        put(&turned);
        let done = trial(|| {
            let says = open(&path).map(|store| !store.remarks().is_empty());
            put(&turned);
            match (everything(&path), says) {
                (Err(_), _) => refused += 1,
                (Ok(text), _) if text == sound => same += 1,
                (Ok(_), Ok(true)) => told += 1,
                (Ok(_), _) => return Err(format!("byte {at} of {}: cut in silence", bytes.len())),
            }
            Ok(())
        });
        tally.add(done.and_then(|done| done));
    }
    tally.found.push(format!("{refused} refused, {told} told and kept aside, {same} made no difference"));
    tally
}

/// A file that is no longer what it was.
fn mutant(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut random = |length: usize| -> Vec<u8> { (0..length).map(|_| dice.next().to_le_bytes()[0]).collect() };
    let noise = random(64);
    let place = dice.below(bytes.len());
    match dice.below(9) {
        0 => Vec::new(),
        1 => bytes[..place].to_vec(),
        2 => noise.repeat(1 + place % 400),
        3 => b"SQLite format 3\0".iter().chain(&noise.repeat(100)).copied().collect(),
        4 => b"child_id,forename\nC1,Amara\n".repeat(1 + place % 50),
        5 => [&bytes[..place], &noise[..], &bytes[place..]].concat(),
        6 => [&bytes[place..], &bytes[..place]].concat(),
        7 => vec![0; place],
        _ => {
            let mut bytes = bytes.to_vec();
            let end = (place + noise.len()).min(bytes.len());
            bytes[place..end].copy_from_slice(&noise[..end - place]);
            bytes
        }
    }
}

/// D2: anything at all in the place of the caseload or its keys: a message, no panic, no byte changed.
pub(crate) fn mutants(times: usize) -> Tally {
    let (_office, path, _) = closed();
    let keys = path.with_extension("db.keys");
    let files = [(path.clone(), fs::read(&path).unwrap()), (keys.clone(), fs::read(&keys).unwrap())];
    let (mut tally, mut dice, mut opened) = (Tally::default(), Dice::new(22), 0);
    for round in 0..times {
        let (file, bytes) = &files[usize::from(round % 3 == 0)];
        let changed = mutant(bytes, &mut dice);
        fs::write(file, &changed).unwrap();
        let done = trial(|| {
            let read = everything(&path);
            opened += usize::from(read.is_ok());
            // One that opens may be read; what is refused must stay as it is.
            let same = fs::read(file).unwrap() == changed;
            hold(same, || format!("round {round}: {} bytes were changed, {:?}", changed.len(), read.err()))
        });
        tally.add(done.and_then(|done| done));
        fs::write(file, bytes).unwrap();
        for left in ["db-wal", "db-shm"] {
            let _ = fs::remove_file(path.with_extension(left));
        }
    }
    tally.found.push(format!("{opened} still opened and were read whole"));
    tally
}

/// D3: files of the next ten versions, that allow reading and that do not: nothing is written.
pub(crate) fn newer(times: usize) -> Tally {
    let (office, path, key) = closed();
    let program = older::migrations().len();
    let mut tally = Tally::default();
    for ahead in 1..=times {
        for reader in [1, program + ahead] {
            let connection = bare(&path, &key).unwrap();
            connection.pragma_update(None, "user_version", i64::try_from(program + ahead).unwrap()).unwrap();
            let sql = "INSERT OR REPLACE INTO meta (name, value) VALUES ('min_reader', ?1)";
            connection.execute(sql, [i64::try_from(reader).unwrap()]).unwrap();
            drop(connection);
            let before = fs::read(&path).unwrap();
            let read = office.run(&["imports"]);
            let written = office.run_on(&["note", "C1"], b"not to be filed\n");
            let same = fs::read(&path).unwrap() == before;
            let codes = (read.code, written.code) == (Some(if reader == 1 { 0 } else { 13 }), Some(13));
            let says = written.err.contains(&format!("version {}", program + ahead));
            tally.add(hold(same && codes && says, || format!("+{ahead}: same {same}, {read:?}, {written:?}")));
        }
    }
    tally
}

/// D4: a file of every earlier program is copied, migrated and read.
pub(crate) fn of_old(_: usize) -> Tally {
    let mut tally = Tally::default();
    let program = older::migrations().len();
    for version in 1..program {
        let done = trial(|| {
            let office = Office::bare(TODAY);
            let path = office.path("caseload.db");
            let key = older::make(&path, version);
            let store = open(&path)?;
            let texts = super::office::texts(&store)?;
            let children = store.caseload(TODAY.parse().unwrap()).map_err(|error| error.to_string())?.children.len();
            hold(texts.len() == 3 && children == 3, || format!("{version}: {children} children, {texts:?}"))?;
            drop(store);
            let state = older::state(&path, &key).map_err(|error| error.to_string())?;
            hold(state == (program, older::ROWS, older::ROWS), || format!("{version}: {state:?}"))?;
            let copy = office.path(&format!("caseload.db.before-{}", version + 1));
            let state = older::state(&copy, &key).map_err(|error| error.to_string())?;
            hold(state == (version, older::ROWS, older::ROWS), || format!("{version}, the copy: {state:?}"))
        });
        tally.add(done.and_then(|done| done));
    }
    tally
}
