//! Rows written by hand: each goes in as a row of a file does, with a source of its own, so that records, reports, undo
//! and erasing know of them without being told.
//!
//! A change is one import a kind and child; `by_hand` remembers them together, so that they are taken back and made
//! again together. No kind counts as having come in by them: a rule that reads absence as a fact stays silent until a
//! file of the kind is imported.

use crate::domain::facts::ChildKey;
use crate::domain::kind::{Field, KINDS, Kind, KindSpec, Value, spec};
use crate::domain::sheet::{Cell, ChildBy, Content, Layer, Sheet, SheetRow};
use crate::domain::work::Entry;
use crate::store::back::Change;
use crate::store::error::StoreError;
use crate::store::journal::{self, By, Entry as Row, Told};
use crate::store::note::enquiry;
use crate::store::table::{as_json, from_json, from_sql, to_sql, unreadable};
use crate::store::who::Records;
use crate::store::{plan, take, undo};
use rusqlite::{Connection, OptionalExtension, Result, params};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The layout under which such an import stands; no file has it.
pub(super) const LAYOUT: &str = "written";

/// What stands for the file.
const FILE: &str = "written here";

/// Writes rows, all or none.
pub(super) fn write(connection: &Connection, by: By<'_>, entries: &[Entry]) -> std::result::Result<(), StoreError> {
    let written = take_all(connection, by, entries)?;
    let told = Told::of(entries.iter().filter_map(|entry| entry.child).map(|child| child.0));
    let after = Some(json!({ "rows": entries.len() }));
    let seq = journal::add(connection, by, &Row { command: "write", import: None, before: None, after, told })?;
    remember(connection, seq, entries, written)?;
    Ok(enquiry::replied(connection, seq, entries)?)
}

/// Writes rows with a change that stands in the journal already, to be turned with it.
pub(super) fn attach(
    connection: &Connection,
    by: By<'_>,
    (seq, entries): (i64, &[Entry]),
) -> std::result::Result<(), StoreError> {
    let written = take_all(connection, by, entries)?;
    Ok(remember(connection, seq, entries, written)?)
}

/// The record and the import of a row that went in.
type Written = (Option<i64>, i64);

fn take_all(connection: &Connection, by: By<'_>, entries: &[Entry]) -> std::result::Result<Vec<Written>, StoreError> {
    let mut written = Vec::new();
    for entry in entries {
        let record = entry.child.map(|child| record(connection, entry, child)).transpose()?;
        written.push((record, take_in(connection, by, (entry, record))?));
    }
    Ok(written)
}

fn remember(connection: &Connection, seq: i64, entries: &[Entry], written: Vec<Written>) -> Result<()> {
    let sql = "INSERT INTO by_hand (seq, place, import, child, sheet) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut remember = connection.prepare_cached(sql)?;
    for ((place, entry), (record, import)) in (0_i64..).zip(entries).zip(written) {
        remember.execute(params![seq, place, import, record, Json::Object(packed(entry)?).to_string()])?;
    }
    Ok(())
}

/// Whether the rows written with a change stand; `None` where it wrote none.
pub(super) fn stands(connection: &Connection, seq: i64) -> Result<Option<bool>> {
    let sql = "SELECT i.undone IS NULL FROM by_hand h JOIN import i ON i.id = h.import WHERE h.seq = ?1 LIMIT 1";
    connection.prepare_cached(sql)?.query_row([seq], |row| row.get(0)).optional()
}

/// Takes a change back, the last row first, or makes it again.
pub(super) fn turn(
    connection: &Connection,
    by: By<'_>,
    change: &Change,
    back: Option<i64>,
) -> std::result::Result<(), StoreError> {
    match stands(connection, change.seq)? {
        None => Err(StoreError::ChangedSince),
        Some(_) => turn_rows(connection, by, change.seq, back.is_some()),
    }
}

/// Takes the rows of a change back, the last first, or makes them again.
pub(super) fn turn_rows(
    connection: &Connection,
    by: By<'_>,
    seq: i64,
    back: bool,
) -> std::result::Result<(), StoreError> {
    let sql = "SELECT place, import, child, sheet FROM by_hand WHERE seq = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let rows: Vec<(i64, i64, Option<i64>, String)> = statement.query_map([seq], read)?.collect::<Result<_>>()?;
    if back {
        for (_, import, ..) in rows.iter().rev() {
            undo::undo(connection, by, *import).map_err(changed_since)?;
        }
        return Ok(enquiry::reply_taken_back(connection, seq)?);
    }
    for (place, _, record, sheet) in rows {
        let entry = unpacked(&sheet, record.map(ChildKey))?;
        enquiry::replied(connection, seq, std::slice::from_ref(&entry))?;
        let import = take_in(connection, by, (&entry, record))?;
        let sql = "UPDATE by_hand SET import = ?3 WHERE seq = ?1 AND place = ?2";
        connection.prepare_cached(sql)?.execute([seq, place, import])?;
    }
    Ok(())
}

