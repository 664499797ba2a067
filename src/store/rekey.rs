//! A new key, and with it a new recovery code: the old code opens nothing any more.
//!
//! `SQLCipher` can encrypt a file anew in its place, but with the write-ahead log there are moments in which its pages
//! stand under two keys. So a copy is encrypted anew, checked whole, and takes the place of the file by one rename. What
//! a program that is ended leaves:
//!
//! 1. before that rename: the caseload as it was, and two files `NAME.rekey` and `NAME.keys.rekey`, which the next
//!    unlock takes away ([`sweep`]);
//! 2. between it and the rename of the keys file: the caseload under the new key; the passphrase that was kept opens it
//!    by `NAME.keys.rekey`, which takes its place then ([`finish`]).
//!
//! Nobody else has the file open while this runs: it is left to no log, and its lock is held to the end.

use crate::disk;
use crate::domain::audit::{Deed, Event};
use crate::store::command::Stamp;
use crate::store::contents::{Contents, wrong};
use crate::store::error::StoreError;
use crate::store::journal::By;
use crate::store::keys::Keys;
use crate::store::schema::set_meta;
use crate::store::secret::{DatabaseKey, RecoveryCode, Secret};
use crate::store::touched::Watch;
use crate::store::unlock::{KEYS_COPY, Unlocked, keys_path, open_with};
use crate::store::{Store, apply, audit, files, open, schema};
use rusqlite::{Connection, ErrorCode};
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

fn new_file(path: &Path) -> PathBuf {
    files::beside(path, ".rekey")
}

pub(super) fn new_keys(path: &Path) -> PathBuf {
    files::beside(path, ".keys.rekey")
}

impl Store {
    /// Encrypts the caseload under a new key. One passphrase opens it then, under the name that unlocked it, and a new
    /// recovery code; the passphrases of others cannot be kept, since nobody knows them.
    ///
    /// # Errors
    /// Another program has it open, a full disk, a file that can only be read: the caseload is as it was.
    pub fn rekey(self, passphrase: &Secret, stamp: Stamp) -> Result<(Self, RecoveryCode), StoreError> {
        let Self { path, unlocked, .. } = self;
        if unlocked.read_only {
            return Err(schema::unwritable(&unlocked.connection, &path, schema::MIGRATIONS));
        }
        let key = DatabaseKey::random()?;
        let new = New { path: &path, key: &key, passphrase, stamp };
        let made = new.alone(&unlocked).and_then(|()| new.make(&unlocked));
        if made.is_err() {
            remove_new(&path);
            let _ = open::shared(&unlocked.connection);
        }
        made.map_err(|error| error.at(&path))?;
        drop(unlocked.connection);
        let unlocked = open_with(&path, passphrase, Keys::read(&keys_path(&path)))?;
        Ok((Self { path, unlocked, watch: Watch::default(), damaged_log: None }, key.recovery_code()))
    }
}

/// What the caseload becomes.
struct New<'a> {
    path: &'a Path,
    key: &'a DatabaseKey,
    passphrase: &'a Secret,
    stamp: Stamp,
}

impl New<'_> {
    /// Makes sure that nobody else has the file open, nor opens it until the lock goes.
    fn alone(&self, old: &Unlocked) -> Result<(), StoreError> {
        let others = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse,
            _ => StoreError::from(error).at(self.path),
        };
        open::alone(&old.connection).map_err(others)
    }

    fn make(&self, old: &Unlocked) -> Result<(), StoreError> {
        remove_new(self.path);
        let keys = self.keys(old)?;
        let copy = new_file(self.path);
        let before = Contents::of(&old.connection)?;
        let encrypted = open::copy(&old.connection, &copy, &old.key)?;
        open::rekey(&encrypted, self.key)?;
        drop(encrypted);
        let fresh = open::connect(&copy, self.key)?;
        if Contents::of(&fresh)? != before || !wrong(&fresh)?.is_empty() {
            return Err(StoreError::Damaged(copy));
        }
        self.tell(&fresh, &keys, old)?;
        drop(fresh);
        keys.write(&new_keys(self.path))?;
        self.swap(&copy)
    }

    fn keys(&self, old: &Unlocked) -> Result<Keys, StoreError> {
        let known = Keys::read(&keys_path(self.path)).unwrap_or_else(|_| Keys::of_none(&old.key));
        known.renewed(self.key, &old.actor, self.passphrase)
    }

    fn tell(&self, fresh: &Connection, keys: &Keys, old: &Unlocked) -> Result<(), StoreError> {
        let by = By { actor: &old.actor, stamp: self.stamp };
        let detail = format!("new key and recovery code; the one passphrase kept: {}", old.actor);
        apply::write(fresh, |open| {
            audit::add(open, by, &[Event { deed: Deed::Keys, child: None, detail }], None)?;
            Ok(set_meta(open, KEYS_COPY, keys.text())?)
        })
    }

    /// The renames; what was there is cut to nothing, for programs that had it open and for whoever has the old code.
    fn swap(&self, copy: &Path) -> Result<(), StoreError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |error| files::io(&path, error)
        };
        let old = OpenOptions::new().write(true).open(self.path).map_err(io(self.path))?;
        disk::sync(copy).map_err(io(copy))?;
        disk::rename(copy, self.path).map_err(io(self.path))?;
        let _ = old.set_len(0).and_then(|()| old.sync_all());
        disk::rename(&new_keys(self.path), &keys_path(self.path)).map_err(io(&keys_path(self.path)))
    }
}

