use super::*;
use crate::domain::facts::ChildFacts;
use crate::domain::kind::{COHORTS, Value};
use crate::domain::part::scene::{Stage, day as date};

fn child(cohort: Cohorts, dob: &str) -> ChildFacts {
    ChildFacts { cohorts: Some(cohort), dob: Some(date(dob)), ..ChildFacts::default() }
}

fn told(stage: &Stage, today: &str) -> Vec<(String, Vec<&'static str>)> {
    let lines = stage.lines(&PART, today).into_iter().filter(|line| line.child().is_some());
    lines.map(|line| (line.groups[0].clone(), line.watches)).collect()
}

#[test]
fn every_cohort_has_its_duty() {
    let codes: Vec<_> = DUTIES.iter().map(|duty| duty.code).collect();
    assert_eq!(codes, COHORTS);
    for (at, duty) in DUTIES.iter().enumerate() {
        assert_eq!(duty.cohort, Cohorts(1 << at), "{}", duty.code);
        assert!(PART.states.contains(&duty.state) && duty.duty.contains("Act 1989"), "{}", duty.code);
        assert_eq!(duty.strategic, duty.duty.contains("strategic"), "{}", duty.code);
    }
}

#[test]
fn strategic_cohorts_are_figures_that_open_and_no_list_of_work() {
    let need = || child(Cohorts::CIN, "2014-01-01");
    let stage = Stage::new(vec![need(), child(Cohorts::LAC, "2014-01-01"), need(), child(Cohorts::KIN, "2009-01-01")]);
    let lines = stage.lines(&PART, "2026-11-23");
    let children: Vec<_> = lines.iter().filter_map(Line::child).collect();
    assert_eq!(children, [ChildKey(2)]);
    let figures: Vec<_> = lines.iter().filter(|line| line.child().is_none()).collect();
    let sizes: Vec<_> = figures.iter().map(|line| (line.cells[0].as_str(), line.children.len())).collect();
    assert_eq!(sizes, [("CIN", 2), ("CP", 0), ("KIN", 1)]);
    for line in figures {
        assert_eq!((line.cells[3].clone(), line.watches.len()), (line.children.len().to_string(), 0));
        assert!(line.detail[0].contains("strategic"), "{:?}", line.detail);
    }
}

#[test]
fn a_child_moves_with_dates_and_keeps_one_record() {
    let spell = |code: &'static str, start: &'static str, end: &'static str| {
        let mut cells = vec![("cohort", code), ("start", start)];
        cells.extend(Some(("end", end)).filter(|(_, end)| !end.is_empty()));
        cells
    };
    let stage = Stage::new(vec![child(Cohorts::LAC, "2014-01-01")])
        .row(Kind::Cohort, 1, &spell("CIN", "2024-05-01", "2025-10-01"))
        .row(Kind::Cohort, 1, &spell("LAC", "2025-10-02", ""));
    let lines = stage.lines(&PART, "2026-11-23");
    let line = lines.iter().find(|line| line.child().is_some()).unwrap();
    assert_eq!(line.cells[..5], ["LAC", "2025-10-02", "", "", "CIN"]);
    let left = Stage::new(vec![child(Cohorts::PLAC, "2014-01-01")])
        .row(Kind::Cohort, 1, &spell("LAC", "2020-01-01", "2026-09-01"))
        .row(Kind::Cohort, 1, &spell("PLAC", "2026-09-02", ""));
    let states: Vec<_> = told(&left, "2026-09-02").into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, ["left this year", "previously looked after"]);
    let before: Vec<_> = told(&left, "2026-09-01").into_iter().map(|(state, _)| state).collect();
    assert_eq!(before, ["looked after", "previously looked after"], "children.csv says it already");
    assert_eq!(told(&left, "2027-09-01").len(), 1, "in another year");
}

#[test]
fn coming_of_age_is_told_ninety_days_before() {
    let told = |cohort, dob: &str, today: &str| told(&Stage::new(vec![child(cohort, dob)]), today).remove(0).1;
    assert!(told(Cohorts::LAC, "2009-02-22", "2026-11-23").is_empty());
    assert_eq!(told(Cohorts::LAC, "2009-02-21", "2026-11-23"), ["cohort-18"]);
    assert_eq!(told(Cohorts::LAC, "2008-11-23", "2026-11-23"), ["cohort-18"]);
    assert!(told(Cohorts::CL, "2001-11-22", "2026-11-23").is_empty());
    assert_eq!(told(Cohorts::CL, "2001-11-23", "2026-11-23"), ["cohort-25"]);
    assert!(told(Cohorts::CL, "2002-02-22", "2026-11-23").is_empty());
}

#[test]
fn two_files_that_differ_are_told_the_day_after() {
    let stage = |cohort, end: &str| {
        let mut cells = vec![("cohort", "LAC"), ("start", "2020-01-01")];
        cells.extend(Some(("end", end)).filter(|(_, end)| !end.is_empty()));
        Stage::new(vec![child(cohort, "2014-01-01")]).row(Kind::Cohort, 1, &cells)
    };
    let differ =
        |stage: &Stage| told(stage, "2026-11-23").iter().any(|(_, watches)| watches.contains(&"cohort-differs"));
    assert!(differ(&stage(Cohorts::PLAC, "")));
    assert!(!differ(&stage(Cohorts::LAC, "")));
    assert!(differ(&stage(Cohorts::LAC, "2026-11-22")));
    assert!(!differ(&stage(Cohorts::LAC, "2026-11-23")));
}

#[test]
fn coming_in_and_leaving_set_what_the_rules_read() {
    let stage = Stage::new(vec![child(Cohorts::LAC, "2009-02-21")]).row(
        Kind::Cohort,
        1,
        &[("cohort", "LAC"), ("start", "2020-01-01")],
    );
    let line = stage.lines(&PART, "2026-11-23").remove(0);
    let (today, on) = (date("2026-11-23"), |text: &str| Some(Value::Date(date(text))));
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let [join, leave] = acts::ACTS else { panic!("two acts") };
    let rows = (join.write)(&line, &[text("CL"), on("2026-11-23"), None], today).unwrap();
    assert_eq!(rows[1].cells, [("cohort", text("LAC;CL"))]);
    assert_eq!((join.write)(&line, &[text("LAC"), on("2026-11-23"), None], today), Err("the child is in it"));
    assert_eq!((leave.open)(&line), Ok(()));
    assert_eq!((leave.asks[0].first)(&line, today), "2020-01-01");
    let rows = (leave.write)(&line, &[on("2020-01-01"), on("2026-11-23"), None], today).unwrap();
    assert_eq!(rows[1].cells, [("cohort", None), ("looked_after_since", None)]);
    let later = (leave.write)(&line, &[on("2020-01-01"), on("2026-11-24"), None], today).unwrap();
    assert_eq!(later.len(), 1, "what is to come changes nothing yet");
    let figures = stage.lines(&PART, "2026-11-23").pop().unwrap();
    assert!((join.open)(&figures).is_err());
}
