//! The shape of the file: numbered migrations, and which programs may read what.

use crate::domain::attendance::{CODES, Class, class_of};
use crate::store::error::StoreError;
use crate::store::note::search;
use crate::store::secret::DatabaseKey;
use crate::store::{files, open, unlock};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::Path;

/// Every migration, the first making an empty file a caseload. A file's `user_version` counts those that it has had.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_caseload.sql"),
    include_str!("migrations/0002_held.sql"),
    include_str!("migrations/0003_undo.sql"),
    include_str!("migrations/0004_published.sql"),
    include_str!("migrations/0005_who.sql"),
    include_str!("migrations/0006_held_profile.sql"),
    include_str!("migrations/0007_decision.sql"),
    include_str!("migrations/0008_note_search.sql"),
    include_str!("migrations/0009_own_lines.sql"),
    include_str!("migrations/0010_audit.sql"),
    include_str!("migrations/0011_vault.sql"),
    include_str!("migrations/0012_rights.sql"),
    include_str!("migrations/0013_work.sql"),
];

/// The oldest program, by number of migrations, that can still read what this one writes.
const MIN_READER: i64 = 9;

/// Brings a file up to this program. True where it may only be read: it is of a newer program that allows as much.
pub(super) fn migrate(
    connection: &Connection,
    (path, key): (&Path, &DatabaseKey),
    migrations: &[&str],
) -> Result<bool, StoreError> {
    let program = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    let file = version(connection)?;
    if file > program {
        let newer = StoreError::Newer { path: path.to_owned(), file, program };
        return if min_reader(connection)? <= program { Ok(true) } else { Err(newer) };
    }
    if file == program {
        return Ok(false);
    }
    if file > 0 {
        copy_first(connection, (path, key), file)?;
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let from = usize::try_from(version(&transaction)?).unwrap_or(0);
    for migration in migrations.iter().skip(from) {
        transaction.execute_batch(migration)?;
    }
    fill_codes(&transaction)?;
    search::fill(&transaction)?;
    set_meta(&transaction, "min_reader", MIN_READER)?;
    transaction.pragma_update(None, "user_version", program)?;
    transaction.commit()?;
    Ok(false)
}

/// `NAME.before-N`: the file as it was, encrypted with the same key, mode 0600.
fn copy_first(connection: &Connection, (path, key): (&Path, &DatabaseKey), file: i64) -> Result<(), StoreError> {
    let copy = files::beside(path, &format!(".before-{}", file + 1));
    // What a migration that died left may not be whole.
    let _ = std::fs::remove_file(&copy);
    open::copy(connection, &copy, key).map(drop)
}

/// Why a file that was opened to be read cannot be written.
pub(super) fn unwritable(connection: &Connection, path: &Path, migrations: &[&str]) -> StoreError {
    let program = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    match version(connection) {
        Ok(file) if file > program => StoreError::Newer { path: path.to_owned(), file, program },
        _ => StoreError::ReadOnly(path.to_owned()),
    }
}

/// How many migrations a file has had; 0 where it is no caseload.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn min_reader(connection: &Connection) -> rusqlite::Result<i64> {
    let found = connection.query_row("SELECT value FROM meta WHERE name = 'min_reader'", [], |row| row.get(0));
    Ok(found.optional()?.unwrap_or(i64::MAX))
}

/// Keeps a value of the file itself.
pub(super) fn set_meta(connection: &Connection, name: &str, value: impl rusqlite::ToSql) -> rusqlite::Result<()> {
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", params![name, value])?;
    Ok(())
}

/// A text of the file itself.
pub(super) fn meta_text(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0)).optional()
}

/// The copy of the keys file that the database holds.
pub(super) fn keys_copy(connection: &Connection) -> Result<Option<String>, StoreError> {
    Ok(meta_text(connection, unlock::KEYS_COPY)?)
}

/// A number of the file itself.
pub(super) fn meta_integer(connection: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0)).optional()
}

/// Writes the program's table of codes, so that the file explains itself.
fn fill_codes(connection: &Connection) -> rusqlite::Result<()> {
    let mut insert = connection.prepare("INSERT OR REPLACE INTO attendance_code VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for code in CODES {
        let class = class_name(class_of(code.byte));
        insert.execute(params![code.byte, [code.byte], code.code, code.meaning, class, code.retired])?;
    }
    Ok(())
}

const fn class_name(class: Class) -> &'static str {
    match class {
        Class::Blank => "blank",
        Class::Present => "present",
        Class::Approved => "approved",
        Class::Authorised => "authorised",
        Class::Unauthorised => "unauthorised",
        Class::NotPossible => "not possible",
        Class::Administrative => "administrative",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::testing::{Bench, PASSPHRASE, children, day, secret};

    const NEXT: &str = "CREATE TABLE later (id INTEGER PRIMARY KEY);";

    fn program() -> i64 {
        i64::try_from(MIGRATIONS.len()).unwrap()
    }

    #[test]
    fn an_older_file_is_copied_before_it_is_migrated() {
        let bench = Bench::with_children(&["c1"]);
        let unlocked = &bench.store.unlocked;
        let whose = (bench.path.as_path(), &unlocked.key);
        let migrations = [MIGRATIONS, &[NEXT]].concat();
        assert!(!migrate(&unlocked.connection, whose, &migrations).unwrap());
        assert_eq!(version(&unlocked.connection).unwrap(), program() + 1);
        let before = format!(".before-{}", program() + 1);
        let copy = open::connect(&files::beside(&bench.path, &before), &unlocked.key).unwrap();
        assert_eq!(version(&copy).unwrap(), program());
        assert!(copy.prepare("SELECT * FROM later").is_err());
        let count: i64 = copy.query_row("SELECT count(*) FROM child", [], |row| row.get(0)).unwrap();
        assert_eq!(count, 1);
    }

    #[test]
    fn placements_of_part_1_and_their_images_stand_as_they_did() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        let rows = "PRAGMA foreign_keys = OFF;
            INSERT INTO placement (child, key, start, type, episode, import, line)
                VALUES (1, '2026-01-05', '2026-01-05', 'U4', 1, 3, 9);
            INSERT INTO change_image VALUES (1, 'placement', 1, 0, json('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,null,3,9]'));
            INSERT INTO change_image VALUES (1, 'pep', 1, 0, json('[1,2]'));";
        connection.execute_batch(rows).unwrap();
        connection.execute_batch(MIGRATIONS[3]).unwrap();
        let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        let row = "SELECT start || type || episode || coalesce(need, '-') || import || ':' || line FROM placement";
        assert_eq!(text(row), "2026-01-05U41-3:9");
        let image = "SELECT before FROM change_image WHERE kind = ";
        assert_eq!(text(&format!("{image} 'placement'")), "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,null,null,null,null,3,9]");
        assert_eq!(text(&format!("{image} 'pep'")), "[1,2]");
    }

    #[test]
    fn a_newer_file_is_read_where_it_allows_it_and_refused_where_not() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.store.unlocked.connection.pragma_update(None, "user_version", program() + 1).unwrap();
        let reader = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
        assert_eq!(reader.caseload(day("2026-11-23")).unwrap().children.len(), 1);
        assert!(reader.read_only());
        set_meta(&bench.store.unlocked.connection, "min_reader", program() + 1).unwrap();
        let refused = Store::open(&bench.path, &secret(PASSPHRASE));
        assert!(
            matches!(refused, Err(StoreError::Newer { file, program: known, .. }) if (file, known) == (program() + 1, program()))
        );
        bench.import(children(&["c2"]));
    }
}
