//! Search in notes: the index of their words, kept in the transaction that files a note or a version of it.

use crate::domain::note::NewNote;
use crate::domain::note::search::{Found, Wanted, indexed};
use crate::store::note;
use rusqlite::{Connection, OptionalExtension, Result, params};

/// Words of a query that the index is asked for; the notes that it gives are held against all of them.
const ASKED: usize = 16;

/// Puts the words of a note's latest version into the index, in place of those of the version before.
pub(super) fn put(connection: &Connection, note: i64, content: &NewNote) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO note_search (rowid, words) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![note, indexed(content)])?;
    Ok(())
}

/// Makes the index of one note what its standing version says; a note that was taken back is not found.
pub(super) fn refresh(connection: &Connection, note: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM note_search WHERE rowid = ?1")?.execute([note])?;
    let sql = format!(
        "SELECT {} FROM note n JOIN note_version v ON v.note = n.id AND v.version = n.version WHERE n.id = ?1",
        note::COLUMNS
    );
    match connection.prepare_cached(&sql)?.query_row([note], note::read).optional()? {
        Some(standing) => put(connection, note, &note::with_children(connection, Ok(standing))?.content),
        None => Ok(()),
    }
}

/// Makes the index anew from every note: for a file of a program that had none, or that folded words otherwise.
pub(in crate::store) fn fill(connection: &Connection) -> Result<()> {
    connection.execute("INSERT INTO note_search (note_search) VALUES ('delete-all')", [])?;
    let sql = format!(
        "SELECT {} FROM note n JOIN note_version v ON v.note = n.id AND v.version = n.version ORDER BY n.id",
        note::COLUMNS
    );
    let mut statement = connection.prepare(&sql)?;
    for found in statement.query_map([], note::read)? {
        let note = note::with_children(connection, found)?;
        put(connection, note.id.0, &note.content)?;
    }
    Ok(())
}

/// The notes in which every wanted word begins a word, the one filed last first, at most `most` of them.
pub(in crate::store) fn find(connection: &Connection, wanted: &Wanted, most: usize) -> Result<Found> {
    let (from, order) = if wanted.is_empty() {
        ("note n WHERE n.version > 0 AND ?1 = ''", "n.id")
    } else {
        ("note_search s JOIN note n ON n.id = s.rowid WHERE note_search MATCH ?1", "s.rowid")
    };
    let sql = format!("SELECT n.id, n.version FROM {from} ORDER BY {order} DESC");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([question(wanted)])?;
    let mut found = Found::default();
    while let Some(row) = rows.next()? {
        let Some(hit) = wanted.hit(latest(connection, row.get(0)?, row.get(1)?)?) else { continue };
        if found.hits.len() == most {
            found.more = true;
            break;
        }
        found.hits.push(hit);
    }
    Ok(found)
}

/// Each word as the beginning of a word. Letters and digits in quotation marks are never an operator.
fn question(wanted: &Wanted) -> String {
    let words = wanted.words().iter().take(ASKED).map(|word| format!("\"{word}\" *"));
    words.collect::<Vec<_>>().join(" ")
}

fn latest(connection: &Connection, note: i64, version: i64) -> Result<crate::domain::note::Note> {
    let sql = format!("SELECT {} FROM note_version v WHERE v.note = ?1 AND v.version = ?2", note::COLUMNS);
    note::with_children(connection, connection.prepare_cached(&sql)?.query_row([note, version], note::read))
}

#[cfg(test)]
mod tests;
