//! Reading books: the rows of some kinds about every child, for the parts of the work.

use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, KindSpec, spec};
use crate::domain::record::{RecordRow, Source};
use crate::domain::work::{BookRow, Books};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::record::{age, values};
use crate::store::table::columns;
use crate::store::who;
use rusqlite::{Connection, Result};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Store {
    /// The rows of these kinds about every child, as one moment shows them; of each child the oldest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn books(&self, kinds: &[Kind]) -> std::result::Result<Books, StoreError> {
        self.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            let books = load(&moment, kinds)?;
            moment.finish()?;
            Ok(books)
        })
    }
}

fn load(connection: &Connection, kinds: &[Kind]) -> Result<Books> {
    let roots = who::roots(connection)?;
    let files = files(connection)?;
    let mut books = Books::default();
    for &kind in kinds {
        books.add(kind, rows(connection, spec(kind), (&roots, &files))?);
    }
    Ok(books)
}

/// The name of each import's file.
fn files(connection: &Connection) -> Result<HashMap<i64, String>> {
    let mut statement = connection.prepare_cached("SELECT id, file FROM import")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

type Known<'a> = (&'a BTreeMap<i64, i64>, &'a HashMap<i64, String>);

fn rows(connection: &Connection, spec: &'static KindSpec, (roots, files): Known<'_>) -> Result<Vec<BookRow>> {
    let child = if spec.of_child { "child" } else { "NULL" };
    let columns = columns(spec);
    let sql = format!("SELECT {columns}, import, line, {child}, key FROM {} ORDER BY {child}, id", spec.table);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([])?;
    let count = spec.fields.len();
    let stand_for: BTreeSet<i64> = roots.values().copied().collect();
    // Of rows under one natural key in several records of one child the one that came in last.
    let mut merged: HashMap<(i64, String), (i64, u32, usize)> = HashMap::new();
    let mut rows: Vec<BookRow> = Vec::new();
    while let Some(row) = found.next()? {
        let (import, line): (i64, u32) = (row.get(count)?, row.get(count + 1)?);
        let record: Option<i64> = row.get(count + 2)?;
        let root = record.map(|record| roots.get(&record).copied().unwrap_or(record));
        let source = Source { import, file: files.get(&import).cloned().unwrap_or_default(), line };
        let read = BookRow { child: root.map(ChildKey), row: RecordRow { values: values(spec, row)?, source } };
        let several = root.filter(|root| Some(*root) != record || stand_for.contains(root));
        let Some(root) = several else {
            rows.push(read);
            continue;
        };
        match merged.entry((root, row.get(count + 3)?)) {
            Entry::Vacant(free) => {
                free.insert((import, line, rows.len()));
                rows.push(read);
            }
            Entry::Occupied(mut taken) if (taken.get().0, taken.get().1) < (import, line) => {
                let at = taken.get().2;
                rows[at] = read;
                taken.insert((import, line, at));
            }
            Entry::Occupied(_) => {}
        }
    }
    rows.sort_by_cached_key(|row| age(spec, &row.row));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sheet::Layer;
    use crate::domain::who::Told;
    use crate::store::command::Command;
    use crate::store::testing::{Bench, sheet, stamp};

    #[test]
    fn rows_stand_by_child_the_oldest_first_and_merged_ones_once() {
        let mut bench = Bench::with_children(&["c1", "c2", "c3"]);
        let row = |child, date, score| (child, vec![("date", date), ("score", score)]);
        let rows = vec![
            row("c2", "2026-05-01", "12"),
            row("c1", "2026-06-01", "20"),
            row("c1", "2025-06-01", "17"),
            row("c3", "2025-06-01", "9"),
        ];
        bench.import(sheet(Kind::Sdq, Layer::Own, rows));
        let scores = |bench: &Bench, child: &str| -> Vec<i64> {
            let books = bench.store.books(&[Kind::Sdq]).unwrap();
            books.of(Kind::Sdq, bench.key(child)).filter_map(|row| row.number("score")).collect()
        };
        assert_eq!(scores(&bench, "c1"), [17, 20]);
        assert_eq!(scores(&bench, "c2"), [12]);
        let (keep, other) = (bench.key("c1"), bench.key("c3"));
        bench.store.apply(Command::Who(Told::One { keep, other }), stamp()).unwrap();
        assert_eq!(scores(&bench, "c1"), [9, 20], "of one day the row that came in last");
    }
}
