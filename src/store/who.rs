//! Who is who: records that are one child, and pairs that are two.
//!
//! Rows stay under the record that they came in for. A child is read from all its records ([`Records`]), so that a
//! merge rewrites no row, a later file finds each record under its own ids, and taking apart leaves both as they were.

use crate::domain::facts::ChildKey;
use crate::domain::who::{Identities, Merger, Number, Told};
use crate::store::back::Change;
use crate::store::error::StoreError;
use crate::store::facts;
use crate::store::follow_up::turned;
use crate::store::imports;
use crate::store::journal::{self, By, Entry, Told as Tell};
use rusqlite::{Connection, OptionalExtension, Result, params};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The records that are one child, the one that stands for it first.
pub(super) struct Records(Vec<i64>);

impl Records {
    /// Those of the child that a record is of.
    pub(super) fn of(connection: &Connection, record: i64) -> Result<Self> {
        let root = root(connection, record)?;
        let mut statement = connection.prepare_cached("SELECT child FROM merged WHERE root = ?1 ORDER BY child")?;
        let others = statement.query_map([root], |row| row.get(0))?;
        let records: Result<Vec<i64>> = std::iter::once(Ok(root)).chain(others).collect();
        Ok(Self(records?))
    }

    /// One record by itself, whatever it was said to be one with.
    pub(super) fn alone(record: i64) -> Self {
        Self(vec![record])
    }

    /// All of them, the one that stands for the child first.
    pub(super) fn all(&self) -> &[i64] {
        &self.0
    }

    /// The record that stands for the child: `?1` of the statements below.
    pub(super) fn root(&self) -> i64 {
        self.0[0]
    }

    /// The records that it stands for beside itself.
    pub(super) fn others(&self) -> &[i64] {
        &self.0[1..]
    }

    /// What follows `IN` in a statement.
    pub(super) fn list(&self) -> String {
        let mut list = "(?1".to_owned();
        for other in self.others() {
            let _ = write!(list, ", {other}");
        }
        list + ")"
    }

    /// What follows `FROM` in a statement about the rows of a kind: of rows under one natural key the one that came
    /// in last, as if all had come in for one record.
    pub(super) fn rows_of(&self, table: &str) -> String {
        let list = self.list();
        match self.others() {
            [] => format!("{table} WHERE child IN {list}"),
            _ => format!("(SELECT *, max(import << 32 | line) FROM {table} WHERE child IN {list} GROUP BY key)"),
        }
    }
}

/// The record that stands for the child that a record is of.
pub(super) fn root(connection: &Connection, record: i64) -> Result<i64> {
    let mut statement = connection.prepare_cached("SELECT root FROM merged WHERE child = ?1")?;
    Ok(statement.query_row([record], |row| row.get(0)).optional()?.unwrap_or(record))
}

/// The record that stands for each record that was merged.
pub(super) fn roots(connection: &Connection) -> Result<BTreeMap<i64, i64>> {
    pairs(connection, "SELECT child, root FROM merged").map(BTreeMap::from_iter)
}

