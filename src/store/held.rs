//! Held-back rows: kept with an import, listed, corrected or dropped.

mod again;

pub(super) use again::forget;

use crate::domain::erased;
use crate::domain::held::{self, HeldRow, HeldText, MOST_KEPT};
use crate::domain::sealed::Sealed;
use crate::store::back::Change;
use crate::store::error::StoreError;
use crate::store::follow_up::turned;
use crate::store::intake::Planned;
use crate::store::journal::{self, By, Entry, Told};
use crate::store::{plan, take};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde_json::json;

/// Keeps what an import held back, the first rows of very many: a file of millions of rows that nobody can use must
/// neither swell the caseload nor keep a note waiting. An earlier open row that says the same is settled by this one.
pub(super) fn keep(connection: &Connection, import: i64, planned: &Planned) -> Result<()> {
    let rows = &planned.intake.held;
    if rows.is_empty() {
        return Ok(());
    }
    let sheet = &planned.sheet;
    let sealed = held::join(sheet.sealed_columns.iter().map(String::as_str));
    let sealed = Some(sealed).filter(|_| !sheet.sealed_columns.is_empty());
    let mut under =
        connection.prepare_cached("UPDATE import SET header = ?2, profile = ?3, sealed = ?4 WHERE id = ?1")?;
    under.execute(params![import, sheet.header, sheet.profile, sealed])?;
    let mut insert = connection
        .prepare_cached("INSERT INTO held (import, line, \"column\", reason, row) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for held in rows.iter().take(MOST_KEPT) {
        let text = sheet.texts.get(&held.line).or(held.text.as_ref()).map(Sealed::reveal);
        let text = text.filter(|_| !erased::is_reason(&held.reason));
        insert.execute(params![import, held.line, held.column, held.reason, text])?;
    }
    again::settle(connection, import)
}

/// Every open row, by its file's import and line.
pub(super) fn open(connection: &Connection) -> Result<Vec<HeldRow>> {
    let sql = "SELECT h.id, i.file, i.layout, h.line, h.\"column\", h.reason, h.row IS NOT NULL
        FROM held h JOIN import i ON i.id = h.import WHERE h.settled IS NULL ORDER BY h.import, h.line, h.id";
    connection.prepare_cached(sql)?.query_map([], row)?.collect()
}

/// How many open rows each file has, the earliest import first.
pub(super) fn by_file(connection: &Connection) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT i.file, count(*) FROM held h JOIN import i ON i.id = h.import WHERE h.settled IS NULL
        GROUP BY i.file ORDER BY min(i.id)";
    connection.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// An open row with its text.
pub(super) fn text(connection: &Connection, id: i64) -> Result<Option<HeldText>> {
    let sql = "SELECT h.id, i.file, i.layout, h.line, h.\"column\", h.reason, h.row IS NOT NULL,
            coalesce(i.header, ''), h.row, i.profile, i.sealed
        FROM held h JOIN import i ON i.id = h.import WHERE h.id = ?1 AND h.settled IS NULL AND h.row IS NOT NULL";
    let read = |found: &Row<'_>| {
        let (header, text) = (found.get(7)?, Sealed::new(found.get(8)?));
        let sealed: Option<String> = found.get(10)?;
        let sealed = sealed.map_or_else(Vec::new, |words| held::split(&words));
        Ok(HeldText { row: row(found)?, profile: found.get(9)?, header, sealed, text })
    };
    connection.prepare_cached(sql)?.query_row([id], read).optional()
}

fn row(row: &Row<'_>) -> Result<HeldRow> {
    Ok(HeldRow {
        id: row.get(0)?,
        file: row.get(1)?,
        layout: row.get(2)?,
        line: row.get(3)?,
        column: row.get(4)?,
        reason: row.get(5)?,
        kept: row.get(6)?,
    })
}

