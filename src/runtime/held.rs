//! A held-back row, corrected: read again as its file was, compared, taken in.

use crate::app::effect::HeldAnswer;
use crate::app::{Failure, Msg};
use crate::domain::held::{HeldRow, HeldText};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::Held;
use crate::import;
use crate::runtime::profiles;
use crate::runtime::store_thread::Places;
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
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

/// Takes a corrected row in, or says why it is still held back. `profiles` is the folder of the profiles.
///
/// # Errors
/// It is settled already; those of the store. Nothing is changed then.
pub(crate) fn retry(
    store: &mut Store,
    held: &HeldText,
    row: &str,
    (profiles, stamp): (&Path, Stamp),
) -> Result<Retried, StoreError> {
    let HeldRow { id, line, .. } = held.row;
    let still = |reason: &str| Ok(Retried::Still(Held { line, column: None, reason: reason.to_owned(), text: None }));
    // What is wrong with a profile, `lookout profile list` says.
    let profiles = held.profile.as_ref().map_or_else(Vec::new, |_| profiles::read(profiles).0);
    let sheet = match import::read_row(held, row, &profiles) {
        Ok(sheet) => sheet,
        Err(why) => return still(&why),
    };
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

/// Drops rows, all or none, and gives how many were still open.
///
/// # Errors
/// All are settled already; those of the store. Nothing is changed then.
pub(crate) fn drop_rows(
    store: &mut Store,
    ids: Vec<i64>,
    (reason, stamp): (Sealed<String>, Stamp),
) -> Result<usize, StoreError> {
    match store.apply(Command::DropHeld { ids, reason }, stamp)? {
        Applied::HeldDropped(dropped) => Ok(dropped),
        _ => Ok(0),
    }
}

/// Tries a corrected row for the screen.
pub(super) fn retried(store: Option<&mut Store>, places: &Places, id: i64, (row, stamp): (&str, Stamp)) -> Msg {
    let retried = there(store, places).and_then(|store| {
        let held = store.held_text(id)?.ok_or(StoreError::NoSuchHeld)?;
        retry(store, &held, row, (&places.profiles, stamp))
    });
    answer(id, retried)
}

/// Drops a row for the screen.
pub(super) fn dropped(
    store: Option<&mut Store>,
    places: &Places,
    id: i64,
    (reason, stamp): (Sealed<String>, Stamp),
) -> Msg {
    let dropped = there(store, places).and_then(|store| drop_rows(store, vec![id], (reason, stamp)));
    answer(id, dropped.map(|_| Retried::Settled))
}

/// Drops rows together for the screen.
pub(super) fn dropped_many(
    store: Option<&mut Store>,
    places: &Places,
    ids: Vec<i64>,
    (reason, stamp): (Sealed<String>, Stamp),
) -> Msg {
    let dropped = there(store, places).and_then(|store| drop_rows(store, ids, (reason, stamp)));
    Msg::HeldDropped(dropped.map_err(|error| Failure {
        what: format!("No row was dropped: {error}"),
        hint: "what was typed is still there; enter tries again".to_owned(),
    }))
}

fn there<'a>(store: Option<&'a mut Store>, places: &Places) -> Result<&'a mut Store, StoreError> {
    store.ok_or_else(|| StoreError::NoCaseload(places.file.clone()))
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
