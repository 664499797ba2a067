//! What is sealed, shown once it was put down who asked for it.

use crate::app::effect::{Effect, Veil};
use crate::app::{Failure, Model, held_row, record};

/// Shows it, unless it could not be put down, or something else is on the screen by now.
pub(super) fn answered(model: &mut Model, veil: &Veil, done: Result<(), Failure>) -> Vec<Effect> {
    match (done, veil) {
        (Err(failure), _) => model.failure = Some(failure),
        (Ok(()), Veil::Record(opening, child, _)) => record::reveal(model, *opening, *child),
        (Ok(()), Veil::HeldRow(id)) => held_row::reveal(model, *id),
    }
    Vec::new()
}
