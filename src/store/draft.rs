//! Drafts: notes being written, durable within a second of typing.

use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, DraftId, NewNote, NoteId, NoteKind};
use crate::store::note::moment;
use crate::store::table::{day, unreadable};
use rusqlite::{Connection, Result, Row, params};

/// Keeps a draft as it stands, and gives its id: a new one where it had none.
pub(super) fn keep(connection: &Connection, draft: &Draft) -> Result<DraftId> {
    let id = (draft.id.0 > 0).then_some(draft.id.0);
    let note = &draft.content;
    let about: Vec<i64> = note.about.iter().map(|child| child.0).collect();
    let sql = "INSERT INTO draft (id, edits, about, kind, person, text, next_step, follow_up, follow_up_words, opened,
        kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (id) DO UPDATE SET edits = ?2, about = ?3, kind = ?4, person = ?5, text = ?6, next_step = ?7,
        follow_up = ?8, follow_up_words = ?9, opened = ?10, kept = ?11";
    connection.prepare_cached(sql)?.execute(params![
        id,
        draft.edits.map(|note| note.0),
        serde_json::to_string(&about).map_err(|_| unreadable())?,
        note.kind.id(),
        note.person,
        note.text,
        note.next_step,
        note.follow_up.map(|due| due.to_string()),
        note.follow_up_words,
        note.opened.to_rfc3339(),
        draft.kept.to_rfc3339()
    ])?;
    Ok(DraftId(id.unwrap_or_else(|| connection.last_insert_rowid())))
}

/// Takes a draft away.
pub(super) fn remove(connection: &Connection, draft: DraftId) -> Result<()> {
    connection.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([draft.0])?;
    Ok(())
}

/// Every draft, the latest begun first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Draft>> {
    let sql = "SELECT id, edits, about, kind, person, text, next_step, follow_up, follow_up_words, opened, kept
        FROM draft ORDER BY id DESC";
    connection.prepare_cached(sql)?.query_map([], read)?.collect()
}

fn read(row: &Row<'_>) -> Result<Draft> {
    let about: Vec<i64> =
        row.get_ref(2)?.as_str().ok().and_then(|text| serde_json::from_str(text).ok()).ok_or_else(unreadable)?;
    let kind: Box<str> = row.get(3)?;
    let edits: Option<i64> = row.get(1)?;
    let content = NewNote {
        about: about.into_iter().map(ChildKey).collect(),
        kind: NoteKind::parse(&kind).unwrap_or(NoteKind::Other),
        person: row.get(4)?,
        text: row.get(5)?,
        next_step: row.get(6)?,
        follow_up: day(row, 7)?,
        follow_up_words: row.get(8)?,
        opened: moment(row, 9)?,
    };
    Ok(Draft { id: DraftId(row.get(0)?), content, edits: edits.map(NoteId), kept: moment(row, 10)? })
}
