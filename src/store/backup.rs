//! Backups: a whole copy under the same key, its keys file beside it, checked before it has its name.
//!
//! It is written under a name of its own, brought to the disk, opened and checked whole, and renamed last: a file that
//! is called a backup is one.

use crate::disk;
use crate::domain::audit::{Deed, Event};
use crate::store::command::Stamp;
use crate::store::contents::{Contents, wrong};
use crate::store::error::StoreError;
use crate::store::journal::By;
use crate::store::keys::Keys;
use crate::store::unlock::keys_path;
use crate::store::{Store, apply, audit, files, open, schema};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// The folder of the backups, beside the caseload.
const FOLDER: &str = "backups";
/// Newest backups that are kept there.
const KEPT: usize = 10;
/// Where the caseload remembers when the newest was made.
const NEWEST: &str = "newest_backup";
/// Days after which the newest is old.
const OLD: i64 = 7;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub contents: Contents,
    /// Older ones that went, to keep ten.
    pub removed: usize,
}

impl Store {
    /// Writes a backup to a folder, or to `backups` beside the caseload, where the newest ten are kept.
    ///
    /// # Errors
    /// Nothing that is called a backup is there then: an unwritable folder, a full disk, a damaged caseload.
    pub fn backup(&self, to: Option<&Path>, stamp: Stamp) -> Result<Backup, StoreError> {
        let own = self.backups();
        let folder = to.unwrap_or(&own);
        files::make_folder(folder)?;
        let path = self.free_name(folder, stamp);
        // Made beside the caseload: the folder may be on a share, where no database is to be written.
        let here = files::beside(&self.path, ".backup");
        let part = folder.join(format!(".{}.part", path.file_name().unwrap_or_default().to_string_lossy()));
        let made = self.write_here(&here).and_then(|contents| {
            self.carry(&here, &part, &contents)?;
            let slots = Keys::read(&keys_path(&self.path)).map(|keys| keys.text());
            let slots = slots.or_else(|error| schema::keys_copy(&self.unlocked.connection)?.ok_or(error))?;
            disk::replace(&keys_path(&path), slots.as_bytes()).map_err(|error| files::io(&path, error))?;
            disk::rename(&part, &path).map_err(|error| files::io(&path, error))?;
            Ok(contents)
        });
        forget(&here);
        let contents = made.map_err(|error| {
            forget(&part);
            error.at(&self.path)
        })?;
        self.remember(stamp)?;
        let removed = if to.is_none() { self.tidy(folder) } else { 0 };
        Ok(Backup { path, contents, removed })
    }

    /// The folder in which backups are kept where no other is named.
    pub(super) fn backups(&self) -> PathBuf {
        files::folder(&self.path).join(FOLDER)
    }

    /// When the newest backup was made; `None` before the first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn newest_backup(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let text = self.read(|connection| Ok(schema::meta_text(connection, NEWEST)?))?;
        Ok(text.and_then(|text| DateTime::parse_from_rfc3339(&text).ok()).map(|at| at.to_utc()))
    }

    /// Whether a backup is due: the newest is older than a week, or there is none and there are children.
    ///
    /// # Errors
    /// A damaged file.
    pub fn backup_due(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let children = |connection: &Connection| connection.prepare("SELECT 1 FROM child")?.exists([]);
        match self.newest_backup()? {
            Some(newest) => Ok((now - newest).num_days() >= OLD),
            None => self.read(|connection| Ok(children(connection)?)),
        }
    }

    /// `c-20261123-090000.db`: the caseload's own name with the moment in it.
    fn free_name(&self, folder: &Path, stamp: Stamp) -> PathBuf {
        let (stem, end) = self.name();
        let moment = stamp.0.format("%Y%m%d-%H%M%S");
        let named = |more: &str| folder.join(format!("{stem}-{moment}{more}{end}"));
        let free = |path: &PathBuf| !path.exists() && !keys_path(path).exists();
        let mut paths = std::iter::once(named("")).chain((2..).map(|n: u32| named(&format!("-{n}"))));
        paths.find(free).unwrap_or_else(|| named("-0"))
    }

    /// The caseload's name and its ending with the dot.
    fn name(&self) -> (String, String) {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let end = text(self.path.extension());
        (text(self.path.file_stem()), if end.is_empty() { end } else { format!(".{end}") })
    }

    /// The copy's bytes in the folder of the backups, on the disk, read again and checked.
    fn carry(&self, here: &Path, part: &Path, contents: &Contents) -> Result<(), StoreError> {
        forget(part);
        let io = |error| files::io(part, error);
        let mut from = std::fs::File::open(here).map_err(|error| files::io(here, error))?;
        let mut to = files::make_private(part)?;
        std::io::copy(&mut from, &mut to).and_then(|_| to.sync_all()).map_err(io)?;
        let copy = open::settled(part, &self.unlocked.key)?;
        let whole = Contents::of(&copy)? == *contents && wrong(&copy)?.is_empty();
        if whole { Ok(()) } else { Err(StoreError::Damaged(part.to_owned())) }
    }

    /// The copy as one moment shows the caseload, in one file.
    fn write_here(&self, here: &Path) -> Result<Contents, StoreError> {
        forget(here);
        let connection = &self.unlocked.connection;
        let reading = connection.unchecked_transaction()?;
        let contents = Contents::of(connection)?;
        let copy = open::copy(connection, here, &self.unlocked.key)?;
        reading.finish()?;
        open::without_log(&copy)?;
        Ok(contents)
    }

    fn remember(&self, stamp: Stamp) -> Result<(), StoreError> {
        if self.unlocked.read_only {
            return Ok(());
        }
        let by = By { actor: &self.unlocked.actor, stamp };
        let event = Event { deed: Deed::Backup, child: None, detail: "written and checked".to_owned() };
        self.read(|connection| {
            apply::write(connection, |open| {
                audit::add(open, by, &[event], None)?;
                Ok(schema::set_meta(open, NEWEST, stamp.0.to_utc().to_rfc3339())?)
            })
        })
    }

    /// Removes the oldest backups of this caseload beyond [`KEPT`], by the moment in their names; nothing else.
    fn tidy(&self, folder: &Path) -> usize {
        let (stem, end) = self.name();
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let (parts, mut own): (Vec<String>, Vec<String>) =
            names.filter(|name| is_backup(whole_name(name), &stem, &end)).partition(|name| whole_name(name) != name);
        // Of a program that was ended while it wrote one; one that is written now has its name since.
        for part in parts {
            forget(&folder.join(part));
        }
        own.sort();
        let old = own.len().saturating_sub(KEPT);
        for name in &own[..old] {
            let path = folder.join(name);
            let _ = std::fs::remove_file(&path);
            let _ = std::fs::remove_file(keys_path(&path));
        }
        old
    }
}

