//! Files beside the caseload: made with mode 0600, and replaced whole or not at all.

use crate::store::error::StoreError;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
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

/// Writes a file whole or not at all: a private file beside it, made durable, then renamed over it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let fresh = beside(path, ".new");
    match std::fs::remove_file(&fresh) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(io(&fresh, error)),
        _ => {}
    }
    let mut file = make_private(&fresh)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.and_then(|()| std::fs::rename(&fresh, path)).map_err(|error| io(path, error))?;
    sync_folder(path)
}

/// Makes a rename in the folder of `path` durable.
fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| io(path, error))
}
