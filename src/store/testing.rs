//! What the store's tests share: a caseload in a folder of its own, and sheets made by hand.

use crate::domain::attendance::{AcademicYear, Half, parse_code, session_index};
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Shape, Value, spec};
use crate::domain::note::{NewNote, NoteKind, Own};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{CLEAR_MARK, Cell, Content, Layer, PackedMarks, Sheet, SheetRow};
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::intake::Intake;
use crate::store::open;
use crate::store::secret::Secret;
use crate::store::touched::Watch;
use crate::store::unlock::Unlocked;
use chrono::{DateTime, NaiveDate};
use rusqlite::types::Value as Sql;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use tempfile::TempDir;

pub(super) const PASSPHRASE: &str = "correct horse battery";

/// A caseload in a folder that vanishes with it.
pub(super) struct Bench {
    pub(super) store: Store,
    pub(super) path: PathBuf,
    pub(super) code: String,
    pub(super) folder: Rc<TempDir>,
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn stamp() -> Stamp {
    Stamp(DateTime::parse_from_rfc3339("2026-11-23T09:00:00+00:00").unwrap())
}

impl Bench {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.db");
        let (store, code) = Store::create_cheap(&path, "Anna", &secret(PASSPHRASE)).unwrap();
        Self { store, path, code: code.reveal().to_owned(), folder: Rc::new(folder) }
    }

    /// With children of these council ids, by children.csv.
    pub(super) fn with_children(ids: &[&str]) -> Self {
        let mut bench = Self::new();
        bench.import(children(ids));
        bench
    }

    /// A copy of it in memory, where no change waits for a disk.
    pub(super) fn in_memory(&self) -> Self {
        let Unlocked { connection, key, actor, read_only, new_slots } = &self.store.unlocked;
        let connection = open::copy_in_memory(connection, key).unwrap();
        let unlocked = Unlocked {
            connection,
            key: key.clone(),
            actor: actor.clone(),
            read_only: *read_only,
            new_slots: *new_slots,
        };
        let store = Store { path: self.path.clone(), unlocked, watch: Watch::default(), damaged_log: None };
        Self { store, path: self.path.clone(), code: self.code.clone(), folder: Rc::clone(&self.folder) }
    }

