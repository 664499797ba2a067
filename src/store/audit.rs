//! The audit in the file: rows added in a chain of hashes, and the chain checked.

use crate::domain::audit::{Chain, Deed, Entry, Event, Latest, Seen};
use crate::domain::facts::ChildKey;
use crate::store::command::Stamp;
use crate::store::error::StoreError;
use crate::store::journal::By;
use crate::store::who::Records;
use crate::store::{Store, apply};
use chrono::{DateTime, FixedOffset};
use data_encoding::HEXLOWER;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What the first row's hash takes in.
const BEGINNING: &[u8] = b"lookout audit 1";
/// Views that are looked through at most to say who opened a record last.
const MOST_VIEWS: i64 = 500;

/// A row as it stands in the file.
struct Stored {
    seq: i64,
    at: String,
    offset: i64,
    actor: String,
    deed: String,
    child: Option<i64>,
    change: Option<i64>,
    detail: String,
    hash: Vec<u8>,
}

/// Adds rows, in the transaction of whoever calls; `change` is the row of the journal that they belong to.
pub(super) fn add(connection: &Connection, by: By<'_>, events: &[Event], change: Option<i64>) -> rusqlite::Result<()> {
    let (mut seq, mut before) = last(connection)?;
    let sql = "INSERT INTO audit (seq, at, \"offset\", actor, deed, child, change, detail, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let mut insert = connection.prepare_cached(sql)?;
    for event in events {
        seq += 1;
        let mut row = Stored {
            seq,
            at: by.utc(),
            offset: i64::from(by.stamp.0.offset().local_minus_utc() / 60),
            actor: by.actor.to_owned(),
            deed: event.deed.word().to_owned(),
            child: event.child.map(|child| child.0),
            change,
            detail: event.detail.clone(),
            hash: Vec::new(),
        };
        row.hash = row.hashed(&before);
        let Stored { at, offset, actor, deed, child, detail, hash, .. } = &row;
        insert.execute(params![seq, at, offset, actor, deed, child, change, detail, hash])?;
        before = row.hash;
    }
    Ok(())
}

/// The number and the hash of the last row.
fn last(connection: &Connection) -> rusqlite::Result<(i64, Vec<u8>)> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.unwrap_or_else(|| (0, BEGINNING.to_vec())))
}

/// The records that a change told of. Changes stand in the order of their numbers: what is recent is found at once.
pub(super) fn children_of(connection: &Connection, change: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let sql = "SELECT change, child FROM audit WHERE change IS NOT NULL ORDER BY seq DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut children = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (of, child): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        if of < change {
            break;
        }
        children.extend(child.filter(|_| of == change));
    }
    Ok(children)
}

/// Checks the chain from its first row to its last. A tail that was cut off is told by the head kept elsewhere alone.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<Chain> {
    let mut statement = connection.prepare("SELECT * FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut length, mut head, mut broken) = (0, BEGINNING.to_vec(), None);
    while let Some(row) = rows.next()? {
        length += 1;
        // A cell of another kind than was written there is no damage to the file: somebody edited it.
        let hash = row.get("hash").unwrap_or_default();
        let whole = stored(row).is_ok_and(|row| row.seq == length && row.hash == row.hashed(&head));
        if broken.is_none() && !whole {
            broken = Some(length);
        }
        head = hash;
    }
    Ok(Chain { length, head: HEXLOWER.encode(&head), broken })
}

/// The rows about a child, or all, the last first. Rows that no program wrote are left out: the chain names them.
fn latest(connection: &Connection, child: Option<ChildKey>, most: i64) -> rusqlite::Result<Vec<Entry>> {
    let of = of(connection, child)?;
    let mut statement = connection.prepare(&format!("SELECT * FROM audit {of} ORDER BY seq DESC LIMIT ?1"))?;
    let mut rows = statement.query([most])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.extend(stored(row).ok().and_then(Stored::read));
    }
    Ok(entries)
}

/// Whether a row with this hash, in hexadecimal digits, stands in the audit.
pub(super) fn has(connection: &Connection, hash: &str) -> rusqlite::Result<bool> {
    let Ok(hash) = HEXLOWER.decode(hash.to_lowercase().as_bytes()) else { return Ok(false) };
    connection.prepare_cached("SELECT 1 FROM audit WHERE hash = ?1")?.exists([hash])
}

/// How many rows are about a child, or there are.
fn count(connection: &Connection, child: Option<ChildKey>) -> rusqlite::Result<i64> {
    let sql = match child {
        // None is left out: all need not be read to be counted.
        None => "SELECT coalesce(max(seq), 0) FROM audit".to_owned(),
        Some(_) => format!("SELECT count(*) FROM audit {}", of(connection, child)?),
    };
    connection.query_row(&sql, [], |row| row.get(0))
}

