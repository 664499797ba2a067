//! Drafts: notes being written, durable within a second of typing.

use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, DraftId, Edit, NewNote, NoteId, NoteKind, Own, Stored};
use crate::store::note::moment;
use crate::store::table::{day, unreadable};
use crate::store::who;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Result, Row, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps a draft as it stands and says where: in place of the version that was seen, or beside it where that is gone
/// or was kept by another program since.
pub(super) fn keep(connection: &Connection, draft: &Draft, over: Option<Stored>) -> Result<Stored> {
    if let Some(seen) = over
        && replace(connection, draft, seen)?
    {
        return Ok(Stored { version: seen.version + 1, ..seen });
    }
    let sql =
        "INSERT INTO draft (edits, about, kind, person, text, next_step, follow_up, follow_up_words, opened, kept,
        own, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    connection.prepare_cached(sql)?.execute(params_from_iter(values(draft)?))?;
    Ok(Stored { id: DraftId(connection.last_insert_rowid()), version: 1 })
}

fn replace(connection: &Connection, draft: &Draft, seen: Stored) -> Result<bool> {
    let sql = "UPDATE draft SET edits = ?1, about = ?2, kind = ?3, person = ?4, text = ?5, next_step = ?6,
        follow_up = ?7, follow_up_words = ?8, opened = ?9, kept = ?10, own = ?11, seen = ?12, version = version + 1
        WHERE id = ?13 AND version = ?14";
    let which = [seen.id.0, seen.version].map(Sql::Integer);
    let values = values(draft)?.into_iter().chain(which);
    Ok(connection.prepare_cached(sql)?.execute(params_from_iter(values))? > 0)
}

fn values(draft: &Draft) -> Result<Vec<Sql>> {
    let note = &draft.content;
    let about: Vec<i64> = note.about.iter().map(|child| child.0).collect();
    let about = serde_json::to_string(&about).map_err(|_| unreadable())?;
    Ok(vec![
        draft.edits.map(|edit| edit.note.0).into(),
        about.into(),
        note.kind.id().to_owned().into(),
        note.person.clone().into(),
        note.text.clone().into(),
        note.next_step.clone().into(),
        note.follow_up.map(|due| due.to_string()).into(),
        note.follow_up_words.clone().into(),
        note.opened.to_rfc3339().into(),
        draft.kept.to_rfc3339().into(),
        own_lines(&note.own)?.into(),
        draft.edits.and_then(|edit| edit.seen).map(i64::from).into(),
    ])
}

/// Lines about one child alone, as an object by internal id; `None` where there are none.
pub(super) fn own_lines(own: &Own) -> Result<Option<String>> {
    let named: BTreeMap<i64, &String> = own.iter().map(|(child, lines)| (child.0, lines)).collect();
    (!own.is_empty()).then(|| serde_json::to_string(&named).map_err(|_| unreadable())).transpose()
}

/// Takes a draft away, unless it was kept again since it was seen.
pub(super) fn remove(connection: &Connection, seen: Stored) -> Result<()> {
    let sql = "DELETE FROM draft WHERE id = ?1 AND version = ?2";
    connection.prepare_cached(sql)?.execute([seen.id.0, seen.version])?;
    Ok(())
}

/// Every draft, the latest begun first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Draft>> {
    let sql = "SELECT id, edits, about, kind, person, text, next_step, follow_up, follow_up_words, opened, kept,
        version, own, seen FROM draft ORDER BY id DESC";
    let roots = who::roots(connection)?;
    let mut statement = connection.prepare_cached(sql)?;
    let drafts = statement.query_map([], read)?.map(|draft| draft.map(|draft| under_roots(draft, &roots)));
    drafts.collect()
}

/// A draft about children, not about records of them.
fn under_roots(mut draft: Draft, roots: &BTreeMap<i64, i64>) -> Draft {
    for child in &mut draft.content.about {
        child.0 = roots.get(&child.0).copied().unwrap_or(child.0);
    }
    draft.content.own = under_root(draft.content.own, |child| roots.get(&child).copied().unwrap_or(child));
    let mut named = BTreeSet::new();
    draft.content.about.retain(|child| named.insert(child.0));
    draft
}

/// Lines by child, not by record of one: those of two records of a child stand one below the other.
pub(super) fn under_root(own: Own, root: impl Fn(i64) -> i64) -> Own {
    let mut of_children = Own::new();
    for (record, lines) in own {
        let known = of_children.entry(ChildKey(root(record.0))).or_default();
        if !known.is_empty() {
            known.push('\n');
        }
        known.push_str(&lines);
    }
    of_children
}

fn read(row: &Row<'_>) -> Result<Draft> {
    let about: Vec<i64> =
        row.get_ref(2)?.as_str().ok().and_then(|text| serde_json::from_str(text).ok()).ok_or_else(unreadable)?;
    let own = match row.get_ref(12)?.as_str_or_null().map_err(|_| unreadable())? {
        None => Own::new(),
        Some(text) => {
            let lines: BTreeMap<i64, String> = serde_json::from_str(text).map_err(|_| unreadable())?;
            lines.into_iter().map(|(child, lines)| (ChildKey(child), lines)).collect()
        }
    };
    let kind: Box<str> = row.get(3)?;
    let seen: Option<u32> = row.get(13)?;
    let edits = row.get::<_, Option<i64>>(1)?.map(|note| Edit { note: NoteId(note), seen });
    let content = NewNote {
        about: about.into_iter().map(ChildKey).collect(),
        kind: NoteKind::parse(&kind).unwrap_or(NoteKind::Other),
        person: row.get(4)?,
        text: row.get(5)?,
        own,
        next_step: row.get(6)?,
        follow_up: day(row, 7)?,
        follow_up_words: row.get(8)?,
        opened: moment(row, 9)?,
    };
    Ok(Draft { id: DraftId(row.get(0)?), version: row.get(11)?, content, edits, kept: moment(row, 10)? })
}
