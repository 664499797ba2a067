//! What a command makes: to a new file of its owner's, whole or not at all, or to standard output.

use crate::cli::failure::Failure;
use crate::cli::output;
use crate::disk;
use crate::domain::visible::visible;
use std::io::ErrorKind;
use std::path::Path;

/// Looks whether the file may be made, before anybody is asked for a passphrase.
///
/// # Errors
/// A file of that name is there.
pub(super) fn free(path: Option<&Path>) -> Result<(), Failure> {
    match path.filter(|path| path.symlink_metadata().is_ok()) {
        Some(path) => Err(there(path)),
        None => Ok(()),
    }
}

/// Writes it.
///
/// # Errors
/// A file of that name is there or cannot be written; those of standard output.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = path else { return output::write(bytes) };
    disk::write_new(path, bytes).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => there(path),
        _ => Failure::unwritable(path, error),
    })?;
    output::write(format!("written: {}\n", visible(&path.display().to_string())).as_bytes())
}

fn there(path: &Path) -> Failure {
    Failure::Error(format!("{} is there already; nothing was written. Name another file", path.display()))
}
