//! Notes: filed with a version each time, and what they promise.

#[cfg(test)]
mod beside_tests;
pub(super) mod enquiry;
pub(super) mod search;
#[cfg(test)]
mod shared_tests;

use crate::domain::facts::{ChildKey, LastContact, Text};
use crate::domain::note::sealing::masked;
use crate::domain::note::{Beside, Edit, NewNote, Note, NoteId, NoteKind, Own, Stored};
use crate::store::back::Change;
use crate::store::draft;
use crate::store::error::StoreError;
use crate::store::facts;
use crate::store::follow_up::{self, turned};
use crate::store::journal::{self, By, Entry, Told};
use crate::store::table::{day, unreadable};
use crate::store::who::{self, Records};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a note that the facts keep.
const GIST: usize = 160;

/// Files a note and takes its draft away.
pub(super) fn file(
    connection: &Connection,
    by: By<'_>,
    note: &NewNote,
    from: Option<Stored>,
) -> Result<NoteId, StoreError> {
    connection.prepare_cached("INSERT INTO note (version) VALUES (1)")?.execute([])?;
    let id = connection.last_insert_rowid();
    let after = Some(json!({ "note": id, "version": 1 }));
    let told = Told::of(note.about.iter().map(|child| child.0));
    let seq = journal::add(connection, by, &Entry { command: "file_note", import: None, before: None, after, told })?;
    add_version(connection, by, &Version { id, number: 1, seq, note, beside: None })?;
    enquiry::filed(connection, by, seq, (NoteId(id), note))?;
    for child in &note.about {
        facts::refresh_contact(connection, child.0)?;
    }
    from.map_or(Ok(()), |draft| draft::remove(connection, draft))?;
    Ok(NoteId(id))
}

/// Files a new version of a note; the earlier ones stay, one among them that somebody filed while this was written: it
/// is given back.
pub(super) fn edit(
    connection: &Connection,
    by: By<'_>,
    Edit { note: id, seen }: Edit,
    (note, from): (&NewNote, Option<Stored>),
) -> Result<Option<Beside>, StoreError> {
    let mut find = connection.prepare_cached("SELECT version FROM note WHERE id = ?1")?;
    let version: i64 = find.query_row([id.0], |row| row.get(0)).optional()?.ok_or(StoreError::NoSuchNote)?;
    if version < 0 {
        return Err(StoreError::NoSuchNote);
    }
    let latest = "SELECT max(version) FROM note_version WHERE note = ?1";
    let latest: i64 = connection.prepare_cached(latest)?.query_row([id.0], |row| row.get(0))?;
    let before = filed_under(connection, id.0, version)?;
    let note = &under_records(connection, &before, note)?;
    let mut touched = before;
    touched.extend(note.about.iter().map(|child| child.0));
    let before = Some(json!({ "note": id.0, "version": version }));
    let number = latest + 1;
    let after = Some(json!({ "note": id.0, "version": number }));
    let told = Told::of(touched.iter().copied());
    let seq = journal::add(connection, by, &Entry { command: "edit_note", import: None, before, after, told })?;
    let beside = seen.filter(|seen| i64::from(*seen) != version).map(|_| version);
    enquiry::filed_again(connection, by, (version, seq), (id, note))?;
    add_version(connection, by, &Version { id: id.0, number, seq, note, beside })?;
    follow_up::carry_over(connection, id.0, (version, number))?;
    connection.execute("UPDATE note SET version = ?2 WHERE id = ?1", [id.0, number])?;
    for child in touched {
        facts::refresh_contact(connection, child)?;
    }
    from.map_or(Ok(()), |draft| draft::remove(connection, draft))?;
    let actor = "SELECT actor FROM note_version WHERE note = ?1 AND version = ?2";
    let actor = |version| connection.prepare_cached(actor)?.query_row([id.0, version], |row| row.get(0));
    Ok(beside.map(|version| beside_of(version, actor(version)?)).transpose()?)
}

fn beside_of(version: i64, actor: String) -> Result<Beside> {
    Ok(Beside { version: u32::try_from(version).map_err(|_| unreadable())?, actor })
}

