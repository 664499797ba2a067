//! Taking a planned import in: one short transaction that only writes what was made ready.

use crate::domain::kind::{Kind, spec};
use crate::domain::sheet::{Cell, Content, Layer, Sheet};
use crate::store::by_hand;
use crate::store::error::StoreError;
use crate::store::facts;
use crate::store::gather::{self, IN_FACTS};
use crate::store::held;
use crate::store::intake::Planned;
use crate::store::journal::{self, By, Entry, Told};
use crate::store::plan::{RowWork, Whose, Work, marks};
use crate::store::runs;
use crate::store::table::{Table, as_json, unreadable};
use crate::store::who::Records;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Result, params, params_from_iter};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

/// Writes everything that was planned, within the transaction that is open; gives the import's number.
pub(super) fn take(connection: &Connection, by: By<'_>, planned: &Planned) -> std::result::Result<i64, StoreError> {
    let import = add_import(connection, by, planned)?;
    let intake = &planned.intake;
    let after =
        json!({ "new": intake.new, "changed": intake.changed, "same": intake.same, "held": intake.held_rows() });
    let told = Told::whole(format!("import {import}: {}", intake.words()));
    let entry = Entry { command: "import", import: Some(import), before: None, after: Some(after), told };
    let taking = Taking { connection, import, seq: journal::add(connection, by, &entry)? };
    match &planned.work {
        Work::Rows { kind, layer, rows, gone } => {
            taking.gone(*kind, gone)?;
            taking.rows((*kind, *layer), rows)?;
        }
        Work::Marks { differs: true } => taking.marks(&planned.sheet)?,
        Work::Marks { differs: false } => {}
        Work::Nothing => return Ok(import),
    }
    if intake.layout == Some(by_hand::LAYOUT) {
        return Ok(import);
    }
    let kind = match planned.sheet.content {
        Content::Rows { kind, .. } => kind,
        _ => Kind::Attendance,
    };
    let mut of_kind = connection.prepare_cached("UPDATE import SET kind = ?1 WHERE id = ?2")?;
    of_kind.execute(params![spec(kind).name, import])?;
    let mut source = connection.prepare_cached("INSERT OR IGNORE INTO source_kind (kind, import) VALUES (?1, ?2)")?;
    source.execute(params![spec(kind).name, import])?;
    if names_a_school(&planned.sheet.content) {
        source.execute(params![spec(Kind::Enrolment).name, import])?;
    }
    Ok(import)
}

/// Whether children.csv says where somebody goes to school, which counts as an enrolment ever after.
fn names_a_school(content: &Content) -> bool {
    let Content::Rows { kind: Kind::Child, rows, .. } = content else { return false };
    let place = spec(Kind::Child).position("school_urn");
    place.is_some_and(|at| rows.iter().any(|row| matches!(row.cells.get(at), Some(Cell::Set(_)))))
}

fn add_import(connection: &Connection, by: By<'_>, planned: &Planned) -> Result<i64> {
    let intake = &planned.intake;
    let hash = planned.sheet.hash.as_slice();
    let sql = "INSERT INTO import (file, layout, hash, new, changed, same, held, at, actor)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    connection.prepare_cached(sql)?.execute(params![
        intake.file,
        intake.layout,
        hash,
        intake.new,
        intake.changed,
        intake.same,
        intake.held_rows(),
        by.utc(),
        by.actor
    ])?;
    let import = connection.last_insert_rowid();
    held::keep(connection, import, planned)?;
    Ok(import)
}

struct Taking<'a> {
    connection: &'a Connection,
    import: i64,
    seq: i64,
}

