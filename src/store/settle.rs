//! Leaving: what was deleted stays in no log.

use crate::store::error::StoreError;
use crate::store::{Store, guard, open};
use std::path::Path;

impl Store {
    /// Brings the log into the caseload and cuts it to nothing: what was deleted in the caseload would stand in the log
    /// still. On locking, leaving and erasing. Whoever reads at that moment keeps it; the last to leave takes it away.
    pub fn settle(&self) {
        if self.unlocked.read_only {
            return;
        }
        let connection = &self.unlocked.connection;
        let _ = open::without_waiting(connection, || Ok(open::empty_log(connection)?));
    }

    /// Looks whether a caseload may be made at a place, before anybody is asked for a passphrase.
    ///
    /// # Errors
    /// A share, a synchronised folder, a link, a folder in which others write.
    pub fn look_before_making(path: &Path) -> Result<(), StoreError> {
        guard::look_before_making(path)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::note::{Draft, DraftId};
    use crate::store::Store;
    use crate::store::command::{Applied, Command};
    use crate::store::files::beside;
    use crate::store::testing::{Bench, PASSPHRASE, note, secret, stamp};
    use rusqlite::Connection;

    /// Whether words stand in the caseload when it is written without its cipher.
    fn in_plain(connection: &Connection, folder: &std::path::Path, words: &str) -> bool {
        let plain = folder.join("plain.db");
        std::fs::write(&plain, "").unwrap();
        let attach =
            format!("ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH plain;", plain.display());
        connection.execute_batch(&attach).unwrap();
        std::fs::read(plain).unwrap().windows(words.len()).any(|found| found == words.as_bytes())
    }

    #[test]
    fn no_deleted_draft_stays_in_the_log_after_leaving() {
        let mut bench = Bench::new();
        let log = beside(&bench.path, "-wal");
        let other = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
        let content = note(vec![], "canary in a draft");
        let draft = Draft { id: DraftId(-1), version: 0, content, edits: None, kept: stamp().0 };
        let Applied::Kept(stored) = bench.store.apply(Command::KeepDraft { draft, over: None }, stamp()).unwrap()
        else {
            panic!()
        };
        let connection = &bench.store.unlocked.connection;
        assert!(in_plain(connection, bench.folder.path(), "canary"));
        bench.store.apply(Command::DropDraft(stored), stamp()).unwrap();
        let connection = &bench.store.unlocked.connection;
        assert!(!in_plain(connection, bench.folder.path(), "canary"));
        assert!(std::fs::metadata(&log).unwrap().len() > 0, "another window keeps the log");
        bench.store.settle();
        assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
        drop(other);
    }
}
