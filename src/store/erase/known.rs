//! What a later file is known by that brings an erased child again: digests of its ids, nothing that can be read.

use crate::domain::erased;
use crate::domain::kind::{Kind, KindSpec, Value};
use crate::domain::sheet::{Cell, ChildBy, Sheet, SheetRow, upn_of};
use crate::store::table::unreadable;
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Result, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Where the file keeps its salt. It is not the file's key, which can be changed.
const SALT: &str = "erased_salt";

/// By what a file names a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    ChildId,
    Upn,
    CensusPupil,
}

fn digest(salt: &[u8], by: By, value: &str) -> Vec<u8> {
    let (word, value) = match by {
        By::ChildId => ("child_id", value.trim().to_owned()),
        By::Upn => ("upn", value.trim().to_uppercase()),
        By::CensusPupil => ("pupil", value.trim().to_owned()),
    };
    Sha256::new().chain_update(salt).chain_update(word).chain_update([0]).chain_update(value).finalize().to_vec()
}

fn salt(connection: &Connection) -> Result<Vec<u8>> {
    let sql = "SELECT value FROM meta WHERE name = ?1";
    let salt = connection.prepare_cached(sql)?.query_row([SALT], |row| row.get(0)).optional()?;
    match salt {
        Some(Sql::Blob(salt)) => Ok(salt),
        _ => Err(unreadable()),
    }
}

/// Keeps the digests of an erased child's ids.
pub(super) fn remember<'k>(
    connection: &Connection,
    child: i64,
    keys: impl Iterator<Item = (By, &'k str)>,
) -> Result<()> {
    let salt = salt(connection)?;
    let mut insert = connection.prepare_cached("INSERT OR REPLACE INTO erased_key (digest, child) VALUES (?1, ?2)")?;
    for (by, value) in keys {
        insert.execute(params![digest(&salt, by, value), child])?;
    }
    Ok(())
}

/// The children that were erased, to be asked about the rows of a file.
#[derive(Default)]
pub(in crate::store) struct ErasedChildren {
    salt: Vec<u8>,
    days: HashMap<Vec<u8>, NaiveDate>,
}

impl ErasedChildren {
    /// Those of the caseload. With none, no row is asked about.
    pub(in crate::store) fn of(connection: &Connection) -> Result<Self> {
        let sql = "SELECT k.digest, e.day FROM erased_key k JOIN erased e ON e.child = k.child";
        let mut days = HashMap::new();
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let day: String = row.get(1)?;
            days.insert(row.get(0)?, day.parse().map_err(|_| unreadable())?);
        }
        Ok(if days.is_empty() { Self::default() } else { Self { salt: salt(connection)?, days } })
    }

    fn day(&self, by: By, value: &str) -> Option<NaiveDate> {
        if self.days.is_empty() {
            return None;
        }
        self.days.get(&digest(&self.salt, by, value)).copied()
    }

    /// Why a row whose child the caseload does not know is held back, where that child was erased.
    pub(in crate::store) fn reason(&self, sheet: &Sheet, child_id: &str) -> Option<String> {
        let day = match (upn_of(child_id), sheet.child_by) {
            (Some(upn), _) => self.day(By::Upn, upn),
            (None, ChildBy::CouncilId) => self.day(By::ChildId, child_id),
            (None, ChildBy::Upn) => self.day(By::Upn, child_id),
            (None, ChildBy::CensusPupil) => self.day(By::CensusPupil, child_id),
        };
        day.map(erased::reason)
    }

    /// The same of a row that would make a child anew: an erased one may have another number of the council's now.
    pub(in crate::store) fn reason_of_new(&self, spec: &KindSpec, row: &SheetRow) -> Option<String> {
        if spec.kind != Kind::Child || self.days.is_empty() {
            return None;
        }
        let upn = spec.position("upn").and_then(|at| row.cells.get(at));
        let by_upn = match upn {
            Some(Cell::Set(Value::Text(upn))) => self.day(By::Upn, upn),
            _ => None,
        };
        by_upn.or_else(|| self.day(By::ChildId, &row.child_id)).map(erased::reason)
    }
}
