use super::*;
use crate::domain::facts::{ChildFacts, ChildKey, Cohorts, ExclusionKind};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage, day};
use crate::domain::rules::scene::{enrolled, excluded, pep};
use std::sync::Arc;

const URN: &str = "100001";

fn pupil(cohort: Cohorts) -> ChildFacts {
    ChildFacts { cohorts: Some(cohort), enrolments: vec![enrolled(URN, "2025-09-01", "")], ..ChildFacts::default() }
}

fn stage(children: Vec<ChildFacts>, teacher: Option<&str>) -> Stage {
    let mut stage = Stage::new(children);
    let school = School {
        name: "Moorside".into(),
        la: Some("Testshire".into()),
        designated_teacher: teacher.map(Into::into),
        ..School::default()
    };
    stage.caseload.schools = Arc::new([(URN.into(), school)].into());
    stage.caseload.sources.insert(Kind::School);
    stage
}

fn one() -> Stage {
    stage(vec![pupil(Cohorts::LAC)], Some("T"))
}

fn only(stage: &Stage, today: &str) -> Line {
    let mut lines = stage.lines(&PART, today);
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.remove(0)
}

fn trained(stage: Stage, on: &str, attended: &str) -> Stage {
    let cells = [("school_urn", URN), ("on", on), ("title", "Trauma"), ("who", "T"), ("attended", attended)];
    stage.row(Kind::Training, 0, &[&cells[..], &[("role", "Designated teacher")]].concat())
}

#[test]
fn the_designated_teacher_is_trained_every_two_years() {
    let watched = |stage: Stage, today: &str| only(&stage, today).watches;
    assert!(watched(trained(one(), "2024-11-20", "y"), "2026-11-20").is_empty());
    assert_eq!(watched(trained(one(), "2024-11-20", "y"), "2026-11-21"), ["dt-training"]);
    assert_eq!(watched(trained(one(), "2026-11-20", "n"), "2026-11-21"), ["dt-training"]);
    let strategic = stage(vec![pupil(Cohorts::CIN)], None);
    assert!(watched(trained(strategic, "2020-11-20", "y"), "2026-11-21").is_empty());
}

#[test]
fn without_a_file_of_training_nothing_is_said_to_be_in_order() {
    let line = only(&one(), "2026-11-20");
    assert_eq!((&*line.groups[0], &*line.cells[1], line.watches.len()), ("no data", "no data", 0));
    let line = only(&trained(one(), "2026-11-10", "y"), "2026-11-20");
    assert_eq!((&*line.groups[0], &*line.cells[1]), ("in order", "2026-11-10"));
}

#[test]
fn a_school_with_a_looked_after_child_names_its_designated_teacher() {
    let watched = |cohort: Cohorts, teacher: Option<&str>| {
        only(&trained(stage(vec![pupil(cohort)], teacher), "2026-11-10", "y"), "2026-11-20").watches
    };
    assert_eq!(watched(Cohorts::LAC, None), ["dt-unknown"]);
    assert!(watched(Cohorts::LAC, Some("T")).is_empty());
    assert!(watched(Cohorts::CIN, None).is_empty());
}

#[test]
fn a_line_counts_what_is_open_and_watches_the_answer() {
    let raised = [("school_urn", URN), ("raised", "2026-11-02"), ("kind", "challenge"), ("about", "Isolation")];
    let school = || one().row(Kind::SchoolAction, 0, &raised);
    let both = || school().row(Kind::Challenge, 1, &[&raised[..3], &[("about", "Hours")]].concat());
    assert_eq!(only(&both(), "2026-11-16").cells[2], "2");
    assert!(only(&both(), "2026-11-16").watches.is_empty());
    assert_eq!(only(&both(), "2026-11-17").watches, ["school-answer"]);
    let answered = one().row(Kind::SchoolAction, 0, &[&raised[..], &[("answered", "2026-11-16")]].concat());
    assert_eq!(only(&answered, "2026-11-17").cells[2], "0");
}

#[test]
fn figures_of_the_year_stand_with_their_numbers_and_open_their_children() {
    let mut first = pupil(Cohorts::LAC);
    let before = excluded(ExclusionKind::Suspension, "2026-07-10");
    first.exclusions = vec![before, excluded(ExclusionKind::Suspension, "2026-09-14")];
    first.peps = vec![pep("2026-10-09", "2026-10-09"), pep("2026-11-13", "2026-11-16"), pep("2026-12-11", "")];
    let elsewhere = ChildFacts { enrolments: vec![enrolled("100002", "2025-09-01", "")], ..pupil(Cohorts::LAC) };
    let stage = stage(vec![first, elsewhere, pupil(Cohorts::PLAC)], Some("T"));
    let premium = |year: &'static str, spent: &'static str| {
        vec![("financial_year", year), ("purpose", "Tuition"), ("allocated", "100000"), ("spent", spent)]
    };
    let stage = stage.row(Kind::Premium, 1, &premium("2026-27", "40000"));
    let stage = stage.row(Kind::Premium, 1, &premium("2025/26", "0")).row(Kind::Premium, 2, &premium("2026/27", "0"));
    let lines = stage.lines(&PART, "2026-11-20");
    let line = lines.iter().find(|line| line.get("school_urn") == URN).unwrap();
    assert_eq!(line.children, [ChildKey(1), ChildKey(3)]);
    let expected = ["2", "no data", "0", "1", "1/2", "in", "GBP 600.00", "not known"];
    assert_eq!(line.cells, expected);
    let other = lines.iter().find(|line| line.get("school_urn") == "100002").unwrap();
    assert_eq!((&*other.cells[4], &*other.cells[5], &*other.cells[6]), ("-", "unknown", "GBP 1,000.00"));
}

#[test]
fn an_act_writes_about_the_school_and_no_child() {
    let line = only(&one(), "2026-11-20");
    let text = |typed: &str| Some(Value::Text(typed.to_owned()));
    let on = Some(Value::Date(day("2026-11-20")));
    let given = acts::ACTS.iter().find(|act| act.key == 'g').unwrap();
    let answers = [text("Trauma"), text((given.asks[1].first)(&line, day("2026-11-20")).as_str()), None, on];
    let entry = (given.write)(&line, &answers, day("2026-11-20")).unwrap().remove(0);
    assert_eq!((entry.kind, entry.child), (Kind::Training, None));
    for cell in [("school_urn", text(URN)), ("who", text("T")), ("attended", Some(Value::Flag(true)))] {
        assert!(entry.cells.contains(&cell), "{}", cell.0);
    }
    assert!((given.write)(&line, &answers, day("2026-11-19")).is_err(), "that day lies ahead");
}
