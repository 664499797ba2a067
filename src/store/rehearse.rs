//! Rehearsing an import on a throw-away copy, encrypted with the same key and gone afterwards.

use crate::domain::sheet::Sheet;
use crate::store::error::StoreError;
use crate::store::intake::Intake;
use crate::store::journal::By;
use crate::store::secret::DatabaseKey;
use crate::store::{files, open, plan, take};
use rusqlite::Connection;
use std::path::Path;

/// What sheets would do, each as if those before had gone in.
pub(super) fn rehearse(
    connection: &Connection,
    key: &DatabaseKey,
    by: By<'_>,
    sheets: Vec<Sheet>,
) -> Result<Vec<Intake>, StoreError> {
    let folder = tempfile::Builder::new()
        .prefix("lookout-")
        .tempdir()
        .map_err(|e| files::io(Path::new("a temporary folder"), e))?;
    let path = folder.path().join("rehearsal.db");
    let copy = open::copy(connection, &path, key)?;
    // It is thrown away: nothing in it needs to survive.
    copy.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
        .map_err(|e| StoreError::from(e).at(&path))?;
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
