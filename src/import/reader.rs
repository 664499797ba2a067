//! What takes rows in, one layout's way.

use crate::import::lines::Row;
use crate::import::refusal::{Refusal, Tally};

/// Takes the rows of a file, then says what they hold.
pub(super) trait Reader {
    /// Takes a row that has as many cells as the header.
    ///
    /// # Errors
    /// Why the row is held back.
    fn row(&mut self, row: &Row) -> Result<(), Refusal>;

    /// Hands over what was taken, folded by key.
    fn finish(self: Box<Self>, tally: &mut Tally);
}
