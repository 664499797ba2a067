//! Taking an import back, whole: one transaction that puts back what stood before it, from the images that it kept.
//!
//! An import can be taken back where no later one stands in its way ([`in_the_way`]). A child about whom there are
//! notes stays, without the row that the import gave it.

mod image;
mod in_the_way;

use crate::domain::imported::Undone;
use crate::domain::kind::{KINDS, Kind, KindSpec, spec};
use crate::store::error::StoreError;
use crate::store::gather::{self, IN_FACTS};
use crate::store::journal::{self, By, Entry, Told};
use crate::store::table::{Table, columns, identity_columns, unreadable};
use crate::store::who::{self, Records};
use crate::store::{facts, held, note};
use image::{Image, images};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Result, params, params_from_iter};
use serde_json::json;
use std::collections::BTreeSet;

/// Takes an import back within the transaction that is open, in which the file does not check what rows refer to: a
/// child that goes would be looked for in every row of every table.
pub(super) fn undo(connection: &Connection, by: By<'_>, import: i64) -> std::result::Result<Undone, StoreError> {
    let (file, seq) = standing(connection, import)?;
    if let Some(later) = in_the_way::latest(connection, import, seq)? {
        return Err(StoreError::InTheWay { import, later });
    }
    let undoing = Undoing { connection, import, seq };
    let mut undone = Undone { file, ..Undone::default() };
    let images = images(connection, seq)?;
    let mut touched = BTreeSet::new();
    for spec in KINDS.iter().filter(|spec| spec.kind != Kind::Attendance) {
        touched.extend(undoing.touched(spec)?.into_iter().map(|child| (child, spec.kind)));
        undone.restored += undoing.changed_back(spec, &images)?;
        let made = format!("DELETE FROM {} WHERE import = ?1", spec.table);
        undone.removed += connection.execute(&made, [import])?;
        undone.restored += undoing.gone_back(spec, &images)?;
    }
    undone.registers = undoing.marks()?;
    let (gone, kept) = undoing.children()?;
    (undone.children, undone.kept) = (gone.len(), kept.len());
    undoing.keys(&images)?;
    let apart = who::forget(connection, &gone)?;
    undoing.facts(&touched)?;
    facts::rewrite(connection, apart.into_iter().filter(|record| !gone.contains(record)))?;
    undoing.forget()?;
    let after = json!({ "removed": undone.removed, "restored": undone.restored, "registers": undone.registers,
        "children": undone.children, "kept": undone.kept });
    let told = Told::whole(format!("import {import} taken back: {}", undone.words()));
    let entry = Entry { command: "undo_import", import: Some(import), before: None, after: Some(after), told };
    let change = journal::add(connection, by, &entry)?;
    connection.execute("UPDATE import SET undone = ?2 WHERE id = ?1", [import, change])?;
    Ok(undone)
}

/// The file of an import that was not taken back, and its change.
fn standing(connection: &Connection, import: i64) -> std::result::Result<(String, i64), StoreError> {
    let sql = "SELECT i.file, i.undone, c.seq FROM import i JOIN change c ON c.import = i.id AND c.command = 'import'
        WHERE i.id = ?1";
    let found: Option<(String, Option<i64>, i64)> =
        connection.query_row(sql, [import], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    match found {
        None => Err(StoreError::NoSuchImport(import)),
        Some((_, Some(_), _)) => Err(StoreError::AlreadyUndone(import)),
        Some((file, None, seq)) => Ok((file, seq)),
    }
}

struct Undoing<'a> {
    connection: &'a Connection,
    import: i64,
    seq: i64,
}

