//! The transitions planner: what must be ready for a change of phase, school or home, by which date, on which clock.

mod acts;
mod changes;
mod proof;
mod steps;

use crate::domain::alert::Severity;
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::part::after16::{about, after};
use crate::domain::part::strategic::strategic;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::{count, day};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use changes::Change;
use chrono::NaiveDate;
use steps::Step;

/// The part.
pub(super) const PART: Part = Part {
    id: "transitions",
    title: "Transitions planner",
    who: "caseworkers and the post-16 team",
    doc: "What must be ready for nursery, reception, secondary school, after 16, after 18, a new school or a new home: \
          a line a step, by month as a calendar.",
    duty: "Education stays steady through a change (statutory guidance on looked-after children, February 2018); no \
           disruptive move in years 10 and 11 (Care Planning Regulations 2010, reg 10).",
    reads: &[Kind::Transition, Kind::Admission, Kind::Guarantee, Kind::Career],
    columns: &[
        Column::new("due", 10),
        Column::new("step", 27),
        Column::new("change", 11),
        Column::wide("clock", 23),
        Column::wide("change on", 10),
    ],
    groups: &["state", "month", "change", "year", "caseworker"],
    states: &[OVERDUE, SOON, LATER, DONE, LEFT],
    watches: &[Watch {
        id: "transition-step",
        title: "step of a change overdue",
        doc: "The day by which a step should be ready is over, nothing says that it is done, and the change is not over \
              for more than 60 days.",
        source: "each step names its own: School Admissions Code 2021, SEND Regulations 2014 reg 18, Pupil Information \
                 Regulations 2005 reg 9; else ours",
        limits: &[Limit { key: "soon_days", default: 14, unit: "days", doc: "days ahead that count as soon" }],
    }],
    acts: acts::ACTS,
    lines,
};

const OVERDUE: &str = "overdue";
const SOON: &str = "due soon";
const LATER: &str = "later";
const DONE: &str = "done";
const LEFT: &str = "left undone";
/// The words of the change itself among its steps.
const ITSELF: &str = "the day itself";

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let soon = after(scene.today(), scene.limit("transition-step", "soon_days"));
    let mut lines = Vec::new();
    for case in scene.cases() {
        let owed = !strategic(&case);
        for change in changes::of(scene, &case, owed) {
            let before = lines.len();
            steps_of(scene, &case, &change, &mut lines, soon);
            let watched = |line: Line| match line.groups[0].as_str() {
                OVERDUE if owed => line.watched("transition-step", Severity::ThisWeek),
                _ => line,
            };
            let made: Vec<_> = lines.drain(before..).map(watched).collect();
            lines.extend(made);
        }
    }
    lines
}

/// A step as it stands: from the table, or written down by somebody.
struct Standing<'a> {
    words: &'a str,
    due: Option<NaiveDate>,
    done: Option<NaiveDate>,
    clock: String,
    source: &'a str,
    rows: Vec<Entered<'a>>,
}

fn steps_of(scene: &Scene<'_>, case: &Case<'_>, change: &Change<'_>, lines: &mut Vec<Line>, soon: NaiveDate) {
    let table = steps::of(change.code);
    let standing = table.iter().filter(|step| step.whom.means(case)).map(|step| of_table(scene, case, change, step));
    // Steps before a change of which nobody spoke before it was over are not chased after it.
    let over = change.on <= scene.today() && change.rows.is_empty();
    let standing = standing.filter(|step| !over || step.due.is_none_or(|due| due >= change.on));
    let added = change.rows.iter().filter(|row| !row.text("step").is_empty());
    let added = added.filter(|row| !table.iter().any(|step| same(step.words, row.text("step"))));
    let mut standing: Vec<_> = standing.chain(added.map(|row| of_row(*row))).collect();
    standing.sort_by_key(|step| step.due.unwrap_or(NaiveDate::MAX));
    let done = standing.iter().filter(|step| step.done.is_some_and(|done| done <= scene.today())).count();
    let told = format!("{done} of {} steps done", standing.len());
    for step in &standing {
        lines.push(line(scene, case, change, step, soon).saying(&told));
    }
    lines.push(itself(scene, case, change, &standing, soon).saying(told));
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other.trim())
}

