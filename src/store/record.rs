//! Reading a record: everything about one child, each row with its source.

use crate::domain::attendance::{AcademicYear, YearMarks, merge_into};
use crate::domain::facts::ChildFacts;
use crate::domain::kind::{Field, KINDS, Kind, KindSpec, Shape, Value, spec};
use crate::domain::record::{Record, RecordRow, RecordTable, RegisterYear, Source};
use crate::domain::sealed::Sealed;
use crate::store::error::StoreError;
use crate::store::table::{columns, from_sql, unreadable};
use crate::store::who::Records;
use crate::store::{audit, facts, gather, note, runs};
use rusqlite::{Connection, OptionalExtension, Result, Row};
use std::collections::HashMap;

/// Reads the record of a child as one moment shows it: everything that came in for any of its records.
pub(super) fn load(connection: &Connection, actor: &str, record: i64) -> std::result::Result<Record, StoreError> {
    let moment = connection.unchecked_transaction()?;
    let records = Records::of(&moment, record)?;
    let mut found = facts::read(&moment, records.root())?.ok_or(StoreError::NoSuchChild)?;
    let mut files = Files { connection: &moment, names: HashMap::new() };
    let registers = registers(&mut files, &records)?;
    merge(&mut found, &registers);
    let own = own(&mut files, &records)?;
    let mut tables = Vec::new();
    for spec in KINDS.iter().filter(|spec| spec.of_child && !matches!(spec.kind, Kind::Child | Kind::Attendance)) {
        tables.push(RecordTable { spec, rows: rows(&mut files, spec, &records)? });
    }
    let notes = note::of_child(&moment, &records)?;
    let seen = audit::seen(&moment, actor, records.root())?;
    Ok(Record { child: found, own, tables, registers, notes, seen })
}

/// The names of the files that imports were of, each read once.
struct Files<'a> {
    connection: &'a Connection,
    names: HashMap<i64, String>,
}

impl Files<'_> {
    fn source(&mut self, import: i64, line: u32) -> Result<Source> {
        if let Some(file) = self.names.get(&import) {
            return Ok(Source { import, file: file.clone(), line });
        }
        let mut statement = self.connection.prepare_cached("SELECT file FROM import WHERE id = ?1")?;
        let file: String = statement.query_row([import], |row| row.get(0)).optional()?.unwrap_or_default();
        self.names.insert(import, file.clone());
        Ok(Source { import, file, line })
    }
}

fn own(files: &mut Files<'_>, records: &Records) -> Result<RecordRow> {
    let gather::OwnRow { values, source: (import, line) } = gather::own_row(files.connection, records)?;
    let fields = spec(Kind::Child).fields;
    let values: Result<Vec<_>> = fields.iter().zip(values).map(|(field, sql)| from_sql(field, sql)).collect();
    Ok(RecordRow { values: values?, source: files.source(import, line)? })
}

fn rows(files: &mut Files<'_>, spec: &'static KindSpec, records: &Records) -> Result<Vec<RecordRow>> {
    let (columns, rows) = (columns(spec), records.rows_of(spec.table));
    let sql = format!("SELECT {columns}, import, line FROM {rows} ORDER BY id");
    let connection = files.connection;
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([records.root()])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(RecordRow { values: values(spec, row)?, source: source(files, spec, row)? });
    }
    for row in &mut rows {
        seal(spec, row);
    }
    rows.sort_by_cached_key(|row| age(spec, row));
    Ok(rows)
}

pub(super) fn values(spec: &KindSpec, row: &Row<'_>) -> Result<Vec<Option<Value>>> {
    spec.fields.iter().enumerate().map(|(at, field)| from_sql(field, row.get(at)?)).collect()
}

fn source(files: &mut Files<'_>, spec: &KindSpec, row: &Row<'_>) -> Result<Source> {
    files.source(row.get(spec.fields.len())?, row.get(spec.fields.len() + 1)?)
}

