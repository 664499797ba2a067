//! What the caseload shows: layers, years, sources, and packed facts that equal their rows.

use crate::domain::attendance::AcademicYear;
use crate::domain::facts::Cohorts;
use crate::domain::kind::Kind;
use crate::domain::sheet::{Layer, Sheet};
use crate::store::command::Command;
use crate::store::gather;
use crate::store::testing::{Bench, children, day, note, sheet, stamp, weeks};
use proptest::prelude::*;

const PRESENT: &str = "/ \\ / \\ / \\ / \\ / \\";

#[test]
fn the_own_layer_wins_field_by_field_in_either_order() {
    let own = || sheet(Kind::Child, Layer::Own, vec![("c1", vec![("forename", "Zuzanna"), ("sex", ""), ("dob", "")])]);
    let published = || {
        let row = vec![("forename", "Z"), ("sex", "F"), ("dob", "2012-03-04"), ("upn", "A1")];
        sheet(Kind::Child, Layer::Published, vec![("c1", row)])
    };
    for sheets in [[own(), published()], [published(), own()]] {
        let mut bench = Bench::new();
        for sheet in sheets {
            bench.import(sheet);
        }
        let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
        let [child] = caseload.children.iter().collect::<Vec<_>>()[..] else { panic!("one child") };
        assert_eq!(
            (&*child.forename, child.sex.as_deref(), child.dob),
            ("Zuzanna", Some("F"), Some(day("2012-03-04")))
        );
        let record = bench.store.record(bench.key("c1")).unwrap();
        assert_eq!(record.own.text(crate::domain::kind::spec(Kind::Child), "forename"), "Zuzanna");
    }
}

#[test]
fn schools_of_children_show_with_the_own_layer_first() {
    let school = |layer, name: &str, phone: &str| {
        sheet(Kind::School, layer, vec![("", vec![("urn", "100001"), ("name", name), ("phone", phone)])])
    };
    for order in [false, true] {
        let mut bench = Bench::with_children(&["c1"]);
        let mut sheets = vec![school(Layer::Own, "Hillside", ""), school(Layer::Published, "HILLSIDE ACADEMY", "0113")];
        if order {
            sheets.reverse();
        }
        for sheet in sheets {
            bench.import(sheet);
        }
        assert!(bench.store.caseload(day("2026-11-23")).unwrap().schools.is_empty(), "nobody is there");
        bench.import(sheet(Kind::Child, Layer::Own, vec![("c1", vec![("school_urn", "100001")])]));
        let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
        let found = &caseload.schools["100001"];
        assert_eq!((&*found.name, found.phone.as_deref()), ("Hillside", Some("0113")));
    }
}

#[test]
fn years_are_read_as_far_back_as_ten_school_weeks() {
    // Ten weeks of this year: last year is not needed. Nine, and it is.
    let mondays = |count: u64| (0..count).map(|week| (day("2026-09-07") + chrono::Days::new(7 * week)).to_string());
    for (count, years) in [(10, vec![2026]), (9, vec![2026, 2025])] {
        let mut bench = Bench::with_children(&["c1"]);
        let this: Vec<String> = mondays(count).collect();
        let mut rows: Vec<_> = this.iter().map(|monday| ("c1", monday.as_str(), PRESENT, "")).collect();
        rows.push(("c1", "2026-07-06", PRESENT, ""));
        bench.import(weeks(&rows));
        let caseload = bench.store.caseload(day("2026-12-25")).unwrap();
        let found: Vec<i32> = caseload.children[0].marks.iter().map(|marks| marks.year.0).collect();
        assert_eq!(found, years, "{count} weeks");
    }
}

#[test]
fn the_week_of_the_first_of_september_counts_once() {
    // 1 September 2026 is a Tuesday: its Monday is the year before's.
    let mut bench = Bench::with_children(&["c1"]);
    let mondays: Vec<String> =
        (0..9).map(|week| (day("2026-08-31") + chrono::Days::new(7 * week)).to_string()).collect();
    let mut rows: Vec<_> = mondays.iter().map(|monday| ("c1", monday.as_str(), PRESENT, "")).collect();
    rows.push(("c1", "2025-01-06", PRESENT, ""));
    bench.import(weeks(&rows));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let years: Vec<i32> = caseload.children[0].marks.iter().map(|marks| marks.year.0).collect();
    assert_eq!(years, [2026, 2025, 2024]);
}

#[test]
fn the_data_is_as_of_the_last_mark_not_after_today() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    assert_eq!(bench.store.caseload(day("2026-11-23")).unwrap().data_as_of, None);
    bench.import(weeks(&[("c1", "2026-11-02", PRESENT, ""), ("c2", "2026-06-01", "/ - - - - - - - - -", "")]));
    for (today, as_of) in [
        ("2026-11-23", Some("2026-11-06")),
        ("2026-11-04", Some("2026-11-04")),
        ("2026-11-01", Some("2026-06-01")),
        ("2026-05-31", None),
    ] {
        assert_eq!(bench.store.caseload(day(today)).unwrap().data_as_of, as_of.map(day), "{today}");
    }
}

