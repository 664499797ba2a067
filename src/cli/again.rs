//! A program that locked itself starts afresh: the same program in its own place, so that the system throws away all of
//! its memory. What it is to know stands in arguments that help does not show; no name, no passphrase among them.

use crate::app::lock;
use crate::app::views::saved::{Back, Opening};
use crate::cli::failure::Failure;
use crate::cli::setting::{Options, PASSPHRASE_FILE};
use crate::runtime::{Locked, guard, terminal};
use std::ffi::OsString;
use std::io;
use std::process::Command;

/// What a program that starts afresh is told.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Again {
    /// It starts on the lock.
    #[arg(long, hide = true)]
    pub(super) locked: bool,
    /// It stops first.
    #[arg(long, hide = true)]
    suspended: bool,
    /// What was open.
    #[arg(long, hide = true, value_parser = ["record", "note"])]
    back: Option<String>,
    /// What failed at the very end.
    #[arg(long, hide = true)]
    said: Option<String>,
}

impl Again {
    /// Stops, where it was stopped when it locked.
    pub(super) fn stop_first(&self) {
        if self.suspended {
            guard::stop();
        }
    }

    /// The lock to start on.
    pub(super) fn lock(&self) -> lock::State {
        lock::State::new(self.locked, self.said.clone())
    }

    /// What is to be opened again.
    pub(super) fn opening(&self) -> Option<Opening> {
        let back = match self.back.as_deref()? {
            "note" => Back::Note,
            _ => Back::Record,
        };
        Some(Opening::Back(back))
    }
}

/// Starts afresh in the place of this program; comes back only where that fails.
pub(super) fn start_afresh(options: &Options, locked: &Locked, command: &[OsString]) -> Failure {
    let again = std::env::current_exe().map(|program| {
        let mut again = Command::new(program);
        again.args(arguments(options, locked)).args(command).env_remove(PASSPHRASE_FILE);
        again
    });
    let error = again.map_or_else(|error| error, become_it);
    terminal::give_back();
    let said = locked.said.as_ref().map(|said| format!(". And: {said}")).unwrap_or_default();
    Failure::Error(format!(
        "Lookout locked itself and could not show its lock ({error}). Drafts and notes are on disk; start it again{said}"
    ))
}

/// The options as they were given, but for the passphrase's, and what is to be known.
fn arguments(options: &Options, locked: &Locked) -> Vec<OsString> {
    let mut all: Vec<OsString> = Vec::new();
    let mut give = |name: &str, value: Option<OsString>| {
        if let Some(value) = value {
            let mut word = OsString::from(format!("--{name}="));
            word.push(value);
            all.push(word);
        }
    };
    give("db", options.db.clone().map(Into::into));
    give("config", options.config.clone().map(Into::into));
    give("me", options.me.clone().map(Into::into));
    give("today", options.today.map(|today| today.to_string().into()));
    let back = locked.back.map(|back| match back {
        Back::Note => "note",
        Back::Record => "record",
    });
    give("back", back.map(Into::into));
    give("said", locked.said.clone().map(Into::into));
    all.push("--locked".into());
    all.extend(locked.suspend.then(|| "--suspended".into()));
    all
}

/// Never comes back but with an error.
#[cfg(unix)]
fn become_it(mut again: Command) -> io::Error {
    std::os::unix::process::CommandExt::exec(&mut again)
}

/// Where no program can take the place of another it is waited for.
#[cfg(not(unix))]
fn become_it(mut again: Command) -> io::Error {
    match again.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Arguments;
    use clap::Parser;

    #[test]
    fn what_is_told_is_read_back_and_the_passphrase_is_not_in_it() {
        let given =
            ["lookout", "--db", "a b.db", "--me=-J. Smith", "--passphrase-file", "secret", "--today", "2026-11-23"];
        let options = Arguments::try_parse_from(given).unwrap().options;
        let locked = Locked { suspend: true, back: Some(Back::Note), said: Some("--the disk is full".to_owned()) };
        let told = arguments(&options, &locked);
        assert!(!format!("{told:?}").contains("secret"), "{told:?}");
        let read = Arguments::try_parse_from(std::iter::once("lookout".into()).chain(told)).unwrap();
        assert_eq!((read.options.db, read.options.me, read.options.today), (options.db, options.me, options.today));
        assert!(read.again.locked && read.again.suspended);
        assert_eq!(read.again.opening(), Some(Opening::Back(Back::Note)));
        assert_eq!(read.again.lock().said, locked.said);
    }
}