/// Seals what is sealed row by row: a carer's telephone and email.
fn seal(spec: &KindSpec, row: &mut RecordRow) {
    let sealed: Vec<bool> = spec.fields.iter().map(|field| row.sealed(spec, field)).collect();
    for (value, _) in row.values.iter_mut().zip(sealed).filter(|(_, sealed)| *sealed) {
        if let Some(Value::Text(text)) = value {
            *value = Some(Value::Sealed(Sealed::new(std::mem::take(text))));
        }
    }
}

/// What orders rows, the oldest first: the earliest column that is a date, else the academic year and term. Rows of a
/// kind without either keep the order in which they came in.
pub(super) fn age(spec: &KindSpec, row: &RecordRow) -> String {
    let date = |(_, value): &(&Field, &Option<Value>)| match value {
        Some(Value::Date(date)) => Some(date.to_string()),
        _ => None,
    };
    let columns = || spec.fields.iter().zip(&row.values);
    columns()
        .find_map(|column| date(&column))
        .or_else(|| columns().find_map(|column| year(column, row, spec)))
        .unwrap_or_default()
}

/// A day near the start of the term that a row names.
fn year((field, value): (&Field, &Option<Value>), row: &RecordRow, spec: &KindSpec) -> Option<String> {
    let Some(Value::Text(text)) = value else { return None };
    let by_year = field.shape == Shape::AcademicYear || field.name == "financial_year";
    let year: i32 = by_year.then(|| text.get(..4)?.parse().ok()).flatten()?;
    Some(match row.text(spec, "term") {
        "spring" => format!("{}-01-01", year + 1),
        "summer" => format!("{}-04-01", year + 1),
        _ => format!("{year}-09-01"),
    })
}

/// Marks by register, the latest year first.
fn registers(files: &mut Files<'_>, records: &Records) -> Result<Vec<RegisterYear>> {
    // Year by year down the key: to list the years by reading every row would decrypt all of them.
    let sql = format!(
        "WITH RECURSIVE y (year) AS (
            SELECT max(year) FROM attendance
            UNION ALL SELECT (SELECT max(year) FROM attendance WHERE year < y.year) FROM y WHERE y.year IS NOT NULL
        )
        SELECT a.year, r.urn, a.marks, a.register, a.child FROM y
        JOIN attendance a ON a.year = y.year AND a.child IN {} JOIN register r ON r.id = a.register
        ORDER BY a.year DESC, a.register, a.child <> ?1, a.child",
        records.list()
    );
    let connection = files.connection;
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([records.root()])?;
    let mut registers = Vec::new();
    while let Some(row) = found.next()? {
        let bytes = row.get_ref(2)?.as_blob().map_err(|_| unreadable())?.to_vec();
        let sources = sources(files, [row.get(0)?, row.get(4)?, row.get(3)?])?;
        registers.push(RegisterYear { year: AcademicYear(row.get(0)?), urn: row.get(1)?, bytes, sources });
    }
    Ok(registers)
}

/// Where the sessions of a packed row came from; the key is year, child, register.
fn sources(files: &mut Files<'_>, key: [i64; 3]) -> Result<Vec<(usize, usize, Source)>> {
    let sql = "SELECT runs FROM attendance_source WHERE year = ?1 AND child = ?2 AND register = ?3";
    let found = files.connection.prepare_cached(sql)?.query_row(key, |row| row.get::<_, Vec<u8>>(0)).optional()?;
    let origins = runs::unfold(&found.map_or(Ok(Vec::new()), |bytes| runs::unpack(&bytes))?);
    let mut sources = Vec::new();
    let mut first = 0;
    for same in origins.chunk_by(|left, right| left == right) {
        if let Some((import, line)) = same[0] {
            sources.push((first, first + same.len() - 1, files.source(import, line)?));
        }
        first += same.len();
    }
    Ok(sources)
}

/// The merged marks of every year.
fn merge(child: &mut ChildFacts, registers: &[RegisterYear]) {
    for year in registers.chunk_by(|left, right| left.year == right.year) {
        let mut merged = Vec::new();
        for register in year {
            merge_into(&mut merged, &register.bytes);
        }
        child.marks.push(YearMarks { year: year[0].year, bytes: merged.into_boxed_slice() });
    }
}
