//! Erasing a child: every row of it in every table, in one transaction, and then the pages in which they stood.
//!
//! A stub stays, which holds no name and no id of the council's: the internal number, when, by whom, and where the
//! record was filed before. The journal keeps its rows about the child without what they name.

mod enquiries;
mod journalled;
pub(super) mod known;
mod named;
mod rows;
#[cfg(test)]
mod tests;

use crate::domain::audit::{Deed, Event};
use crate::domain::erased::{Erasure, OldCopy, Waiting};
use crate::domain::facts::ChildKey;
use crate::store::apply;
use crate::store::command::Stamp;
use crate::store::error::StoreError;
use crate::store::journal::{self, By, Entry, Told};
use crate::store::who::Records;
use crate::store::{Store, audit, files, log, note, open, schema, unlock};
use named::Named;
use rusqlite::{Connection, Result, params};
use serde_json::json;
use std::collections::BTreeSet;

/// Set while pages of before may still hold what was erased.
const UNSWEPT: &str = "unswept";
/// The longest reference, in characters.
const LONGEST_REF: usize = 120;

impl Store {
    /// What of a child nobody has dealt with yet.
    ///
    /// # Errors
    /// No such child; a draft about this child and others, which nobody can take apart but who wrote it.
    pub fn waiting_of(&self, child: ChildKey) -> std::result::Result<Waiting, StoreError> {
        self.read(|connection| {
            let erasing = Erasing::new(connection, child)?;
            Ok(Waiting { follow_ups: erasing.open_follow_ups()?, drafts: erasing.drafts()?.len() })
        })
    }

    /// Erases a child for good; the record was filed elsewhere before.
    ///
    /// # Errors
    /// No such child; no reference, or one that names the child; a draft about this child and others. Nothing is
    /// erased then, nor where the disk is full or the file busy or damaged.
    pub fn erase(
        &mut self,
        child: ChildKey,
        filed_ref: &str,
        stamp: Stamp,
    ) -> std::result::Result<Erasure, StoreError> {
        if self.unlocked.read_only {
            return Err(schema::unwritable(&self.unlocked.connection, &self.path, schema::MIGRATIONS));
        }
        let by = By { actor: &self.unlocked.actor, stamp };
        let connection = &self.unlocked.connection;
        let erase = || -> std::result::Result<Erasure, StoreError> {
            self.watch.before_change(connection)?;
            let mut erasure = apply::write(connection, |open| Erasing::new(open, child)?.erase(by, filed_ref))?;
            erasure.unswept = !sweep(connection).unwrap_or(false);
            Ok(erasure)
        };
        let erasure = erase().map_err(|error| error.at(&self.path));
        unlock::mend_lost(&self.path, &self.unlocked.connection);
        erasure
    }

    /// Copies of the caseload that stand beside it or in its folder of backups and hold a child: those made before a
    /// migration, backups, damaged logs that were kept aside.
    ///
    /// # Errors
    /// No such child; a folder cannot be read.
    pub fn copies_with(&self, child: ChildKey) -> std::result::Result<Vec<OldCopy>, StoreError> {
        let named = self.read(|connection| Ok(Erasing::new(connection, child)?.named))?;
        let own = ["", "-wal", "-shm", ".keys"].map(|suffix| files::beside(&self.path, suffix));
        let beside = files::listed(files::folder(&self.path))?.into_iter().map(|name| self.path.with_file_name(name));
        let backups = self.backups();
        let kept = files::listed(&backups)?.into_iter().map(|name| backups.join(name));
        let mut copies = Vec::new();
        for path in beside.chain(kept).filter(|path| !own.contains(path)) {
            let meta = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file);
            let Some(meta) = meta else { continue };
            if log::is_kept_aside(&self.path, &path) {
                copies.push(OldCopy { path, certain: false });
            } else if open::whole_pages(meta.len()) {
                match open::settled(&path, &self.unlocked.key).and_then(|copy| Ok(named.has_key_in(&copy)?)) {
                    Ok(false) => {}
                    found => copies.push(OldCopy { path, certain: found.is_ok() }),
                }
            }
        }
        copies.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(copies)
    }
}

