use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage, day as on};

const TODAY: &str = "2026-11-23";

fn child(year: i8) -> ChildFacts {
    ChildFacts { cohorts: Some(Cohorts::LAC), nc_year: Some(year), ..ChildFacts::default() }
}

fn told(year: i8, rows: &[&[(&str, &str)]], today: &str) -> Vec<(String, Vec<&'static str>)> {
    let stage = rows.iter().fold(Stage::new(vec![child(year)]), |stage, cells| stage.row(Kind::Career, 1, cells));
    stage.lines(&PART, today).into_iter().map(|line| (line.groups[0].clone(), line.watches)).collect()
}

#[test]
fn a_step_is_overdue_the_day_after_it_was_due() {
    let due = |day| told(10, &[&[("step", "visit"), ("due", day)]], TODAY).remove(0);
    assert_eq!(due("2026-11-22"), (OVERDUE.to_owned(), vec!["careers-step"]));
    assert_eq!(due("2026-11-23"), (SOON.to_owned(), vec![]));
    assert_eq!(due("2026-12-07"), (SOON.to_owned(), vec![]));
    assert_eq!(due("2026-12-08"), (PLANNED.to_owned(), vec![]));
    let done = |day| told(10, &[&[("step", "visit"), ("due", "2026-11-01"), ("done", day)]], TODAY);
    assert_eq!(done("2026-11-23")[0], (DONE.to_owned(), vec![]));
    // A day to come does not count yet.
    assert_eq!(done("2026-11-24")[0], (OVERDUE.to_owned(), vec!["careers-step"]));
    assert!(done("2026-08-31").is_empty());
}

#[test]
fn guidance_is_watched_from_january_of_years_11_and_13() {
    for (year, day, lines, watched) in [
        (11, "2026-12-31", 1, false),
        (11, "2027-01-01", 1, true),
        (12, "2027-01-01", 0, false),
        (13, "2027-01-01", 1, true),
    ] {
        let told = told(year, &[], day);
        assert_eq!(told.len(), lines, "{year} {day}");
        assert_eq!(told.first().is_some_and(|line| line.1 == ["careers-guidance"]), watched, "{year} {day}");
    }
    let guided = |year, done| told(year, &[&[("step", "guidance"), ("done", done)]], "2027-01-01");
    assert!(guided(11, "2025-08-31").is_empty());
    // What was done before year 12 is not the second one.
    assert_eq!(guided(13, "2025-08-31").len(), 1);
    assert!(guided(13, "2025-09-01").is_empty());
}

#[test]
fn no_step_of_a_strategic_cohort_is_case_work() {
    let other = ChildFacts { cohorts: Some(Cohorts::CP), ..child(11) };
    let stage = Stage::new(vec![other]).row(Kind::Career, 1, &[("step", "visit"), ("due", "2026-11-01")]);
    assert!(stage.lines(&PART, TODAY).is_empty());
}

#[test]
fn a_step_is_planned_and_done_on_the_same_row() {
    let [done, planned, without] = PART.acts else { panic!("three acts") };
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let date = |text: &str| Some(Value::Date(on(text)));
    let empty = Line::of_child(ChildKey(1));
    let row = (planned.write)(&empty, &[text("visit"), date("2026-12-01"), text("college"), None], on(TODAY)).unwrap();
    assert!(row[0].cells.contains(&("due", date("2026-12-01"))));
    let stage = Stage::new(vec![child(10)]).row(Kind::Career, 1, &[("step", "visit"), ("due", "2026-12-01")]);
    let line = stage.lines(&PART, TODAY).remove(0);
    assert!((done.open)(&line).is_ok() && (done.open)(&empty).is_err());
    let row = (done.write)(&line, &[date(TODAY), None], on(TODAY)).unwrap();
    assert_eq!(row[0].cells, [("step", text("visit")), ("due", date("2026-12-01")), ("done", date(TODAY))]);
    assert!((done.write)(&line, &[date("2026-11-24"), None], on(TODAY)).is_err());
    let row = (without.write)(&line, &[text("mentoring"), date(TODAY), None, None], on(TODAY)).unwrap();
    assert!(row[0].cells.contains(&("done", date(TODAY))) && !row[0].cells.iter().any(|cell| cell.0 == "due"));
}
