//! Follow-ups: promised by a version of a note, moved, done with an outcome.

use crate::domain::facts::ChildKey;
use crate::domain::note::{FollowUp, NewNote, NoteId};
use crate::store::back::Change;
use crate::store::error::StoreError;
use crate::store::journal::{self, By, Entry};
use crate::store::note::gist;
use crate::store::table::day;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde_json::json;
use std::collections::BTreeSet;

/// A follow-up for each child that a version of a note is about, or one for none.
pub(super) fn promise(
    connection: &Connection,
    (note, version): (i64, i64),
    content: &NewNote,
    about: &BTreeSet<ChildKey>,
) -> Result<()> {
    let words = content.follow_up_words.as_deref().filter(|words| !words.trim().is_empty());
    let what = match (content.follow_up, words) {
        (None, None) => return Ok(()),
        (None, Some(words)) => words.to_owned(),
        (Some(_), _) => content.next_step.clone().unwrap_or_else(|| gist(&content.text)),
    };
    let due = content.follow_up.map(|due| due.to_string());
    let mut insert = connection
        .prepare_cached("INSERT INTO follow_up (note, version, child, due, what) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    if about.is_empty() {
        insert.execute(params![note, version, None::<i64>, due, what])?;
    }
    for child in about {
        insert.execute(params![note, version, child.0, due, what])?;
    }
    Ok(())
}

/// Takes over what became of the earlier version's follow-ups where an edit left their day as it was.
pub(super) fn carry_over(connection: &Connection, note: i64, (from, to): (i64, i64)) -> Result<()> {
    let sql = "UPDATE follow_up SET (due, done, outcome) = (
            SELECT earlier.due, earlier.done, earlier.outcome FROM follow_up earlier
            WHERE earlier.note = ?1 AND earlier.version = ?2 AND earlier.child IS follow_up.child)
        WHERE note = ?1 AND version = ?3
            AND EXISTS (SELECT 1 FROM follow_up earlier
                WHERE earlier.note = ?1 AND earlier.version = ?2 AND earlier.child IS follow_up.child)
            AND (SELECT coalesce(follow_up, follow_up_words) FROM note_version WHERE note = ?1 AND version = ?2)
                IS (SELECT coalesce(follow_up, follow_up_words) FROM note_version WHERE note = ?1 AND version = ?3)";
    connection.prepare_cached(sql)?.execute([note, from, to])?;
    Ok(())
}

/// What is promised by a note as it stands and not done, the earliest first, those without a date last.
pub(super) fn open(connection: &Connection) -> Result<Vec<FollowUp>> {
    // A note about two records of one child promises once.
    let sql = "SELECT min(f.id), f.note, coalesce(m.root, f.child), f.due, f.what FROM follow_up f
        JOIN note n ON n.id = f.note AND n.version = f.version
        LEFT JOIN merged m ON m.child = f.child WHERE f.done IS NULL
        GROUP BY f.note, coalesce(m.root, f.child), f.due, f.what ORDER BY f.due IS NULL, f.due, min(f.id)";
    let read = |row: &Row<'_>| {
        let child: Option<i64> = row.get(2)?;
        let (id, note) = (row.get(0)?, NoteId(row.get(1)?));
        Ok(FollowUp { id, note, child: child.map(ChildKey), due: day(row, 3)?, what: row.get(4)? })
    };
    connection.prepare_cached(sql)?.query_map([], read)?.collect()
}

/// Says that a follow-up is done, and what came of it. The outcome may name a child: the journal does not hold it.
pub(super) fn end(connection: &Connection, by: By<'_>, id: i64, outcome: &str) -> Result<(), StoreError> {
    standing(connection, id)?;
    let after = Some(json!({ "follow_up": id }));
    let seq = journal::add(connection, by, &Entry { command: "end-follow-up", import: None, before: None, after })?;
    let sql = "UPDATE follow_up SET done = ?2, outcome = ?3 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id, seq, outcome])?;
    Ok(())
}

/// Moves a follow-up to another day.
pub(super) fn shift(connection: &Connection, by: By<'_>, id: i64, due: NaiveDate) -> Result<(), StoreError> {
    let before = standing(connection, id)?;
    let due = due.to_string();
    let entry = Entry {
        command: "move-follow-up",
        import: None,
        before: Some(json!({ "follow_up": id, "due": before })),
        after: Some(json!({ "follow_up": id, "due": due })),
    };
    journal::add(connection, by, &entry)?;
    connection.prepare_cached("UPDATE follow_up SET due = ?2 WHERE id = ?1")?.execute(params![id, due])?;
    Ok(())
}

/// The day of a follow-up that is open.
fn standing(connection: &Connection, id: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT f.due FROM follow_up f JOIN note n ON n.id = f.note AND n.version = f.version
        WHERE f.id = ?1 AND f.done IS NULL";
    connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.ok_or(StoreError::NoSuchFollowUp)
}

/// Opens a follow-up again that was done, or ends it again.
pub(super) fn turn_ended(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    let id = change.number("follow_up")?;
    let sql = if back.is_some() {
        "UPDATE follow_up SET done = NULL WHERE id = ?1 AND done = ?2"
    } else {
        "UPDATE follow_up SET done = ?2 WHERE id = ?1 AND done IS NULL"
    };
    turned(connection.prepare_cached(sql)?.execute([id, change.seq])?)
}

/// Moves a follow-up back to the day that it had, or forth again.
pub(super) fn turn_moved(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    let (before, after) = (Change::text(&change.before, "due"), Change::text(&change.after, "due"));
    let (from, to) = if back.is_some() { (after, before) } else { (before, after) };
    let sql = "UPDATE follow_up SET due = ?3 WHERE id = ?1 AND due IS ?2";
    turned(connection.prepare_cached(sql)?.execute(params![change.number("follow_up")?, from, to])?)
}

/// What was changed further since stays as it is.
pub(super) fn turned(rows: usize) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::ChangedSince) } else { Ok(()) }
}
