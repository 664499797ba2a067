//! The audit in the file: rows added in a chain of hashes, and the chain checked.

use crate::domain::audit::{Chain, Deed, Entry, Event};
use crate::domain::facts::ChildKey;
use crate::store::journal::By;
use crate::store::table::unreadable;
use chrono::{DateTime, FixedOffset};
use data_encoding::HEXLOWER;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use sha2::{Digest, Sha256};

/// What the first row's hash takes in.
const BEGINNING: &[u8] = b"lookout audit 1";

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
pub(super) fn add(connection: &Connection, by: By<'_>, events: &[Event], change: Option<i64>) -> Result<()> {
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
fn last(connection: &Connection) -> Result<(i64, Vec<u8>)> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.unwrap_or_else(|| (0, BEGINNING.to_vec())))
}

/// Checks the chain from its first row to its last. A tail that was cut off is told by the head kept elsewhere alone.
pub(super) fn check(connection: &Connection) -> Result<Chain> {
    let mut statement = connection.prepare("SELECT * FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut length, mut head, mut broken) = (0, BEGINNING.to_vec(), None);
    while let Some(row) = rows.next()? {
        length += 1;
        let row = stored(row)?;
        if broken.is_none() && (row.seq != length || row.hash != row.hashed(&head)) {
            broken = Some(length);
        }
        head = row.hash;
    }
    Ok(Chain { length, head: HEXLOWER.encode(&head), broken })
}

/// Whether a row with this hash, in hexadecimal digits, stands in the audit.
pub(super) fn has(connection: &Connection, hash: &str) -> Result<bool> {
    let Ok(hash) = HEXLOWER.decode(hash.to_lowercase().as_bytes()) else { return Ok(false) };
    connection.prepare_cached("SELECT 1 FROM audit WHERE hash = ?1")?.exists([hash])
}

/// The rows about a child, or all, the first first.
pub(super) fn entries(connection: &Connection, child: Option<ChildKey>) -> Result<Vec<Entry>> {
    let sql = "SELECT * FROM audit WHERE ?1 IS NULL OR child = ?1 ORDER BY seq";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([child.map(|child| child.0)], |row| stored(row)?.read().ok_or_else(unreadable))?;
    rows.collect()
}

fn stored(row: &Row<'_>) -> Result<Stored> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Bench, stamp};

    fn event(detail: &str) -> Event {
        Event { deed: Deed::View, child: Some(ChildKey(1)), detail: detail.to_owned() }
    }

    fn with_ten() -> Bench {
        let bench = Bench::new();
        for n in 0..10 {
            bench.store.witness(&[event(&n.to_string())], stamp()).unwrap();
        }
        bench
    }

    #[test]
    fn rows_stand_in_a_chain_and_none_is_changed() {
        let bench = with_ten();
        let connection = &bench.store.unlocked.connection;
        let whole = bench.store.audit_chain().unwrap();
        let all = bench.store.audit(None).unwrap();
        assert_eq!((whole.length, whole.broken), (i64::try_from(all.len()).unwrap(), None));
        assert_eq!(whole.head, all.last().unwrap().hash);
        assert!(connection.execute("UPDATE audit SET detail = 'x'", []).is_err());
        assert!(connection.execute("DELETE FROM audit", []).is_err());
    }

    #[test]
    fn the_first_row_that_is_not_as_written_is_named() {
        for (tampering, named) in [
            ("UPDATE audit SET detail = 'other' WHERE seq = 4", 4),
            ("UPDATE audit SET child = NULL WHERE seq = 7", 7),
            ("DELETE FROM audit WHERE seq = 3", 3),
            ("UPDATE audit SET actor = 'A' || actor WHERE seq = 1", 1),
            (
                "UPDATE audit SET seq = 99 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 6;
              UPDATE audit SET seq = 6 WHERE seq = 99",
                5,
            ),
        ] {
            let bench = with_ten();
            let connection = &bench.store.unlocked.connection;
            connection.execute_batch("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_cut;").unwrap();
            connection.execute_batch(tampering).unwrap();
            assert_eq!(bench.store.audit_chain().unwrap().broken, Some(named), "{tampering}");
        }
    }
}
