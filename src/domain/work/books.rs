//! Books: the rows of some kinds about every child, or about one, as a part reads them.

use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::{Record, RecordRow};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A row and whose it is. Its Debug shows no text.
#[derive(Clone, PartialEq, Eq)]
pub struct BookRow {
    /// The child; `None` for kinds that belong to no child.
    pub child: Option<ChildKey>,
    /// The row with its source.
    pub row: RecordRow,
}

/// Rows by kind, each kind's by child.
#[derive(Clone, Default)]
pub struct Books {
    tables: BTreeMap<Kind, Vec<BookRow>>,
}

/// A row read by the names of its columns.
#[derive(Clone, Copy)]
pub struct Entered<'a> {
    /// Its kind.
    pub kind: Kind,
    /// The row.
    pub of: &'a BookRow,
}

/// A day as files and natural keys have it, `YYYY-MM-DD`; empty where there is none.
pub fn iso(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

impl Books {
    /// The rows of a kind. They are put in order by child; those of one child keep theirs.
    pub fn add(&mut self, kind: Kind, mut rows: Vec<BookRow>) {
        rows.sort_by_key(|row| row.child);
        self.tables.insert(kind, rows);
    }

    /// What one record holds.
    pub fn of_record(record: &Record) -> Self {
        let mut books = Self::default();
        for table in &record.tables {
            let row = |row: &RecordRow| BookRow { child: Some(ChildKey(record.child.key)), row: row.clone() };
            books.add(table.spec.kind, table.rows.iter().map(row).collect());
        }
        books
    }

    /// Every row of a kind.
    pub fn all(&self, kind: Kind) -> impl DoubleEndedIterator<Item = Entered<'_>> {
        self.tables.get(&kind).into_iter().flatten().map(move |of| Entered { kind, of })
    }

    /// The rows of a kind about a child.
    pub fn of(&self, kind: Kind, child: ChildKey) -> impl DoubleEndedIterator<Item = Entered<'_>> {
        let rows = self.tables.get(&kind).map_or(&[][..], Vec::as_slice);
        let first = rows.partition_point(|row| row.child < Some(child));
        let last = first + rows[first..].partition_point(|row| row.child == Some(child));
        rows[first..last].iter().map(move |of| Entered { kind, of })
    }
}

impl<'a> Entered<'a> {
    /// Whose it is.
    pub fn child(self) -> Option<ChildKey> {
        self.of.child
    }

    /// A text column, empty where unknown.
    pub fn text(self, name: &str) -> &'a str {
        self.of.row.text(spec(self.kind), name)
    }

    /// A date column.
    pub fn date(self, name: &str) -> Option<NaiveDate> {
        self.of.row.date(spec(self.kind), name)
    }

    /// A date column as `YYYY-MM-DD`, empty where unknown.
    pub fn iso(self, name: &str) -> String {
        iso(self.date(name))
    }

    /// A count, or pence.
    pub fn number(self, name: &str) -> Option<i64> {
        match self.of.row.value(spec(self.kind), name) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a flag is set.
    pub fn flag(self, name: &str) -> bool {
        matches!(self.of.row.value(spec(self.kind), name), Some(Value::Flag(true)))
    }
}
