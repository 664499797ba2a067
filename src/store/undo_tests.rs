//! Imports taken back: afterwards every table is as it was before them.

use crate::domain::imported::{ImportId, Undone};
use crate::domain::kind::Kind;
use crate::domain::sheet::{Layer, Sheet};
use crate::store::command::{Applied, Command};
use crate::store::error::StoreError;
use crate::store::testing::{Bench, children, day, note, sheet, stamp, weeks};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CHILDREN: [&str; 4] = ["c1", "c2", "c3", "c4"];

impl Bench {
    fn undo(&mut self, import: i64) -> Result<Undone, StoreError> {
        match self.store.apply(Command::UndoImport(ImportId(import)), stamp())? {
            Applied::Undone(undone) => Ok(undone),
            other => panic!("{other:?}"),
        }
    }

    fn dangling(&self) -> i64 {
        self.count("SELECT count(*) FROM pragma_foreign_key_check")
    }
}

fn upns(pairs: &[(usize, usize)], layer: Layer) -> Sheet {
    let upn = |at: usize| ["", "A1", "B2", "C3"][at % 4];
    let row = |(child, at): &(usize, usize)| (CHILDREN[child % 4], vec![("surname", "Roe"), ("upn", upn(*at))]);
    sheet(Kind::Child, layer, once(pairs).iter().map(row).collect())
}

/// Each child once, as an import folds them.
fn once(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    pairs.iter().map(|(child, at)| (child % 4, *at)).collect::<BTreeMap<_, _>>().into_iter().collect()
}

fn peps(pairs: &[(usize, usize)]) -> Sheet {
    let held = |at: usize| ["", "2026-11-03", "2026-11-04", "2026-11-05"][at % 4];
    let row = |(child, at): &(usize, usize)| {
        let cells = vec![("academic_year", "2026/27"), ("term", "autumn"), ("held", held(*at))];
        (CHILDREN[child % 4], cells)
    };
    sheet(Kind::Pep, Layer::Own, once(pairs).iter().map(row).collect())
}

fn placements(pairs: &[(usize, usize)]) -> Sheet {
    let start = |at: usize| ["2026-09-01", "2026-10-01"][at % 2];
    let carer = |at: usize| ["Ann", "Bo"][at / 2 % 2];
    let row = |(child, at): &(usize, usize)| {
        (CHILDREN[child % 4], vec![("start", start(*at)), ("carer", carer(*at)), ("emergency", "yes")])
    };
    sheet(Kind::Placement, Layer::Own, once(pairs).iter().map(row).collect())
}

fn register(pairs: &[(usize, usize)]) -> Sheet {
    let codes = |at: usize| ["/ \\ / \\ - - - - - -", "O O - - - - I I - -", "clear - - - - - - - - /"][at % 3];
    let urn = |at: usize| ["", "123456", "654321"][at / 3 % 3];
    let week = |at: usize| ["2026-11-02", "2025-11-03"][at / 9 % 2];
    let pairs = once(pairs);
    let rows: Vec<_> = pairs.iter().map(|(child, at)| (CHILDREN[child % 4], week(*at), codes(*at), urn(*at))).collect();
    weeks(&rows)
}

fn holidays(pairs: &[(usize, usize)]) -> Sheet {
    let date = |at: usize| ["2026-12-25", "2026-12-26", "2026-12-28"][at % 3];
    let row = |(_, at): &(usize, usize)| {
        ("", vec![("division", "england-and-wales"), ("date", date(*at)), ("title", ["Day", "Other"][at / 3 % 2])])
    };
    let mut rows: Vec<_> = pairs.iter().map(row).collect();
    rows.sort();
    rows.dedup_by_key(|(_, cells)| cells[1]);
    sheet(Kind::BankHoliday, Layer::Own, rows)
}

/// One of the sheets below, and what stands in it.
pub(super) fn any_sheet() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (0usize..7, proptest::collection::vec((0usize..4, 0usize..18), 1..5))
}

