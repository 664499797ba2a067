//! `NAME.tries`: the wrong passphrases since the last right one, a line each. No passphrase and no name stands in it.
//!
//! Whoever tries holds the file's lock until it is known whether the passphrase was right. So programs that try at the
//! same time try one after the other, and every line that is found is of a wrong one, or of a program that was ended
//! before it knew.

use crate::store::error::StoreError;
use crate::store::files;
use crate::store::tries::{self, Times};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

/// What a folder that cannot be written remembers: as long as this program runs.
static UNWRITTEN: Mutex<BTreeMap<PathBuf, Times>> = Mutex::new(BTreeMap::new());

/// How often the lock is asked for, and how long between: a slot takes about a quarter of a second.
const ASKED: u32 = 600;
const PAUSE: Duration = Duration::from_millis(25);
/// Most bytes read of the file: ten years of trying without a pause.
const MOST_BYTES: u64 = 16 << 20;
/// Digits of a moment, so that a line can be written over in its place.
const DIGITS: usize = 12;

/// The tries of a caseload, held by this program alone until it goes.
#[derive(Debug)]
pub(in crate::store) struct Book {
    path: PathBuf,
    /// `None` where the folder cannot be written.
    file: Option<File>,
    times: Times,
}

impl Book {
    /// Opens the tries of a caseload and waits for others who try. Moments that lie ahead become `now`.
    ///
    /// # Errors
    /// Another program holds them for longer than any try takes; the disk.
    pub(in crate::store) fn open(caseload: &Path, now: i64) -> Result<Self, StoreError> {
        let path = files::beside(caseload, ".tries");
        let Some(mut file) = file(&path)? else {
            let unwritten = UNWRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
            let times = unwritten.get(&path).map(|times| tries::as_of(times, now)).unwrap_or_default();
            return Ok(Self { path, file: None, times });
        };
        lock(&file).map_err(|error| error.about(&path))?;
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| files::io(&path, error))?;
        let times = tries::as_of(&read(&bytes, now), now);
        let mut book = Self { path, file: Some(file), times };
        if book.text().as_bytes() != bytes {
            book.keep()?;
        }
        Ok(book)
    }

    /// Those that stand.
    pub(in crate::store) fn times(&self) -> &[i64] {
        &self.times
    }

    /// Puts a try down, through to the disk, before it is made.
    ///
    /// # Errors
    /// The disk: it must not be made then.
    pub(in crate::store) fn put_down(&mut self, now: i64) -> Result<(), StoreError> {
        self.times.push(now);
        self.keep()
    }

    /// Takes the last one off again: it was no wrong passphrase.
    ///
    /// # Errors
    /// The disk.
    pub(in crate::store) fn take_off(&mut self) -> Result<(), StoreError> {
        self.times.pop();
        self.keep()
    }

    /// Forgets all of them, once the audit knows.
    ///
    /// # Errors
    /// The disk.
    pub(in crate::store) fn forget(&mut self) -> Result<(), StoreError> {
        self.times.clear();
        self.keep()
    }

    fn text(&self) -> String {
        let mut text = String::with_capacity(self.times.len() * (DIGITS + 1));
        for time in &self.times {
            let _ = writeln!(text, "{time:0DIGITS$}");
        }
        text
    }

    /// Written in its place, since the lock is the file's: lines are equally long, and what stays of them stays where
    /// it is.
    fn keep(&mut self) -> Result<(), StoreError> {
        let text = self.text();
        let Some(file) = &mut self.file else {
            let mut unwritten = UNWRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
            unwritten.insert(self.path.clone(), self.times.clone());
            return Ok(());
        };
        let written = file
            .seek(SeekFrom::Start(0))
            .and_then(|_| file.write_all(text.as_bytes()))
            .and_then(|()| file.set_len(text.len() as u64))
            .and_then(|()| file.sync_data());
        written.map_err(|error| files::io(&self.path, error))
    }
}

/// The file, made where it is not there; `None` where it cannot be.
fn file(path: &Path) -> Result<Option<File>, StoreError> {
    if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return Err(files::io(path, io::Error::other("it is no plain file; delete it")));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if unwritable(&error) => Ok(None),
        Err(error) => Err(files::io(path, error)),
    }
}

fn unwritable(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Why a lock was not had.
enum Refused {
    Held,
    Failed(io::Error),
}

impl Refused {
    fn about(self, path: &Path) -> StoreError {
        match self {
            Self::Held => StoreError::Busy,
            Self::Failed(error) => files::io(path, error),
        }
    }
}

fn lock(file: &File) -> Result<(), Refused> {
    for _ in 0..ASKED {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            // A file system without locks: what it remembers counts all the same.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(Refused::Failed(error)),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
        }
    }
    Err(Refused::Held)
}

/// A line that cannot be read is a try all the same: damage opens nothing.
fn read(bytes: &[u8], now: i64) -> Times {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| std::str::from_utf8(line).ok().and_then(|line| line.parse().ok()).unwrap_or(now)).collect()
}