/// What somebody wrote over since stays as it is.
fn changed_since(error: StoreError) -> StoreError {
    match error {
        StoreError::InTheWay { .. } | StoreError::AlreadyUndone(_) => StoreError::ChangedSince,
        error => error,
    }
}

fn take_in(
    connection: &Connection,
    by: By<'_>,
    (entry, record): (&Entry, Option<i64>),
) -> std::result::Result<i64, StoreError> {
    let child_id = match record {
        Some(record) => child_id(connection, record)?.ok_or(StoreError::NoSuchChild)?,
        None => String::new(),
    };
    let planned = plan::within(connection, sheet(entry, child_id)?)?;
    if planned.intake.held_rows() > 0 {
        return Err(StoreError::NoSuchChild);
    }
    take::take(connection, by, &planned)
}

fn cells(entry: &Entry) -> Vec<Cell> {
    let cell = |column: &str| match entry.cells.iter().find(|(name, _)| *name == column) {
        None => Cell::Keep,
        Some((_, None)) => Cell::Clear,
        Some((_, Some(value))) => Cell::Set(value.clone()),
    };
    spec(entry.kind).fields.iter().map(|field| cell(field.name)).collect()
}

/// The natural key, as it is made of the cells of a file.
fn key(kind: Kind, cells: &[Cell]) -> Result<String> {
    let text = |at: usize| match &cells[at] {
        Cell::Set(Value::Text(text)) => text.clone(),
        Cell::Set(Value::Date(date)) => date.to_string(),
        _ => String::new(),
    };
    spec(kind).natural_key(text).ok_or_else(unreadable)
}

/// The sheet of one row.
fn sheet(entry: &Entry, child_id: String) -> Result<Sheet> {
    let cells = cells(entry);
    let key = key(entry.kind, &cells)?;
    let rows = vec![SheetRow { line: 1, child_id, key, cells, text: None }];
    Ok(Sheet {
        file: FILE.to_owned(),
        layout: Some(LAYOUT),
        profile: None,
        hash: [0; 32],
        content: Content::Rows { kind: entry.kind, layer: Layer::Own, rows },
        data_rows: 1,
        repeated: 0,
        held: Vec::new(),
        held_more: 0,
        child_column: String::new(),
        child_by: ChildBy::CouncilId,
        unknown_columns: Vec::new(),
        header: String::new(),
        sealed_columns: Vec::new(),
        texts: BTreeMap::new(),
    })
}

/// The record in which a row of that key stands already, else the one that stands for the child. What is made again goes
/// where it was, whoever was merged since.
fn record(connection: &Connection, entry: &Entry, child: ChildKey) -> Result<i64> {
    let records = Records::of(connection, child.0)?;
    let key = key(entry.kind, &cells(entry))?;
    let sql = format!("SELECT 1 FROM {} WHERE child = ?1 AND key = ?2", spec(entry.kind).table);
    let mut stands = connection.prepare_cached(&sql)?;
    for record in records.all() {
        if stands.exists(params![record, key])? {
            return Ok(*record);
        }
    }
    Ok(records.root())
}

fn child_id(connection: &Connection, record: i64) -> Result<Option<String>> {
    let sql = "SELECT value FROM child_key WHERE child = ?1 AND kind = 'child_id'";
    connection.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()
}

/// Kind and cells as JSON; a cell of no value is null.
fn packed(entry: &Entry) -> Result<Map<String, Json>> {
    let spec = spec(entry.kind);
    let mut cells = Map::new();
    for (name, value) in &entry.cells {
        if spec.position(name).is_none() {
            return Err(unreadable());
        }
        cells.insert((*name).to_owned(), value.as_ref().map_or(Json::Null, |value| as_json(&to_sql(value))));
    }
    let mut packed = Map::new();
    packed.insert("kind".to_owned(), json!(spec.name));
    packed.insert("cells".to_owned(), Json::Object(cells));
    Ok(packed)
}

fn unpacked(sheet: &str, child: Option<ChildKey>) -> Result<Entry> {
    let json: Json = serde_json::from_str(sheet).map_err(|_| unreadable())?;
    let spec = json["kind"].as_str().and_then(of_name).ok_or_else(unreadable)?;
    let cells = json["cells"].as_object().ok_or_else(unreadable)?;
    let cell = |(name, value): (&String, &Json)| {
        let field = spec.fields.iter().find(|field| field.name == name.as_str()).ok_or_else(unreadable)?;
        Ok((field.name, value_of(field, value)?))
    };
    Ok(Entry { kind: spec.kind, child, cells: cells.iter().map(cell).collect::<Result<_>>()? })
}

fn of_name(name: &str) -> Option<&'static KindSpec> {
    KINDS.iter().find(|spec| spec.name == name && spec.kind != Kind::Attendance)
}

fn value_of(field: &Field, value: &Json) -> Result<Option<Value>> {
    from_sql(field, from_json(value.clone()).ok_or_else(unreadable)?)
}

#[cfg(test)]
mod tests;
