//! The journal: one row for every change, in the transaction that makes it.

use crate::domain::audit::{Deed, Event};
use crate::domain::facts::ChildKey;
use crate::store::audit;
use crate::store::command::Stamp;
use rusqlite::{Connection, Result, params};
use serde_json::Value;
use std::collections::BTreeSet;

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
    pub(super) told: Told,
}

/// What the audit tells of a change.
#[derive(Debug)]
pub(super) struct Told {
    /// The records concerned: a row each, or one row where there is none.
    pub(super) children: BTreeSet<i64>,
    /// What stands in its rows, where the command alone would not tell.
    pub(super) detail: Option<String>,
}

impl Told {
    /// Of a command that says enough by itself.
    pub(super) fn of(children: impl IntoIterator<Item = i64>) -> Self {
        Self { children: children.into_iter().collect(), detail: None }
    }

    /// Of what is no one child's.
    pub(super) fn whole(detail: String) -> Self {
        Self { children: BTreeSet::new(), detail: Some(detail) }
    }
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
    audit::add(connection, by, &events(entry), Some(seq))?;
    Ok(seq)
}

/// The rows of the audit that a change makes.
fn events(entry: &Entry) -> Vec<Event> {
    let deed = if entry.import.is_some() { Deed::Import } else { Deed::Change };
    let detail = || entry.told.detail.clone().unwrap_or_else(|| entry.command.to_owned());
    let event = |child| Event { deed, child, detail: detail() };
    if entry.told.children.is_empty() {
        return vec![event(None)];
    }
    entry.told.children.iter().map(|child| event(Some(ChildKey(*child)))).collect()
}

/// The sequence number of the last change; 0 before the first.
pub(super) fn last(connection: &Connection) -> Result<i64> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM change")?;
    statement.query_row([], |row| row.get(0))
}
