//! The audit: what stands in it, and that tampering is found.

use crate::domain::alert::Severity;
use crate::domain::audit::{Deed, Entry, Event};
use crate::domain::decision::{Decision, Subject, What};
use crate::domain::facts::ChildKey;
use crate::domain::imported::ImportId;
use crate::domain::sealed::Sealed;
use crate::domain::undoable::Turn;
use crate::domain::who::Told;
use crate::store::command::{Applied, Command};
use crate::store::testing::{Bench, children, day, note, stamp};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rusqlite::params;

/// How many rows are tampered with; `LOOKOUT_TAMPERINGS=1000 cargo test --lib audit_tests` is the full figure.
fn tamperings() -> u32 {
    let told = std::env::var("LOOKOUT_TAMPERINGS").ok().and_then(|words| words.parse().ok());
    told.unwrap_or(120)
}

fn event(detail: &str) -> Event {
    Event { deed: Deed::View, child: Some(ChildKey(1)), detail: detail.to_owned() }
}

/// Rows of every kind: 10 views of another child each, an import, a change.
fn with_rows() -> Bench {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    for n in 0..10 {
        bench.store.witness(&[event(&n.to_string())], stamp()).unwrap();
    }
    let about = vec![bench.key("c1"), bench.key("c2")];
    bench.store.apply(Command::FileNote { note: note(about, "rang"), draft: None }, stamp()).unwrap();
    bench
}

#[test]
fn rows_stand_in_a_chain_and_none_is_changed() {
    let bench = with_rows();
    let connection = &bench.store.unlocked.connection;
    let whole = bench.store.audit_chain().unwrap();
    let all = bench.store.audit(None).unwrap();
    assert_eq!((whole.length, whole.broken), (i64::try_from(all.len()).unwrap(), None));
    assert_eq!(whole.head, all.last().unwrap().hash);
    assert!(connection.execute("UPDATE audit SET detail = 'x'", []).is_err());
    assert!(connection.execute("DELETE FROM audit", []).is_err());
}

/// What somebody with the key, who took the triggers away, does to a row.
#[derive(Debug, Clone)]
enum Tampering {
    Set(&'static str, &'static str),
    Drop,
    SwapWith(i64),
    Repeat,
}

impl Tampering {
    /// Carries it out on a row; false where that changes nothing.
    fn done(&self, bench: &Bench, row: i64) -> bool {
        let connection = &bench.store.unlocked.connection;
        let swap = |one: i64, other: i64| {
            for (from, to) in [(one, -1), (other, one), (-1, other)] {
                connection.execute("UPDATE audit SET seq = ?2 WHERE seq = ?1", [from, to]).unwrap();
            }
        };
        match self {
            Self::Set(column, value) => {
                let sql = format!("UPDATE audit SET {column} = {value} WHERE seq = ?1 AND {column} IS NOT {value}");
                connection.execute(&sql, [row]).unwrap() > 0
            }
            Self::Drop => connection.execute("DELETE FROM audit WHERE seq = ?1", [row]).unwrap() > 0,
            Self::SwapWith(other) if *other == row => false,
            Self::SwapWith(other) => {
                swap(row, *other);
                true
            }
            Self::Repeat => {
                connection.execute("UPDATE audit SET seq = -seq WHERE seq > ?1", [row]).unwrap();
                connection.execute("UPDATE audit SET seq = 1 - seq WHERE seq < 0", []).unwrap();
                let columns = "at, \"offset\", actor, deed, child, change, detail, hash";
                let sql = format!("INSERT INTO audit (seq, {columns}) SELECT ?2, {columns} FROM audit WHERE seq = ?1");
                connection.execute(&sql, params![row, row + 1]).unwrap() > 0
            }
        }
    }

    /// The first row that is not as written: the one that was changed, or that stands where another stood.
    fn first(&self, row: i64) -> i64 {
        match self {
            Self::SwapWith(other) => row.min(*other),
            Self::Repeat => row + 1,
            Self::Set(..) | Self::Drop => row,
        }
    }
}

