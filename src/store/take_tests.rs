//! Imports, from the plan to what the record shows.

use crate::domain::attendance::{Half, session_index};
use crate::domain::facts::Cohorts;
use crate::domain::held::MOST_TOLD;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::RecordRow;
use crate::domain::sheet::{ChildBy, Held, Layer, Sheet, by_upn};
use crate::store::Store;
use crate::store::command::{Applied, Command};
use crate::store::journal::By;
use crate::store::take::take;
use crate::store::testing::{Bench, PASSPHRASE, children, counts, day, secret, sheet, single, stamp, weeks};

fn peps(held: &str) -> Sheet {
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
    let first = session_index(day("2026-11-02"), Half::Am).unwrap();
    let register = &record.registers[0];
    assert_eq!(register.bytes[first..first + 2], [0, 0x11]);
    let line = |session| register.source(session).map(|source| source.line);
    let later = session_index(day("2026-11-09"), Half::Am).unwrap();
    assert_eq!(line(first + 1), Some(2), "the same mark again: still from the week");
    assert_eq!(line(later), Some(4));
    assert_eq!(line(later + 20), None, "nothing ever stood there");
}

#[test]
fn the_journal_tells_of_each_import_and_keeps_what_stood_before() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(peps(""));
    bench.import(peps("2026-11-03"));
    bench.import(weeks(&[("c1", "2026-11-02", "/ - - - - - - - - -", "")]));
    bench.import(weeks(&[("c1", "2026-11-02", "I - - - - - - - - -", "")]));
    assert_eq!(bench.count("SELECT count(*) FROM change WHERE command = 'import' AND import = seq"), 5);
    assert_eq!(bench.count("SELECT count(*) FROM change_image WHERE seq = 3 AND kind = 'pep' AND gone = 0"), 1);
    assert_eq!(bench.count("SELECT count(*) FROM change_marks WHERE seq = 4 AND marks IS NULL"), 1);
    assert_eq!(bench.count("SELECT count(*) FROM change_marks WHERE seq = 5 AND hex(marks) LIKE '%10'"), 1);
}

#[test]
fn every_row_says_where_it_came_from() {
    let mut bench = Bench::with_children(&["c1"]);
    let carer = |role| vec![("role", role), ("name", "Pat Roe"), ("phone", "0113 496 0000")];
    bench.import(sheet(Kind::Contact, Layer::Own, vec![("c1", carer("Foster carer")), ("c1", carer("tutor"))]));
    bench.import(sheet(
        Kind::Placement,
        Layer::Own,
        vec![("c1", vec![("start", "2026-10-01"), ("postcode", "LS1 4AP")])],
    ));
    let record = bench.store.record(bench.key("c1")).unwrap();
    let contacts = record.rows(Kind::Contact);
    let source = &contacts[1].source;
    assert_eq!((source.import, source.file.as_str(), source.line), (2, "folder/file.csv", 3));
    let sealed = |row: &RecordRow, at: usize| matches!(row.values[at], Some(Value::Sealed(_)));
    assert_eq!((sealed(&contacts[0], 2), sealed(&contacts[1], 2)), (true, false));
    let postcode = spec(Kind::Placement).position("postcode").unwrap();
    assert!(sealed(&record.rows(Kind::Placement)[0], postcode));
}

#[test]
fn a_former_upn_stays_known() {
    let mut bench = Bench::new();
    for upn in ["A1", "B2", ""] {
        bench.import(sheet(Kind::Child, Layer::Own, vec![("c1", vec![("upn", upn)])]));
    }
    assert_eq!(bench.count("SELECT count(*) FROM child_key WHERE kind = 'former_upn'"), 2);
    assert_eq!(bench.count("SELECT count(*) FROM child_key WHERE kind = 'upn'"), 0);
}

#[test]
fn a_plan_is_made_again_where_the_caseload_moved() {
    let mut bench = Bench::with_children(&["c1"]);
    let planned = bench.store.plan(peps("2026-11-03")).unwrap();
    assert_eq!(counts(&planned.intake), (1, 0, 0, 0));
    bench.import(peps("2026-11-03"));
    let Applied::Imported(intake) = bench.store.apply(Command::Import(Box::new(planned)), stamp()).unwrap() else {
        panic!("an import")
    };
    assert_eq!(counts(&intake), (0, 0, 1, 0));
    assert_eq!(bench.count("SELECT count(*) FROM pep"), 1);
}

