//! Planning: a sheet compared with the caseload, outside any write transaction.

pub(super) mod marks;
mod marks_text;
mod rows;

use crate::domain::attendance::AcademicYear;
use crate::domain::held::{MOST_TOLD, held_rows};
use crate::domain::kind::Kind;
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{ChildBy, Content, Held, Layer, Sheet, by_upn, upn_of};
use crate::store::error::StoreError;
use crate::store::intake::{Intake, Planned};
use crate::store::journal;
use crate::store::runs::Run;
use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use std::collections::HashMap;
use std::fmt;

/// Why a row of a child that is not in the caseload is held back.
pub(super) const NO_SUCH_CHILD: &str = "no such child in the caseload";

/// Why a row is held back whose child another row of the file names differently.
const NAMED_TWICE: &str = "another row says the same of this child, named by another number";
const NO_SUCH_UPN: &str = "no child in the caseload has this UPN, or more than one has";
const NO_SUCH_PUPIL: &str = "no child of the caseload has this number in a census that went in before";

/// What is to be written.
pub(super) enum Work {
    /// Rows of one kind.
    Rows {
        kind: Kind,
        layer: Layer,
        rows: Vec<RowWork>,
        /// Rows that the sheet replaces by leaving them out: id and what stands there.
        gone: Vec<(i64, Vec<Sql>)>,
    },
    /// The sheet's own marks: see [`marks::each`].
    Marks {
        /// At least one of them differs from what stands.
        differs: bool,
    },
    /// Nothing.
    Nothing,
}

/// Says how much there is, never what.
impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows { rows, gone, .. } => write!(f, "{} rows, {} gone", rows.len(), gone.len()),
            Self::Marks { differs } => write!(f, "marks, {}", if *differs { "some differ" } else { "none differs" }),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

/// A row to be written.
pub(super) struct RowWork {
    pub(super) child: Whose,
    pub(super) key: String,
    pub(super) line: u32,
    /// The row that is there, and what stands in it.
    pub(super) found: Option<(i64, Vec<Sql>)>,
    pub(super) after: Vec<Sql>,
}

/// Whose row it is.
pub(super) enum Whose {
    Nobody,
    Child(i64),
    /// The council's id of a child that the row makes.
    New(String),
}

/// A packed row to be written.
pub(super) struct MarksWork {
    pub(super) child: i64,
    pub(super) year: AcademicYear,
    pub(super) urn: String,
    /// The marks and runs that stand there.
    pub(super) found: Option<(Vec<u8>, Vec<u8>)>,
    pub(super) marks: Vec<u8>,
    /// Under [`THIS_IMPORT`](crate::store::runs::THIS_IMPORT) where this import gives them.
    pub(super) runs: Vec<Run>,
}

/// What comparing finds out.
struct Compared {
    work: Work,
    new: u32,
    changed: u32,
    same: u32,
    held: Vec<Held>,
    /// How many more rows are held back than are told.
    more: u32,
    /// At least one row went in, or says what is there.
    any: bool,
}

impl Compared {
    /// Of rows that say again what others say.
    fn nothing(repeated: u32) -> Self {
        Self { work: Work::Nothing, new: 0, changed: 0, same: repeated, held: Vec::new(), more: 0, any: false }
    }