fn tampering(rows: i64) -> impl Strategy<Value = (Tampering, i64)> {
    let set = prop::sample::select(vec![
        ("at", "'2026-01-01T00:00:00.000Z'"),
        ("at", "x'00ff'"),
        ("\"offset\"", "61"),
        ("\"offset\"", "'soon'"),
        ("actor", "'Somebody else'"),
        ("actor", "actor || ' '"),
        ("deed", "'export'"),
        ("deed", "'no such deed'"),
        ("child", "2"),
        ("child", "NULL"),
        ("change", "99"),
        ("change", "NULL"),
        ("detail", "'page'"),
        ("detail", "x'ff'"),
        ("hash", "x'00'"),
        ("hash", "zeroblob(32)"),
        ("hash", "(SELECT hash FROM audit WHERE seq = 3)"),
    ]);
    let what = prop_oneof![
        4 => set.prop_map(|(column, value)| Tampering::Set(column, value)),
        2 => Just(Tampering::Drop),
        2 => (1..=rows).prop_map(Tampering::SwapWith),
        1 => Just(Tampering::Repeat),
    ];
    (what, 1..rows)
}

#[test]
fn every_edit_drop_and_swap_of_rows_is_found_and_the_first_named() {
    let bench = with_rows();
    let connection = &bench.store.unlocked.connection;
    connection.execute_batch("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_cut;").unwrap();
    let rows = bench.store.audit_chain().unwrap().length;
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(tamperings()) });
    let found = runner.run(&tampering(rows), |(what, row)| {
        connection.execute_batch("BEGIN").unwrap();
        let changed = what.done(&bench, row);
        let (broken, listed) = (bench.store.audit_chain().unwrap().broken, bench.store.audit(None));
        connection.execute_batch("ROLLBACK").unwrap();
        prop_assert_eq!(broken, changed.then(|| what.first(row)));
        prop_assert!(listed.is_ok(), "what can be read is listed");
        Ok(())
    });
    found.unwrap();
    assert_eq!(bench.store.audit_chain().unwrap().broken, None);
}

#[test]
fn a_tail_that_was_cut_off_is_told_by_the_head_kept_elsewhere_alone() {
    let bench = with_rows();
    let before = bench.store.audit_chain().unwrap();
    let connection = &bench.store.unlocked.connection;
    connection.execute_batch("DROP TRIGGER audit_is_not_cut; DELETE FROM audit WHERE seq > 5").unwrap();
    let after = bench.store.audit_chain().unwrap();
    assert_eq!((after.broken, after.length), (None, 5));
    assert_ne!(after.head, before.head);
}

/// Deed, child and detail of the rows that a deed adds.
fn added(bench: &mut Bench, act: impl FnOnce(&mut Bench)) -> Vec<(Deed, Option<i64>, String)> {
    let before = bench.store.audit(None).unwrap().len();
    act(bench);
    let all = bench.store.audit(None).unwrap();
    let row = |Entry { event, .. }: &Entry| (event.deed, event.child.map(|child| child.0), event.detail.clone());
    all[before..].iter().map(row).collect()
}

fn apply(bench: &mut Bench, command: Command) -> Applied {
    bench.store.apply(command, stamp()).unwrap()
}

fn undo(bench: &mut Bench, turn: Turn) {
    let seq = bench.store.next_turn(turn, stamp()).unwrap().unwrap().seq;
    apply(bench, Command::Turn(turn, seq));
}

