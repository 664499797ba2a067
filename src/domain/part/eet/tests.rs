use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage, day as on};

const TODAY: &str = "2026-11-23";

fn child(year: i8, cohorts: Cohorts) -> ChildFacts {
    ChildFacts { cohorts: Some(cohorts), nc_year: Some(year), ..ChildFacts::default() }
}

fn stage(rows: &[&[(&str, &str)]]) -> Stage {
    let mut stage = Stage::new(vec![child(12, Cohorts::LAC)]);
    stage.caseload.sources = [Kind::Destination].into();
    rows.iter().fold(stage, |stage, cells| stage.row(Kind::Destination, 1, cells))
}

fn told(rows: &[&[(&str, &str)]]) -> (String, Vec<&'static str>) {
    let line = stage(rows).lines(&PART, TODAY).remove(0);
    (line.groups[0].clone(), line.watches)
}

#[test]
fn contact_falls_due_28_days_after_somebody_found_out() {
    let doing = |status, checked| told(&[&[("from", "2026-09-01"), ("status", status), ("checked", checked)]]);
    assert_eq!(doing("NEET", "2026-10-27"), (NEET.to_owned(), vec![]));
    assert_eq!(doing("NEET", "2026-10-26"), (NEET.to_owned(), vec!["eet-contact"]));
    assert_eq!(doing("NK", "2026-10-27"), (NOT_KNOWN.to_owned(), vec![]));
    assert_eq!(doing("NK", "2026-10-26"), (NOT_KNOWN.to_owned(), vec!["eet-contact"]));
    // One that lies ahead is as if blank: 1 September counts.
    assert_eq!(doing("NEET", "2026-11-24").1, ["eet-contact"]);
    assert_eq!(told(&[]), (NOT_KNOWN.to_owned(), vec!["eet-contact"]));
    let mut never = stage(&[]);
    never.caseload.sources.clear();
    assert_eq!(never.lines(&PART, TODAY)[0].groups[0], NO_DATA);
}

#[test]
fn eet_is_taken_as_known_for_180_days() {
    let doing = |checked| told(&[&[("from", "2025-09-01"), ("status", "EET"), ("checked", checked)]]);
    assert_eq!(doing("2026-05-28"), (EET.to_owned(), vec![]));
    assert_eq!(doing("2026-05-27"), (EET.to_owned(), vec!["eet-check"]));
}

#[test]
fn eet_that_ends_within_28_days_with_nothing_after_it() {
    let doing = |to, next: &[(&str, &str)]| {
        let now: &[(&str, &str)] = &[("from", "2026-09-01"), ("status", "EET"), ("to", to)];
        if next.is_empty() { told(&[now]) } else { told(&[now, next]) }
    };
    assert_eq!(doing("2026-12-22", &[]), (EET.to_owned(), vec![]));
    assert_eq!(doing("2026-12-21", &[]), (EET.to_owned(), vec!["eet-ends"]));
    assert_eq!(doing("2026-11-23", &[]), (EET.to_owned(), vec!["eet-ends"]));
    assert_eq!(doing("2026-12-21", &[("from", "2027-01-04"), ("status", "EET")]), (EET.to_owned(), vec![]));
    // Over: what follows is not known.
    assert_eq!(doing("2026-11-22", &[]), (NOT_KNOWN.to_owned(), vec!["eet-contact"]));
}

#[test]
fn years_12_and_13_and_care_leavers_to_25() {
    let leaver = |dob: &str| ChildFacts { dob: Some(on(dob)), ..child(14, Cohorts::CL) };
    let stage = Stage::new(vec![
        child(11, Cohorts::LAC),
        child(13, Cohorts::LAC),
        leaver("2001-11-24"),
        leaver("2001-11-23"),
        child(12, Cohorts::CIN),
    ]);
    let stage = stage.row(Kind::Destination, 5, &[("from", "2026-09-01"), ("status", "EET")]);
    let stage = stage.row(Kind::Career, 2, &[("step", "visit"), ("done", "2026-10-01"), ("pathway", "sixth_form")]);
    let lines = stage.lines(&PART, TODAY);
    let about: Vec<_> = lines.iter().map(Line::child).collect();
    assert_eq!(about, [Some(ChildKey(2)), Some(ChildKey(3)), None]);
    assert_eq!(lines[0].cells[5], "sixth form");
    assert!(lines[1].detail.iter().any(|line| line.starts_with("25 on 24 Nov 2026")), "{:?}", lines[1].detail);
    assert_eq!((lines[2].cells[0].as_str(), lines[2].watches.len()), ("1 of 1", 0));
}

#[test]
fn what_was_found_is_a_row_of_its_own_and_a_contact_is_put_to_the_row_that_stands() {
    let line = stage(&[&[("from", "2026-09-01"), ("status", "NEET")]]).lines(&PART, TODAY).remove(0);
    let [contact, found] = PART.acts else { panic!("two acts") };
    let (text, today) = (|text: &str| Some(Value::Text(text.to_owned())), Some(Value::Date(on(TODAY))));
    assert!((contact.open)(&line).is_ok());
    let rows = (contact.write)(&line, std::slice::from_ref(&today), on(TODAY)).unwrap();
    assert_eq!(rows[0].cells, [("from", Some(Value::Date(on("2026-09-01")))), ("checked", today.clone())]);
    assert!((contact.write)(&line, &[Some(Value::Date(on("2026-11-24")))], on(TODAY)).is_err());
    assert!((contact.open)(&Line::of_child(ChildKey(1))).is_err());
    let answers = |code| [text("EET"), today.clone(), text(code), text("Level 2 joinery"), None];
    let rows = (found.write)(&line, &answers("f2"), on(TODAY)).unwrap();
    assert!(rows[0].cells.contains(&("activity", text("F2"))) && rows[0].cells.contains(&("checked", today.clone())));
    assert!((found.write)(&line, &answers("G5"), on(TODAY)).is_err());
}
