//! Rehearsing an import on a copy in memory, gone afterwards.

use crate::domain::sheet::Sheet;
use crate::store::error::StoreError;
use crate::store::intake::Intake;
use crate::store::journal::By;
use crate::store::secret::DatabaseKey;
use crate::store::{open, plan, take};
use rusqlite::Connection;

/// What sheets would do, each as if those before had gone in.
pub(super) fn rehearse(
    connection: &Connection,
    key: &DatabaseKey,
    by: By<'_>,
    sheets: Vec<Sheet>,
) -> Result<Vec<Intake>, StoreError> {
    let copy = open::copy_in_memory(connection, key)?;
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
