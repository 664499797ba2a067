//! Making and unlocking a caseload: the database and the keys file beside it.

use crate::disk;
use crate::store::error::StoreError;
use crate::store::keys::{Cost, Keys};
use crate::store::secret::{DatabaseKey, Secret};
use crate::store::{erase, facts, files, guard, open, rekey, schema};
use rusqlite::Connection;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the copy of the keys file stands in the database.
pub(super) const KEYS_COPY: &str = "keys";
/// Who acts when the recovery code opened a file whose slots are not known.
const UNNAMED: &str = "recovery";

/// An unlocked file.
#[derive(Debug)]
pub(super) struct Unlocked {
    pub(super) connection: Connection,
    pub(super) key: DatabaseKey,
    /// The name of the slot that unlocked it.
    pub(super) actor: String,
    /// A newer program's file that this one may read, or a folder that cannot be written.
    pub(super) read_only: bool,
    /// The keys file was not the one that the database knew: it is now, and the audit is to be told.
    pub(super) new_slots: bool,
}

/// Makes a caseload with one slot. What fails leaves nothing behind.
pub(super) fn make(path: &Path, me: &str, passphrase: &Secret, cost: Cost) -> Result<Unlocked, StoreError> {
    guard::look_before_making(path)?;
    let keys_path = keys_path(path);
    if keys_path.exists() {
        return Err(StoreError::Exists(keys_path));
    }
    let key = DatabaseKey::random()?;
    let keys = Keys::new(&key, me, passphrase, cost)?;
    drop(files::make_private(path)?);
    let connection = fill(path, &keys, &key).inspect_err(|_| forget(path))?;
    Ok(Unlocked { connection, key, actor: me.to_owned(), read_only: false, new_slots: false })
}

/// Makes an empty file a caseload, and its keys file last: with that in place it is whole.
fn fill(path: &Path, keys: &Keys, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let connection = open::connect(path, key)?;
    let filled = open::journal(&connection).map_err(StoreError::from).and_then(|()| {
        schema::migrate(&connection, (path, key), schema::MIGRATIONS)?;
        schema::set_meta(&connection, KEYS_COPY, keys.text())?;
        facts::repack(&connection)
    });
    filled.map_err(|error| error.at(path))?;
    keys.write(&keys_path(path))?;
    Ok(connection)
}

/// Takes away what a failed making left.
fn forget(path: &Path) {
    for made in [path.to_owned(), files::beside(path, "-wal"), files::beside(path, "-shm"), keys_path(path)] {
        let _ = std::fs::remove_file(made);
    }
}

/// Looks whether there is a file to open.
pub(super) fn look(path: &Path) -> Result<(), StoreError> {
    match path.try_exists() {
        Ok(true) => Ok(()),
        Ok(false) if keys_path(path).exists() => Err(StoreError::LostCaseload(path.to_owned())),
        Ok(false) => Err(StoreError::NoCaseload(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(StoreError::NoCaseload(path.to_owned())),
        Err(error) => Err(files::io(path, error)),
    }
}

/// Opens with a passphrase or the recovery code.
pub(super) fn open(path: &Path, typed: &Secret) -> Result<Unlocked, StoreError> {
    look(path)?;
    guard::look(path)?;
    match open_with(path, typed, Keys::read(&keys_path(path))) {
        Err(error @ (StoreError::Damaged(_) | StoreError::WrongPassphrase)) => rekey::finish(path, typed).ok_or(error),
        Ok(unlocked) => {
            rekey::sweep(path, &unlocked);
            Ok(unlocked)
        }
        other => other,
    }
}

/// Opens with a passphrase of these keys or the recovery code.
pub(super) fn open_with(path: &Path, typed: &Secret, keys: Result<Keys, StoreError>) -> Result<Unlocked, StoreError> {
    if let Some((key, slot)) = keys.as_ref().ok().and_then(|keys| keys.unwrap(typed)) {
        let unlocked = settle(path, open::connect(path, &key)?, key, slot.to_owned())?;
        let new_slots = keep_copy(path, &unlocked, &keys?)?;
        return Ok(Unlocked { new_slots, ..unlocked });
    }
    match DatabaseKey::from_recovery_code(typed) {
        Some(key) => recover(path, &keys, key),
        None => Err(keys.err().unwrap_or(StoreError::WrongPassphrase)),
    }
}

/// Opens with the key that a recovery code is, and makes a lost or damaged keys file anew.
fn recover(path: &Path, keys: &Result<Keys, StoreError>, key: DatabaseKey) -> Result<Unlocked, StoreError> {
    let vouched = keys.as_ref().is_ok_and(|keys| keys.is_of(&key));
    let connection = open::connect(path, &key).map_err(|error| match error {
        // With no keys file to vouch for the code, it is taken for another caseload's.
        StoreError::Damaged(_) if !vouched => StoreError::WrongPassphrase,
        other => other,
    })?;
    if !vouched && !matches!(keys, Err(StoreError::Newer { .. })) {
        mend(path, &connection);
    }
    let known = Keys::read(&keys_path(path)).ok();
    let actor = known.as_ref().and_then(Keys::first_name).unwrap_or(UNNAMED).to_owned();
    settle(path, connection, key, actor)
}

fn settle(path: &Path, connection: Connection, key: DatabaseKey, actor: String) -> Result<Unlocked, StoreError> {
    let settled = || -> Result<bool, StoreError> {
        // An empty file is a sound database without a page: what was a caseload was cut off.
        if schema::version(&connection)? == 0 {
            return Err(StoreError::Damaged(path.to_owned()));
        }
        let unwritable = connection.is_readonly("main")?;
        let newer = schema::migrate(&connection, (path, &key), schema::MIGRATIONS)?;
        if !newer && !unwritable {
            // A program that was ended while it made the key anew left it without; where others have it open it stays so.
            let _ = open::journal(&connection);
            facts::repack(&connection)?;
            // What could not be swept yet is swept another time.
            let _ = erase::sweep(&connection);
        }
        Ok(newer || unwritable)
    };
    let read_only = settled().map_err(|error| error.at(path))?;
    Ok(Unlocked { connection, key, actor, read_only, new_slots: false })
}

/// Keeps the database's copy of the keys file equal to the file. True where it was not.
fn keep_copy(path: &Path, unlocked: &Unlocked, keys: &Keys) -> Result<bool, StoreError> {
    let (connection, text) = (&unlocked.connection, keys.text());
    let keep = || -> rusqlite::Result<bool> {
        let differs = schema::meta_text(connection, KEYS_COPY)?.as_ref() != Some(&text);
        if differs {
            schema::set_meta(connection, KEYS_COPY, text)?;
        }
        Ok(differs)
    };
    if unlocked.read_only { Ok(false) } else { keep().map_err(|error| StoreError::from(error).at(path)) }
}

/// Makes the keys file anew from the copy in the database. Where that fails the work is still safe and readable, and
/// the next chance is taken: so no error.
fn mend(path: &Path, connection: &Connection) {
    let copy = schema::meta_text(connection, KEYS_COPY).ok().flatten();
    if let Some(text) = copy.filter(|text| Keys::parse(text).is_some()) {
        let _ = disk::replace(&keys_path(path), text.as_bytes());
    }
}

/// Makes the keys file anew where it went away under an open program.
pub(super) fn mend_lost(path: &Path, connection: &Connection) {
    if matches!(keys_path(path).try_exists(), Ok(false)) {
        mend(path, connection);
    }
}

pub(super) fn keys_path(path: &Path) -> PathBuf {
    files::beside(path, ".keys")
}
