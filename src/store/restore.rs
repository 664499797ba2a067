//! Restoring: a backup takes the caseload's place whole, and what was there stands aside under a dated name.
//!
//! The backup is copied beside the caseload and checked there. What is there gets a second name first; then one rename
//! puts the copy in its place. A program that is ended before that rename leaves the caseload as it was; one that is
//! ended after it leaves the keys file of before, or of the backup under the name by which the next unlock finds it
//! ([`crate::store::rekey::finish`]).

use crate::disk;
use crate::domain::audit::{Deed, Event};
use crate::store::backup::forget;
use crate::store::command::Stamp;
use crate::store::contents::{Contents, wrong};
use crate::store::error::StoreError;
use crate::store::keys::Keys;
use crate::store::secret::{DatabaseKey, Secret};
use crate::store::unlock::keys_path;
use crate::store::{Store, audit, files, guard, open, rekey, schema, unlock};
use rusqlite::{Connection, ErrorCode};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A backup that a passphrase opened; nothing is written to it.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    key: DatabaseKey,
    keys: Keys,
    /// What it holds.
    pub contents: Contents,
    /// What is wrong with it; empty where all is well.
    pub wrong: Vec<String>,
}

/// How a caseload in use stands to a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What the caseload in use holds.
    pub contents: Contents,
    /// Whether it went on from where the backup was made: the audit's last row in the backup stands in it too.
    pub goes_on: bool,
}

impl Kept {
    /// Looks whether there is a backup to open, before anybody is asked for a passphrase.
    ///
    /// # Errors
    /// There is none; a folder that cannot be looked into.
    pub fn look(path: &Path) -> Result<(), StoreError> {
        unlock::look(path)
    }