/// Takes a corrected row in and settles the one that was held back, in one transaction.
pub(super) fn retry(
    connection: &Connection,
    by: By<'_>,
    id: i64,
    mut planned: Planned,
) -> std::result::Result<(), StoreError> {
    let transaction = crate::store::apply::begin(connection)?;
    if journal::last(&transaction)? != planned.revision {
        planned = plan::within(&transaction, planned.sheet)?;
    }
    if !planned.intake.held.is_empty() {
        return Err(StoreError::StillHeld);
    }
    if !settle(&transaction, by, id, ("retried", None))? {
        return Err(StoreError::NoSuchHeld);
    }
    let import = take::take(&transaction, by, &planned)?;
    transaction.execute("UPDATE import SET corrects = ?1 WHERE id = ?2", params![id, import])?;
    transaction.execute("UPDATE held SET settled_import = ?2 WHERE id = ?1", params![id, import])?;
    transaction.commit()?;
    Ok(())
}

/// Settles rows that are not wanted and gives how many were still open. The reason may name a child: the journal does
/// not hold it.
pub(super) fn drop_rows(
    connection: &Connection,
    by: By<'_>,
    ids: &[i64],
    reason: &str,
) -> std::result::Result<usize, StoreError> {
    let mut dropped = Vec::new();
    for &id in ids {
        if settle(connection, by, id, ("dropped", Some(reason)))? {
            dropped.push(id);
        }
    }
    if dropped.is_empty() {
        return Err(StoreError::NoSuchHeld);
    }
    let after = Some(json!({ "held": dropped }));
    let told = Told::of([]);
    journal::add(connection, by, &Entry { command: "drop-held", import: None, before: None, after, told })?;
    Ok(dropped.len())
}

/// Opens rows again that were dropped, or drops them again.
pub(super) fn turn_dropped(
    connection: &Connection,
    change: &Change,
    back: Option<i64>,
) -> std::result::Result<(), StoreError> {
    let sql = "UPDATE held SET settled = 'dropped', settled_import = NULL
        WHERE id = ?1 AND why IS NOT NULL AND (settled IS NULL OR settled = 'again')";
    let mut drop_it = connection.prepare_cached(sql)?;
    for id in change.numbers("held")? {
        let done = if back.is_some() { again::open(connection, id)? } else { drop_it.execute([id])? > 0 };
        turned(usize::from(done))?;
    }
    Ok(())
}

