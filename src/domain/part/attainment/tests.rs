use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage, day};

/// Date, measure, value, target.
type Row<'a> = [&'a str; 4];

fn child(cohorts: Cohorts) -> ChildFacts {
    ChildFacts { cohorts: Some(cohorts), nc_year: Some(8), ..ChildFacts::default() }
}

fn stage(rows: &[Row<'_>]) -> Stage {
    rows.iter().fold(Stage::new(vec![child(Cohorts::LAC)]), |stage, row| with(stage, 1, *row))
}

fn with(stage: Stage, child: i64, [on, measure, value, target]: Row<'_>) -> Stage {
    let cells = [
        ("date", on),
        ("stage", "Termly"),
        ("subject", "Maths"),
        ("measure", measure),
        ("value", value),
        ("target", target),
    ];
    stage.row(Kind::Attainment, child, &cells)
}

fn state_and_watches(rows: &[Row<'_>], today: &str) -> (String, Vec<&'static str>) {
    let line = stage(rows).lines(&PART, today).remove(0);
    (line.groups[0].clone(), line.watches)
}

#[test]
fn below_its_target_by_a_grade_or_a_point() {
    for (measure, value, target, state, watched) in [
        ("GCSE grade", "4", "5", BELOW, true),
        ("GCSE grade", "5", "5", AT_TARGET, false),
        // Half a grade is none.
        ("GCSE double award", "5-4", "5", AT_TARGET, false),
        ("scaled score", "99", "100", BELOW, true),
        ("scaled score", "100", "100", AT_TARGET, false),
        ("teacher assessment", "Working towards", "EXS", BELOW, true),
        ("teacher assessment", "Expected", "5", APART, false),
        ("teacher assessment", "Expected", "", NO_TARGET, false),
    ] {
        let told = state_and_watches(&[["2026-10-01", measure, value, target]], "2026-11-23");
        let watches = if watched { vec!["attainment-below"] } else { vec![] };
        assert_eq!(told, (state.to_owned(), watches), "{value} {target}");
    }
}

#[test]
fn falling_beside_the_year_before() {
    let told = |then, now| {
        let rows = [["2026-03-01", "scaled score", then, ""], ["2026-10-01", "scaled score", now, ""]];
        state_and_watches(&rows, "2026-11-23")
    };
    assert_eq!(told("104", "100"), (NO_TARGET.to_owned(), vec![]));
    assert_eq!(told("105", "100"), (FALLING.to_owned(), vec!["attainment-falling"]));
    let both = [["2026-03-01", "GCSE", "5", ""], ["2026-10-01", "GCSE", "4", "5"]];
    let line = stage(&both).lines(&PART, "2026-11-23").remove(0);
    assert_eq!((line.watches, line.grave), (vec!["attainment-below", "attainment-falling"], Some(Severity::ThisWeek)));
    assert_eq!(line.sources.len(), 2);
}

#[test]
fn an_old_result_says_nothing_and_that_is_no_fine() {
    let row = [["2025-10-19", "GCSE", "4", "5"]];
    assert_eq!(state_and_watches(&row, "2026-11-23").0, BELOW);
    assert_eq!(state_and_watches(&row, "2026-11-24"), (NO_DATA.to_owned(), vec![]));
    assert_eq!(state_and_watches(&[], "2026-11-24"), (NO_DATA.to_owned(), vec![]));
    assert_eq!(state_and_watches(&[["2026-11-24", "GCSE", "4", "5"]], "2026-11-23").0, NO_DATA);
}

#[test]
fn a_strategic_cohort_stands_as_a_figure() {
    let stage = Stage::new(vec![child(Cohorts::CIN), child(Cohorts::CIN), child(Cohorts(5))]);
    let stage = with(stage, 1, ["2026-10-01", "GCSE", "4", "5"]);
    let stage = with(with(stage, 2, ["2026-10-01", "GCSE", "5", "5"]), 3, ["2026-10-01", "GCSE", "4", "5"]);
    let lines = stage.lines(&PART, "2026-11-23");
    // Who is looked after as well is a case.
    assert_eq!((lines.len(), lines[0].watches.as_slice()), (2, &["attainment-below"][..]));
    assert_eq!((lines[1].title.as_str(), lines[1].cells[0].as_str()), ("children in need", "1 of 2"));
    assert_eq!((lines[1].children.as_slice(), lines[1].watches.len()), (&[ChildKey(1), ChildKey(2)][..], 0));
}

#[test]
fn a_year_that_is_over_is_looked_at_as_it_stood() {
    let stage = stage(&[["2026-03-01", "GCSE", "5", "5"], ["2026-10-01", "GCSE", "4", "5"]]);
    let year = crate::domain::attendance::AcademicYear(2025);
    assert_eq!(stage.lines_of(&PART, "2026-11-23", year)[0].groups[0], AT_TARGET);
}

#[test]
fn a_result_is_written_and_a_target_set_on_the_row_that_stands() {
    let stage = stage(&[["2026-10-01", "GCSE", "4", "5"]]);
    let line = stage.lines(&PART, "2026-11-23").remove(0);
    let [result, target] = PART.acts else { panic!("two acts") };
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let on = Some(Value::Date(day("2026-11-23")));
    assert_eq!((result.asks[0].first)(&line, day("2026-11-23")), "Maths");
    let answers = [text("Maths"), text("GCSE"), text("6"), on.clone(), None, None];
    let rows = (result.write)(&line, &answers, day("2026-11-23")).unwrap();
    assert_eq!((rows.len(), rows[0].kind, rows[0].child), (1, Kind::Attainment, Some(ChildKey(1))));
    assert!(rows[0].cells.contains(&("value", text("6"))) && rows[0].cells.contains(&("date", on)));
    assert!(!rows[0].cells.iter().any(|(column, _)| *column == "target"));
    assert!((target.open)(&line).is_ok());
    let rows = (target.write)(&line, &[text("6")], day("2026-11-23")).unwrap();
    let key = [("date", Some(Value::Date(day("2026-10-01")))), ("subject", text("Maths")), ("target", text("6"))];
    assert!(key.iter().all(|cell| rows[0].cells.contains(cell)), "{:?}", rows[0].cells.len());
    assert!((target.open)(&Line::of_child(ChildKey(1))).is_err());
}
