use super::*;
use crate::domain::facts::{ChildFacts, Cohorts, Destination};
use crate::domain::part::scene::{Stage, day as on};

fn child(year: i8) -> ChildFacts {
    ChildFacts { cohorts: Some(Cohorts::LAC), nc_year: Some(year), ..ChildFacts::default() }
}

fn told(stage: &Stage, today: &str) -> (String, Vec<&'static str>) {
    let line = stage.lines(&PART, today).remove(0);
    (line.groups[0].clone(), line.watches)
}

fn offer<'a>(year: &'a str, offer: &'a str) -> [(&'static str, &'a str); 4] {
    [("academic_year", year), ("offer", offer), ("provider", "Northgate College"), ("start", "2026-09-07")]
}

fn doing(from: &str, to: &str) -> Destination {
    Destination { from: on(from), to: to.parse().ok(), status: DestinationStatus::Eet, checked: None }
}

#[test]
fn watched_from_may_and_pressing_from_september() {
    let stage = Stage::new(vec![child(11)]);
    assert_eq!(told(&stage, "2026-04-30"), (NO_DATA.to_owned(), vec![]));
    assert_eq!(told(&stage, "2026-05-01"), (NO_DATA.to_owned(), vec!["guarantee-offer"]));
    assert_eq!(stage.lines(&PART, "2026-08-31")[0].grave, Some(Severity::Watch));
    // In September year 11 is in year 12.
    let stage = Stage::new(vec![child(12)]);
    let line = stage.lines(&PART, "2026-09-01").remove(0);
    assert_eq!((line.grave, line.due), (Some(Severity::ThisWeek), Some(on("2026-09-30"))));
    assert_eq!(told(&stage, "2026-10-31").1, ["guarantee-offer"]);
    // From November the next year's counts.
    assert_eq!(stage.lines(&PART, "2026-11-01")[0].due, Some(on("2027-09-30")));
    assert_eq!(told(&stage, "2026-11-01").1, Vec::<&str>::new());
}

#[test]
fn an_offer_of_that_year_ends_it_and_no_other_answer_does() {
    let with = |year, answer| {
        let stage = Stage::new(vec![child(11)]).row(Kind::Guarantee, 1, &offer(year, answer));
        told(&stage, "2026-06-01")
    };
    assert_eq!(with("2026/27", "offer"), (OFFERED.to_owned(), vec![]));
    assert_eq!(with("2026/27", "declined"), (DECLINED.to_owned(), vec!["guarantee-offer"]));
    assert_eq!(with("2026/27", "no_offer"), (NO_OFFER.to_owned(), vec!["guarantee-offer"]));
    assert_eq!(with("2026/27", "not_known"), (NOT_KNOWN.to_owned(), vec!["guarantee-offer"]));
    assert_eq!(with("2025/26", "offer"), (NO_DATA.to_owned(), vec!["guarantee-offer"]));
}

#[test]
fn a_course_that_goes_on_is_a_place() {
    let with = |year, destination| {
        let stage = Stage::new(vec![ChildFacts { destinations: vec![destination], ..child(year) }]);
        told(&stage, "2026-06-01").0
    };
    assert_eq!(with(12, doing("2025-09-01", "")), HAS_PLACE);
    assert_eq!(with(12, doing("2025-09-01", "2026-09-30")), HAS_PLACE);
    assert_eq!(with(12, doing("2025-09-01", "2026-09-29")), NO_DATA);
    assert_eq!(with(11, doing("2026-09-01", "")), HAS_PLACE);
    assert_eq!(with(11, doing("2025-09-01", "")), NO_DATA);
}

#[test]
fn a_place_is_begun_within_ten_days() {
    let with = |destinations: Vec<Destination>, today| {
        let stage = Stage::new(vec![ChildFacts { destinations, ..child(12) }]);
        told(&stage.row(Kind::Guarantee, 1, &offer("2026/27", "offer")), today)
    };
    assert_eq!(with(vec![], "2026-09-17"), (OFFERED.to_owned(), vec![]));
    assert_eq!(with(vec![], "2026-09-18"), (OFFERED.to_owned(), vec!["guarantee-start"]));
    assert_eq!(with(vec![doing("2026-09-08", "")], "2026-09-18").1, Vec::<&str>::new());
    assert_eq!(with(vec![doing("2025-09-08", "")], "2026-09-18").1, ["guarantee-start"]);
    let neet = Destination { status: DestinationStatus::Neet, ..doing("2026-09-08", "") };
    assert_eq!(with(vec![neet], "2026-09-18").1, ["guarantee-start"]);
}

#[test]
fn an_offer_is_written_with_its_provider() {
    let line = Stage::new(vec![child(11)]).lines(&PART, "2026-06-01").remove(0);
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let told = Some(Value::Date(on("2026-06-01")));
    let act = &PART.acts[0];
    assert!((act.open)(&line).is_ok() && (act.open)(&Line::default()).is_err());
    let rows = (act.write)(&line, &[text("offer"), text("Northgate"), None, told.clone()], on("2026-06-01")).unwrap();
    assert!(rows[0].cells.contains(&("academic_year", text("2026/27"))));
    assert!(rows[0].cells.contains(&("offered", told.clone())));
    assert!((act.write)(&line, &[text("offer"), None, None, told.clone()], on("2026-06-01")).is_err());
    let rows = (act.write)(&line, &[text("no_offer"), None, None, told], on("2026-06-01")).unwrap();
    assert!(rows[0].cells.contains(&("offered", None)));
}

#[test]
fn strategic_cohorts_stand_as_a_figure() {
    let other = ChildFacts { cohorts: Some(Cohorts::KIN), ..child(11) };
    let stage = Stage::new(vec![other, child(10), child(13)]);
    let lines = stage.lines(&PART, "2026-06-01");
    assert_eq!((lines.len(), lines[0].cells[0].as_str(), lines[0].watches.len()), (1, "0 of 1", 0));
}