#[test]
fn a_rehearsal_counts_as_if_the_files_before_had_gone_in_and_writes_nothing() {
    let bench = Bench::with_children(&["c1"]);
    let before = bench.store.revision().unwrap();
    let pep = |child| sheet(Kind::Pep, Layer::Own, vec![(child, vec![("due", "2026-11-01")])]);
    let intakes = bench.store.rehearse(vec![pep("c2"), children(&["c1", "c2"]), pep("c2")]).unwrap();
    let found: Vec<_> = intakes.iter().map(counts).collect();
    assert_eq!(found, [(0, 0, 0, 1), (1, 0, 1, 0), (1, 0, 0, 0)]);
    assert_eq!(bench.store.revision().unwrap(), before);
    assert_eq!(bench.count("SELECT count(*) FROM child"), 1);
}

#[test]
fn a_program_that_dies_in_the_middle_leaves_nothing() {
    let bench = Bench::with_children(&["c1"]);
    let planned = bench.store.plan(peps("")).unwrap();
    let dying = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
    let transaction = dying.unlocked.connection.unchecked_transaction().unwrap();
    take(&transaction, By { actor: "Anna", stamp: stamp() }, &planned).unwrap();
    std::mem::forget(transaction);
    drop(dying);
    let again = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
    assert!(again.caseload(day("2026-11-23")).unwrap().children[0].peps.is_empty());
    assert_eq!(bench.count("SELECT count(*) FROM import"), 1);
}

#[test]
fn another_programs_write_moves_the_revision() {
    let mut bench = Bench::with_children(&["c1"]);
    let other = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
    let before = other.revision().unwrap();
    bench.import(peps(""));
    let after = other.revision().unwrap();
    assert!(after.0 != before.0 && after.1 > before.1, "{before:?} {after:?}");
}

#[test]
fn plain_sql_reads_a_row_a_mark() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(weeks(&[("c1", "2026-08-31", "/ - O \\ - - - - - -", "123456")]));
    let sql = "SELECT group_concat(child_id || date || session || code || class || urn, ' ') FROM
        (SELECT * FROM attendance_mark ORDER BY date, session)";
    let text: String = bench.store.unlocked.connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(text, "c12026-08-31AM/present123456 c12026-09-01AMOunauthorised123456 c12026-09-01PM\\present123456");
}

#[test]
fn of_millions_of_held_rows_the_first_are_kept_and_all_are_counted() {
    let mut bench = Bench::with_children(&["c1"]);
    let held = |line| Held { line, column: None, reason: "not a date".to_owned(), text: None };
    let rows = 10_050_u32;
    let intake = bench.import(Sheet { held: (2..rows + 2).map(held).collect(), data_rows: rows, ..peps("") });
    assert_eq!(intake.held.len(), 10_050);
    assert_eq!(bench.count("SELECT count(*) FROM held"), 10_000);
    assert_eq!(bench.count("SELECT held FROM import ORDER BY id DESC LIMIT 1"), 10_050);
}

#[test]
fn of_very_many_held_rows_the_first_are_told_and_all_are_counted() {
    let most = u32::try_from(MOST_TOLD).unwrap();
    let strangers: Vec<String> = (0..most + 20).map(|at| format!("x{at}")).collect();
    let held = |line| Held { line, column: None, reason: "not a date".to_owned(), text: None };
    let marks: Vec<_> = strangers.iter().map(|id| (id.as_str(), "2026-11-17", "AM", "/")).collect();
    let rows = strangers.iter().map(|id| (id.as_str(), vec![("due", "2026-12-01")])).collect();
    for sheet in [single(&marks), sheet(Kind::Pep, Layer::Own, rows)] {
        // The reading of the file held some back too, the first of them before all others.
        let data_rows = sheet.data_rows + 10 + 7;
        let intake = Bench::with_children(&["c1"]).import(Sheet {
            held: (0..10).map(|_| held(1)).collect(),
            held_more: 7,
            data_rows,
            ..sheet
        });
        assert_eq!((intake.held.len(), intake.held_more, intake.held_rows()), (MOST_TOLD, 37, most + 37));
        assert_eq!((intake.held[9].line, intake.held[10].line), (1, 2), "by line");
        assert_eq!(intake.new + intake.changed + intake.same + intake.held_rows(), data_rows);
    }
}