/// A note as it is filed again: under the records of each child under which it stood before, so that it stays with them
/// where the child is taken apart; else under the one that stands for the child. A child's own lines stand under the
/// first of its records.
fn under_records(connection: &Connection, before: &BTreeSet<i64>, note: &NewNote) -> Result<NewNote> {
    let mut filed = NewNote { about: Vec::new(), own: Own::new(), ..note.clone() };
    for child in &note.about {
        let root = who::root(connection, child.0)?;
        let mut records = Vec::new();
        for &record in before {
            if who::root(connection, record)? == root {
                records.push(ChildKey(record));
            }
        }
        if records.is_empty() {
            records.push(*child);
        }
        if let (Some(first), Some(lines)) = (records.first(), note.own.get(child)) {
            filed.own.insert(*first, lines.clone());
        }
        filed.about.append(&mut records);
    }
    Ok(filed)
}

struct Version<'a> {
    id: i64,
    number: i64,
    seq: i64,
    note: &'a NewNote,
    /// The version that was filed while this one was written.
    beside: Option<i64>,
}

fn add_version(connection: &Connection, by: By<'_>, filed: &Version<'_>) -> Result<(), StoreError> {
    let Version { id, number, seq, note, beside } = *filed;
    let sql = "INSERT INTO note_version (note, version, kind, person, text, next_step, follow_up, follow_up_words,
        opened, filed, actor, seq, beside) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    connection.prepare_cached(sql)?.execute(params![
        id,
        number,
        note.kind.id(),
        note.person,
        note.text,
        note.next_step,
        note.follow_up.map(|due| due.to_string()),
        note.follow_up_words,
        note.opened.to_rfc3339(),
        by.stamp.0.to_rfc3339(),
        by.actor,
        seq,
        beside
    ])?;
    let mut child_of = connection.prepare_cached(
        "INSERT OR IGNORE INTO note_child (note, version, child, text) SELECT ?1, ?2, id, ?4 FROM child WHERE id = ?3",
    )?;
    let children: BTreeSet<ChildKey> = note.about.iter().copied().collect();
    for child in &children {
        if child_of.execute(params![id, number, child.0, note.own.get(child)])? == 0 {
            return Err(StoreError::NoSuchChild);
        }
    }
    search::put(connection, id, note)?;
    follow_up::promise(connection, (id, number), note, &children)?;
    Ok(())
}

/// The first characters of a text on one line, its sealed pieces out of sight.
pub(super) fn gist(text: &str) -> String {
    let mut line = String::new();
    for word in masked(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() >= GIST {
            break;
        }
    }
    line.chars().take(GIST).collect()
}

pub(super) const COLUMNS: &str =
    "v.note, v.version, v.kind, v.person, v.text, v.next_step, v.follow_up, v.follow_up_words,
    v.opened, v.filed, v.actor, v.beside,
    (SELECT b.actor FROM note_version b WHERE b.note = v.note AND b.version = v.beside)";

/// A note without the children that it is about, and its version.
pub(super) fn read(row: &Row<'_>) -> Result<(Note, i64)> {
    let version: i64 = row.get(1)?;
    let kind: Box<str> = row.get(2)?;
    let content = NewNote {
        about: Vec::new(),
        kind: NoteKind::parse(&kind).unwrap_or(NoteKind::Other),
        person: row.get(3)?,
        text: row.get(4)?,
        own: Own::new(),
        next_step: row.get(5)?,
        follow_up: day(row, 6)?,
        follow_up_words: row.get(7)?,
        opened: moment(row, 8)?,
    };
    let earlier = u32::try_from(version - 1).unwrap_or(0);
    let (id, actor, filed) = (NoteId(row.get(0)?), row.get(10)?, moment(row, 9)?);
    let beside: Option<(i64, String)> = row.get::<_, Option<i64>>(11)?.zip(row.get(12)?);
    let beside = beside.map(|(version, actor)| beside_of(version, actor)).transpose()?;
    Ok((Note { id, content, actor, filed, earlier, beside }, version))
}

/// A moment with the offset of the user's clock.
pub(super) fn moment(row: &Row<'_>, at: usize) -> Result<DateTime<FixedOffset>> {
    let text = row.get_ref(at)?.as_str().map_err(|_| unreadable())?;
    DateTime::parse_from_rfc3339(text).map_err(|_| unreadable())
}

