//! Standard output: everything a command has to say, in one go.

use crate::cli::failure::Failure;
use std::io::{self, Write};

/// Writes it out.
///
/// # Errors
/// A closed pipe, which ends the command in silence; a full disk.
pub(super) fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::of_output)
}