/// Opens a caseload whose keys file was about to be renamed, and renames it.
pub(super) fn finish(path: &Path, typed: &Secret) -> Option<Unlocked> {
    let pending = new_keys(path);
    let keys = Keys::read(&pending).ok()?;
    let unlocked = open_with(path, typed, Ok(keys)).ok()?;
    disk::rename(&pending, &keys_path(path)).ok()?;
    Some(unlocked)
}

/// Takes away what a program left that was ended before the new file had its place. Whoever has opened the caseload
/// knows that nobody is making its key anew now.
pub(super) fn sweep(path: &Path, unlocked: &Unlocked) {
    if !unlocked.read_only && new_keys(path).exists() | new_file(path).exists() {
        remove_new(path);
    }
}

fn remove_new(path: &Path) {
    let copy = new_file(path);
    for left in [files::beside(&copy, "-journal"), copy, new_keys(path)] {
        let _ = std::fs::remove_file(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Bench, PASSPHRASE, day, secret, stamp};
    use std::fs;

    /// Everything in the file but what a new key changes.
    fn content(store: &Store) -> (usize, usize) {
        (store.caseload(day("2026-11-23")).unwrap().children.len(), store.audit(None).unwrap().len())
    }

    #[test]
    fn a_new_key_keeps_the_content_and_one_passphrase() {
        let Bench { store, path, code, folder } = Bench::with_children(&["c1", "c2"]);
        store.add_slot("Bo", &secret("another horse battery"), stamp()).unwrap();
        let (children, rows) = content(&store);
        let (store, new) = store.rekey(&secret(PASSPHRASE), stamp()).unwrap();
        assert_eq!((content(&store), store.slots().unwrap()), ((children, rows + 1), vec!["Anna".to_owned()]));
        assert_eq!(store.audit_chain().unwrap().broken, None);
        drop(store);
        for (typed, opens) in
            [(PASSPHRASE, true), (new.reveal(), true), (&code, false), ("another horse battery", false)]
        {
            assert_eq!(Store::open(&path, &secret(typed)).is_ok(), opens);
        }
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        let mode: String = Store::open(&path, &secret(PASSPHRASE))
            .unwrap()
            .unlocked
            .connection
            .query_row("PRAGMA journal_mode", [], |row| row.get(0))
            .unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn a_file_that_is_open_elsewhere_is_not_rekeyed() {
        let Bench { store, path, code, folder } = Bench::with_children(&["c1"]);
        let other = Store::open(&path, &secret(PASSPHRASE)).unwrap();
        assert!(matches!(store.rekey(&secret(PASSPHRASE), stamp()), Err(StoreError::InUse)));
        assert_eq!(content(&other).0, 1);
        assert!(Store::open(&path, &secret(&code)).is_ok());
        drop(folder);
    }

    #[test]
    fn while_the_key_is_made_anew_nobody_comes_in() {
        let Bench { store, path, folder, .. } = Bench::with_children(&["c1"]);
        open::alone(&store.unlocked.connection).unwrap();
        let came_in = Store::open(&path, &secret(PASSPHRASE));
        assert!(matches!(came_in, Err(StoreError::Busy)), "{came_in:?}");
        open::shared(&store.unlocked.connection).unwrap();
        assert!(Store::open(&path, &secret(PASSPHRASE)).is_ok());
        drop(folder);
    }

    #[test]
    fn ended_before_the_rename_it_is_as_it_was_and_after_it_is_finished() {
        let Bench { store, path, code, folder } = Bench::with_children(&["c1"]);
        drop(store);
        let keep = |name: &str| fs::read(files::beside(&path, name)).unwrap();
        let (old, old_keys) = (keep(""), keep(".keys"));
        let (store, new) =
            Store::open(&path, &secret(PASSPHRASE)).unwrap().rekey(&secret(PASSPHRASE), stamp()).unwrap();
        drop(store);
        let (new_bytes, new_slots) = (keep(""), keep(".keys"));
        // Ended before the rename.
        fs::write(&path, &old).unwrap();
        fs::write(keys_path(&path), &old_keys).unwrap();
        fs::write(new_file(&path), &new_bytes[..new_bytes.len() / 2]).unwrap();
        fs::write(new_keys(&path), &new_slots).unwrap();
        assert_eq!(content(&Store::open(&path, &secret(&code)).unwrap()).0, 1);
        assert!(!new_file(&path).exists() && !new_keys(&path).exists());
        // Ended between the two renames.
        for typed in [PASSPHRASE, new.reveal()] {
            let _ = fs::remove_file(files::beside(&path, "-wal"));
            fs::write(&path, &new_bytes).unwrap();
            fs::write(keys_path(&path), &old_keys).unwrap();
            fs::write(new_keys(&path), &new_slots).unwrap();
            assert!(matches!(Store::open(&path, &secret("wrong horse")), Err(StoreError::WrongPassphrase)));
            assert_eq!(content(&Store::open(&path, &secret(typed)).unwrap()).0, 1, "{}", typed == PASSPHRASE);
            assert_eq!(keep(".keys"), new_slots);
        }
        drop(folder);
    }
}
