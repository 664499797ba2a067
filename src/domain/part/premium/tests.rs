use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::kind::Value;
use crate::domain::part::scene::{Stage, day};
use crate::domain::work::Entry;

const TODAY: &str = "2026-11-23";
const YEAR: (&str, &str) = ("financial_year", "2026/27");

/// A looked-after child born on a day, about whose money something is known.
fn born(dob: &str) -> Stage {
    let child = ChildFacts {
        cohorts: Some(Cohorts::LAC),
        dob: Some(day(dob)),
        looked_after_since: Some(day("2020-01-06")),
        nc_year: Some(7),
        ..ChildFacts::default()
    };
    let mut stage = Stage::new(vec![child]);
    stage.caseload.sources.extend([Kind::Pep, Kind::Premium, Kind::PremiumRelease]);
    stage
}

fn child() -> Stage {
    born("2014-10-01")
}

fn allocated(stage: Stage, pence: &str) -> Stage {
    stage.row(Kind::Premium, 1, &[YEAR, ("term", "autumn"), ("allocated", pence)])
}

fn spent(stage: Stage, pence: &str) -> Stage {
    stage.row(Kind::Premium, 1, &[YEAR, ("term", "autumn"), ("purpose", "tuition"), ("spent", pence)])
}

fn released(stage: Stage, pence: &str, on: &str) -> Stage {
    let cells = [YEAR, ("term", "autumn"), ("purpose", "tuition"), ("released", on), ("amount", pence)];
    stage.row(Kind::PremiumRelease, 1, &cells)
}

fn rated(stage: Stage, colour: &str, on: &str) -> Stage {
    let cells = [("academic_year", "2026/27"), ("term", "autumn"), ("reviewed", on), ("overall", colour)];
    stage.row(Kind::PepReview, 1, &cells)
}

fn line(stage: &Stage, today: &str) -> Line {
    stage.lines(&PART, today).remove(0)
}

fn state(stage: &Stage) -> String {
    line(stage, TODAY).groups[0].clone()
}

fn told(line: &Line, key: char, answers: &[&str]) -> Result<Vec<Entry>, &'static str> {
    let act = PART.acts.iter().find(|act| act.key == key).unwrap();
    (act.open)(line)?;
    let value = |(at, text): (usize, &&str)| match act.asks[at].shape {
        _ if text.is_empty() => None,
        crate::domain::kind::Shape::Money => Some(Value::Number(text.parse().unwrap())),
        crate::domain::kind::Shape::Date => Some(Value::Date(day(text))),
        _ => Some(Value::Text((*text).to_owned())),
    };
    let answers: Vec<Option<Value>> = answers.iter().enumerate().map(value).collect();
    (act.write)(line, &answers, day(TODAY))
}

#[test]
fn where_the_money_stands() {
    assert_eq!(state(&child()), "nothing allocated");
    let given = allocated(child(), "87666");
    assert_eq!(state(&given), "held back");
    assert_eq!(state(&rated(given, "green", TODAY)), "to release");
    let out = released(rated(allocated(child(), "87666"), "green", TODAY), "87666", TODAY);
    assert_eq!(state(&out), "to spend");
    assert_eq!(line(&out, TODAY).cells[..4], ["876.66", "876.66", "0.00", "876.66"]);
    assert_eq!(state(&spent(out, "87666")), "spent");
    let mut nothing = child();
    nothing.caseload.sources.clear();
    assert_eq!(state(&nothing), "no data");
    // Where nobody writes releases down, none is waited for.
    let mut without = allocated(child(), "87666");
    without.caseload.sources.remove(&Kind::PremiumRelease);
    assert_eq!((state(&without).as_str(), line(&without, TODAY).cells[1].as_str()), ("to spend", "-"));
}

#[test]
fn a_year_that_is_over_is_for_reading() {
    let stage = allocated(child(), "87666");
    let old = stage.lines_of(&PART, "2027-09-01", crate::domain::attendance::AcademicYear(2026)).remove(0);
    assert_eq!((old.groups[0].as_str(), old.due, old.watches.len()), ("unspent", None, 0));
    assert_eq!(told(&old, 'm', &["100", "", "autumn", TODAY]), Err("this year is over"));
}

#[test]
fn ages_are_counted_on_the_31_august_before_the_year() {
    let has = |dob: &str| !born(dob).lines(&PART, TODAY).is_empty();
    assert!(has("2021-08-31") && !has("2021-09-01"), "4 on 31 August 2025");
    assert!(has("2009-09-01") && !has("2009-08-31"), "15 on 31 August 2025");
    let mut in_need = child();
    std::sync::Arc::make_mut(&mut in_need.caseload.children[0]).cohorts = Some(Cohorts::CIN);
    assert!(in_need.lines(&PART, TODAY).is_empty(), "a strategic duty has no money of its own");
}

#[test]
fn unspent_from_ninety_days_before_31_march() {
    let stage = released(allocated(child(), "1000"), "1000", TODAY);
    let told = |today: &str| line(&stage, today).watches.contains(&"premium-unspent");
    assert!(!told("2026-12-30") && told("2026-12-31"));
    let grave = |today: &str| line(&stage, today).grave;
    assert_eq!(grave("2026-12-20"), None);
    assert_eq!(line(&spent(released(allocated(child(), "1000"), "1000", TODAY), "1000"), "2027-03-31").due, None);
    let aimed = |today: &str| {
        let target = [YEAR, ("purpose", "tuition"), ("target", "reads")];
        let stage = released(allocated(child(), "1000"), "1000", TODAY).row(Kind::PremiumTarget, 1, &target);
        line(&stage, today).grave
    };
    assert_eq!(aimed("2027-03-02"), Some(Severity::Watch));
    assert_eq!(aimed("2027-03-03"), Some(Severity::ThisWeek));
}

