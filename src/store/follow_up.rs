//! Follow-ups: promised by a version of a note, moved, done with an outcome.

use crate::domain::facts::ChildKey;
use crate::domain::note::sealing::masked;
use crate::domain::note::{FollowUp, NewNote, NoteId};
use crate::store::back::Change;
use crate::store::error::StoreError;
use crate::store::journal::{self, By, Entry, Told};
use crate::store::note::gist;
use crate::store::table::day;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A follow-up for each child that a version of a note is about, or one for none.
pub(super) fn promise(
    connection: &Connection,
    (note, version): (i64, i64),
    content: &NewNote,
    about: &BTreeSet<ChildKey>,
) -> Result<()> {
    let words = content.follow_up_words.as_deref().filter(|words| !words.trim().is_empty());
    let step = match (content.follow_up, words) {
        (None, None) => return Ok(()),
        (None, Some(words)) => Some(words.to_owned()),
        (Some(_), _) => content.next_step.as_deref().map(|step| masked(step).into_owned()),
    };
    let what = |child: Option<&ChildKey>| {
        let text = || child.map_or(Cow::Borrowed(&*content.text), |child| content.text_of(*child));
        step.clone().unwrap_or_else(|| gist(&text()))
    };
    let due = content.follow_up.map(|due| due.to_string());
    let mut insert = connection
        .prepare_cached("INSERT INTO follow_up (note, version, child, due, what) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    if about.is_empty() {
        insert.execute(params![note, version, None::<i64>, due, what(None)])?;
    }
    for child in about {
        insert.execute(params![note, version, child.0, due, what(Some(child))])?;
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
    // A note about two records of one child promises once; the child's own lines stand with one of them.
    let sql = "SELECT min(f.id), f.note, coalesce(m.root, f.child), f.due, max(f.what) FROM follow_up f
        JOIN note n ON n.id = f.note AND n.version = f.version
        LEFT JOIN merged m ON m.child = f.child WHERE f.done IS NULL
        GROUP BY f.note, coalesce(m.root, f.child), f.due ORDER BY f.due IS NULL, f.due, min(f.id)";
    let read = |row: &Row<'_>| {
        let child: Option<i64> = row.get(2)?;
        let (id, note) = (row.get(0)?, NoteId(row.get(1)?));
        Ok(FollowUp { id, note, child: child.map(ChildKey), due: day(row, 3)?, what: row.get(4)? })
    };
    connection.prepare_cached(sql)?.query_map([], read)?.collect()
}

/// Says that a follow-up is done, and what came of it. The outcome may name a child: the journal does not hold it.
pub(super) fn end(connection: &Connection, by: By<'_>, id: i64, outcome: &str) -> Result<(), StoreError> {
    let (rows, _) = standing(connection, id)?;
    let after = Some(json!({ "follow_ups": rows }));
    let told = Told::of(promised_about(connection, &rows)?);
    let entry = Entry { command: "end-follow-up", import: None, before: None, after, told };
    let seq = journal::add(connection, by, &entry)?;
    let mut write = connection.prepare_cached("UPDATE follow_up SET done = ?2, outcome = ?3 WHERE id = ?1")?;
    for row in rows {
        write.execute(params![row, seq, outcome])?;
    }
    Ok(())
}

/// Moves a follow-up to another day.
pub(super) fn shift(connection: &Connection, by: By<'_>, id: i64, due: NaiveDate) -> Result<(), StoreError> {
    let (rows, before) = standing(connection, id)?;
    let due = due.to_string();
    let entry = Entry {
        command: "move-follow-up",
        import: None,
        before: Some(json!({ "due": before })),
        after: Some(json!({ "follow_ups": rows, "due": due })),
        told: Told::of(promised_about(connection, &rows)?),
    };
    journal::add(connection, by, &entry)?;
    let mut write = connection.prepare_cached("UPDATE follow_up SET due = ?2 WHERE id = ?1")?;
    for row in rows {
        write.execute(params![row, due])?;
    }
    Ok(())
}

/// The rows of a follow-up that is open, one for each record of the child that its note is about, and its day.
fn standing(connection: &Connection, id: i64) -> Result<(Vec<i64>, Option<String>), StoreError> {
    let sql = "SELECT same.id, f.due FROM follow_up f JOIN note n ON n.id = f.note AND n.version = f.version
        JOIN follow_up same ON same.note = f.note AND same.version = f.version AND same.due IS f.due
            AND same.done IS NULL
        LEFT JOIN merged m ON m.child = f.child LEFT JOIN merged s ON s.child = same.child
        WHERE f.id = ?1 AND f.done IS NULL AND coalesce(m.root, f.child) IS coalesce(s.root, same.child)";
    let mut statement = connection.prepare_cached(sql)?;
    let rows: Vec<(i64, Option<String>)> =
        statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    let due = rows.first().ok_or(StoreError::NoSuchFollowUp)?.1.clone();
    Ok((rows.into_iter().map(|(row, _)| row).collect(), due))
}

/// The records that follow-ups are about.
fn promised_about(connection: &Connection, rows: &[i64]) -> Result<BTreeSet<i64>> {
    let mut find = connection.prepare_cached("SELECT child FROM follow_up WHERE id = ?1 AND child IS NOT NULL")?;
    let mut children = BTreeSet::new();
    for row in rows {
        children.extend(find.query_row([row], |row| row.get::<_, i64>(0)).optional()?);
    }
    Ok(children)
}

/// Of the version of its note that stands: that of another is out of sight.
const STANDS: &str = "version = (SELECT version FROM note WHERE note.id = follow_up.note)";

/// Opens a follow-up again that was done, or ends it again.
pub(super) fn turn_ended(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    let sql = if back.is_some() {
        "UPDATE follow_up SET done = NULL WHERE id = ?1 AND done = ?2"
    } else {
        "UPDATE follow_up SET done = ?2 WHERE id = ?1 AND done IS NULL"
    };
    let sql = format!("{sql} AND {STANDS}");
    for row in change.numbers("follow_ups")? {
        turned(connection.prepare_cached(&sql)?.execute([row, change.seq])?)?;
    }
    Ok(())
}

/// Moves a follow-up back to the day that it had, or forth again.
pub(super) fn turn_moved(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    let (before, after) = (Change::text(&change.before, "due"), Change::text(&change.after, "due"));
    let (from, to) = if back.is_some() { (after, before) } else { (before, after) };
    let sql = "UPDATE follow_up SET due = ?3 WHERE id = ?1 AND due IS ?2";
    let sql = format!("{sql} AND {STANDS}");
    for row in change.numbers("follow_ups")? {
        turned(connection.prepare_cached(&sql)?.execute(params![row, from, to])?)?;
    }
    Ok(())
}

/// Whether somebody ended or moved a follow-up of a version of a note after a change.
pub(super) fn touched_since(connection: &Connection, note: i64, (version, seq): (i64, i64)) -> Result<bool> {
    let sql = "SELECT 1 FROM change c, json_each(c.after, '$.follow_ups') row JOIN follow_up f ON f.id = row.value
        WHERE c.seq > ?3 AND c.command IN ('end-follow-up', 'move-follow-up') AND f.note = ?1 AND f.version = ?2
            AND c.seq NOT IN (SELECT seq FROM taken_back WHERE passed <> 1)";
    connection.prepare_cached(sql)?.exists([note, version, seq])
}

/// What was changed further since stays as it is.
pub(super) fn turned(rows: usize) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::ChangedSince) } else { Ok(()) }
}
