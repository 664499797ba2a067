//! What was written through this connection since the caseload was last read: triggers of the connection's own note
//! it, whatever change it was of.

use crate::store::journal;
use rusqlite::{Connection, Result};
use std::cell::Cell;
use std::fmt::Write;

/// Stands for the open follow-ups among the children noted.
const FOLLOW_UPS: i64 = 0;
/// Stands for what is no one child's.
const ALL: i64 = -1;

/// The tables that a caseload is read from, and what is noted of a row: its child, or one of the above. The kinds of
/// file that came in stand in every import, and are compared instead.
const NOTED: [(&str, &str); 11] = [
    ("facts", "child"),
    ("attendance", "child"),
    ("decision", "child"),
    ("look", "child"),
    ("follow_up", "0"),
    ("note", "0"),
    ("child", "-1"),
    ("merged", "-1"),
    ("term", "-1"),
    ("bank_holiday", "-1"),
    ("school_row", "-1"),
];

/// What was touched.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Records of children, by internal id.
    pub(super) records: Vec<i64>,
    /// Whether open follow-ups may be others.
    pub(super) follow_ups: bool,
    /// Whether anything else is.
    pub(super) all: bool,
}

/// Since when it is noted.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// `SQLite`'s `data_version` and the journal's last sequence when the caseload was last read: another program's
    /// write changes the first.
    read_at: Cell<Option<(i64, i64)>>,
    noting: Cell<bool>,
}

impl Watch {
    /// Before a change: from now on it is noted, where a caseload was read that may be shared.
    pub(super) fn before_change(&self, connection: &Connection) -> Result<()> {
        if self.read_at.get().is_some() && !self.noting.get() {
            begin(connection)?;
            self.noting.set(true);
        }
        Ok(())
    }

    /// What was touched since the caseload of a revision was read; `None` where that is not known. To be asked in the
    /// transaction that reads it.
    pub(super) fn since(&self, connection: &Connection, revision: i64) -> Result<Option<Touched>> {
        if self.read_at.get() != Some((version(connection)?, revision)) {
            return Ok(None);
        }
        if self.noting.get() { noted(connection).map(Some) } else { Ok(Some(Touched::default())) }
    }

    /// The caseload was read, in this transaction: what was touched before is in it.
    pub(super) fn read(&self, connection: &Connection) -> Result<()> {
        // Nothing is known where this fails half-way.
        self.read_at.set(None);
        if self.noting.get() {
            connection.prepare_cached("DELETE FROM temp.touched")?.execute([])?;
        }
        self.read_at.set(Some((version(connection)?, journal::last(connection)?)));
        Ok(())
    }
}

fn version(connection: &Connection) -> Result<i64> {
    connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
}

fn begin(connection: &Connection) -> Result<()> {
    let mut sql = "CREATE TEMP TABLE IF NOT EXISTS touched (what INTEGER PRIMARY KEY);".to_owned();
    for (table, what) in NOTED {
        for (change, row) in [("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")] {
            let what = if what == "child" { format!("{row}.child") } else { what.to_owned() };
            // Not `INSERT OR IGNORE`: the statement that fires a trigger decides what becomes of conflicts within it.
            // Writing into a String cannot fail.
            let _ = write!(
                sql,
                "CREATE TEMP TRIGGER IF NOT EXISTS touched_{table}_{change} AFTER {change} ON main.{table}
                BEGIN INSERT INTO touched SELECT {what} WHERE {what} NOT IN (SELECT what FROM touched); END;"
            );
        }
    }
    connection.execute_batch(&sql)
}

fn noted(connection: &Connection) -> Result<Touched> {
    let mut touched = Touched::default();
    let mut statement = connection.prepare_cached("SELECT what FROM temp.touched ORDER BY what")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match row.get(0)? {
            ALL => touched.all = true,
            FOLLOW_UPS => touched.follow_ups = true,
            record => touched.records.push(record),
        }
    }
    Ok(touched)
}
