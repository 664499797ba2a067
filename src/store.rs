//! The caseload file: the only place for SQL.
//!
//! The door is narrow: open, read facts, read a record, apply a command, say the revision.

#[cfg(test)]
mod again_tests;
mod apply;
mod audit;
#[cfg(test)]
mod audit_tests;
mod back;
#[cfg(test)]
mod back_tests;
pub mod backup;
mod books;
mod by_hand;
mod caseload;
#[cfg(test)]
mod caseload_tests;
pub mod command;
pub mod contents;
mod decision;
mod draft;
pub mod enter;
mod erase;
pub mod error;
mod facts;
mod files;
mod follow_up;
mod gather;
mod guard;
mod held;
mod history;
mod imports;
pub mod intake;
mod journal;
mod keys;
#[cfg(test)]
mod keys_tests;
mod ledger;
mod log;
mod marks;
#[cfg(test)]
mod marks_tests;
mod note;
#[cfg(test)]
mod note_tests;
mod open;
pub mod place;
mod plan;
mod preview;
#[cfg(test)]
mod preview_tests;
mod record;
mod rehearse;
mod rekey;
pub mod restore;
mod runs;
mod schema;
pub mod secret;
mod settle;
mod slots;
mod table;
mod take;
#[cfg(test)]
mod take_tests;
#[cfg(test)]
mod testing;
mod touched;
mod tries;
mod undo;
#[cfg(test)]
mod undo_tests;
mod unlock;
pub mod verify;
mod who;
#[cfg(test)]
mod who_tests;

use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::health::Ledger;
use crate::domain::held::{HeldRow, HeldText};
use crate::domain::imported::Imported;
use crate::domain::note::search::{Found, Wanted};
use crate::domain::note::{Draft, Note, NoteId};
use crate::domain::preview::FilePreview;
use crate::domain::record::Record;
use crate::domain::sheet::Sheet;
use crate::domain::undoable::{Turn, Undoable};
use crate::domain::who::Identities;
use chrono::{DateTime, NaiveDate};
use command::Stamp;
use error::StoreError;
use intake::{Intake, Planned};
use journal::By;
use keys::Cost;
use rusqlite::{Connection, OptionalExtension};
use secret::{RecoveryCode, Secret};
use std::path::{Path, PathBuf};
use touched::Watch;
use unlock::Unlocked;

