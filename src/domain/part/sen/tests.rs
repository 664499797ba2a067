use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage, day as date};

fn child(cohort: Cohorts) -> ChildFacts {
    ChildFacts { cohorts: Some(cohort), dob: Some(date("2016-05-01")), ..ChildFacts::default() }
}

fn line_of(child: ChildFacts, cells: &[(&str, &str)], today: &str) -> Line {
    let stage = Stage::new(vec![child]).row(Kind::SenPlan, 1, cells);
    stage.lines(&PART, today).remove(0)
}

fn told_of(child: ChildFacts, cells: &[(&str, &str)], today: &str) -> (String, Vec<&'static str>) {
    let line = line_of(child, cells, today);
    (line.groups[0].clone(), line.watches)
}

#[test]
fn a_plan_is_reviewed_within_the_twelve_months_that_begin_with_it() {
    let told = |cells: &[(&str, &str)], today: &str| told_of(child(Cohorts::LAC), cells, today);
    let plan = [("status", "E"), ("start", "2025-11-24")];
    assert_eq!(told(&plan, "2026-11-23"), ("due soon".to_owned(), vec!["ehc-review-soon"]));
    assert_eq!(told(&plan, "2026-11-24"), ("overdue".to_owned(), vec!["ehc-review"]));
    let reviewed = [&plan[..], &[("reviewed", "2026-11-20")]].concat();
    assert_eq!(told(&reviewed, "2026-11-24"), ("reviewed".to_owned(), vec![]));
    // A review that is still to come was not held.
    assert_eq!(told(&reviewed, "2026-11-19").0, "due soon");
    let named = [&plan[..], &[("reviewed", "2026-06-01"), ("review_due", "2026-11-20")]].concat();
    assert_eq!(told(&named, "2026-11-20").1, ["ehc-review-soon"]);
    assert_eq!(told(&named, "2026-11-21").1, ["ehc-review"]);
}

#[test]
fn a_review_is_told_of_six_weeks_before() {
    let told = |today| told_of(child(Cohorts::LAC), &[("status", "E"), ("start", "2026-01-11")], today);
    assert_eq!(told("2026-11-28"), ("reviewed".to_owned(), vec![]));
    assert_eq!(told("2026-11-29"), ("due soon".to_owned(), vec!["ehc-review-soon"]));
}

#[test]
fn before_a_change_of_phase_the_plan_is_reviewed_by_a_fixed_day() {
    let told = |year, cells: &[(&str, &str)], today: &str| {
        let child = ChildFacts { nc_year: Some(year), ..child(Cohorts::LAC) };
        let watches = told_of(child, cells, today).1;
        watches.into_iter().filter(|id| *id == "ehc-phase").count()
    };
    let plan = [("status", "E"), ("start", "2026-08-31")];
    assert_eq!((told(6, &plan, "2027-01-03"), told(6, &plan, "2027-01-04")), (0, 1));
    assert_eq!((told(11, &plan, "2027-02-16"), told(11, &plan, "2027-02-17")), (0, 1));
    assert_eq!((told(7, &plan, "2027-02-15"), told(6, &plan, "2027-02-16")), (0, 1));
    let reviewed = |on| [&plan[..], &[("reviewed", on)]].concat();
    assert_eq!(told(6, &reviewed("2026-09-01"), "2027-02-15"), 0);
    let line = line_of(ChildFacts { nc_year: Some(6), ..child(Cohorts::LAC) }, &plan, "2027-02-16");
    assert_eq!(line.grave, Some(Severity::ThisWeek));
}

#[test]
fn where_the_duty_is_strategic_nothing_is_asked() {
    let plan = [("status", "E"), ("start", "2025-01-01")];
    assert_eq!(told_of(child(Cohorts::CIN), &plan, "2026-11-23"), ("overdue".to_owned(), vec![]));
    assert_eq!(told_of(child(Cohorts::CL), &plan, "2026-11-23").1, ["ehc-review"]);
}

#[test]
fn a_plan_without_a_row_is_no_data_and_support_asks_for_nothing() {
    let said = |sen: &str| {
        let child = ChildFacts { sen: Some(sen.into()), ..child(Cohorts::LAC) };
        let lines = Stage::new(vec![child]).lines(&PART, "2026-11-23");
        lines.into_iter().map(|line| line.groups[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!((said("E"), said("K"), said("N")), (vec!["no data".to_owned()], vec!["support".to_owned()], vec![]));
    let ended = [("status", "E"), ("start", "2024-01-01"), ("end", "2026-11-22")];
    assert_eq!(told_of(child(Cohorts::LAC), &ended, "2026-11-22").0, "overdue");
    assert_eq!(told_of(child(Cohorts::LAC), &ended, "2026-11-23").0, "ended");
}

#[test]
fn what_is_written_down_names_the_plan_and_sets_what_children_say() {
    let line = line_of(child(Cohorts::LAC), &[("status", "E"), ("start", "2025-11-24")], "2026-11-23");
    let act = |key: char| ACTS.iter().find(|act| act.key == key).unwrap();
    assert_eq!((act('r').open)(&line), Ok(()));
    let on = |text: &str| Some(Value::Date(date(text)));
    let today = date("2026-11-23");
    let rows = (act('r').write)(&line, &[on("2026-11-23"), None], today).unwrap();
    let expected = [
        ("status", Some(Value::Text("E".to_owned()))),
        ("start", on("2025-11-24")),
        ("reviewed", on("2026-11-23")),
        ("review_due", None),
    ];
    assert_eq!((rows[0].kind, rows[0].cells.as_slice()), (Kind::SenPlan, &expected[..]));
    let rows = (act('e').write)(&line, &[on("2026-11-23")], today).unwrap();
    assert_eq!(rows[1].cells, [("sen", Some(Value::Text("N".to_owned())))]);
    let ended =
        line_of(child(Cohorts::LAC), &[("status", "E"), ("start", "2024-01-01"), ("end", "2026-01-01")], "2026-11-23");
    assert_eq!((act('r').open)(&ended), Err("it has ended"));
}
