//! Tables of imported rows: their SQL is a walk over the kinds, and so is what stands in a cell.

use crate::domain::facts::Text;
use crate::domain::kind::{Field, Kind, KindSpec, Shape, Value, spec};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Cell, Layer};
use chrono::NaiveDate;
use rusqlite::types::{Type, Value as Sql};
use rusqlite::{Error, Row};
use serde_json::Value as Json;
use std::fmt::Write;

/// A kind's statements.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) spec: &'static KindSpec,
    /// `id`, the columns, by identity.
    pub(super) select: String,
    /// Identity, the columns, import, line.
    pub(super) insert: String,
    /// The columns, import, line, then id.
    pub(super) update: String,
}

impl Table {
    pub(super) fn of(kind: Kind) -> Self {
        let spec = spec(kind);
        let identity = identity_columns(spec);
        let columns = columns(spec);
        let whose: Vec<String> =
            identity.iter().enumerate().map(|(at, name)| format!("{name} = ?{}", at + 1)).collect();
        let select = format!("SELECT id, {columns} FROM {} WHERE {}", spec.table, whose.join(" AND "));
        let marks = vec!["?"; identity.len() + spec.fields.len() + 2].join(", ");
        let all = format!("{}, {columns}, import, line", identity.join(", "));
        let insert = format!("INSERT INTO {} ({all}) VALUES ({marks})", spec.table);
        let mut update = format!("UPDATE {} SET ", spec.table);
        for field in spec.fields {
            let _ = write!(update, "\"{}\" = ?, ", field.name);
        }
        update.push_str("import = ?, line = ? WHERE id = ?");
        Self { spec, select, insert, update }
    }

    /// The values of [`identity_columns`].
    pub(super) fn identity(&self, child: Option<i64>, key: &str, layer: Layer) -> Vec<Sql> {
        let column = |name: &&str| match *name {
            "child" => child.map_or(Sql::Null, Sql::Integer),
            "layer" => Sql::Integer(layer as i64),
            _ => Sql::Text(key.to_owned()),
        };
        identity_columns(self.spec).iter().map(column).collect()
    }
}

/// The columns that tell a row from every other of its table.
pub(super) fn identity_columns(spec: &KindSpec) -> &'static [&'static str] {
    match spec.kind {
        Kind::Child => &["child", "layer"],
        Kind::School => &["key", "layer"],
        _ if spec.of_child => &["child", "key"],
        _ => &["key"],
    }
}

/// The columns of a kind, quoted, divided by commas.
pub(super) fn columns(spec: &KindSpec) -> String {
    let quoted: Vec<String> = spec.fields.iter().map(|field| format!("\"{}\"", field.name)).collect();
    quoted.join(", ")
}

/// What stands in the file for a value.
pub(super) fn to_sql(value: &Value) -> Sql {
    match value {
        Value::Text(text) => Sql::Text(text.clone()),
        Value::Date(date) => Sql::Text(date.to_string()),
        Value::Number(number) => Sql::Integer(*number),
        Value::Flag(flag) => Sql::Integer(i64::from(*flag)),
        Value::Sealed(text) => Sql::Text(text.reveal().clone()),
    }
}

/// A cell over what stood there.
pub(super) fn overlay(cell: &Cell, before: &Sql) -> Sql {
    match cell {
        Cell::Keep => before.clone(),
        Cell::Clear => Sql::Null,
        Cell::Set(value) => to_sql(value),
    }
}

/// The value of a column from what stands in the file.
///
/// # Errors
/// What no import wrote there.
pub(super) fn from_sql(field: &Field, sql: Sql) -> rusqlite::Result<Option<Value>> {
    let value = match (sql, field.shape) {
        (Sql::Null, _) => return Ok(None),
        (Sql::Integer(number), Shape::Flag) => Value::Flag(number != 0),
        (Sql::Integer(number), _) => Value::Number(number),
        (Sql::Text(text), Shape::Date) => Value::Date(parse_day(&text)?),
        (Sql::Text(text), _) if field.sealed => Value::Sealed(Sealed::new(text)),
        (Sql::Text(text), _) => Value::Text(text),
        _ => return Err(unreadable()),
    };
    Ok(Some(value))
}

/// What stands in a column as JSON.
pub(super) fn as_json(value: &Sql) -> Json {
    match value {
        Sql::Text(text) => Json::from(text.as_str()),
        Sql::Integer(number) => Json::from(*number),
        _ => Json::Null,
    }
}

/// What stood in a column, from JSON; `None` where no [`as_json`] wrote it.
pub(super) fn from_json(value: Json) -> Option<Sql> {
    match value {
        Json::Null => Some(Sql::Null),
        Json::String(text) => Some(Sql::Text(text)),
        Json::Number(number) => number.as_i64().map(Sql::Integer),
        _ => None,
    }
}

/// A text column, by its place in the row.
pub(super) fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Text>> {
    Ok(row.get_ref(at)?.as_str_or_null().map_err(|_| unreadable())?.map(Text::from))
}

/// A text column that is always filled.
pub(super) fn must_text(row: &Row<'_>, at: usize) -> rusqlite::Result<Text> {
    text(row, at)?.ok_or_else(unreadable)
}

/// A date column, by its place in the row.
pub(super) fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<NaiveDate>> {
    row.get_ref(at)?.as_str_or_null().map_err(|_| unreadable())?.map(parse_day).transpose()
}

/// A date column that is always filled.
pub(super) fn must_day(row: &Row<'_>, at: usize) -> rusqlite::Result<NaiveDate> {
    day(row, at)?.ok_or_else(unreadable)
}

fn parse_day(text: &str) -> rusqlite::Result<NaiveDate> {
    text.parse().map_err(|_| unreadable())
}

/// What stands in a column was written by no Lookout. Says nothing of the value.
pub(super) fn unreadable() -> Error {
    Error::FromSqlConversionFailure(0, Type::Text, "a value that no import wrote".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::KINDS;
    use crate::store::schema::MIGRATIONS;
    use rusqlite::Connection;

    #[test]
    fn migrations_make_the_columns_of_every_kind() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&MIGRATIONS.concat()).unwrap();
        for spec in KINDS.iter().filter(|spec| spec.kind != Kind::Attendance) {
            let mut statement = connection.prepare(&format!("SELECT * FROM {}", spec.table)).unwrap();
            let found: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut expected = vec!["id"];
            expected.extend(identity_columns(spec));
            expected.extend(spec.fields.iter().map(|field| field.name));
            expected.extend(["import", "line"]);
            assert_eq!(found, expected, "{}", spec.table);
            assert!(statement.query([]).unwrap().next().unwrap().is_none());
            let table = Table::of(spec.kind);
            for sql in [table.select, table.insert, table.update] {
                connection.prepare(&sql).unwrap();
            }
        }
    }
}
