use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage as Stand, day};
use crate::domain::work::{Act, Entry};

const AUTUMN: [(&str, &str); 2] = [("academic_year", "2026/27"), ("term", "autumn")];

/// A looked-after child of 12, about whom PEPs and releases are known.
fn stand() -> Stand {
    let child = ChildFacts {
        cohorts: Some(Cohorts::LAC),
        dob: Some(day("2014-10-01")),
        looked_after_since: Some(day("2020-01-06")),
        nc_year: Some(7),
        ..ChildFacts::default()
    };
    let mut stand = Stand::new(vec![child]);
    stand.caseload.sources.extend([Kind::Pep, Kind::PepStage, Kind::PepReview, Kind::PremiumRelease]);
    stand
}

fn pep(stand: Stand, cells: &[(&str, &str)]) -> Stand {
    stand.row(Kind::Pep, 1, &[&AUTUMN[..], cells].concat())
}

fn staged(stand: Stand, stage: &str, on: &str) -> Stand {
    stand.row(Kind::PepStage, 1, &[&AUTUMN[..], &[("stage", stage), ("on", on), ("reason", "targets")]].concat())
}

fn rated(stand: Stand, colour: &str, on: &str) -> Stand {
    stand.row(Kind::PepReview, 1, &[&AUTUMN[..], &[("overall", colour), ("reviewed", on)]].concat())
}

fn line(stand: &Stand, today: &str) -> Line {
    stand.lines(&PART, today).remove(0)
}

fn watches(stand: &Stand, today: &str) -> Vec<&'static str> {
    line(stand, today).watches
}

fn act(key: char) -> &'static Act {
    PART.acts.iter().find(|act| act.key == key).unwrap()
}

/// What an act writes about the line of a day: answers as typed, a blank one takes what stands there at first.
fn told(stand: &Stand, key: char, answers: &[&str], today: &str) -> Result<Vec<Entry>, String> {
    let (line, act, today) = (line(stand, today), act(key), day(today));
    (act.open)(&line)?;
    let days = crate::domain::work::answer::Days { today, calendar: &stand.caseload.calendar, scope: "*" };
    let typed = act.asks.iter().enumerate().map(|(at, ask)| match answers.get(at) {
        Some(&"-") => crate::domain::work::answer::read(ask, "", days),
        Some(text) if !text.is_empty() => crate::domain::work::answer::read(ask, text, days),
        _ => crate::domain::work::answer::read(ask, &(ask.first)(&line, today), days),
    });
    let typed: Vec<Option<Value>> = typed.collect::<Result<_, _>>()?;
    Ok((act.write)(&line, &typed, today)?)
}

fn done(stand: Stand, key: char, answers: &[&str], today: &str) -> Stand {
    let entries = told(&stand, key, answers, today).unwrap_or_else(|why| panic!("{key}: {why}"));
    stand.written(entries)
}

fn refused(stand: &Stand, key: char, answers: &[&str], today: &str) -> String {
    told(stand, key, answers, today).expect_err("it is refused")
}

/// Rated amber; its money is refused.
fn amber(today: &str) -> Stand {
    let stand = pep(stand(), &[("due", "2026-11-30")]).row(
        Kind::Premium,
        1,
        &[("financial_year", "2026/27"), ("term", "autumn"), ("allocated", "87666")],
    );
    assert_eq!(line(&stand, today).groups[0], "not started");
    assert!(refused(&stand, 'm', &[], today).contains("no PEP of this or the last term is rated"));
    assert_eq!(refused(&stand, 'b', &["why"], today), "nothing was handed in yet");
    let stand = done(stand, 's', &["submitted", "", "20/11/2026"], today);
    assert_eq!(line(&stand, today).cells[4], "2026-11-20", "its own row says when it was held");
    let stand = done(stand, 'q', &["green", "amber", "green", "amber", "green", "green", "", "no costs"], today);
    assert_eq!((line(&stand, today).groups[3].as_str(), line(&stand, today).watches), ("amber", vec![RATING]));
    assert!(refused(&stand, 'm', &[], today).contains("rated amber"));
    stand
}

/// Sent back with a reason, which is asked for, and submitted again.
fn returned(stand: Stand, today: &str) -> Stand {
    assert_eq!(refused(&stand, 'b', &[], today), "reason: this is needed");
    let stand = done(stand, 'b', &["Targets are not costed"], today);
    let back = line(&stand, today);
    assert_eq!((back.groups[0].as_str(), back.watches.len()), ("sent back", 0));
    assert!(back.detail.iter().any(|told| told == "reason: Targets are not costed"), "{:?}", back.detail);
    assert!(refused(&stand, 'm', &[], today).contains("sent back"));
    assert_eq!(refused(&stand, 'b', &["again"], today), "it is sent back already");
    let stand = done(stand, 's', &[], today);
    assert_eq!(line(&stand, today).groups[0], "submitted");
    assert!(refused(&stand, 'm', &[], today).contains("rated amber"));
    stand
}