#[test]
fn an_adequate_pep_and_no_release_for_twenty_working_days() {
    let stage = |on: &str| rated(allocated(child(), "1000"), "green", on);
    let told = |on: &str| line(&stage(on), TODAY).watches.contains(&"premium-release");
    assert!(!told("2026-10-26") && told("2026-10-23"));
    let amber = rated(allocated(child(), "1000"), "amber", "2026-10-01");
    assert!(!line(&amber, TODAY).watches.contains(&"premium-release"));
}

#[test]
fn released_twenty_working_days_ago_without_a_target() {
    let told = |on: &str| line(&released(allocated(child(), "1000"), "1000", on), TODAY).watches;
    assert!(told("2026-10-26").is_empty());
    assert_eq!(told("2026-10-23"), ["premium-target"]);
    let target = [YEAR, ("term", "autumn"), ("purpose", "tuition"), ("target", "reads at her age")];
    let aimed = released(allocated(child(), "1000"), "1000", "2026-10-01").row(Kind::PremiumTarget, 1, &target);
    assert!(line(&aimed, TODAY).watches.is_empty());
}

#[test]
fn eligible_and_nothing_allocated_twenty_working_days_on() {
    let since = |since: &str| {
        let mut stage = child();
        std::sync::Arc::make_mut(&mut stage.caseload.children[0]).looked_after_since = Some(day(since));
        line(&stage, TODAY).watches
    };
    assert!(since("2026-10-26").is_empty());
    assert_eq!(since("2026-10-23"), ["premium-nothing"]);
    assert!(!line(&allocated(child(), "1000"), TODAY).watches.contains(&"premium-nothing"));
}

#[test]
fn spent_more_than_allocated() {
    let told = |pence: &str| line(&spent(allocated(child(), "1000"), pence), TODAY).watches;
    assert!(told("1000").is_empty());
    assert_eq!(told("1001"), ["premium-over"]);
}

#[test]
fn a_release_is_refused_with_its_reason() {
    let stage = rated(allocated(child(), "1000"), "green", TODAY);
    let ask =
        |amount: &'static str, on: &'static str| told(&line(&stage, TODAY), 'm', &[amount, "tuition", "autumn", on]);
    assert_eq!(ask("1000", TODAY).map(|rows| rows.len()), Ok(1));
    for (amount, on, why) in [
        ("1001", TODAY, "more than is allocated"),
        ("0", TODAY, "nothing is no release"),
        ("1", "2026-11-24", "a day that has come"),
        ("1", "2026-03-31", "another financial year"),
    ] {
        assert!(ask(amount, on).is_err_and(|told| told.contains(why)), "{why}");
    }
    let none = rated(child(), "green", TODAY);
    assert!(told(&line(&none, TODAY), 'm', &["1"]).is_err_and(|why| why.contains("nothing is allocated")));
    let all = released(stage, "1000", "2026-11-02");
    assert!(told(&line(&all, TODAY), 'm', &["1"]).is_err_and(|why| why.contains("all that is allocated")));
}

#[test]
fn sums_are_added_to_the_row_that_is_there() {
    let stage = child().row(
        Kind::Premium,
        1,
        &[
            ("financial_year", "2026-27"),
            ("term", "autumn"),
            ("purpose", "tuition"),
            ("allocated", "5000"),
            ("spent", "100"),
        ],
    );
    let rows = told(&line(&stage, TODAY), 's', &["50", "tuition", "autumn"]).unwrap();
    let stage = stage.written(rows);
    assert_eq!(stage.books.all(Kind::Premium).count(), 1);
    assert_eq!(line(&stage, TODAY).cells[2], "1.50");
    let rows = told(&line(&stage, TODAY), 's', &["25", "books", "autumn"]).unwrap();
    let stage = stage.written(rows);
    assert_eq!(line(&stage, TODAY).cells[2], "1.75");
    let why = told(&line(&stage, TODAY), 's', &["100000000", "books", "autumn"]);
    assert!(why.is_err_and(|why| why.contains("a slip?")));
    assert!(told(&line(&child(), TODAY), 's', &["5"]).is_err_and(|why| why == "nothing is allocated"));
}

#[test]
fn money_is_allocated_once_for_a_term_and_purpose_and_a_target_is_written() {
    let bare = Line::of_child(ChildKey(1));
    let stage = child().written(told(&bare, 'a', &["2026/27", "autumn", "87666", ""]).unwrap());
    let one = line(&stage, TODAY);
    assert_eq!(one.cells[0], "876.66");
    let twice = told(&one, 'a', &["2026/27", "autumn", "87666", ""]);
    assert!(twice.is_err_and(|why| why.contains("has an allocation")));
    let stage = stage.written(told(&one, 't', &["tuition", "autumn", "reads at her age", ""]).unwrap());
    let stage = spent(stage, "100");
    let line = line(&stage, TODAY);
    assert_eq!((line.get("target"), line.get("purpose")), ("reads at her age", "tuition"));
    assert!(line.detail.iter().any(|told| told.contains("reads at her age")), "{:?}", line.detail);
    let rate = child().row(Kind::PremiumRate, 0, &[YEAR, ("rate", "270000"), ("source", "ours")]);
    assert_eq!(super::tests::line(&rate, TODAY).get("share"), "900.00");
}
