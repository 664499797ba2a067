use super::*;
use crate::domain::case::{Case, Context};
use crate::domain::caseload;
use crate::domain::facts::{ChildFacts, Cohorts, Referral};
use crate::domain::kind::{Value, spec};
use crate::domain::part::scene::{Stage, day};
use crate::domain::rules::scene::placed;
use crate::domain::work::{Act, Entry, Needs};

const CAME: [(&str, &str); 3] = [("received", "2026-11-02"), ("from_role", "school"), ("reason", "Bullying")];

fn stage() -> Stage {
    Stage::new(vec![ChildFacts::default()]).row(Kind::Referral, 1, &CAME)
}

fn reached(stage: Stage, cells: &[(&str, &str)]) -> Stage {
    stage.row(Kind::ReferralStage, 1, &[&CAME[..], cells].concat())
}

fn step(stage: Stage, cells: &[(&str, &str)]) -> Stage {
    let plan = [("plan", "Bullying"), ("start", "2026-11-05")];
    stage.row(Kind::Support, 1, &[&plan[..], cells].concat())
}

fn only(stage: &Stage, today: &str) -> Line {
    let mut lines = stage.lines(&PART, today);
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.remove(0)
}

fn watched(stage: &Stage, today: &str) -> Vec<&'static str> {
    only(stage, today).watches
}

fn act(key: char) -> &'static Act {
    PART.acts.iter().find(|act| act.key == key).unwrap()
}

fn text(typed: &str) -> Option<Value> {
    Some(Value::Text(typed.to_owned()))
}

fn on(date: &str) -> Option<Value> {
    Some(Value::Date(day(date)))
}

#[test]
fn a_referral_is_triaged_within_the_days_of_its_rule() {
    assert!(watched(&stage(), "2026-11-09").is_empty());
    assert_eq!(watched(&stage(), "2026-11-10"), ["referral-triage"]);
    let acted = reached(stage(), &[("stage", "triaged"), ("on", "2026-11-10")]);
    assert!(watched(&acted, "2026-11-10").is_empty());
}

#[test]
fn support_is_planned_ten_working_days_after_triage_or_by_the_day_it_named() {
    let triaged = || reached(stage(), &[("stage", "triaged"), ("on", "2026-11-04")]);
    assert!(watched(&triaged(), "2026-11-18").is_empty());
    assert_eq!(watched(&triaged(), "2026-11-19"), ["referral-plan"]);
    let named = || reached(stage(), &[("stage", "triaged"), ("on", "2026-11-04"), ("due", "2026-11-06")]);
    assert!(watched(&named(), "2026-11-06").is_empty());
    assert_eq!(watched(&named(), "2026-11-07"), ["referral-plan"]);
}

#[test]
fn support_is_reviewed_within_six_weeks_or_by_the_day_named() {
    let planned = || reached(stage(), &[("stage", "planned"), ("on", "2026-11-05")]);
    assert!(watched(&planned(), "2026-12-17").is_empty());
    assert_eq!(watched(&planned(), "2026-12-18"), ["referral-review"]);
    let again = reached(planned(), &[("stage", "reviewed"), ("on", "2026-12-18"), ("due", "2027-01-08")]);
    assert!(watched(&again, "2027-01-08").is_empty());
    assert_eq!(watched(&again, "2027-01-09"), ["referral-review"]);
}

#[test]
fn a_step_is_done_by_its_day_and_support_ends_on_its_own() {
    let planned = || reached(stage(), &[("stage", "planned"), ("on", "2026-11-05"), ("due", "2027-03-01")]);
    let open = || step(planned(), &[("step", "Mentor"), ("due", "2026-11-12"), ("ends", "2026-12-11")]);
    assert!(watched(&open(), "2026-11-12").is_empty());
    assert_eq!(watched(&open(), "2026-11-13"), ["support-step"]);
    let done = [("step", "Mentor"), ("due", "2026-11-12"), ("ends", "2026-12-11"), ("done", "2026-11-13")];
    let done = || step(planned(), &done);
    assert!(watched(&done(), "2026-12-11").is_empty());
    assert_eq!(watched(&done(), "2026-12-12"), ["support-end"]);
    let closed = reached(done(), &[("stage", "closed"), ("on", "2026-12-12")]);
    assert!(watched(&closed, "2026-12-12").is_empty());
}

