//! Who is who: what is to be asked, two records side by side, and what somebody said.

use crate::app::snapshot::Snapshot;
use crate::app::who::work::{Answer, Known};
use crate::domain::facts::ChildKey;
use crate::domain::who::{beside, questions};
use crate::store::Store;
use crate::store::error::StoreError;

/// Questions about the caseload as it was last read, and mergers.
///
/// # Errors
/// Those of the store.
pub(super) fn known(store: &Store, snapshot: Option<&Snapshot>) -> Result<Answer, StoreError> {
    let known = store.identities()?;
    let questions = snapshot.map(|snapshot| questions(&snapshot.caseload, &known)).unwrap_or_default();
    Ok(Answer::Listed(Known { questions, mergers: known.mergers }))
}

/// Two records side by side.
///
/// # Errors
/// One of them is gone; those of the store.
pub(super) fn compared(store: &Store, one: ChildKey, other: ChildKey) -> Result<Answer, StoreError> {
    let beside = beside(&store.record(one)?, &store.record(other)?);
    Ok(Answer::Compared((one, other), Box::new(beside)))
}