/// What of a statement asks for the rows about a child, whichever of its records they name.
fn of(connection: &Connection, child: Option<ChildKey>) -> rusqlite::Result<String> {
    let Some(ChildKey(child)) = child else { return Ok(String::new()) };
    let records = Records::of(connection, child)?;
    let all: Vec<String> = records.all().iter().map(ToString::to_string).collect();
    Ok(format!("WHERE child IN ({})", all.join(", ")))
}

/// Who opened a child's record last, and how often that day, the latest first.
pub(super) fn seen(connection: &Connection, actor: &str, child: i64) -> rusqlite::Result<Vec<Seen>> {
    let of = of(connection, Some(ChildKey(child)))?;
    let sql = format!("SELECT * FROM audit {of} AND deed = ?1 ORDER BY seq DESC LIMIT ?2");
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(params![Deed::View.word(), MOST_VIEWS])?;
    let mut seen: Vec<Seen> = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(Entry { at, actor: who, .. }) = stored(row)?.read() else { continue };
        let day = at.date_naive();
        match seen.iter_mut().find(|seen| seen.actor == who) {
            Some(seen) if seen.day == day => seen.times += 1,
            Some(_) => {}
            None => seen.push(Seen { you: who == actor, actor: who, day, times: 1 }),
        }
    }
    Ok(seen)
}

impl Store {
    /// Puts down what somebody did or saw, in a transaction of its own. A file that can only be read remembers nothing.
    ///
    /// # Errors
    /// Nothing of it is in the file then: full disk, busy, damaged.
    pub fn witness(&self, events: &[Event], stamp: Stamp) -> Result<(), StoreError> {
        if self.unlocked.read_only || events.is_empty() {
            return Ok(());
        }
        let by = By { actor: &self.unlocked.actor, stamp };
        self.read(|connection| apply::write(connection, |open| Ok(add(open, by, events, None)?)))
    }

    /// The audit's rows about a child, or all, the first first. Rows that no program wrote are left out: the chain
    /// names them.
    ///
    /// # Errors
    /// A damaged file.
    pub fn audit(&self, child: Option<ChildKey>) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.read(|connection| Ok(latest(connection, child, i64::MAX)?))?;
        entries.reverse();
        Ok(entries)
    }

    /// The last rows about a child, or of all, the last first, and how many there are in all.
    ///
    /// # Errors
    /// A damaged file.
    pub fn audit_latest(&self, child: Option<ChildKey>, most: i64) -> Result<Latest, StoreError> {
        let read_only = self.unlocked.read_only;
        self.read(|connection| {
            Ok(Latest { entries: latest(connection, child, most)?, total: count(connection, child)?, read_only })
        })
    }

    /// What the audit's chain says.
    ///
    /// # Errors
    /// A damaged file.
    pub fn audit_chain(&self) -> Result<Chain, StoreError> {
        self.read(|connection| Ok(check(connection)?))
    }

    /// The council's id of every record, merged or not.
    ///
    /// # Errors
    /// A damaged file.
    pub fn council_ids(&self) -> Result<BTreeMap<ChildKey, String>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("SELECT child, value FROM child_key WHERE kind = 'child_id'")?;
            let found = statement.query_map([], |row| Ok((ChildKey(row.get(0)?), row.get(1)?)))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }
}

#[cfg(test)]
impl Store {
    /// Lets nothing more be put down through this door, as on a full disk.
    pub(crate) fn refuse_to_witness(&self) {
        let sql = "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'full'); END";
        self.unlocked.connection.execute_batch(sql).unwrap();
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        seq: row.get("seq")?,
        at: row.get("at")?,
        offset: row.get("offset")?,
        actor: row.get("actor")?,
        deed: row.get("deed")?,
        child: row.get("child")?,
        change: row.get("change")?,
        detail: row.get("detail")?,
        hash: row.get("hash")?,
    })
}

impl Stored {
    /// Each column with its length before it, so that no two rows are written alike.
    fn hashed(&self, before: &[u8]) -> Vec<u8> {
        let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        let (seq, offset) = (self.seq.to_string(), self.offset.to_string());
        let (child, change) = (number(self.child), number(self.change));
        let mut digest = Sha256::new();
        digest.update(before);
        for column in [&seq, &self.at, &offset, &self.actor, &self.deed, &child, &change, &self.detail] {
            digest.update(u64::try_from(column.len()).unwrap_or(u64::MAX).to_le_bytes());
            digest.update(column.as_bytes());
        }
        digest.finalize().to_vec()
    }

    fn read(self) -> Option<Entry> {
        let offset = FixedOffset::east_opt(i32::try_from(self.offset * 60).ok()?)?;
        Some(Entry {
            seq: self.seq,
            at: DateTime::parse_from_rfc3339(&self.at).ok()?.with_timezone(&offset),
            actor: self.actor,
            event: Event { deed: Deed::of_word(&self.deed)?, child: self.child.map(ChildKey), detail: self.detail },
            change: self.change,
            hash: HEXLOWER.encode(&self.hash),
        })
    }
}
