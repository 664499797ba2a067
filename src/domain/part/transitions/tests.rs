use super::steps::{By, TABLES};
use super::*;
use crate::domain::attendance::AcademicYear;
use crate::domain::case::Context;
use crate::domain::facts::{ChildFacts, ChildKey, Cohorts, Placement};
use crate::domain::kind::Value;
use crate::domain::kind::work::CHANGES;
use crate::domain::part::scene::{Stage, day as on};
use crate::domain::rules::scene::{enrolled, placed};
use std::collections::BTreeSet;

fn child(year: i8) -> ChildFacts {
    ChildFacts { cohorts: Some(Cohorts::LAC), nc_year: Some(year), ..ChildFacts::default() }
}

fn planned(end: &str) -> Vec<Placement> {
    vec![Placement { planned_end: Some(on(end)), ..placed("2026-01-10", "", "Home 1", "S") }]
}

/// State, watches of a step.
fn step(stage: &Stage, words: &str, today: &str) -> Option<(String, Vec<&'static str>)> {
    let lines = stage.lines(&PART, today).into_iter();
    lines.filter(|line| line.cells[1] == words).map(|line| (line.groups[0].clone(), line.watches)).next()
}

fn changes(child: ChildFacts, today: &str) -> Vec<String> {
    let lines = Stage::new(vec![child]).lines(&PART, today).into_iter();
    lines
        .filter(|line| line.cells[1] == ITSELF)
        .map(|line| format!("{} {}", line.get("change"), line.get("on")))
        .collect()
}

const TICK: [(&str, &str); 4] =
    [("change", "secondary"), ("on", "2027-09-01"), ("step", "Place applied for"), ("done", "2026-10-20")];

#[test]
fn a_step_is_overdue_the_day_after_its_date() {
    let stage = Stage::new(vec![child(6)]);
    let applied = |today| step(&stage, "place applied for", today).unwrap();
    assert_eq!(applied("2026-10-16"), (LATER.to_owned(), vec![]));
    assert_eq!(applied("2026-10-17"), (SOON.to_owned(), vec![]));
    assert_eq!(applied("2026-10-31"), (SOON.to_owned(), vec![]));
    assert_eq!(applied("2026-11-01"), (OVERDUE.to_owned(), vec!["transition-step"]));
    let ticked = stage.row(Kind::Transition, 1, &TICK);
    assert_eq!(step(&ticked, "place applied for", "2026-11-01").unwrap(), (DONE.to_owned(), vec![]));
    // Before the day of the tick it is not done yet.
    assert_eq!(step(&ticked, "place applied for", "2026-10-19").unwrap().0, SOON);
}

#[test]
fn each_clock_gives_its_date() {
    let stage = Stage::new(vec![child(6)]);
    let context = Context::new(&stage.caseload, &stage.thresholds, on("2026-11-23"));
    let case = Case::new(&stage.caseload.children[0], &context);
    for (by, change, due) in [
        (By::Before(10, 31), "2027-09-01", "2026-10-31"),
        (By::Before(8, 31), "2027-09-01", "2027-08-31"),
        (By::From(9, 30), "2027-09-01", "2027-09-30"),
        (By::From(8, 31), "2027-09-01", "2028-08-31"),
        (By::Day, "2027-01-08", "2027-01-08"),
        // New Year's Day and two weekends.
        (By::WorkingDaysBefore(5), "2027-01-08", "2026-12-31"),
        (By::WorkingDaysAfter(1), "2026-12-31", "2027-01-04"),
        // Assumed terms: the holidays from 20 December to 4 January hold no school day.
        (By::SchoolDaysBefore(5), "2027-01-08", "2026-12-17"),
        (By::SchoolDaysAfter(1), "2026-12-18", "2027-01-05"),
    ] {
        assert_eq!(by.date(&case, on(change)), Some(on(due)), "{by:?}");
    }
    assert_eq!(By::SchoolDaysAfter(15).date(&case, on("2060-12-20")), None);
}

#[test]
fn the_change_of_phase_follows_from_the_year_group() {
    for (year, expected) in [
        (-1, Some("reception 2027-09-01")),
        (5, None),
        (6, Some("secondary 2027-09-01")),
        (7, None),
        (11, Some("post_16 2027-09-01")),
        (12, None),
        (13, Some("post_18 2027-09-01")),
    ] {
        assert_eq!(changes(child(year), "2026-11-23"), Vec::from_iter(expected.map(str::to_owned)), "{year}");
    }
    // The one that was is looked after for 60 days.
    assert_eq!(changes(child(7), "2026-10-31"), ["secondary 2026-09-01"]);
    assert!(changes(child(7), "2026-11-01").is_empty());
    let stage = Stage::new(vec![child(7)]);
    assert!(step(&stage, "place applied for", "2026-09-10").is_none());
    assert_eq!(step(&stage, "records sent on", "2026-09-10").unwrap().0, SOON);
}