fn pairs(connection: &Connection, sql: &str) -> Result<Vec<(i64, i64)>> {
    connection.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Carries out what somebody said of who is who.
pub(super) fn tell(connection: &Connection, by: By<'_>, told: Told) -> Result<(), StoreError> {
    match told {
        Told::One { keep, other } => merge(connection, by, keep.0, other.0),
        Told::Apart(record) => take_apart(connection, by, record.0),
        Told::Two(one, other) => tell_apart(connection, by, one.0, other.0),
    }
}

/// Says that two records are one child, the first of them standing for it.
fn merge(connection: &Connection, by: By<'_>, keep: i64, other: i64) -> Result<(), StoreError> {
    let (keep, other) = (known(connection, keep)?, known(connection, other)?);
    if keep == other {
        return Err(StoreError::OneAlready);
    }
    let after = Some(json!({ "child": other, "into": keep }));
    let told = Tell::of([keep, other]);
    let seq = journal::add(connection, by, &Entry { command: "merge", import: None, before: None, after, told })?;
    Ok(join(connection, (other, keep), seq)?)
}

fn join(connection: &Connection, (record, into): (i64, i64), seq: i64) -> Result<()> {
    let sql = "INSERT INTO merged (child, said, root, seq) VALUES (?1, ?2, ?2, ?3)";
    connection.execute(sql, [record, into, seq])?;
    find_roots(connection)?;
    facts::rewrite(connection, [into, record])
}

/// Takes a record out of its child; false where it was in none, or by another change.
fn part(connection: &Connection, record: i64, seq: i64) -> Result<bool> {
    let child = root(connection, record)?;
    if connection.execute("DELETE FROM merged WHERE child = ?1 AND seq = ?2", [record, seq])? == 0 {
        return Ok(false);
    }
    find_roots(connection)?;
    facts::rewrite(connection, [child, record])?;
    Ok(true)
}

/// Takes a record out of the child that it was said to be of; what was merged into it goes with it.
fn take_apart(connection: &Connection, by: By<'_>, record: i64) -> Result<(), StoreError> {
    known(connection, record)?;
    let sql = "SELECT said, seq FROM merged WHERE child = ?1";
    let found = connection.query_row(sql, [record], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
    let (into, seq) = found.optional()?.ok_or(StoreError::NotMerged)?;
    part(connection, record, seq)?;
    let before = Some(json!({ "child": record, "into": into, "seq": seq }));
    let told = Tell::of([record, into]);
    journal::add(connection, by, &Entry { command: "take-apart", import: None, before, after: None, told })?;
    Ok(())
}

/// Takes a merger back, or makes it again.
pub(super) fn turn_merged(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    turn_join(connection, change, (change.seq, back.is_none()))
}

/// Makes a merger again that was taken apart, or takes it apart again.
pub(super) fn turn_apart(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    turn_join(connection, change, (change.number("seq")?, back.is_some()))
}

fn turn_join(connection: &Connection, change: &Change, (seq, joins): (i64, bool)) -> Result<(), StoreError> {
    let (record, into) = (change.number("child")?, change.number("into")?);
    if !joins {
        return turned(usize::from(part(connection, record, seq)?));
    }
    let (of_record, of_into) = (root(connection, record)?, root(connection, into)?);
    if of_record != record || of_into == record {
        return Err(StoreError::ChangedSince);
    }
    Ok(join(connection, (record, into), seq)?)
}

/// Forgets that two records were told apart, or remembers it again.
pub(super) fn turn_told(connection: &Connection, change: &Change, back: Option<i64>) -> Result<(), StoreError> {
    let pair = params![change.number("one")?, change.number("other")?, change.seq];
    let sql = if back.is_some() {
        "DELETE FROM told_apart WHERE one = ?1 AND other = ?2 AND seq = ?3"
    } else {
        "INSERT OR IGNORE INTO told_apart (one, other, seq) VALUES (?1, ?2, ?3)"
    };
    turned(connection.execute(sql, pair)?)
}

/// Says that two records are two children, so that nobody is asked again.
fn tell_apart(connection: &Connection, by: By<'_>, one: i64, other: i64) -> Result<(), StoreError> {
    let (one, other) = (known(connection, one)?, known(connection, other)?);
    if one == other {
        return Err(StoreError::OneAlready);
    }
    let (one, other) = (one.min(other), one.max(other));
    let told = "SELECT 1 FROM told_apart WHERE one = ?1 AND other = ?2";
    if connection.prepare_cached(told)?.exists([one, other])? {
        return Ok(());
    }
    let after = Some(json!({ "one": one, "other": other }));
    let entry = Entry { command: "tell-apart", import: None, before: None, after, told: Tell::of([one, other]) };
    let seq = journal::add(connection, by, &entry)?;
    let sql = "INSERT INTO told_apart (one, other, seq) VALUES (?1, ?2, ?3)";
    connection.execute(sql, [one, other, seq])?;
    Ok(())
}

/// The record that stands for the child that a record is of, if that record is there.
fn known(connection: &Connection, record: i64) -> Result<i64, StoreError> {
    let there = connection.prepare_cached("SELECT 1 FROM child WHERE id = ?1")?.exists([record])?;
    if there { Ok(root(connection, record)?) } else { Err(StoreError::NoSuchChild) }
}

/// Follows what was said from record to record, and writes down where it ends.
fn find_roots(connection: &Connection) -> Result<()> {
    let said: BTreeMap<i64, i64> = pairs(connection, "SELECT child, said FROM merged")?.into_iter().collect();
    let mut write = connection.prepare_cached("UPDATE merged SET root = ?2 WHERE child = ?1 AND root <> ?2")?;
    for (&child, &into) in &said {
        // No further than there are records, whatever a file says.
        let steps = std::iter::successors(Some(into), |record| said.get(record).copied()).take(said.len() + 1);
        write.execute([child, steps.last().unwrap_or(into)])?;
    }
    Ok(())
}

/// Forgets what was said of records that go; gives the records whose child is another one for it.
pub(super) fn forget(connection: &Connection, gone: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    for record in gone {
        let mut near = connection.prepare_cached(
            "SELECT root FROM merged WHERE child = ?1 UNION SELECT child FROM merged WHERE root = ?1 OR said = ?1",
        )?;
        touched.extend(near.query_map([record], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>>>()?);
        connection.prepare_cached("DELETE FROM merged WHERE child = ?1 OR said = ?1")?.execute([record])?;
        connection.prepare_cached("DELETE FROM told_apart WHERE one = ?1 OR other = ?1")?.execute([record])?;
    }
    if !touched.is_empty() {
        find_roots(connection)?;
    }
    Ok(touched)
}

/// What is known of who is who: pupil numbers now and before, pairs told apart, records merged.
pub(super) fn identities(connection: &Connection) -> Result<Identities> {
    let numbers = "SELECT coalesce(m.root, k.child), k.value, k.kind = 'former_upn' FROM child_key k
        LEFT JOIN merged m ON m.child = k.child WHERE k.kind IN ('upn', 'former_upn') ORDER BY k.value, 1";
    let number =
        |row: &rusqlite::Row<'_>| Ok(Number { child: ChildKey(row.get(0)?), upn: row.get(1)?, former: row.get(2)? });
    let mergers = "SELECT m.child, m.root, k.value, c.at, c.actor FROM merged m
        JOIN change c ON c.seq = m.seq JOIN child_key k ON k.child = m.child AND k.kind = 'child_id' ORDER BY m.seq";
    let merger = |row: &rusqlite::Row<'_>| {
        let (record, child) = (ChildKey(row.get(0)?), ChildKey(row.get(1)?));
        let at: String = row.get(3)?;
        Ok(Merger { record, child, child_id: row.get(2)?, at: imports::moment(&at)?, actor: row.get(4)? })
    };
    let roots = roots(connection)?;
    let child = |record: i64| ChildKey(roots.get(&record).copied().unwrap_or(record));
    let apart = pairs(connection, "SELECT one, other FROM told_apart")?;
    Ok(Identities {
        numbers: connection.prepare_cached(numbers)?.query_map(params![], number)?.collect::<Result<_>>()?,
        apart: apart
            .into_iter()
            .map(|(one, other)| (child(one), child(other)))
            .filter(|(one, other)| one != other)
            .collect(),
        mergers: connection.prepare_cached(mergers)?.query_map(params![], merger)?.collect::<Result<_>>()?,
    })
}
