//! What stands in the way of taking an import back: a later one, not taken back itself, that wrote over a row of it,
//! said the same rows, corrected one that it held back, or hung a row on a child that it made.
//!
//! Last first: where nothing stands in the way, every row that the import wrote is still as it left it, so that its
//! images are what stood before.

use crate::domain::kind::{KINDS, Kind};
use crate::store::table::{identity_columns, unreadable};
use crate::store::undo::image::{Image, images};
use rusqlite::{Connection, Result, named_params};

/// The children that the import made.
const MADE: &str = "SELECT id FROM child WHERE import = :import";

/// The latest import in the way of taking back `import`, whose change is `seq`.
pub(super) fn latest(connection: &Connection, import: i64, seq: i64) -> Result<Option<i64>> {
    let mut found = Vec::new();
    for sql in asked() {
        let mut statement = connection.prepare(&sql)?;
        // Some ask for the import alone, some for both.
        let later: Option<i64> = match statement.parameter_index(":seq")? {
            Some(_) => statement.query_row(named_params! { ":import": import, ":seq": seq }, |row| row.get(0))?,
            None => statement.query_row(named_params! { ":import": import }, |row| row.get(0))?,
        };
        found.extend(later);
    }
    for image in images(connection, seq)?.iter().filter(|image| image.gone && image.table != "child_key") {
        found.extend(in_its_place(connection, import, image)?);
    }
    Ok(found.into_iter().max())
}

/// Every question whose answer is the latest import in the way, or nothing.
fn asked() -> Vec<String> {
    let mut asked = vec![
        // An image says which import the row was of: the next to last of its values.
        "SELECT max(c.import) FROM change c JOIN change_image i ON i.seq = c.seq
            WHERE c.seq > :seq AND json_extract(i.before, '$[#-2]') = :import"
            .to_owned(),
        // From the latest on: the first register that both wrote ends the search.
        "SELECT (SELECT c.import FROM change c CROSS JOIN change_marks mine JOIN change_marks later
            ON later.seq = c.seq AND later.year = mine.year AND later.child = mine.child
                AND later.register = mine.register
            WHERE c.seq > :seq AND c.import > :import AND mine.seq = :seq ORDER BY c.seq DESC LIMIT 1)"
            .to_owned(),
        format!(
            "SELECT max(c.import) FROM change c JOIN change_marks m ON m.seq = c.seq
                WHERE c.seq > :seq AND c.import > :import AND m.child IN ({MADE})"
        ),
        format!("SELECT max(import) FROM child_key WHERE import > :import AND child IN ({MADE})"),
        // A later file of the kind that said the same: which rows it said is not kept, so that all of them stay.
        "SELECT max(later.id) FROM import later JOIN import mine ON mine.id = :import
            WHERE later.id > mine.id AND later.undone IS NULL AND later.kind = mine.kind AND later.same > 0"
            .to_owned(),
        // A row of the file that was held back and went in after all.
        "SELECT max(i.id) FROM held h JOIN import i ON i.id = h.settled_import
            WHERE h.import = :import AND h.settled = 'retried' AND i.undone IS NULL"
            .to_owned(),
    ];
    let of_children = KINDS.iter().filter(|spec| spec.of_child && spec.kind != Kind::Attendance);
    asked
        .extend(of_children.map(|spec| {
            format!("SELECT max(import) FROM {} WHERE import > :import AND child IN ({MADE})", spec.table)
        }));
    asked
}

/// A later import's row under the number or the key of one that the import took away.
fn in_its_place(connection: &Connection, import: i64, image: &Image) -> Result<Option<i64>> {
    let spec = image.spec().ok_or_else(unreadable)?;
    if identity_columns(spec) != ["key"] {
        return Err(unreadable());
    }
    let sql = format!("SELECT max(import) FROM {} WHERE import > :import AND (id = :id OR key = :key)", spec.table);
    let named = named_params! { ":import": import, ":id": image.row, ":key": image.key(spec) };
    connection.prepare_cached(&sql)?.query_row(named, |row| row.get(0))
}