    pub(super) fn import(&mut self, sheet: Sheet) -> Intake {
        let planned = self.store.plan(sheet).unwrap();
        match self.store.apply(Command::Import(Box::new(planned)), stamp()).unwrap() {
            Applied::Imported(intake) => intake,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn key(&self, child_id: &str) -> ChildKey {
        self.store.child_by_id(child_id).unwrap().unwrap()
    }

    /// Every row of every table but the journal's own list, which remembers, and the list of imports, which stays.
    pub(super) fn dump(&self) -> BTreeMap<String, Vec<Vec<Sql>>> {
        let connection = &self.store.unlocked.connection;
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name NOT IN ('change', 'import', 'audit')";
        let mut tables = connection.prepare(sql).unwrap();
        let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let rows = |name: &str| {
            let mut statement = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
            let columns = statement.column_count();
            let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Sql>, _>>();
            let mut rows: Vec<Vec<Sql>> = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
            rows.sort_by_key(|row| format!("{row:?}"));
            rows
        };
        names.into_iter().map(|name| (name.clone(), rows(&name))).collect()
    }

    pub(super) fn count(&self, sql: &str) -> i64 {
        self.store.unlocked.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// new, changed, same, held.
pub(super) fn counts(intake: &Intake) -> (u32, u32, u32, u32) {
    (intake.new, intake.changed, intake.same, intake.held_rows())
}

pub(super) fn children(ids: &[&str]) -> Sheet {
    let rows: Vec<Vec<(&str, &str)>> =
        ids.iter().map(|_| vec![("forename", "Zuzanna"), ("surname", "Quill"), ("dob", "2012-03-04")]).collect();
    sheet(Kind::Child, Layer::Own, ids.iter().copied().zip(rows).collect())
}

/// A row in a test: the child, and its columns with their text.
type TestRow<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// Rows given as column and text; an empty text clears, a column left out keeps.
pub(super) fn sheet(kind: Kind, layer: Layer, rows: Vec<TestRow<'_>>) -> Sheet {
    let spec = spec(kind);
    let row = |(place, (child, columns)): (usize, TestRow<'_>)| {
        let cell = |name: &str| columns.iter().find(|(column, _)| *column == name).map(|(_, text)| *text);
        let text = |at: usize| cell(spec.fields[at].name).unwrap_or_default().to_owned();
        SheetRow {
            line: u32::try_from(place).unwrap() + 2,
            child_id: child.to_owned(),
            key: spec.natural_key(text).unwrap_or_default(),
            cells: spec.fields.iter().map(|field| as_cell(cell(field.name), field.shape, field.sealed)).collect(),
            text: None,
        }
    };
    let rows: Vec<SheetRow> = rows.into_iter().enumerate().map(row).collect();
    blank(rows.len(), Content::Rows { kind, layer, rows })
}

fn as_cell(text: Option<&str>, shape: Shape, sealed: bool) -> Cell {
    let Some(text) = text else { return Cell::Keep };
    Cell::Set(match shape {
        _ if text.is_empty() => return Cell::Clear,
        Shape::Date => Value::Date(day(text)),
        Shape::Count | Shape::Money => Value::Number(text.parse().unwrap()),
        Shape::Flag => Value::Flag(text == "yes"),
        _ if sealed => Value::Sealed(Sealed::new(text.to_owned())),
        _ => Value::Text(text.to_owned()),
    })
}

fn blank(rows: usize, content: Content) -> Sheet {
    Sheet {
        file: "folder/file.csv".to_owned(),
        layout: Some("by hand"),
        profile: None,
        hash: [7; 32],
        content,
        data_rows: u32::try_from(rows).unwrap(),
        repeated: 0,
        held: Vec::new(),
        held_more: 0,
        child_column: "child_id".to_owned(),
        child_by: crate::domain::sheet::ChildBy::default(),
        unknown_columns: Vec::new(),
        header: String::new(),
        sealed_columns: Vec::new(),
        texts: BTreeMap::new(),
    }
}

/// Weeks of marks: child, Monday, ten codes, URN. `-` says nothing, `clear` clears.
pub(super) fn weeks(rows: &[(&str, &str, &str, &str)]) -> Sheet {
    let mut marks = BTreeMap::new();
    for (line, (child, monday, codes, urn)) in (2..).zip(rows) {
        for (at, code) in codes.split(' ').enumerate().filter(|(_, code)| *code != "-") {
            let date = day(monday) + chrono::Days::new(at as u64 / 2);
            let half = if at % 2 == 0 { Half::Am } else { Half::Pm };
            let byte = if code == "clear" { CLEAR_MARK } else { parse_code(code).unwrap().byte };
            put(&mut marks, (child, date, half), urn, (byte, line));
        }
    }
    blank(rows.len(), Content::Marks(marks))
}

type Marks = BTreeMap<(String, AcademicYear, String), PackedMarks>;

fn put(marks: &mut Marks, (child, date, half): (&str, NaiveDate, Half), urn: &str, (byte, line): (u8, u32)) {
    let key = (child.to_owned(), AcademicYear::of(date), urn.to_owned());
    marks.entry(key).or_default().set(session_index(date, half).unwrap(), byte, line);
}

/// Single marks: child, date, AM or PM, code; empty clears.
pub(super) fn single(rows: &[(&str, &str, &str, &str)]) -> Sheet {
    let mut marks = BTreeMap::new();
    for (line, (child, date, half, code)) in (2..).zip(rows) {
        let half = if *half == "AM" { Half::Am } else { Half::Pm };
        let byte = if code.is_empty() { CLEAR_MARK } else { parse_code(code).unwrap().byte };
        put(&mut marks, (child, day(date), half), "", (byte, line));
    }
    blank(rows.len(), Content::Marks(marks))
}

pub(super) fn note(about: Vec<ChildKey>, text: &str) -> NewNote {
    NewNote {
        about,
        kind: NoteKind::Call,
        person: Some("Mrs Osei".to_owned()),
        text: text.to_owned(),
        own: Own::new(),
        next_step: None,
        follow_up: None,
        follow_up_words: None,
        opened: stamp().0,
    }
}
