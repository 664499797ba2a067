//! Images: rows as they stood before an import.

use crate::domain::kind::{KINDS, KindSpec};
use crate::store::table::{from_json, unreadable};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Result};
use serde_json::Value as Json;

/// A row as it stood.
pub(super) struct Image {
    pub(super) table: String,
    pub(super) row: i64,
    /// The import took it away; else it changed it.
    pub(super) gone: bool,
    /// Its columns, its import and its line.
    values: Vec<Sql>,
}

impl Image {
    pub(super) fn spec(&self) -> Option<&'static KindSpec> {
        KINDS.iter().find(|spec| spec.table == self.table)
    }

    /// The columns, then import and line. A column that came with a later program was empty.
    pub(super) fn whole(&self, spec: &KindSpec) -> Vec<Sql> {
        let (columns, source) = self.values.split_at(self.values.len().saturating_sub(2));
        let mut whole = columns.to_vec();
        whole.resize(spec.fields.len(), Sql::Null);
        whole.extend(source.iter().cloned());
        whole
    }

    /// The value at a place.
    pub(super) fn at(&self, place: usize) -> Sql {
        self.values.get(place).cloned().unwrap_or(Sql::Null)
    }

    /// The natural key, made from the columns as an import makes it.
    pub(super) fn key(&self, spec: &KindSpec) -> String {
        let text = |at| match self.at(at) {
            Sql::Text(text) => text,
            _ => String::new(),
        };
        spec.natural_key(text).unwrap_or_default()
    }
}

/// The images of a change, the last first.
pub(super) fn images(connection: &Connection, seq: i64) -> Result<Vec<Image>> {
    let sql = "SELECT kind, row, gone, before FROM change_image WHERE seq = ?1 ORDER BY rowid DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([seq])?;
    let mut images = Vec::new();
    while let Some(row) = rows.next()? {
        let before: String = row.get(3)?;
        let values: Vec<Json> = serde_json::from_str(&before).map_err(|_| unreadable())?;
        let values = values.into_iter().map(from_json).collect::<Option<_>>().ok_or_else(unreadable)?;
        images.push(Image { table: row.get(0)?, row: row.get(1)?, gone: row.get(2)?, values });
    }
    Ok(images)
}
