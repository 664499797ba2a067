//! Imports, from the plan to what the record shows.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::store::testing::{Bench, children, counts, day, sheet, single, weeks};

fn peps(held: &str) -> crate::domain::sheet::Sheet {
    let row = vec![("academic_year", "2026/27"), ("term", "autumn"), ("due", "2026-11-01"), ("held", held)];
    sheet(Kind::Pep, Layer::Own, vec![("c1", row)])
}

#[test]
fn the_same_file_twice_is_all_same() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    assert_eq!(counts(&bench.import(children(&["c1", "c2"]))), (0, 0, 2, 0));
    assert_eq!(counts(&bench.import(peps(""))), (1, 0, 0, 0));
    assert_eq!(counts(&bench.import(peps(""))), (0, 0, 1, 0));
    let marks = || weeks(&[("c1", "2026-11-02", "/ \\ / \\ / \\ / \\ / \\", "123456")]);
    assert_eq!(counts(&bench.import(marks())), (1, 0, 0, 0));
    assert_eq!(counts(&bench.import(marks())), (0, 0, 1, 0));
}

#[test]
fn a_later_file_updates_by_key() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(peps(""));
    assert_eq!(counts(&bench.import(peps("2026-11-03"))), (0, 1, 0, 0));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    assert_eq!(caseload.children[0].peps[0].held, Some(day("2026-11-03")));
    assert_eq!(bench.count("SELECT count(*) FROM pep"), 1);
}

#[test]
fn a_row_of_an_unknown_child_is_held_back() {
    let mut bench = Bench::with_children(&["c1"]);
    let intake = bench.import(weeks(&[
        ("c1", "2026-11-02", "/ \\ / \\ / \\ / \\ / \\", ""),
        ("c9", "2026-11-02", "/ \\ / \\ / \\ / \\ / \\", ""),
    ]));
    assert_eq!(counts(&intake), (1, 0, 0, 1));
    assert_eq!((intake.held[0].line, intake.held[0].column.as_deref()), (3, Some("child_id")));
    assert_eq!(bench.count("SELECT count(*) FROM held"), 1);
}

#[test]
fn a_week_is_one_row_and_a_mark_is_one_row() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(weeks(&[("c1", "2026-11-02", "/ \\ / \\ - - - - - -", "")]));
    let cases = [
        ("/ \\ / \\ - - - - - -", (0, 0, 1, 0)),
        ("/ \\ / \\ / \\ - - - -", (0, 1, 0, 0)),
        ("- - - - - - I I - -", (1, 0, 0, 0)),
        ("O \\ - - - - - - - -", (0, 1, 0, 0)),
        ("- - - - - - - - - -", (0, 0, 1, 0)),
    ];
    for (codes, expected) in cases {
        assert_eq!(counts(&bench.import(weeks(&[("c1", "2026-11-02", codes, "")]))), expected, "{codes}");
    }
    let marks = single(&[
        ("c1", "2026-11-02", "AM", ""),
        ("c1", "2026-11-02", "PM", "\\"),
        ("c1", "2026-11-09", "AM", "/"),
        ("c1", "2026-11-10", "AM", ""),
    ]);
    assert_eq!(counts(&bench.import(marks)), (1, 1, 2, 0));
    let record = bench.store.record(bench.key("c1")).unwrap();
    let first =
        crate::domain::attendance::session_index(day("2026-11-02"), crate::domain::attendance::Half::Am).unwrap();
    assert_eq!(record.registers[0].bytes[first..first + 2], [0, 0x11]);
}