#[test]
fn a_pep_is_rated_amber_goes_back_returns_is_rated_green_and_its_money_is_released_all_in_one_day() {
    let today = "2026-11-23";
    let stand = returned(amber(today), today);
    let stand = done(stand, 'q', &["", "green"], today);
    assert_eq!(line(&stand, today).groups[3], "green", "one amber is left");
    let stand = done(stand, 'm', &["400", "tuition"], today);
    assert_eq!(line(&stand, today).get("left"), "476.66");
    let row = stand.books.all(Kind::PremiumRelease).next().unwrap();
    assert_eq!((row.number("amount"), row.text("purpose"), row.text("term")), (Some(40_000), "tuition", "autumn"));
    assert!(refused(&stand, 'm', &["476.67"], today).contains("more than is allocated"));
    assert!(refused(&stand, 'm', &["1"], today).contains("that day for that purpose"));
    let stand = done(stand, 's', &[], today);
    assert_eq!(line(&stand, today).groups[0], "complete");
    assert_eq!(stand.books.all(Kind::PepStage).count(), 4, "every stage is a row of its own");
    let own = stand.books.all(Kind::Pep).next().unwrap();
    assert_eq!((own.text("status"), own.text("quality")), ("Complete", "green"), "rules read it there");
}

#[test]
fn a_stage_is_later_than_the_one_before() {
    let stand = staged(pep(stand(), &[("held", "2026-11-10")]), "submitted", "2026-11-12");
    for (answers, why) in [
        (["submitted", "2026-11-12"], "at that stage already"),
        (["in_progress", "2026-11-12"], "further on that day"),
        (["complete", "2026-11-11"], "from a later day"),
        (["complete", "2026-11-24"], "a day that has come"),
    ] {
        assert!(refused(&stand, 's', &answers, "2026-11-23").contains(why), "{why}");
    }
    assert!(told(&stand, 's', &["in_progress", "2026-11-13"], "2026-11-23").is_ok());
    assert!(refused(&stand, 's', &["complete", "2026-11-13", "-"], "2026-11-23").contains("when was the meeting held"));
    assert!(refused(&stand, 's', &["complete", "", "2026-11-24"], "2026-11-23").contains("lies ahead"));
}

#[test]
fn the_row_of_the_pep_is_written_by_the_key_that_it_has() {
    let stand = stand().row(Kind::Pep, 1, &[("academic_year", "2026/27"), ("due", "2026-12-01"), ("quality", "red")]);
    let stand = done(stand, 's', &["submitted", "", "2026-11-20"], "2026-11-23");
    let stand = done(stand, 'q', &["-", "-", "-", "-", "-", "-", "gold"], "2026-11-23");
    let rows: Vec<_> = stand.books.all(Kind::Pep).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].date("held"), rows[0].text("quality")), (Some(day("2026-11-20")), "gold"));
    let review = stand.books.all(Kind::PepReview).next().unwrap();
    assert_eq!((review.text("voice"), review.text("overall")), ("", "gold"));
    assert!(refused(&stand, 'q', &["-", "-", "-", "-", "-", "-", "-"], "2026-11-23").contains("no criterion"));
    assert!(
        refused(&stand, 'q', &["gold", "", "", "", "", "", "", "", "2026-11-22"], "2026-11-23").contains("later day")
    );
    // A child without any row has one of the term from then on.
    let none = done(super::tests::stand(), 's', &[], "2026-11-23");
    assert_eq!(none.books.all(Kind::Pep).next().unwrap().text("term"), "autumn");
}

#[test]
fn no_data_is_a_state_and_an_earlier_year_is_for_reading() {
    let mut stand = stand();
    stand.caseload.sources.clear();
    assert_eq!(line(&stand, "2026-11-23").groups[0], "no data");
    let old = stand.row(Kind::Pep, 1, &[("academic_year", "2025/26"), ("term", "summer"), ("status", "In progress")]);
    let lines = old.lines_of(&PART, "2026-11-23", crate::domain::attendance::AcademicYear(2025));
    assert_eq!((lines[0].groups[0].as_str(), lines[0].watches.len()), ("in progress", 0));
    for act in PART.acts {
        assert!((act.open)(&lines[0]).is_err(), "{}", act.title);
    }
}

