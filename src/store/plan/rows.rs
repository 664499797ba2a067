//! Rows compared with what stands under their keys.

use crate::domain::kind::Kind;
use crate::domain::sheet::{Layer, Sheet, SheetRow, upn_of};
use crate::store::erase::known::ErasedChildren;
use crate::store::plan::{Compared, RowWork, Whose, Work, children, named_twice, unknown_child};
use crate::store::table::{Table, overlay};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Result, Row, params_from_iter};
use std::collections::{HashMap, HashSet};

pub(super) fn compare(
    connection: &Connection,
    sheet: &Sheet,
    (kind, layer): (Kind, Layer),
    rows: &[SheetRow],
) -> Result<Compared> {
    let under = Comparer { connection, table: Table::of(kind), layer, children: children(connection, sheet)? };
    let erased = ErasedChildren::of(connection)?;
    let mut compared = Compared::nothing(sheet.repeated);
    let mut work = Vec::new();
    let mut named = HashSet::new();
    for row in rows {
        let Some(whose) = under.whose(row) else {
            let was_erased = erased.reason(sheet, &row.child_id);
            compared.hold(|| unknown_child(sheet, (row.line, was_erased), row.text.clone()));
            continue;
        };
        if let Whose::New(_) = whose
            && let Some(reason) = erased.reason_of_new(under.table.spec, row)
        {
            compared.hold(|| unknown_child(sheet, (row.line, Some(reason)), None));
            continue;
        }
        if let Whose::Child(child) = whose
            && !named.insert((child, row.key.as_str()))
        {
            compared.hold(|| named_twice(row.line, row.text.clone()));
            continue;
        }
        compared.any = true;
        match under.row(whose, row)? {
            None => compared.same += 1,
            Some(row) => {
                let count = if row.found.is_some() { &mut compared.changed } else { &mut compared.new };
                *count += 1;
                work.push(row);
            }
        }
    }
    let gone = if kind == Kind::BankHoliday { replaced_holidays(connection, rows)? } else { Vec::new() };
    compared.work = Work::Rows { kind, layer, rows: work, gone };
    Ok(compared)
}

struct Comparer<'a> {
    connection: &'a Connection,
    table: Table,
    layer: Layer,
    children: HashMap<String, i64>,
}

impl Comparer<'_> {
    /// `None` where the child is not in the caseload.
    fn whose(&self, row: &SheetRow) -> Option<Whose> {
        if !self.table.spec.of_child {
            return Some(Whose::Nobody);
        }
        match self.children.get(&row.child_id) {
            Some(&child) => Some(Whose::Child(child)),
            None if upn_of(&row.child_id).is_some() => None,
            None => (self.table.spec.kind == Kind::Child).then(|| Whose::New(row.child_id.clone())),
        }
    }

    /// What is to be written; `None` where all of it stands there.
    fn row(&self, child: Whose, row: &SheetRow) -> Result<Option<RowWork>> {
        let found = match child {
            Whose::New(_) => None,
            Whose::Child(child) => self.find(Some(child), &row.key)?,
            Whose::Nobody => self.find(None, &row.key)?,
        };
        let empty = vec![Sql::Null; row.cells.len()];
        let before = found.as_ref().map_or(&empty, |(_, before)| before);
        let after: Vec<Sql> = row.cells.iter().zip(before).map(|(cell, before)| overlay(cell, before)).collect();
        if found.is_some() && after == *before {
            return Ok(None);
        }
        Ok(Some(RowWork { child, key: row.key.clone(), line: row.line, found, after }))
    }

    fn find(&self, child: Option<i64>, key: &str) -> Result<Option<(i64, Vec<Sql>)>> {
        let mut statement = self.connection.prepare_cached(&self.table.select)?;
        let identity = self.table.identity(child, key, self.layer);
        statement.query_row(params_from_iter(identity), |row| stored(row, self.table.spec.fields.len())).optional()
    }
}

/// A row's id and columns.
fn stored(row: &Row<'_>, columns: usize) -> Result<(i64, Vec<Sql>)> {
    let values: Result<Vec<Sql>> = (1..=columns).map(|at| row.get(at)).collect();
    Ok((row.get(0)?, values?))
}

/// Holidays of the divisions and years that the file holds, and that it does not name any more.
fn replaced_holidays(connection: &Connection, rows: &[SheetRow]) -> Result<Vec<(i64, Vec<Sql>)>> {
    let year_of =
        |key: &str| key.split_once('\u{1f}').map(|(division, date)| (division.to_owned(), date[..4].to_owned()));
    let keys: HashSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let years: HashSet<(String, String)> = rows.iter().filter_map(|row| year_of(&row.key)).collect();
    let mut statement = connection.prepare("SELECT id, division, date, title, key FROM bank_holiday ORDER BY id")?;
    let stood = statement.query_map([], |row| Ok((stored(row, 3)?, row.get::<_, String>(4)?)))?;
    let gone = stood.filter(|found| {
        let Ok((_, key)) = found else { return true };
        !keys.contains(key.as_str()) && year_of(key).is_some_and(|year| years.contains(&year))
    });
    gone.map(|found| found.map(|(row, _)| row)).collect()
}