/// A child that is being erased: its records, its ids and its names.
struct Erasing<'a> {
    connection: &'a Connection,
    records: BTreeSet<i64>,
    named: Named,
}

impl<'a> Erasing<'a> {
    fn new(connection: &'a Connection, child: ChildKey) -> std::result::Result<Self, StoreError> {
        let records = Records::of(connection, child.0)?;
        let named = Named::of(connection, &records)?.ok_or(StoreError::NoSuchChild)?;
        let records = records.all().iter().copied().collect();
        Ok(Self { connection, records, named })
    }

    /// Its records, to follow `IN` in a statement. Numbers alone, so nothing of it is to be quoted.
    fn list(&self) -> String {
        list(&self.records)
    }

    fn erase(&self, by: By<'_>, filed_ref: &str) -> std::result::Result<Erasure, StoreError> {
        let filed_ref = self.checked(filed_ref)?;
        let drafts = self.drafts()?;
        let mut erasure = Erasure { drafts: drafts.len(), ..Erasure::default() };
        let notes = self.notes()?;
        let held = self.held_rows()?;
        let enquiries = self.enquiries(&notes)?;
        self.cut_journal(&notes, &held)?;
        self.forget_enquiries(&enquiries)?;
        self.decisions(&mut erasure)?;
        self.forget_notes(&notes, &drafts, &mut erasure)?;
        self.imported(&mut erasure)?;
        self.held(&held, &mut erasure)?;
        // The rows that name the child are those of the erasure, below.
        let told = Told::of([]);
        let after = Some(json!({ "child": self.records }));
        let entry = Entry { command: "erase", import: None, before: None, after, told };
        let seq = journal::add(self.connection, by, &entry)?;
        self.stub(by, (seq, &filed_ref))?;
        let event = |record: &i64| Event {
            deed: Deed::Erase,
            child: Some(ChildKey(*record)),
            detail: format!("filed: {filed_ref}"),
        };
        audit::add(self.connection, by, &self.records.iter().map(event).collect::<Vec<_>>(), Some(seq))?;
        // The index keeps the words of a note that went until it is made anew.
        note::search::fill(self.connection)?;
        erasure.mentions = self.named.mentions(self.connection, &notes.shared)?;
        schema::set_meta(self.connection, UNSWEPT, 1)?;
        Ok(erasure)
    }

    /// The reference as it is kept: it must say something, and must not name the child.
    fn checked(&self, filed_ref: &str) -> std::result::Result<String, StoreError> {
        let filed_ref = filed_ref.trim();
        let plain = filed_ref.chars().count() <= LONGEST_REF && !filed_ref.contains(char::is_control);
        if filed_ref.is_empty() || !plain {
            return Err(StoreError::NoFiledRef);
        }
        if self.named.is_in(filed_ref, true) {
            return Err(StoreError::RefNamesChild);
        }
        Ok(filed_ref.to_owned())
    }

    /// The stubs, and what a later file is known by.
    fn stub(&self, by: By<'_>, (seq, filed_ref): (i64, &str)) -> Result<()> {
        let day = by.stamp.0.date_naive().to_string();
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO erased (child, seq, at, day, actor, filed_ref) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for record in &self.records {
            insert.execute(params![record, seq, by.utc(), day, by.actor, filed_ref])?;
        }
        let Some(first) = self.records.first() else { return Ok(()) };
        known::remember(self.connection, *first, self.named.keys())
    }
}

fn list(ids: &BTreeSet<i64>) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("({})", ids.join(", "))
}

/// Writes the file anew where something was erased, so that no page holds what stood there, and empties the log. False
/// where another program reads the file: the next start does it again.
pub(super) fn sweep(connection: &Connection) -> Result<bool> {
    if schema::meta_integer(connection, UNSWEPT)?.is_none() {
        return Ok(true);
    }
    connection.execute_batch("VACUUM")?;
    if !open::empty_log(connection)? {
        return Ok(false);
    }
    connection.execute("DELETE FROM meta WHERE name = ?1", [UNSWEPT])?;
    open::empty_log(connection)
}