impl Undoing<'_> {
    /// The children whose facts hold a row of this kind that the import wrote.
    fn touched(&self, spec: &KindSpec) -> Result<Vec<i64>> {
        if !IN_FACTS.contains(&spec.kind) {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT DISTINCT child FROM {} WHERE import = ?1", spec.table);
        self.connection.prepare(&sql)?.query_map([self.import], |row| row.get(0))?.collect()
    }

    /// Rows that the import changed.
    fn changed_back(&self, spec: &'static KindSpec, images: &[Image]) -> Result<usize> {
        let table = Table::of(spec.kind);
        let mut count = 0;
        for image in images.iter().filter(|image| !image.gone && image.table == spec.table) {
            let values = image.whole(spec).into_iter().chain([Sql::Integer(image.row)]);
            count += self.connection.prepare_cached(&table.update)?.execute(params_from_iter(values))?;
        }
        Ok(count)
    }

    /// Rows that the import took away: of kinds that belong to no child.
    fn gone_back(&self, spec: &'static KindSpec, images: &[Image]) -> Result<usize> {
        let mut count = 0;
        for image in images.iter().filter(|image| image.gone && image.table == spec.table) {
            if identity_columns(spec) != ["key"] {
                return Err(unreadable());
            }
            let marks = vec!["?"; spec.fields.len() + 4].join(", ");
            let named = columns(spec);
            let sql = format!("INSERT INTO {} (id, key, {named}, import, line) VALUES ({marks})", spec.table);
            let identity = [Sql::Integer(image.row), Sql::Text(image.key(spec))];
            let values = identity.into_iter().chain(image.whole(spec));
            count += self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        }
        Ok(count)
    }

    /// Packed rows, and registers that nobody has any more.
    fn marks(&self) -> Result<usize> {
        let tables = [("attendance", "marks"), ("attendance_source", "runs")];
        for (table, column) in tables {
            let stood = format!(
                "INSERT OR REPLACE INTO {table} (year, child, register, {column})
                 SELECT year, child, register, {column} FROM change_marks WHERE seq = ?1 AND marks IS NOT NULL"
            );
            self.connection.execute(&stood, [self.seq])?;
            let made = format!(
                "DELETE FROM {table} WHERE (year, child, register) IN
                 (SELECT year, child, register FROM change_marks WHERE seq = ?1 AND marks IS NULL)"
            );
            self.connection.execute(&made, [self.seq])?;
        }
        let unused = "DELETE FROM register WHERE id <> 0
            AND id IN (SELECT register FROM change_marks WHERE seq = ?1 AND marks IS NULL)
            AND id NOT IN (SELECT register FROM attendance)";
        self.connection.execute(unused, [self.seq])?;
        self.connection.execute("DELETE FROM change_marks WHERE seq = ?1", [self.seq])
    }

    /// Children that the import made: those that went, and those that stay because somebody wrote about them.
    fn children(&self) -> Result<(BTreeSet<i64>, BTreeSet<i64>)> {
        let made: Vec<i64> = self.ids("SELECT id FROM child WHERE import = ?1")?;
        let spoken_of = note::spoken_of(self.connection)?;
        let (kept, gone): (BTreeSet<i64>, _) = made.into_iter().partition(|child| spoken_of.contains(child));
        for table in ["child_key", "facts", "look", "by_hand"] {
            let sql = &format!("DELETE FROM {table} WHERE child = ?1");
            let mut statement = self.connection.prepare_cached(sql)?;
            for child in &gone {
                statement.execute([child])?;
            }
        }
        let mut statement = self.connection.prepare_cached("DELETE FROM child WHERE id = ?1")?;
        for child in &gone {
            statement.execute([child])?;
        }
        Ok((gone, kept))
    }

    /// Outside ids: those that the import added go, those that it took away are back. A council's id stays with a
    /// child that stays.
    fn keys(&self, images: &[Image]) -> Result<()> {
        let added = "DELETE FROM child_key WHERE import = ?1 AND kind <> 'child_id'";
        self.connection.prepare_cached(added)?.execute([self.import])?;
        for image in images.iter().filter(|image| image.table == "child_key") {
            self.put_upn(image.row, &image.at(0), &image.at(1))?;
        }
        Ok(())
    }

    fn put_upn(&self, child: i64, upn: &Sql, import: &Sql) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO child_key (kind, value, child, import) VALUES ('upn', ?1, ?2, ?3)";
        self.connection.prepare_cached(sql)?.execute(params![upn, child, import])?;
        Ok(())
    }

    /// What judging reads of every child that is still there.
    fn facts(&self, touched: &BTreeSet<(i64, Kind)>) -> Result<()> {
        let mut there = self.connection.prepare_cached("SELECT 1 FROM child WHERE id = ?1")?;
        for (child, kind) in touched {
            if !there.exists([child])? {
                continue;
            }
            if *kind == Kind::Child {
                self.mend_upn(*child)?;
            }
            facts::refresh(self.connection, *child, *kind)?;
        }
        Ok(())
    }

    /// An earlier program kept no image of the UPN that an import replaced: it stands in the child's row.
    fn mend_upn(&self, child: i64) -> Result<()> {
        let gather::OwnRow { mut values, source } = gather::own_row(self.connection, &Records::alone(child))?;
        let upn = values.swap_remove(spec(Kind::Child).position("upn").ok_or_else(unreadable)?);
        let find = "SELECT value FROM child_key WHERE child = ?1 AND kind = 'upn'";
        let known: Option<Sql> =
            self.connection.prepare_cached(find)?.query_row([child], |row| row.get(0)).optional()?;
        if known.unwrap_or(Sql::Null) == upn {
            return Ok(());
        }
        self.connection.execute("DELETE FROM child_key WHERE child = ?1 AND kind = 'upn'", [child])?;
        if upn == Sql::Null { Ok(()) } else { self.put_upn(child, &upn, &Sql::Integer(source.0)) }
    }

    /// What else the import left: its kinds, its held-back rows, its images.
    fn forget(&self) -> Result<()> {
        self.connection.execute("DELETE FROM source_kind WHERE import = ?1", [self.import])?;
        held::forget(self.connection, self.import)?;
        self.connection.execute("DELETE FROM change_image WHERE seq = ?1", [self.seq])?;
        Ok(())
    }

    fn ids(&self, sql: &str) -> Result<Vec<i64>> {
        self.connection.prepare_cached(sql)?.query_map([self.import], |row| row.get(0))?.collect()
    }
}