    fn hold(&mut self, held: impl FnOnce() -> Held) {
        if self.held.len() < MOST_TOLD {
            self.held.push(held());
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

/// Compares a sheet with the caseload as one moment shows it.
pub(super) fn plan(connection: &Connection, sheet: Sheet) -> Result<Planned, StoreError> {
    let moment = connection.unchecked_transaction()?;
    let planned = within(&moment, sheet)?;
    moment.finish()?;
    Ok(planned)
}

/// Compares within a transaction that is already open.
pub(super) fn within(connection: &Connection, sheet: Sheet) -> Result<Planned, StoreError> {
    let revision = journal::last(connection)?;
    let compared = match &sheet.content {
        Content::Rows { kind, layer, rows } => rows::compare(connection, &sheet, (*kind, *layer), rows)?,
        Content::Marks(marks) => marks::compare(connection, &sheet, marks)?,
        Content::Nothing => Compared::nothing(sheet.repeated),
    };
    let Compared { work, new, changed, same, mut held, more, any } = compared;
    held.extend(sheet.held.iter().cloned());
    held.sort_by_key(|held| held.line);
    let beyond = held_rows(held.len().saturating_sub(MOST_TOLD), 0);
    held.truncate(MOST_TOLD);
    let held_more = sheet.held_more.saturating_add(more).saturating_add(beyond);
    let (file, layout, unknown_columns) = (sheet.file.clone(), sheet.layout, sheet.unknown_columns.clone());
    let profile = sheet.profile.clone();
    let intake = Intake { file, layout, profile, new, changed, same, held, held_more, unknown_columns };
    Ok(Planned { intake, sheet, revision, work: if any { work } else { Work::Nothing } })
}

/// Internal ids by what a file names a child; in a file of council ids by the unique pupil numbers of its rows too. What
/// names two children names none, and of several records of one child the one that stands for it; a number that a child has now is nobody's former one.
pub(super) fn children(connection: &Connection, sheet: &Sheet) -> rusqlite::Result<HashMap<String, i64>> {
    let sql = match sheet.child_by {
        ChildBy::CouncilId => "SELECT value, child FROM child_key WHERE kind = 'child_id'",
        ChildBy::Upn => {
            "SELECT value, CASE count(DISTINCT k.child) WHEN 1 THEN min(k.child) ELSE min(coalesce(root, k.child)) END
                FROM child_key k LEFT JOIN merged m ON m.child = k.child
                WHERE kind = 'upn' OR kind = 'former_upn'
                AND NOT EXISTS (SELECT 1 FROM child_key WHERE kind = 'upn' AND value = k.value)
             GROUP BY value HAVING count(DISTINCT coalesce(root, k.child)) = 1"
        }
        ChildBy::CensusPupil => {
            "SELECT pupil, CASE count(DISTINCT c.child) WHEN 1 THEN min(c.child) ELSE min(coalesce(root, c.child)) END
                FROM census_pupil c LEFT JOIN merged m ON m.child = c.child
             GROUP BY pupil HAVING count(DISTINCT coalesce(root, c.child)) = 1"
        }
    };
    let ids = |sql: &str| -> rusqlite::Result<HashMap<String, i64>> {
        let mut statement = connection.prepare_cached(sql)?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let mut children = ids(sql)?;
    if sheet.child_by == ChildBy::CouncilId && names_upns(sheet) {
        let upns = "WITH numbers (value, record, child, kind) AS
                (SELECT upper(value), k.child, coalesce(root, k.child), kind FROM child_key k
                 LEFT JOIN merged m ON m.child = k.child WHERE kind IN ('upn', 'former_upn'))
            SELECT value, CASE count(DISTINCT record) WHEN 1 THEN min(record) ELSE min(child) END FROM numbers
                WHERE kind = 'upn' OR value NOT IN (SELECT value FROM numbers WHERE kind = 'upn')
            GROUP BY value HAVING count(DISTINCT child) = 1";
        children.extend(ids(upns)?.into_iter().map(|(upn, child)| (by_upn(&upn), child)));
    }
    Ok(children)
}

/// Whether a row says whose it is by a unique pupil number.
fn names_upns(sheet: &Sheet) -> bool {
    match &sheet.content {
        Content::Rows { rows, .. } => rows.iter().any(|row| upn_of(&row.child_id).is_some()),
        Content::Marks(marks) => marks.keys().any(|(child, _, _)| upn_of(child).is_some()),
        Content::Nothing => false,
    }
}

fn named_twice(line: u32, text: Option<Sealed<String>>) -> Held {
    Held { line, column: None, reason: NAMED_TWICE.to_owned(), text }
}

/// A row of a child whom the caseload does not know, or who was erased: of that nothing is kept.
fn unknown_child(sheet: &Sheet, (line, erased): (u32, Option<String>), text: Option<Sealed<String>>) -> Held {
    let column = Some(sheet.child_column.clone()).filter(|column| !column.is_empty());
    if let Some(reason) = erased {
        return Held { line, column, reason, text: None };
    }
    let reason = match sheet.child_by {
        ChildBy::CouncilId => NO_SUCH_CHILD,
        ChildBy::Upn => NO_SUCH_UPN,
        ChildBy::CensusPupil => NO_SUCH_PUPIL,
    };
    Held { line, column, reason: reason.to_owned(), text }
}
