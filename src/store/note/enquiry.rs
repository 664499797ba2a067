//! The row of the advice service that a note of that kind gives: written in the transaction that files the note, and
//! turned with it. A row that somebody wrote on since, a reply, stays as it is: the note is never refused for it.

use crate::domain::note::enquiry::{entry, replied_to};
use crate::domain::note::{NewNote, NoteId, NoteKind};
use crate::domain::work::Entry;
use crate::store::by_hand::{attach, stands, turn_rows};
use crate::store::error::StoreError;
use crate::store::journal::By;
use rusqlite::Connection;

/// Writes the row of a note that is filed.
pub(super) fn filed(
    connection: &Connection,
    by: By<'_>,
    seq: i64,
    (id, note): (NoteId, &NewNote),
) -> Result<(), StoreError> {
    match entry(note, id) {
        Some(entry) => attach(connection, by, (seq, &[entry])),
        None => Ok(()),
    }
}

/// Writes the row of a new version in place of that of an earlier one.
pub(super) fn filed_again(
    connection: &Connection,
    by: By<'_>,
    (version, seq): (i64, i64),
    (id, note): (NoteId, &NewNote),
) -> Result<(), StoreError> {
    let (before, enquiry) = of_version(connection, id.0, version)?;
    // An enquiry without a row of its own: it was written on while an earlier version stood.
    let alone = enquiry && stands(connection, before)?.is_none();
    if !alone && let_go(connection, by, before)? { filed(connection, by, seq, (id, note)) } else { Ok(()) }
}

/// Takes the row of a filed note back with it, or writes it again.
pub(super) fn turn_filed(connection: &Connection, by: By<'_>, seq: i64, back: bool) -> Result<(), StoreError> {
    // One that stands is taken back, one that does not is written again.
    if stands(connection, seq)? == Some(back) { turn_rows(connection, by, seq, back) } else { Ok(()) }
}

/// Takes the row of a version back and writes that of the one before again, or the other way round.
pub(super) fn turn_edited(
    connection: &Connection,
    by: By<'_>,
    (note, version, seq): (i64, i64, i64),
    back: bool,
) -> Result<(), StoreError> {
    let (before, _) = of_version(connection, note, version)?;
    if back {
        turn_filed(connection, by, seq, true)?;
        return turn_filed(connection, by, before, false);
    }
    if let_go(connection, by, before)? { turn_filed(connection, by, seq, false) } else { Ok(()) }
}

/// Ends the follow-up of a note whose enquiry is replied to: what was promised is done in one step.
pub(in crate::store) fn replied(connection: &Connection, seq: i64, entries: &[Entry]) -> rusqlite::Result<()> {
    let sql = "UPDATE follow_up SET done = ?2, outcome = 'replied' WHERE note = ?1 AND done IS NULL
        AND version = (SELECT version FROM note WHERE id = ?1)";
    for note in entries.iter().filter_map(replied_to) {
        connection.prepare_cached(sql)?.execute([note.0, seq])?;
    }
    Ok(())
}

/// Lets the follow-ups that a reply ended stand open again.
pub(in crate::store) fn reply_taken_back(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    let sql = "UPDATE follow_up SET done = NULL, outcome = NULL WHERE done = ?1";
    connection.prepare_cached(sql)?.execute([seq]).map(drop)
}

/// Takes a row back where it stands; false: somebody wrote on it since.
fn let_go(connection: &Connection, by: By<'_>, seq: i64) -> Result<bool, StoreError> {
    match turn_filed(connection, by, seq, true) {
        Ok(()) => Ok(true),
        Err(StoreError::ChangedSince) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The change that filed a version, and whether it is an enquiry.
fn of_version(connection: &Connection, note: i64, version: i64) -> rusqlite::Result<(i64, bool)> {
    let sql = "SELECT seq, kind = ?3 FROM note_version WHERE note = ?1 AND version = ?2";
    let find = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    connection.prepare_cached(sql)?.query_row((note, version, NoteKind::Enquiry.id()), find)
}

#[cfg(test)]
mod tests;