fn of_table<'a>(scene: &Scene<'a>, case: &Case<'_>, change: &Change<'a>, step: &'static Step) -> Standing<'a> {
    let row = change.rows.iter().rev().find(|row| same(step.words, row.text("step"))).copied();
    let ticked = row.and_then(|row| row.date("done")).filter(|done| *done <= scene.today());
    let shown = if ticked.is_some() { None } else { proof::shown(scene, case, change, step.proof) };
    Standing {
        words: step.words,
        due: row.and_then(|row| row.date("due")).or_else(|| step.by.date(case, change.on)),
        done: ticked.or(shown.map(|shown| shown.0)),
        clock: step.by.words(),
        source: step.source,
        rows: row.into_iter().chain(shown.and_then(|shown| shown.1)).collect(),
    }
}

fn of_row(row: Entered<'_>) -> Standing<'_> {
    Standing {
        words: row.text("step"),
        due: row.date("due"),
        done: row.date("done"),
        clock: "written down".to_owned(),
        source: "",
        rows: vec![row],
    }
}

fn state(today: NaiveDate, change: &Change<'_>, step: &Standing<'_>, soon: NaiveDate) -> &'static str {
    match step.due {
        _ if step.done.is_some_and(|done| done <= today) => DONE,
        _ if changes::long_over(today, change.on) => LEFT,
        Some(due) if due < today => OVERDUE,
        Some(due) if due <= soon => SOON,
        _ => LATER,
    }
}

/// `2026-11`, by which months stand in order.
fn month(due: Option<NaiveDate>) -> String {
    due.map_or_else(|| "no date".to_owned(), |due| due.format("%Y-%m").to_string())
}

fn line(scene: &Scene<'_>, case: &Case<'_>, change: &Change<'_>, step: &Standing<'_>, soon: NaiveDate) -> Line {
    let state = state(scene.today(), change, step, soon);
    let mut line = stub(case, change, state, (step.words, step.due), &step.clock);
    line.due = step.due.filter(|_| !matches!(state, DONE | LEFT));
    line = step.rows.iter().fold(line, |line, row| line.from(*row));
    let by = if step.due.is_some() { step.clock.clone() } else { format!("{}: terms not known so far", step.clock) };
    let source = if step.source.is_empty() { String::new() } else { format!(" ({})", step.source) };
    line = line.saying(format!("{}: {by}{source}", step.words));
    line =
        line.saying(step.done.filter(|_| state == DONE).map(|done| format!("done {}", day(done))).unwrap_or_default());
    let mut who = step.rows.iter().filter(|row| row.kind == Kind::Transition).map(|row| row.text("who"));
    let who = who.find(|who| !who.is_empty());
    line = line.saying(who.map(|who| format!("by {who}")).unwrap_or_default());
    if state == OVERDUE {
        let days = step.due.map_or(0, |due| (scene.today() - due).num_days());
        line = line.saying(format!("{} overdue", count(days, "day")));
    }
    let done = if state == DONE { "y" } else { "" };
    line.knowing("step", step.words).knowing("due", iso(step.due)).knowing("done", done)
}

fn stub(
    case: &Case<'_>,
    change: &Change<'_>,
    state: &str,
    (words, due): (&str, Option<NaiveDate>),
    clock: &str,
) -> Line {
    let name = change.code.replace('_', " ");
    let mut line = about(case, &[state, &month(due), &name]);
    let to = if change.to.is_empty() { String::new() } else { format!(" to {}", change.to) };
    line = line.saying(format!("{name}{to} on {}, {}", day(change.on), change.why));
    line.cells = vec![iso(due), words.to_owned(), name, clock.to_owned(), change.on.to_string()];
    line.knowing("change", change.code).knowing("on", change.on.to_string())
}

/// The change itself: overdue only where the files say that it has not happened.
fn itself(scene: &Scene<'_>, case: &Case<'_>, change: &Change<'_>, standing: &[Standing<'_>], soon: NaiveDate) -> Line {
    let today = scene.today();
    let state = match change.on {
        // It was to end by now, and runs.
        on if on < today && change.why == changes::PLANNED_END => OVERDUE,
        on if on <= today => DONE,
        on if on <= soon => SOON,
        _ => LATER,
    };
    let mut line = stub(case, change, state, (ITSELF, Some(change.on)), "on the day");
    line.due = Some(change.on).filter(|_| state != DONE);
    let own = change.rows.iter().filter(|row| row.text("step").is_empty());
    line = own.fold(line, |line, row| line.from(*row));
    standing.iter().fold(line, |line, step| {
        let done = step.done.is_some_and(|done| done <= today);
        let due = step.due.map_or_else(|| step.clock.clone(), day);
        line.saying(format!("[{}] {}, {due}", if done { "x" } else { " " }, step.words))
    })
}

#[cfg(test)]
mod tests;
