//! Inclusion and engagement: one intake for what others refer and what the data raises, from the day it comes in to
//! the outcome with which it is closed.

mod acts;
mod course;
mod proposal;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part::answers::OPEN;
use crate::domain::rules::{Limit, RULES};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::{Days, NaiveDate};
use course::{Course, Plan};

/// The part.
pub(super) const PART: Part = Part {
    id: "inclusion",
    title: "Inclusion and engagement",
    who: "inclusion and engagement workers",
    doc: "Referrals and what the data raises in one intake: received, triaged, planned, reviewed, closed.",
    duty: "The council promotes the educational achievement of each child it looks after (Children Act 1989 s.22(3A)); \
           for others a referral asks for advice, and no case work is implied.",
    reads: &[Kind::Referral, Kind::ReferralStage, Kind::Support],
    columns: &[
        Column::new("stage", 9),
        Column::new("about", 26),
        Column::new("next by", 10),
        Column::wide("from", 16),
        Column::wide("received", 10),
        Column::wide("next", 28),
    ],
    groups: &["state", "from", "caseworker", "reason"],
    states: &["proposed", "received", "triaged", "planned", "reviewed", "closed"],
    watches: &[
        Watch {
            id: "referral-proposed",
            title: "support to be considered",
            doc: "The attendance of a looked-after child dips or the home changed, no referral is open, and none came \
                  in the last 28 days.",
            source: "ours",
            limits: &[Limit { key: "days", default: 28, unit: "days", doc: "quiet after a referral came" }],
        },
        Watch {
            id: "referral-triage",
            title: "referral not triaged",
            doc: "Nobody has looked at a referral, as many working days after it came as the rule referral-open allows.",
            source: "councils' own service standards",
            limits: &[],
        },
        Watch {
            id: "referral-plan",
            title: "no support planned",
            doc: "No support is planned by the day that the triage named, else 10 working days after it.",
            source: "ours",
            limits: &[Limit { key: "working_days", default: 10, unit: "working days", doc: "from triage to plan" }],
        },
        Watch {
            id: "referral-review",
            title: "support to be reviewed",
            doc: "The day of the next review is over; where none was named, 42 calendar days after the stage before.",
            source: "ours: every half term",
            limits: &[Limit { key: "days", default: 42, unit: "days", doc: "from a plan or a review to the next" }],
        },
        Watch {
            id: "support-step",
            title: "step of support overdue",
            doc: "A step of a plan was due before today and is not done.",
            source: "ours",
            limits: &[],
        },
        Watch {
            id: "support-end",
            title: "support has run out",
            doc: "The plan's last day is over and the referral is not closed.",
            source: "ours",
            limits: &[],
        },
    ],
    acts: acts::ACTS,
    lines,
};

/// What says how long a referral may wait: one limit for the rule and for the watch.
const WAITING: &str = "referral-open";

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for case in scene.cases() {
        let child = ChildKey(case.child.key);
        let caseworker = case.caseworker();
        let (courses, plans) = course::of(scene, child);
        lines.extend(proposal::of(scene, &case, &courses).map(|line| grouped(line, acts::DATA, caseworker)));
        for course in &courses {
            let from = course.referral.text("from_role");
            lines.push(grouped(of_course(scene, course, child), from, caseworker));
        }
        lines.extend(plans.iter().map(|plan| grouped(of_plan(scene, plan, child), "plan", caseworker)));
    }
    lines
}

/// Fills the groups: the state stands in the first cell, the reason in the second.
fn grouped(mut line: Line, from: &str, caseworker: &str) -> Line {
    line.groups = vec![line.cells[0].clone(), from.to_owned(), caseworker.to_owned(), line.cells[1].clone()];
    line
}

fn of_course(scene: &Scene<'_>, course: &Course<'_>, child: ChildKey) -> Line {
    let referral = course.referral;
    let mut line = Line::of_child(child).from(referral);
    line.cells = [course.state, referral.text("reason"), "", referral.text("from_role"), &referral.iso("received"), ""]
        .map(str::to_owned)
        .into();
    line = line.knowing("state", course.state).knowing("received", referral.iso("received"));
    line = line.knowing("from_role", referral.text("from_role")).knowing("reason", referral.text("reason"));
    line = line.knowing("first_action", referral.iso("first_action"));
    line = line.saying(format!("from {} on {}", who(referral), referral.iso("received")));
    for stage in &course.reached {
        line = line.from(*stage).saying(said_of_stage(*stage));
    }
    if course.reached.is_empty() && !referral.iso("first_action").is_empty() {
        line = line.saying(format!("acted on {}; no stage was written down", referral.iso("first_action")));
    }
    let line = match &course.plan {
        Some(plan) => with_plan(scene, line, plan, course.state != "closed"),
        None => line,
    };
    next(scene, line, course)
}