#[test]
fn looked_after_from_three_to_the_end_of_year_13() {
    let on_board = |dob: &str, year: Option<i8>, cohort: Cohorts| {
        let child = ChildFacts { cohorts: Some(cohort), dob: Some(day(dob)), nc_year: year, ..ChildFacts::default() };
        !Stand::new(vec![child]).lines(&PART, "2026-11-23").is_empty()
    };
    assert!(on_board("2023-11-23", None, Cohorts::LAC) && !on_board("2023-11-24", None, Cohorts::LAC));
    assert!(on_board("2008-11-24", Some(12), Cohorts::LAC) && !on_board("2008-11-23", Some(12), Cohorts::LAC));
    assert!(on_board("2008-11-23", Some(13), Cohorts::LAC));
    assert!(!on_board("2014-11-23", Some(7), Cohorts::CIN), "a strategic duty has no PEP");
}

#[test]
fn not_begun_when_twenty_school_days_are_left() {
    // The assumed autumn term ends on Saturday 19 December: from Monday 23 November 20 school days are left.
    let stand = pep(stand(), &[("due", "2026-12-10")]);
    assert_eq!(watches(&stand, "2026-11-23"), ["pep-not-begun"]);
    assert!(watches(&stand, "2026-11-20").is_empty());
    assert!(watches(&staged(stand, "in_progress", "2026-11-23"), "2026-11-23").is_empty());
    let mut new = super::tests::stand();
    std::sync::Arc::make_mut(&mut new.caseload.children[0]).looked_after_since = Some(day("2026-10-26"));
    assert!(watches(&new, "2026-11-23").is_empty(), "its first PEP is due today");
    assert_eq!(watches(&new, "2026-11-24"), ["pep-not-begun"]);
}

#[test]
fn held_and_not_handed_in_after_ten_working_days() {
    let stand = pep(stand(), &[("held", "2026-11-09"), ("status", "In progress")]);
    assert!(watches(&stand, "2026-11-23").is_empty());
    assert_eq!(watches(&stand, "2026-11-24"), ["pep-write-up"]);
    assert!(watches(&staged(stand, "submitted", "2026-11-24"), "2026-11-24").is_empty());
}

#[test]
fn handed_in_and_not_rated_after_ten_working_days() {
    let stand = staged(pep(stand(), &[]), "submitted", "2026-11-09");
    assert!(watches(&stand, "2026-11-23").is_empty());
    assert_eq!(watches(&stand, "2026-11-24"), ["pep-unjudged"]);
    assert!(watches(&rated(stand, "green", "2026-11-09"), "2026-11-24").is_empty());
    let again = staged(
        rated(staged(super::tests::stand(), "sent_back", "2026-11-04"), "red", "2026-11-03"),
        "resubmitted",
        "2026-11-09",
    );
    assert_eq!(watches(&again, "2026-11-24"), ["pep-unjudged"], "the rating was of the one before");
    assert!(watches(&again, "2026-11-23").is_empty());
}

#[test]
fn sent_back_and_not_returned_after_ten_working_days() {
    let stand = staged(pep(stand(), &[]), "sent_back", "2026-11-09");
    assert!(watches(&stand, "2026-11-23").is_empty());
    assert_eq!(watches(&stand, "2026-11-24"), ["pep-sent-back"]);
    assert!(watches(&staged(stand, "resubmitted", "2026-11-24"), "2026-11-24").is_empty());
}

#[test]
fn red_goes_back_and_amber_until_it_is_complete() {
    let at = |stage: &str, colour: &str| {
        let stand = staged(pep(stand(), &[]), stage, "2026-11-20");
        watches(&rated(stand, colour, "2026-11-20"), "2026-11-23").contains(&RATING)
    };
    assert!(at("complete", "red") && at("submitted", "red") && !at("sent_back", "red"));
    assert!(at("submitted", "amber") && !at("complete", "amber") && !at("sent_back", "amber"));
    assert!(!at("submitted", "green"));
}

#[test]
fn a_councils_rule_makes_the_colour() {
    let mut stand = pep(stand(), &[]);
    let cells = [&AUTUMN[..], &[("reviewed", "2026-11-20"), ("voice", "amber"), ("targets", "green")]].concat();
    stand = stand.row(Kind::PepReview, 1, &cells);
    assert_eq!(line(&stand, "2026-11-23").groups[3], "green");
    let (limits, faults) = crate::domain::thresholds::Thresholds::read("[pep-rating]\namber = 1\n");
    assert_eq!(faults, Vec::<String>::new());
    stand.thresholds = limits;
    let amber = line(&stand, "2026-11-23");
    assert_eq!(amber.groups[3], "amber");
    assert!(amber.detail.iter().any(|told| told.contains("1 or more amber = amber")), "{:?}", amber.detail);
}
