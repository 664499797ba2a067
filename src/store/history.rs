//! All that was ever written of a child, for a chronology: every version of every note, every decision, what came of
//! what was promised.

use crate::domain::facts::ChildKey;
use crate::domain::history::{Decided, History, Promised, Version};
use crate::domain::sealed::Sealed;
use crate::store::error::StoreError;
use crate::store::table::day;
use crate::store::who::Records;
use crate::store::{Store, imports, note};
use rusqlite::{Connection, Result, Row};

impl Store {
    /// All that was ever written of a child, the oldest first.
    ///
    /// # Errors
    /// A damaged file.
    pub fn history(&self, child: ChildKey) -> std::result::Result<History, StoreError> {
        let audit = self.audit(Some(child))?;
        self.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            let records = Records::of(&moment, child.0)?;
            Ok(History {
                versions: versions(&moment, &records)?,
                decisions: decisions(&moment, &records)?,
                promised: promised(&moment, &records)?,
                audit,
            })
        })
    }
}

fn versions(connection: &Connection, records: &Records) -> Result<Vec<Version>> {
    let sql = format!(
        "SELECT {}, n.version FROM note_version v JOIN note n ON n.id = v.note
         WHERE EXISTS (SELECT 1 FROM note_child c WHERE c.note = v.note AND c.version = v.version AND c.child IN {})
         ORDER BY v.note, v.version",
        note::COLUMNS,
        records.list()
    );
    let mut statement = connection.prepare(&sql)?;
    let found = statement.query_map([records.root()], |row| Ok((note::read(row)?, row.get::<_, i64>(13)?)))?;
    let version = |found: Result<((crate::domain::note::Note, i64), i64)>| {
        let ((note, number), standing) = found?;
        let note = note::with_children(connection, Ok((note, number)))?;
        Ok(Version { note, number, stands: number == standing, taken_back: standing < 0 })
    };
    found.map(version).collect()
}

fn decisions(connection: &Connection, records: &Records) -> Result<Vec<Decided>> {
    let sql = format!(
        "SELECT d.rule, d.what, d.handed_to, d.reason, d.until, d.actor, c.at, d.undone IS NOT NULL
         FROM decision d JOIN change c ON c.seq = d.seq WHERE d.child IN {} ORDER BY d.id",
        records.list()
    );
    let read = |row: &Row<'_>| {
        let at: String = row.get(6)?;
        Ok(Decided {
            at: imports::moment(&at)?,
            rule: row.get(0)?,
            what: row.get(1)?,
            to: row.get(2)?,
            reason: Sealed::new(row.get(3)?),
            until: day(row, 4)?,
            actor: row.get(5)?,
            taken_back: row.get(7)?,
        })
    };
    connection.prepare(&sql)?.query_map([records.root()], read)?.collect()
}

fn promised(connection: &Connection, records: &Records) -> Result<Vec<Promised>> {
    let sql = format!(
        "SELECT f.note, f.due, max(f.what), f.outcome, c.at, c.actor FROM follow_up f
         JOIN note n ON n.id = f.note AND n.version = f.version LEFT JOIN change c ON c.seq = f.done
         WHERE f.child IN {} GROUP BY f.note, f.due ORDER BY f.id",
        records.list()
    );
    let read = |row: &Row<'_>| {
        let at: Option<String> = row.get(4)?;
        Ok(Promised {
            note: crate::domain::note::NoteId(row.get(0)?),
            due: day(row, 1)?,
            what: Sealed::new(row.get(2)?),
            outcome: row.get::<_, Option<String>>(3)?.map(Sealed::new),
            done: at.as_deref().map(imports::moment).transpose()?,
            by: row.get(5)?,
        })
    };
    connection.prepare(&sql)?.query_map([records.root()], read)?.collect()
}