/// Settles a row that is open; false where it is not.
fn settle(connection: &Connection, by: By<'_>, id: i64, (how, why): (&str, Option<&str>)) -> Result<bool> {
    let sql = "UPDATE held SET settled = ?2, why = ?3, settled_at = ?4, settled_by = ?5
        WHERE id = ?1 AND settled IS NULL";
    Ok(connection.prepare_cached(sql)?.execute(params![id, how, why, by.utc(), by.actor])? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sheet::{Held, Layer, Sheet};
    use crate::store::command::{Applied, Command};
    use crate::store::testing::{Bench, day, sheet, single, stamp};

    const HEADER: &str = "child_id,due";

    /// A PEP of a child, due on a day, its row's text kept; or a row that was held back while it was read.
    fn peps(child: &str, due: &str) -> Sheet {
        let mut sheet = sheet(Kind::Pep, Layer::Own, vec![(child, vec![("due", due)])]);
        HEADER.clone_into(&mut sheet.header);
        if let crate::domain::sheet::Content::Rows { rows, .. } = &mut sheet.content {
            rows[0].text = Some(Sealed::new(format!("{child},{due}")));
        }
        sheet
    }

    fn unreadable() -> Sheet {
        let held = Held {
            line: 7,
            column: Some("due".to_owned()),
            reason: "not a date".to_owned(),
            text: Some(Sealed::new("c1,soon".to_owned())),
        };
        Sheet { held: vec![held], data_rows: 2, ..peps("c1", "2026-12-01") }
    }

    fn retry(bench: &mut Bench, id: i64, sheet: Sheet) -> std::result::Result<(), StoreError> {
        let planned = Box::new(bench.store.plan(sheet).unwrap());
        bench.store.apply(Command::RetryHeld { id, planned }, stamp()).map(|applied| {
            assert!(matches!(applied, Applied::Settled(settled) if settled == id));
        })
    }

    #[test]
    fn a_row_is_kept_as_its_file_wrote_it_and_its_text_is_never_printed() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(unreadable());
        bench.import(peps("c9", "2026-12-01"));
        let rows = bench.store.held().unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.line, row.column.as_deref(), row.reason.as_str())).collect();
        let no_child = (2, Some("child_id"), "no such child in the caseload");
        assert_eq!(told, [(7, Some("due"), "not a date"), no_child]);
        let text = bench.store.held_text(rows[1].id).unwrap().unwrap();
        assert_eq!((text.header.as_str(), text.text.reveal().as_str()), (HEADER, "c9,2026-12-01"));
        assert!(!format!("{text:?}").contains("2026-12-01"), "{text:?}");
    }

    #[test]
    fn a_corrected_row_goes_in_and_is_settled_at_once() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(unreadable());
        let id = bench.store.held().unwrap()[0].id;
        let mut corrected = peps("c1", "2027-01-11");
        corrected.put_on_line(7);
        retry(&mut bench, id, corrected).unwrap();
        assert_eq!(bench.store.held().unwrap(), []);
        let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
        assert_eq!(caseload.children[0].peps.len(), 2);
        let of_the_row = "SELECT count(*) FROM pep JOIN import ON import.id = pep.import
            WHERE pep.line = 7 AND import.corrects = 1 AND import.file = 'folder/file.csv'";
        assert_eq!(bench.count(of_the_row), 1);
        let again = retry(&mut bench, id, peps("c1", "2027-01-12"));
        assert!(matches!(again, Err(StoreError::NoSuchHeld)), "{again:?}");
        assert_eq!(bench.count("SELECT count(*) FROM pep"), 2, "nothing of it is in");
    }

    #[test]
    fn a_row_that_is_still_wrong_changes_nothing() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(unreadable());
        let (id, imports) = (bench.store.held().unwrap()[0].id, bench.count("SELECT count(*) FROM import"));
        let refused = retry(&mut bench, id, peps("c9", "2027-01-11"));
        assert!(matches!(refused, Err(StoreError::StillHeld)), "{refused:?}");
        assert_eq!(bench.store.held().unwrap().len(), 1);
        assert_eq!(bench.count("SELECT count(*) FROM import"), imports);
    }

    #[test]
    fn a_dropped_row_keeps_its_reason_out_of_the_journal() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(unreadable());
        let id = bench.store.held().unwrap()[0].id;
        let reason = Sealed::new("Zuzanna has moved".to_owned());
        bench.store.apply(Command::DropHeld { ids: vec![id], reason: reason.clone() }, stamp()).unwrap();
        assert_eq!(bench.store.held().unwrap(), []);
        assert_eq!(bench.count("SELECT count(*) FROM held WHERE why = 'Zuzanna has moved' AND settled = 'dropped'"), 1);
        assert_eq!(bench.count("SELECT count(*) FROM change WHERE coalesce(after, '') LIKE '%Zuzanna%'"), 0);
        let again = bench.store.apply(Command::DropHeld { ids: vec![id], reason }, stamp());
        assert!(matches!(again, Err(StoreError::NoSuchHeld)), "{again:?}");
    }

    #[test]
    fn rows_that_an_older_program_held_back_are_still_listed() {
        let file = Connection::open_in_memory().unwrap();
        file.execute_batch(include_str!("migrations/0001_caseload.sql")).unwrap();
        let import = "INSERT INTO import (file, layout, hash, new, changed, same, held, at, actor)
            VALUES (?1, ?2, x'00', ?3, 0, 0, 1, '2026-11-20T09:00:00.000Z', 'amy')";
        for (name, layout, new) in [("a.csv", "ssda903-episodes", 1), ("b.csv", "peps", 0)] {
            file.execute(import, params![name, layout, new]).unwrap();
        }
        file.execute_batch("INSERT INTO held VALUES (2, 9, 'due', 'not a date'), (1, 4, NULL, 'ragged')").unwrap();
        file.execute_batch(include_str!("migrations/0002_held.sql")).unwrap();
        let rows: Vec<_> = super::open(&file).unwrap().into_iter().map(|row| (row.file, row.line, row.kept)).collect();
        assert_eq!(rows, [("a.csv".to_owned(), 4, false), ("b.csv".to_owned(), 9, false)]);
        let kinds = "SELECT group_concat(coalesce(kind, '-'), ' ') FROM (SELECT kind FROM import ORDER BY id)";
        let kinds: String = file.query_row(kinds, [], |row| row.get(0)).unwrap();
        assert_eq!(kinds, "placements -", "nothing of the second went in");
    }

    #[test]
    fn the_same_file_again_lists_its_rows_once() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(unreadable());
        bench.import(unreadable());
        assert_eq!(bench.store.held().unwrap().len(), 1);
        assert_eq!(bench.store.ledger().unwrap().held, [("folder/file.csv".to_owned(), 1)]);
        let mut other = unreadable();
        other.held[0].text = Some(Sealed::new("c1,later".to_owned()));
        bench.import(other);
        assert_eq!(bench.store.held().unwrap().len(), 2, "another row is another row");
    }

    #[test]
    fn a_row_is_kept_with_what_it_is_read_again_by() {
        let mut bench = Bench::with_children(&["c1"]);
        let theirs = |mut sheet: Sheet| {
            sheet.profile = Some("theirs".to_owned());
            sheet.sealed_columns = vec!["Line, home".to_owned(), "Line".to_owned()];
            sheet
        };
        bench.import(theirs(unreadable()));
        let mut register = single(&[("c9", "2026-11-17", "AM", "/")]);
        register.texts.insert(2, Sealed::new("c9,as it stood".to_owned()));
        "child_id,date".clone_into(&mut register.header);
        bench.import(theirs(register));
        let rows = bench.store.held().unwrap();
        let texts: Vec<_> = rows.iter().map(|row| bench.store.held_text(row.id).unwrap().unwrap()).collect();
        assert!(texts.iter().all(|text| text.profile.as_deref() == Some("theirs")), "{texts:?}");
        assert_eq!(texts[0].sealed, ["Line, home", "Line"]);
        assert_eq!(texts[1].text.reveal(), "c9,as it stood", "not what the marks alone would say");
    }

    #[test]
    fn a_row_without_its_text_is_settled_by_the_same_line_that_has_it() {
        let mut bench = Bench::with_children(&["c1"]);
        let blind = || {
            let mut blind = unreadable();
            blind.held[0].text = None;
            blind
        };
        bench.import(blind());
        bench.import(unreadable());
        let rows = bench.store.held().unwrap();
        assert_eq!((rows.len(), rows[0].kept), (1, true));
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(blind());
        let mut other = unreadable();
        other.held[0].reason = "is empty".to_owned();
        bench.import(other);
        assert_eq!(bench.store.held().unwrap().len(), 2, "another file of the same name");
    }

    #[test]
    fn rows_are_dropped_together_and_the_journal_tells_of_it_once() {
        let mut bench = Bench::with_children(&["c1"]);
        let mut several = unreadable();
        several.held = (7..10).map(|line| Held { line, text: None, ..several.held[0].clone() }).collect();
        several.data_rows = 4;
        bench.import(several);
        let ids: Vec<i64> = bench.store.held().unwrap().iter().map(|row| row.id).collect();
        let reason = Sealed::new("last year's".to_owned());
        bench.store.apply(Command::DropHeld { ids: vec![ids[1]], reason: reason.clone() }, stamp()).unwrap();
        let changes = bench.count("SELECT count(*) FROM change");
        let dropped = bench.store.apply(Command::DropHeld { ids: ids.clone(), reason: reason.clone() }, stamp());
        assert!(matches!(dropped, Ok(Applied::HeldDropped(2))), "{dropped:?}");
        assert_eq!(bench.count("SELECT count(*) FROM held WHERE settled = 'dropped' AND why = 'last year''s'"), 3);
        assert_eq!((bench.store.held().unwrap(), bench.count("SELECT count(*) FROM change")), (vec![], changes + 1));
        let again = bench.store.apply(Command::DropHeld { ids, reason }, stamp());
        assert!(matches!(again, Err(StoreError::NoSuchHeld)), "{again:?}");
        assert_eq!(bench.count("SELECT count(*) FROM change"), changes + 1);
    }
}