impl Taking<'_> {
    fn rows(&self, (kind, layer): (Kind, Layer), rows: &[RowWork]) -> Result<()> {
        let table = Table::of(kind);
        let mut touched = BTreeSet::new();
        for row in rows {
            let child = match &row.child {
                Whose::Nobody => None,
                Whose::Child(child) => Some(*child),
                Whose::New(child_id) => Some(self.new_child(child_id)?),
            };
            touched.extend(child);
            match &row.found {
                Some((id, before)) => self.change(&table, row, (*id, before))?,
                None => self.insert(&table, row, (child, layer))?,
            }
        }
        for child in touched.into_iter().filter(|_| IN_FACTS.contains(&kind)) {
            if kind == Kind::Child {
                self.keep_upn(child)?;
            }
            facts::refresh(self.connection, child, kind)?;
        }
        Ok(())
    }

    fn new_child(&self, child_id: &str) -> Result<i64> {
        self.connection.prepare_cached("INSERT INTO child (import) VALUES (?1)")?.execute([self.import])?;
        let child = self.connection.last_insert_rowid();
        self.add_key("child_id", child_id, child)?;
        Ok(child)
    }

    fn add_key(&self, kind: &str, value: &str, child: i64) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO child_key (kind, value, child, import) VALUES (?1, ?2, ?3, ?4)";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(params![kind, value, child, self.import])?;
        Ok(())
    }

    /// The UPN in force is a key of the child, and one that it had before stays known.
    fn keep_upn(&self, child: i64) -> Result<()> {
        let gather::OwnRow { values, .. } = gather::own_row(self.connection, &Records::alone(child))?;
        let place = spec(Kind::Child).position("upn").ok_or_else(unreadable)?;
        let upn = match &values[place] {
            Sql::Text(upn) => Some(upn.as_str()),
            _ => None,
        };
        let find = "SELECT value, import FROM child_key WHERE child = ?1 AND kind = 'upn'";
        let known: Option<(String, i64)> = self
            .connection
            .prepare_cached(find)?
            .query_row([child], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if known.as_ref().map(|(known, _)| known.as_str()) == upn {
            return Ok(());
        }
        if let Some((former, import)) = known {
            // Its import stands next to last, as in the image of a row.
            self.add_image("child_key", child, true, &json!([former, import, 0]))?;
            let remove = "DELETE FROM child_key WHERE child = ?1 AND kind = 'upn'";
            self.connection.prepare_cached(remove)?.execute([child])?;
            self.add_key("former_upn", &former, child)?;
        }
        upn.map_or(Ok(()), |upn| self.add_key("upn", upn, child))
    }

    fn insert(&self, table: &Table, row: &RowWork, (child, layer): (Option<i64>, Layer)) -> Result<()> {
        let mut values = table.identity(child, &row.key, layer);
        values.extend(row.after.iter().cloned());
        values.extend([Sql::Integer(self.import), Sql::Integer(i64::from(row.line))]);
        self.connection.prepare_cached(&table.insert)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn change(&self, table: &Table, row: &RowWork, (id, before): (i64, &[Sql])) -> Result<()> {
        self.keep_image(table.spec.table, (id, before), false)?;
        let end = [Sql::Integer(self.import), Sql::Integer(i64::from(row.line)), Sql::Integer(id)];
        let values = row.after.iter().cloned().chain(end);
        self.connection.prepare_cached(&table.update)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn gone(&self, kind: Kind, gone: &[(i64, Vec<Sql>)]) -> Result<()> {
        let table = spec(kind).table;
        for (id, before) in gone {
            self.keep_image(table, (*id, before), true)?;
            self.connection.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
        }
        Ok(())
    }

    /// The row as it stood, with the import and line that it came from, so that this import can be undone.
    fn keep_image(&self, table: &str, (id, before): (i64, &[Sql]), gone: bool) -> Result<()> {
        let from = format!("SELECT import, line FROM {table} WHERE id = ?1");
        let (import, line): (i64, i64) =
            self.connection.prepare_cached(&from)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut image: Vec<serde_json::Value> = before.iter().map(as_json).collect();
        image.extend([json!(import), json!(line)]);
        self.add_image(table, id, gone, &serde_json::Value::Array(image))
    }

    fn add_image(&self, table: &str, row: i64, gone: bool, before: &serde_json::Value) -> Result<()> {
        let sql = "INSERT INTO change_image (seq, kind, row, gone, before) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection.prepare_cached(sql)?.execute(params![self.seq, table, row, gone, before.to_string()])?;
        Ok(())
    }

    /// Pages fill one after another, for rows come in the order of the table's key.
    fn marks(&self, sheet: &Sheet) -> Result<()> {
        let connection = self.connection;
        let mut registers: HashMap<String, i64> = HashMap::new();
        let mut image = connection.prepare_cached(
            "INSERT INTO change_marks (seq, year, child, register, marks, runs) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mut standing = connection.prepare_cached(
            "INSERT INTO attendance (year, child, register, marks) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET marks = ?4",
        )?;
        let mut source = connection.prepare_cached(
            "INSERT INTO attendance_source (year, child, register, runs) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET runs = ?4",
        )?;
        marks::each(connection, sheet, |row| {
            let register = match registers.get(row.urn.as_str()) {
                Some(&register) => register,
                None => *registers.entry(row.urn.clone()).or_insert(self.register(&row.urn)?),
            };
            let whose = (row.year.0, row.child, register);
            let found = row.found.as_ref();
            let (stood, from) = (found.map(|(marks, _)| marks), found.map(|(_, runs)| runs));
            image.execute(params![self.seq, whose.0, whose.1, whose.2, stood, from])?;
            standing.execute(params![whose.0, whose.1, whose.2, row.marks])?;
            source.execute(params![whose.0, whose.1, whose.2, runs::pack(&row.runs, self.import)?])?;
            Ok(ControlFlow::Continue(()))
        })
    }

    fn register(&self, urn: &str) -> Result<i64> {
        self.connection.execute("INSERT OR IGNORE INTO register (urn) VALUES (?1)", [urn])?;
        self.connection.query_row("SELECT id FROM register WHERE urn = ?1", [urn], |row| row.get(0))
    }
}
