//! What a caseload file holds, in numbers: by these a copy is compared with what it was made of.

use crate::domain::audit::Chain;
use crate::store::{audit, open, schema};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result};

/// What a caseload file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The version of its tables; a program reads those up to its own.
    pub version: i64,
    /// Children, merged records counted one by one.
    pub children: i64,
    /// Notes that stand.
    pub notes: i64,
    /// Changes, and the moment of the last.
    pub changes: i64,
    /// None before the first change.
    pub last_change: Option<DateTime<Utc>>,
    /// The audit; a file older than the audit has none.
    pub chain: Option<Chain>,
}

impl Contents {
    /// Reads it.
    pub(super) fn of(connection: &Connection) -> Result<Self> {
        let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        let last = "SELECT at FROM change ORDER BY seq DESC LIMIT 1";
        let last: Option<String> = connection.query_row(last, [], |row| row.get(0)).optional()?;
        let has_audit = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit'")?.exists([])?;
        Ok(Self {
            version: schema::version(connection)?,
            children: number("SELECT count(*) FROM child")?,
            notes: number("SELECT count(*) FROM note WHERE version > 0")?,
            changes: number("SELECT count(*) FROM change")?,
            last_change: last.and_then(|at| DateTime::parse_from_rfc3339(&at).ok()).map(|at| at.to_utc()),
            chain: has_audit.then(|| audit::check(connection)).transpose()?,
        })
    }
}

/// What is wrong with a file that nobody writes: its pages, its references, its audit. Empty where all is well.
pub(super) fn wrong(connection: &Connection) -> Result<Vec<String>> {
    let mut wrong = open::unsound(connection)?;
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        wrong.push("rows refer to rows that are not there".to_owned());
    }
    if let Some(seq) = Contents::of(connection)?.chain.and_then(|chain| chain.broken) {
        wrong.push(format!("row {seq} of the audit is not as it was written"));
    }
    Ok(wrong)
}
