//! The list of imports.

use crate::domain::imported::{ImportId, Imported};
use crate::store::by_hand;
use crate::store::table::unreadable;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Result, Row};
use std::fmt::Write;

/// Every import, the latest first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Imported>> {
    let sql = "SELECT i.id, i.at, i.actor, i.file, i.layout, i.hash, i.new, i.changed, i.same, i.held, c.at
        FROM import i LEFT JOIN change c ON c.seq = i.undone WHERE i.layout IS NOT ?1 ORDER BY i.id DESC";
    connection.prepare_cached(sql)?.query_map([by_hand::LAYOUT], imported)?.collect()
}

fn imported(row: &Row<'_>) -> Result<Imported> {
    let at: String = row.get(1)?;
    let undone: Option<String> = row.get(10)?;
    Ok(Imported {
        id: ImportId(row.get(0)?),
        at: moment(&at)?,
        actor: row.get(2)?,
        file: row.get(3)?,
        layout: row.get(4)?,
        hash: hexadecimal(row.get_ref(5)?.as_blob().map_err(|_| unreadable())?),
        new: row.get(6)?,
        changed: row.get(7)?,
        same: row.get(8)?,
        held: row.get(9)?,
        undone: undone.as_deref().map(moment).transpose()?,
    })
}

/// A moment in UTC as the journal writes it.
pub(super) fn moment(text: &str) -> Result<DateTime<Utc>> {
    text.parse().map_err(|_| unreadable())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