fn who(referral: Entered<'_>) -> String {
    match referral.text("from_name") {
        "" => referral.text("from_role").to_owned(),
        name => format!("{} ({name})", referral.text("from_role")),
    }
}

fn said_of_stage(stage: Entered<'_>) -> String {
    let on = stage.iso("on");
    let mut said = format!("{} {on}", stage.text("stage"));
    for (before, name) in [(": ", "outcome"), (", by ", "by")] {
        if !stage.text(name).is_empty() {
            said = said + before + stage.text(name);
        }
    }
    match stage.date("due") {
        Some(due) => format!("{said}; next by {due}"),
        None => said,
    }
}

/// What is to be done next, by when, and whether that is over.
fn next(scene: &Scene<'_>, line: Line, course: &Course<'_>) -> Line {
    let calendar = scene.context.calendar;
    let Some(since) = course.since else { return line };
    match course.state {
        "received" => {
            let place = RULES.iter().position(|rule| rule.id == WAITING).unwrap_or_default();
            let within = scene.context.thresholds.of(place).first().copied().unwrap_or_default();
            // The last working day on which the rule is still quiet.
            due(scene, line, ("triage", calendar.add_working_days(since, within)), "referral-triage")
        }
        "triaged" => {
            let days = scene.limit("referral-plan", "working_days");
            let by = course.due.unwrap_or_else(|| calendar.add_working_days(since, days));
            due(scene, line, ("plan support", by), "referral-plan")
        }
        "planned" | "reviewed" => {
            let days = u64::try_from(scene.limit("referral-review", "days")).unwrap_or_default();
            let by = course.due.or_else(|| since.checked_add_days(Days::new(days)));
            by.map_or(line.clone(), |by| due(scene, line, ("review", by), "referral-review"))
        }
        _ => line,
    }
}

/// The earliest of what is due stands on the line; what is over is watched.
fn due(scene: &Scene<'_>, mut line: Line, (what, by): (&str, NaiveDate), watch: &'static str) -> Line {
    if line.due.is_none_or(|before| by < before) {
        line.due = Some(by);
        line.cells[2] = by.to_string();
        what.clone_into(&mut line.cells[5]);
    }
    if by < scene.today() { line.watched(watch, Severity::ThisWeek) } else { line }
}

/// A plan of support that belongs to no referral.
fn of_plan(scene: &Scene<'_>, plan: &Plan<'_>, child: ChildKey) -> Line {
    let state = if plan.open().next().is_some() { "planned" } else { "closed" };
    let mut line = Line::of_child(child);
    line.cells = [state, plan.name, "", "plan", &plan.start.to_string(), ""].map(str::to_owned).into();
    with_plan(scene, line.knowing("state", state), plan, state != "closed")
}

/// The steps of a plan, in words and as far as acts need them; watched while it `runs`.
fn with_plan(scene: &Scene<'_>, line: Line, plan: &Plan<'_>, runs: bool) -> Line {
    let ends = iso(plan.ends);
    let until = if ends.is_empty() { "no end set".to_owned() } else { format!("until {ends}") };
    let mut line = line.knowing("plan", plan.name).knowing("start", plan.start.to_string()).knowing("ends", &*ends);
    line = line.saying(format!("support from {}, {until}: {} of {} steps done", plan.start, plan.done(), plan.all()));
    for step in plan.steps() {
        line = line.from(step).saying(said_of_step(step));
    }
    if !runs {
        return line;
    }
    line = plan.open().fold(line, |line, step| line.knowing(OPEN, step.text("step")));
    let dated = plan.open().filter_map(|step| step.date("due").map(|by| (step.text("step"), by)));
    if let Some(first) = dated.min_by_key(|(_, by)| *by) {
        line = due(scene, line, first, "support-step");
    }
    match plan.ends {
        Some(by) => due(scene, line, ("close or extend", by), "support-end"),
        None => line,
    }
}

fn said_of_step(step: Entered<'_>) -> String {
    let who = Some(step.text("who")).filter(|who| !who.is_empty());
    let who = who.map(|who| format!(" ({who})")).unwrap_or_default();
    let state = match (step.date("done"), step.date("due")) {
        (Some(done), _) => format!("done {done}"),
        (None, Some(due)) => format!("due {due}"),
        (None, None) => "no day set".to_owned(),
    };
    let outcome = Some(step.text("outcome")).filter(|outcome| !outcome.is_empty());
    let outcome = outcome.map(|outcome| format!(": {outcome}")).unwrap_or_default();
    format!("step {}{who}, {state}{outcome}", step.text("step"))
}