#[test]
fn a_plan_without_a_referral_has_a_line_of_its_own() {
    let alone = step(Stage::new(vec![ChildFacts::default()]), &[("step", "Tutor"), ("due", "2026-11-12")]);
    let line = only(&alone, "2026-11-13");
    assert_eq!((line.get("state"), &*line.watches), ("planned", &["support-step"][..]));
    assert!((act('c').open)(&line).is_err() && (act('d').open)(&line).is_ok());
}

/// A looked-after child who moved on 26 October.
fn moved() -> ChildFacts {
    ChildFacts {
        cohorts: Some(Cohorts::LAC),
        placements: vec![placed("2024-01-01", "2026-10-26", "PR1", "S"), placed("2026-10-26", "", "PR4", "P")],
        ..ChildFacts::default()
    }
}

#[test]
fn a_change_of_home_is_proposed_until_a_referral_comes_and_for_nobody_to_whom_no_duty_is_owed() {
    let line = only(&Stage::new(vec![moved()]), "2026-11-23");
    assert_eq!((line.get("state"), &*line.watches), ("proposed", &["referral-proposed"][..]));
    let first = (act('i').asks[0].first)(&line, day("2026-11-23"));
    assert_eq!((first.as_str(), (act('i').open)(&line)), ("placement move", Ok(())));
    let taken = (act('i').write)(&line, &[text(&first)], day("2026-11-23")).unwrap();
    let expected = Entry::of(Kind::Referral, &line).day("received", day("2026-11-23")).text("from_role", "data");
    assert!(taken == [expected.text("reason", "placement move")]);
    assert!(Stage::new(vec![moved()]).lines(&PART, "2026-11-24").is_empty(), "29 days after the move");
    let strategic = ChildFacts { cohorts: Some(Cohorts::CIN), ..moved() };
    assert!(Stage::new(vec![strategic]).lines(&PART, "2026-11-23").is_empty());
    let came = |received: &str, closed: &str| {
        let cells = [("received", received), ("from_role", "carer"), ("reason", "x"), ("closed", closed)];
        let stage = Stage::new(vec![moved()]).row(Kind::Referral, 1, &cells);
        stage.lines(&PART, "2026-11-23").iter().map(|line| line.cells[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(came("2026-10-26", "2026-11-20"), ["closed"], "received 28 days ago");
    assert_eq!(came("2026-10-25", "2026-11-20"), ["proposed", "closed"]);
    assert_eq!(came("2026-10-25", "2026-12-20"), ["received"], "not closed yet");
}

/// Rows as the file holds them once an act is written: by natural key, what is not named as it was.
fn written(mut stage: Stage, rows: &mut Vec<(Kind, Vec<(&'static str, Option<Value>)>)>, entries: Vec<Entry>) -> Stage {
    for entry in entries {
        let key = spec(entry.kind).key[0];
        let of = |cells: &[(&str, Option<Value>)], name: &str| {
            cells.iter().rev().find(|(column, _)| *column == name).and_then(|(_, value)| value.clone())
        };
        let same = |(kind, cells): &&mut (Kind, Vec<_>)| {
            *kind == entry.kind && key.iter().all(|name| of(cells, name) == of(&entry.cells, name))
        };
        match rows.iter_mut().find(same) {
            Some((_, cells)) => cells.extend(entry.cells),
            None => rows.push((entry.kind, entry.cells)),
        }
    }
    stage = Stage::new(stage.caseload.children.iter().map(|child| ChildFacts::clone(child)).collect());
    for (kind, cells) in rows {
        let words = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Date(day) => day.to_string(),
            _ => unreachable!("no such column here"),
        };
        let mut last: Vec<(&str, String)> = Vec::new();
        for (name, value) in cells.iter() {
            last.retain(|(column, _)| column != name);
            last.extend(value.iter().map(|value| (*name, words(value))));
        }
        let last: Vec<(&str, &str)> = last.iter().map(|(name, text)| (*name, text.as_str())).collect();
        stage = stage.row(*kind, 1, &last);
    }
    stage
}

/// Whether the rule about referrals says something, its facts being those of the books.
fn alerts(stage: &Stage, today: &str) -> bool {
    let facts = stage.books.all(Kind::Referral).map(|row| Referral {
        received: row.date("received").unwrap(),
        first_action: row.date("first_action"),
        closed: row.date("closed"),
    });
    let mut child = ChildFacts::clone(&stage.caseload.children[0]);
    child.referrals = facts.collect();
    let place = RULES.iter().position(|rule| rule.id == WAITING).unwrap();
    let mut caseload = stage.caseload.clone();
    caseload.children = caseload::shared([child]);
    let context = Context::new(&caseload, &stage.thresholds, day(today));
    let case = Case::new(&caseload.children[0], &context);
    (RULES[place].check)(&case, stage.thresholds.of(place)).is_some()
}

#[test]
fn a_referral_walks_from_the_day_it_comes_to_its_outcome() {
    let mut rows = Vec::new();
    let mut stage = Stage::new(vec![ChildFacts::default()]);
    let came = [text("school"), None, text("Bullying"), on("2026-11-02")];
    assert_eq!(act('r').needs, Needs::Child);
    let entries = (act('r').write)(&Line::of_child(ChildKey(1)), &came, day("2026-11-10")).unwrap();
    stage = written(stage, &mut rows, entries);
    assert!(alerts(&stage, "2026-11-10"));
    let steps: [(char, &str, Vec<Option<Value>>, &str); 6] = [
        ('t', "2026-11-10", vec![text("Ours"), on("2026-11-20"), text("Ada"), on("2026-11-10")], "triaged"),
        (
            'p',
            "2026-11-12",
            vec![text("Mentor"), None, on("2026-11-20"), on("2027-02-12"), on("2026-12-18")],
            "planned",
        ),
        ('s', "2026-11-12", vec![text("Meeting"), None, on("2026-11-27"), on("2027-02-26")], "planned"),
        ('d', "2026-11-19", vec![text("ment"), text("Meets weekly"), on("2026-11-19")], "planned"),
        ('v', "2026-12-18", vec![text("Better"), None, None, on("2026-12-18")], "reviewed"),
        ('c', "2027-01-08", vec![text("Back in lessons"), None, on("2027-01-08")], "closed"),
    ];
    for (key, today, answers, state) in steps {
        let line = only(&stage, today);
        assert_eq!((act(key).open)(&line), Ok(()), "{key}");
        let entries = (act(key).write)(&line, &answers, day(today)).unwrap();
        stage = written(stage, &mut rows, entries);
        assert_eq!(only(&stage, today).get("state"), state, "{key}");
        assert!(!alerts(&stage, today), "{key}");
    }
    let closed = only(&stage, "2027-01-08");
    assert!(closed.detail.iter().any(|line| line == "closed 2027-01-08: Back in lessons"), "{:?}", closed.detail);
    assert!(closed.detail.iter().any(|line| line == "support from 2026-11-12, until 2027-02-26: 1 of 2 steps done"));
    assert!(PART.acts.iter().filter(|act| act.needs == Needs::Line).all(|act| (act.open)(&closed).is_err()));
    let referral = stage.books.all(Kind::Referral).next().unwrap();
    assert_eq!(referral.date("first_action"), Some(day("2026-11-10")));
    assert_eq!(referral.date("closed"), Some(day("2027-01-08")));
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let received = only(&stage(), "2026-11-10");
    assert_eq!((act('p').open)(&received), Err("triage it first"));
    assert_eq!((act('v').open)(&received), Err("no support is planned yet"));
    let ahead = [text("Ours"), None, None, on("2026-11-11")];
    assert!((act('t').write)(&received, &ahead, day("2026-11-10")).is_err());
    let before = [text("Ours"), None, None, on("2026-11-01")];
    assert!((act('t').write)(&received, &before, day("2026-11-10")).is_err());
    let late = [text("Mentor"), None, None, on("2026-11-20"), on("2026-11-21")];
    assert!((act('p').write)(&received, &late, day("2026-11-10")).is_err());
}