/// The name that a part gets when it is whole.
fn whole_name(name: &str) -> &str {
    name.strip_prefix('.').and_then(|name| name.strip_suffix(".part")).unwrap_or(name)
}

/// Whether a name is one that [`Store::backup`] gives.
fn is_backup(name: &str, stem: &str, end: &str) -> bool {
    let moment = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(end));
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    moment.is_some_and(|moment| {
        let parts: Vec<&str> = moment.split('-').collect();
        matches!(parts.as_slice(), [day, time] | [day, time, _] if digits(day, 8) && digits(time, 6))
    })
}

/// Takes away what a program left that was ended while it wrote.
pub(super) fn forget(part: &Path) {
    for left in [files::beside(part, "-journal"), files::beside(part, "-wal"), files::beside(part, "-shm")] {
        let _ = std::fs::remove_file(left);
    }
    let _ = std::fs::remove_file(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::command::Command;
    use crate::store::testing::{Bench, PASSPHRASE, note, secret, stamp};
    use std::os::unix::fs::PermissionsExt;

    fn later(days: i64) -> Stamp {
        Stamp(stamp().0 + chrono::Duration::days(days))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_backup_is_whole_private_and_opens_with_the_same_passphrase() {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        let about = vec![bench.key("c1")];
        bench.store.apply(Command::FileNote { note: note(about, "plain words"), draft: None }, stamp()).unwrap();
        let before = bench.dump();
        let made = bench.store.backup(None, stamp()).unwrap();
        let folder = bench.folder.path().join(FOLDER);
        assert_eq!(names(&folder), ["c-20261123-090000.db", "c-20261123-090000.db.keys"]);
        for name in names(&folder) {
            let path = folder.join(&name);
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert!(!std::fs::read(path).unwrap().windows(5).any(|found| found == b"plain"));
        }
        assert_eq!((made.contents.children, made.contents.notes), (2, 1));
        assert_eq!(bench.store.audit(None).unwrap().last().unwrap().event.deed, Deed::Backup);
        let store = Store::open(&made.path, &secret(PASSPHRASE)).unwrap();
        let copy =
            Bench { store, path: made.path.clone(), code: String::new(), folder: std::rc::Rc::clone(&bench.folder) };
        assert!(copy.dump() == before);
    }

    #[test]
    fn the_newest_ten_are_kept_and_nothing_else_is_touched() {
        let bench = Bench::with_children(&["c1"]);
        let folder = bench.folder.path().join(FOLDER);
        bench.store.backup(None, stamp()).unwrap();
        std::fs::write(folder.join(".c-20261101-090000.db.part"), "half").unwrap();
        for name in ["c-2026.db", "other-20200101-000000.db", "c-20200101-000000.txt", "c-old.db"] {
            std::fs::write(folder.join(name), "mine").unwrap();
        }
        let removed: usize = (0..11).map(|day| bench.store.backup(None, later(day)).unwrap().removed).sum();
        assert_eq!((removed, names(&folder).len()), (2, 20 + 4));
        assert!(!folder.join("c-20261123-090000.db").exists() && folder.join("c-20261203-090000.db").exists());
        let elsewhere = bench.folder.path().join("elsewhere");
        for _ in 0..12 {
            bench.store.backup(Some(&elsewhere), stamp()).unwrap();
        }
        assert_eq!(names(&elsewhere).len(), 24);
    }

    #[test]
    fn a_backup_is_due_after_a_week_or_before_the_first() {
        let now = stamp().0.to_utc();
        assert!(!Bench::new().store.backup_due(now).unwrap());
        let bench = Bench::with_children(&["c1"]);
        assert!(bench.store.backup_due(now).unwrap());
        bench.store.backup(None, stamp()).unwrap();
        for (days, due) in [(0, false), (6, false), (7, true)] {
            assert_eq!(bench.store.backup_due(later(days).0.to_utc()).unwrap(), due, "{days}");
        }
    }

    #[test]
    fn a_backup_that_cannot_be_written_leaves_nothing() {
        let bench = Bench::with_children(&["c1"]);
        let blocked = bench.folder.path().join("file");
        std::fs::write(&blocked, "x").unwrap();
        assert!(matches!(bench.store.backup(Some(&blocked), stamp()), Err(StoreError::Io { .. })));
        assert_eq!(bench.store.newest_backup().unwrap(), None);
    }
}
