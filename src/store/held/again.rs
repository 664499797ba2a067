//! The same row held back by a later file: the earlier one is settled by it, so that it is listed once.
//!
//! No row stays open that a later import held back too. An import settles the rows before it; where rows are opened
//! again, since a drop or an import is taken back, the imports after them are asked.

use rusqlite::{Connection, Result, params};

/// Settles the open rows of earlier imports that an import held back too: the same row of the same layout and header; of
/// a row whose text was not kept the same line of the same file, where that was not kept again, or is held back for the
/// same reason. What is known of a drop that was taken back stays, so that it can be made again.
pub(super) fn settle(connection: &Connection, import: i64) -> Result<()> {
    let sql = "UPDATE held SET settled = 'again', settled_import = ?1,
            settled_at = coalesce(settled_at, (SELECT at FROM import WHERE id = ?1)),
            settled_by = coalesce(settled_by, (SELECT actor FROM import WHERE id = ?1))
        WHERE settled IS NULL AND import < ?1 AND (
            row IN (SELECT row FROM held WHERE import = ?1 AND row IS NOT NULL) AND import IN (
                SELECT earlier.id FROM import earlier JOIN import now ON now.id = ?1
                WHERE earlier.layout = now.layout AND earlier.header = now.header)
            OR row IS NULL AND (line IN (SELECT line FROM held WHERE import = ?1 AND row IS NULL)
                OR (line, reason) IN (SELECT line, reason FROM held WHERE import = ?1)) AND import IN (
                SELECT earlier.id FROM import earlier JOIN import now ON now.id = ?1 WHERE earlier.file = now.file))";
    connection.prepare_cached(sql)?.execute([import])?;
    Ok(())
}

/// Settles open rows likewise by the imports that came after one.
fn settle_after(connection: &Connection, import: i64) -> Result<()> {
    let later = "SELECT DISTINCT import FROM held WHERE import > ?1 ORDER BY import";
    let later: Vec<i64> =
        connection.prepare_cached(later)?.query_map([import], |row| row.get(0))?.collect::<Result<_>>()?;
    later.into_iter().try_for_each(|import| settle(connection, import))
}

/// Opens a row that was dropped; false where it was not.
pub(super) fn open(connection: &Connection, id: i64) -> Result<bool> {
    let sql = "UPDATE held SET settled = NULL WHERE id = ?1 AND settled = 'dropped' RETURNING import";
    let mut statement = connection.prepare_cached(sql)?;
    let mut opened = statement.query_map([id], |row| row.get(0))?.collect::<Result<Vec<i64>>>()?;
    opened.pop().map_or(Ok(false), |import| settle_after(connection, import).map(|()| true))
}

/// Forgets what an import that is taken back held back, and opens the rows again that it settled.
pub(in crate::store) fn forget(connection: &Connection, import: i64) -> Result<()> {
    let settled = "SELECT min(import) FROM held WHERE settled_import = ?1";
    let first: Option<i64> = connection.prepare_cached(settled)?.query_row([import], |row| row.get(0))?;
    let sql = "UPDATE held SET settled = NULL, settled_import = NULL,
            settled_at = iif(why IS NULL, NULL, settled_at), settled_by = iif(why IS NULL, NULL, settled_by)
        WHERE settled_import = ?1";
    connection.prepare_cached(sql)?.execute([import])?;
    connection.prepare_cached("DELETE FROM held WHERE import = ?1")?.execute(params![import])?;
    first.map_or(Ok(()), |first| settle_after(connection, first))
}

#[cfg(test)]
mod tests {
    use crate::domain::imported::ImportId;
    use crate::domain::kind::Kind;
    use crate::domain::sealed::Sealed;
    use crate::domain::sheet::{Held, Layer, Sheet};
    use crate::domain::undoable::Turn;
    use crate::store::command::Command;
    use crate::store::testing::{Bench, sheet, stamp};

    impl Bench {
        /// Imports a file of which these rows are held back.
        fn hold(&mut self, rows: &[&str]) {
            let held = |(line, row): (u32, &&str)| Held {
                line,
                column: None,
                reason: "not a date".to_owned(),
                text: Some(Sealed::new((*row).to_owned())),
            };
            let sheet = sheet(Kind::Pep, Layer::Own, vec![("c1", vec![("due", "2026-12-01")])]);
            let data_rows = 1 + u32::try_from(rows.len()).unwrap();
            let held = (2..).zip(rows).map(held).collect();
            self.import(Sheet { held, data_rows, header: "child_id,due".to_owned(), ..sheet });
        }

        /// The open rows: import and line.
        fn open(&self) -> Vec<(i64, u32)> {
            let import = |id: i64| self.count(&format!("SELECT import FROM held WHERE id = {id}"));
            self.store.held().unwrap().iter().map(|row| (import(row.id), row.line)).collect()
        }

        fn drop_held(&mut self) {
            let ids = self.store.held().unwrap().iter().map(|row| row.id).collect();
            self.store.apply(Command::DropHeld { ids, reason: Sealed::new("not ours".to_owned()) }, stamp()).unwrap();
        }

        fn turn_next(&mut self, turn: Turn) {
            let next = self.store.next_turn(turn, stamp()).unwrap().unwrap();
            self.store.apply(Command::Turn(turn, next.seq), stamp()).unwrap();
        }

        fn take_back(&mut self, import: i64) {
            self.store.apply(Command::UndoImport(ImportId(import)), stamp()).unwrap();
        }
    }

    #[test]
    fn a_drop_taken_back_after_the_same_file_came_again_lists_the_row_once() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.hold(&["c1,soon", "c1,later"]);
        bench.drop_held();
        bench.hold(&["c1,soon"]);
        assert_eq!(bench.open(), [(3, 2)]);
        let before = bench.dump();
        bench.turn_next(Turn::Undo);
        assert_eq!(bench.open(), [(2, 3), (3, 2)], "the one that came again is listed where it came last");
        bench.turn_next(Turn::Redo);
        assert_eq!(bench.open(), [(3, 2)]);
        assert_eq!(bench.dump()["held"], before["held"], "the drop with its reason");
    }

    #[test]
    fn the_import_that_held_it_back_again_taken_back_opens_it() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.hold(&["c1,soon"]);
        bench.drop_held();
        let before = bench.dump();
        bench.hold(&["c1,soon"]);
        bench.turn_next(Turn::Undo);
        bench.take_back(3);
        assert_eq!(bench.open(), [(2, 2)]);
        bench.turn_next(Turn::Redo);
        assert_eq!(bench.dump()["held"], before["held"]);
    }

    #[test]
    fn of_three_files_with_one_row_the_latest_lists_it_whichever_is_taken_back() {
        for (back, open) in [(3, (4, 2)), (4, (3, 2)), (2, (4, 2))] {
            let mut bench = Bench::with_children(&["c1"]);
            for _ in 0..3 {
                // A file that says nothing of a child can be taken back in any order.
                let held = Held { line: 2, column: None, reason: "ragged".to_owned(), text: None };
                let sheet = sheet(Kind::Pep, Layer::Own, Vec::new());
                bench.import(Sheet { held: vec![held], data_rows: 1, ..sheet });
            }
            assert_eq!(bench.open(), [(4, 2)]);
            bench.take_back(back);
            assert_eq!(bench.open(), [open], "{back}");
        }
    }
}