#[test]
fn nursery_begins_the_term_after_the_third_birthday() {
    let born = |dob: &str| ChildFacts { dob: Some(on(dob)), cohorts: Some(Cohorts::LAC), ..ChildFacts::default() };
    for (dob, expected) in [
        ("2024-01-01", Some("nursery 2027-04-01")),
        ("2023-12-31", Some("nursery 2027-01-01")),
        ("2024-03-31", Some("nursery 2027-04-01")),
        ("2024-04-01", Some("nursery 2027-09-01")),
        ("2024-09-01", None),
    ] {
        assert_eq!(changes(born(dob), "2026-11-23"), Vec::from_iter(expected.map(str::to_owned)), "{dob}");
    }
}

#[test]
fn a_planned_end_of_a_placement_is_a_change_and_exam_years_need_approval() {
    let of = |year, end| ChildFacts { placements: planned(end), ..child(year) };
    assert_eq!(changes(of(9, "2026-12-18"), "2026-11-23"), ["placement 2026-12-18"]);
    let approval = |year| step(&Stage::new(vec![of(year, "2026-12-18")]), "nominated officer approves", "2026-12-14");
    assert_eq!(approval(9), None);
    assert_eq!(approval(10), Some((OVERDUE.to_owned(), vec!["transition-step"])));
    let late = Stage::new(vec![of(9, "2026-11-20")]);
    assert_eq!(step(&late, ITSELF, "2026-11-20").unwrap().0, DONE);
    assert_eq!(step(&late, ITSELF, "2026-11-21").unwrap(), (OVERDUE.to_owned(), vec!["transition-step"]));
    assert_eq!(changes(of(9, "2026-09-24"), "2026-11-23"), ["placement 2026-09-24"]);
    assert!(changes(of(9, "2026-09-23"), "2026-11-23").is_empty());
}

#[test]
fn a_new_school_is_a_change_and_its_pep_shows_itself() {
    let enrolments = vec![enrolled("100001", "2025-09-01", "2026-11-13"), enrolled("100002", "2026-11-16", "")];
    let moved = ChildFacts { enrolments, ..child(8) };
    assert_eq!(changes(moved.clone(), "2026-11-23"), ["school 2026-11-16"]);
    let stage = Stage::new(vec![moved.clone()]);
    assert_eq!(step(&stage, "PEP at the new school", "2026-11-23").unwrap().0, LATER);
    let held = |day: &str| {
        let pep = crate::domain::rules::scene::pep("", day);
        step(&Stage::new(vec![ChildFacts { peps: vec![pep], ..moved.clone() }]), "PEP at the new school", "2026-11-23")
    };
    assert_eq!(held("2026-11-16").unwrap().0, DONE);
    assert_eq!(held("2026-11-15").unwrap().0, LATER);
}

#[test]
fn applications_and_offers_show_themselves() {
    let admission = |cells: &[(&str, &str)]| {
        let applied = [("applied", "2026-10-20"), ("school_urn", "100002"), ("route", "phase")];
        Stage::new(vec![child(6)]).row(Kind::Admission, 1, &[&applied[..], cells].concat())
    };
    let told = |stage: &Stage, words| step(stage, words, "2027-03-02").unwrap().0;
    let stage = admission(&[]);
    assert_eq!((told(&stage, "place applied for"), told(&stage, "offer known")), (DONE.into(), OVERDUE.into()));
    let stage = admission(&[("decision", "offered"), ("decided", "2027-03-01")]);
    assert_eq!(told(&stage, "offer known"), DONE);
    let place = |cells: &[(&str, &str)]| {
        let stage = Stage::new(vec![child(11)]).row(Kind::Guarantee, 1, cells);
        step(&stage, "offer that stands", "2027-03-02").unwrap().0
    };
    assert_eq!(place(&[("academic_year", "2027/28"), ("offer", "offer")]), DONE);
    assert_eq!(place(&[("academic_year", "2027/28"), ("offer", "declined")]), LATER);
    assert_eq!(place(&[("academic_year", "2026/27"), ("offer", "offer")]), LATER);
}

