//! What can go wrong with the file, each with what it means and what to do.

use std::path::PathBuf;
use thiserror::Error;

/// A failure of the store. Its text says what happened and whether work is safe, and names no child.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no caseload yet.
    #[error("there is no caseload at {0}; `lookout init` makes one")]
    NoCaseload(PathBuf),
    /// A file stands where one was to be made.
    #[error("{0} exists already and was left untouched; name another file with --db")]
    Exists(PathBuf),
    /// The keys file is lost.
    #[error("the keys file {0} is missing; open the caseload with the recovery code, which makes it anew")]
    LostKeys(PathBuf),
    /// The keys file is damaged.
    #[error("the keys file {0} is damaged; open the caseload with the recovery code, which makes it anew")]
    DamagedKeys(PathBuf),
    /// Neither a slot's passphrase nor the recovery code.
    #[error("wrong passphrase; the caseload was not touched")]
    WrongPassphrase,
    /// A page failed its authentication, or the file is no caseload.
    #[error("{0} is damaged or not a caseload; nothing was changed. Restore it from a backup")]
    Damaged(PathBuf),
    /// Made by a newer program.
    #[error("{path} was made by a newer Lookout (file {file}, this program reads up to {program}); update Lookout")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        file: i64,
        /// The newest that this program reads.
        program: i64,
    },
    /// Another program is writing.
    #[error("another program is writing to the caseload; nothing was changed. Try again")]
    Busy,
    /// The disk is full.
    #[error("the disk is full; nothing was changed. Free some space and try again")]
    DiskFull,
    /// The caseload changed between comparing and applying.
    #[error("the caseload changed while the file was compared; nothing was changed. Try again")]
    Stale,
    /// No child with that id.
    #[error("there is no such child in the caseload")]
    NoSuchChild,
    /// The file or folder cannot be read or written.
    #[error("{path} cannot be read or written: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else that SQLite says. Its own words name tables, never rows.
    #[error("the caseload file failed ({0}); nothing was changed")]
    Sqlite(#[from] rusqlite::Error),
}
