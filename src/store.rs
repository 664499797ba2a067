//! The caseload file: the only place for SQL.
//!
//! The door is narrow: open, read facts, read a record, apply a command, say the revision.

mod caseload;
pub mod command;
mod draft;
pub mod error;
mod facts;
mod files;
mod gather;
pub mod intake;
mod journal;
mod keys;
mod note;
mod open;
mod plan;
mod record;
mod rehearse;
mod runs;
mod schema;
pub mod secret;
mod table;
mod take;
#[cfg(test)]
mod take_tests;
#[cfg(test)]
mod testing;

use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, Note, NoteId};
use crate::domain::record::Record;
use crate::domain::sheet::Sheet;
use chrono::{DateTime, NaiveDate};
use command::{Applied, Command, Stamp};
use error::StoreError;
use intake::{Intake, Planned};
use journal::By;
use keys::{Cost, Keys};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use secret::{DatabaseKey, RecoveryCode, Secret};
use std::path::{Path, PathBuf};

/// An open caseload.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    actor: String,
    key: DatabaseKey,
    read_only: bool,
}

/// Where the copy of the keys file stands in the database.
const KEYS_COPY: &str = "keys";
/// How often a plan is made again outside the lock before it is made under it.
const REPLANS: usize = 2;

impl Store {
    /// Makes an encrypted caseload and its keys file, mode 0600, the first slot named `me`.
    ///
    /// # Errors
    /// A file that exists is left untouched; an unwritable folder.
    pub fn create(path: &Path, me: &str, passphrase: &Secret) -> Result<(Self, RecoveryCode), StoreError> {
        Self::make(path, me, passphrase, Cost::USUAL)
    }

    /// Makes a caseload whose slot is of minimal cost, for tests, benches and the demo.
    ///
    /// # Errors
    /// As [`Store::create`].
    pub fn create_cheap(path: &Path, me: &str, passphrase: &Secret) -> Result<(Self, RecoveryCode), StoreError> {
        Self::make(path, me, passphrase, Cost::LEAST)
    }

    fn make(path: &Path, me: &str, passphrase: &Secret, cost: Cost) -> Result<(Self, RecoveryCode), StoreError> {
        let keys_path = files::beside(path, ".keys");
        if keys_path.exists() {
            return Err(StoreError::Exists(keys_path));
        }
        let key = DatabaseKey::random()?;
        let keys = Keys::new(&key, me, passphrase, cost)?;
        drop(files::make_private(path)?);
        let made = Self::fill(path, &keys_path, &keys, &key);
        let connection = made.inspect_err(|_| forget(path, &keys_path))?;
        let code = key.recovery_code();
        Ok((Self { path: path.to_owned(), connection, actor: me.to_owned(), key, read_only: false }, code))
    }

    /// Makes an empty file a caseload, and its keys file last: with that in place it is whole.
    fn fill(path: &Path, keys_path: &Path, keys: &Keys, key: &DatabaseKey) -> Result<Connection, StoreError> {
        let connection = open::connect(path, key)?;
        let filled = open::journal(&connection).map_err(StoreError::from).and_then(|()| {
            schema::migrate(&connection, path, schema::MIGRATIONS)?;
            schema::set_meta(&connection, KEYS_COPY, keys.text())?;
            facts::repack(&connection)
        });
        filled.map_err(|error| error.at(path))?;
        keys.write(keys_path)?;
        Ok(connection)
    }

