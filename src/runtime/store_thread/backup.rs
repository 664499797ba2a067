//! Backups from the screen: written by a door of their own, so that no key and no note waits for one.

use crate::app::backup::{Answer, Job};
use crate::app::{Failure, Msg};
use crate::runtime::store_thread::Worker;
use crate::runtime::{Happening, beside};
use crate::store::Store;
use crate::store::command::Stamp;
use crate::store::error::StoreError;

impl Worker {
    /// What has to do with backups.
    pub(super) fn back_up(&self, job: Job) -> Option<Msg> {
        let (store, now) = (self.store.as_ref()?, self.clock.now());
        if job == Job::Ask {
            return store.backup_due(now.to_utc()).ok().map(|due| Msg::Backup(Answer::Due(due)));
        }
        let door = match store.beside() {
            Ok(door) => door,
            Err(error) => return Some(Msg::Backup(Answer::Made(Err(unmade(&error))))),
        };
        let answers = self.answers.clone();
        beside::spawn(move || {
            let _ = answers.send(Happening::Msg(Msg::Backup(Answer::Made(made(&door, Stamp(now))))));
        });
        None
    }
}

fn made(door: &Store, stamp: Stamp) -> Result<String, Failure> {
    let made = door.backup(None, stamp).map_err(|error| unmade(&error))?;
    Ok(made.path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

fn unmade(error: &StoreError) -> Failure {
    Failure { what: format!("No backup was written: {error}"), hint: "K tries again; esc closes this".to_owned() }
}