/// The records under which a version of a note was filed.
fn filed_under(connection: &Connection, note: i64, version: i64) -> Result<BTreeSet<i64>> {
    let sql = "SELECT child FROM note_child WHERE note = ?1 AND version = ?2";
    connection.prepare_cached(sql)?.query_map([note, version], |row| row.get(0))?.collect()
}

/// The children whom a version of a note is about.
fn about(connection: &Connection, note: i64, version: i64) -> Result<Vec<ChildKey>> {
    let sql = "SELECT DISTINCT coalesce(m.root, c.child) FROM note_child c LEFT JOIN merged m ON m.child = c.child
        WHERE c.note = ?1 AND c.version = ?2 ORDER BY 1";
    connection.prepare_cached(sql)?.query_map([note, version], |row| Ok(ChildKey(row.get(0)?)))?.collect()
}

/// What a version of a note says of one child alone.
fn own(connection: &Connection, note: i64, version: i64) -> Result<Own> {
    let sql = "SELECT coalesce(m.root, c.child), group_concat(c.text, char(10) ORDER BY c.child) FROM note_child c
        LEFT JOIN merged m ON m.child = c.child WHERE c.note = ?1 AND c.version = ?2 AND c.text IS NOT NULL GROUP BY 1";
    connection
        .prepare_cached(sql)?
        .query_map([note, version], |row| Ok((ChildKey(row.get(0)?), row.get(1)?)))?
        .collect()
}

/// Adds to a note whom it is about, and what it says of each alone.
pub(super) fn with_children(connection: &Connection, found: Result<(Note, i64)>) -> Result<Note> {
    let (mut note, version) = found?;
    note.content.about = about(connection, note.id.0, version)?;
    note.content.own = own(connection, note.id.0, version)?;
    Ok(note)
}

/// The latest versions of the notes about a child, the first filed first.
pub(super) fn of_child(connection: &Connection, records: &Records) -> Result<Vec<Note>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM note_child c JOIN note n ON n.id = c.note AND n.version = c.version
         JOIN note_version v ON v.note = n.id AND v.version = n.version WHERE c.child IN {} GROUP BY v.note ORDER BY v.note",
        records.list()
    );
    let mut children = children_beside(connection, records)?;
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map([records.root()], |row| {
        let (mut note, _) = read(row)?;
        let (about, own) = children.remove(&note.id.0).unwrap_or_default();
        note.content.about = about.into_iter().collect();
        note.content.own = own;
        Ok(note)
    })?;
    found.collect()
}

/// Whom the notes about a child are about, by note, and what each says of one of them alone: as [`with_children`] does
/// it for one note, in one statement for all.
fn children_beside(connection: &Connection, records: &Records) -> Result<BTreeMap<i64, (BTreeSet<ChildKey>, Own)>> {
    let sql = format!(
        "SELECT c.note, coalesce(m.root, c.child), c.text FROM
            (SELECT DISTINCT o.note AS id, o.version AS version FROM note_child o
             JOIN note n ON n.id = o.note AND n.version = o.version WHERE o.child IN {}) s
         JOIN note_child c ON c.note = s.id AND c.version = s.version
         LEFT JOIN merged m ON m.child = c.child ORDER BY c.note, c.child",
        records.list()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([records.root()])?;
    let mut children: BTreeMap<i64, (BTreeSet<ChildKey>, Own)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (about, own) = children.entry(row.get(0)?).or_default();
        let child = ChildKey(row.get(1)?);
        about.insert(child);
        if let Some(line) = row.get::<_, Option<String>>(2)? {
            own.entry(child).and_modify(|lines| *lines = format!("{lines}\n{line}")).or_insert(line);
        }
    }
    Ok(children)
}

/// The versions of a note, the oldest first.
pub(super) fn versions(connection: &Connection, note: NoteId) -> Result<Vec<Note>> {
    let sql = format!("SELECT {COLUMNS} FROM note_version v WHERE v.note = ?1 ORDER BY v.version");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map([note.0], read)?;
    found.map(|found| with_children(connection, found)).collect()
}