    /// Opens a caseload with a passphrase or the recovery code.
    ///
    /// # Errors
    /// No caseload, lost keys file, wrong passphrase, damaged file, newer file, busy: each its own.
    pub fn open(path: &Path, passphrase: &Secret) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::NoCaseload(path.to_owned()));
        }
        let keys_path = files::beside(path, ".keys");
        let keys = Keys::read(&keys_path);
        let (key, slot) = unlock(passphrase, keys.as_ref())?;
        let Some(slot) = slot else {
            return Self::recover(path, &keys_path, keys, key);
        };
        let connection = open::connect(path, &key)?;
        let store = Self::settle(path, connection, key, slot)?;
        store.copy_keys(keys.ok().as_ref())?;
        Ok(store)
    }

    /// Opens with the key that a recovery code is, and makes a lost or damaged keys file anew.
    fn recover(
        path: &Path,
        keys_path: &Path,
        keys: Result<Keys, StoreError>,
        key: DatabaseKey,
    ) -> Result<Self, StoreError> {
        let whole = keys.as_ref().is_ok_and(|keys| keys.is_of(&key));
        let connection = open::connect(path, &key).map_err(|error| match error {
            // With no keys file to vouch for the code, it is taken for another caseload's.
            StoreError::Damaged(_) if !whole => StoreError::WrongPassphrase,
            other => other,
        })?;
        let copy = schema::meta_text(&connection, KEYS_COPY).map_err(|error| StoreError::from(error).at(path))?;
        let copy = copy.as_deref().and_then(Keys::parse).filter(|keys| keys.is_of(&key));
        let keys = match (keys, copy) {
            (Ok(keys), _) if whole => Some(keys),
            (_, Some(copy)) => {
                // Without a place to write, the work can still be read; the file is made anew another time.
                let _ = copy.write(keys_path);
                Some(copy)
            }
            _ => None,
        };
        let actor = keys.as_ref().and_then(Keys::first_name).unwrap_or("recovery").to_owned();
        Self::settle(path, connection, key, actor)
    }

    fn settle(path: &Path, connection: Connection, key: DatabaseKey, actor: String) -> Result<Self, StoreError> {
        let unwritable = connection.is_readonly("main").map_err(|error| StoreError::from(error).at(path))?;
        let settled = schema::migrate(&connection, path, schema::MIGRATIONS).and_then(|newer| {
            if !newer && !unwritable {
                facts::repack(&connection)?;
            }
            Ok(newer)
        });
        let newer = settled.map_err(|error| error.at(path))?;
        Ok(Self { path: path.to_owned(), connection, actor, key, read_only: newer || unwritable })
    }

    /// Keeps the database's copy of the keys file equal to the file.
    fn copy_keys(&self, keys: Option<&Keys>) -> Result<(), StoreError> {
        let Some(text) = keys.map(Keys::text).filter(|_| !self.read_only) else { return Ok(()) };
        self.read(|connection| {
            if schema::meta_text(connection, KEYS_COPY)?.as_ref() != Some(&text) {
                schema::set_meta(connection, KEYS_COPY, text)?;
            }
            Ok(())
        })
    }

    /// The name of the key slot that unlocked the file.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing can be changed: a newer program's file, or a folder that cannot be written.
    pub const fn read_only(&self) -> bool {
        self.read_only
    }

    /// Facts about every child, enough to judge and rank them for a day. Takes no write lock.
    ///
    /// # Errors
    /// A damaged file, a busy one.
    pub fn caseload(&self, today: NaiveDate) -> Result<Caseload, StoreError> {
        self.read(|connection| caseload::load(connection, today))
    }

    /// Everything about one child.
    ///
    /// # Errors
    /// No such child; a damaged file.
    pub fn record(&self, child: ChildKey) -> Result<Record, StoreError> {
        self.read(|connection| record::load(connection, child.0))
    }

    /// The child with a council's id.
    ///
    /// # Errors
    /// A damaged file.
    pub fn child_by_id(&self, child_id: &str) -> Result<Option<ChildKey>, StoreError> {
        let sql = "SELECT child FROM child_key WHERE kind = 'child_id' AND value = ?1";
        self.read(|connection| {
            let found = connection.prepare_cached(sql)?.query_row([child_id], |row| row.get(0)).optional()?;
            Ok(found.map(ChildKey))
        })
    }

    /// Drafts not yet filed, the latest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        self.read(|connection| Ok(draft::all(connection)?))
    }

    /// The versions of a note, the oldest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn versions(&self, note: NoteId) -> Result<Vec<Note>, StoreError> {
        self.read(|connection| Ok(note::versions(connection, note)?))
    }

    /// Compares a sheet with the caseload, outside any write transaction.
    ///
    /// # Errors
    /// A damaged file.
    pub fn plan(&self, sheet: Sheet) -> Result<Planned, StoreError> {
        self.read(|connection| plan::plan(connection, sheet))
    }

    /// What sheets would do, each as if those before had gone in; nothing of the caseload is written.
    ///
    /// # Errors
    /// As [`Store::plan`]; no room for the throw-away copy.
    pub fn rehearse(&self, sheets: Vec<Sheet>) -> Result<Vec<Intake>, StoreError> {
        // The copy is thrown away with its journal: no moment needs to be true in it.
        let by = By { actor: &self.actor, stamp: Stamp(DateTime::UNIX_EPOCH.fixed_offset()) };
        self.read(|connection| rehearse::rehearse(connection, &self.key, by, sheets))
    }

    /// The one way to write: one short transaction makes the change and adds its row to the journal.
    ///
    /// # Errors
    /// Nothing of the change is in the file then: full disk, busy, damaged.
    pub fn apply(&mut self, command: Command, stamp: Stamp) -> Result<Applied, StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly(self.path.clone()));
        }
        let by = By { actor: &self.actor, stamp };
        let applied = match command {
            Command::Import(planned) => import(&self.connection, by, *planned),
            other => small(&self.connection, by, other),
        };
        applied.map_err(|error| error.at(&self.path))
    }

    /// A number that grows with every write of any program: SQLite's `data_version` and the journal's last sequence.
    ///
    /// # Errors
    /// A damaged file.
    pub fn revision(&self) -> Result<(i64, i64), StoreError> {
        self.read(|connection| {
            let version = connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
            Ok((version, journal::last(connection)?))
        })
    }

    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        read(&self.connection).map_err(|error| error.at(&self.path))
    }
}

