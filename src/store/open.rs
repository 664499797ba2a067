//! Opening the file: the cipher's settings, the pragmas, and what each failure means.

use crate::store::error::StoreError;
use crate::store::files;
use crate::store::secret::DatabaseKey;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a statement waits for another program's write before it gives up.
const BUSY: Duration = Duration::from_secs(5);
/// The same for what can be done another time.
const SHORTLY: Duration = Duration::from_millis(250);
/// Page cache in KiB while reading: a scan comes by each page once, and a caseload stays open all day.
const READING_CACHE: i32 = 2 * 1024;
/// Page cache in KiB while an import is taken in, which comes by the same pages again.
const IMPORT_CACHE: i32 = 16 * 1024;
/// Statements kept prepared.
const STATEMENTS: usize = 96;

/// The cipher's settings: fixed for good, since another page size or digest means rewriting the whole file.
/// Of 4096 and 16384 bytes, SHA-512 and SHA-256, these read ten thousand children fastest.
const CIPHER: &str = "PRAGMA cipher_page_size = 16384;
    PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
    PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;";

/// Opens a file that exists with its key. It has been read once: a wrong key or a damaged first page is an error here.
pub(super) fn connect(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let before = identity(path);
    let connection = connect_to(path, key)?;
    // A restored file, or one under a new key, took its place while this waited: what was opened is not the caseload.
    if identity(path) == before { Ok(connection) } else { Err(StoreError::Busy) }
}

/// What tells a file from another that has its name later.
fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    let identity = |meta: std::fs::Metadata| {
        use std::os::unix::fs::MetadataExt;
        (meta.dev(), meta.ino())
    };
    #[cfg(not(unix))]
    let identity = |_| (0, 0);
    std::fs::metadata(path).ok().map(identity)
}

fn connect_to(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let writable = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match unlock(path, key, writable) {
        Err(StoreError::ReadOnly(_) | StoreError::Io { .. }) => {
            let wal = files::beside(path, "-wal");
            let pending = std::fs::metadata(&wal).is_ok_and(|wal| wal.len() > 0);
            read_only(path, key, !pending)
        }
        other => other,
    }
}

/// Whether a file of so many bytes can be a caseload: it is made of whole pages.
pub(super) fn whole_pages(bytes: u64) -> bool {
    bytes > 0 && bytes.is_multiple_of(u64::from(files::PAGE))
}

/// Opens a file that can't be written. `settled`: no write waits in a log beside it, so that no lock is needed.
fn read_only(path: &Path, key: &DatabaseKey, settled: bool) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if !settled {
        return unlock(path, key, flags);
    }
    let name: String = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let uri = format!("file:{name}?immutable=1");
    unlock(Path::new(&uri), key, flags | OpenFlags::SQLITE_OPEN_URI).map_err(|error| match error {
        StoreError::Damaged(_) => StoreError::Damaged(path.to_owned()),
        other => other,
    })
}

/// Opens a file that nobody writes, a backup or another copy: nothing is written beside it either.
pub(super) fn settled(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    read_only(path, key, true)
}

fn unlock(path: &Path, key: &DatabaseKey, flags: OpenFlags) -> Result<Connection, StoreError> {
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        prepare(&connection, key)?;
        let _: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok(connection)
    });
    let connection = opened.map_err(|error| StoreError::from(error).at(path))?;
    settle(&connection).map_err(|error| StoreError::from(error).at(path))?;
    Ok(connection)
}

/// The cipher. `cipher_log_level` comes before the key: `SQLCipher` would print across the screen.
fn prepare(connection: &Connection, key: &DatabaseKey) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.pragma_update(None, "key", key.literal().as_str())?;
    connection.execute_batch(CIPHER)?;
    connection.busy_timeout(BUSY)
}

/// The pragmas of a connection that reads.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -READING_CACHE)?;
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA synchronous = FULL;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Brings the log into the file and cuts it to nothing; false where somebody reads it.
pub(super) fn empty_log(connection: &Connection) -> rusqlite::Result<bool> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// Works without waiting long for another program's write.
pub(super) fn without_waiting<T>(
    connection: &Connection,
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.busy_timeout(SHORTLY)?;
    let done = work();
    connection.busy_timeout(BUSY)?;
    done
}