#[test]
fn registers_merge_and_stay_apart_in_the_record() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.import(weeks(&[
        ("c1", "2026-11-02", "D D I - - - - - - -", "1"),
        ("c1", "2026-11-02", "/ O / - - - - - - -", "2"),
    ]));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let marks = &caseload.children[0].marks[0].bytes;
    assert_eq!(marks[marks.len() - 3..], [0x10, 0x42, 0x10]);
    let record = bench.store.record(bench.key("c1")).unwrap();
    let urns: Vec<&str> = record.registers.iter().map(|register| register.urn.as_str()).collect();
    assert_eq!((urns, record.registers[0].year), (vec!["1", "2"], AcademicYear(2026)));
    assert_eq!(&record.child.marks[0].bytes, marks);
}

#[test]
fn a_kind_is_a_source_once_a_row_of_it_went_in() {
    let mut bench = Bench::with_children(&["c1"]);
    let sources = |bench: &Bench| bench.store.caseload(day("2026-11-23")).unwrap().sources;
    assert!(!sources(&bench).contains(&Kind::Pep));
    bench.import(sheet(Kind::Pep, Layer::Own, vec![("nobody", vec![("due", "2026-11-01")])]));
    bench.import(weeks(&[("nobody", "2026-11-02", PRESENT, "")]));
    assert!(!sources(&bench).contains(&Kind::Pep), "held back in full");
    assert!(!sources(&bench).contains(&Kind::Attendance), "held back in full");
    bench.import(sheet(Kind::Pep, Layer::Own, vec![("c1", vec![("due", "2026-11-01")])]));
    assert_eq!(sources(&bench).into_iter().collect::<Vec<_>>(), [Kind::Child, Kind::Pep]);
}

#[test]
fn bank_holidays_replace_the_years_that_they_hold() {
    let holidays = |days: &[&'static str]| {
        let rows = days.iter().map(|day| ("", vec![("division", "england-and-wales"), ("date", *day)])).collect();
        sheet(Kind::BankHoliday, Layer::Published, rows)
    };
    let mut bench = Bench::new();
    bench.import(holidays(&["2026-05-04", "2026-12-25", "2027-01-01"]));
    bench.import(holidays(&["2026-05-05", "2026-12-25"]));
    let calendar = bench.store.caseload(day("2026-11-23")).unwrap().calendar;
    let off: Vec<bool> = ["2026-05-04", "2026-05-05", "2027-01-01"]
        .into_iter()
        .map(|date| !calendar.is_working_day(day(date)))
        .collect();
    assert_eq!(off, [false, true, true]);
    assert_eq!(bench.count("SELECT count(*) FROM change_image WHERE gone = 1"), 1);
}

/// One of many small files about two children.
fn any_sheet() -> impl Strategy<Value = Sheet> {
    let date = (1u32..29).prop_map(|date| format!("2026-10-{date:02}"));
    let maybe = proptest::option::of((1u32..29).prop_map(|date| format!("2026-11-{date:02}")));
    let pick = (0..7usize, prop_oneof![Just("c1"), Just("c2")], date, maybe, any::<bool>());
    pick.prop_map(|(which, child, first, second, flag)| {
        let end = second.as_deref().unwrap_or("");
        let word = if flag { "one" } else { "two" };
        let (kind, row) = match which {
            0 => (Kind::Pep, vec![("due", &*first), ("held", end), ("quality", if flag { "red" } else { "green" })]),
            1 => (Kind::Exclusion, vec![("kind", "SUSP"), ("start", &first), ("end", end), ("sessions", "3")]),
            2 => (Kind::Placement, vec![("start", &*first), ("end", end), ("provider", word), ("postcode", word)]),
            3 => (Kind::Enrolment, vec![("school_urn", "1"), ("start", &*first), ("end", end), ("registration", "ap")]),
            4 => (Kind::Destination, vec![("from", &*first), ("to", end), ("status", "NEET")]),
            5 => (Kind::Referral, vec![("received", &*first), ("from_role", word), ("reason", word), ("closed", end)]),
            _ => (
                Kind::Child,
                vec![("surname", word), ("nc_year", "R"), ("cohort", "LAC;CP"), ("looked_after_since", end)],
            ),
        };
        sheet(kind, if flag { Layer::Own } else { Layer::Published }, vec![(child, row)])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn packed_facts_equal_those_gathered_afresh(sheets in proptest::collection::vec(any_sheet(), 1..12)) {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        for (place, sheet) in sheets.into_iter().enumerate() {
            bench.import(sheet);
            if place % 3 == 0 {
                let about = vec![bench.key("c2")];
                bench.store.apply(Command::FileNote { note: note(about, "rang"), draft: None }, stamp()).unwrap();
            }
        }
        for child in &bench.store.caseload(day("2026-11-23")).unwrap().children {
            prop_assert!(**child == gather::afresh(&bench.store.unlocked.connection, child.key).unwrap());
        }
    }
}

#[test]
fn cohorts_and_years_are_read_from_their_words() {
    let mut bench = Bench::new();
    let rows = ["N1", "R", "11"].into_iter().zip(["c1", "c2", "c3"]);
    let rows = rows.map(|(year, child)| (child, vec![("nc_year", year), ("cohort", "LAC;CL")])).collect();
    bench.import(sheet(Kind::Child, Layer::Own, rows));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let years: Vec<Option<i8>> = caseload.children.iter().map(|child| child.nc_year).collect();
    assert_eq!(years, [Some(-2), Some(0), Some(11)]);
    assert_eq!(caseload.children[0].cohorts, Some(Cohorts(Cohorts::LAC.0 | Cohorts::CL.0)));
    assert!(children(&[]).held.is_empty());
}