    /// Opens a backup to be looked at, with a passphrase or the recovery code of when it was made.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(path: &Path, typed: &Secret) -> Result<Self, StoreError> {
        unlock::look(path)?;
        let keys = Keys::read(&keys_path(path));
        let code = || DatabaseKey::from_recovery_code(typed);
        let unwrapped = keys.as_ref().ok().and_then(|keys| keys.unwrap(typed)).map(|(key, _)| key);
        let Some(key) = unwrapped.or_else(code) else {
            return Err(keys.err().unwrap_or(StoreError::WrongPassphrase));
        };
        let known = keys.as_ref().is_ok_and(|keys| keys.is_of(&key));
        let connection = open::settled(path, &key).map_err(|error| match error {
            StoreError::Damaged(_) if !known => StoreError::WrongPassphrase,
            other => other,
        })?;
        let copy = || schema::keys_copy(&connection).ok().flatten().and_then(|text| Keys::parse(&text));
        let keys = keys.ok().filter(|_| known).or_else(copy).unwrap_or_else(|| Keys::of_none(&key));
        let read = || -> Result<_, StoreError> { Ok((Contents::of(&connection)?, wrong(&connection)?)) };
        let (contents, wrong) = read().map_err(|error| error.at(path))?;
        Ok(Self { path: path.to_owned(), key, keys, contents, wrong })
    }

    /// Compares with the caseload in use; `None` where there is none, or where it is under another key.
    ///
    /// # Errors
    /// It is damaged or busy.
    pub fn beside(&self, caseload: &Path) -> Result<Option<Beside>, StoreError> {
        let same = Keys::read(&keys_path(caseload)).is_ok_and(|keys| keys.is_of(&self.key));
        if !same || !caseload.exists() {
            return Ok(None);
        }
        let connection = open::connect(caseload, &self.key)?;
        let head = self.contents.chain.as_ref().map(|chain| chain.head.as_str()).unwrap_or_default();
        let read = || -> Result<_, StoreError> {
            let goes_on = audit::has(&connection, head)?;
            Ok(Some(Beside { contents: Contents::of(&connection)?, goes_on }))
        };
        read().map_err(|error| error.at(caseload))
    }

    /// Puts it in the place of a caseload; what is there is put aside, and its new name given.
    ///
    /// # Errors
    /// The caseload is as it was then: the backup is not whole, another window has the caseload open, a full disk.
    pub fn restore(&self, caseload: &Path, typed: &Secret, stamp: Stamp) -> Result<Option<PathBuf>, StoreError> {
        if !self.wrong.is_empty() {
            return Err(StoreError::Damaged(self.path.clone()));
        }
        files::make_folder(files::folder(caseload))?;
        guard::look_before_making(caseload)?;
        let part = files::beside(caseload, ".restore");
        forget(&part);
        let held = hold(caseload, &self.key)?;
        let placed = self.copy(&part).and_then(|()| self.place(caseload, &part, stamp));
        if placed.is_err() {
            forget(&part);
            let _ = std::fs::remove_file(rekey::new_keys(caseload));
            let _ = held.as_ref().map(open::shared);
        }
        drop(held);
        let aside = placed?;
        let detail = "restored from a backup; the caseload of before is put aside".to_owned();
        Store::open(caseload, typed)?.witness(&[Event { deed: Deed::Backup, child: None, detail }], stamp)?;
        Ok(aside)
    }

    /// The backup's bytes beside the caseload, on the disk and checked.
    fn copy(&self, part: &Path) -> Result<(), StoreError> {
        let io = |error| files::io(part, error);
        let mut from = std::fs::File::open(&self.path).map_err(|error| files::io(&self.path, error))?;
        let mut to = files::make_private(part)?;
        io::copy(&mut from, &mut to).and_then(|_| to.sync_all()).map_err(io)?;
        let copy = open::settled(part, &self.key)?;
        let whole = Contents::of(&copy)? == self.contents && wrong(&copy)?.is_empty();
        if whole { Ok(()) } else { Err(StoreError::Damaged(self.path.clone())) }
    }

    fn place(&self, caseload: &Path, part: &Path, stamp: Stamp) -> Result<Option<PathBuf>, StoreError> {
        let io = |error| files::io(caseload, error);
        let aside = aside(caseload, stamp);
        let there = caseload.symlink_metadata().is_ok();
        if there {
            second_name(caseload, &aside).map_err(io)?;
        }
        if keys_path(caseload).exists() {
            second_name(&keys_path(caseload), &keys_path(&aside)).map_err(io)?;
        }
        // A log that could not be settled belongs to what is put aside, and would be read into the restored file.
        for log in ["-wal", "-shm"] {
            match std::fs::rename(files::beside(caseload, log), files::beside(&aside, log)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(io(error)),
                _ => {}
            }
        }
        self.keys.write(&rekey::new_keys(caseload))?;
        disk::rename(part, caseload).map_err(io)?;
        disk::rename(&rekey::new_keys(caseload), &keys_path(caseload)).map_err(io)?;
        Ok(there.then_some(aside))
    }
}

/// Keeps others out of a caseload that can be opened with the backup's key. One that cannot be is put aside as it is.
fn hold(caseload: &Path, key: &DatabaseKey) -> Result<Option<Connection>, StoreError> {
    if !caseload.exists() {
        return Ok(None);
    }
    let Ok(connection) = open::connect(caseload, key) else { return Ok(None) };
    match open::alone(&connection) {
        Ok(()) => Ok(Some(connection)),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(StoreError::InUse),
            _ => Ok(None),
        },
    }
}

/// `NAME.before-restore-20261123-090000`.
fn aside(caseload: &Path, stamp: Stamp) -> PathBuf {
    let moment = stamp.0.format("%Y%m%d-%H%M%S");
    let named = |more: String| files::beside(caseload, &format!(".before-restore-{moment}{more}"));
    let mut paths = std::iter::once(named(String::new())).chain((2..).map(|n: u32| named(format!("-{n}"))));
    paths.find(|path| !path.exists() && !keys_path(path).exists()).unwrap_or_else(|| named("-0".to_owned()))
}