/// Works with the larger page cache of an import.
pub(super) fn with_import_cache<T>(connection: &Connection, work: impl FnOnce() -> T) -> rusqlite::Result<T> {
    connection.pragma_update(None, "cache_size", -IMPORT_CACHE)?;
    let done = work();
    connection.pragma_update(None, "cache_size", -READING_CACHE)?;
    Ok(done)
}

/// Works without the file's own checks of what rows refer to, which look for a row that goes in every table.
pub(super) fn without_foreign_keys<T>(connection: &Connection, work: impl FnOnce() -> T) -> rusqlite::Result<T> {
    connection.pragma_update(None, "foreign_keys", false)?;
    let done = work();
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(done)
}

/// Turns a fresh or keyed file to the write-ahead log, so that readers and the writer do not wait for each other.
pub(super) fn journal(connection: &Connection) -> rusqlite::Result<()> {
    let _: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    Ok(())
}

/// Turns a file that nobody else has open to one without a log beside it.
pub(super) fn without_log(connection: &Connection) -> rusqlite::Result<()> {
    let _: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    Ok(())
}

/// The same, and keeps others out from then on.
pub(super) fn alone(connection: &Connection) -> rusqlite::Result<()> {
    without_log(connection)?;
    let _: String = connection.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |row| row.get(0))?;
    // In this mode a lock once taken stays; a copy cannot be made within a transaction that writes.
    connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")
}

/// Lets others in again.
pub(super) fn shared(connection: &Connection) -> rusqlite::Result<()> {
    let _: String = connection.query_row("PRAGMA locking_mode = NORMAL", [], |row| row.get(0))?;
    journal(connection)
}

/// Encrypts every page of a private copy, not in the log mode, under another key.
pub(super) fn rekey(connection: &Connection, key: &DatabaseKey) -> rusqlite::Result<()> {
    connection.pragma_update(None, "rekey", key.literal().as_str())
}

/// What the pages say of themselves: first whether each is as it was written, then whether they make a database. Empty
/// where all is well.
pub(super) fn unsound(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let lines = |sql: &str| -> rusqlite::Result<Vec<String>> {
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let found = lines("PRAGMA cipher_integrity_check")?;
    if !found.is_empty() {
        // The other check would fail at the first of those pages, and name none.
        return Ok(found);
    }
    Ok(lines("PRAGMA integrity_check")?.into_iter().filter(|line| line != "ok").collect())
}

/// Copies a whole file, page by page as one moment shows it, to a new private file under the same key.
pub(super) fn copy(from: &Connection, path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    drop(files::make_private(path)?);
    let mut to = connect(path, key)?;
    fill(from, &mut to).map_err(|error| error.at(path))?;
    Ok(to)
}

/// Copies a whole file into memory: no other program ever finds it, however this one ends.
pub(super) fn copy_in_memory(from: &Connection, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let mut to = Connection::open_in_memory()?;
    prepare(&to, key)?;
    fill(from, &mut to)?;
    settle(&to)?;
    Ok(to)
}

fn fill(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    match Backup::new(from, to).and_then(|backup| backup.step(-1))? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::Bench;

    #[test]
    fn a_file_in_a_folder_that_cannot_be_written_is_read() {
        let Bench { store, path, folder, .. } = Bench::with_children(&["c1"]);
        let key = store.unlocked.key.clone();
        drop(store);
        let connection = read_only(&path, &key, true).unwrap();
        let count: i64 = connection.query_row("SELECT count(*) FROM child", [], |row| row.get(0)).unwrap();
        assert_eq!((count, connection.is_readonly("main").unwrap()), (1, true));
        let written = connection.execute("DELETE FROM facts", []).map_err(StoreError::from).map_err(|e| e.at(&path));
        assert!(matches!(written, Err(StoreError::ReadOnly(_))));
        drop(folder);
    }
}
