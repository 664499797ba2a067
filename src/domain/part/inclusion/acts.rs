//! What is written down about a referral, from the day it comes in to the day it is closed.

use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::{MISSING, about_a_child, ahead, first_open, meant, open_things, past, past_since};
use crate::domain::work::{Act, Ask, Entry, Line, Needs};
use chrono::NaiveDate;

/// The natural key of a referral, and which one a stage belongs to.
const KEY: &[&str] = &["received", "from_role", "reason"];
/// The natural key of a step but for its name.
const PLAN: &[&str] = &["plan", "start"];

/// Who refers where the figures of the child do.
pub(super) const DATA: &str = "data";

const NO_REFERRAL: &str = "this plan belongs to no referral: its steps can be ticked off";

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'r',
        title: "referral came in",
        needs: Needs::Child,
        asks: &[
            Ask::must("from (school, carer ...)", Shape::Text),
            Ask::new("name of who refers", Shape::Text),
            Ask::must("reason", Shape::Text),
            Ask::today("received on"),
        ],
        open: about_a_child,
        write: |line, answers, today| {
            let [role, name, reason, received] = answers else { return Err(MISSING) };
            let received = past(received.as_ref(), today)?;
            let row = Entry::of(Kind::Referral, line).day("received", received).with("from_role", role.clone());
            Ok(vec![row.with("from_name", name.clone()).with("reason", reason.clone())])
        },
    },
    Act {
        key: 'i',
        title: "what is proposed taken in",
        needs: Needs::Line,
        asks: &[Ask { first: |line, _| line.get("proposed").to_owned(), ..Ask::must("reason", Shape::Text) }],
        open: |line| match line.get("state") {
            "proposed" => Ok(()),
            _ => Err("somebody referred the child"),
        },
        write: |line, answers, today| {
            let [reason] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Referral, line).day("received", today).text("from_role", DATA);
            Ok(vec![row.with("reason", reason.clone())])
        },
    },
    Act {
        key: 't',
        title: "triaged",
        needs: Needs::Line,
        asks: &[
            Ask::must("what was decided", Shape::Text),
            Ask { first: |_, today| ahead(today, 14), ..Ask::new("plan support by", Shape::Date) },
            Ask::new("by whom", Shape::Text),
            Ask::today("triaged on"),
        ],
        open: |line| match line.get("state") {
            "received" => Ok(()),
            _ => under_way(line).and(Err("it was triaged")),
        },
        write: |line, answers, today| {
            let [decided, due, by, on] = answers else { return Err(MISSING) };
            let on = past_since(line, "received", on.as_ref(), today)?;
            let stage = stage(line, "triaged", on).with("due", due.clone());
            Ok(acted(line, on, stage.with("outcome", decided.clone()).with("by", by.clone())))
        },
    },
    Act {
        key: 'p',
        title: "support planned",
        needs: Needs::Line,
        asks: &[
            Ask::must("first step", Shape::Text),
            Ask::new("who does it", Shape::Text),
            Ask { first: |_, today| ahead(today, 14), ..Ask::new("step done by", Shape::Date) },
            Ask { first: |_, today| ahead(today, 84), ..Ask::must("support ends on", Shape::Date) },
            Ask { first: |_, today| ahead(today, 42), ..Ask::must("reviewed by", Shape::Date) },
        ],
        open: |line| match line.get("state") {
            "received" => Err("triage it first"),
            _ if line.get("plan").is_empty() => under_way(line),
            _ => under_way(line).and(Err("support is planned: add a further step")),
        },
        write: planned,
    },
    Act {
        key: 's',
        title: "a further step",
        needs: Needs::Line,
        asks: &[
            Ask::must("step", Shape::Text),
            Ask::new("who does it", Shape::Text),
            Ask { first: |_, today| ahead(today, 14), ..Ask::new("done by", Shape::Date) },
            Ask { first: |line, _| line.get("ends").to_owned(), ..Ask::new("support ends on", Shape::Date) },
        ],
        open: has_plan,
        write: |line, answers, _| {
            let [step, who, due, ends] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Support, line).known(line, PLAN).with("step", step.clone());
            Ok(vec![row.with("who", who.clone()).with("due", due.clone()).with("ends", ends.clone())])
        },
    },
    Act {
        key: 'd',
        title: "step done",
        needs: Needs::Line,
        asks: &[
            Ask { first: first_open, ..Ask::must("which step", Shape::Text) },
            Ask::new("what came of it", Shape::Text),
            Ask::today("done on"),
        ],
        open: |line| match open_things(line).next() {
            Some(_) => Ok(()),
            None => has_plan(line).and(Err("every step is done")),
        },
        write: |line, answers, today| {
            let [step, outcome, on] = answers else { return Err(MISSING) };
            let on = past(on.as_ref(), today)?;
            let row = Entry::of(Kind::Support, line).known(line, PLAN).text("step", meant(line, step.as_ref())?);
            Ok(vec![row.day("done", on).with("outcome", outcome.clone())])
        },
    },
    Act {
        key: 'v',
        title: "reviewed",
        needs: Needs::Line,
        asks: &[
            Ask::must("what the review found", Shape::Text),
            Ask { first: |_, today| ahead(today, 42), ..Ask::new("next review by", Shape::Date) },
            Ask::new("by whom", Shape::Text),
            Ask::today("reviewed on"),
        ],
        open: |line| match line.get("state") {
            "received" | "triaged" => Err("no support is planned yet"),
            _ => under_way(line),
        },
        write: |line, answers, today| {
            let [found, due, by, on] = answers else { return Err(MISSING) };
            let on = past_since(line, "received", on.as_ref(), today)?;
            let stage = stage(line, "reviewed", on).with("due", due.clone());
            Ok(vec![stage.with("outcome", found.clone()).with("by", by.clone())])
        },
    },
    Act {
        key: 'c',
        title: "closed",
        needs: Needs::Line,
        asks: &[Ask::must("outcome", Shape::Text), Ask::new("by whom", Shape::Text), Ask::today("closed on")],
        open: under_way,
        write: |line, answers, today| {
            let [outcome, by, on] = answers else { return Err(MISSING) };
            let on = past_since(line, "received", on.as_ref(), today)?;
            let stage = stage(line, "closed", on).with("outcome", outcome.clone()).with("by", by.clone());
            let referral = first_action(line, on, Entry::of(Kind::Referral, line).known(line, KEY));
            Ok(vec![stage, referral.day("closed", on)])
        },
    },
];

