//! A held-back row, corrected: read again by its header, compared, taken in.

use crate::app::effect::HeldAnswer;
use crate::app::{Failure, Msg};
use crate::domain::held::HeldText;
use crate::domain::sheet::Held;
use crate::import;
use crate::store::Store;
use crate::store::command::{Command, Stamp};
use crate::store::error::StoreError;
use std::path::Path;

/// What became of a corrected row.
#[derive(Debug)]
pub(crate) enum Retried {
    /// It is in, and settled.
    Settled,
    /// It is held back still, and why; nothing was changed.
    Still(Held),
}

/// Takes a corrected row in, or says why it is still held back.
///
/// # Errors
/// There is no such row; those of the store. Nothing is changed then.
pub(crate) fn retry(store: &mut Store, id: i64, row: &str, stamp: Stamp) -> Result<Retried, StoreError> {
    let HeldText { row: held, header, .. } = store.held_text(id)?.ok_or(StoreError::NoSuchHeld)?;
    let still = |reason: &str| {
        Ok(Retried::Still(Held { line: held.line, column: None, reason: reason.to_owned(), text: None }))
    };
    let Ok(sheet) = import::read_row(&held.file, (&header, row), held.line) else { return Err(StoreError::StillHeld) };
    if sheet.data_rows != 1 {
        return still(if sheet.data_rows == 0 { "the row is empty" } else { "these are several rows; one is wanted" });
    }
    let planned = store.plan(sheet)?;
    if let Some(held) = planned.intake.held.first() {
        return Ok(Retried::Still(held.clone()));
    }
    store.apply(Command::RetryHeld { id, planned: Box::new(planned) }, stamp)?;
    Ok(Retried::Settled)
}

/// Tries a corrected row for the screen.
pub(super) fn retried(store: Option<&mut Store>, file: &Path, id: i64, (row, stamp): (&str, Stamp)) -> Msg {
    answer(id, there(store, file).and_then(|store| retry(store, id, row, stamp)))
}

/// Drops a row for the screen.
pub(super) fn dropped(store: Option<&mut Store>, file: &Path, id: i64, (reason, stamp): (&str, Stamp)) -> Msg {
    let command = Command::DropHeld { id, reason: reason.to_owned() };
    let done = there(store, file).and_then(|store| store.apply(command, stamp));
    answer(id, done.map(|_| Retried::Settled))
}

fn there<'a>(store: Option<&'a mut Store>, file: &Path) -> Result<&'a mut Store, StoreError> {
    store.ok_or_else(|| StoreError::NoCaseload(file.to_owned()))
}

fn answer(id: i64, done: Result<Retried, StoreError>) -> Msg {
    let answer = match done {
        Ok(Retried::Settled) => HeldAnswer::Settled,
        Ok(Retried::Still(held)) => HeldAnswer::Still(held),
        Err(error) => HeldAnswer::Failed(Failure {
            what: format!("The row was not settled: {error}"),
            hint: "what was typed is still there; ctrl-s tries again".to_owned(),
        }),
    };
    Msg::HeldAnswer(id, answer)
}