/// The key, and the slot that unwrapped it; no slot where the recovery code was typed.
fn unlock(typed: &Secret, keys: Result<&Keys, &StoreError>) -> Result<(DatabaseKey, Option<String>), StoreError> {
    let code = DatabaseKey::from_recovery_code(typed);
    match keys {
        Ok(keys) => match (keys.unwrap(typed), code) {
            (Some((key, slot)), _) => Ok((key, Some(slot.to_owned()))),
            (None, Some(key)) if keys.is_of(&key) => Ok((key, None)),
            _ => Err(StoreError::WrongPassphrase),
        },
        Err(StoreError::LostKeys(path)) => {
            code.map(|key| (key, None)).ok_or_else(|| StoreError::LostKeys(path.clone()))
        }
        Err(StoreError::DamagedKeys(path)) => {
            code.map(|key| (key, None)).ok_or_else(|| StoreError::DamagedKeys(path.clone()))
        }
        Err(StoreError::Newer { path, file, program }) => {
            Err(StoreError::Newer { path: path.clone(), file: *file, program: *program })
        }
        Err(StoreError::Io { path, source }) => {
            Err(StoreError::Io { path: path.clone(), source: std::io::Error::new(source.kind(), source.to_string()) })
        }
        Err(_) => Err(StoreError::WrongPassphrase),
    }
}

/// Takes away what a failed making left.
fn forget(path: &Path, keys_path: &Path) {
    for made in [path.to_owned(), files::beside(path, "-wal"), files::beside(path, "-shm"), keys_path.to_owned()] {
        let _ = std::fs::remove_file(made);
    }
}

fn begin(connection: &Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?)
}

/// Everything but an import.
fn small(connection: &Connection, by: By<'_>, command: Command) -> Result<Applied, StoreError> {
    let transaction = begin(connection)?;
    let applied = match command {
        Command::FileNote { note, draft } => Applied::Filed(note::file(&transaction, by, &note, draft)?),
        Command::EditNote { id, note, draft } => Applied::Filed(note::edit(&transaction, by, id, (&note, draft))?),
        Command::KeepDraft(draft) => Applied::Kept(draft::keep(&transaction, &draft)?),
        Command::DropDraft(draft) => {
            draft::remove(&transaction, draft)?;
            Applied::Dropped(draft)
        }
        Command::Import(_) => return Err(StoreError::Stale),
    };
    transaction.commit()?;
    Ok(applied)
}

/// Plans again while others write, outside the lock where possible, and then takes in what was planned.
fn import(connection: &Connection, by: By<'_>, mut planned: Planned) -> Result<Applied, StoreError> {
    for _ in 0..REPLANS {
        if journal::last(connection)? == planned.revision {
            break;
        }
        planned = plan::plan(connection, planned.sheet)?;
    }
    let transaction = begin(connection)?;
    if journal::last(&transaction)? != planned.revision {
        planned = plan::within(&transaction, planned.sheet)?;
    }
    take::take(&transaction, by, &planned)?;
    transaction.commit()?;
    Ok(Applied::Imported(planned.intake))
}
