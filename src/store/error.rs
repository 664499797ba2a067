//! What can go wrong with the file, each with what it means and what to do.

use crate::store::place::Reason;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A failure of the store. Its text says what happened and whether work is safe, and names no child.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no caseload yet.
    #[error("there is no caseload at {0}; `lookout init` makes one")]
    NoCaseload(PathBuf),
    /// The keys file is there, the caseload is not.
    #[error(
        "the caseload {0} is missing, though its keys file is there; nothing was changed. Put the file back, or \
         restore it from a backup"
    )]
    LostCaseload(PathBuf),
    /// A file stands where one was to be made.
    #[error("{0} exists already and was left untouched; name another file with --db")]
    Exists(PathBuf),
    /// The keys file is lost.
    #[error(
        "the keys file {0} is missing; the caseload beside it was not touched. Put the file back, or open the caseload \
         with the recovery code, which makes it anew"
    )]
    LostKeys(PathBuf),
    /// The keys file is damaged.
    #[error(
        "the keys file {0} is damaged; the caseload beside it was not touched. Open it with the recovery code, which \
         makes the keys file anew"
    )]
    DamagedKeys(PathBuf),
    /// Neither a slot's passphrase nor the recovery code.
    #[error("wrong passphrase; the caseload was not touched. Try again, or give the recovery code")]
    WrongPassphrase,
    /// Too many wrong passphrases: none is tried for a while.
    #[error(
        "too many wrong passphrases; none was tried now and the caseload was not touched. Try again in {seconds} \
         seconds"
    )]
    Wait {
        /// Until the next may be tried: 1 to 300.
        seconds: i64,
    },
    /// No slot of that name.
    #[error("there is no passphrase of {0}; nothing was changed. `lookout passphrase list` says whose there are")]
    NoSuchSlot(String),
    /// A slot of that name is there already.
    #[error("{0} has a passphrase already; nothing was changed. Each person changes their own")]
    SlotExists(String),
    /// The slot that is to go is the only one.
    #[error("{0} has the only passphrase; nothing was changed. Add another person first")]
    LastSlot(String),
    /// Another program has the file open, and this cannot be done under it.
    #[error("another window or program has the caseload open; nothing was changed. Close it and try again")]
    InUse,
    /// A place where no caseload may be in use.
    #[error(
        "{path} stands on {}; nothing was opened or made. Keep the caseload on this computer, and put encrypted \
         backups there: `lookout backup --to FOLDER`",
        reason.words()
    )]
    Place {
        /// The file.
        path: PathBuf,
        /// What the place is.
        reason: Reason,
    },
    /// A link where a file must be.
    #[error("{0} is a link to another file; nothing was opened or made. Name the file itself")]
    Link(PathBuf),
    /// Others can change it.
    #[error("others can write to {0}; nothing was opened. `chmod go-w` on it keeps it to you; then `lookout verify`")]
    OpenToOthers(PathBuf),
    /// A page failed its authentication, or the file is no caseload.
    #[error("{0} is damaged or not a caseload; nothing was changed. Restore it from a backup")]
    Damaged(PathBuf),
    /// Made by a newer program: it cannot be read, or only be read.
    #[error(
        "{path} is of a newer Lookout (version {file}, this one knows {program}); nothing was changed. Update Lookout"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        file: i64,
        /// The newest that this program reads.
        program: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{0} can only be read here; nothing was changed. Make the file and its folder writable")]
    ReadOnly(PathBuf),
    /// Another program is writing.
    #[error("another program is writing to the caseload; nothing was changed. Try again")]
    Busy,
    /// The disk is full.
    #[error("the disk that holds the caseload is full; nothing was changed. Free some space and try again")]
    DiskFull,
    /// No child with that id.
    #[error("there is no such child in the caseload")]
    NoSuchChild,
    /// No note with that id.
    #[error("there is no such note in the caseload; nothing was changed")]
    NoSuchNote,
    /// No import with that number.
    #[error("there is no import {0} in the caseload; nothing was changed. `lookout imports` lists them")]
    NoSuchImport(i64),
    /// An import that was taken back before.
    #[error("import {0} was taken back before; nothing was changed")]
    AlreadyUndone(i64),
    /// A later import wrote over rows of one that was to be taken back.
    #[error(
        "import {later} came after import {import} and changed, confirmed or corrected rows of it, or added to its \
         children; nothing was changed. Take import {later} back first"
    )]
    InTheWay {
        /// The one that was to be taken back.
        import: i64,
        /// The latest one in its way.
        later: i64,
    },
    /// No follow-up with that number, or it is done already.
    #[error("there is no such open follow-up; nothing was changed")]
    NoSuchFollowUp,
    /// There is nothing to take back or to make again, or something else was done since.
    #[error("there is nothing to take back or to make again; nothing was changed")]
    NothingToTurn,
    /// Somebody changed further what was to be taken back or made again.
    #[error(
        "this was changed further since, perhaps by somebody else; it stays as it is. The same key offers the change \
         before it"
    )]
    ChangedSince,
    /// A child was to be erased without a word of where its record was filed.
    #[error(
        "a child is erased after its record was filed elsewhere: say where with --filed-ref, in 120 characters or \
         fewer; nothing was erased"
    )]
    NoFiledRef,
    /// The reference to where it was filed would keep the child's name or number.
    #[error(
        "the reference names the child or holds one of its numbers, and it stays when the child is gone; nothing was \
         erased. Give the number of the file or of the transfer"
    )]
    RefNamesChild,
    /// A draft about a child who was to be erased is about others too.
    #[error(
        "a draft about this child and others is not filed; nothing was erased. `lookout` lists drafts: file it, or \
         throw it away, first"
    )]
    SharedDraft,
    /// No held-back row with that number, or it is settled already.
    #[error("there is no such row among those held back; nothing was changed. `lookout held` lists them")]
    NoSuchHeld,
    /// A corrected row would be held back again.
    #[error("the corrected row is still held back; nothing was changed")]
    StillHeld,
    /// Two records that are one child already were to be merged or told apart.
    #[error("these two are one child already; nothing was changed. `lookout who` lists what was merged")]
    OneAlready,
    /// A record that was to be taken apart is merged into none.
    #[error("this record was not merged into another; nothing was changed. `lookout who` lists what was merged")]
    NotMerged,
    /// The file or folder cannot be read or written.
    #[error("{path} cannot be read or written: {source}. Nothing was changed")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else that `SQLite` says. Its own words name tables, never rows.
    #[error("the caseload file failed ({0}); nothing was changed")]
    Sqlite(#[from] rusqlite::Error),
    /// The operating system gave no random bytes.
    #[error("the system gave no random numbers; nothing was made")]
    NoRandom,
}

impl StoreError {
    /// Sorts what `SQLite` says into what it means for the file at `path`.
    #[must_use]
    pub(super) fn at(self, path: &Path) -> Self {
        let Self::Sqlite(error) = self else { return self };
        let damaged = || Self::Damaged(path.to_owned());
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::ReadOnly => Self::ReadOnly(path.to_owned()),
                ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => damaged(),
                ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied => {
                    Self::Io { path: path.to_owned(), source: io_error(*failure) }
                }
                _ => Self::Sqlite(error),
            },
            rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => damaged(),
            _ => Self::Sqlite(error),
        }
    }
}

/// `SQLite`'s reason as an error of the system, in words that hold no row.
fn io_error(failure: rusqlite::ffi::Error) -> std::io::Error {
    let kind = match failure.code {
        ErrorCode::CannotOpen => std::io::ErrorKind::NotFound,
        ErrorCode::PermissionDenied => std::io::ErrorKind::PermissionDenied,
        _ => std::io::ErrorKind::Other,
    };
    std::io::Error::new(kind, failure.to_string())
}
