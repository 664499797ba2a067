//! Caseloads of earlier programs: the migrations up to theirs, and rows as they wrote them.

use super::office::{bare, key_of, secret};
use lookout::store::Store;
use std::fs;
use std::path::{Path, PathBuf};

/// Children and notes of each.
pub(crate) const ROWS: i64 = 3;

/// Rows of the first program's tables.
const FILLED: &str = "
    INSERT INTO import (id, file, layout, hash, new, changed, same, held, at, actor)
        VALUES (1, 'in/children.csv', 'children', x'07', 3, 0, 0, 0, '2026-01-05T09:00:00.000Z', 'amy');
    INSERT INTO change (seq, at, \"offset\", actor, import, command)
        VALUES (1, '2026-01-05T09:00:00.000Z', 0, 'amy', 1, 'import');
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3)
        INSERT INTO child (id, import) SELECT n, 1 FROM number;
    INSERT INTO child_key (kind, value, child, import) SELECT 'child_id', 'C' || id, id, 1 FROM child;
    INSERT INTO child_row (child, layer, forename, surname, dob, nc_year, import, line)
        SELECT id, 0, 'Amara', 'Rees', '2013-05-01', 9, 1, id + 1 FROM child;
    INSERT INTO change (seq, at, \"offset\", actor, command)
        SELECT id + 1, '2026-01-06T09:00:00.000Z', 0, 'amy', 'file note' FROM child;
    INSERT INTO note (id, version) SELECT id, 1 FROM child;
    INSERT INTO note_version (note, version, kind, text, opened, filed, actor, seq)
        SELECT id, 1, 'call', 'note ' || id, '2026-01-06T09:00:00+00:00', '2026-01-06T09:05:00+00:00', 'amy', id + 1
        FROM child;
    INSERT INTO note_child (note, version, child) SELECT id, 1, id FROM child;";

/// The migrations, in order.
pub(crate) fn migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Makes a caseload as a program of so many migrations left it, and gives its key.
pub(crate) fn make(path: &Path, version: usize) -> String {
    let (store, code) = Store::create_cheap(path, "amy", &secret()).unwrap();
    drop(store);
    let key = key_of(code.reveal());
    fs::remove_file(path).unwrap();
    let connection = bare(path, &key).unwrap();
    connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    for (at, migration) in migrations().iter().take(version).enumerate() {
        connection.execute_batch(migration).unwrap();
        if at == 0 {
            connection.execute_batch(FILLED).unwrap();
        }
    }
    connection.execute_batch("INSERT OR REPLACE INTO meta (name, value) VALUES ('min_reader', 1)").unwrap();
    connection.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
    connection.execute_batch("COMMIT").unwrap();
    key
}

/// How many migrations a file has had, and how many children and notes it holds.
pub(crate) fn state(path: &Path, key: &str) -> rusqlite::Result<(usize, i64, i64)> {
    let connection = bare(path, key)?;
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let version = usize::try_from(count("PRAGMA user_version")?).unwrap();
    Ok((version, count("SELECT count(*) FROM child_row")?, count("SELECT count(*) FROM note_version")?))
}