#[test]
fn every_change_tells_of_each_child_that_it_is_about() {
    let mut bench = Bench::with_children(&["c1", "c2", "c3"]);
    let [one, two, three] = ["c1", "c2", "c3"].map(|id| bench.key(id));
    let changed = |detail: &str, children: &[ChildKey]| -> Vec<_> {
        children.iter().map(|child| (Deed::Change, Some(child.0), detail.to_owned())).collect()
    };
    let file = |bench: &mut Bench| {
        let filed =
            crate::domain::note::NewNote { follow_up: Some(day("2026-12-01")), ..note(vec![two, one], "Zuzanna rang") };
        apply(bench, Command::FileNote { note: filed, draft: None });
    };
    assert_eq!(added(&mut bench, file), changed("file_note", &[one, two]));
    let follow_up = |bench: &Bench| bench.store.caseload(day("2026-11-23")).unwrap().follow_ups[0].id;
    let shift = |bench: &mut Bench| {
        let id = follow_up(bench);
        apply(bench, Command::MoveFollowUp { id, due: day("2026-12-02") });
    };
    assert_eq!(added(&mut bench, shift).len(), 1);
    assert_eq!(added(&mut bench, |bench| undo(bench, Turn::Undo))[0].2, "undo move-follow-up");
    assert_eq!(added(&mut bench, |bench| undo(bench, Turn::Undo)), changed("undo file_note", &[one, two]));
    assert_eq!(added(&mut bench, |bench| undo(bench, Turn::Redo)), changed("redo file_note", &[one, two]));
    let decide = |bench: &mut Bench| {
        let subject =
            Subject { rule: "pep-due".to_owned(), occasion: "-".to_owned(), severity: Severity::Watch, value: None };
        let decision = |child| Decision {
            child,
            subject: subject.clone(),
            what: What::Acknowledged,
            to: None,
            reason: Sealed::new("Zuzanna".to_owned()),
            until: day("2026-12-01"),
            actor: String::new(),
        };
        apply(bench, Command::Decide([three, one, three].map(decision).to_vec()));
    };
    assert_eq!(added(&mut bench, decide), changed("decide", &[one, three]));
    let merge = |bench: &mut Bench| drop(apply(bench, Command::Who(Told::One { keep: one, other: two })));
    assert_eq!(added(&mut bench, merge), changed("merge", &[one, two]));
    assert_eq!(
        bench.store.audit(Some(one)).unwrap().len(),
        bench.store.audit(Some(two)).unwrap().len(),
        "whichever of a child's records a row names"
    );
    let apart = |bench: &mut Bench| drop(apply(bench, Command::Who(Told::Apart(two))));
    assert_eq!(added(&mut bench, apart), changed("take-apart", &[one, two]));
}

#[test]
fn an_import_is_one_row_that_names_no_file() {
    let mut bench = Bench::new();
    let import = |bench: &mut Bench| drop(bench.import(children(&["c1", "c2"])));
    let rows = added(&mut bench, import);
    assert_eq!(rows, [(Deed::Import, None, "import 1: 2 new, 0 changed, 0 same, 0 held".to_owned())]);
    let back = |bench: &mut Bench| drop(apply(bench, Command::UndoImport(ImportId(1))));
    let rows = added(&mut bench, back);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].2.starts_with("import 1 taken back: 2 rows removed"), "{rows:?}");
    assert!(!bench.store.audit(None).unwrap().iter().any(|row| row.event.detail.contains("file")));
}

#[test]
fn the_latest_rows_are_read_from_the_end_and_counted() {
    let bench = with_rows();
    let all = bench.store.audit(None).unwrap();
    let latest = bench.store.audit_latest(None, 3).unwrap();
    assert_eq!(latest.total, i64::try_from(all.len()).unwrap());
    assert_eq!(latest.entries, all.iter().rev().take(3).cloned().collect::<Vec<_>>());
    let of_one = bench.store.audit_latest(Some(bench.key("c2")), 10).unwrap();
    assert_eq!((of_one.entries.len(), of_one.total), (1, 1));
}

#[test]
fn a_record_says_who_opened_it_last() {
    let bench = Bench::with_children(&["c1"]);
    let child = bench.key("c1");
    let view =
        |_| bench.store.witness(&[Event { deed: Deed::View, child: Some(child), detail: String::new() }], stamp());
    (0..3).try_for_each(view).unwrap();
    let seen = bench.store.record(child).unwrap().seen;
    let [seen] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!((seen.you, &*seen.actor, seen.day, seen.times), (true, "Anna", day("2026-11-23"), 3));
}