/// An open caseload.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    unlocked: Unlocked,
    watch: Watch,
    /// Where the log of a killed program was kept aside, since it was damaged.
    damaged_log: Option<PathBuf>,
}

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
        let unlocked = unlock::make(path, me, passphrase, cost)?;
        let code = unlocked.key.recovery_code();
        Ok((Self { path: path.to_owned(), unlocked, watch: Watch::default(), damaged_log: None }, code))
    }

    /// Opens a caseload with a passphrase or the recovery code, which nobody counts: users come in by
    /// [`Store::try_passphrase`].
    ///
    /// # Errors
    /// No caseload, lost keys file, wrong passphrase, damaged file, newer file, busy: each its own.
    pub fn open(path: &Path, passphrase: &Secret) -> Result<Self, StoreError> {
        let damaged_log = log::kept_aside(path);
        let unlocked = unlock::open(path, passphrase)?;
        Ok(Self { path: path.to_owned(), unlocked, watch: Watch::default(), damaged_log })
    }

    /// Looks whether there is a caseload to open, before anybody is asked for a passphrase.
    ///
    /// # Errors
    /// No caseload, a lost one, a folder that cannot be looked into; a place where none may stand, one that others write.
    pub fn look(path: &Path) -> Result<(), StoreError> {
        unlock::look(path)?;
        guard::look(path)
    }

    /// The name of the key slot that unlocked the file.
    pub fn actor(&self) -> &str {
        &self.unlocked.actor
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing can be changed: a newer program's file, or a folder that cannot be written.
    pub fn read_only(&self) -> bool {
        self.unlocked.read_only
    }

    /// Facts about every child, enough to judge and rank them for a day. Takes no write lock.
    ///
    /// # Errors
    /// A damaged file, a busy one.
    pub fn caseload(&self, today: NaiveDate) -> Result<Caseload, StoreError> {
        self.read(|connection| caseload::load(connection, None, (&self.unlocked.actor, today)))
    }

    /// The same, to be followed from change to change: [`Store::caseload_after`] can be asked about the one read last.
    ///
    /// # Errors
    /// As [`Store::caseload`].
    pub fn caseload_to_follow(&self, today: NaiveDate) -> Result<Caseload, StoreError> {
        self.read(|connection| caseload::load(connection, Some(&self.watch), (&self.unlocked.actor, today)))
    }

    /// The caseload that the followed one has become for the same day, and the places of the children that may differ:
    /// only those are read. It is followed from then on. `None` where all must be read: another program wrote, or many
    /// children or what is no one child's were changed.
    ///
    /// # Errors
    /// As [`Store::caseload`].
    pub fn caseload_after(
        &self,
        before: &Caseload,
        today: NaiveDate,
    ) -> Result<Option<(Caseload, Vec<usize>)>, StoreError> {
        let of = (&*self.unlocked.actor, today);
        self.read(|connection| caseload::load_again(connection, &self.watch, of, before))
    }

    /// Everything about one child.
    ///
    /// # Errors
    /// No such child; a damaged file.
    pub fn record(&self, child: ChildKey) -> Result<Record, StoreError> {
        self.read(|connection| record::load(connection, &self.unlocked.actor, child.0))
    }

    /// The child with a council's id, be it that of a record that was merged.
    ///
    /// # Errors
    /// A damaged file.
    pub fn child_by_id(&self, child_id: &str) -> Result<Option<ChildKey>, StoreError> {
        let Some(ChildKey(record)) = self.record_by_id(child_id)? else { return Ok(None) };
        self.read(|connection| Ok(Some(ChildKey(who::root(connection, record)?))))
    }

    /// The record that came in under a council's id, whatever it was merged into.
    ///
    /// # Errors
    /// A damaged file.
    pub fn record_by_id(&self, child_id: &str) -> Result<Option<ChildKey>, StoreError> {
        let sql = "SELECT child FROM child_key WHERE kind = 'child_id' AND value = ?1";
        self.read(|connection| {
            let found = connection.prepare_cached(sql)?.query_row([child_id], |row| row.get(0)).optional()?;
            Ok(found.map(ChildKey))
        })
    }

    /// What is known of who is who.
    ///
    /// # Errors
    /// A damaged file.
    pub fn identities(&self) -> Result<Identities, StoreError> {
        self.read(|connection| Ok(who::identities(connection)?))
    }

    /// Every import, the latest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn imports(&self) -> Result<Vec<Imported>, StoreError> {
        self.read(|connection| Ok(imports::all(connection)?))
    }

    /// When each kind of file last came in, and where two files differ.
    ///
    /// # Errors
    /// A damaged file.
    pub fn ledger(&self) -> Result<Ledger, StoreError> {
        self.read(|connection| Ok(ledger::load(connection)?))
    }

    /// Rows held back and not settled yet, file by file in the order in which they came.
    ///
    /// # Errors
    /// A damaged file.
    pub fn held(&self) -> Result<Vec<HeldRow>, StoreError> {
        self.read(|connection| Ok(held::open(connection)?))
    }

    /// A held-back row with its text, to be corrected; `None` where there is no such open row or its text was not kept.
    ///
    /// # Errors
    /// A damaged file.
    pub fn held_text(&self, id: i64) -> Result<Option<HeldText>, StoreError> {
        self.read(|connection| Ok(held::text(connection, id)?))
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

    /// The notes in which every wanted word begins a word, the one filed last first, at most `most` of them; with
    /// nothing wanted, the last ones.
    ///
    /// # Errors
    /// A damaged file.
    pub fn find_notes(&self, wanted: &Wanted, most: usize) -> Result<Found, StoreError> {
        self.read(|connection| Ok(note::search::find(connection, wanted, most)?))
    }

    /// Compares a sheet with the caseload, outside any write transaction.
    ///
    /// # Errors
    /// A damaged file.
    pub fn plan(&self, sheet: Sheet) -> Result<Planned, StoreError> {
        self.read(|connection| plan::plan(connection, sheet))
    }

    /// What sheets would do, each as if those before had gone in; nothing is written anywhere.
    ///
    /// # Errors
    /// As [`Store::plan`]; no memory for a copy of the caseload.
    pub fn rehearse(&self, sheets: Vec<Sheet>) -> Result<Vec<Intake>, StoreError> {
        // The copy is thrown away with its journal: no moment needs to be true in it.
        let by = By { actor: &self.unlocked.actor, stamp: Stamp(DateTime::UNIX_EPOCH.fixed_offset()) };
        self.read(|connection| rehearse::rehearse(connection, &self.unlocked.key, by, sheets))
    }

    /// What sheets would do in full, each as if those before had gone in, and the sheets again. Nothing is written
    /// anywhere and no write lock held.
    ///
    /// # Errors
    /// As [`Store::rehearse`].
    pub fn preview(&self, sheets: Vec<Sheet>) -> Result<(Vec<FilePreview>, Vec<Sheet>), StoreError> {
        let by = By { actor: &self.unlocked.actor, stamp: Stamp(DateTime::UNIX_EPOCH.fixed_offset()) };
        self.read(|connection| rehearse::preview(connection, &self.unlocked.key, by, sheets))
    }

    /// Another door to the same file, for a thread of its own.
    ///
    /// # Errors
    /// As [`Store::open`], but for the passphrase.
    pub fn beside(&self) -> Result<Self, StoreError> {
        let Unlocked { key, actor, read_only, new_slots, .. } = &self.unlocked;
        let connection = open::connect(&self.path, key)?;
        let unlocked = Unlocked {
            connection,
            key: key.clone(),
            actor: actor.clone(),
            read_only: *read_only,
            new_slots: *new_slots,
        };
        Ok(Self { path: self.path.clone(), unlocked, watch: Watch::default(), damaged_log: None })
    }

    /// What the user would take back, or make again, next; `now` says how long ago it was.
    ///
    /// # Errors
    /// A damaged file.
    pub fn next_turn(&self, turn: Turn, now: Stamp) -> Result<Option<Undoable>, StoreError> {
        let by = By { actor: &self.unlocked.actor, stamp: now };
        self.read(|connection| Ok(back::next(connection, by, turn)?))
    }

    /// A number that grows with every write of any program: `SQLite`'s `data_version` and the journal's last sequence.
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
        read(&self.unlocked.connection).map_err(|error| error.at(&self.path))
    }
}
