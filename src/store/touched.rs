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
    /// Whether another program wrote meanwhile, but nothing that the journal tells of: who saw what, drafts, looks.
    pub(super) beside: bool,
}

/// Since when it is noted.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// `SQLite`'s `data_version` and the journal's last sequence when the caseload was last read: another program's
    /// write changes the first, and the second too unless it is one that the caseload does not show.
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
        let Some((read, _)) = self.read_at.get().filter(|(_, last)| *last == revision) else { return Ok(None) };
        let beside = read != version(connection)?;
        if beside && changes(connection, revision)? != self.own(connection)? {
            return Ok(None);
        }
        let touched = if self.noting.get() { noted(connection)? } else { Touched::default() };
        Ok(Some(Touched { beside, ..touched }))
    }

    /// How many changes were made here since the caseload was read.
    fn own(&self, connection: &Connection) -> Result<i64> {
        if !self.noting.get() {
            return Ok(0);
        }
        connection.prepare_cached("SELECT count(*) FROM temp.own_change")?.query_row([], |row| row.get(0))
    }

    /// The caseload was read, in this transaction: what was touched before is in it.
    pub(super) fn read(&self, connection: &Connection) -> Result<()> {
        // Nothing is known where this fails half-way.
        self.read_at.set(None);
        if self.noting.get() {
            connection.prepare_cached("DELETE FROM temp.touched")?.execute([])?;
            connection.prepare_cached("DELETE FROM temp.own_change")?.execute([])?;
        }
        self.read_at.set(Some((version(connection)?, journal::last(connection)?)));
        Ok(())
    }
}

fn version(connection: &Connection) -> Result<i64> {
    connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
}

/// How many changes the journal tells of after one.
fn changes(connection: &Connection, after: i64) -> Result<i64> {
    connection.prepare_cached("SELECT count(*) FROM change WHERE seq > ?1")?.query_row([after], |row| row.get(0))
}

fn begin(connection: &Connection) -> Result<()> {
    let mut sql = "CREATE TEMP TABLE IF NOT EXISTS touched (what INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS own_change (seq INTEGER PRIMARY KEY);
        CREATE TEMP TRIGGER IF NOT EXISTS own_change_INSERT AFTER INSERT ON main.change
        BEGIN INSERT INTO own_change SELECT new.seq; END;"
        .to_owned();
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