#[test]
fn a_child_named_by_its_pupil_number_is_found_and_one_that_two_have_is_not() {
    let mut bench = Bench::new();
    let child =
        |id, upn| (id, vec![("forename", "Zuzanna"), ("surname", "Quill"), ("dob", "2012-03-04"), ("upn", upn)]);
    let rows = vec![child("c1", "H801200001001"), child("c2", "A1"), child("c3", "A1")];
    bench.import(sheet(Kind::Child, Layer::Own, rows));
    let due = |due| vec![("due", due)];
    let (known, shared, unknown) = (by_upn("h801200001001"), by_upn("A1"), by_upn("A2"));
    let rows = vec![
        (known.as_str(), due("2026-12-01")),
        (shared.as_str(), due("2026-12-01")),
        (unknown.as_str(), due("2026-12-01")),
        ("c1", due("2026-12-01")),
        ("c1", due("2026-12-02")),
    ];
    let intake = bench.import(sheet(Kind::Pep, Layer::Own, rows));
    assert_eq!(counts(&intake), (2, 0, 0, 3));
    assert_eq!(intake.held.iter().map(|held| held.line).collect::<Vec<_>>(), [3, 4, 5]);
    let marks = weeks(&[(known.as_str(), "2026-11-02", "/ \\ / \\ / \\ / \\ / \\", "")]);
    assert_eq!(counts(&bench.import(marks)), (1, 0, 0, 0));
    // Under both numbers: of the same session the second is held back, of others both go in.
    let both =
        [(known.as_str(), "2026-11-16", "/ \\ - - - - - - - -", ""), ("c1", "2026-11-16", "- - - - - - - - N N", "")];
    assert_eq!(counts(&bench.import(weeks(&both))), (2, 0, 0, 0));
    let both = [
        (known.as_str(), "2026-11-23", "/ \\ - - - - - - - -", ""),
        ("c1", "2026-11-23", "- N N N - - - - - -", ""),
        ("c1", "2026-11-30", "N N N N N N N N N N", ""),
    ];
    let intake = bench.import(weeks(&both));
    assert_eq!((counts(&intake), intake.held[0].line), ((2, 0, 0, 1), 3));
    let marked = "SELECT count(*) FROM attendance_mark WHERE date >= '2026-11-23'";
    assert_eq!(bench.count(marked), 12);
    // A child is never made of a pupil number.
    let intake = bench.import(sheet(Kind::Child, Layer::Own, vec![child(unknown.as_str(), "A2")]));
    assert_eq!(counts(&intake), (0, 0, 0, 1));
}

#[test]
fn a_census_finds_its_children_by_upn_and_then_by_its_own_number() {
    let mut bench = Bench::with_children(&["c1", "c2", "c3"]);
    let upn = |id, upn| (id, vec![("upn", upn)]);
    let upns = [upn("c1", "A1"), upn("c2", "B2"), upn("c3", "B2")];
    bench.import(sheet(Kind::Child, Layer::Published, upns.to_vec()));
    let row = |upn, pupil| (upn, vec![("pupil", pupil), ("school", "S7")]);
    let pupils = || Sheet {
        child_by: ChildBy::Upn,
        ..sheet(Kind::CensusPupil, Layer::Own, vec![row("A1", "p1"), row("B2", "p2"), row("Z9", "p3")])
    };
    let totals = || Sheet {
        child_by: ChildBy::CensusPupil,
        ..sheet(
            Kind::SessionTotal,
            Layer::Own,
            ["p1", "p2"].map(|pupil| (pupil, vec![("pupil", pupil), ("code", "I"), ("sessions", "12")])).to_vec(),
        )
    };
    assert_eq!(counts(&bench.import(totals())), (0, 0, 0, 2), "no census went in before");
    let intake = bench.import(pupils());
    assert_eq!(counts(&intake), (1, 0, 0, 2), "a number of two children is nobody's");
    assert_eq!(intake.held[0].reason, "no child in the caseload has this UPN, or more than one has");
    assert_eq!(counts(&bench.import(totals())), (1, 0, 0, 1));
    assert_eq!((counts(&bench.import(pupils())), counts(&bench.import(totals()))), ((0, 0, 1, 2), (0, 0, 1, 1)));
    let record = bench.store.record(bench.key("c1")).unwrap();
    assert_eq!(record.rows(Kind::SessionTotal)[0].text(spec(Kind::SessionTotal), "code"), "I");
    bench.import(sheet(Kind::Child, Layer::Published, vec![upn("c1", "A9")]));
    assert_eq!(counts(&bench.import(pupils())), (0, 0, 1, 2), "a former number is known");
}

#[test]
fn the_cin_census_tells_a_cohort_only_where_nothing_else_does() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    bench.import(sheet(Kind::Child, Layer::Own, vec![("c1", vec![("cohort", "LAC")])]));
    let census = ["c1", "c2"].map(|id| (id, vec![("cohort", "CIN"), ("dob", "2001-01-01")]));
    assert_eq!(counts(&bench.import(sheet(Kind::Child, Layer::Census, census.to_vec()))), (2, 0, 0, 0));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let told: Vec<_> = caseload.children.iter().map(|child| (child.cohorts.unwrap(), child.dob)).collect();
    let dob = Some(day("2012-03-04"));
    assert_eq!(told, [(Cohorts::LAC, dob), (Cohorts(Cohorts::CIN.0 | Cohorts::CENSUS.0), dob)]);
}
