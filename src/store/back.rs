//! Undo and redo: any change but an import is taken back, and made again, for thirty days, also after a restart.
//!
//! A change says by its command how it is turned: nothing of it was thrown away, so that it can be made again. Each
//! person takes their own changes back, the latest first; one that somebody changed further since stays as it is.

use crate::domain::undoable::{Turn, Undoable};
use crate::store::error::StoreError;
use crate::store::journal::{self, By, Entry, Told};
use crate::store::table::unreadable;
use crate::store::{audit, by_hand, decision, follow_up, held, imports, note, who};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Result, params};
use serde_json::{Value, json};

/// Days for which a change can be taken back.
const DAYS: i64 = 30;

/// A change of the journal.
pub(super) struct Change {
    pub(super) seq: i64,
    pub(super) before: Value,
    pub(super) after: Value,
}

impl Change {
    /// A number that the change names.
    pub(super) fn number(&self, name: &str) -> Result<i64> {
        let part = |value: &Value| value.get(name).and_then(Value::as_i64);
        part(&self.after).or_else(|| part(&self.before)).ok_or_else(unreadable)
    }

    /// Numbers that the change names.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<i64>> {
        let list = self.after.get(name).and_then(Value::as_array).ok_or_else(unreadable)?;
        list.iter().map(|number| number.as_i64().ok_or_else(unreadable)).collect()
    }

    /// What a part of it was before, a text or nothing.
    pub(super) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
        value.get(name).and_then(Value::as_str)
    }
}

/// Turns a change: `back` is the change that takes it back, `None` where it is made again.
type TurnIt = fn(&Connection, By<'_>, &Change, Option<i64>) -> std::result::Result<(), StoreError>;

/// How each command is turned, and what it is called.
const COMMANDS: &[(&str, &str, TurnIt)] = &[
    ("file_note", "the note filed", note::turn_filed),
    ("edit_note", "the note changed", note::turn_edited),
    ("decide", "the alerts set aside", |open, _, change, back| Ok(decision::turn(open, change.seq, back)?)),
    ("end-follow-up", "the follow-up done", |open, _, change, back| follow_up::turn_ended(open, change, back)),
    ("move-follow-up", "the follow-up moved", |open, _, change, back| follow_up::turn_moved(open, change, back)),
    ("merge", "the two records made one child", |open, _, change, back| who::turn_merged(open, change, back)),
    ("take-apart", "the record taken apart", |open, _, change, back| who::turn_apart(open, change, back)),
    ("tell-apart", "the two records told apart", |open, _, change, back| who::turn_told(open, change, back)),
    ("drop-held", "the held-back row dropped", |open, _, change, back| held::turn_dropped(open, change, back)),
    ("write", "what was written down", by_hand::turn),
];

/// The last change of an earlier program.
const FROM: &str = "(SELECT value FROM meta WHERE name = 'turns_from')";

/// The commands as a list of a statement.
fn list() -> String {
    COMMANDS.iter().map(|(command, ..)| format!("'{command}'")).collect::<Vec<_>>().join(", ")
}

/// What somebody would take back, or make again, next; `None` where there is nothing, or it is too long ago.
pub(super) fn next(connection: &Connection, by: By<'_>, turn: Turn) -> Result<Option<Undoable>> {
    let found = match turn {
        Turn::Undo => format!(
            "SELECT seq, at, command FROM change WHERE actor = ?1 AND command IN ({}) AND seq > {FROM}
                AND seq NOT IN (SELECT seq FROM taken_back) ORDER BY seq DESC LIMIT 1",
            list()
        ),
        // What was taken back last, unless something else was done since.
        Turn::Redo => format!(
            "SELECT c.seq, c.at, c.command FROM taken_back t JOIN change c ON c.seq = t.seq WHERE c.actor = ?1
                AND t.passed = 0 AND t.back > coalesce((SELECT max(seq) FROM change WHERE actor = ?1
                    AND command IN ({}) AND seq NOT IN (SELECT seq FROM taken_back WHERE passed <> 1)), 0)
                ORDER BY t.back DESC LIMIT 1",
            list()
        ),
    };
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Option<(i64, String, String)> =
        connection.prepare_cached(&found)?.query_row([by.actor], read).optional()?;
    let Some((seq, at, command)) = found else { return Ok(None) };
    let at: DateTime<Utc> = imports::moment(&at)?;
    let long_ago = by.stamp.0.to_utc() - at > TimeDelta::days(DAYS);
    let words = COMMANDS.iter().find(|(name, ..)| *name == command).map_or("", |(_, words, _)| words);
    Ok((!long_ago).then_some(Undoable { seq, at, words }))
}

/// Takes a change back, or makes it again, if it is still the next one.
pub(super) fn turn(connection: &Connection, by: By<'_>, (turn, seq): (Turn, i64)) -> Result<Undoable, StoreError> {
    let next = next(connection, by, turn)?.filter(|next| next.seq == seq).ok_or(StoreError::NothingToTurn)?;
    let sql = "SELECT command, coalesce(before, 'null'), coalesce(after, 'null') FROM change WHERE seq = ?1";
    let (command, before, after): (String, String, String) =
        connection.prepare_cached(sql)?.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let json = |text: &str| serde_json::from_str(text).map_err(|_| unreadable());
    let change = Change { seq, before: json(&before)?, after: json(&after)? };
    let (.., turn_it) = COMMANDS.iter().find(|(name, ..)| *name == command).ok_or(StoreError::NothingToTurn)?;
    let told =
        Told { children: audit::children_of(connection, seq)?, detail: Some(format!("{} {command}", turn.id())) };
    let entry = Entry { command: turn.id(), import: None, before: None, after: Some(json!({ "change": seq })), told };
    let own = journal::add(connection, by, &entry)?;
    match turn {
        Turn::Undo => {
            turn_it(connection, by, &change, Some(own))?;
            connection.execute("INSERT INTO taken_back (seq, back) VALUES (?1, ?2)", params![seq, own])?;
        }
        Turn::Redo => {
            turn_it(connection, by, &change, None)?;
            connection.execute("DELETE FROM taken_back WHERE seq = ?1", [seq])?;
        }
    }
    Ok(next)
}

/// Offers a change no more that could not be turned: else nothing before it could ever be. One that could not be taken
/// back stands (1); one that could not be made again stays taken back (2).
pub(super) fn pass_over(connection: &Connection, (turn, seq): (Turn, i64)) -> Result<()> {
    let passed = match turn {
        Turn::Undo => 1,
        Turn::Redo => 2,
    };
    let sql = "INSERT INTO taken_back (seq, back, passed) VALUES (?1, ?1, ?2)
        ON CONFLICT (seq) DO UPDATE SET passed = ?2";
    connection.prepare_cached(sql)?.execute([seq, passed])?;
    Ok(())
}
