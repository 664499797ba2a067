//! The power goes: what was written and not yet synced is dropped, half there, or there in another order.

use super::Tally;
use super::crash::{note_lines, says_saved};
use super::dice::Dice;
use super::office::{key_of, none_lost, open, secret, sound};
use super::shim::shim;
use crate::harness::Office;
use lookout::store::Store;
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// Sessions that are logged, and the notes of each: the log is settled at the end of each and begun anew.
const SESSIONS: usize = 10;
const NOTES: usize = 12;
/// Bytes before path and data in a record of the log.
const HEAD: usize = 15;

/// What the program did, in order.
#[derive(Clone)]
pub(crate) enum Event {
    /// Bytes at a place of a file.
    Write(String, usize, Vec<u8>),
    /// A file's new length.
    Truncate(String, usize),
    /// All of a file, or the names in a folder, is on the disk.
    Sync(String),
    /// A sync that failed.
    Forget(String),
    Unlink(String),
    /// Words to the user.
    Said(String),
}

/// What a log holds.
pub(crate) fn events(log: &[u8]) -> Vec<Event> {
    let (mut rest, mut events) = (log, Vec::new());
    while rest.len() >= HEAD {
        let number = |from: usize, to: usize| {
            rest[from..to].iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
        };
        let (path, size, place) = (number(1, 3), number(3, 7), number(7, HEAD));
        let name = String::from_utf8_lossy(&rest[HEAD..HEAD + path]).into_owned();
        let data = &rest[HEAD + path..HEAD + path + size];
        match rest[0] {
            b'W' => events.push(Event::Write(name, place, data.to_vec())),
            b'T' => events.push(Event::Truncate(name, place)),
            b'S' => events.push(Event::Sync(name)),
            b'F' => events.push(Event::Forget(name)),
            b'U' => events.push(Event::Unlink(name)),
            b'A' => events.push(Event::Said(String::from_utf8_lossy(data).into_owned())),
            _ => {}
        }
        rest = &rest[HEAD + path + size..];
    }
    events
}

/// A file on the disk, and what waits to come there.
#[derive(Default, Clone)]
struct Inode {
    durable: Vec<u8>,
    pending: Vec<Op>,
}

#[derive(Clone)]
enum Op {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Op {
    fn onto(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Truncate(length) => bytes.resize(*length, 0),
            Self::Write(place, data) => {
                bytes.resize(bytes.len().max(place + data.len()), 0);
                bytes[*place..place + data.len()].copy_from_slice(data);
            }
        }
    }
}

/// A disk that keeps for sure only what was synced.
#[derive(Default, Clone)]
pub(crate) struct Disk {
    inodes: Vec<Inode>,
    /// The names as the program sees them.
    now: HashMap<String, usize>,
    /// As they stand on the disk.
    durable: HashMap<String, usize>,
    /// Names made and taken away since, in order: a journal keeps their order.
    names: Vec<(String, Option<usize>)>,
}

impl Disk {
    /// With the files of a folder, all of them durable.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = fs::canonicalize(&path).unwrap().display().to_string();
                disk.now.insert(name.clone(), disk.inodes.len());
                disk.durable.insert(name, disk.inodes.len());
                disk.inodes.push(Inode { durable: fs::read(&path).unwrap(), pending: Vec::new() });
            }
        }
        disk
    }

    fn inode(&mut self, name: &str) -> &mut Inode {
        let number = *self.now.entry(name.to_owned()).or_insert_with(|| {
            self.inodes.push(Inode::default());
            self.names.push((name.to_owned(), Some(self.inodes.len() - 1)));
            self.inodes.len() - 1
        });
        &mut self.inodes[number]
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Write(name, place, data) => self.inode(name).pending.push(Op::Write(*place, data.clone())),
            Event::Truncate(name, length) => self.inode(name).pending.push(Op::Truncate(*length)),
            Event::Unlink(name) => {
                self.now.remove(name);
                self.names.push((name.clone(), None));
            }
            Event::Sync(name) if Path::new(name).is_dir() => self.settle_names(usize::MAX),
            Event::Sync(name) => {
                let inode = self.inode(name);
                for op in std::mem::take(&mut inode.pending) {
                    op.onto(&mut inode.durable);
                }
            }
            // Linux tells it once, and takes what it could not write for written.
            Event::Forget(name) => self.inode(name).pending.clear(),
            Event::Said(_) => {}
        }
    }

    /// What stands on the disk once all is done and the power is gone at once, and what was said.
    pub(crate) fn after(mut self, events: &[Event]) -> (tempfile::TempDir, String) {
        let mut said = String::new();
        for event in events {
            if let Event::Said(words) = event {
                said.push_str(words);
            }
            self.take(event);
        }
        let folder = tempfile::tempdir().unwrap();
        for (name, number) in &self.durable {
            let name = Path::new(name).file_name().unwrap();
            if !name.to_string_lossy().ends_with("-shm") {
                fs::write(folder.path().join(name), &self.inodes[*number].durable).unwrap();
            }
        }
        (folder, said)
    }

    fn settle_names(&mut self, count: usize) {
        let count = count.min(self.names.len());
        for (name, number) in self.names.drain(..count) {
            match number {
                Some(number) => self.durable.insert(name, number),
                None => self.durable.remove(&name),
            };
        }
    }

    /// Writes what a cut now leaves, as chance will have it.
    fn cut(&self, folder: &Path, dice: &mut Dice) {
        let mut names = self.durable.clone();
        for (name, number) in &self.names[..dice.below(self.names.len() + 1)] {
            match number {
                Some(number) => names.insert(name.clone(), *number),
                None => names.remove(name),
            };
        }
        for (name, number) in names {
            let name = Path::new(&name).file_name().unwrap();
            // Shared memory of those that had the file open: nobody has.
            if !name.to_string_lossy().ends_with("-shm") {
                fs::write(folder.join(name), self.inodes[number].left(dice)).unwrap();
            }
        }
    }
}

