//! Files beside the caseload: made with mode 0600.

use crate::store::error::StoreError;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// `NAME` and a suffix: `c.db` and `.keys` is `c.db.keys`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// An error of the system with the file that it is about.
pub(super) fn io(path: &Path, source: std::io::Error) -> StoreError {
    if source.kind() == ErrorKind::StorageFull {
        return StoreError::DiskFull;
    }
    StoreError::Io { path: path.to_owned(), source }
}

/// Makes an empty file, mode 0600.
///
/// # Errors
/// [`StoreError::Exists`] where one stands; it is left untouched.
pub(super) fn make_private(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
        _ => io(path, error),
    })
}
