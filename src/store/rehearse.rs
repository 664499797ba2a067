//! Rehearsing an import on a copy in memory, gone afterwards.

use crate::domain::preview::FilePreview;
use crate::domain::sheet::Sheet;
use crate::store::error::StoreError;
use crate::store::intake::{Intake, Planned};
use crate::store::journal::By;
use crate::store::secret::DatabaseKey;
use crate::store::{open, plan, preview, take};
use rusqlite::Connection;

/// What sheets would do, each as if those before had gone in. One sheet alone is compared with the caseload itself, of
/// which no copy is made.
pub(super) fn rehearse(
    connection: &Connection,
    key: &DatabaseKey,
    by: By<'_>,
    sheets: Vec<Sheet>,
) -> Result<Vec<Intake>, StoreError> {
    let copy = copy_for(&sheets, connection, key)?;
    let mut intakes = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let planned = plan::plan(copy.as_ref().unwrap_or(connection), sheet)?;
        if let Some(copy) = &copy {
            go_in(copy, by, &planned)?;
        }
        intakes.push(planned.intake);
    }
    Ok(intakes)
}

/// The same row by row.
pub(super) fn preview(
    connection: &Connection,
    key: &DatabaseKey,
    by: By<'_>,
    sheets: Vec<Sheet>,
) -> Result<(Vec<FilePreview>, Vec<Sheet>), StoreError> {
    let copy = copy_for(&sheets, connection, key)?;
    let (mut previews, mut given_back) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let planned = plan::plan(copy.as_ref().unwrap_or(connection), sheet)?;
        previews.push(preview::of(copy.as_ref().unwrap_or(connection), &planned)?);
        if let Some(copy) = &copy {
            go_in(copy, by, &planned)?;
        }
        given_back.push(planned.sheet);
    }
    Ok((previews, given_back))
}

fn copy_for(sheets: &[Sheet], connection: &Connection, key: &DatabaseKey) -> Result<Option<Connection>, StoreError> {
    if sheets.len() == 1 { Ok(None) } else { Ok(Some(open::copy_in_memory(connection, key)?)) }
}

fn go_in(copy: &Connection, by: By<'_>, planned: &Planned) -> Result<(), StoreError> {
    let transaction = copy.unchecked_transaction()?;
    take::take(&transaction, by, planned)?;
    Ok(transaction.commit()?)
}