impl Inode {
    /// What a cut leaves of it: of what waits nothing, the first part, any part; and of each a half at times.
    fn left(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        let (way, until) = (dice.below(4), dice.below(self.pending.len() + 1));
        for (at, op) in self.pending.iter().enumerate() {
            let there = match way {
                0 => false,
                1 => at < until,
                _ => dice.once_in(2),
            };
            match op {
                Op::Write(place, data) if there && way == 3 && dice.once_in(3) => {
                    let half = dice.below(data.len() + 1);
                    Op::Write(*place, data[..half].to_vec()).onto(&mut bytes);
                }
                op if there => op.onto(&mut bytes),
                _ => {}
            }
        }
        bytes
    }
}

/// Files notes in some sessions under the shim, and gives what was done below the caseload's folder.
fn logged(office: &Office, shim: &Path) -> Vec<Event> {
    let log = office.path("log");
    let folder = office.path("");
    for session in 0..SESSIONS {
        let texts: Vec<String> = (0..NOTES).map(|at| text(session, at)).collect();
        let mut command = office.command(&["--plain"]);
        command.env("LD_PRELOAD", shim).env("SHIM_ROOT", &folder).env("SHIM_LOG", &log).stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(note_lines(&texts).as_bytes()).unwrap();
        assert!(child.wait_with_output().unwrap().status.success());
    }
    events(&fs::read(log).unwrap())
}

fn text(session: usize, at: usize) -> String {
    format!("note {session}-{at}: {}", "said on the phone. ".repeat(at * 5))
}

/// Cuts the power at so many moments of a few sessions. A disk on which no sync did anything must lose notes: else the
/// cuts would show nothing.
pub(crate) fn cuts(times: usize) -> Tally {
    let shim = match shim() {
        Ok(shim) => shim,
        Err(why) => return Tally::skip(why),
    };
    let office = Office::bare(super::office::TODAY);
    let (store, code) = Store::create_cheap(&office.path("caseload.db"), "amy", &secret()).unwrap();
    drop(store);
    let key = key_of(code.reveal());
    let children = office.write("in/children.csv", super::office::CHILDREN.as_bytes());
    assert_eq!(office.run(&["import", children.to_str().unwrap()]).code, Some(0));
    let before = Disk::of(&office.path(""));
    let events = logged(&office, shim);
    let (mut tally, saved) = replayed(before.clone(), &events, &key, times);
    let unsynced: Vec<Event> = events.iter().filter(|event| !matches!(event, Event::Sync(_))).cloned().collect();
    let (control, _) = replayed(before, &unsynced, &key, times.div_ceil(20).max(5));
    let syncs = events.len() - unsynced.len();
    tally.found.push(format!("{saved} notes saved in {} writes and {syncs} syncs", unsynced.len()));
    tally.found.push(format!("without the syncs {} cuts of {} would lose something", control.failed, control.tried));
    if saved < SESSIONS * NOTES || control.failed == 0 {
        tally.fail(format!("{saved} notes of {} were filed", SESSIONS * NOTES));
    }
    tally
}

/// Cuts at so many moments, spread evenly; and how many notes were said to be saved in all.
fn replayed(mut disk: Disk, events: &[Event], key: &str, times: usize) -> (Tally, usize) {
    let (mut dice, mut tally, mut saved) = (Dice::new(2), Tally::default(), Vec::new());
    let all: Vec<String> = (0..SESSIONS).flat_map(|session| (0..NOTES).map(move |at| text(session, at))).collect();
    let mut done = 0;
    for (at, event) in events.iter().enumerate() {
        if let Event::Said(words) = event {
            let filed = words.lines().filter(|line| says_saved(line)).count();
            saved.extend(all[saved.len()..].iter().take(filed).cloned());
        }
        disk.take(event);
        let due = times * (at + 1) / events.len();
        for _ in done..due {
            let folder = tempfile::tempdir().unwrap();
            disk.cut(folder.path(), &mut dice);
            let path = folder.path().join("caseload.db");
            let found = open(&path).and_then(|store| none_lost(&store, &saved)).and_then(|()| sound(&path, key));
            tally.add(found.map_err(|why| format!("cut after {at} of {}: {why}", events.len())));
        }
        done = due;
    }
    (tally, saved.len())
}