/// The sheet that was picked.
pub(super) fn made((which, pairs): &(usize, Vec<(usize, usize)>)) -> Sheet {
    match which {
        0 => upns(pairs, Layer::Own),
        1 => upns(pairs, Layer::Published),
        2 => peps(pairs),
        3 => placements(pairs),
        4 | 5 => register(pairs),
        _ => holidays(pairs),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn imports_taken_back_last_first_leave_everything_as_it_was(
        sheets in proptest::collection::vec(any_sheet(), 2..6)
    ) {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        bench.store.apply(
            Command::FileNote { note: note(vec![bench.key("c1")], "spoke to him"), draft: None }, stamp()
        ).unwrap();
        let mut dumps = Vec::new();
        for picked in &sheets {
            dumps.push((bench.dump(), format!("{:?}", bench.store.caseload(day("2026-11-23")).unwrap().sources)));
            bench.import(made(picked));
        }
        let mut import = bench.count("SELECT max(id) FROM import");
        while let Some((before, sources)) = dumps.pop() {
            bench.undo(import).unwrap();
            import -= 1;
            prop_assert_eq!(bench.dump(), before);
            prop_assert_eq!(format!("{:?}", bench.store.caseload(day("2026-11-23")).unwrap().sources), sources);
            prop_assert_eq!(bench.dangling(), 0);
        }
    }

    /// In any order: an import goes whole or is refused, nothing dangles, and what judging reads is what stands in rows.
    #[test]
    fn in_any_order_the_file_stays_whole(
        sheets in proptest::collection::vec(any_sheet(), 2..6), order in proptest::collection::vec(0i64..7, 1..8)
    ) {
        let mut bench = Bench::new();
        for picked in &sheets {
            bench.import(made(picked));
        }
        for import in order {
            let before = bench.dump();
            if bench.undo(import).is_err() {
                prop_assert_eq!(bench.dump(), before);
            }
            prop_assert_eq!(bench.dangling(), 0);
            let packed = bench.dump()["facts"].clone();
            bench.store.unlocked.connection.execute("UPDATE meta SET value = 0 WHERE name = 'facts_packing'", []).unwrap();
            crate::store::facts::repack(&bench.store.unlocked.connection).unwrap();
            prop_assert_eq!(&bench.dump()["facts"], &packed);
        }
    }
}

#[test]
fn a_later_import_of_the_same_row_stands_in_the_way() {
    let pep = |at| peps(&[(0, at)]);
    let mark = |at| register(&[(0, at)]);
    let other = || peps(&[(1, 1)]);
    for (first, second, in_the_way) in [
        (pep(0), pep(1), true),
        // What a later file says too stays, or a rule would speak of what both files say.
        (pep(0), pep(0), true),
        (pep(0), other(), false),
        (mark(0), mark(1), true),
        (mark(0), mark(4), false),
        (upns(&[(0, 1)], Layer::Own), upns(&[(0, 2)], Layer::Own), true),
        (children(&["c7"]), sheet(Kind::Pep, Layer::Own, vec![("c7", vec![("due", "2026-11-01")])]), true),
        (children(&["c7"]), weeks(&[("c7", "2026-11-02", "/ - - - - - - - - -", "")]), true),
        (holidays(&[(0, 0)]), holidays(&[(0, 1)]), true),
    ] {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        bench.import(first);
        bench.import(second);
        match bench.undo(2) {
            Err(StoreError::InTheWay { import: 2, later: 3 }) => assert!(in_the_way),
            other => assert!(other.is_ok() && !in_the_way, "{other:?}"),
        }
        if in_the_way {
            bench.undo(3).unwrap();
            bench.undo(2).unwrap();
        }
    }
}

/// The same row held back twice: the second import settles the first one's, and gives it back.
#[test]
fn a_row_that_a_later_import_held_back_again_is_open_again_without_it() {
    let mut bench = Bench::with_children(&["c1"]);
    let of_nobody = || sheet(Kind::Pep, Layer::Own, vec![("c9", vec![("due", "2026-11-01")])]);
    bench.import(of_nobody());
    let before = bench.dump();
    bench.import(of_nobody());
    assert_ne!(bench.dump(), before);
    bench.undo(3).unwrap();
    assert_eq!(bench.dump(), before);
}

#[test]
fn a_child_with_a_note_stays() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(children(&["c2", "c3"]));
    let about = bench.key("c2");
    bench.store.apply(Command::FileNote { note: note(vec![about], "a call"), draft: None }, stamp()).unwrap();
    let undone = bench.undo(2).unwrap();
    assert_eq!((undone.removed, undone.children, undone.kept), (2, 1, 1));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let there: Vec<_> =
        caseload.children.iter().map(|child| (&*child.child_id, child.last_contact.is_some())).collect();
    assert_eq!(there, [("c1", false), ("c2", true)]);
    assert_eq!(bench.store.record(about).unwrap().notes[0].content.text, "a call");
    assert_eq!(bench.dangling(), 0);
    // The file again: the child is there and gets its row back.
    bench.import(children(&["c2", "c3"]));
    assert_eq!(bench.count("SELECT count(*) FROM child"), 3);
}

#[test]
fn the_list_remembers_and_nothing_is_taken_back_twice() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(peps(&[(0, 1)]));
    bench.undo(2).unwrap();
    let list = bench.store.imports().unwrap();
    let told: Vec<_> = list.iter().map(|import| (import.id.0, import.new, import.undone.is_some())).collect();
    assert_eq!(told, [(2, 1, true), (1, 1, false)]);
    assert_eq!((list[0].hash.len(), &*list[0].actor), (64, "Anna"));
    assert!(matches!(bench.undo(2), Err(StoreError::AlreadyUndone(2))));
    assert!(matches!(bench.undo(9), Err(StoreError::NoSuchImport(9))));
    assert_eq!(bench.count("SELECT count(*) FROM change WHERE command = 'undo_import' AND import = 2"), 1);
}

#[test]
fn another_import_of_a_kind_keeps_its_source_known() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    bench.import(peps(&[(0, 1)]));
    bench.import(peps(&[(1, 1)]));
    bench.undo(2).unwrap();
    assert!(bench.store.caseload(day("2026-11-23")).unwrap().sources.contains(&Kind::Pep));
    bench.undo(3).unwrap();
    assert!(!bench.store.caseload(day("2026-11-23")).unwrap().sources.contains(&Kind::Pep));
}

#[test]
fn what_hangs_on_a_child_is_known_to_undo() {
    let bench = Bench::new();
    let sql = "SELECT group_concat(t.name) FROM (SELECT s.name FROM sqlite_schema s, pragma_foreign_key_list(s.name) f
        WHERE s.type = 'table' AND f.\"table\" = 'child' ORDER BY s.name) t";
    let found: String = bench.store.unlocked.connection.query_row(sql, [], |row| row.get(0)).unwrap();
    let mut known =
        vec!["attendance", "attendance_source", "change_marks", "child_key", "facts", "follow_up", "note_child"];
    known.extend(["merged", "merged", "merged", "told_apart", "told_apart", "decision", "look", "by_hand"]);
    let kinds = crate::domain::kind::KINDS.iter().filter(|spec| spec.of_child && spec.kind != Kind::Attendance);
    known.extend(kinds.map(|spec| spec.table));
    known.sort_unstable();
    assert_eq!(found.split(',').collect::<Vec<_>>(), known);
}