/// The children about whom somebody wrote: a note, a follow-up, a decision, a draft.
pub(super) fn spoken_of(connection: &Connection) -> Result<BTreeSet<i64>> {
    let sql = "SELECT child FROM note_child UNION SELECT child FROM follow_up WHERE child IS NOT NULL
        UNION SELECT child FROM decision UNION SELECT about.value FROM draft, json_each(draft.about) about";
    connection.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// What the note filed last about a child tells of. By sequence: a clock that was wrong once hides nothing.
pub(super) fn latest_about(connection: &Connection, records: &Records) -> Result<Option<LastContact>> {
    let sql = format!(
        "SELECT {COLUMNS}, c.text FROM note_child c JOIN note n ON n.id = c.note AND n.version = c.version
         JOIN note_version v ON v.note = n.id AND v.version = n.version WHERE c.child IN {}
         ORDER BY c.note DESC, c.text IS NULL LIMIT 1",
        records.list()
    );
    let child = ChildKey(records.root());
    let with_own = |row: &Row<'_>| {
        let mut content = read(row)?.0.content;
        let own: Option<String> = row.get(13)?;
        content.own.extend(own.map(|lines| (child, lines)));
        Ok(content)
    };
    let found = connection.prepare_cached(&sql)?.query_row([records.root()], with_own).optional()?;
    Ok(found.map(|content| {
        let gist = gist(&content.text_of(child));
        LastContact {
            at: content.opened,
            kind: content.kind.id().into(),
            person: content.person.map(Text::from),
            gist: gist.into(),
            next_step: content.next_step.map(|step| Text::from(&*masked(&step))),
            follow_up: content.follow_up,
        }
    }))
}

/// Makes a filed note a draft again, or files it again and lets that draft go, where nobody changed it.
pub(super) fn turn_filed(
    connection: &Connection,
    by: By<'_>,
    change: &Change,
    back: Option<i64>,
) -> Result<(), StoreError> {
    let note = change.number("note")?;
    enquiry::turn_filed(connection, by, change.seq, back.is_some())?;
    if back.is_some() {
        refuse_touched(connection, note, (1, change.seq))?;
        point(connection, note, (1, -1))?;
        let sql = "INSERT INTO draft (about, own, kind, person, text, next_step, follow_up, follow_up_words, opened,
                kept, taken_from)
            SELECT (SELECT json_group_array(child) FROM note_child WHERE note = ?1 AND version = 1),
                (SELECT nullif(json_group_object(child, text), '{}') FROM note_child
                    WHERE note = ?1 AND version = 1 AND text IS NOT NULL), kind, person, text,
                next_step, follow_up, coalesce(follow_up_words, follow_up), opened, filed, ?1
            FROM note_version WHERE note = ?1 AND version = 1";
        connection.prepare_cached(sql)?.execute([note])?;
        return Ok(());
    }
    point(connection, note, (-1, 1))?;
    connection.prepare_cached("DELETE FROM draft WHERE taken_from = ?1 AND version = 1")?.execute([note])?;
    Ok(())
}

/// Goes back to the version before, or forth again.
pub(super) fn turn_edited(
    connection: &Connection,
    by: By<'_>,
    change: &Change,
    back: Option<i64>,
) -> Result<(), StoreError> {
    let version = |value: &Value| value.get("version").and_then(Value::as_i64).ok_or_else(unreadable);
    let (before, after) = (version(&change.before)?, version(&change.after)?);
    let note = change.number("note")?;
    enquiry::turn_edited(connection, by, (note, before, change.seq), back.is_some())?;
    if back.is_none() {
        return point(connection, note, (before, after));
    }
    refuse_touched(connection, note, (after, change.seq))?;
    point(connection, note, (after, before))
}

/// A version whose follow-ups somebody ended or moved since stays: that would be out of sight with it.
fn refuse_touched(connection: &Connection, note: i64, version: (i64, i64)) -> Result<(), StoreError> {
    let touched = follow_up::touched_since(connection, note, version)?;
    if touched { Err(StoreError::ChangedSince) } else { Ok(()) }
}

/// Lets another version of a note stand; one below zero is out of sight.
fn point(connection: &Connection, note: i64, (from, to): (i64, i64)) -> Result<(), StoreError> {
    let sql = "UPDATE note SET version = ?3 WHERE id = ?1 AND version = ?2";
    turned(connection.prepare_cached(sql)?.execute([note, from, to])?)?;
    search::refresh(connection, note)?;
    for version in [from, to] {
        for child in filed_under(connection, note, version.abs())? {
            facts::refresh_contact(connection, child)?;
        }
    }
    Ok(())
}
