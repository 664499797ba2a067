//! Files beside the caseload: made with mode 0600.

use crate::store::error::StoreError;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Bytes of a page of the caseload, as the cipher is set.
pub(super) const PAGE: u32 = 16_384;

/// `NAME` and a suffix: `c.db` and `.keys` is `c.db.keys`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The names in a folder; none where it is not there.
pub(super) fn listed(folder: &Path) -> Result<Vec<OsString>, StoreError> {
    match std::fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().map(|entry| entry.file_name()).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(io(folder, error)),
    }
}

/// Makes a folder for its owner alone, where it is not there yet.
pub(super) fn make_folder(path: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| io(path, error))
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