/// Gives a file a second name, or copies it where the file system has no second names.
fn second_name(from: &Path, to: &Path) -> io::Result<()> {
    if std::fs::hard_link(from, to).is_ok() {
        return disk::sync_folder(files::folder(to));
    }
    std::fs::copy(from, to)?;
    disk::sync(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Bench, PASSPHRASE, children, secret, stamp};
    use std::rc::Rc;

    fn again(bench: &Bench) -> Bench {
        let store = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
        Bench { store, path: bench.path.clone(), code: bench.code.clone(), folder: Rc::clone(&bench.folder) }
    }

    fn closed(bench: Bench) -> Bench {
        let copy = Bench { store: bench.store.beside().unwrap(), ..bench };
        let elsewhere = Bench::new();
        Bench { store: elsewhere.store, ..copy }
    }

    #[test]
    fn a_backup_comes_back_equal_and_what_was_there_stands_aside() {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        let before = bench.dump();
        let made = bench.store.backup(None, stamp()).unwrap();
        bench.import(children(&["c3"]));
        let after = bench.dump();
        let bench = closed(bench);
        let kept = Kept::open(&made.path, &secret(PASSPHRASE)).unwrap();
        assert_eq!((kept.contents.children, kept.wrong.len()), (2, 0));
        let beside = kept.beside(&bench.path).unwrap().unwrap();
        assert_eq!((beside.contents.children, beside.goes_on), (3, true));
        let bytes = std::fs::read(&made.path).unwrap();
        let aside = kept.restore(&bench.path, &secret(PASSPHRASE), stamp()).unwrap().unwrap();
        let restored = again(&bench);
        assert!(restored.dump() == before);
        assert_eq!(restored.store.audit_chain().unwrap().broken, None);
        assert_eq!(std::fs::read(&made.path).unwrap(), bytes, "the backup is not written to");
        let old = Store::open(&aside, &secret(PASSPHRASE)).unwrap();
        assert!(
            Bench { store: old, path: aside, code: String::new(), folder: Rc::clone(&bench.folder) }.dump() == after
        );
    }

    #[test]
    fn a_caseload_that_is_open_or_a_backup_that_is_damaged_changes_nothing() {
        let bench = Bench::with_children(&["c1"]);
        let made = bench.store.backup(None, stamp()).unwrap();
        let restore =
            || Kept::open(&made.path, &secret(PASSPHRASE))?.restore(&bench.path, &secret(PASSPHRASE), stamp());
        assert!(matches!(restore(), Err(StoreError::InUse)));
        let mut bytes = std::fs::read(&made.path).unwrap();
        let last = bytes.len() - 100;
        bytes[last] ^= 1;
        std::fs::write(&made.path, bytes).unwrap();
        assert!(matches!(restore(), Err(StoreError::Damaged(_))));
        assert_eq!(again(&bench).store.verify(None).count(), 0);
    }

    #[test]
    fn a_damaged_caseload_and_a_lost_one_are_restored_from_a_backup_under_another_passphrase() {
        let bench = Bench::with_children(&["c1"]);
        let before = bench.dump();
        let made = bench.store.backup(None, stamp()).unwrap();
        bench.store.change_passphrase(&secret("another horse battery"), stamp()).unwrap();
        let bench = closed(bench);
        std::fs::write(&bench.path, b"torn").unwrap();
        let restore = || {
            let kept = Kept::open(&made.path, &secret(PASSPHRASE)).unwrap();
            kept.restore(&bench.path, &secret(PASSPHRASE), stamp()).unwrap()
        };
        assert_eq!(std::fs::read(restore().unwrap()).unwrap(), b"torn");
        assert!(again(&bench).dump() == before);
        std::fs::remove_file(&bench.path).unwrap();
        assert_eq!(restore(), None);
        assert!(again(&bench).dump() == before);
    }
}
