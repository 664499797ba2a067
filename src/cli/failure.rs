//! Failures of a command: what happened, whether work is safe, what to do; and the exit code that says so.

use crate::app;
use crate::runtime::{Trouble, fault};
use crate::store::error::StoreError;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use thiserror::Error;

/// Why a command failed. Its text names no child.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// The command was not given as it must be.
    #[error("{0}")]
    Usage(String),
    /// It cannot be done.
    #[error("{0}")]
    Error(String),
    /// Every row of every file was held back; the report has said so.
    #[error("nothing went in: every row was held back; the caseload is as it was. The lines above say why")]
    HeldInFull,
    /// A file or folder.
    #[error("{path} cannot be {verb}: {source}. {safe}")]
    File {
        /// Which.
        path: String,
        /// read, written.
        verb: &'static str,
        /// Why.
        source: io::Error,
        /// Whether work is safe and what to do.
        safe: &'static str,
    },
    /// Standard output, and what is safe all the same.
    #[error("the output cannot be written: {0}; {1}")]
    Output(io::Error, &'static str),
    /// Whoever read the output has seen enough.
    #[error("")]
    ClosedPipe,
    /// The terminal.
    #[error("the terminal cannot be used: {0}. The caseload is not affected")]
    Terminal(io::Error),
    /// The caseload file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something failed when the screen was already gone.
    #[error("{0}. {1}")]
    Unsaid(String, String),
    /// A fault in the program.
    #[error("{}", fault::words())]
    Fault,
}

impl Failure {
    /// A file that cannot be read.
    pub(super) fn unreadable(path: &Path, source: io::Error) -> Self {
        let safe = "The caseload is as it was";
        Self::File { path: path.display().to_string(), verb: "read", source, safe }
    }

    /// A file that cannot be written.
    pub(super) fn unwritable(path: &Path, source: io::Error) -> Self {
        let safe = "Nothing half written is left; choose another place or free some space";
        Self::File { path: path.display().to_string(), verb: "written", source, safe }
    }

    /// A failure of standard output.
    pub(super) fn of_output(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Output(error, "the caseload is not affected")
        }
    }

    /// A failure of standard output that comes after work was done: says what is done.
    pub(super) fn after(self, done: &'static str) -> Self {
        match self {
            Self::Output(error, _) => Self::Output(error, done),
            other => other,
        }
    }

    /// The exit code, as the formats page lists them.
    pub(super) const fn exit_code(&self) -> u8 {
        match self {
            Self::ClosedPipe => 0,
            Self::Usage(_) => 2,
            Self::Error(_) => 1,
            Self::HeldInFull => 65,
            Self::File { .. } | Self::Output(..) | Self::Terminal(_) | Self::Unsaid(..) => 74,
            Self::Fault => super::FAULT,
            Self::Store(error) => of_store(error),
        }
    }

    /// Says it on standard error; what cannot be said there is lost.
    pub(super) fn tell(&self) {
        let text = self.to_string();
        if !text.is_empty() {
            say(&text);
        }
    }
}

/// Says a line on standard error, hidden characters of file names made visible.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "lookout: {}", crate::domain::visible::visible(text));
}

const fn of_store(error: &StoreError) -> u8 {
    match error {
        StoreError::NoCaseload(_) | StoreError::LostCaseload(_) => 10,
        StoreError::Busy | StoreError::InUse => 11,
        StoreError::WrongPassphrase | StoreError::Wait { .. } => 12,
        StoreError::NoFiledRef | StoreError::RefNamesChild => 2,
        StoreError::Newer { .. } => 13,
        StoreError::DiskFull | StoreError::ReadOnly(_) | StoreError::Io { .. } => 74,
        StoreError::Exists(_)
        | StoreError::Place { .. }
        | StoreError::Link(_)
        | StoreError::OpenToOthers(_)
        | StoreError::LostKeys(_)
        | StoreError::DamagedKeys(_)
        | StoreError::Damaged(_)
        | StoreError::NoSuchSlot(_)
        | StoreError::SlotExists(_)
        | StoreError::LastSlot(_)
        | StoreError::NoSuchChild
        | StoreError::NoSuchNote
        | StoreError::NoSuchImport(_)
        | StoreError::AlreadyUndone(_)
        | StoreError::InTheWay { .. }
        | StoreError::SharedDraft
        | StoreError::NoSuchHeld
        | StoreError::StillHeld
        | StoreError::OneAlready
        | StoreError::NoSuchFollowUp
        | StoreError::NothingToTurn
        | StoreError::ChangedSince
        | StoreError::NotMerged
        | StoreError::NoRandom
        | StoreError::Sqlite(_) => 1,
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Terminal(error) => Self::Terminal(error),
            Trouble::Fault => Self::Fault,
            Trouble::Unsaid(app::Failure { what, hint }) => Self::Unsaid(what, hint),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_its_exit_code() {
        let path = || Path::new("caseload.db").to_path_buf();
        for (failure, code) in [
            (Failure::Usage(String::new()), 2),
            (Failure::Error(String::new()), 1),
            (Failure::HeldInFull, 65),
            (Failure::of_output(ErrorKind::BrokenPipe.into()), 0),
            (Failure::of_output(ErrorKind::StorageFull.into()), 74),
            (Failure::of_output(ErrorKind::StorageFull.into()).after("the note is filed"), 74),
            (Failure::of_output(ErrorKind::BrokenPipe.into()).after("the note is filed"), 0),
            (Failure::unreadable(&path(), ErrorKind::NotFound.into()), 74),
            (StoreError::NoCaseload(path()).into(), 10),
            (StoreError::LostCaseload(path()).into(), 10),
            (StoreError::Busy.into(), 11),
            (StoreError::WrongPassphrase.into(), 12),
            (StoreError::Wait { seconds: 9 }.into(), 12),
            (StoreError::Newer { path: path(), file: 2, program: 1 }.into(), 13),
            (StoreError::Damaged(path()).into(), 1),
            (StoreError::LostKeys(path()).into(), 1),
            (StoreError::DamagedKeys(path()).into(), 1),
            (StoreError::Exists(path()).into(), 1),
            (StoreError::NoSuchChild.into(), 1),
            (StoreError::NoSuchNote.into(), 1),
            (StoreError::NoSuchImport(1).into(), 1),
            (StoreError::AlreadyUndone(1).into(), 1),
            (StoreError::InTheWay { import: 1, later: 2 }.into(), 1),
            (StoreError::NoRandom.into(), 1),
            (StoreError::DiskFull.into(), 74),
            (StoreError::ReadOnly(path()).into(), 74),
            (Failure::Fault, 101),
        ] {
            assert_eq!(failure.exit_code(), code, "{failure:?}");
        }
    }
}
