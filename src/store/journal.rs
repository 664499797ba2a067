//! The journal: one row for every change, in the transaction that makes it.

use crate::domain::audit::{Deed, Event};
use crate::store::audit;
use crate::store::command::Stamp;
use rusqlite::{Connection, Result, params};
use serde_json::Value;

/// Who changes something, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct By<'a> {
    pub(super) actor: &'a str,
    pub(super) stamp: Stamp,
}

impl By<'_> {
    /// The moment in UTC.
    pub(super) fn utc(&self) -> String {
        self.stamp.0.to_utc().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }
}

/// What a change did, without a word of text about a child.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) command: &'static str,
    pub(super) import: Option<i64>,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
}

/// Adds a row and gives its sequence number.
pub(super) fn add(connection: &Connection, by: By<'_>, entry: &Entry) -> Result<i64> {
    let sql = "INSERT INTO change (at, \"offset\", actor, import, command, before, after)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let minutes = by.stamp.0.offset().local_minus_utc() / 60;
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
    let (before, after) = (text(&entry.before), text(&entry.after));
    let row = params![by.utc(), minutes, by.actor, entry.import, entry.command, before, after];
    connection.prepare_cached(sql)?.execute(row)?;
    let seq = connection.last_insert_rowid();
    let deed = if entry.import.is_some() { Deed::Import } else { Deed::Change };
    audit::add(connection, by, &[Event { deed, child: None, detail: entry.command.to_owned() }], Some(seq))?;
    Ok(seq)
}

/// The sequence number of the last change; 0 before the first.
pub(super) fn last(connection: &Connection) -> Result<i64> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM change")?;
    statement.query_row([], |row| row.get(0))
}
