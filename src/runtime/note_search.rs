//! Search in notes, as the screen asks for it.

use crate::app::effect::Generation;
use crate::app::{Msg, note_search};
use crate::domain::note::search::Wanted;
use crate::store::Store;
use crate::store::error::StoreError;

/// The notes that have all the words typed.
///
/// # Errors
/// Those of the store.
pub(super) fn found(store: &Store, asked: Generation, words: &str) -> Result<Msg, StoreError> {
    let found = store.find_notes(&Wanted::new(words), note_search::MOST)?;
    Ok(Msg::NotesFound(asked, Box::new(found)))
}