#[test]
fn what_is_written_down_stands_beside_the_table() {
    let own = [("change", "secondary"), ("on", "2027-09-06"), ("to", "Northgate Academy")];
    let further = [("change", "secondary"), ("on", "2027-09-01"), ("step", "lunch club"), ("due", "2027-07-01")];
    let stage = Stage::new(vec![child(6)]).row(Kind::Transition, 1, &own).row(Kind::Transition, 1, &further);
    let lines = stage.lines(&PART, "2026-11-23");
    assert_eq!(lines.iter().filter(|line| line.cells[1] == ITSELF).count(), 1);
    assert!(lines.iter().all(|line| line.get("on") == "2027-09-06"), "the day that a person wrote counts");
    assert!(lines.iter().any(|line| line.cells[1] == "lunch club" && line.groups[1] == "2027-07"));
    // A change of another month is another change, and of one long over nothing is chased.
    let other = [("change", "school"), ("on", "2026-09-10"), ("step", "lunch club"), ("due", "2026-09-01")];
    let stage = Stage::new(vec![child(9)]).row(Kind::Transition, 1, &other);
    assert_eq!(step(&stage, "lunch club", "2026-11-09").unwrap(), (OVERDUE.to_owned(), vec!["transition-step"]));
    assert_eq!(step(&stage, "lunch club", "2026-11-10").unwrap(), (LEFT.to_owned(), vec![]));
}

#[test]
fn a_strategic_cohort_has_no_steps_but_those_written_down() {
    let other = ChildFacts { cohorts: Some(Cohorts::CIN), ..child(6) };
    let stage = Stage::new(vec![other]);
    assert!(stage.lines(&PART, "2026-11-23").is_empty());
    let stage = stage.row(Kind::Transition, 1, &TICK);
    let lines = stage.lines(&PART, "2027-06-23");
    assert!(!lines.is_empty() && lines.iter().all(|line| line.watches.is_empty()));
}

#[test]
fn a_year_that_is_over_shows_what_was_written_down() {
    let stage = Stage::new(vec![child(7)]).row(Kind::Transition, 1, &[("change", "secondary"), ("on", "2026-09-01")]);
    let lines = stage.lines_of(&PART, "2026-11-23", AcademicYear(2025));
    assert!(lines.iter().all(|line| line.get("change") == "secondary"));
    assert_eq!(lines.iter().filter(|line| line.groups[0] == LEFT).count(), lines.len() - 1);
}

#[test]
fn every_change_has_a_table_and_no_step_stands_twice() {
    let codes: Vec<_> = TABLES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>(), CHANGES.iter().collect());
    for (code, steps) in TABLES {
        let words: BTreeSet<_> = steps.iter().map(|step| step.words).collect();
        assert_eq!(words.len(), steps.len(), "{code}");
        for step in *steps {
            assert!(step.words.len() <= 27 && !step.source.is_empty(), "{}", step.words);
        }
    }
}

#[test]
fn a_tick_a_day_and_a_further_step_are_rows_of_the_change() {
    let stage = Stage::new(vec![child(6)]);
    let lines = stage.lines(&PART, "2026-11-23");
    let line = lines.iter().find(|line| line.cells[1] == "place applied for").unwrap();
    let [done, when, further, planned] = PART.acts else { panic!("four acts") };
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let today = Some(Value::Date(on("2026-11-23")));
    let key = [("change", text("secondary")), ("on", Some(Value::Date(on("2027-09-01"))))];
    let rows = (done.write)(line, &[today.clone(), None], on("2026-11-23")).unwrap();
    assert!(key.iter().chain(&[("step", text("place applied for"))]).all(|cell| rows[0].cells.contains(cell)));
    assert!((done.write)(line, &[Some(Value::Date(on("2026-11-24"))), None], on("2026-11-23")).is_err());
    let itself = lines.iter().find(|line| line.cells[1] == ITSELF).unwrap();
    assert!((done.open)(line).is_ok() && (done.open)(itself).is_err());
    assert_eq!((when.asks[0].first)(line, on("2026-11-23")), "2026-10-31");
    let rows = (when.write)(line, &[today.clone(), text("DT")], on("2026-11-23")).unwrap();
    assert!(rows[0].cells.contains(&("who", text("DT"))));
    let rows = (further.write)(itself, &[text("lunch club"), today.clone(), None], on("2026-11-23")).unwrap();
    assert!(key.iter().chain(&[("step", text("lunch club"))]).all(|cell| rows[0].cells.contains(cell)));
    let rows = (planned.write)(&Line::of_child(ChildKey(1)), &[text("school"), today, None], on("2026-11-23")).unwrap();
    assert_eq!((rows.len(), rows[0].child), (1, Some(ChildKey(1))));
}