fn under_way(line: &Line) -> Result<(), &'static str> {
    match line.get("state") {
        "proposed" => Err("no referral yet: take it in first"),
        "closed" => Err("it is closed"),
        _ if line.get("received").is_empty() => Err(NO_REFERRAL),
        _ => Ok(()),
    }
}

fn has_plan(line: &Line) -> Result<(), &'static str> {
    match line.get("state") {
        "closed" => Err("it is closed"),
        _ if line.get("plan").is_empty() => Err("no support is planned yet"),
        _ => Ok(()),
    }
}

fn planned(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [step, who, due, ends, review] = answers else { return Err(MISSING) };
    let (Some(Value::Date(last)), Some(Value::Date(by))) = (ends, review) else { return Err(MISSING) };
    if *last < today {
        return Err("support cannot end before it begins");
    }
    if by > last {
        return Err("the review comes after the end of the support");
    }
    let row = Entry::of(Kind::Support, line).text("plan", line.get("reason")).day("start", today);
    let row = row.with("step", step.clone()).with("who", who.clone()).with("due", due.clone()).day("ends", *last);
    let mut entries = acted(line, today, stage(line, "planned", today).with("due", review.clone()));
    entries.push(row);
    Ok(entries)
}

/// A stage of the line's referral.
fn stage(line: &Line, stage: &str, on: NaiveDate) -> Entry {
    Entry::of(Kind::ReferralStage, line).known(line, KEY).text("stage", stage).day("on", on)
}

/// A stage, and that somebody acted on the referral.
fn acted(line: &Line, on: NaiveDate, stage: Entry) -> Vec<Entry> {
    let mut entries = vec![stage];
    if line.get("first_action").is_empty() {
        entries.push(first_action(line, on, Entry::of(Kind::Referral, line).known(line, KEY)));
    }
    entries
}

fn first_action(line: &Line, on: NaiveDate, referral: Entry) -> Entry {
    if line.get("first_action").is_empty() { referral.day("first_action", on) } else { referral }
}
