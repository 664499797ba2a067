//! A record: everything about one child, read when it is opened, each row with its source.

use crate::domain::attendance::AcademicYear;
use crate::domain::audit::Seen;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::kind::{Field, Kind, KindSpec, Value};
use crate::domain::note::Note;
use crate::domain::note::sealing::masked;
use crate::domain::sealed::Sealed;
use chrono::NaiveDate;

/// The import and line that a row came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The import's number.
    pub import: i64,
    /// The file as it was given.
    pub file: String,
    /// The physical line on which the row starts, the header being 1.
    pub line: u32,
}

/// A row of a kind.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Values in the order of the kind's fields; `None` is unknown.
    pub values: Vec<Option<Value>>,
    /// Where it came from.
    pub source: Source,
}

/// The rows of one kind.
#[derive(Clone)]
pub struct RecordTable {
    /// The kind and its columns.
    pub spec: &'static KindSpec,
    /// Rows, the oldest first.
    pub rows: Vec<RecordRow>,
}

/// One register's marks of one academic year.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterYear {
    /// Which year.
    pub year: AcademicYear,
    /// The school's URN, empty where the file gave none.
    pub urn: String,
    /// A byte a session.
    pub bytes: Vec<u8>,
    /// Where its sessions came from: first session, last session, source; in order, none twice.
    pub sources: Vec<(usize, usize, Source)>,
}

impl RegisterYear {
    /// The import and line that a session's mark came from, where that is known.
    pub fn source(&self, session: usize) -> Option<&Source> {
        self.sources.iter().find(|(first, last, _)| (*first..=*last).contains(&session)).map(|(_, _, source)| source)
    }
}

/// The name of the sealed pieces of notes.
pub const NOTES: &str = "notes.text";

/// Everything about one child.
#[derive(Clone)]
pub struct Record {
    /// The facts.
    pub child: ChildFacts,
    /// The child's own row, merged field by field.
    pub own: RecordRow,
    /// The rows of every kind of child record but [`Kind::Child`] and [`Kind::Attendance`].
    pub tables: Vec<RecordTable>,
    /// Marks by register and year, the latest year first.
    pub registers: Vec<RegisterYear>,
    /// Notes, the oldest first.
    pub notes: Vec<Note>,
    /// Who opened it last, and when, the latest first.
    pub seen: Vec<Seen>,
}

impl RecordRow {
    /// The value of a column, by its name in the kind's table.
    pub fn value(&self, spec: &KindSpec, name: &str) -> Option<&Value> {
        self.values.get(spec.position(name)?)?.as_ref()
    }

    /// A text column, empty where unknown.
    pub fn text(&self, spec: &KindSpec, name: &str) -> &str {
        match self.value(spec, name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A date column.
    pub fn date(&self, spec: &KindSpec, name: &str) -> Option<NaiveDate> {
        match self.value(spec, name) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// Whether a column of this row is sealed: by the table, or as a carer's telephone and email.
    pub fn sealed(&self, spec: &KindSpec, field: &Field) -> bool {
        let carers = spec.kind == Kind::Contact && matches!(field.name, "phone" | "email");
        field.sealed || (carers && self.text(spec, "role").to_lowercase().contains("carer"))
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "record of {:?}", self.child)
    }
}

impl Record {
    /// What is sealed and known, in the order of the kinds: the field as `placements.postcode`, the row, the value.
    pub fn sealed_values(&self) -> impl Iterator<Item = (String, &RecordRow, &Sealed<String>)> {
        self.tables.iter().flat_map(|table| {
            table.rows.iter().flat_map(move |row| {
                let fields = table.spec.fields.iter().zip(&row.values);
                fields.filter_map(move |(field, value)| match value {
                    Some(Value::Sealed(value)) => Some((format!("{}.{}", table.spec.name, field.name), row, value)),
                    _ => None,
                })
            })
        })
    }

    /// The names of what is sealed and known, pieces of notes as [`NOTES`], none twice.
    pub fn sealed_names(&self) -> Vec<String> {
        let child = ChildKey(self.child.key);
        let mut names: Vec<String> = Vec::new();
        let hides = |note: &Note| masked(&note.content.text_of(child)) != note.content.text_of(child);
        let notes = self.notes.iter().any(hides).then(|| NOTES.to_owned());
        for name in self.sealed_values().map(|(name, ..)| name).chain(notes) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The rows of a kind; empty where the child has none.
    pub fn rows(&self, kind: Kind) -> &[RecordRow] {
        self.tables.iter().find(|table| table.spec.kind == kind).map_or(&[], |table| &table.rows)
    }
}
