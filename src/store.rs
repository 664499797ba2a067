//! The caseload file: the only place for SQL.
//!
//! The door is narrow: open, read facts, read a record, apply a command, say the revision.

pub mod command;
pub mod error;
pub mod intake;
pub mod secret;

use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, Note, NoteId};
use crate::domain::record::Record;
use chrono::NaiveDate;
use command::{Applied, Command, Stamp};
use error::StoreError;
use intake::{Intake, Planned};
use rusqlite::Connection;
use secret::{RecoveryCode, Secret};
use std::path::{Path, PathBuf};

use crate::domain::sheet::Sheet;

/// An open caseload.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    actor: String,
}

impl Store {
    /// Makes an encrypted caseload and its keys file, mode 0600, the first slot named `me`.
    ///
    /// # Errors
    /// A file that exists is left untouched; an unwritable folder.
    pub fn create(path: &Path, me: &str, passphrase: &Secret) -> Result<(Self, RecoveryCode), StoreError> {
        let _ = (path, me, passphrase);
        todo!()
    }

    /// Makes a caseload whose slot is of minimal cost, for tests, benches and the demo.
    ///
    /// # Errors
    /// As [`Store::create`].
    pub fn create_cheap(path: &Path, me: &str, passphrase: &Secret) -> Result<(Self, RecoveryCode), StoreError> {
        let _ = (path, me, passphrase);
        todo!()
    }

    /// Opens a caseload with a passphrase or the recovery code.
    ///
    /// # Errors
    /// No caseload, lost keys file, wrong passphrase, damaged file, newer file, busy: each its own.
    pub fn open(path: &Path, passphrase: &Secret) -> Result<Self, StoreError> {
        let _ = (path, passphrase);
        todo!()
    }

    /// The name of the key slot that unlocked the file.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Facts about every child, enough to judge and rank them for a day.
    ///
    /// # Errors
    /// A damaged file, a busy one.
    pub fn caseload(&self, today: NaiveDate) -> Result<Caseload, StoreError> {
        let _ = (today, &self.connection);
        todo!()
    }

    /// Everything about one child.
    ///
    /// # Errors
    /// No such child; a damaged file.
    pub fn record(&self, child: ChildKey) -> Result<Record, StoreError> {
        let _ = child;
        todo!()
    }

    /// The child with a council's id.
    ///
    /// # Errors
    /// A damaged file.
    pub fn child_by_id(&self, child_id: &str) -> Result<Option<ChildKey>, StoreError> {
        let _ = child_id;
        todo!()
    }

    /// Drafts not yet filed, the latest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        todo!()
    }

    /// The versions of a note, the oldest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn versions(&self, note: NoteId) -> Result<Vec<Note>, StoreError> {
        let _ = note;
        todo!()
    }

    /// Compares a sheet with the caseload, outside any write transaction.
    ///
    /// # Errors
    /// A damaged file.
    pub fn plan(&self, sheet: Sheet) -> Result<Planned, StoreError> {
        let _ = sheet;
        todo!()
    }

    /// What sheets would do, each as if those before had gone in; nothing of the caseload is written.
    ///
    /// # Errors
    /// As [`Store::plan`]; no room for the throw-away copy.
    pub fn rehearse(&self, sheets: Vec<Sheet>) -> Result<Vec<Intake>, StoreError> {
        let _ = sheets;
        todo!()
    }

    /// The one way to write: one short transaction makes the change and adds its row to the journal.
    ///
    /// # Errors
    /// Nothing of the change is in the file then: full disk, busy, damaged.
    pub fn apply(&mut self, command: Command, stamp: Stamp) -> Result<Applied, StoreError> {
        let _ = (command, stamp);
        todo!()
    }

    /// A number that grows with every write of any program: SQLite's `data_version` and the journal's last sequence.
    ///
    /// # Errors
    /// A damaged file.
    pub fn revision(&self) -> Result<(i64, i64), StoreError> {
        todo!()
    }
}
