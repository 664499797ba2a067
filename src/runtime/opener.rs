//! What unlocks a locked caseload.

use crate::app::Failure;
use crate::app::lock::Answer;
use crate::domain::secret::Secret;
use crate::store::Store;
use crate::store::enter::Tried;
use crate::store::error::StoreError;

/// A try.
type Open = dyn FnMut(&Secret) -> Result<Tried, StoreError> + Send;

/// Opens the caseload with what was typed.
pub struct Opener(Box<Open>);

impl std::fmt::Debug for Opener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opener")
    }
}

impl Opener {
    /// From what opens it.
    pub fn new(open: impl FnMut(&Secret) -> Result<Tried, StoreError> + Send + 'static) -> Self {
        Self(Box::new(open))
    }

    /// Tries it: the open caseload, and what is to be said.
    pub(super) fn unlock(&mut self, typed: &Secret) -> (Option<Store>, Answer) {
        match (self.0)(typed) {
            Ok(Tried::Open(store)) => {
                let remarks = store.remarks();
                (Some(*store), Answer::Open(remarks))
            }
            Ok(Tried::Wrong { left, seconds: ..=0 }) => (None, Answer::Wrong(left)),
            Ok(Tried::Wrong { seconds, .. } | Tried::Wait { seconds }) => (None, Answer::Wait(seconds)),
            Err(error) => {
                let hint = "ctrl-c leaves".to_owned();
                (None, Answer::Failed(Failure { what: error.to_string(), hint }))
            }
        }
    }
}
