//! Rehearsing an import on a throw-away copy, encrypted with the same key and gone afterwards.

use crate::domain::sheet::Sheet;
use crate::store::error::StoreError;
use crate::store::intake::Intake;
use crate::store::journal::By;
use crate::store::secret::DatabaseKey;
use crate::store::{files, open, plan, take};
use rusqlite::Connection;
use tempfile::TempDir;

/// A copy that goes with the connection to it, whatever ends the program: on Unix its name is gone at once.
fn throw_away(connection: &Connection, key: &DatabaseKey) -> Result<(Connection, Option<TempDir>), StoreError> {
    let io = |error| files::io(&std::env::temp_dir(), error);
    let folder = tempfile::Builder::new().prefix("lookout-").tempdir().map_err(io)?;
    let path = folder.path().join("rehearsal.db");
    let copy = open::copy(connection, &path, key)?;
    // Nothing in it needs to survive; a journal in memory needs no name beside the file.
    copy.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
        .map_err(|e| StoreError::from(e).at(&path))?;
    if cfg!(unix) {
        folder.close().map_err(io)?;
        return Ok((copy, None));
    }
    Ok((copy, Some(folder)))
}

/// What sheets would do, each as if those before had gone in.
pub(super) fn rehearse(
    connection: &Connection,
    key: &DatabaseKey,
    by: By<'_>,
    sheets: Vec<Sheet>,
) -> Result<Vec<Intake>, StoreError> {
    let (copy, _folder) = throw_away(connection, key)?;
    let mut intakes = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let planned = plan::plan(&copy, sheet)?;
        let transaction = copy.unchecked_transaction()?;
        take::take(&transaction, by, &planned)?;
        transaction.commit()?;
        intakes.push(planned.intake);
    }
    Ok(intakes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Bench, children};
    use std::path::Path;

    #[cfg(unix)]
    #[test]
    fn the_copy_has_no_name_while_it_is_worked_on() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(children(&["c2"]));
        let (copy, folder) = throw_away(&bench.store.unlocked.connection, &bench.store.unlocked.key).unwrap();
        let path = copy.path().unwrap().to_owned();
        assert!(folder.is_none() && !Path::new(&path).parent().unwrap().exists());
        copy.execute_batch("BEGIN IMMEDIATE; DELETE FROM facts; COMMIT;").unwrap();
        let left: i64 = copy.query_row("SELECT count(*) FROM facts", [], |row| row.get(0)).unwrap();
        assert_eq!((left, bench.count("SELECT count(*) FROM facts")), (0, 2));
    }
}
